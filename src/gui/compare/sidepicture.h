#pragma once

#include "core/scenario/scenario.h"
#include "gui/compare/comparisonlayout.h"

namespace interleave {

/// The diagram of a side of a comparison in \a frame, not typeset yet: and where one of the first \a position
/// steps of \a scenario had no use on that side, that it had none.
[[nodiscard]] DiagramPicture sidePicture(
    const ComparisonLayout& layout,
    std::size_t side,
    const DiagramFrame& frame,
    const Scenario& scenario,
    int position);

} // namespace interleave
