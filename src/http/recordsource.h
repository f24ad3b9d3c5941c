#pragma once

#include "store/recordstore.h"

namespace interleave {

/// The records as the server needs them: the seam at which a test or a benchmark takes the place of the
/// store. Used in the server's thread.
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
