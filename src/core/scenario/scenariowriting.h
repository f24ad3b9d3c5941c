#pragma once

#include "core/scenario/scenario.h"

namespace interleave {

/// A scenario file for scenarioFromJson(): one line per step, members in the schema's order, without those
/// that have their default values.
[[nodiscard]] QByteArray toJson(const Scenario& scenario);

} // namespace interleave
