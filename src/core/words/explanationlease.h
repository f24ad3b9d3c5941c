#pragma once

// Internal to explain(): asking for a lease, waiting for it, giving it back, losing it.

#include "core/words/explanation.h"

namespace interleave {

[[nodiscard]] Explanation explainLease(const Event& event, const Snapshot& before);

} // namespace interleave
