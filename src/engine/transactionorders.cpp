#include "engine/transactionorders.h"

#include "core/transactions/tablecells.h"
#include "core/values/text.h"
#include "engine/lessonexperiment.h"
#include "engine/rowstatements.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr int FewestSessions = 2;
constexpr int MostSessions = 3;

qsizetype sessionOf(const TransactionLesson& lesson, const LessonStep& step)
{
    const auto found = std::ranges::find(lesson.sessions, step.what.session, &LessonSession::name);
    return found - lesson.sessions.begin();
}

/// The turn, from 0, to which a step belongs.
int turnOf(const TransactionLesson& lesson, const QList<int>& turns, int step)
{
    QList<QList<LessonTurn>> left = turnsOf(lesson);
    for (qsizetype i = 0; i < turns.size(); ++i) {
        if (left[turns.at(i)].takeFirst().contains(step))
            return static_cast<int>(i);
    }
    return -1;
}

/// Runs orders one after the other.
class OrderRunner final
{
public:
    OrderRunner(Engine& engine, const TransactionLesson& lesson, const QString& level, const std::stop_token& stop)
        : m_lesson(lesson)
        , m_experiment(engine, lesson, level, stop)
    {
        m_experiment.setKeepsConnections(changesOnlyRows(lesson, engine.name()));
    }

    [[nodiscard]] TransactionOrder run(int rank, const QList<int>& turns)
    {
        TransactionOrder order{rank, turns};
        LessonRun run = m_experiment.play(stepsInOrder(m_lesson, turns), true);
        order.waited = waitersIn(run.journal);
        order.refused = refusalsIn(run.journal);
        if (!run.problem.isEmpty()) {
            order.reason = run.problem;
            return order;
        }
        if (run.stoppedAt != 0) {
            order.end = TransactionOrder::End::NotPossible;
            order.stoppedAt = turnOf(m_lesson, turns, run.stoppedAt);
            const QString& session = m_lesson.sessions.at(turns.at(order.stoppedAt)).name;
            order.waitsFor = run.journal.at(run.journal.size()).session(session).waitsFor;
            return order;
        }
        judge(run, order);
        return order;
    }

private:
    void judge(LessonRun& run, TransactionOrder& order)
    {
        order.changes =
            changedCells(run.journal.header().tables, run.journal.at(run.journal.size()).tables());
        m_experiment.judge(run);
        const Judgement& judgement = run.judgement;
        order.anomaly = judgement.anomaly;
        switch (judgement.verdict) {
        case SerialVerdict::Explained:
            order.end = TransactionOrder::End::Explained;
            order.like = judgement.explanation;
            return;
        case SerialVerdict::NotExplained:
            order.end = TransactionOrder::End::NotExplained;
            order.reason = judgement.outcomes;
            return;
        case SerialVerdict::CannotBeJudged:
            order.end = TransactionOrder::End::CannotBeJudged;
            order.reason = judgement.reason;
            return;
        }
    }

    const TransactionLesson& m_lesson;
    LessonExperiment m_experiment;
};

} // namespace

QList<QList<LessonTurn>> turnsOf(const TransactionLesson& lesson)
{
    QList<QList<LessonTurn>> turns(lesson.sessions.size());
    QList<bool> hasBegun(lesson.sessions.size(), false);
    for (qsizetype i = 0; i < lesson.steps.size(); ++i) {
        const qsizetype session = sessionOf(lesson, lesson.steps.at(i));
        if (session == lesson.sessions.size())
            continue;
        const int step = static_cast<int>(i) + 1;
        if (hasBegun.at(session))
            turns[session].last().append(step);
        else
            turns[session].append(LessonTurn{step});
        hasBegun[session] = lesson.steps.at(i).what.action == TransactionAction::Begin;
    }
    return turns;
}

int orderCount(const TransactionLesson& lesson)
{
    // n! / (a! b! …), a factor at a time.
    qint64 count = 1;
    qint64 before = 0;
    for (const QList<LessonTurn>& turns : turnsOf(lesson)) {
        for (qint64 i = 1; i <= turns.size(); ++i) {
            count = count * (before + i) / i;
            if (count > MostTransactionOrders)
                return MostTransactionOrders + 1;
        }
        before += turns.size();
    }
    return static_cast<int>(count);
}

QString problemWithOrders(const TransactionLesson& lesson)
{
    const QList<QList<LessonTurn>> turns = turnsOf(lesson);
    const auto active = std::ranges::count_if(turns, [](const QList<LessonTurn>& each) { return !each.isEmpty(); });
    if (active < FewestSessions || active > MostSessions)
        return Text::tr("Only the steps of two or three sessions are put into other orders, and “%1” has %2.")
            .arg(lesson.title, QString::number(active));
    return orderCount(lesson) > MostTransactionOrders
               ? Text::tr("“%1” has more than %2 orders, which are too many to run all.")
                     .arg(lesson.title, QString::number(MostTransactionOrders))
               : QString();
}

std::vector<QList<int>> ordersOf(const TransactionLesson& lesson)
{
    QList<int> turns;
    const QList<QList<LessonTurn>> all = turnsOf(lesson);
    for (qsizetype session = 0; session < all.size(); ++session)
        turns.append(QList<int>(all.at(session).size(), static_cast<int>(session)));
    std::vector<QList<int>> orders;
    do {
        orders.push_back(turns);
    } while (std::ranges::next_permutation(turns).found);
    return orders;
}

QList<int> stepsInOrder(const TransactionLesson& lesson, const QList<int>& turns)
{
    QList<QList<LessonTurn>> left = turnsOf(lesson);
    QList<int> steps;
    for (const int session : turns)
        steps.append(left[session].takeFirst());
    return steps;
}

TransactionLesson lessonInOrder(const TransactionLesson& lesson, const QList<int>& turns)
{
    TransactionLesson result = lesson;
    result.steps.clear();
    for (const int step : stepsInOrder(lesson, turns)) {
        result.steps.append(lesson.steps.at(step - 1));
        result.steps.last().say = {};
        result.steps.last().ask.clear();
    }
    result.expect.clear();
    return result;
}

TransactionOrders runOrders(
    Engine& engine,
    const TransactionLesson& lesson,
    const QString& level,
    const std::stop_token& stop,
    const OrderListener& listener)
{
    TransactionOrders result{lesson, engine.name(), level, engine.version()};
    for (const QString& problem : {problemWithOrders(lesson), problemOnServer(lesson, engine, level)}) {
        result.problem = problem;
        if (!problem.isEmpty())
            return result;
    }
    OrderRunner runner(engine, lesson, level, stop);
    for (const QList<int>& turns : ordersOf(lesson)) {
        TransactionOrder order = runner.run(static_cast<int>(result.orders.size()), turns);
        if (stop.stop_requested())
            result.problem = Text::tr("The run was cancelled.");
        else if (order.end == TransactionOrder::End::Failed && !engine.isThere())
            result.problem = order.reason;
        if (!result.problem.isEmpty())
            return result;
        if (listener)
            listener(order);
        result.orders.push_back(std::move(order));
    }
    return result;
}

TransactionOrders runOrdersOn(
    EnginePool& pool,
    const QString& engine,
    const TransactionLesson& lesson,
    const QString& level,
    const std::stop_token& stop,
    const OrderListener& listener)
{
    TransactionOrders result{lesson, engine, level};
    result.problem = lesson.problemOn(engine, level);
    if (result.problem.isEmpty())
        result.problem = problemWithOrders(lesson);
    if (!result.problem.isEmpty())
        return result;
    const auto ready = pool.ready(engine, stop);
    if (!ready) {
        result.problem = ready.error();
        return result;
    }
    result = runOrders(**ready, lesson, level, stop, listener);
    if (!result.problem.isEmpty())
        pool.dropIfGone(engine);
    return result;
}

} // namespace interleave
