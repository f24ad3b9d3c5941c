#pragma once

// Internal to explain().

#include "core/words/explanation.h"

namespace interleave {

[[nodiscard]] Explanation explainIncrement(const Event& event, const Snapshot& before);

} // namespace interleave
