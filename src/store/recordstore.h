#pragma once

#include "core/values/boundedcache.h"
#include "core/values/bounds.h"
#include "store/recordsource.h"

#include <map>
#include <memory>

namespace interleave {

struct Condition;
class Database;

/// By record id; oldest first.
using StoredHistory = std::map<QString, std::vector<StoredVersion>>;
/// By record id; only who holds it and the last fencing token count.
using StoredLeases = QMap<QString, LeaseState>;

/// The records in SQLite, and who may write: each rule of locking is one conditional statement, and the rows
/// it affects decide. The row of the history is written by the same statement. Belongs to the thread that
/// opened it.
class RecordStore final : public RecordSource
{
public:
    /// A private temporary database that goes with the store. The error is one sentence.
    [[nodiscard]] static Result<std::unique_ptr<RecordStore>, QString> openPrivate();
    /// A database that stays, held under an exclusive lock until the store goes. A file that is not
    /// Interleave's, is damaged, is read-only, is held by another process or is of a newer format is left
    /// untouched; the error is one sentence that says so and what to do. \a file is a name, never a URI.
    [[nodiscard]] static Result<std::unique_ptr<RecordStore>, QString> open(const QString& file);
    ~RecordStore() override;

    // A change is answered as done only while the file that was opened is still the one at its path; else it
    // is Unkept. Reading goes on all the same, so that what is there can be saved elsewhere.

    /// A read like any other client's, for the wire: Saved, Missing, Busy or Failed.
    [[nodiscard]] StoreResult read(const QString& id) override;
    /// Replaces all fields, and keeps what they were put as (Fields::written()). \a now is in whole seconds
    /// since the epoch.
    [[nodiscard]] StoreResult write(
        const QString& id,
        const Fields& fields,
        const Precondition& precondition,
        const QString& author,
        qint64 now) override;
    /// Adds whole numbers to fields that hold some (core/model/increment.h), in one statement. As write().
    [[nodiscard]] StoreResult increment(
        const QString& id,
        const Fields& amounts,
        const Precondition& precondition,
        const QString& author,
        qint64 now) override;
    /// Oldest first; empty when there are none. The error is Busy or Failed. What was run is appended to \a
    /// ran; \a hasOlder says whether there are more before those of the page. Both may be null.
    [[nodiscard]] Result<std::vector<StoredVersion>, StoreResult> versions(
        const QString& id,
        QList<Statement>* ran = nullptr,
        const HistoryPage& page = {},
        bool* hasOlder = nullptr) override;
    /// All records, in the order in which they were created. The error is one sentence.
    [[nodiscard]] Result<QList<Record>, QString> records();

    // Leases: each is one conditional statement. Times are in milliseconds since the epoch, and a lease is
    // over when its time has come, whether anybody looked or not.
    /// Refused while another lease lasts, whoever holds it. The fencing token grows with each grant.
    [[nodiscard]] LeaseResult
    acquire(const QString& id, const QString& owner, qint64 now, qint64 until) override;
    /// More time, for its owner; the token stays.
    [[nodiscard]] LeaseResult
    renew(const QString& id, const QString& owner, qint64 token, qint64 now, qint64 until) override;
    [[nodiscard]] LeaseResult
    release(const QString& id, const QString& owner, qint64 token, qint64 now) override;
    /// As it stands: Refused, or why it cannot be told.
    [[nodiscard]] LeaseResult lease(const QString& id, qint64 now) override;
    /// All that were granted and not given back, also those whose time has come. The error is one sentence.
    [[nodiscard]] Result<QMap<QString, Lease>, QString> leases() override;
    /// Nobody holds any; the fencing tokens go on counting. What it says is why it cannot be done: one
    /// sentence, empty when it was.
    [[nodiscard]] QString dropLeases() override;

    /// What is held of the database besides the database itself, in bytes (core/values/bounds.h).
    [[nodiscard]] qint64 heldBytes() const;

    /// Throws everything away and starts from \a records, each with its history up to now, or with its
    /// present version alone. What it says is why the database cannot: one sentence, empty when it was done.
    [[nodiscard]] QString
    reset(const QList<Record>& records, const StoredHistory& history = {}, const StoredLeases& leases = {});

private:
    class Queries;
    struct Present final
    {
        Record record;
        QString author;
    };

    explicit RecordStore(std::unique_ptr<Database> database);
    /// Nothing when there is no such record; the error is what failure() says.
    [[nodiscard]] Result<std::optional<Present>, StoreResult> find(const QString& id);
    /// What is there now, read again, as \a outcome or Missing.
    [[nodiscard]] StoreResult found(StoreOutcome outcome, const QString& id);
    /// The last statement failed, or gave what is no record: Busy or Failed.
    [[nodiscard]] StoreResult failure();
    /// Unkept where a change would not be there at the next start.
    [[nodiscard]] std::optional<StoreResult> problemWithPlace();
    [[nodiscard]] StoreResult
    failedWrite(const QString& id, const Fields& fields, const QString& author, qint64 version);
    [[nodiscard]] bool insert(const QString& id, const Fields& fields, const QString& author, qint64 now);
    [[nodiscard]] bool update(
        const QString& id,
        const Fields& fields,
        bool wasWritten,
        const Condition& condition,
        const QString& author,
        qint64 now);
    [[nodiscard]] bool
    put(const Record& record, const std::vector<StoredVersion>& history, const LeaseState& lease);
    [[nodiscard]] LeaseResult changeLease(
        const QString& id,
        qint64 now,
        const QString& sql,
        const QList<Value>& bound,
        const QString& deciding);
    [[nodiscard]] static LeaseResult leaseResultOf(const StoreResult& failed);

    std::unique_ptr<Database> m_database;
    /// Prepared once: preparing again costs more than running.
    std::unique_ptr<Queries> m_queries;
    void remember(Present present);

    /// Records as they were last read or written here.
    BoundedCache<QString, Present> m_present{bounds::PresentRecords};
};

} // namespace interleave
