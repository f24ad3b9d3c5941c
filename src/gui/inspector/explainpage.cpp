#include "gui/inspector/explainpage.h"

#include "ui_explainpage.h"

#include "core/values/text.h"
#include "gui/theme/style.h"
#include "gui/widgets/focusring.h"

#include <QEvent>
#include <QScrollBar>

namespace interleave {

namespace {

/// "Step 5"; beside cards of a later moment that is said, too.
QString stepText(const StepNumber& number, qint64 step)
{
    if (number.step == 0)
        return {};
    return step > number.step
               ? Text::tr("Step %1 · the cards show step %2").arg(number.text(), QString::number(step))
               : Text::tr("Step %1").arg(number.text());
}

/// Sets the line height of body text to 22 px; a label can do that only with rich text.
QString inLines(const QString& richText, const Theme& theme)
{
    return QStringLiteral("<p style=\"margin:0; line-height:%1px\">%2</p>")
        .arg(QString::number(theme.lineHeight(TextStyle::Body)), richText);
}

} // namespace

ExplainPage::ExplainPage(QWidget* parent)
    : QScrollArea(parent)
    , m_ui(std::make_unique<Ui::ExplainPage>())
{
    m_ui->setupUi(this);
    viewport()->setAutoFillBackground(false);
    new FocusRing(*this);
    m_ui->contents->setAutoFillBackground(false);
    setAccessibleName(tr("Explanation"));
    clear();
}

ExplainPage::~ExplainPage() = default;

void ExplainPage::show(const Event& event, const Snapshot& before, const QString& words, qint64 step)
{
    m_step = stepText(event.number, step);
    m_isPast = step > event.number.step;
    m_explanation = explain(event, before);
    m_client = event.client;
    m_words = words;
    render();
    verticalScrollBar()->setValue(0);
}

void ExplainPage::clear()
{
    m_explanation = Explanation();
    m_explanation.title = tr("Nothing chosen");
    m_explanation.story = tr("Choose a message in the diagram to see what it did, and why.");
    m_client.clear();
    m_words.clear();
    m_step.clear();
    render();
}

void ExplainPage::render()
{
    const Theme& theme = themeOf(this);
    const bool neutral =
        m_explanation.severity == Severity::Neutral || m_explanation.severity == Severity::Pending;
    setTextRole(m_ui->titleLabel, neutral ? Role::Text : roleOf(m_explanation.severity));
    for (QLabel* label : {m_ui->storyLabel, m_ui->wordsLabel, m_ui->choicesLabel, m_ui->textbookLabel})
        label->setTextFormat(Qt::RichText);
    m_ui->titleLabel->setTextFormat(Qt::PlainText);
    m_ui->titleLabel->setText(m_explanation.title);
    m_ui->stepLabel->setVisible(!m_step.isEmpty());
    m_ui->stepLabel->setText(m_step);
    setTextRole(m_ui->stepLabel, m_isPast ? Role::Text : Role::Quiet);
    m_ui->storyLabel->setText(inLines(m_explanation.story, theme));
    m_ui->wordsLabel->setVisible(!m_words.isEmpty());
    m_ui->wordsLabel->setText(inLines(QStringLiteral("<i>%1</i>").arg(m_words.toHtmlEscaped()), theme));
    renderSections();
}

void ExplainPage::renderSections()
{
    const Theme& theme = themeOf(this);
    const Role role =
        roleOf(m_explanation.severity) == Role::Quiet ? Role::Text : roleOf(m_explanation.severity);
    m_ui->sentHeading->setText(tr("%1 sent").arg(m_client));
    m_ui->ranHeading->setText(tr("The server ran"));
    m_ui->heardHeading->setText(tr("%1 heard").arg(m_client));
    m_ui->choicesHeading->setText(
        m_client.isEmpty() ? tr("Clients can now") : tr("%1 can now").arg(m_client));
    // The request is neither good nor bad news, so show its deciding part in the text colour.
    m_ui->sentBox->setCode(m_explanation.sent, m_explanation.deciding, Role::Text);
    // After a loss both are unsuspicious: the statement changed its row, and the client was told 200 OK.
    const Role seen = m_explanation.severity == Severity::Lost ? Role::Text : role;
    m_ui->ranBox->setCode(m_explanation.ran, m_explanation.deciding, seen);
    m_ui->heardBox->setCode(m_explanation.heard, m_explanation.deciding, seen);
    m_ui->sentSection->setVisible(!m_explanation.sent.isEmpty());
    m_ui->ranSection->setVisible(!m_explanation.ran.isEmpty());
    m_ui->heardSection->setVisible(!m_explanation.heard.isEmpty());

    QStringList choices;
    for (const Choice& choice : m_explanation.choices)
        choices.append(
            QStringLiteral("<b>%1</b>: %2").arg(choice.name.toHtmlEscaped(), choice.effect.toHtmlEscaped()));
    m_ui->choicesLabel->setText(inLines(choices.join(QLatin1String("<br>")), theme));
    m_ui->choicesSection->setVisible(!choices.isEmpty());
    m_ui->textbookLabel->setText(inLines(m_explanation.textbook.toHtmlEscaped(), theme));
    m_ui->textbookSection->setVisible(!m_explanation.textbook.isEmpty());
}

void ExplainPage::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        render();
}

} // namespace interleave
