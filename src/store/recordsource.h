#pragma once

#include "core/model/event.h"
#include "core/model/lease.h"
#include "core/model/locking.h"
#include "core/model/record.h"
#include "core/values/result.h"

#include <QList>
#include <QMap>
#include <QString>

#include <limits>
#include <optional>
#include <vector>

namespace interleave {

/// What became of a write.
enum class StoreOutcome {
    Saved,   ///< committed, one version on
    Created, ///< committed as the first version
    Stale,   ///< the precondition was false, nothing was written
    Unfit,   ///< an increment that the record's fields cannot take, nothing was written
    Missing, ///< there is no such record, nothing was written
    Busy,    ///< another process held the database, nothing was written; try again
    Unkept,  ///< the database's file is not the one that was opened: what is written would not be kept
    Failed   ///< the database could not do it (full, gone, damaged); nothing was written
};

struct StoreResult final
{
    StoreOutcome outcome = StoreOutcome::Failed;
    /// The record after the write; after a refusal as it stands. Nothing when it is missing or cannot be
    /// read.
    std::optional<Record> record;
    /// Who wrote the version that stands; empty for the start.
    QString author;
    /// The fields before the write, where there were any.
    Fields before;
    /// As run, in order.
    QList<Statement> statements;
    /// For Unfit, Busy, Unkept and Failed: one sentence, with what to do.
    QString problem;
};

/// What became of asking for a lease, for more time, or of giving it back.
enum class LeaseOutcome {
    Done,
    Refused, ///< another holds it, or the lease that was named is over; nothing was changed
    Missing, ///< there is no such record
    Busy,    ///< as StoreOutcome::Busy
    Unkept,  ///< as StoreOutcome::Unkept
    Failed
};

struct LeaseResult final
{
    LeaseOutcome outcome = LeaseOutcome::Failed;
    /// The lease as it stands now: the one just granted, another's, or none.
    std::optional<Lease> lease;
    /// Of the last grant; 0 before the first.
    qint64 lastToken = 0;
    /// As run, in order.
    QList<Statement> statements;
    /// For Busy, Unkept and Failed: one sentence, with what to do.
    QString problem;
};

/// A committed version, as the history keeps it.
struct StoredVersion final
{
    qint64 version = 0;
    QString author;
    qint64 modifiedAt = 0;
    Fields fields;
};

/// A part of a record's history that can be held at once.
struct HistoryPage final
{
    /// Only versions older than this one.
    qint64 before = std::numeric_limits<qint64>::max();
    /// The newest that fit, at least one; see footprint().
    qint64 mostBytes = std::numeric_limits<qint64>::max();
};

/// The records as the server needs them; RecordStore is one, and a test or a benchmark may bring another.
/// Used in the server's thread.
class RecordSource
{
public:
    RecordSource() = default;
    RecordSource(const RecordSource&) = delete;
    RecordSource& operator=(const RecordSource&) = delete;
    virtual ~RecordSource() = default;

    /// As RecordStore's functions of these names.
    [[nodiscard]] virtual StoreResult read(const QString& id) = 0;
    [[nodiscard]] virtual StoreResult write(
        const QString& id,
        const Fields& fields,
        const Precondition& precondition,
        const QString& author,
        qint64 now) = 0;
    [[nodiscard]] virtual StoreResult increment(
        const QString& id,
        const Fields& amounts,
        const Precondition& precondition,
        const QString& author,
        qint64 now) = 0;
    [[nodiscard]] virtual Result<std::vector<StoredVersion>, StoreResult>
    versions(const QString& id, QList<Statement>* ran, const HistoryPage& page, bool* hasOlder) = 0;

    // A source without leases need not say so: asking for one fails.
    [[nodiscard]] virtual LeaseResult
    acquire(const QString& /*id*/, const QString& /*owner*/, qint64 /*now*/, qint64 /*until*/)
    {
        return {};
    }
    [[nodiscard]] virtual LeaseResult
    renew(const QString& /*id*/, const QString& /*owner*/, qint64 /*token*/, qint64 /*now*/, qint64 /*until*/)
    {
        return {};
    }
    [[nodiscard]] virtual LeaseResult
    release(const QString& /*id*/, const QString& /*owner*/, qint64 /*token*/, qint64 /*now*/)
    {
        return {};
    }
    [[nodiscard]] virtual LeaseResult lease(const QString& /*id*/, qint64 /*now*/) { return {}; }
    [[nodiscard]] virtual Result<QMap<QString, Lease>, QString> leases() { return QMap<QString, Lease>(); }
    [[nodiscard]] virtual QString dropLeases() { return {}; }
};

} // namespace interleave
