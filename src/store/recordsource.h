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

/// The result of a write.
enum class StoreOutcome {
    Saved,   ///< committed, one version on
    Created, ///< committed as the first version
    Stale,   ///< the precondition was false, nothing was written
    Unfit,   ///< an increment that the record's fields cannot take, nothing was written
    Missing, ///< there is no such record, nothing was written
    Busy,    ///< another process held the database, nothing was written; try again
    Unkept,  ///< the file is no longer the one that was opened, so a write would be lost
    Failed   ///< the database could not do it (full, gone, damaged); nothing was written
};

struct StoreResult final
{
    StoreOutcome outcome = StoreOutcome::Failed;
    /// The record after the write, or after a refusal the unchanged record. Empty when it is missing or
    /// cannot be read.
    std::optional<Record> record;
    /// Who wrote the current version; empty for the initial one.
    QString author;
    /// The fields before the write, if there were any.
    Fields before;
    /// As run, in order.
    QList<Statement> statements;
    /// For Unfit, Busy, Unkept and Failed: one sentence, with what to do.
    QString problem;
};

/// The result of asking for a lease, extending it, or giving it back.
enum class LeaseOutcome {
    Done,
    Refused, ///< another client holds it, or the named lease is over; nothing was changed
    Missing, ///< there is no such record
    Busy,    ///< as StoreOutcome::Busy
    Unkept,  ///< as StoreOutcome::Unkept
    Failed
};

struct LeaseResult final
{
    LeaseOutcome outcome = LeaseOutcome::Failed;
    /// The current lease: the one just granted, another client's, or none.
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

/// A part of a record's history that is small enough to be held at once.
struct HistoryPage final
{
    /// Only versions older than this one.
    qint64 before = std::numeric_limits<qint64>::max();
    /// As many of the newest versions as fit, but at least one; see footprint().
    qint64 mostBytes = std::numeric_limits<qint64>::max();
};

/// The records as the server needs them; RecordStore implements this, and tests and benchmarks may have their
/// own. Used in the server's thread.
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

    // A source without leases need not override these: asking for a lease fails.
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
