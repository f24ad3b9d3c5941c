#pragma once

#include "core/transactions/runfacts.h"
#include "core/transactions/transactionlesson.h"
#include "engine/databases/enginepool.h"

#include <QStringList>

#include <functional>
#include <stop_token>
#include <vector>

namespace interleave {

/// Steps of a lesson, from 1, that a session does at once: one, or its BEGIN and the one after it. A BEGIN alone does
/// nothing that others could notice, but on SQLite at serializable immediate, where the session waits for the whole
/// turn.
using LessonTurn = QList<int>;
/// The turns of each of a lesson's sessions, in their order.
[[nodiscard]] QList<QList<LessonTurn>> turnsOf(const TransactionLesson& lesson);

/// One order in which the sessions take their turns, each its own in the order of the lesson.
struct TransactionOrder final
{
    /// What came of it.
    enum class End {
        NotPossible, ///< a session would have had to go on while it waited
        Explained,   ///< an order of the committed transactions, one after the other, comes to the same
        NotExplained,
        CannotBeJudged,
        Failed ///< it could not be run to its end
    };

    /// From 0, in alphabetical order: AABB, ABAB …
    int rank = 0;
    /// Whose turn it is: the index of the lesson's session.
    QList<int> turns;
    End end = End::Failed;
    /// For NotPossible: the turn, from 0, that could not be asked for, and for whom its session waited.
    int stoppedAt = -1;
    QStringList waitsFor = {};
    /// The sessions that waited, in alphabetical order, and the code of the last refusal of each that was refused.
    QStringList waited = {};
    QMap<QString, QString> refused = {};
    /// For Explained: the transactions, one after the other, that come to the same; empty where none committed.
    QStringList like = {};
    /// For NotExplained: one of anomalyTitles() (core/transactions/judgement.h), or empty.
    QString anomaly = {};
    /// "A, then B: stock 5; B, then A: stock 5. Here: stock 8."; why it cannot be judged, or what failed.
    QString reason = {};
    /// What the tables hold at the end and did not at the start, where it took place.
    Changes changes = {};

    bool operator==(const TransactionOrder&) const = default;
};

/// All orders of a lesson's turns on one engine at one level, really run.
struct TransactionOrders final
{
    TransactionLesson lesson;
    QString engine;
    QString level;
    /// As the engine says it; empty where it is not there.
    QString version = {};
    /// In the order of their ranks; those that were run.
    std::vector<TransactionOrder> orders = {};
    /// Why not all were run, in one sentence; empty when they were.
    QString problem = {};
};

/// At most this many are run: two sessions with six turns each.
constexpr int MostTransactionOrders = 924;

/// How many orders there are, at most MostTransactionOrders + 1.
[[nodiscard]] int orderCount(const TransactionLesson& lesson);
/// One sentence when there is nothing to interleave, or too much; empty when all is well.
[[nodiscard]] QString problemWithOrders(const TransactionLesson& lesson);
/// All of them, by rank. Only for a lesson without a problemWithOrders().
[[nodiscard]] std::vector<QList<int>> ordersOf(const TransactionLesson& lesson);
/// The lesson's steps, from 1, in an order of turns.
[[nodiscard]] QList<int> stepsInOrder(const TransactionLesson& lesson, const QList<int>& turns);
/// The lesson with its steps in an order of turns, and without what is said, asked and expected of its own order.
[[nodiscard]] TransactionLesson lessonInOrder(const TransactionLesson& lesson, const QList<int>& turns);

/// Called after each order, with what came of it.
using OrderListener = std::function<void(const TransactionOrder& order)>;

/// Runs every order, each from the same rows: on the same connections and tables where the lesson's statements
/// change nothing but rows (engine/rowstatements.h), else on new ones. The committed transactions are run one
/// after the other as runLesson() does, once for all orders. Blocks; a \a stop that is asked for from any thread
/// ends it.
[[nodiscard]] TransactionOrders runOrders(
    Engine& engine,
    const TransactionLesson& lesson,
    const QString& level,
    const std::stop_token& stop = {},
    const OrderListener& listener = {});
/// The same on the pool's engine of that name; see runStoryOn().
[[nodiscard]] TransactionOrders runOrdersOn(
    EnginePool& pool,
    const QString& engine,
    const TransactionLesson& lesson,
    const QString& level,
    const std::stop_token& stop = {},
    const OrderListener& listener = {});

} // namespace interleave
