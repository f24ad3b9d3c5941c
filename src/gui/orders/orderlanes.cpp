#include "gui/orders/orderlanes.h"

#include "schedules/schedulesetup.h"

#include <QFontMetrics>

#include <algorithm>

namespace interleave {

namespace {

constexpr int LaneHeight = 20;
constexpr int LaneGap = 3;
constexpr int NumberLeft = 14;
constexpr int NumberRight = 10;
constexpr int LabelWidth = 18;
constexpr int TurnsRight = 8;
constexpr int LetterPitch = 19;

} // namespace

OrderLanes::OrderLanes(const Theme& theme, const QRect& area, const OrderShape& shape)
    : m_theme(theme)
    , m_area(area)
    , m_lanes(shape.lanes)
    , m_left(labelLeft(theme, shape))
    , m_pitch(std::min<qreal>(
          theme.px(shape.word + LaneGap),
          (area.width() - m_left - theme.px(LabelWidth + TurnsRight)) / static_cast<qreal>(shape.turns)))
{
}

int OrderLanes::labelLeft(const Theme& theme, const OrderShape& shape)
{
    // Figures have one width in the mono face.
    const QFontMetrics metrics(theme.font(TextStyle::Chip));
    return theme.px(NumberLeft + NumberRight) + metrics.horizontalAdvance(grouped(shape.orders));
}

QRectF OrderLanes::number() const
{
    return {
        m_area.left() + m_theme.px(qreal(NumberLeft)),
        top(0),
        m_left - m_theme.px(qreal(NumberLeft + NumberRight)),
        top(m_lanes) - m_theme.px(qreal(LaneGap)) - top(0)};
}

qreal OrderLanes::top(int lane) const
{
    // In the middle of the row, above the line that ends it.
    const int lanes = height(m_theme, m_lanes, 0);
    return m_area.top() + (m_area.height() - lanes) / 2 + lane * m_theme.px(LaneHeight + LaneGap);
}

QRectF OrderLanes::label(int lane) const
{
    return {
        m_area.left() + m_left, top(lane), m_theme.px(qreal(LabelWidth)), m_theme.px(qreal(LaneHeight))};
}

QRectF OrderLanes::cell(int lane, int turn) const
{
    const qreal left = m_area.left() + m_left + m_theme.px(LabelWidth) + turn * m_pitch;
    return {left, top(lane), m_pitch - m_theme.px(qreal(LaneGap)), m_theme.px(qreal(LaneHeight))};
}

int OrderLanes::height(const Theme& theme, int lanes, int padding)
{
    return 2 * theme.px(padding) + (lanes - 1) * theme.px(LaneHeight + LaneGap) + theme.px(LaneHeight) + 1;
}

int OrderLanes::width(const Theme& theme, const OrderShape& shape, bool words)
{
    return labelLeft(theme, shape) + theme.px(LabelWidth + TurnsRight) +
           shape.turns * theme.px(words ? shape.word + LaneGap : LetterPitch);
}

} // namespace interleave
