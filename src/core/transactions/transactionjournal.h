#pragma once

#include "core/transactions/transactionstep.h"

#include <QIODevice>
#include <QStringList>

#include <optional>
#include <vector>

namespace interleave {

/// What a table holds.
struct TableContent final
{
    QStringList columns;
    /// In the engine's order.
    QList<QList<Value>> rows;
    /// There were more rows than are kept.
    bool isCut = false;

    bool operator==(const TableContent&) const = default;
};

/// By the table's name.
using Tables = QMap<QString, TableContent>;

/// Something that happened between a session and its database. A value.
struct TransactionEvent final
{
    enum class Kind {
        Waits,     ///< the engine says that the statement waits, and for whom
        Answered,  ///< with a result or an error
        LeftOut,   ///< its condition did not hold, or its transaction had been refused
        RolledBack ///< because of an error, by the session itself or by the engine
    };

    /// From 1.
    qint64 seq = 0;
    Kind kind = Kind::Answered;
    QString session;
    /// The lesson's step, from 1.
    int step = 0;
    TransactionAction action = TransactionAction::Sql;
    /// As it was sent, with `?` for each of \c values.
    BoundSql statement = {};
    /// The sessions that it waits for.
    QStringList waitsFor = {};
    bool succeeded = true;
    /// A COMMIT that was answered without an error and kept nothing, because the transaction had failed.
    bool keptNothing = false;
    /// The engine's own code of an error, such as 40001 or 517, and its text.
    QString code = {};
    QString text = {};
    /// The result; without columns it was no query.
    QStringList columns = {};
    QList<QList<Value>> rows = {};
    /// How many rows were returned or changed.
    qint64 rowCount = 0;
    /// All that is committed now, when it is not what it was before.
    std::optional<Tables> committed = {};

    [[nodiscard]] bool isAnswer() const { return kind == Kind::Answered; }
    [[nodiscard]] bool isRefused() const { return isAnswer() && !succeeded; }
    /// Rolled back by the engine: the session sent nothing for it.
    [[nodiscard]] bool isEngineRollback() const
    {
        return kind == Kind::RolledBack && statement.sql.isEmpty();
    }
    /// A query that was answered.
    [[nodiscard]] bool isRead() const { return isAnswer() && succeeded && !columns.isEmpty(); }

    bool operator==(const TransactionEvent&) const = default;
};

/// Who took part in a run.
struct SessionInfo final
{
    QString name;
    QString label = {};
    QString level;

    bool operator==(const SessionInfo&) const = default;
};

/// Of what a journal is.
struct TransactionHeader final
{
    /// The lesson's title and story.
    QString title;
    QString story = {};
    /// The engine's name on the command line, as people write it, and its version.
    QString engine;
    QString engineTitle;
    QString version;
    /// The level at which it was run; a session may have had another.
    QString level;
    QList<SessionInfo> sessions;
    QStringList setup;
    /// What the tables hold at the start.
    Tables tables;

    bool operator==(const TransactionHeader&) const = default;
};

/// A session after some events.
struct SessionState final
{
    bool isInTransaction = false;
    /// Its current or last transaction was refused.
    bool isRefused = false;
    /// Whom it waits for; empty when it does not wait.
    QStringList waitsFor = {};
    /// The number of its last event; 0 for none.
    qint64 last = 0;

    bool operator==(const SessionState&) const = default;
};

/// The state after the first events of a journal: a fold.
class TransactionState final
{
public:
    TransactionState() = default;
    explicit TransactionState(const TransactionHeader& header);

    void apply(const TransactionEvent& event);

    [[nodiscard]] qint64 seq() const { return m_seq; }
    [[nodiscard]] SessionState session(const QString& name) const { return m_sessions.value(name); }
    /// What is committed.
    [[nodiscard]] const Tables& tables() const { return m_tables; }

private:
    qint64 m_seq = 0;
    QMap<QString, SessionState> m_sessions;
    Tables m_tables;
};

/// What happened in a run of a lesson of transactions, in its order: the counterpart of Journal
/// (core/model/journal.h), whose files begin alike and differ by the header's `kind`.
class TransactionJournal final
{
public:
    TransactionJournal() = default;
    explicit TransactionJournal(TransactionHeader header)
        : m_header(std::move(header))
    {
    }

    [[nodiscard]] const TransactionHeader& header() const { return m_header; }
    /// From 1 to size().
    [[nodiscard]] const TransactionEvent& event(qint64 seq) const
    {
        return m_events.at(static_cast<std::size_t>(seq - 1));
    }
    [[nodiscard]] const std::vector<TransactionEvent>& events() const { return m_events; }
    [[nodiscard]] qint64 size() const { return static_cast<qint64>(m_events.size()); }
    /// Numbers the event.
    const TransactionEvent& append(TransactionEvent event);
    /// The state after the first \a n events.
    [[nodiscard]] TransactionState at(qint64 n) const;
    /// The first \a n events.
    [[nodiscard]] TransactionJournal copy(qint64 n) const;
    /// How many events had happened when the step after the first \a steps was taken: also those by which an
    /// earlier one went on that had waited.
    [[nodiscard]] qint64 endOfStep(int steps) const;

    /// JSON Lines: the header, then a line for each event.
    void write(QIODevice& device) const;

    bool operator==(const TransactionJournal&) const = default;

private:
    TransactionHeader m_header;
    std::vector<TransactionEvent> m_events;
};

/// A journal that could be read, and why only in part; one sentence, empty when it was whole.
struct ReadTransactionJournal final
{
    TransactionJournal journal;
    QString problem;
};

/// Whether a file that begins like this is a journal of transactions; its first 256 bytes tell it.
[[nodiscard]] bool isTransactionJournal(const QByteArray& beginning);

/// Reads as much as is valid. The error, for what is no such journal at all or one of a newer format, is one
/// sentence with \a name.
[[nodiscard]] Result<ReadTransactionJournal, QString>
readTransactionJournal(QIODevice& device, const QString& name);

} // namespace interleave
