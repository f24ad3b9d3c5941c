#pragma once

#include "core/transactions/transactionlesson.h"
#include "engine/databases/enginepool.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <variant>

namespace interleave {

/// Whose statement is cancelled.
struct LiveCancel final
{
    QString session;
};
using LiveCommand = std::variant<TransactionStep, LiveCancel>;

/// What open sessions are to do next; from any thread.
class LiveCommands final
{
public:
    void push(LiveCommand command);
    /// The next one, as soon as there is one; nothing after \a atMost, if that is given, or when a \a stop is
    /// asked for.
    [[nodiscard]] std::optional<LiveCommand>
    take(const std::stop_token& stop, std::optional<std::chrono::milliseconds> atMost);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<LiveCommand> m_commands;
};

/// What became of commands. A value.
struct LiveNews final
{
    /// The sessions are open, and the first steps done.
    std::optional<TransactionHeader> header = {};
    /// It is a server of the user's.
    bool isGuest = false;
    /// Steps that were begun.
    QList<TransactionStep> steps = {};
    QList<TransactionEvent> events = {};
    QStringList problems = {};
    /// How many steps were asked for that have now begun or been refused.
    int done = 0;
    /// See TransactionPlayer.
    QMap<QString, QStringList> waits = {};
    QStringList underWay = {};
    bool tookTooLong = false;
};

/// What sessions are opened for.
struct LiveScript final
{
    TransactionLesson lesson;
    QString engine;
    QString level;
    /// Whether the statements may run on that engine: one sentence where they may not. Empty for all; called
    /// in the thread of the sessions.
    std::function<QString(Engine&)> guard = {};
};

/// Opens a lesson's sessions and plays its steps. Then it does what it is told by \a commands, in their
/// order, and tells what became of it, until a \a stop is asked for from any thread. The result is why that
/// could not begin, or how the engine was lost, in one sentence. Blocks; what is open is rolled back and
/// closed.
[[nodiscard]] QString runSessions(
    EnginePool& pool,
    const LiveScript& script,
    LiveCommands& commands,
    const std::function<void(LiveNews)>& tell,
    const std::stop_token& stop);

} // namespace interleave
