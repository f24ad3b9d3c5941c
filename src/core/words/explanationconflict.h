#pragma once

// Internal to explain(): what clients do after a refusal, or after no answer.

#include "core/words/explanation.h"

namespace interleave {

/// A read that finds out whether a save was committed.
[[nodiscard]] Explanation explainFindOut(const Event& event, const Snapshot& before);
/// A read that keeps the draft, to overwrite the version that it returns.
[[nodiscard]] Explanation explainReadToOverwrite(const Event& event, const Snapshot& before);
/// A draft that was merged with the current version.
[[nodiscard]] Explanation explainMerge(const Event& event, const Snapshot& before);
[[nodiscard]] Explanation explainAnswerLost(const Event& event, const Snapshot& before);
/// A read whose answer was lost.
[[nodiscard]] Explanation explainReadAnswerLost(const Event& event);
/// Completes the explanation of a message whose answer was lost, and removes what is untrue then.
void tellAnswerLost(const Event& event, Explanation& result);

} // namespace interleave
