#pragma once

#include "core/words/severity.h"
#include "schedules/schedulesweep.h"

#include <QStringList>

namespace interleave {

/// What all orders of a setup say about one rule, in one line: what a test saw, and what it did not see.
struct ScheduleLesson final
{
    /// "Your test probably ran order 1 or 6."
    QString story;
    /// "Locking off: all 4 others lose data", the longest wording first.
    QStringList verdicts;
    Severity severity = Severity::Pending;
};
/// Everything in it is computed from \a digest, the results of the same setup; null while they are not
/// counted, and then the verdict says so.
[[nodiscard]] ScheduleLesson
lessonOf(const ScheduleSetup& setup, ScheduleRule rule, const ScheduleDigest* digest);

/// What the rule does, in a few words: "last save wins", the longest wording first.
[[nodiscard]] QStringList meaningOf(ScheduleRule rule);

} // namespace interleave
