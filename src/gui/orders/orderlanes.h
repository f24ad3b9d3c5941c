#pragma once

#include "gui/theme/theme.h"
#include "schedules/schedulesetup.h"

#include <QRectF>

namespace interleave {

/// Where an order is drawn in its table cell: its number, and a lane for each client.
class OrderLanes final
{
public:
    static constexpr int MostPadding = 14;
    static constexpr int UsualPadding = 8;
    static constexpr int LeastPadding = 4;

    OrderLanes(const Theme& theme, const QRect& area, const ScheduleSetup& setup);

    /// The order's number, right-aligned, in the middle of its lanes.
    [[nodiscard]] QRectF number() const;
    [[nodiscard]] QRectF label(int client) const;
    [[nodiscard]] QRectF cell(int client, int turn) const;
    /// Of a row, with the space above and below the lanes, from LeastPadding to MostPadding, at 100 %.
    [[nodiscard]] static int height(const Theme& theme, int clients, int padding);
    /// The width for whole words, or the smallest one for letters.
    [[nodiscard]] static int width(const Theme& theme, const ScheduleSetup& setup, bool words);

private:
    /// How far the lanes' labels are from the cell's left edge: behind the longest number.
    [[nodiscard]] static int labelLeft(const Theme& theme, const ScheduleSetup& setup);
    [[nodiscard]] qreal top(int client) const;

    const Theme& m_theme;
    QRectF m_area;
    int m_clients;
    int m_left;
    qreal m_pitch;
};

} // namespace interleave
