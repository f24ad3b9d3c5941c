#pragma once

#include "core/scenario/scenario.h"

namespace interleave {

/// A scenario file as scenarioFromJson() reads it: one line a step, members in the order in which the schema
/// lists them, what is left to its default left out.
[[nodiscard]] QByteArray toJson(const Scenario& scenario);

} // namespace interleave
