#pragma once

#include "core/scenario/scenario.h"
#include "gui/compare/comparisonlayout.h"

namespace interleave {

/// The diagram of one side of a comparison in \a frame, not typeset yet. Adds what the record was at the
/// start, the second lines of the messages, and a mark to those of the first \a position steps of \a scenario
/// that did nothing on that side.
[[nodiscard]] DiagramPicture sidePicture(
    const ComparisonLayout& layout,
    std::size_t side,
    const DiagramFrame& frame,
    const Scenario& scenario,
    int position);

} // namespace interleave
