#include "core/model/increment.h"
#include "http/recordexchange.h"

namespace interleave {

/// PATCH (RFC 5789): an amount is added to whatever value there is, so no rule demands a precondition; one
/// that is sent still counts.
Reply RecordApi::Exchange::increment()
{
    if (const auto problem = problemWithMedium(m_request)) {
        // RFC 5789 §2.2: say what is accepted.
        return refuse(
            *problem, {}, {{QByteArrayLiteral("Accept-Patch"), QByteArrayLiteral("application/json")}});
    }
    const auto amounts = incrementFromJson(m_request.body);
    if (!amounts)
        return refuse({amounts.error().kind == JsonError::Kind::Syntax ? 400 : 422, amounts.error().message});
    m_event.amounts = *amounts;
    const auto conditions = conditionsOf(m_request, m_caller.now / 1000);
    if (!conditions)
        return refuse(conditions.error());
    m_event.condition = conditions->text;
    return incrementIf(*amounts, *conditions);
}

Reply RecordApi::Exchange::incrementIf(const Fields& amounts, const Conditions& conditions)
{
    if (ruleOf(m_caller.locking).holdsLeases && m_caller.fencing)
        return incrementUnderLease(amounts, conditions);
    if (conditions.ifNoneMatch) {
        const StoreResult standing = m_source.read(m_event.record);
        m_event.statements = standing.statements;
        if (standing.outcome != StoreOutcome::Saved || !standing.record)
            return refuse(standing.outcome, standing.problem);
        if (conditions.excludes(standing.record->version, m_caller.suffix))
            return stale(standing, conditions);
    }
    return settle(
        m_source.increment(
            m_event.record,
            amounts,
            conditions.toPrecondition(m_caller.suffix),
            m_caller.name,
            m_caller.now / 1000),
        conditions);
}

} // namespace interleave
