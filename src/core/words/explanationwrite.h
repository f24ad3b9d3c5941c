#pragma once

// Internal to explain(): what became of a save, which is most of what there is to tell.

#include "core/words/explanation.h"

namespace interleave {

/// Everything but what was sent, run and heard. As for explain().
[[nodiscard]] Explanation explainWrite(const Event& event, const Snapshot& before);

} // namespace interleave
