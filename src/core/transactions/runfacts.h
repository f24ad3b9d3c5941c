#pragma once

#include "core/transactions/tablecells.h"

namespace interleave {

/// Values by their place; null where the row or the table is gone.
using Changes = std::map<Cell, Value>;

/// From where a query had what it returned, as an experiment says: the same query on each state that it may
/// have read from (engine/runfacts.h).
struct ReadSource final
{
    enum class Kind {
        Unknown, ///< none of the others, or it was not tried
        Current, ///< what was committed at that moment, and the transaction's own changes
        Older,   ///< what was committed before, as a snapshot has it, and the transaction's own changes
        Pending  ///< what another transaction had written and not committed
    };

    Kind kind = Kind::Unknown;
    /// For Current and Older: the event that committed it; 0 for the start. Of several older states it is the
    /// one that all reads of the transaction saw, or else the newest.
    qint64 commit = 0;
    /// For Pending: the session, and the event of the newest write that was read.
    QString writer = {};
    qint64 write = 0;

    bool operator==(const ReadSource&) const = default;
};

/// What a journal does not say by itself, found by experiment. By the numbers of its events.
struct RunFacts final
{
    /// What an answered statement in a transaction changed, which nobody else may know before the COMMIT.
    /// Statements that changed nothing are left out.
    QMap<qint64, Changes> pending = {};
    /// Of each answered query.
    QMap<qint64, ReadSource> reads = {};

    bool operator==(const RunFacts&) const = default;
};

} // namespace interleave
