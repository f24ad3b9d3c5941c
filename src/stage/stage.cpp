#include "stage/stage.h"

#include "stage/roomprivate.h"
#include "stage/stageprivate.h"

#include <QSemaphore>

#include <algorithm>

namespace interleave {

QList<Record> standardRecords()
{
    return {Record{
        QStringLiteral("item"),
        {{QStringLiteral("stock"), qint64{10}}, {QStringLiteral("name"), QStringLiteral("Desk lamp")}},
        1,
        ScriptedClock::Start / 1000}};
}

Stage::Stage(StageOptions options, QObject* parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>(*this, std::move(options)))
{
    m_private->room = std::make_unique<Room>(*this, m_private->options.room);
    m_private->watchJournal();
}

Stage::~Stage()
{
    Private& d = *m_private;
    // The server may be waiting for space in the queue.
    d.intake.close();
    d.sessions.clear();
    if (!d.thread.isRunning())
        return;
    // Who posts an event then wakes the thread by its event dispatcher, which goes with the thread: so that
    // ends only after the posting.
    QSemaphore stopped;
    connect(
        d.serverThread,
        &ServerThread::stopped,
        d.serverThread,
        [&stopped] { stopped.release(); },
        Qt::DirectConnection);
    d.onServerThread([serverThread = d.serverThread] { serverThread->stop(); });
    stopped.acquire();
    d.thread.quit();
    d.thread.wait();
}

void Stage::start()
{
    Private& d = *m_private;
    ServerOptions server;
    server.now = [clock = d.clock] {
        return clock->now();
    };
    server.panels = d.panelConnections;
    d.serverThread = new ServerThread(server, d.options.room.limits);
    d.serverThread->moveToThread(&d.thread);
    connect(&d.thread, &QThread::finished, d.serverThread, &QObject::deleteLater);
    d.connectServerThread();
    d.thread.start();
    d.expectRestart();
    d.onServerThread([serverThread = d.serverThread, options = d.options] {
        serverThread->open(options.databaseFile, options.port, UsualPort, standardRecords());
    });
    d.room->m_private->onServerStarted();
}

void Stage::Private::record(Event event)
{
    event.time = clock->now();
    event.locking = journal.latest().locking();
    append(std::move(event));
}

void Stage::Private::onHappened(const Event& event, qint64 ticket)
{
    if (isRestarting()) {
        // The event is from before the pending restart, so it belongs to the old journal. A Rule belongs to
        // the new one.
        if (serverState == ServerState::Restarting && event.action != Action::Rule)
            append(event);
        return;
    }
    if (event.action == Action::Rule && event.locking == journal.latest().locking())
        return;
    const auto found = event.outside ? sessions.end() : sessions.find(event.client);
    append(event);
    if (event.action == Action::Rule) {
        if (awaited == ServerTask::Rule)
            awaited = ServerTask::None;
        checkStepDone();
        emit q.changed();
    } else if (found != sessions.end()) {
        found->second->eventSeen(event, ticket);
    }
}

ClientSession& Stage::Private::session(const QString& client)
{
    std::unique_ptr<ClientSession>& place = sessions[client];
    if (!place) {
        place = std::make_unique<ClientSession>(
            client, journal, [this](Event event) { record(std::move(event)); }, panelConnections, port);
        connect(place.get(), &ClientSession::busyChanged, &q, [this, client](bool busy) {
            emit q.busyChanged(client, busy);
        });
        connect(place.get(), &ClientSession::impossible, &q, [this](const QString& problem) {
            problems[position] = problem;
            emit q.changed();
        });
        // Queued, so that the session finishes its own call before the stage continues.
        connect(
            place.get(),
            &ClientSession::idle,
            &q,
            [this] {
                checkStepDone();
                tryMove();
            },
            Qt::QueuedConnection);
    }
    return *place;
}

bool Stage::Private::anyBusy() const
{
    return std::ranges::any_of(
        sessions, [](const auto& entry) { return entry.second->isBusy() && !entry.second->isBlocked(); });
}

const Journal& Stage::journal() const
{
    return m_private->journal;
}

Room& Stage::room() const
{
    return *m_private->room;
}

quint16 Stage::port() const
{
    const Private& d = *m_private;
    return d.port == 0 ? quint16{0} : d.options.shownPort.value_or(d.port);
}

QString Stage::portNote() const
{
    return m_private->portNote;
}

qint64 Stage::otherRequests() const
{
    return m_private->others;
}

QStringList Stage::recordIds() const
{
    QStringList ids;
    for (const Record& record : m_private->journal.header().records)
        ids.append(record.id);
    return ids.isEmpty() ? QStringList(standardRecords().first().id) : ids;
}

QString Stage::recordId() const
{
    const QList<Record>& records = m_private->journal.header().records;
    return records.isEmpty() ? standardRecords().first().id : records.first().id;
}

QString Stage::recordOf(const QString& client) const
{
    const Private& d = *m_private;
    if (d.journal.header().records.size() <= 1)
        return recordId();
    const QStringList ids = recordIds();
    const auto chosen = d.chosenRecords.find(client);
    if (chosen != d.chosenRecords.end() && ids.contains(chosen->second))
        return chosen->second;
    const auto answer = d.journal.latest().client(client).answer;
    return answer && ids.contains(answer->record) ? answer->record : recordId();
}

void Stage::chooseRecord(const QString& client, const QString& record)
{
    if (!recordIds().contains(record) || recordOf(client) == record)
        return;
    m_private->chosenRecords[client] = record;
    emit changed();
}

qint64 Stage::now() const
{
    return m_private->clock->now();
}

bool Stage::isClockRunning() const
{
    return !m_private->clock->scripted;
}

bool Stage::isWaiting(const QString& client) const
{
    const auto found = m_private->sessions.find(client);
    return found != m_private->sessions.end() && found->second->isBlocked();
}

bool Stage::isBusy(const QString& client) const
{
    const auto found = m_private->sessions.find(client);
    return found != m_private->sessions.end() && found->second->isBusy();
}

void Stage::setLocking(Locking locking)
{
    Private& d = *m_private;
    if (this->locking() == locking)
        return;
    d.rule = locking;
    if (d.scenario && !d.leftScript) {
        d.startMove([&d, to = d.position] { d.restart(to); });
    } else {
        d.onServerThread([serverThread = d.serverThread, locking] { serverThread->setLocking(locking); });
        emit changed();
    }
}

Locking Stage::locking() const
{
    return isMoving() ? m_private->rule : m_private->journal.latest().locking();
}

const Scenario* Stage::scenario() const
{
    return m_private->scenario ? &*m_private->scenario : nullptr;
}

Locking Stage::startRule() const
{
    return m_private->journal.header().locking;
}

QString Stage::question() const
{
    const Step* next = m_private->nextStep();
    return next == nullptr ? QString() : questionUnder(startRule(), *next);
}

QString Stage::problemOf(int step) const
{
    const auto found = m_private->problems.find(step);
    return found == m_private->problems.end() ? QString() : found->second;
}

int Stage::position() const
{
    return m_private->position;
}

bool Stage::hasLeftScript() const
{
    return m_private->leftScript;
}

bool Stage::canStep() const
{
    return m_private->port != 0 && !isMoving() && m_private->nextStep() != nullptr;
}

bool Stage::isMoving() const
{
    const Private& d = *m_private;
    return d.isRestarting() || d.stepState != Private::StepState::None || d.pendingMove;
}

qint64 Stage::eventsAt(int position) const
{
    const std::vector<qint64>& ends = m_private->stepEnds;
    if (position <= 0 || ends.empty())
        return 0;
    return ends[static_cast<std::size_t>(
        std::min<qsizetype>(position, static_cast<qsizetype>(ends.size())) - 1)];
}

void Stage::load(const Scenario& scenario, std::optional<Locking> rule)
{
    Private& d = *m_private;
    d.prepareToLeave();
    d.scenario = scenario;
    d.ownRecords.clear();
    d.clients = scenario.clients();
    d.rule = rule.value_or(scenario.locking);
    d.leftScript = false;
    d.position = 0;
    // Before the server runs, show the scenario's start all the same.
    if (d.port == 0)
        d.replaceJournal(Journal(scenario.journalHeader(d.rule, ScriptedClock::Start)));
    d.startMove([&d] { d.restart(0); });
}

void Stage::first()
{
    Private& d = *m_private;
    d.startMove([&d] { d.restart(0); });
}

void Stage::reset()
{
    Private& d = *m_private;
    if (d.scenario)
        d.rule = d.scenario->locking;
    first();
}

void Stage::step()
{
    Private& d = *m_private;
    if (!canStep())
        return;
    d.target = d.position + 1;
    d.runStep();
}

void Stage::playTo(int position)
{
    Private& d = *m_private;
    if (position <= d.position || d.leftScript || !canStep()) {
        d.startMove([&d, position] { d.restart(position); });
    } else {
        d.target = position;
        d.runStep();
    }
}

void Stage::continueFrom(qint64 n)
{
    Private& d = *m_private;
    // Don't separate a lost answer from its request.
    while (n > 0 && n < d.journal.size() && d.journal.event(n).answerLost &&
           d.journal.event(n + 1).action == Action::AnswerLost)
        ++n;
    d.startMove([&d, n] { d.resume({.journal = d.journal.copy(n), .isCut = n < d.journal.size()}); });
}

void Stage::open(Journal journal)
{
    Private& d = *m_private;
    // Shared, because a std::function is copied.
    const auto past = std::make_shared<Journal>(std::move(journal));
    d.startMove([&d, past] {
        d.prepareToLeave();
        d.clients = Private::panelsOf(*past);
        d.ownRecords.clear();
        d.resume({.journal = past->copy(past->size()), .isForeign = true});
    });
}

void Stage::startFreePlay()
{
    m_private->startWith({}, m_private->rule);
}

} // namespace interleave
