#include "gui/outcome/outcomepill.h"

#include "gui/theme/icons.h"
#include "gui/theme/stylepainter.h"
#include "gui/theme/textwidth.h"

#include <QPainter>

namespace interleave {

namespace {

constexpr int Height = 28;
constexpr int LargeHeight = 34;
constexpr int Padding = 12;
constexpr int SignSize = 14;
constexpr int SignGap = 6;

} // namespace

OutcomePill::OutcomePill(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void OutcomePill::setOutcome(const OutcomeText& outcome)
{
    m_outcome = outcome;
    setAccessibleName(outcome.sentence);
    updateGeometry();
    update();
}

void OutcomePill::setLarge(bool large)
{
    m_large = large;
    updateGeometry();
    update();
}

QSize OutcomePill::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {
        advanceOf(theme.font(style()), m_outcome.sentence) + theme.px(2 * Padding + SignSize + SignGap),
        theme.px(m_large ? LargeHeight : Height)};
}

void OutcomePill::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    const TextColors ink = theme.ink(roleOf(m_outcome.severity));
    QPainter painter(this);
    StylePainter(painter, theme).roundedBox(rect(), height() / 2.0, ink.fill, Qt::transparent);
    const int size = theme.px(SignSize);
    const QRect sign(theme.px(Padding), (height() - size) / 2, size, size);
    drawIcon(painter, sign, signOf(m_outcome.severity), ink.ink);
    painter.setFont(theme.font(style()));
    painter.setPen(ink.ink);
    const QRect words = rect().adjusted(sign.right() + 1 + theme.px(SignGap), 0, -theme.px(Padding) / 2, 0);
    const QString shown = painter.fontMetrics().elidedText(m_outcome.sentence, Qt::ElideRight, words.width());
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, shown);
}

} // namespace interleave
