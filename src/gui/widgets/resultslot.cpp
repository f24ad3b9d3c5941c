#include "gui/widgets/resultslot.h"

#include "gui/theme/style.h"
#include "gui/theme/stylepainter.h"
#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/wraplabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace interleave {

namespace {

// At 100 %.
constexpr int RemediesInset = 8;
constexpr int RemediesGap = 5;

} // namespace

ResultSlot::ResultSlot(QWidget* parent)
    : QWidget(parent)
    , m_status(new QLabel(this))
    , m_origin(new ElidedLabel(this))
    , m_sentence(new WrapLabel(this))
    , m_brief(new ElidedLabel(this))
    , m_remedies(new QWidget(this))
{
    m_status->setObjectName(QStringLiteral("statusLabel"));
    m_origin->setObjectName(QStringLiteral("originLabel"));
    m_sentence->setObjectName(QStringLiteral("sentenceLabel"));
    setTextStyle(m_status, TextStyle::Strong);
    setTextStyle(m_origin, TextStyle::Hint);
    m_status->setTextFormat(Qt::PlainText);
    m_origin->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 8, 0, 6);
    rows->setSpacing(2);
    auto* first = new QHBoxLayout;
    first->setContentsMargins(12, 0, 12, 0);
    first->setSpacing(8);
    first->addWidget(m_status);
    first->addWidget(m_brief, 1);
    first->addWidget(m_origin, 1);
    rows->addLayout(first);
    auto* second = new QHBoxLayout;
    second->setContentsMargins(12, 0, 12, 0);
    second->addWidget(m_sentence);
    rows->addLayout(second, 1);
    rows->addWidget(m_remedies);
    buildRemedies();
    setFixedHeight(72);
}

void ResultSlot::buildRemedies()
{
    const QList<std::pair<QString, QString>> buttons{
        {QStringLiteral("reloadButton"), tr("Reload")},
        {QStringLiteral("mergeButton"), tr("Merge…")},
        {QStringLiteral("overwriteButton"), tr("Overwrite")},
        {QStringLiteral("findOutButton"), tr("Find out")}};
    auto* row = new QHBoxLayout(m_remedies);
    row->setContentsMargins(RemediesInset, 0, RemediesInset, 0);
    row->setSpacing(RemediesGap);
    for (const auto& [name, text] : buttons) {
        auto* button = new QPushButton(text, m_remedies);
        button->setObjectName(name);
        button->setFixedHeight(28);
        setTextStyle(button, TextStyle::Label);
        const auto remedy = static_cast<Remedy>(m_buttons.size());
        connect(button, &QPushButton::clicked, this, [this, remedy] { emit chosen(remedy); });
        row->addWidget(button);
        m_buttons.append(button);
    }
    row->addStretch();
    m_remedies->hide();
}

void ResultSlot::offer(const QList<Remedy>& remedies, bool enabled)
{
    const bool any = !remedies.isEmpty();
    for (int i = 0; i < m_buttons.size(); ++i) {
        m_buttons.at(i)->setVisible(remedies.contains(static_cast<Remedy>(i)));
        m_buttons.at(i)->setEnabled(enabled);
    }
    m_remedies->setVisible(any);
    m_brief->setVisible(any);
    m_brief->setWords(m_sentence->text(), m_fewer);
    m_sentence->setVisible(!any);
    m_origin->setVisible(!any && !m_status->text().isEmpty());
}

void ResultSlot::showAnswer(const AnswerText& answer, const QString& detail)
{
    m_fewer = answer.fewer;
    m_origin->setWords(answer.origin, answer.fewerOrigin);
    if (detail.isEmpty()) {
        setTextStyle(m_sentence, TextStyle::Body);
        display(answer.tone, answer.status, answer.sentence);
    } else {
        setTextStyle(m_sentence, TextStyle::Hint);
        display(answer.tone, {}, tr("%1: %2", "a status and a sentence").arg(answer.status, detail));
    }
}

void ResultSlot::showProblem(const QString& problem)
{
    // Small, so that the longest sentence has room in the narrowest card.
    setTextStyle(m_sentence, TextStyle::Hint);
    display(Tone::Pending, {}, tr("Not sent: %1").arg(problem));
}

void ResultSlot::display(Tone tone, const QString& status, const QString& sentence)
{
    m_tone = tone;
    // A sentence alone stands in the middle.
    m_status->setVisible(!status.isEmpty());
    m_origin->setVisible(!status.isEmpty());
    m_sentence->setAlignment((status.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop) | Qt::AlignLeft);
    const bool alone = status.isEmpty();
    setDrawn(layout(), {0, alone ? 3 : 8, 0, alone ? 3 : 6}, 2);
    m_status->setText(status);
    m_sentence->setText(sentence);
    m_sentence->setToolTip(alone ? sentence.toHtmlEscaped() : QString());
    for (QLabel* label : std::initializer_list<QLabel*>{m_status, m_origin, m_sentence, m_brief})
        setInk(label, roleOf(tone));
    update();
}

/// Three buttons have room in the narrowest card.
void ResultSlot::resizeEvent(QResizeEvent*)
{
    const Theme& theme = themeOf(this);
    fitButtons(m_buttons.first(3), width() - theme.px(2 * RemediesInset + 2 * RemediesGap));
}

void ResultSlot::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    StylePainter(painter, theme)
        .roundedBox(rect(), theme.controlRadius(), theme.fill(roleOf(m_tone)), Qt::transparent);
}

} // namespace interleave
