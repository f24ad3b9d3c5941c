#pragma once

#include "core/words/explanation.h"

namespace interleave {

/// The result in one line: "1 lost, nobody told", "1 refused, and told", "nothing lost".
struct OutcomeText final
{
    Severity severity = Severity::Neutral;
    QString sentence;

    bool operator==(const OutcomeText&) const = default;
};
/// Over all records of \a snapshot.
[[nodiscard]] OutcomeText outcomeText(const Snapshot& snapshot);

} // namespace interleave
