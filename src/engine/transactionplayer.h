#pragma once

#include "engine/engine.h"

#include <QStringList>

#include <deque>
#include <map>
#include <vector>

namespace interleave {

/// Statements that make the tables, and what the sessions do.
struct TransactionScript final
{
    QStringList setup;
    QList<TransactionStep> steps;
};

/// What became of a step.
struct StepOutcome final
{
    enum class State {
        NotReached,
        LeftOut, ///< its condition did not hold, or its session had been refused
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

/// Runs scripts on an engine: each session on a connection of its own, each step when the one before has been
/// answered or waits. A step waits when the engine says so, never because it takes long. What a waiting
/// session has to do next is done as soon as it was answered. A session that is refused rolls back and does
/// nothing more. Blocks its thread.
class TransactionPlayer final
{
public:
    /// \a level for all sessions.
    TransactionPlayer(Engine& engine, QString level);

    [[nodiscard]] TransactionRun play(const TransactionScript& script);

private:
    struct Seat final
    {
        std::unique_ptr<EngineSession> session;
        std::deque<std::size_t> queue;
        KeptValues kept;
        bool isInTransaction = false;
        bool isRefused = false;
        /// The step that waits, and its statement.
        std::optional<std::size_t> waiting;
        BoundSql statement;
        /// Whom it waits for now.
        QStringList blockers;
        /// The waits are counted in the order in which they began.
        int waits = 0;
    };

    [[nodiscard]] QString openSessions(const TransactionScript& script);
    void pump(Seat& seat);
    void begin(Seat& seat, std::size_t index);
    void follow(Seat& seat, std::size_t index);
    void wait(Seat& seat, std::size_t index, const QStringList& blockers);
    void finish(Seat& seat, std::size_t index, EngineAnswer answer);
    void rollBack(Seat& seat);
    void settle();
    [[nodiscard]] bool hasCycle() const;
    void awaitVictim();
    void endWaits();
    [[nodiscard]] QStringList blockersOf(const Seat& seat);
    [[nodiscard]] Result<BoundSql, QString> statementOf(const Seat& seat, const TransactionStep& step) const;
    [[nodiscard]] const TransactionStep& stepAt(std::size_t index) const
    {
        return m_script->steps.at(static_cast<qsizetype>(index));
    }

    Engine& m_engine;
    QString m_level;
    const TransactionScript* m_script = nullptr;
    std::map<QString, Seat> m_seats;
    TransactionRun m_run;
    int m_answers = 0;
    int m_waits = 0;
};

} // namespace interleave
