#pragma once

// Internal to Stage.

#include "stage/clientsession.h"
#include "stage/clock.h"
#include "stage/intake.h"
#include "stage/serverthread.h"
#include "stage/stage.h"

#include <QThread>

#include <deque>
#include <map>

namespace interleave {

/// Read by the server's thread while the stage's thread moves it.
struct StageClock
{
    SystemClock system;
    ScriptedClock script;
    std::atomic<bool> scripted = false;

    [[nodiscard]] qint64 now() const { return scripted ? script.now() : system.now(); }
};

/// The signals to emit at the end of a batch of events.
struct EventBatch
{
    bool hasAppended = false;
    bool hasCountedOthers = false;
};

/// The session to continue with, instead of a new one, when the store is ready.
struct ResumedSession
{
    Journal journal;
    /// Its position in the scenario.
    int position = 0;
    bool leftScript = false;
    std::vector<qint64> stepEnds = {};
    /// The journal is a beginning of the present one; the rest is dropped.
    bool isCut = false;
    /// The journal is another one, whose clients are none of the room's members.
    bool isForeign = false;
};

class Stage::Private final
{
public:
    enum class ServerState {
        NotStarted,
        Starting, ///< no session has begun; a scenario's start is shown
        Running,
        Restarting ///< events that still arrive belong to the journal that is about to be replaced
    };
    /// The scenario's step that is being played.
    enum class StepState {
        None,
        Due,   ///< the clock has moved for the step, but its action has not been performed yet
        Acting ///< its action is being performed
    };
    /// What the server was asked to do, beside requests of clients, and has not confirmed yet.
    enum class ServerTask { None, Rule, Clock };

    Private(Stage& stage, StageOptions stageOptions)
        : q(stage)
        , options(std::move(stageOptions))
        , rule(options.locking)
        , journal(JournalHeader{rule, ScriptedClock::Start, 0, standardRecords()})
    {
        QObject::connect(&intake, &Intake::taken, &stage, [this] { tellTaken(); });
    }

    void connectServerThread();
    /// Call it for each new journal.
    void watchJournal();
    /// Emits the signals that were held back while a batch was taken.
    void tellTaken();
    void record(Event event);
    /// Adds the event to the journal, as one of the step under way.
    void append(Event event);
    void onOpened(quint16 opened, const QString& note);
    void onHappened(const Event& event, qint64 ticket);
    void onRestarted(const QList<Record>& records, Locking locking, const QByteArray& suffix);
    /// With \a keepsPast the old session stays available (Stage::previous()) even if it could be replayed.
    /// \a isRooms: the room's script starts with it.
    void replaceJournal(Journal next, bool keepsPast = false, bool isRooms = false);
    /// Call it before replacing the journal, before anything else changes.
    void prepareToLeave();
    [[nodiscard]] PastSession leave();
    void goBackTo(const PastSession& session);
    /// From there on, tags and tokens end in \a suffix, or in a new one. No member of the room is named like
    /// one of \a foreigners.
    void restoreStore(
        const Journal& past, std::optional<QByteArray> suffix = std::nullopt, const QStringList& foreigners = {});
    /// Those that get a panel when \a journal is opened; empty where the usual two do.
    [[nodiscard]] static QStringList panelsOf(const Journal& journal);
    /// All that \a past names.
    [[nodiscard]] static QStringList clientsIn(const Journal& past);
    /// The names of the panels, now and in \a past.
    [[nodiscard]] QStringList namesBeside(const Journal& past) const;
    ClientSession& session(const QString& client);
    [[nodiscard]] bool anyBusy() const;
    /// Runs \a move when no request is under way; a later move replaces one that has not begun.
    void startMove(std::function<void()> move);
    void tryMove();
    void restart(int playTo);
    /// To be called when the server is asked to restart.
    void expectRestart();
    [[nodiscard]] bool isRestarting() const
    {
        return serverState == ServerState::Starting || serverState == ServerState::Restarting;
    }
    /// Starts free play with other records than the standard ones.
    void startWith(const QList<Record>& records, Locking locking);
    void resume(ResumedSession past);
    void tick();
    void leaveScript();
    [[nodiscard]] const Step* nextStep() const;
    /// The next step is a save of \a record by \a client, and its draft is what the step would set.
    [[nodiscard]] bool isNextSave(const QString& client, const QString& record) const;
    [[nodiscard]] bool belongsToNext(
        const QString& client, const QString& record, const QString& field, const Value& value) const;
    /// Remembers a typed value that belongs to the next step, so that the step does not type it again.
    void noteTyped(const QString& field, const Value& value);
    /// A click on \a action equals the next step.
    [[nodiscard]] bool isNext(const QString& client, const QString& record, const StepAction& action) const;
    /// The action without the values that the user has typed already.
    [[nodiscard]] StepAction withoutTyped(const StepAction& action) const;
    void runStep();
    void act(const Step& step);
    /// Moves the scenario's clock in a step, as an event that is shown.
    void moveClock(qint64 seconds);
    /// Makes the server expire leases by the current time, and say so when it has told all up to then.
    void moveClock();
    void endWaits();
    /// \a hasServerToldAll: up to now, also of clients that wait.
    void checkStepDone(bool hasServerToldAll = false);
    /// Performs the next step if \a action equals it; else the action alone, as free play.
    void click(const QString& client, const StepAction& action);
    void click(const QString& client, const QString& record, const StepAction& action);
    /// True when \a click has to wait for the current step; it is queued then.
    bool defer(std::function<void()> click);
    /// Passes a signal of the server's thread through the intake.
    template<typename Signal, typename Slot>
    void take(Signal signal, Slot slot)
    {
        QObject::connect(serverThread, signal, serverThread, [this, slot](const auto&... told) {
            intake.put([slot, told...] { slot(told...); });
        });
    }
    template<typename F>
    void onServerThread(F function)
    {
        QMetaObject::invokeMethod(serverThread, std::move(function), Qt::QueuedConnection);
    }

    Stage& q;
    StageOptions options;
    std::shared_ptr<StageClock> clock = std::make_shared<StageClock>();
    std::shared_ptr<PanelConnections> panelConnections = std::make_shared<PanelConnections>();
    Intake intake{[this](const Event& event, qint64 ticket) {
        if (!batch)
            batch.emplace();
        onHappened(event, ticket);
    }};
    /// Set while a batch is being taken.
    std::optional<EventBatch> batch;
    QThread thread;
    ServerThread* serverThread = nullptr; // lives in the thread and is deleted with it

    Locking rule;
    Journal journal;
    std::map<QString, std::unique_ptr<ClientSession>> sessions;
    quint16 port = 0;
    QString portNote;
    qint64 others = 0;

    std::optional<Scenario> scenario;
    /// What free play starts from; empty for the standard records or the named database.
    QList<Record> ownRecords;
    /// The clients with panels, as named by the scenario or the opened journal.
    QStringList clients;
    /// By client: the record that its panel works on.
    std::map<QString, QString> chosenRecords;
    std::vector<qint64> stepEnds;
    /// By step: why a part of it could not be done.
    std::map<int, QString> problems;
    /// Values of the next save that the user has typed.
    Fields typed;
    int position = 0;
    int target = 0;
    bool leftScript = false;
    ServerState serverState = ServerState::NotStarted;
    StepState stepState = StepState::None;
    ServerTask awaited = ServerTask::None;
    std::function<void()> pendingMove;
    std::optional<ResumedSession> resumed;
    /// The current session without its journal, while it is being replaced.
    std::optional<PastSession> leaving;
    /// The journal is about the contents of the named database.
    bool isKept = false;
    std::shared_ptr<PastSession> previous;
    /// Clicks during a step; a restart drops them.
    std::deque<std::function<void()>> clicks;
    std::unique_ptr<Room> room;
};

} // namespace interleave
