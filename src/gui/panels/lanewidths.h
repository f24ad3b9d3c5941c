#pragma once

namespace interleave {

/// Shares the width above the diagram between the cards of A, the server and B, and the heads of the lanes
/// after them. Lengths in px at 100 %.
struct LaneWidths final
{
    /// The minimum widths of the cards.
    static constexpr int ClientCardMinimum = 220;
    static constexpr int ServerCardMinimum = 248;

    /// The width of a head; 0 if no head fits.
    int head = 0;
    /// The gap between two heads.
    int headGap = 8;
    /// The gap between two cards, and between the last card and the first head.
    int cardGap = 32;

    bool operator==(const LaneWidths&) const = default;
};

/// \a width is for cards and heads together. The cards get their minimum; the heads get the rest, within
/// limits.
[[nodiscard]] LaneWidths shareLaneWidths(int width, int heads);

} // namespace interleave
