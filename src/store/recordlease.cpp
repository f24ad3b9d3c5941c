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
    if (const auto problem = problemWithPlace())
        return leaseResultOf(*problem);
    QSqlQuery* query = m_queries->run(sql, bound, deciding);
    if (query == nullptr)
        return leaseResultOf(failure());
    query->finish();
    const bool isDone = m_queries->rows() > 0;
    if (const auto problem = problemWithPlace())
        return leaseResultOf(*problem);
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
        return leaseResultOf(failure());
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
    if (m_queries->failed())
        return leaseResultOf(failure());
    result.statements = m_queries->take();
    return result;
}

LeaseResult RecordStore::leaseResultOf(const StoreResult& failed)
{
    LeaseResult result;
    result.outcome = failed.outcome == StoreOutcome::Busy     ? LeaseOutcome::Busy
                     : failed.outcome == StoreOutcome::Unkept ? LeaseOutcome::Unkept
                                                              : LeaseOutcome::Failed;
    result.problem = failed.problem;
    result.statements = failed.statements;
    return result;
}

Result<QMap<QString, Lease>, QString> RecordStore::leases()
{
    QSqlQuery* query = m_queries->run(
        QStringLiteral("SELECT id, lease_owner, lease_token, lease_until FROM records WHERE lease_until > 0"),
        {});
    if (query == nullptr)
        return failure().problem;
    QMap<QString, Lease> result;
    while (m_queries->next(*query)) {
        result.insert(
            query->value(0).toString(),
            {query->value(1).toString(), query->value(2).toLongLong(), query->value(3).toLongLong()});
    }
    query->finish();
    if (m_queries->failed())
        return failure().problem;
    static_cast<void>(m_queries->take());
    return result;
}

QString RecordStore::dropLeases()
{
    if (const auto problem = problemWithPlace())
        return problem->problem;
    if (!m_queries->runPlain("UPDATE records SET lease_until = 0 WHERE lease_until > 0"))
        return failure().problem;
    static_cast<void>(m_queries->take());
    return {};
}

} // namespace interleave
