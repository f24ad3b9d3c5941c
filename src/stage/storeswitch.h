#pragma once

#include "http/recordsource.h"

namespace interleave {

/// The store that the server works on at present: the kept one or the private one. Lives in the server's
/// thread.
class StoreSwitch final : public RecordSource
{
public:
    explicit StoreSwitch(RecordStore& store)
        : m_store(&store)
    {
    }

    /// \a store must live until the next use() or the last request.
    void use(RecordStore& store) { m_store = &store; }

    [[nodiscard]] StoreResult read(const QString& id) override { return m_store->read(id); }
    [[nodiscard]] StoreResult write(
        const QString& id,
        const Fields& fields,
        const Precondition& precondition,
        const QString& author,
        qint64 now) override
    {
        return m_store->write(id, fields, precondition, author, now);
    }
    [[nodiscard]] StoreResult increment(
        const QString& id,
        const Fields& amounts,
        const Precondition& precondition,
        const QString& author,
        qint64 now) override
    {
        return m_store->increment(id, amounts, precondition, author, now);
    }
    [[nodiscard]] Result<std::vector<StoredVersion>, StoreResult>
    versions(const QString& id, QList<Statement>* ran, const HistoryPage& page, bool* hasOlder) override
    {
        return m_store->versions(id, ran, page, hasOlder);
    }

    [[nodiscard]] LeaseResult
    acquire(const QString& id, const QString& owner, qint64 now, qint64 until) override
    {
        return m_store->acquire(id, owner, now, until);
    }
    [[nodiscard]] LeaseResult
    renew(const QString& id, const QString& owner, qint64 token, qint64 now, qint64 until) override
    {
        return m_store->renew(id, owner, token, now, until);
    }
    [[nodiscard]] LeaseResult
    release(const QString& id, const QString& owner, qint64 token, qint64 now) override
    {
        return m_store->release(id, owner, token, now);
    }
    [[nodiscard]] LeaseResult lease(const QString& id, qint64 now) override
    {
        return m_store->lease(id, now);
    }
    [[nodiscard]] Result<QMap<QString, Lease>, QString> leases() override { return m_store->leases(); }
    [[nodiscard]] QString dropLeases() override { return m_store->dropLeases(); }

private:
    RecordStore* m_store;
};

} // namespace interleave
