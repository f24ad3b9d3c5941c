#pragma once

#include "core/transactionwords/storyview.h"

namespace interleave {

// Internal to core/transactionwords: which events an anomaly is made of.

struct AnomalyEvents final
{
    /// The read or the write that it is about; 0 where no order explains the run and no event stands out.
    qint64 point = 0;
    /// All of them in their order: for a dirty read the write, the read and the ROLLBACK.
    QList<qint64> all = {};
};
/// The first event until the end for which it holds; 0 for none.
template<typename Condition>
[[nodiscard]] qint64 firstEvent(const StoryView& view, const Condition& condition)
{
    for (qint64 seq = 1; seq <= view.size(); ++seq) {
        if (condition(seq))
            return seq;
    }
    return 0;
}

/// Of a run that no order explains; nothing of others.
[[nodiscard]] AnomalyEvents anomalyEvents(const StoryView& view);

/// The first write by a committed transaction, among those that were committed by then, that went over a
/// change which its session had not seen.
[[nodiscard]] std::optional<StaleWrite> lossUntil(const StoryView& view, qint64 moment);
/// A write that changed nothing, because another had changed what its WHERE names since its session read it.
[[nodiscard]] bool isMissedWrite(const StoryView& view, qint64 seq);
/// A read that returned what is committed while another had changed that and not committed, or what was
/// committed before another's COMMIT.
[[nodiscard]] bool isProtectedRead(const StoryView& view, qint64 seq);
/// Whether the session committed something after it was refused.
[[nodiscard]] bool ranAgain(const StoryView& view, const TransactionEvent& refusal, qint64 moment);
/// Of the refusals until then the one that decides: the first of a session that did not run again, else the
/// first; null where nobody was refused.
[[nodiscard]] const TransactionEvent* decidingRefusal(const StoryView& view, qint64 moment);
/// The committed transaction that the event belongs to; null where it belongs to none.
[[nodiscard]] const TransactionSpan* committedSpanOf(const StoryView& view, qint64 seq);
/// The session whose commit changed something between two events; empty for none.
[[nodiscard]] QString changedBetween(const StoryView& view, qint64 from, qint64 to, const QString& exceptBy);

} // namespace interleave
