#pragma once

namespace interleave {

/// How the width above the story is shared between the cards of A, the server and B and the heads of the
/// lanes beyond them. Lengths in px at 100 %.
struct LaneWidths final
{
    /// Cards are never narrower than this.
    static constexpr int ClientCardMinimum = 220;
    static constexpr int ServerCardMinimum = 248;

    /// The width of a head; 0 where there is no room for any.
    int head = 0;
    /// Between two heads.
    int headGap = 8;
    /// Between two cards, and between the last card and the first head.
    int cardGap = 32;

    bool operator==(const LaneWidths&) const = default;
};

/// \a width is that of cards and heads together. The cards keep what they need; the heads get what is left,
/// within bounds.
[[nodiscard]] LaneWidths shareLaneWidths(int width, int heads);

} // namespace interleave
