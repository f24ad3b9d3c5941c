#pragma once

#include "core/transactions/transactionstep.h"

#include <QStringList>

#include <optional>

namespace interleave {

/// A text that may differ by engine.
struct ByEngine final
{
    /// For engines that are not named.
    QString otherwise = {};
    /// By the engine's name (core/transactions/knownengines.h).
    QMap<QString, QString> by = {};

    [[nodiscard]] QString on(const QString& engine) const { return by.value(engine, otherwise); }
    bool operator==(const ByEngine&) const = default;
};

/// Who takes part: one connection.
struct LessonSession final
{
    QString name;
    /// What is said beside its name; empty for nothing.
    QString label = {};
    /// Empty for the lesson's.
    ByEngine level = {};
    /// Goes on after a statement that was refused, as a program that does not look at errors. Others roll back
    /// and leave out the rest of the transaction.
    bool ignoresErrors = false;

    bool operator==(const LessonSession&) const = default;
};

struct LessonStep final
{
    /// Its \c sql is empty; see below.
    TransactionStep what;
    ByEngine sql = {};
    /// What is said of it; empty for nothing.
    ByEngine say = {};
    /// The question before it; empty for none.
    QString ask = {};

    bool operator==(const LessonStep&) const = default;
};

/// Whether an order of the committed transactions, one after the other, explains what a run came to.
enum class SerialVerdict { Explained, NotExplained, CannotBeJudged };

/// `yes`, `no`, `cannot be judged`.
[[nodiscard]] QString toName(SerialVerdict verdict);
[[nodiscard]] std::optional<SerialVerdict> serialVerdictFromName(const QString& name);

/// The expected end of a lesson on one engine at one level. What is not named is not compared.
struct LessonExpectation final
{
    std::optional<SerialVerdict> explained = {};
    /// One of anomalyTitles() (core/transactions/judgement.h), or empty for none.
    std::optional<QString> anomaly = {};
    /// The engine's code by session, of the last statement that it refused; those that are not named are not
    /// refused.
    std::optional<QMap<QString, QString>> refused = {};
    /// The sessions that waited, in alphabetical order.
    std::optional<QStringList> waits = {};
    /// By table, and by the text in a row's first column: all rows, as far as their columns are named.
    QMap<QString, QMap<QString, Fields>> tables = {};

    bool operator==(const LessonExpectation&) const = default;
};

/// A script for sessions on a database. A value, without the place it was loaded from.
struct TransactionLesson final
{
    QString title;
    QString summary;
    /// What happens, in one line; empty when there is none.
    QString story;
    /// The engines that it is for, in the order of knownEngines().
    QStringList engines;
    /// The level of sessions that name none; empty for the engine's usual one.
    ByEngine level;
    /// Statements that make the tables, by engine; under an empty name those for the engines that are not
    /// named.
    QMap<QString, QStringList> setup;
    /// In the order of the file.
    QList<LessonSession> sessions;
    QList<LessonStep> steps;
    /// By engine and level.
    QMap<QString, QMap<QString, LessonExpectation>> expect;

    bool operator==(const TransactionLesson&) const = default;

    [[nodiscard]] QStringList setupOn(const QString& engine) const
    {
        return setup.value(engine, setup.value(QString()));
    }
    /// The level that the lesson is written for.
    [[nodiscard]] QString levelOn(const QString& engine) const;
    /// The level of \a session where the lesson is run at \a level.
    [[nodiscard]] QString levelOf(const LessonSession& session, const QString& engine, const QString& level) const;
    /// The steps with the statements for that engine.
    [[nodiscard]] QList<TransactionStep> stepsOn(const QString& engine) const;
    /// One sentence when the lesson is not for that engine, the engine has no such level, or the sessions'
    /// levels cannot stand side by side; empty when it can be run.
    [[nodiscard]] QString problemOn(const QString& engine, const QString& level) const;
};

/// Whether a file says of what kind it is, as scenarios do not; it is then read as a lesson of transactions.
[[nodiscard]] bool isTransactionLesson(const QByteArray& text);

/// Reads and validates a lesson. Refuses unknown members, wrong types, unknown engines and levels, and
/// impossible steps (a commit without a begin, a value that nothing keeps): one sentence that names the path,
/// as in `steps[3].sql`.
[[nodiscard]] Result<TransactionLesson, QString> transactionLessonFromJson(const QByteArray& text);

} // namespace interleave
