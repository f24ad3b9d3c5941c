// How one journal is replaced by another, with the server's records.

#include "stage/roomprivate.h"
#include "stage/stageprivate.h"

namespace interleave {

void Stage::Private::onRestarted(const QList<Record>& records, Locking locking, const QByteArray& suffix)
{
    serverState = ServerState::Running;
    // An answer that was to be lost belonged to the old journal.
    for (const auto& [client, session] : sessions)
        static_cast<void>(panelConnections->takeCut(client));
    sessions.clear();
    clicks.clear();
    chosenRecords.clear();
    problems.clear();
    typed = {};
    stepState = StepState::None;
    awaited = ServerTask::None;
    JournalHeader header =
        scenario ? scenario->journalHeader(locking, clock->now()) : JournalHeader{locking, clock->now()};
    header.records = records;
    if (!suffix.isEmpty())
        header.runs.append({0, suffix});
    const bool isRooms = !ownRecords.isEmpty() && !resumed;
    ResumedSession next = resumed ? std::move(*resumed) : ResumedSession{Journal(std::move(header))};
    resumed.reset();
    stepEnds = std::move(next.stepEnds);
    position = next.position;
    leftScript = next.leftScript;
    if (next.journal.suffix() != suffix)
        next.journal.beginRun(suffix);
    replaceJournal(std::move(next.journal), next.isCut, isRooms);
    endWaits();
    if (pendingMove)
        tryMove();
    else if (position < target)
        runStep();
    else
        emit q.stepped(position);
}

void Stage::Private::replaceJournal(Journal next, bool keepsPast, bool isRooms)
{
    prepareToLeave();
    PastSession left = leave();
    journal = std::move(next);
    const bool isPastKept = keepsPast || left.isIrreplaceable();
    if (isPastKept)
        previous = std::make_shared<PastSession>(std::move(left));
    room->m_private->onRestarted(isRooms);
    if (isPastKept)
        emit q.sessionLeft();
    watchJournal();
    emit q.journalReplaced();
    emit q.changed();
}

void Stage::Private::startMove(std::function<void()> move)
{
    pendingMove = std::move(move);
    tryMove();
    emit q.changed();
}

void Stage::Private::tryMove()
{
    if (!pendingMove || isRestarting() || port == 0 || anyBusy())
        return;
    stepState = StepState::None;
    std::exchange(pendingMove, nullptr)();
}

void Stage::Private::expectRestart()
{
    const bool hasBegun = serverState == ServerState::Running || serverState == ServerState::Restarting;
    serverState = hasBegun ? ServerState::Restarting : ServerState::Starting;
}

void Stage::Private::restart(int playTo)
{
    prepareToLeave();
    expectRestart();
    isKept = !scenario && ownRecords.isEmpty() && !options.databaseFile.isEmpty();
    target = playTo;
    clock->scripted = scenario.has_value();
    clock->script.set(ScriptedClock::Start);
    if (scenario) {
        onServerThread([serverThread = serverThread,
                        records = scenario->records,
                        locking = rule,
                        leases = scenario->leases,
                        panels = q.panels()] { serverThread->restart(records, locking, leases, panels); });
    } else if (!ownRecords.isEmpty()) {
        clients.clear();
        onServerThread(
            [serverThread = serverThread, records = ownRecords, locking = rule, panels = q.panels()] {
                serverThread->restart(records, locking, {}, panels);
            });
    } else {
        clients.clear();
        onServerThread([serverThread = serverThread, locking = rule, panels = q.panels()] {
            serverThread->restartKept(standardRecords(), locking, panels);
        });
    }
}

void Stage::Private::resume(ResumedSession past)
{
    prepareToLeave();
    scenario.reset();
    rule = past.journal.latest().locking();
    target = 0;
    clock->scripted = false;
    restoreStore(past.journal, std::nullopt, past.isForeign ? clientsIn(past.journal) : QStringList());
    resumed = std::move(past);
}

/// Clients that waited in the past state no longer do: their connections are gone.
void Stage::Private::endWaits()
{
    const Snapshot past = journal.latest();
    for (const Record& present : past.records()) {
        for (const QString& client : past.lease(present.id).waiting) {
            Event event;
            event.client = client;
            event.outside = past.client(client).outside;
            event.action = Action::Acquire;
            event.verdict = Verdict::GaveUp;
            event.record = present.id;
            event.waited = true;
            record(event);
        }
    }
}

void Stage::Private::startWith(const QList<Record>& records, Locking locking)
{
    prepareToLeave();
    scenario.reset();
    ownRecords = records;
    rule = locking;
    startMove([this] { restart(0); });
}

} // namespace interleave
