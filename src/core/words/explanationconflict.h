#pragma once

// Internal to explain(): what clients do after a refusal, or after no answer.

#include "core/words/explanation.h"

namespace interleave {

/// A read that finds out whether a save was committed.
[[nodiscard]] Explanation explainFindOut(const Event& event, const Snapshot& before);
/// A read that keeps the draft, to write over what it brings.
[[nodiscard]] Explanation explainReadToOverwrite(const Event& event, const Snapshot& before);
/// A draft that was put together with what stands.
[[nodiscard]] Explanation explainMerge(const Event& event, const Snapshot& before);
[[nodiscard]] Explanation explainAnswerLost(const Event& event, const Snapshot& before);
/// A read whose answer was lost on the way.
[[nodiscard]] Explanation explainReadAnswerLost(const Event& event);
/// What is to be added to a message whose answer was lost on the way, and what is not so then.
void tellAnswerLost(const Event& event, Explanation& result);

} // namespace interleave
