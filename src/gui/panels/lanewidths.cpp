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
    const auto leftBy = [=](const LaneWidths& room) {
        return width - 3 * room.cardGap - (heads - 1) * room.headGap;
    };
    for (int gap = ample.cardGap; gap >= close.cardGap; gap -= 4) {
        LaneWidths room{0, 8, gap};
        room.head = std::min(WidestHead, (leftBy(room) - CardsLike) / heads);
        if (room.head >= (gap > 16 ? WidestHead : NarrowHead))
            return room;
    }
    for (const LaneWidths& room : {close, closest}) {
        if (leftBy(room) - heads * room.head >= CardsNeed)
            return room;
    }
    return {};
}

} // namespace interleave
