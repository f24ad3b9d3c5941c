#pragma once

#include "core/scenario/scenario.h"
#include "gui/compare/comparisonlayout.h"

namespace interleave {

/// The diagram of one side of a comparison in \a frame, not typeset yet. Marks those of the first \a position
/// steps of \a scenario that did nothing on that side.
[[nodiscard]] DiagramPicture sidePicture(
    const ComparisonLayout& layout,
    std::size_t side,
    const DiagramFrame& frame,
    const Scenario& scenario,
    int position);

} // namespace interleave
