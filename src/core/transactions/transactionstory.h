#pragma once

#include "core/transactions/judgement.h"
#include "core/transactions/runfacts.h"
#include "core/transactions/transactionlesson.h"

namespace interleave {

/// A lesson that was run once on one engine, and all that is known of that run. A value: what is shown of it, at
/// any moment, is computed from it. A moment is the number of events that have happened.
struct TransactionStory final
{
    /// With the sessions' levels of this run. In free play its steps are what was done so far.
    TransactionLesson lesson = {};
    TransactionJournal journal = {};
    RunFacts facts = {};
    Judgement judgement = {};
    /// Why it was not run to its end, in one sentence; empty when it was.
    QString problem = {};

    /// All has happened.
    [[nodiscard]] bool isOver(qint64 moment) const { return moment == journal.size(); }
};

} // namespace interleave
