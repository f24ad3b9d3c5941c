#include "core/values/httpdate.h"
#include "core/values/text.h"
#include "http/recordexchange.h"

namespace interleave {

/// Only the holder of the lease may save. Other preconditions of the request count too; they are compared
/// first, and nothing can come in between, because the server has one thread and the database to itself.
Reply RecordApi::Exchange::writeUnderLease(const Fields& fields, const Conditions& conditions)
{
    if (!readLockToken())
        return refuseLockToken();
    if (m_lockToken.isEmpty()) {
        const StoreResult standing = m_source.read(m_event.record);
        m_event.statements = standing.statements;
        return demandLease(standing);
    }
    if (const auto reply = compare(conditions))
        return *reply;
    const Precondition lease =
        m_caller.fencing ? Precondition(HoldsLease{m_caller.name, m_event.token.value_or(0), m_caller.now})
                         : Precondition(Unconditional());
    const StoreResult result =
        m_source.write(m_event.record, fields, lease, m_caller.name, m_caller.now / 1000);
    if (result.outcome != StoreOutcome::Stale || !result.record)
        return settle(result, conditions);
    m_event.statements += result.statements;
    const LeaseResult standing = m_source.lease(m_event.record, m_caller.now);
    const bool isAnothers = standing.lease && standing.lease->owner != m_caller.name &&
                            standing.lease->token == m_event.token.value_or(0);
    return isAnothers ? lockedOut(result, standing) : fenced(result, standing);
}

/// An increment needs no lease, but while another client holds one, the value it has read must not change.
Reply RecordApi::Exchange::incrementUnderLease(const Fields& amounts, const Conditions& conditions)
{
    if (!readLockToken())
        return refuseLockToken();
    if (const auto reply = compare(conditions))
        return *reply;
    const StoreResult result = m_source.increment(
        m_event.record,
        amounts,
        NotLeasedAway{m_caller.name, m_event.token.value_or(0), m_caller.now},
        m_caller.name,
        m_caller.now / 1000);
    if (result.outcome != StoreOutcome::Stale || !result.record)
        return settle(result, conditions);
    m_event.statements += result.statements;
    return lockedOut(result, m_source.lease(m_event.record, m_caller.now));
}

std::optional<Reply> RecordApi::Exchange::compare(const Conditions& conditions)
{
    if (!conditions.ifMatch && !conditions.ifNoneMatch && !conditions.ifUnmodifiedSince)
        return std::nullopt;
    const StoreResult standing = m_source.read(m_event.record);
    m_event.statements = standing.statements;
    if (standing.outcome != StoreOutcome::Saved || !standing.record)
        return refuse(standing.outcome, standing.problem);
    const Record& record = *standing.record;
    const bool holds = conditions.isMatchedBy(record.version, m_caller.suffix) &&
                       !conditions.excludes(record.version, m_caller.suffix) &&
                       conditions.isOldEnough(record.modifiedAt);
    if (holds)
        return std::nullopt;
    return stale(standing, conditions);
}

void RecordApi::Exchange::remember(const StoreResult& standing)
{
    m_event.version = standing.record->version;
    m_event.before = standing.record->fields;
    m_event.tag = tagOf(*standing.record);
}

Reply RecordApi::Exchange::demandLease(const StoreResult& standing)
{
    if (standing.outcome != StoreOutcome::Saved || !standing.record)
        return refuse(standing.outcome, standing.problem);
    const LeaseResult lease = m_source.lease(m_event.record, m_caller.now);
    if (lease.lease && lease.lease->owner != m_caller.name)
        return lockedOut(standing, lease);
    remember(standing);
    m_event.verdict = Verdict::PreconditionMissing;
    const QString address = QStringLiteral("/records/%1/lease").arg(m_event.record);
    return refuse(
        {428,
         lease.lease
             ? Text::tr("Nothing was written: with locking by lease, a save must name the lease. You "
                        "hold it: send its Lock-Token, such as Lock-Token: %1.")
                   .arg(QString::fromLatin1(lockTokenFor(lease.lease->token, m_caller.suffix)))
             : Text::tr("Nothing was written: with locking by lease, a save must name the lease. POST "
                        "to %1, read the record, and save with the Lock-Token that came.")
                   .arg(address)});
}

Reply RecordApi::Exchange::lockedOut(const StoreResult& standing, const LeaseResult& lease)
{
    remember(standing);
    return locked(
        lease,
        {Text::tr("Nothing was written: %1 holds it until %2 (UTC)."),
         Text::tr("Nothing was written: another holds it.")});
}

Reply RecordApi::Exchange::fenced(const StoreResult& standing, const LeaseResult& lease)
{
    remember(standing);
    m_event.verdict = Verdict::Fenced;
    m_event.lease = lease.lease;
    const Record& record = *standing.record;
    const qint64 token = m_event.token.value_or(0);
    QString why;
    if (token < 1 || token > lease.lastToken)
        why = Text::tr("this record never had the lease that you named");
    else if (token < lease.lastToken)
        why = Text::tr("your lease, token %1, is over, and the newest is token %2")
                  .arg(QString::number(token), QString::number(lease.lastToken));
    else
        why = Text::tr("your lease, token %1, is over: it has expired, or was given back").arg(token);
    QList<JsonMember> extensions;
    if (token > 0)
        extensions.append({QByteArrayLiteral("yourToken"), QByteArray::number(token)});
    extensions.append({QByteArrayLiteral("currentToken"), QByteArray::number(lease.lastToken)});
    if (lease.lease)
        extensions.append({QByteArrayLiteral("holder"), jsonText(lease.lease->owner)});
    extensions.append({QByteArrayLiteral("currentVersion"), QByteArray::number(record.version)});
    extensions.append({QByteArrayLiteral("current"), record.fields.asPut()});
    if (!standing.author.isEmpty())
        extensions.append({QByteArrayLiteral("changedBy"), jsonText(standing.author)});
    return refuse(
        {412,
         Text::tr(
             "Nothing was written: %1. Ask for a new lease, read the record again, and put your change on "
             "top.")
             .arg(why)},
        extensions,
        {{QByteArrayLiteral("ETag"), m_event.tag}});
}

} // namespace interleave
