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
        return {
            Severity::Good,
            Text::tr("%1’s copy is the newest (v%2)").arg(client, has),
            Text::tr("the newest copy (v%1)").arg(has)};
    const QString server = QString::number(snapshot.record(record)->version);
    const auto& answer = state.answer;
    const bool told = copy.conflict || (answer && answer->record == record && answer->version &&
                                        *answer->version > copy.held->version);
    const VersionTree* tree = snapshot.tree(record);
    const bool isOwn = tree != nullptr && tree->contains(copy.held->version) &&
                       tree->at(copy.held->version).author == client;
    const bool isGone = isOwn && !tree->isOnLine(copy.held->version, snapshot.record(record)->version);
    if (told && isGone)
        return {
            Severity::Stale,
            Text::tr("%1’s v%2 is gone, v%3 stands").arg(client, has, server),
            Text::tr("its v%1 is gone").arg(has)};
    if (told)
        return {
            Severity::Stale,
            Text::tr("%1’s copy is old: v%2, and v%3 stands").arg(client, has, server),
            Text::tr("old: v%1, and v%2 stands").arg(has, server)};
    if (isGone)
        return {
            Severity::Stale,
            Text::tr("%1 does not know: its v%2 is gone, v%3 stands").arg(client, has, server),
            Text::tr("%1 does not know: its v%2 is gone").arg(client, has)};
    return {
        Severity::Stale,
        Text::tr("%1 does not know: its v%2 is old, v%3 stands").arg(client, has, server),
        Text::tr("%1 does not know: v%2 stands").arg(client, server)};
}

} // namespace interleave
