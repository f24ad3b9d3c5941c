#include "core/values/text.h"
#include "core/words/explanation.h"

namespace interleave {

namespace {

/// For a client that waits for \a lease, or wrongly believes that it holds it.
ObserverText leaseObserverText(const LeaseState& lease, const QString& client)
{
    const qsizetype place = lease.waiting.indexOf(client);
    if (place > 0)
        return {Severity::Pending, Text::tr("waits, %n before it", "clients", pluralOf(place))};
    if (place == 0 && lease.held)
        return {Severity::Pending, Text::tr("waits, next after %1").arg(lease.held->owner)};
    if (place == 0)
        return {Severity::Pending, Text::tr("waits, is next")};
    if (lease.held)
        return {
            Severity::Stale,
            Text::tr("%1 does not know: %2 has the lease").arg(client, lease.held->owner),
            Text::tr("does not know: %1 has it").arg(lease.held->owner)};
    return {
        Severity::Stale,
        Text::tr("%1 does not know: its lease is over").arg(client),
        Text::tr("does not know: lease over")};
}

} // namespace

ObserverText observerText(const Snapshot& snapshot, const QString& client, const QString& record)
{
    const ClientState state = snapshot.client(client);
    const LeaseState lease = snapshot.lease(record);
    if (lease.waiting.contains(client))
        return leaseObserverText(lease, client);
    const bool holdsLostAnswer = lease.held && lease.held->owner == client && !state.leaseOf(record) &&
                                 state.answer && state.answer->verdict == Verdict::Unknown &&
                                 state.answer->asked == Action::Acquire;
    if (holdsLostAnswer)
        return {
            Severity::Pending,
            Text::tr("%1 does not know: it holds the lease").arg(client),
            Text::tr("does not know: holds the lease")};
    if (const auto believed = state.leaseOf(record)) {
        const bool holds = lease.held && lease.held->owner == client && lease.held->token == believed->token;
        if (!holds)
            return leaseObserverText(lease, client);
    }
    const Copy copy = state.copyOf(record);
    const Freshness freshness = snapshot.freshness(client, record);
    if (freshness == Freshness::NoCopy)
        return {Severity::Neutral, Text::tr("no copy yet")};
    const QString has = QString::number(copy.held->version);
    if (freshness == Freshness::Current)
        return {Severity::Good, Text::tr("newest, has v%1").arg(has)};
    const QString server = QString::number(snapshot.record(record)->version);
    const auto& answer = state.answer;
    const bool told = copy.conflict || (answer && answer->record == record && answer->version &&
                                        *answer->version > copy.held->version);
    if (told)
        return {Severity::Stale, Text::tr("stale, has v%1, server v%2").arg(has, server)};
    return {
        Severity::Stale,
        Text::tr("%1 does not know: stale, has v%2, server v%3").arg(client, has, server),
        Text::tr("%1 does not know: server has v%2").arg(client, server)};
}

} // namespace interleave
