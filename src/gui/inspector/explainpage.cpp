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
    show({explain(event, before),
          event.client,
          tr("The server ran"),
          words,
          stepText(event.number, step),
          step > event.number.step});
}

void ExplainPage::show(const Content& content)
{
    m_content = content;
    render();
    verticalScrollBar()->setValue(0);
}

void ExplainPage::clear()
{
    m_content = {};
    m_content.explanation.title = tr("Nothing chosen");
    m_content.explanation.story = tr("Choose a message in the diagram to see what it did, and why.");
    render();
}

void ExplainPage::render()
{
    const Theme& theme = themeOf(this);
    const Explanation& told = m_content.explanation;
    const bool neutral = told.severity == Severity::Neutral || told.severity == Severity::Pending;
    setTextRole(m_ui->titleLabel, neutral ? Role::Text : roleOf(told.severity));
    for (QLabel* label : {m_ui->storyLabel, m_ui->wordsLabel, m_ui->choicesLabel, m_ui->textbookLabel})
        label->setTextFormat(Qt::RichText);
    m_ui->titleLabel->setTextFormat(Qt::PlainText);
    m_ui->titleLabel->setText(told.title);
    m_ui->stepLabel->setVisible(!m_content.step.isEmpty());
    m_ui->stepLabel->setText(m_content.step);
    setTextRole(m_ui->stepLabel, m_content.isPast ? Role::Text : Role::Quiet);
    m_ui->storyLabel->setText(inLines(told.story, theme));
    m_ui->wordsLabel->setVisible(!m_content.words.isEmpty());
    m_ui->wordsLabel->setText(inLines(QStringLiteral("<i>%1</i>").arg(m_content.words.toHtmlEscaped()), theme));
    renderSections();
}

void ExplainPage::renderSections()
{
    const Theme& theme = themeOf(this);
    const Explanation& told = m_content.explanation;
    const Role role = roleOf(told.severity) == Role::Quiet ? Role::Text : roleOf(told.severity);
    m_ui->sentHeading->setText(tr("%1 sent").arg(m_content.actor));
    m_ui->ranHeading->setText(m_content.ranHeading);
    m_ui->heardHeading->setText(tr("%1 heard").arg(m_content.actor));
    m_ui->choicesHeading->setText(
        m_content.actor.isEmpty() ? tr("Clients can now") : tr("%1 can now").arg(m_content.actor));
    // The request is neither good nor bad news, so show its deciding part in the text colour.
    m_ui->sentBox->setCode(told.sent, told.deciding, Role::Text);
    // After a loss both are unsuspicious: the statement changed its row, and the client was told 200 OK.
    const Role seen = told.severity == Severity::Lost ? Role::Text : role;
    m_ui->ranBox->setCode(told.ran, told.deciding, seen);
    m_ui->heardBox->setCode(told.heard, told.deciding, seen);
    m_ui->sentSection->setVisible(!told.sent.isEmpty());
    m_ui->ranSection->setVisible(!told.ran.isEmpty());
    m_ui->heardSection->setVisible(!told.heard.isEmpty());

    QStringList choices;
    for (const Choice& choice : told.choices)
        choices.append(
            QStringLiteral("<b>%1</b>: %2").arg(choice.name.toHtmlEscaped(), choice.effect.toHtmlEscaped()));
    m_ui->choicesLabel->setText(inLines(choices.join(QLatin1String("<br>")), theme));
    m_ui->choicesSection->setVisible(!choices.isEmpty());
    m_ui->textbookLabel->setText(inLines(told.textbook.toHtmlEscaped(), theme));
    m_ui->textbookSection->setVisible(!told.textbook.isEmpty());
}

void ExplainPage::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        render();
}

} // namespace interleave
