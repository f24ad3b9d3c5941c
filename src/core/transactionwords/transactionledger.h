#pragma once

#include "core/transactions/transactionstory.h"

namespace interleave {

/// The account of a run after some of its events.
struct TransactionLedger final
{
    /// Reads of what another had not committed.
    int dirtyReads = 0;
    /// Committed changes that another transaction wrote over without having seen them: 1 at the end of a run
    /// whose anomaly is a lost update, else 0.
    int lostUpdates = 0;
    /// Statements that had to wait, and that were refused.
    int waited = 0;
    int refused = 0;
    /// What is committed: "stock", "8"; of several values those that the orders give otherwise, or the first
    /// two.
    QString valueName = {};
    QString value = {};
    /// What the transactions that committed come to one after the other: "5"; "5 or 7" where that depends on
    /// the order. Empty before the end, and where it cannot be judged.
    QString serial = {};
    /// No order explains the run; only at its end.
    bool isWrong = false;
    /// The anomaly's name for people, "Lost update"; empty before the end or where there is none.
    QString anomaly = {};

    bool operator==(const TransactionLedger&) const = default;
};
[[nodiscard]] TransactionLedger transactionLedger(const TransactionStory& story, qint64 moment);
/// Whether the event is one that the figure counts, so that a click can lead to it.
enum class TransactionFigure { DirtyReads, LostUpdates, Waited, Refused };
[[nodiscard]] bool isCounted(TransactionFigure figure, const TransactionStory& story, qint64 seq);

} // namespace interleave
