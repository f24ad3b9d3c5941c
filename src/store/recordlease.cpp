#include "store/database.h"
#include "store/queries.h"
#include "store/recordstore.h"

namespace interleave {

LeaseResult RecordStore::acquire(const QString& id, const QString& owner, qint64 now, qint64 until)
{
    const QString deciding = QStringLiteral("AND lease_until <= ?");
    return changeLease(
        id,
        now,
        QStringLiteral("UPDATE records SET lease_owner = ?, lease_token = lease_token + 1, lease_until = ? "
                       "WHERE id = ? ") +
            deciding,
        {owner, until, id, now},
        deciding);
}

LeaseResult
RecordStore::renew(const QString& id, const QString& owner, qint64 token, qint64 now, qint64 until)
{
    const QString deciding = QStringLiteral("AND lease_owner = ? AND lease_until > ? AND lease_token = ?");
    return changeLease(
        id,
        now,
        QStringLiteral("UPDATE records SET lease_until = ? WHERE id = ? ") + deciding,
        {until, id, owner, now, token},
        deciding);
}

LeaseResult RecordStore::release(const QString& id, const QString& owner, qint64 token, qint64 now)
{
    const QString deciding = QStringLiteral("AND lease_owner = ? AND lease_until > ? AND lease_token = ?");
    return changeLease(
        id,
        now,
        QStringLiteral("UPDATE records SET lease_until = 0 WHERE id = ? ") + deciding,
        {id, owner, now, token},
        deciding);
}

LeaseResult RecordStore::changeLease(
    const QString& id, qint64 now, const QString& sql, const QList<Value>& bound, const QString& deciding)
{
    QSqlQuery* query = m_queries->run(sql, bound, deciding);
    if (query == nullptr)
        return failedLease();
    query->finish();
    const bool isDone = m_queries->rows() > 0;
    LeaseResult result = lease(id, now);
    if (isDone && result.outcome == LeaseOutcome::Refused)
        result.outcome = LeaseOutcome::Done;
    return result;
}

LeaseResult RecordStore::lease(const QString& id, qint64 now)
{
    QSqlQuery* query = m_queries->run(
        QStringLiteral("SELECT lease_owner, lease_token, lease_until FROM records WHERE id = ?"), {id});
    if (query == nullptr)
        return failedLease();
    LeaseResult result;
    result.outcome = LeaseOutcome::Missing;
    if (m_queries->next(*query)) {
        result.outcome = LeaseOutcome::Refused;
        const Lease last{
            query->value(0).toString(), query->value(1).toLongLong(), query->value(2).toLongLong()};
        result.lastToken = last.token;
        if (last.until > now)
            result.lease = last;
    }
    query->finish();
    result.statements = m_queries->take();
    return result;
}

LeaseResult RecordStore::failedLease()
{
    const StoreResult failed = failure();
    LeaseResult result;
    result.outcome = failed.outcome == StoreOutcome::Busy ? LeaseOutcome::Busy : LeaseOutcome::Failed;
    result.problem = failed.problem;
    result.statements = failed.statements;
    return result;
}

QMap<QString, Lease> RecordStore::leases()
{
    QMap<QString, Lease> result;
    QSqlQuery* query = m_queries->run(
        QStringLiteral("SELECT id, lease_owner, lease_token, lease_until FROM records WHERE lease_until > 0"),
        {});
    if (query == nullptr)
        return result;
    while (m_queries->next(*query)) {
        result.insert(
            query->value(0).toString(),
            {query->value(1).toString(), query->value(2).toLongLong(), query->value(3).toLongLong()});
    }
    query->finish();
    static_cast<void>(m_queries->take());
    return result;
}

void RecordStore::dropLeases()
{
    static_cast<void>(m_queries->runPlain("UPDATE records SET lease_until = 0 WHERE lease_until > 0"));
    static_cast<void>(m_queries->take());
}

} // namespace interleave
