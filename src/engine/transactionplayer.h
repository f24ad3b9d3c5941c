#pragma once

#include "engine/databases/engine.h"

#include <QElapsedTimer>
#include <QStringList>

#include <deque>
#include <functional>
#include <map>
#include <stop_token>
#include <vector>

namespace interleave {

/// How a session takes part.
struct ScriptSession final
{
    QString name;
    /// Empty for the player's.
    QString level = {};
    /// Goes on after a statement that was refused, as a program that does not look at errors.
    bool ignoresErrors = false;
};

/// Statements that make the tables, and what the sessions do.
struct TransactionScript final
{
    QStringList setup;
    QList<TransactionStep> steps;
    /// In the order in which they connect; those that only the steps name follow.
    QList<ScriptSession> sessions = {};
};

/// What became of a step.
struct StepOutcome final
{
    enum class State {
        NotReached,
        LeftOut, ///< its condition did not hold, or its transaction had been refused or left out
        Answered
    };

    State state = State::NotReached;
    /// The answers are counted from 1, in the order in which they came; 0 for none.
    int order = 0;
    /// The sessions that it began to wait for, as the engine said; empty when it did not wait.
    QStringList waitedFor = {};
    EngineAnswer answer = {};

    [[nodiscard]] bool isRefused() const { return state == State::Answered && !answer.succeeded; }
    [[nodiscard]] bool isDone() const { return state == State::Answered && answer.succeeded; }
};

/// A whole run of a script.
struct TransactionRun final
{
    /// By step.
    std::vector<StepOutcome> steps;
    /// The step at which it was ended because its session waited; see TransactionPlayer::setStopsAtWaits().
    std::optional<std::size_t> stoppedAt = {};
    /// Why the run is not complete, in one sentence; empty when it is.
    QString problem = {};
};

/// What happened, at the moment when it did; its number is not set, nor what is committed. It is still when
/// no statement waits that commits by itself when it is done.
using TransactionObserver = std::function<void(const TransactionEvent&, bool isStill)>;

/// Runs scripts on an engine: each session on a connection of its own, each step when the one before has been
/// answered or waits. A step waits when the engine says so, never because it takes long. What a waiting
/// session has to do next is done as soon as it was answered. A session that is refused in a transaction
/// rolls back and leaves out the rest of it, unless it ignores errors. Blocks its thread.
///
/// Or with sessions that stay open, which are told what to do one step at a time: start(), then perform() and
/// cancel(), look() every now and then while isAwaiting(), and end(). There a session that is refused does
/// nothing by itself, and a statement that takes long is left to itself: none of these calls blocks for much
/// longer than LongMs.
class TransactionPlayer final
{
public:
    /// \a level for all sessions that name none.
    TransactionPlayer(Engine& engine, QString level, TransactionObserver observer = {});

    /// Called when the tables are made, before the first step.
    void setStarted(std::function<void()> started) { m_started = std::move(started); }
    /// For play(): a session that waits cannot be asked for its next step. A run ends there instead of
    /// leaving that step for later, and everything is taken back. A step right after its session's BEGIN goes
    /// with it.
    void setStopsAtWaits(bool stops) { m_stopsAtWaits = stops; }
    /// For play(): the next run has the same connections, and the same tables with their first rows, which is
    /// much faster than new ones. Only for statements that change nothing but rows, and scripts with the same
    /// sessions and setup.
    void setKeepsConnections(bool keeps) { m_keepsConnections = keeps; }
    void dropConnections() { m_participants.clear(); }
    /// A \a stop that is asked for from any thread ends the run; what is under way is cancelled.
    [[nodiscard]] TransactionRun play(const TransactionScript& script, const std::stop_token& stop = {});

    /// Makes the tables, connects the sessions and plays the script's steps as play() does. What waits then
    /// goes on waiting. Where the problem, one sentence, is not empty, only end() may follow.
    [[nodiscard]] QString start(const TransactionScript& script, const std::stop_token& stop = {});
    /// Begins a step, which is added to those of the script. Why it was refused and not added, in one
    /// sentence; empty when it was not.
    [[nodiscard]] QString perform(const TransactionStep& step);
    /// Looks after the sessions that wait or take long.
    void look();
    /// Cancels the statement of a session that waits or takes long. It is answered with the engine's own
    /// error for that; where the engine only said that a lock is in the way, and the statement was tried
    /// again and again, that was its answer.
    void cancel(const QString& session);
    /// Cancels, rolls back and closes everything.
    void end();

    /// Called with a sentence when a connection has ended, or the engine, while sessions stay open.
    void setProblemMet(std::function<void(const QString&)> problemMet)
    {
        m_problemMet = std::move(problemMet);
    }
    /// Whether some session waits or takes long.
    [[nodiscard]] bool isAwaiting() const;
    /// For whom each session that waits does so now, which may be another than at first.
    [[nodiscard]] QMap<QString, QStringList> waits() const;
    /// The sessions whose statements take long and do not wait, as far as the engine says.
    [[nodiscard]] QStringList underWay() const;
    /// The engine has ended, or does not answer; only end() may follow.
    [[nodiscard]] bool isGone() const { return m_isGone; }
    /// Some statement took, without waiting, so long that nobody should run it again unasked, or was
    /// cancelled before it did.
    [[nodiscard]] bool tookTooLong() const { return m_tookTooLong; }

    /// When a statement takes long.
    static constexpr int LongMs = 300;

private:
    /// How long to look for an answer before the engine is asked whether the statement waits.
    static constexpr int LookMs = 2;
    /// A statement that is neither answered nor waits for a lock by then is cancelled.
    static constexpr int DeadlineMs = 10'000;
    /// How often the engine is asked whom a statement waits for while nothing happens.
    static constexpr int AskMs = 120;
    /// When a statement took too long to be run again.
    static constexpr int TooLongMs = 2'000;

    struct Participant final
    {
        std::unique_ptr<EngineSession> session;
        QString level;
        bool ignoresErrors = false;
        std::deque<std::size_t> queue;
        KeptValues kept;
        bool isInTransaction = false;
        /// The rest of its transaction is left out.
        bool leavesOut = false;
        /// Its newest step.
        std::size_t last = 0;
        /// The step that waits or takes long, and its statement.
        std::optional<std::size_t> waiting;
        BoundSql statement;
        /// Whom it waits for now.
        QStringList blockers;
        /// The waits are counted in the order in which they began.
        int waits = 0;
        /// It takes long, and as far as the engine says it does not wait.
        bool isLong = false;
        bool isCancelled = false;
        /// Its connection has ended.
        bool isLost = false;
        /// Since it took long.
        QElapsedTimer sinceLong = {};
        /// Since the engine was asked whom it waits for, and how many answers there had been then.
        QElapsedTimer sinceAsked = {};
        int answersThen = 0;
    };

    [[nodiscard]] QString prepare(const TransactionScript& script, const std::stop_token& stop);
    [[nodiscard]] bool prepareAgain();
    void playSteps();
    void endTransactions();
    void keepConnections();
    void takeBack();
    [[nodiscard]] bool goesWithBegin(std::size_t index) const;
    [[nodiscard]] QString openSessions(const TransactionScript& script);
    [[nodiscard]] QString openSession(const ScriptSession& session);
    [[nodiscard]] QString connect(Participant& one, const QString& name);
    void pump(Participant& one);
    void begin(Participant& one, std::size_t index);
    [[nodiscard]] bool isLeftOut(Participant& one, std::size_t index);
    [[nodiscard]] bool isLastEnd(std::size_t index) const;
    void follow(Participant& one, std::size_t index);
    void exceed(Participant& one, std::size_t index);
    void wait(Participant& one, std::size_t index, const QStringList& blockers);
    void finish(Participant& one, std::size_t index, EngineAnswer answer);
    void keep(Participant& one, const TransactionStep& step, const EngineAnswer& answer);
    void refuse(Participant& one, std::size_t index);
    void rollBack(Participant& one);
    void settle();
    [[nodiscard]] bool isDue(Participant& one);
    [[nodiscard]] QStringList cycle() const;
    [[nodiscard]] bool awaitVictim();
    void endWaits();
    [[nodiscard]] QString problemWith(const Participant& one, const TransactionStep& step) const;
    void noticeEnd(Participant& one, std::size_t index);
    void lose(Participant& one, std::size_t index);
    void loseAll();
    void endTransaction(Participant& one, std::size_t index);
    void tell(TransactionEvent::Kind kind, const Participant& one, std::size_t index) const;
    [[nodiscard]] QStringList blockersOf(const Participant& one);
    [[nodiscard]] Result<BoundSql, QString>
    statementOf(const Participant& one, const TransactionStep& step) const;
    [[nodiscard]] const TransactionStep& stepAt(std::size_t index) const
    {
        return m_steps.at(static_cast<qsizetype>(index));
    }

    Engine& m_engine;
    QString m_level;
    TransactionObserver m_observer;
    std::function<void()> m_started;
    std::function<void(const QString&)> m_problemMet;
    QList<TransactionStep> m_steps;
    std::stop_token m_stop;
    std::map<QString, Participant> m_participants;
    bool m_stopsAtWaits = false;
    bool m_keepsConnections = false;
    /// What the tables held at first, where connections are kept.
    Tables m_start;
    TransactionRun m_run;
    int m_answers = 0;
    int m_waits = 0;
    /// The sessions stay open, and the steps of the script are done.
    bool m_isLive = false;
    bool m_isGone = false;
    bool m_tookTooLong = false;
};

} // namespace interleave
