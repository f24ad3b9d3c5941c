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

ResultSlot::ResultSlot(QWidget* parent)
    : QWidget(parent)
    , m_status(new QLabel(this))
    , m_origin(new QLabel(this))
    , m_sentence(new WrapLabel(this))
    , m_brief(new ElidedLabel(this))
    , m_remedies(new QWidget(this))
{
    m_status->setObjectName(QStringLiteral("statusLabel"));
    m_origin->setObjectName(QStringLiteral("originLabel"));
    m_sentence->setObjectName(QStringLiteral("sentenceLabel"));
    setTextStyle(m_status, TextStyle::Strong);
    setTextStyle(m_origin, TextStyle::Hint);
    for (QLabel* label : {m_status, m_origin})
        label->setTextFormat(Qt::PlainText);

    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(12, 8, 12, 6);
    rows->setSpacing(2);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_status);
    first->addWidget(m_brief, 1);
    first->addStretch();
    first->addWidget(m_origin);
    rows->addLayout(first);
    rows->addWidget(m_sentence, 1);
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
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
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

void ResultSlot::showAnswer(const AnswerText& answer)
{
    setTextStyle(m_sentence, TextStyle::Body);
    m_fewer = answer.fewer;
    display(answer.tone, answer.status, answer.sentence, answer.origin);
}

void ResultSlot::showProblem(const QString& problem)
{
    // Small, so that the longest sentence has room in the narrowest card.
    setTextStyle(m_sentence, TextStyle::Hint);
    display(Tone::Pending, {}, tr("Not sent: %1").arg(problem), {});
}

void ResultSlot::display(Tone tone, const QString& status, const QString& sentence, const QString& origin)
{
    m_tone = tone;
    // A sentence alone stands in the middle.
    m_status->setVisible(!status.isEmpty());
    m_origin->setVisible(!status.isEmpty());
    m_sentence->setAlignment((status.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop) | Qt::AlignLeft);
    m_status->setText(status);
    m_sentence->setText(sentence);
    m_origin->setText(origin);
    for (QLabel* label : std::initializer_list<QLabel*>{m_status, m_origin, m_sentence, m_brief})
        setInk(label, roleOf(tone));
    update();
}

void ResultSlot::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    StylePainter(painter, theme)
        .roundedBox(rect(), theme.controlRadius(), theme.fill(roleOf(m_tone)), Qt::transparent);
}

} // namespace interleave
