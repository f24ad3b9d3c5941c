#pragma once

#include "gui/orders/ordertable.h"
#include "gui/theme/theme.h"

#include <QRectF>

namespace interleave {

/// Where an order is drawn in its table cell: its number, and a lane for each who takes part.
class OrderLanes final
{
public:
    static constexpr int MostPadding = 14;
    static constexpr int UsualPadding = 8;
    static constexpr int LeastPadding = 4;

    OrderLanes(const Theme& theme, const QRect& area, const OrderShape& shape);

    /// The order's number, right-aligned, in the middle of its lanes.
    [[nodiscard]] QRectF number() const;
    [[nodiscard]] QRectF label(int lane) const;
    [[nodiscard]] QRectF cell(int lane, int turn) const;
    /// Of a row, with the space above and below the lanes, from LeastPadding to MostPadding, at 100 %.
    [[nodiscard]] static int height(const Theme& theme, int lanes, int padding);
    /// The width for whole words, or the smallest one for letters.
    [[nodiscard]] static int width(const Theme& theme, const OrderShape& shape, bool words);

private:
    /// How far the lanes' labels are from the cell's left edge: behind the longest number.
    [[nodiscard]] static int labelLeft(const Theme& theme, const OrderShape& shape);
    [[nodiscard]] qreal top(int lane) const;

    const Theme& m_theme;
    QRectF m_area;
    int m_lanes;
    int m_left;
    qreal m_pitch;
};

} // namespace interleave
