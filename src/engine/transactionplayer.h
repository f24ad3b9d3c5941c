#pragma once

#include "engine/databases/engine.h"

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
    /// Why the run is not complete, in one sentence; empty when it is.
    QString problem;
};

/// What happened, at the moment when it did; its number is not set, nor what is committed. It is still when no
/// statement is under way that commits by itself when it is done.
using TransactionObserver = std::function<void(const TransactionEvent&, bool isStill)>;

/// Runs scripts on an engine: each session on a connection of its own, each step when the one before has been
/// answered or waits. A step waits when the engine says so, never because it takes long. What a waiting
/// session has to do next is done as soon as it was answered. A session that is refused in a transaction
/// rolls back and leaves out the rest of it, unless it ignores errors. Blocks its thread.
class TransactionPlayer final
{
public:
    /// \a level for all sessions that name none.
    TransactionPlayer(Engine& engine, QString level, TransactionObserver observer = {});

    /// Called when the tables are made, before the first step.
    void setStarted(std::function<void()> started) { m_started = std::move(started); }
    /// A \a stop that is asked for from any thread ends the run; what is under way is cancelled.
    [[nodiscard]] TransactionRun play(const TransactionScript& script, const std::stop_token& stop = {});

private:
    /// How long to look for an answer before the engine is asked whether the statement waits.
    static constexpr int LookMs = 2;
    /// A statement that is neither answered nor waits for a lock by then is cancelled.
    static constexpr int DeadlineMs = 10'000;

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
        /// The step that waits, and its statement.
        std::optional<std::size_t> waiting;
        BoundSql statement;
        /// Whom it waits for now.
        QStringList blockers;
        /// The waits are counted in the order in which they began.
        int waits = 0;
    };

    [[nodiscard]] QString openSessions(const TransactionScript& script);
    [[nodiscard]] QString openSession(const ScriptSession& session);
    void pump(Participant& one);
    void begin(Participant& one, std::size_t index);
    [[nodiscard]] bool isLeftOut(Participant& one, std::size_t index);
    [[nodiscard]] bool isLastEnd(std::size_t index) const;
    void follow(Participant& one, std::size_t index);
    void wait(Participant& one, std::size_t index, const QStringList& blockers);
    void finish(Participant& one, std::size_t index, EngineAnswer answer);
    void keep(Participant& one, const TransactionStep& step, const EngineAnswer& answer);
    void refuse(Participant& one, std::size_t index);
    void rollBack(Participant& one);
    void settle();
    [[nodiscard]] bool hasCycle() const;
    void awaitVictim();
    void endWaits();
    void tell(TransactionEvent::Kind kind, const Participant& one, std::size_t index) const;
    [[nodiscard]] QStringList blockersOf(const Participant& one);
    [[nodiscard]] Result<BoundSql, QString>
    statementOf(const Participant& one, const TransactionStep& step) const;
    [[nodiscard]] const TransactionStep& stepAt(std::size_t index) const
    {
        return m_script->steps.at(static_cast<qsizetype>(index));
    }

    Engine& m_engine;
    QString m_level;
    TransactionObserver m_observer;
    std::function<void()> m_started;
    const TransactionScript* m_script = nullptr;
    std::stop_token m_stop;
    std::map<QString, Participant> m_participants;
    TransactionRun m_run;
    int m_answers = 0;
    int m_waits = 0;
};

} // namespace interleave
