#pragma once

#include "core/transactions/transactionstep.h"

#include <QObject>
#include <QStringList>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

class QSqlDriver;

namespace interleave {

/// How one connection reaches its database.
struct ConnectionSettings final
{
    /// Qt's driver, such as `QSQLITE`.
    QString driver;
    QString database;
    QString host = {};
    /// -1 for the usual one.
    int port = -1;
    QString user = {};
    QString password = {};
    QString options = {};
    /// Statements that prepare the connection, such as the isolation level.
    QStringList setup = {};
    /// Called in the connection's thread, after the setup, with the driver. The error is one clause.
    std::function<QString(const QSqlDriver&)> guard = {};
    /// Asks the server for the connection's number, which names it when locks are listed; empty for none.
    QString backendQuery = {};
};

/// One sentence with the package to install where Qt's \a driver for the engine is not there; empty where it
/// is.
[[nodiscard]] QString problemWithDriver(const QString& driver, const QString& engine, const QString& package);

/// What a database answered to one statement. A value.
struct EngineAnswer final
{
    bool succeeded = false;
    /// The engine's own code of an error, such as 40001 or 517.
    QString code = {};
    QString text = {};
    /// A COMMIT that went well and kept nothing, because a statement before it had failed.
    bool keptNothing = false;
    /// The names of a result's columns; empty for a statement that is no query.
    QStringList columns = {};
    /// The first rows of a result, at most MostRows.
    QList<QList<Value>> rows = {};
    /// How many rows were returned or changed.
    qint64 rowCount = 0;

    static constexpr qsizetype MostRows = 1000;

    bool operator==(const EngineAnswer&) const = default;
};

/// One connection in a thread of its own, because Qt's SQL drivers block: one statement at a time. Use it
/// from one thread; answered() is emitted in that of the connection.
class EngineSession final : public QObject
{
    Q_OBJECT

public:
    /// Opens the connection; the error is the driver's text.
    [[nodiscard]] static Result<std::unique_ptr<EngineSession>, QString>
    open(const QString& name, const ConnectionSettings& settings);
    /// Cancels a statement under way and closes the connection.
    ~EngineSession() override;

    [[nodiscard]] const QString& name() const { return m_name; }
    /// See ConnectionSettings::backendQuery; 0 for none.
    [[nodiscard]] qint64 backend() const { return m_backend; }

    /// Begins a statement. The one before must have been answered, and its answer taken.
    void execute(BoundSql statement);
    /// Whether an answer is awaited or not taken yet.
    [[nodiscard]] bool isBusy() const;
    /// True when there is an answer, at the latest after \a ms milliseconds.
    [[nodiscard]] bool waitForAnswer(int ms);
    /// Call it only after waitForAnswer() was true, or answered() was emitted.
    [[nodiscard]] EngineAnswer takeAnswer();

    /// What ends a statement under way; set by the engine, because each has its own way.
    void setCanceller(std::function<void()> cancel) { m_cancel = std::move(cancel); }
    /// The statement is answered with the engine's error for it. Does nothing when none is under way.
    void cancel();

    /// What says whether a transaction is open; set by the engine, because each is asked in its own way.
    void setTransactionCheck(std::function<bool()> isOpen) { m_isInTransaction = std::move(isOpen); }
    /// Whether a transaction is open, as the engine says; true where it does not say. Call it only while no
    /// statement is under way.
    [[nodiscard]] bool isInTransaction() const { return !m_isInTransaction || m_isInTransaction(); }

signals:
    void answered();

private:
    explicit EngineSession(QString name);

    void run(const ConnectionSettings& settings);
    [[nodiscard]] bool connectTo(const ConnectionSettings& settings, const QString& connection);
    void answer(EngineAnswer answer);

    QString m_name;
    qint64 m_backend = 0;
    std::function<void()> m_cancel;
    std::function<bool()> m_isInTransaction;
    std::thread m_thread;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<BoundSql> m_statement;
    std::optional<EngineAnswer> m_answer;
    /// Present once the connection is open, or could not be opened.
    std::optional<QString> m_openProblem;
    bool m_isAwaited = false;
    bool m_isClosing = false;
};

} // namespace interleave
