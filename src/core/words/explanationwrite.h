#pragma once

// Internal to explain(): the result of a save, the largest part of all explanations.

#include "core/words/explanation.h"

namespace interleave {

/// All of the explanation but the exchange (sent, run, heard). Parameters as for explain().
[[nodiscard]] Explanation explainWrite(const Event& event, const Snapshot& before);

} // namespace interleave
