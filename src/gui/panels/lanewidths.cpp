#include "gui/panels/lanewidths.h"

#include <algorithm>

namespace interleave {

namespace {

/// The preferred width of the cards; anything beyond it goes to the heads, as far as they can use it.
constexpr int CardsLike = 2 * 250 + 286;
constexpr int CardsNeed = 2 * LaneWidths::ClientCardMinimum + LaneWidths::ServerCardMinimum;
constexpr int WidestHead = 120;
constexpr int NarrowHead = 52;
constexpr int NarrowestHead = 44;

} // namespace

LaneWidths shareLaneWidths(int width, int heads)
{
    if (heads <= 0)
        return {};
    const LaneWidths ample{WidestHead, 8, 32};
    const LaneWidths close{NarrowHead, 8, 12};
    const LaneWidths closest{NarrowestHead, 4, 12};
    const auto leftBy = [=](const LaneWidths& widths) {
        return width - 3 * widths.cardGap - (heads - 1) * widths.headGap;
    };
    for (int gap = ample.cardGap; gap >= close.cardGap; gap -= 4) {
        LaneWidths widths{0, 8, gap};
        widths.head = std::min(WidestHead, (leftBy(widths) - CardsLike) / heads);
        if (widths.head >= (gap > 16 ? WidestHead : NarrowHead))
            return widths;
    }
    for (const LaneWidths& widths : {close, closest}) {
        if (leftBy(widths) - heads * widths.head >= CardsNeed)
            return widths;
    }
    return {};
}

} // namespace interleave
