#include "gui/orders/orderlanes.h"

#include "schedules/scheduleorder.h"

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
constexpr int WordPitch = 54;
constexpr int LetterPitch = 19;

} // namespace

OrderLanes::OrderLanes(const Theme& theme, const QRect& area, const ScheduleSetup& setup)
    : m_theme(theme)
    , m_area(area)
    , m_clients(setup.clients)
    , m_left(labelLeft(theme, setup))
    , m_pitch(std::min<qreal>(
          theme.px(WordPitch + 3),
          (area.width() - m_left - theme.px(LabelWidth + TurnsRight)) / static_cast<qreal>(setup.turns())))
{
}

int OrderLanes::labelLeft(const Theme& theme, const ScheduleSetup& setup)
{
    // Figures have one width in the mono face.
    const QFontMetrics metrics(theme.font(TextStyle::Chip));
    return theme.px(NumberLeft + NumberRight) + metrics.horizontalAdvance(grouped(orderCount(setup)));
}

QRectF OrderLanes::number() const
{
    return {
        m_area.left() + m_theme.px(qreal(NumberLeft)),
        top(0),
        m_left - m_theme.px(qreal(NumberLeft + NumberRight)),
        top(m_clients) - m_theme.px(qreal(LaneGap)) - top(0)};
}

qreal OrderLanes::top(int client) const
{
    // In the middle of the row, above the line that ends it.
    const int lanes = height(m_theme, m_clients, 0);
    return m_area.top() + (m_area.height() - lanes) / 2 + client * m_theme.px(LaneHeight + LaneGap);
}

QRectF OrderLanes::label(int client) const
{
    return {
        m_area.left() + m_left, top(client), m_theme.px(qreal(LabelWidth)), m_theme.px(qreal(LaneHeight))};
}

QRectF OrderLanes::cell(int client, int turn) const
{
    const qreal left = m_area.left() + m_left + m_theme.px(LabelWidth) + turn * m_pitch;
    return {left, top(client), m_pitch - m_theme.px(qreal(LaneGap)), m_theme.px(qreal(LaneHeight))};
}

int OrderLanes::height(const Theme& theme, int clients, int padding)
{
    return 2 * theme.px(padding) + (clients - 1) * theme.px(LaneHeight + LaneGap) + theme.px(LaneHeight) + 1;
}

int OrderLanes::width(const Theme& theme, const ScheduleSetup& setup, bool words)
{
    return labelLeft(theme, setup) + theme.px(LabelWidth + TurnsRight) +
           setup.turns() * theme.px(words ? WordPitch + 3 : LetterPitch);
}

} // namespace interleave
