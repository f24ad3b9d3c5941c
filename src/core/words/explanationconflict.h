#pragma once

// What clients do after a refusal, or after no answer; all but the first internal to explain().

#include "core/words/explanation.h"

namespace interleave {

/// What the one number that a refused client changed would be after each of its ways on; empty when it
/// changed several fields, or no number.
struct ConflictResults final
{
    /// Theirs and its own change.
    QString merged;
    /// Its own value over theirs.
    QString overwritten;

    bool operator==(const ConflictResults&) const = default;
};
/// \a tree has the record's versions; null for none.
[[nodiscard]] ConflictResults conflictResults(const Copy& copy, const VersionTree* tree);

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
