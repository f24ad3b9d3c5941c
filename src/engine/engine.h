#pragma once

#include "engine/enginesession.h"

#include <functional>
#include <memory>

namespace interleave {

/// A database system on which transactions are run. Used from one thread, which it may block.
class Engine
{
public:
    Engine() = default;
    virtual ~Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// As on the command line: `sqlite`.
    [[nodiscard]] virtual QString name() const = 0;
    /// As people write it: "SQLite".
    [[nodiscard]] virtual QString title() const = 0;
    /// As the engine says it.
    [[nodiscard]] virtual QString version() const = 0;
    /// The isolation levels, from the weakest on, as on the command line.
    [[nodiscard]] virtual QStringList levels() const = 0;
    /// The level of a connection that sets none.
    [[nodiscard]] virtual QString usualLevel() const = 0;

    /// Makes a new, empty database or schema and runs \a setup in it. No session may be open. The error is
    /// one sentence; empty when all went well.
    [[nodiscard]] virtual QString reset(const QString& level, const QStringList& setup) = 0;
    /// A new connection at that level to what reset() made.
    [[nodiscard]] virtual Result<std::unique_ptr<EngineSession>, QString>
    connect(const QString& session, const QString& level) = 0;
    /// A statement on a connection of its own, which sees what is committed.
    [[nodiscard]] EngineAnswer ask(const QString& sql);

    /// The statement that begins a transaction.
    [[nodiscard]] virtual QString beginSql(const QString& level) const = 0;
    /// Whether the answer says only that a lock is in the way, and the statement has to be tried again when
    /// another session has ended its transaction.
    [[nodiscard]] virtual bool isTriedAgain(const EngineAnswer& answer) const
    {
        Q_UNUSED(answer)
        return false;
    }
    /// Whether the answer says that the connection is gone, which is no verdict of the engine's.
    [[nodiscard]] virtual bool isConnectionLost(const EngineAnswer& answer) const
    {
        return !answer.succeeded && answer.code.isEmpty();
    }
    /// The connections (EngineSession::backend()) that the statement under way in \a session waits for, as
    /// the engine says itself; empty when it does not wait.
    [[nodiscard]] virtual QList<qint64> blockersOf(const EngineSession& session)
    {
        Q_UNUSED(session)
        return {};
    }

protected:
    /// Opens the connection of ask(). While \a mayComeUp, a refused one is tried again. The error is the
    /// driver's text; empty when all went well.
    [[nodiscard]] QString
    openMonitor(const ConnectionSettings& settings, const std::function<bool()>& mayComeUp = {});
    void closeMonitor() { m_monitor.reset(); }
    [[nodiscard]] bool isOpen() const { return m_monitor != nullptr; }
    /// The error is one clause, which does not repeat the statement: a password may be in it.
    [[nodiscard]] QString askAll(const QStringList& statements);
    /// The same for the tables of a lesson; the error is one sentence.
    [[nodiscard]] QString makeTables(const QStringList& statements);

private:
    std::unique_ptr<EngineSession> m_monitor;
};

} // namespace interleave
