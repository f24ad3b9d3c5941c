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

/// What the server's thread reads while the stage's moves it.
struct StageClock
{
    SystemClock system;
    ScriptedClock script;
    std::atomic<bool> scripted = false;

    [[nodiscard]] qint64 now() const { return scripted ? script.now() : system.now(); }
};

class Stage::Private final
{
public:
    Private(Stage& stage, StageOptions stageOptions)
        : q(stage)
        , options(std::move(stageOptions))
        , rule(options.locking)
        , journal(JournalHeader{rule, ScriptedClock::Start, 0, standardRecords()})
    {
        QObject::connect(&intake, &Intake::taken, &stage, [this] { tellTaken(); });
    }

    void connectServerThread();
    /// To be called for each journal.
    void watchJournal();
    /// What was held back while a batch was taken.
    void tellTaken();
    void record(Event event);
    void onOpened(quint16 opened, const QString& note);
    void onHappened(const Event& event, qint64 ticket);
    void onRestarted(const QList<Record>& records, Locking locking, const QByteArray& suffix);
    void replaceJournal(Journal next);
    /// To be called by whatever will replace the journal, before it changes anything else.
    void prepareToLeave();
    [[nodiscard]] PastSession leave();
    void goBackTo(const PastSession& session);
    /// Tags and tokens end in \a suffix from there on, or in something new.
    void restoreStore(const Journal& past, std::optional<QByteArray> suffix = std::nullopt);
    /// The panels', and of those who had one in \a past.
    [[nodiscard]] QStringList namesBeside(const Journal& past) const;
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
    /// The next step is a save of \a record by \a client, and what it has drafted is what the step would set.
    [[nodiscard]] bool isNextSave(const QString& client, const QString& record) const;
    [[nodiscard]] bool belongsToNext(
        const QString& client, const QString& record, const QString& field, const Value& value) const;
    /// What was typed by hand and belongs to the next step need not be typed by it again.
    void noteTyped(const QString& field, const Value& value);
    /// A click on \a action is what the next step does.
    [[nodiscard]] bool isNext(const QString& client, const QString& record, const StepAction& action) const;
    /// What is left of it to be done, after what was typed by hand.
    [[nodiscard]] StepAction withoutTyped(const StepAction& action) const;
    void runStep();
    void act(const Step& step);
    /// A step of the scenario moves it: an event that people see.
    void moveClock(qint64 seconds);
    /// Leases that have expired by what the clock shows now go to others.
    void moveClock();
    void endWaits();
    void checkStepDone();
    /// The next step where \a action is what it does; else the action alone, as free play.
    void click(const QString& client, const StepAction& action);
    void click(const QString& client, const QString& record, const StepAction& action);
    /// True when \a click has to wait for the step on its way, and then it will be made.
    bool defer(std::function<void()> click);
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
        isTaking = true;
        onHappened(event, ticket);
    }};
    /// A batch of events is being taken.
    bool isTaking = false;
    bool hasAppended = false;
    bool hasCountedOthers = false;
    QThread thread;
    ServerThread* serverThread = nullptr; // lives in the thread and goes with it

    Locking rule;
    Journal journal;
    std::map<QString, std::unique_ptr<ClientSession>> sessions;
    quint16 port = 0;
    QString portNote;
    qint64 others = 0;

    std::optional<Scenario> scenario;
    /// The panels' clients as the scenario or the opened journal names them.
    QStringList clients;
    /// By client: the record that its panel works on.
    std::map<QString, QString> chosenRecords;
    std::vector<qint64> stepEnds;
    /// By step: why something of it could not be done.
    std::map<int, QString> problems;
    /// What the next save changes and has been typed by hand.
    Fields typed;
    int position = 0;
    int target = 0;
    bool leftScript = false;
    bool stepping = false;
    bool restarting = false;
    /// The journal is more than what is shown before the server runs.
    bool hasBegun = false;
    bool waitsForRule = false;
    bool waitsForClock = false;
    /// The step's time has come, and what it is to do has not been done yet.
    bool actPending = false;
    std::function<void()> pendingMove;
    /// The journal to go on with, instead of a new one, when the store is ready.
    std::optional<Journal> resumed;
    /// Where in its scenario that journal is.
    std::optional<PastSession> resumedAt;
    /// What is on the stage, without its journal, while something else is on its way there.
    std::optional<PastSession> leaving;
    /// A part of the journal is about to be cut.
    bool cuts = false;
    /// The journal is about what the database holds that was asked for.
    bool isKept = false;
    std::shared_ptr<const PastSession> previous;
    /// Clicks that came while a step was on its way; a restart drops them.
    std::deque<std::function<void()>> clicks;
};

} // namespace interleave
