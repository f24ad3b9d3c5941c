#pragma once

// Internal to explain(): events that concern everybody, without a request and without an answer.

#include "core/words/explanation.h"

namespace interleave {

/// The server's clock was moved.
[[nodiscard]] Explanation explainClock(const Event& event, const Snapshot& before);
/// Locking was changed.
[[nodiscard]] Explanation explainRule(const Event& event, const Snapshot& before);

/// `the clock goes 40 s forward`
[[nodiscard]] QString clockText(const Event& event);

} // namespace interleave
