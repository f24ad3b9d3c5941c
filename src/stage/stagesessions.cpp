#include "stage/stageprivate.h"

#include <algorithm>

namespace interleave {

namespace {

QStringList usualPanels()
{
    return {QStringLiteral("A"), QStringLiteral("B")};
}

bool isAnybodyWaiting(const Snapshot& state)
{
    return std::ranges::any_of(state.records(), [&state](const Record& record) {
        return !state.lease(record.id).waiting.isEmpty();
    });
}

qint64 messagesOfOthersIn(const Journal& journal)
{
    qint64 count = 0;
    for (qint64 seq = 1; seq <= journal.size(); ++seq)
        count += journal.event(seq).outside && journal.event(seq).isMessage() ? 1 : 0;
    return count;
}

bool isIrreplaceableIn(const Journal& journal, bool isScripted)
{
    return isScripted ? messagesOfOthersIn(journal) > 0 : !journal.isEmpty();
}

} // namespace

qint64 PastSession::messagesOfOthers() const
{
    return messagesOfOthersIn(journal);
}

bool PastSession::isIrreplaceable() const
{
    return isIrreplaceableIn(journal, scenario.has_value() && !leftScript);
}

void Stage::Private::prepareToLeave()
{
    if (leaving)
        return;
    leaving.emplace(PastSession{
        Journal({rule, 0, 0, {}}),
        scenario,
        position,
        leftScript,
        clients,
        stepEnds,
        clock->script.now(),
        isKept,
        ownRecords});
}

PastSession Stage::Private::leave()
{
    PastSession left = std::move(*std::exchange(leaving, std::nullopt));
    left.journal = std::move(journal);
    // A step that was under way has been finished since, so its script cannot continue with that step.
    const qint64 done = left.stepEnds.empty() ? 0 : left.stepEnds.back();
    for (qint64 seq = done + 1; seq <= left.journal.size(); ++seq) {
        const bool isOwn = !left.journal.event(seq).outside && !left.journal.event(seq).client.isEmpty();
        left.leftScript = left.leftScript || (left.scenario && isOwn);
    }
    left.time = std::max(left.time, left.journal.latest().time());
    return left;
}

void Stage::Private::goBackTo(const PastSession& session)
{
    prepareToLeave();
    const Journal& before = session.journal;
    // The database has not changed since then.
    const bool isAsItWas = session.isKept && (!isKept || journal.isEmpty());
    // Tags given out since then must not match.
    const bool isClean = isAsItWas || journal.isEmpty();
    const auto suffix = isClean ? std::optional(before.suffix()) : std::nullopt;
    Journal past = before.copy(before.size());
    scenario = session.scenario;
    ownRecords = session.ownRecords;
    clients = session.clients;
    rule = before.latest().locking();
    target = session.position;
    clock->scripted = scenario.has_value();
    clock->script.set(session.time);
    const bool leaves = session.leftScript || isAnybodyWaiting(before.latest());
    if (isAsItWas) {
        expectRestart();
        isKept = true;
        onServerThread([serverThread = serverThread, locking = rule, panels = namesBeside(past), suffix] {
            serverThread->restartKept(standardRecords(), locking, panels, suffix);
        });
    } else {
        restoreStore(past, suffix);
    }
    resumed.emplace(ResumedSession{std::move(past), session.position, leaves, session.stepEnds});
}

QStringList Stage::Private::panelsOf(const Journal& journal)
{
    QStringList names;
    bool others = false;
    for (const ClientState& client : journal.latest().clients()) {
        if (client.outside)
            continue;
        names.append(client.name);
        others = others || !usualPanels().contains(client.name);
    }
    return others ? names : QStringList();
}

QStringList Stage::Private::namesBeside(const Journal& past) const
{
    QStringList names = q.panels();
    for (const ClientState& client : past.latest().clients()) {
        if (!client.outside && !names.contains(client.name))
            names.append(client.name);
    }
    return names;
}

QStringList Stage::Private::clientsIn(const Journal& past)
{
    QStringList names;
    for (const ClientLook& look : past.header().clients)
        names.append(look.client);
    for (const ClientState& client : past.latest().clients())
        names.append(client.name);
    return names;
}

void Stage::Private::restoreStore(
    const Journal& past, std::optional<QByteArray> suffix, const QStringList& foreigners)
{
    StoredHistory history;
    for (const auto& [id, tree] : past.trees()) {
        for (qint64 number = tree.first(); !tree.isEmpty() && number <= tree.last(); ++number) {
            const Version& version = tree.at(number);
            history[id].push_back({version.number, version.author, version.time / 1000, version.fields});
        }
    }
    expectRestart();
    isKept = false;
    StoredLeases leases;
    for (const Record& record : past.latest().records())
        leases.insert(record.id, past.latest().lease(record.id));
    onServerThread([serverThread = serverThread,
                    at = ServerThread::Past{
                        past.latest().records(),
                        std::move(history),
                        leases,
                        rule,
                        suffix,
                        past.header().leases,
                        namesBeside(past),
                        foreigners}] { serverThread->restore(at); });
}

QStringList Stage::panels() const
{
    const Private& d = *m_private;
    QStringList names = d.clients;
    for (const QString& usual : usualPanels()) {
        if (names.size() < usualPanels().size() && !names.contains(usual))
            names.append(usual);
    }
    return names;
}

std::shared_ptr<const PastSession> Stage::previous() const
{
    return m_private->previous;
}

void Stage::undo()
{
    Private& d = *m_private;
    if (!d.previous)
        return;
    d.startMove([&d, session = d.previous] {
        d.goBackTo(*session);
        d.previous.reset();
    });
}

bool Stage::isIrreplaceable() const
{
    const Private& d = *m_private;
    return isIrreplaceableIn(d.journal, d.scenario.has_value() && !d.leftScript);
}

} // namespace interleave
