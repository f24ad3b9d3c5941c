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
/// By record id; only the holder and the last fencing token are used.
using StoredLeases = QMap<QString, LeaseState>;

/// The records in SQLite, and who may write: each locking rule is one conditional statement, and the number
/// of affected rows decides. The same statement writes the row of the history. Belongs to the thread that
/// opened it.
class RecordStore final : public RecordSource
{
public:
    /// A private temporary database that is deleted with the store. The error is one sentence.
    [[nodiscard]] static Result<std::unique_ptr<RecordStore>, QString> openPrivate();
    /// A permanent database, held under an exclusive lock as long as the store lives. A file that is not
    /// Interleave's, is damaged, is read-only, is held by another process or has a newer format is left
    /// unchanged; the error is one sentence that says so and what to do. \a file is a path, never a URI.
    [[nodiscard]] static Result<std::unique_ptr<RecordStore>, QString> open(const QString& file);
    ~RecordStore() override;

    // A change succeeds only while the file that was opened is still the one at its path; otherwise it is
    // Unkept. Reading still works then, so that the records can be saved elsewhere.

    /// A client's read, with its statements: Saved, Missing, Busy or Failed.
    [[nodiscard]] StoreResult read(const QString& id) override;
    /// Replaces all fields and keeps the body as it was sent (Fields::written()). \a now is in whole seconds
    /// since the epoch.
    [[nodiscard]] StoreResult write(
        const QString& id,
        const Fields& fields,
        const Precondition& precondition,
        const QString& author,
        qint64 now) override;
    /// Adds whole numbers to fields that hold whole numbers (core/model/increment.h), in one statement.
    /// Otherwise as write().
    [[nodiscard]] StoreResult increment(
        const QString& id,
        const Fields& amounts,
        const Precondition& precondition,
        const QString& author,
        qint64 now) override;
    /// Oldest first; empty when there are none. The error is Busy or Failed. Appends the statements to \a ran
    /// and sets \a hasOlder if older versions than the page's exist; both may be null.
    [[nodiscard]] Result<std::vector<StoredVersion>, StoreResult> versions(
        const QString& id,
        QList<Statement>* ran = nullptr,
        const HistoryPage& page = {},
        bool* hasOlder = nullptr) override;
    /// All records, in the order in which they were created. The error is one sentence.
    [[nodiscard]] Result<QList<Record>, QString> records();

    // Leases: each function is one conditional statement. Times are in milliseconds since the epoch; a lease
    // is over at its end, whether or not anybody has looked.
    /// Refused while a lease lasts, whoever holds it. The fencing token grows with each grant.
    [[nodiscard]] LeaseResult
    acquire(const QString& id, const QString& owner, qint64 now, qint64 until) override;
    /// Extends the owner's lease; the token stays.
    [[nodiscard]] LeaseResult
    renew(const QString& id, const QString& owner, qint64 token, qint64 now, qint64 until) override;
    [[nodiscard]] LeaseResult
    release(const QString& id, const QString& owner, qint64 token, qint64 now) override;
    /// The current lease, as Refused, or why it cannot be read.
    [[nodiscard]] LeaseResult lease(const QString& id, qint64 now) override;
    /// All leases that were granted and not given back, including expired ones. The error is one sentence.
    [[nodiscard]] Result<QMap<QString, Lease>, QString> leases() override;
    /// Ends all leases; fencing tokens keep counting. Returns why it failed in one sentence, or empty.
    [[nodiscard]] QString dropLeases() override;

    /// Memory held for the database outside SQLite's own, in bytes (core/values/bounds.h).
    [[nodiscard]] qint64 heldBytes() const;

    /// Deletes everything and starts from \a records, each with its history up to now, or with its present
    /// version alone. Returns why it failed in one sentence, or empty.
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
    /// Nothing when there is no such record; the error is that of failure().
    [[nodiscard]] Result<std::optional<Present>, StoreResult> find(const QString& id);
    /// Reads the current record again and returns it as \a outcome, or Missing.
    [[nodiscard]] StoreResult found(StoreOutcome outcome, const QString& id);
    /// For a failed statement or an invalid record: Busy or Failed.
    [[nodiscard]] StoreResult failure();
    /// Unkept when a change would be lost at the next start.
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

    /// Records as they were last read or written by this store.
    BoundedCache<QString, Present> m_present{bounds::PresentRecords};
};

} // namespace interleave
