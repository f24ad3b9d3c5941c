// How the stage handles events from the server's thread, and the signals it emits for them.

#include "stage/roomprivate.h"
#include "stage/stageprivate.h"

namespace interleave {

/// All signals of the server's thread go through the intake, so that they keep their order.
void Stage::Private::connectServerThread()
{
    take(&ServerThread::opened, [this](quint16 opened, const QString& note) { onOpened(opened, note); });
    take(&ServerThread::failed, [this](const QString& problem) { emit q.failed(problem); });
    connect(serverThread, &ServerThread::happened, serverThread, [this](const Event& event, qint64 ticket) {
        intake.put(event, ticket);
    });
    take(
        &ServerThread::restarted,
        [this](const QList<Record>& records, Locking locking, const QByteArray& suffix) {
            onRestarted(records, locking, suffix);
        });
    take(&ServerThread::clockSettled, [this] {
        if (awaited == ServerTask::Clock)
            awaited = ServerTask::None;
        checkStepDone(true);
    });
    take(&ServerThread::otherAnswered, [this](int) {
        ++others;
        if (!batch)
            batch.emplace();
        batch->hasCountedOthers = true;
    });
    Room::Private& members = *room->m_private;
    take(&ServerThread::roomOpened, [&members](const RoomDoor& door, qint64 ticket) {
        members.onOpened(door, ticket);
    });
    take(&ServerThread::roomFailed, [&members](const QString& problem, qint64 ticket) {
        members.onFailed(problem, ticket);
    });
    take(&ServerThread::roomClosed, [&members](qint64 ticket) { members.onClosed(ticket); });
    take(&ServerThread::memberChanged, [&members](const RoomMember& member) {
        members.onMemberChanged(member);
    });
    take(&ServerThread::memberMoved, [&members](const QString& former, const RoomMember& member) {
        members.onMemberMoved(former, member);
    });
    take(
        &ServerThread::memberRemoved, [&members](const QString& client) { members.onMemberRemoved(client); });
    take(&ServerThread::unlocked, [&members] { members.onUnlocked(); });
}

void Stage::Private::onOpened(quint16 opened, const QString& note)
{
    port = opened;
    portNote = note;
    emit q.serving(opened);
    // A move restarts the server itself.
    if (pendingMove)
        std::exchange(pendingMove, nullptr)();
    else
        restart(0);
}

void Stage::Private::watchJournal()
{
    journal.subscribe([this](const Event& event) {
        emit q.eventAppended(event.seq);
        if (batch)
            batch->hasAppended = true;
        else
            emit q.eventsAppended();
    });
}

void Stage::Private::tellTaken()
{
    room->m_private->tellMembers();
    const auto taken = std::exchange(batch, std::nullopt);
    if (taken && taken->hasAppended)
        emit q.eventsAppended();
    if (taken && taken->hasCountedOthers)
        emit q.changed();
}

} // namespace interleave
