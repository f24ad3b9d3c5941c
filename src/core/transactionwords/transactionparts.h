#pragma once

#include "core/transactions/transactionjournal.h"

namespace interleave {

// What the exports of a journal of transactions have in common.

/// What a session had to do: a statement that was sent, its own rollback, or a step that it left out; or the
/// engine's rollback. Valid as long as the journal is not changed.
struct TransactionTurn final
{
    /// The event with which it began: for a statement that waited the wait, else the answer.
    const TransactionEvent* begin = nullptr;
    /// The answer; null while there is none, and for what has none.
    const TransactionEvent* answer = nullptr;
    /// In the order in which the engine named them; empty when it did not wait.
    QStringList waitedFor = {};
    /// The last event of one of those before the answer; null where there was none, as in a deadlock.
    const TransactionEvent* release = nullptr;

    /// Left out, or the engine's rollback, otherwise.
    [[nodiscard]] bool isSent() const
    {
        return begin->kind != TransactionEvent::Kind::LeftOut && !begin->isEngineRollback();
    }
    /// The session's own, because a statement was refused.
    [[nodiscard]] bool isOwnRollback() const
    {
        return begin->kind == TransactionEvent::Kind::RolledBack && !begin->isEngineRollback();
    }
    /// It was sent and is not answered.
    [[nodiscard]] bool isWaiting() const { return answer == nullptr && isSent() && !isOwnRollback(); }
};

/// In the order in which they began: the one in which the statements were sent.
[[nodiscard]] QList<TransactionTurn> transactionTurns(const TransactionJournal& journal);

/// Those of the header, then those that only the events name.
[[nodiscard]] QStringList sessionNames(const TransactionJournal& journal);
/// "A · Till"
[[nodiscard]] QString sessionHeading(const TransactionHeader& header, const QString& session);
/// Its own, or that of the run.
[[nodiscard]] QString sessionLevel(const TransactionHeader& header, const QString& session);
/// "PostgreSQL 15.8"
[[nodiscard]] QString databaseTitle(const TransactionHeader& header);

/// How many rows are told one by one.
inline constexpr qsizetype MostToldRows = 3;
/// "4 rows"
[[nodiscard]] QString rowsText(qint64 count);
/// What was sent; where the event does not say it, the word for its action. Empty for the engine's rollback.
[[nodiscard]] BoundSql sentStatement(const TransactionEvent& event);
/// "stock 10", "1 row", "done", "kept nothing": for an answer without an error.
[[nodiscard]] QString answerText(const TransactionEvent& event);
/// "PostgreSQL rolled back": what is said of the engine's rollback.
[[nodiscard]] QString engineRollbackText(const TransactionHeader& header);
/// "40001 · could not serialize access"
[[nodiscard]] QString refusalText(const TransactionEvent& event);

/// Text by anybody as a comment that begins with \a mark and never ends before its line does.
[[nodiscard]] QString commentLine(const QString& mark, const QString& text);
/// What the run was: its title, story, engine and level, one line each.
[[nodiscard]] QStringList headLines(const TransactionHeader& header);

} // namespace interleave
