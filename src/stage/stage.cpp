#include "stage/stage.h"

#include "stage/clientsession.h"
#include "stage/clock.h"
#include "stage/serverroom.h"

#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <map>

namespace interleave {

QList<Record> standardRecords()
{
    return {Record{
        QStringLiteral("item"),
        {{QStringLiteral("stock"), qint64{10}}, {QStringLiteral("name"), QStringLiteral("Desk lamp")}},
        1,
        ScriptedClock::Start / 1000}};
}

namespace {

QStringList usualPanels()
{
    return {QStringLiteral("A"), QStringLiteral("B")};
}

/// What the server's thread reads while the stage's moves it.
struct StageClock
{
    SystemClock system;
    ScriptedClock script;
    std::atomic<bool> scripted = false;

    [[nodiscard]] qint64 now() const { return scripted ? script.now() : system.now(); }
};

} // namespace

class Stage::Private final
{
public:
    Private(Stage& stage, StageOptions stageOptions)
        : q(stage)
        , options(std::move(stageOptions))
        , rule(options.locking)
        , journal(JournalHeader{rule, ScriptedClock::Start, 0, standardRecords()})
    {
    }

    void connectRoom();
    void record(Event event);
    void onHappened(const Event& event);
    void onRestarted(const QList<Record>& records, Locking locking, int rewinds);
    void replaceJournal(Journal next);
    ClientSession& session(const QString& client);
    [[nodiscard]] bool anyBusy() const;
    /// Runs \a move as soon as no request is on its way; a later move replaces one that has not begun.
    void startMove(std::function<void()> move);
    void tryMove();
    void restart(int playTo);
    void resume(Journal past);
    void tick();
    void leaveScript();
    [[nodiscard]] const Step* nextStep() const;
    /// The next step is a save by \a client, and what it has drafted is what the step would set.
    [[nodiscard]] bool isNextSave(const QString& client) const;
    [[nodiscard]] bool belongsToNext(const QString& client, const QString& field, const Value& value) const;
    void runStep();
    void checkStepDone();
    /// True when \a click has to wait for the step on its way, and then it will be made.
    bool defer(std::function<void()> click);
    template<typename F>
    void inRoom(F function)
    {
        QMetaObject::invokeMethod(room, std::move(function), Qt::QueuedConnection);
    }

    Stage& q;
    StageOptions options;
    std::shared_ptr<StageClock> clock = std::make_shared<StageClock>();
    std::shared_ptr<PanelRegister> panelRegister = std::make_shared<PanelRegister>();
    QThread thread;
    ServerRoom* room = nullptr; // lives in the thread and goes with it

    Locking rule;
    Journal journal;
    std::map<QString, std::unique_ptr<ClientSession>> sessions;
    quint16 port = 0;
    QString portNote;
    qint64 others = 0;

    std::optional<Scenario> scenario;
    std::vector<qint64> stepEnds;
    int position = 0;
    int target = 0;
    bool leftScript = false;
    bool stepping = false;
    bool restarting = false;
    bool waitsForRule = false;
    std::function<void()> pendingMove;
    /// The journal to go on with, instead of a new one, when the store is ready.
    std::optional<Journal> resumed;
    /// Clicks that came while a step was on its way; a restart drops them.
    std::deque<std::function<void()>> clicks;
};

Stage::Stage(StageOptions options, QObject* parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>(*this, std::move(options)))
{
    m_private->journal.subscribe([this](const Event& event) { emit eventAppended(event.seq); });
}

Stage::~Stage()
{
    Private& d = *m_private;
    d.sessions.clear();
    if (!d.thread.isRunning())
        return;
    QEventLoop loop;
    connect(d.room, &ServerRoom::stopped, &loop, &QEventLoop::quit);
    d.inRoom([room = d.room] { room->stop(); });
    loop.exec();
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
    server.panels = d.panelRegister;
    d.room = new ServerRoom(server);
    d.room->moveToThread(&d.thread);
    connect(&d.thread, &QThread::finished, d.room, &QObject::deleteLater);
    d.connectRoom();
    d.thread.start();
    d.restarting = true;
    d.inRoom([room = d.room, options = d.options] {
        room->open(options.databaseFile, options.port, UsualPort, standardRecords());
    });
}

void Stage::Private::connectRoom()
{
    connect(room, &ServerRoom::opened, &q, [this](quint16 opened, const QString& note) {
        port = opened;
        portNote = note;
        emit q.serving(opened);
        if (pendingMove) {
            restarting = false;
            tryMove();
        } else {
            restart(0);
        }
    });
    connect(room, &ServerRoom::failed, &q, &Stage::failed);
    connect(room, &ServerRoom::happened, &q, [this](const Event& event) { onHappened(event); });
    connect(
        room, &ServerRoom::restarted, &q, [this](const QList<Record>& records, Locking locking, int rewinds) {
            onRestarted(records, locking, rewinds);
        });
    connect(room, &ServerRoom::otherAnswered, &q, [this] {
        ++others;
        emit q.changed();
    });
}

void Stage::Private::record(Event event)
{
    event.time = clock->now();
    event.locking = journal.latest().locking();
    journal.append(std::move(event));
}

void Stage::Private::onHappened(const Event& event)
{
    if (restarting)
        return; // from before the restart that was asked for
    if (event.action == Action::Rule && event.locking == journal.latest().locking())
        return;
    journal.append(event);
    if (event.action == Action::Rule) {
        waitsForRule = false;
        checkStepDone();
        emit q.changed();
    } else if (!event.outside) {
        const auto found = sessions.find(event.client);
        if (found != sessions.end())
            found->second->eventSeen();
    }
}

void Stage::Private::onRestarted(const QList<Record>& records, Locking locking, int rewinds)
{
    restarting = false;
    sessions.clear();
    clicks.clear();
    stepEnds.clear();
    position = 0;
    leftScript = false;
    waitsForRule = false;
    replaceJournal(resumed ? std::move(*resumed) : Journal({locking, clock->now(), rewinds, records}));
    resumed.reset();
    if (pendingMove)
        tryMove();
    else if (position < target)
        runStep();
    else
        emit q.stepped(position);
}

void Stage::Private::replaceJournal(Journal next)
{
    journal = std::move(next);
    journal.subscribe([this](const Event& event) { emit q.eventAppended(event.seq); });
    emit q.journalReplaced();
    emit q.changed();
}

ClientSession& Stage::Private::session(const QString& client)
{
    std::unique_ptr<ClientSession>& place = sessions[client];
    if (!place) {
        place = std::make_unique<ClientSession>(
            client, journal, [this](Event event) { record(std::move(event)); }, panelRegister, port);
        connect(place.get(), &ClientSession::busyChanged, &q, [this, client](bool busy) {
            emit q.busyChanged(client, busy);
        });
        // Queued: the session is done with its own call when the stage goes on.
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
    return std::ranges::any_of(sessions, [](const auto& entry) { return entry.second->isBusy(); });
}

void Stage::Private::startMove(std::function<void()> move)
{
    pendingMove = std::move(move);
    tryMove();
    emit q.changed();
}

void Stage::Private::tryMove()
{
    if (!pendingMove || restarting || port == 0 || anyBusy())
        return;
    stepping = false;
    std::exchange(pendingMove, nullptr)();
}

void Stage::Private::restart(int playTo)
{
    restarting = true;
    target = playTo;
    clock->scripted = scenario.has_value();
    clock->script.set(ScriptedClock::Start);
    if (scenario) {
        inRoom(
            [room = room, records = scenario->records, locking = rule] { room->restart(records, locking); });
    } else {
        inRoom([room = room, locking = rule] { room->restartKept(standardRecords(), locking); });
    }
}

void Stage::Private::resume(Journal past)
{
    StoredHistory history;
    for (const auto& [id, tree] : past.trees()) {
        for (qint64 number = tree.first(); !tree.isEmpty() && number <= tree.last(); ++number) {
            const Version& version = tree.at(number);
            history[id].push_back({version.number, version.author, version.time / 1000, version.fields});
        }
    }
    scenario.reset();
    rule = past.latest().locking();
    restarting = true;
    target = 0;
    clock->scripted = false;
    inRoom([room = room,
            records = past.latest().records(),
            history = std::move(history),
            locking = rule,
            rewinds = past.header().rewinds] { room->restore(records, history, locking, rewinds); });
    resumed = std::move(past);
}

void Stage::Private::tick()
{
    if (scenario)
        clock->script.advance(scenario->tick * 1000);
}

void Stage::Private::leaveScript()
{
    if (!scenario || leftScript)
        return;
    leftScript = true;
    emit q.changed();
}

const Step* Stage::Private::nextStep() const
{
    if (!scenario || leftScript || position >= scenario->steps.size())
        return nullptr;
    return &scenario->steps.at(position);
}

bool Stage::Private::isNextSave(const QString& client) const
{
    const Step* next = nextStep();
    const auto* save = next == nullptr ? nullptr : std::get_if<SaveStep>(&next->action);
    if (save == nullptr || next->client != client)
        return false;
    const Copy copy = journal.latest().client(client).copyOf(next->record);
    return copy.shown() == copy.shown().with(save->set);
}

bool Stage::Private::belongsToNext(const QString& client, const QString& field, const Value& value) const
{
    const Step* next = nextStep();
    if (next == nullptr || next->client != client)
        return false;
    const Value* set = nullptr;
    if (const auto* save = std::get_if<SaveStep>(&next->action))
        set = save->set.find(field);
    else if (const auto* edit = std::get_if<EditStep>(&next->action))
        set = edit->set.find(field);
    return set != nullptr && *set == value;
}

void Stage::Private::runStep()
{
    const Step* next = nextStep();
    if (next == nullptr)
        return;
    stepping = true;
    tick();
    struct Runner
    {
        Private& d;
        const Step& step;

        void operator()(const ReadStep&) const { d.session(step.client).read(step.record); }
        void operator()(const EditStep& edit) const { d.session(step.client).edit(step.record, edit.set); }
        void operator()(const SaveStep& save) const
        {
            ClientSession& session = d.session(step.client);
            session.edit(step.record, save.set);
            session.save(step.record, save);
        }
        void operator()(const IncrementStep& increment) const
        {
            d.session(step.client).increment(step.record, increment.add);
        }
        void operator()(const WaitStep& wait) const { d.clock->script.advance(wait.seconds * 1000); }
        void operator()(const ClockStep& move) const { d.clock->script.advance(move.seconds * 1000); }
        void operator()(const LockingStep& change) const
        {
            d.waitsForRule = d.journal.latest().locking() != change.locking;
            d.inRoom([room = d.room, locking = change.locking] { room->setLocking(locking); });
        }
    };
    std::visit(Runner{*this, *next}, next->action);
    emit q.changed();
    // A step that only waits for nobody is done when control is back.
    if (!anyBusy() && !waitsForRule)
        QTimer::singleShot(0, &q, [this] { checkStepDone(); });
}

void Stage::Private::checkStepDone()
{
    if (!stepping || restarting || waitsForRule || anyBusy())
        return;
    stepping = false;
    ++position;
    stepEnds.push_back(journal.size());
    emit q.changed();
    emit q.stepped(position);
    if (pendingMove) {
        tryMove();
    } else if (position < target) {
        runStep();
    }
    while (!clicks.empty() && !q.isMoving()) {
        const auto click = std::move(clicks.front());
        clicks.pop_front();
        click();
    }
}

bool Stage::Private::defer(std::function<void()> click)
{
    if (port == 0 || !q.isMoving())
        return port == 0;
    clicks.push_back(std::move(click));
    return true;
}

const Journal& Stage::journal() const
{
    return m_private->journal;
}

quint16 Stage::port() const
{
    return m_private->port;
}

QString Stage::portNote() const
{
    return m_private->portNote;
}

qint64 Stage::otherRequests() const
{
    return m_private->others;
}

QStringList Stage::panels() const
{
    const Private& d = *m_private;
    QStringList names = d.scenario ? d.scenario->clients() : QStringList();
    for (const QString& usual : usualPanels()) {
        if (names.size() < usualPanels().size() && !names.contains(usual))
            names.append(usual);
    }
    return names;
}

QString Stage::recordId() const
{
    const QList<Record>& records = m_private->journal.header().records;
    return records.isEmpty() ? standardRecords().first().id : records.first().id;
}

void Stage::read(const QString& client)
{
    Private& d = *m_private;
    if (d.defer([this, client] { read(client); }))
        return;
    const Step* next = d.nextStep();
    if (next != nullptr && next->client == client && std::holds_alternative<ReadStep>(next->action)) {
        step();
        return;
    }
    d.leaveScript();
    d.tick();
    d.session(client).read(recordId());
}

void Stage::edit(const QString& client, const QString& field, const Value& value)
{
    Private& d = *m_private;
    if (d.defer([this, client, field, value] { edit(client, field, value); }))
        return;
    const Fields fields = d.journal.latest().client(client).copyOf(recordId()).shown();
    const Value* shown = fields.find(field);
    if (shown != nullptr && *shown == value)
        return;
    if (!d.belongsToNext(client, field, value))
        d.leaveScript();
    d.session(client).edit(recordId(), {{field, value}});
    const Step* next = d.nextStep();
    if (next != nullptr && std::holds_alternative<EditStep>(next->action))
        step();
}

void Stage::save(const QString& client)
{
    Private& d = *m_private;
    if (d.defer([this, client] { save(client); }))
        return;
    if (d.isNextSave(client)) {
        step();
        return;
    }
    d.leaveScript();
    d.tick();
    d.session(client).save(recordId(), {});
}

void Stage::increment(const QString& client, const QString& field, qint64 by)
{
    Private& d = *m_private;
    if (d.defer([this, client, field, by] { increment(client, field, by); }))
        return;
    const Fields add{{field, by}};
    const Step* next = d.nextStep();
    if (next != nullptr && next->client == client && next->action == StepAction(IncrementStep{add})) {
        step();
        return;
    }
    d.leaveScript();
    d.tick();
    d.session(client).increment(recordId(), add);
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
        d.inRoom([room = d.room, locking] { room->setLocking(locking); });
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
    return d.restarting || d.stepping || d.pendingMove;
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
    d.scenario = scenario;
    d.rule = rule.value_or(scenario.locking);
    d.leftScript = false;
    d.position = 0;
    // Before the server runs, its start is shown all the same.
    if (d.port == 0)
        d.replaceJournal(Journal({d.rule, ScriptedClock::Start, 0, scenario.records}));
    d.startMove([&d] { d.restart(0); });
}

void Stage::first()
{
    Private& d = *m_private;
    d.startMove([&d] { d.restart(0); });
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
    d.startMove([&d, n] { d.resume(d.journal.cut(n)); });
}

void Stage::open(Journal journal)
{
    Private& d = *m_private;
    // Shared, because a std::function is copied.
    const auto past = std::make_shared<Journal>(std::move(journal));
    d.startMove([&d, past] { d.resume(past->cut(past->size())); });
}

void Stage::startFreePlay()
{
    Private& d = *m_private;
    d.scenario.reset();
    d.startMove([&d] { d.restart(0); });
}

} // namespace interleave
