#pragma once

#include "core/transactions/transactionjournal.h"
#include "core/transactions/transactionlesson.h"

namespace interleave {

/// A transaction that was committed: from `begin` to `commit`, or one statement of its own.
struct CommittedTransaction final
{
    QString session;
    /// "A", or "A1", "A2" where the session committed several.
    QString label;
    /// The lesson's steps from 1, those that were left out among them.
    QList<int> steps;
    /// The numbers of its events that were answered.
    QList<qint64> events;

    bool operator==(const CommittedTransaction&) const = default;
};

/// In the order of their commits.
[[nodiscard]] QList<CommittedTransaction> committedTransactions(const TransactionJournal& journal);

/// What the committed transactions were told, by step, and how the tables ended.
struct RunOutcome final
{
    /// What a step returned; in no order unless the statement asks for one. Nothing where it was left out.
    struct Told final
    {
        QList<QList<Value>> rows = {};
        qint64 rowCount = 0;
        QString code = {};

        bool operator==(const Told&) const = default;
    };

    QMap<int, Told> told;
    Tables tables;

    bool operator==(const RunOutcome&) const = default;
};

/// Whether a query asks for an order of its rows.
[[nodiscard]] bool asksForOrder(const QString& sql);

/// Of the \a steps of a journal; tables without the order of their rows.
[[nodiscard]] RunOutcome outcomeOf(const TransactionJournal& journal, const QList<int>& steps);

/// What came of the same transactions run one after the other.
struct SerialOutcome final
{
    /// Labels.
    QStringList order;
    RunOutcome outcome;
    /// It came to the same when it was run again.
    bool repeats = true;
};

/// What can be said of a run.
struct Judgement final
{
    SerialVerdict verdict = SerialVerdict::CannotBeJudged;
    /// Why it cannot be judged, in one sentence.
    QString reason = {};
    QList<SerialOutcome> serial = {};
    /// For Explained: the labels of the transactions in the first order that comes to the same; empty where none was
    /// committed.
    QStringList explanation = {};
    /// "A, then B: stock 5; B, then A: stock 5. Here: stock 8."
    QString outcomes = {};
    /// One of anomalyTitles(); empty where no name can be told.
    QString anomaly = {};
    /// "A came before B, because …; but B came before A, because …"; empty where nothing was found.
    QString because = {};

    /// The verdict, and why there is none.
    [[nodiscard]] QString sentence() const;
};

/// The names that anomalies have in files and texts: `lost update`, `dirty read` …
[[nodiscard]] QStringList anomalyTitles();
/// "lost update (P4)": with its name in Berenson et al., "A Critique of ANSI SQL Isolation Levels" (1995).
[[nodiscard]] QString anomalyWithCode(const QString& title);

/// Compares a run with what its transactions came to one after the other. Names nothing yet.
[[nodiscard]] Judgement judged(const RunOutcome& run, QList<SerialOutcome> serial);

/// The states that were ever committed, from the start; the event of each, 0 for the first.
struct CommittedStates final
{
    QList<Tables> tables;
    QList<qint64> events;
};
[[nodiscard]] CommittedStates committedStates(const TransactionJournal& journal);

/// What each read would have returned from each committed state, by the read's event. An experiment gives it.
using AnswersByState = QMap<qint64, QList<QList<QList<Value>>>>;

/// Finds the anomaly's name and the reason for it (Adya, "Weak Consistency", 1999; Kingsbury and Alvaro,
/// "Elle", 2020: a circle of transactions each of which came before the next). Changes nothing when none is
/// found.
void nameAnomaly(Judgement& judgement, const TransactionJournal& journal, const AnswersByState& answers);

} // namespace interleave
