#include "gui/widgets/resultslot.h"

#include "gui/theme/style.h"
#include "gui/theme/stylepainter.h"
#include "gui/widgets/wraplabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace interleave {

ResultSlot::ResultSlot(QWidget* parent)
    : QWidget(parent)
    , m_status(new QLabel(this))
    , m_origin(new QLabel(this))
    , m_sentence(new WrapLabel(this))
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
    first->addStretch();
    first->addWidget(m_origin);
    rows->addLayout(first);
    rows->addWidget(m_sentence, 1);
    setFixedHeight(72);
}

void ResultSlot::showAnswer(const AnswerText& answer)
{
    setTextStyle(m_sentence, TextStyle::Body);
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
    for (QLabel* label : std::initializer_list<QLabel*>{m_status, m_origin, m_sentence})
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
