#pragma once

#include "core/transactions/transactionjournal.h"
#include "engine/databases/enginesession.h"

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
    [[nodiscard]] QString title() const;
    /// As the engine says it.
    [[nodiscard]] virtual QString version() const = 0;
    /// The isolation levels, from the weakest on, as on the command line.
    [[nodiscard]] virtual QStringList levels() const = 0;
    /// The level of a connection that sets none.
    [[nodiscard]] QString usualLevel() const;

    /// Whether it is a server of the user's.
    [[nodiscard]] virtual bool isGuest() const { return false; }
    /// The role on such a server whose rights a statement may have; empty where it does not say.
    [[nodiscard]] virtual QString guestRole() { return {}; }

    /// Whether it still answers: its process runs and its connection is there.
    [[nodiscard]] virtual bool isThere() { return ask(QStringLiteral("SELECT 1")).succeeded; }

    /// Makes a new, empty database or schema and runs \a setup in it. No session may be open. The error is
    /// one sentence; empty when all went well.
    [[nodiscard]] virtual QString reset(const QString& level, const QStringList& setup) = 0;
    /// A new connection at that level to what reset() made.
    [[nodiscard]] virtual Result<std::unique_ptr<EngineSession>, QString>
    connect(const QString& session, const QString& level) = 0;
    /// A statement on a connection of its own, which sees what is committed. On a server it may have rights
    /// that lessons do not have, so it must not run what a lesson made, such as a view or a trigger.
    [[nodiscard]] EngineAnswer ask(const QString& sql);
    /// The same with the rights of a lesson.
    [[nodiscard]] EngineAnswer look(const BoundSql& statement);
    /// Whether a statement since reset() asked for the time or for chance, as far as the engine says so.
    [[nodiscard]] virtual bool mayVary() const { return false; }
    /// How many days the clock of new connections is ahead, where the engine has one that can be set.
    virtual void setDaysAhead(int days) { Q_UNUSED(days) }
    /// All that is committed in what reset() made; nothing where a writer keeps it from being read, in which
    /// case nothing has been committed since the last time.
    [[nodiscard]] std::optional<Tables> tables();
    /// Makes what is committed the same as \a tables, which reset() made and some of which may have changed
    /// since. The error is one clause; empty when all went well.
    [[nodiscard]] QString restore(const Tables& tables);
    /// Whether what is committed is the same as \a tables, but for the order of their rows.
    [[nodiscard]] bool holds(const Tables& tables);

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
    /// What a connection that may be null answers, within a time that is long enough for everything but an
    /// engine that hangs.
    [[nodiscard]] static EngineAnswer answerOf(EngineSession* connection, const BoundSql& statement);
    /// Makes the connection of look() give up at once where a lock is in the way; empty where it does so anyway.
    [[nodiscard]] virtual QString noWaitSql() const { return {}; }
    /// A query for the names of the tables that reset() made.
    [[nodiscard]] virtual QString tableQuery() const = 0;
    /// A name as SQL.
    [[nodiscard]] virtual QString quotedName(const QString& name) const;
    /// Opens the connection of ask(). While \a mayComeUp, a refused one is tried again. The error is the
    /// driver's text; empty when all went well.
    [[nodiscard]] QString
    openMonitor(const ConnectionSettings& settings, const std::function<bool()>& mayComeUp = {});
    void setMonitorCanceller(std::function<void()> cancel) { m_monitor->setCanceller(std::move(cancel)); }
    void closeMonitor() { m_monitor.reset(); }
    void closeLook() { m_look.reset(); }
    [[nodiscard]] bool isOpen() const { return m_monitor != nullptr; }
    /// The error is one clause, which does not repeat the statement: a password may be in it.
    [[nodiscard]] QString askAll(const QStringList& statements);
    /// Runs a lesson's own statements with its rights; the error is one sentence.
    [[nodiscard]] QString makeTables(const QStringList& setup);
    /// Opens the connection of look(), where it is another than that of ask(). The error is one sentence.
    [[nodiscard]] QString openLook();

private:
    std::unique_ptr<EngineSession> m_monitor;
    /// Null where lessons have the same rights.
    std::unique_ptr<EngineSession> m_look;
};

} // namespace interleave
