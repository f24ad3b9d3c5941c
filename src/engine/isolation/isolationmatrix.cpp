#include "engine/isolation/isolationmatrix.h"

#include "engine/isolation/anomalylesson.h"
#include "engine/lessonrun.h"

#include <QElapsedTimer>

#include <algorithm>
#include <numeric>

namespace interleave {

namespace {

/// A write that matched no row, because another had changed what its condition names.
bool changedNothing(const TransactionStep& step, const StepOutcome& outcome)
{
    return step.action == TransactionAction::Sql && step.sql.startsWith(QLatin1String("UPDATE")) &&
           outcome.isDone() && outcome.answer.rowCount == 0;
}

Prevention preventionOf(const TransactionScript& script, const TransactionRun& run)
{
    if (std::ranges::any_of(run.steps, &StepOutcome::isRefused))
        return Prevention::Error;
    if (std::ranges::any_of(run.steps, [](const StepOutcome& step) { return !step.waitedFor.isEmpty(); }))
        return Prevention::Blocked;
    for (std::size_t i = 0; i < run.steps.size(); ++i) {
        if (changedNothing(script.steps.at(static_cast<qsizetype>(i)), run.steps[i]))
            return Prevention::Statement;
    }
    return Prevention::Snapshot;
}

void judge(IsolationCell& cell, const Anomaly& anomaly, const TransactionRun& run, const RunEnd& end)
{
    cell.happens = anomaly.happens(end);
    cell.problem = end.problem();
    if (!cell.happens)
        cell.prevention = preventionOf(anomaly.script, run);
    const auto refused = std::ranges::find_if(run.steps, &StepOutcome::isRefused);
    if (refused != run.steps.end())
        cell.code = refused->answer.code;
}

/// What became of the steps of a schedule in a run of its lesson, whose steps are those of the schedule in
/// that \a order, from 0.
TransactionRun runOf(const LessonRun& lesson, const QList<qsizetype>& order)
{
    TransactionRun run;
    run.problem = lesson.problem;
    run.steps.resize(static_cast<std::size_t>(order.size()));
    int answers = 0;
    for (const TransactionEvent& event : lesson.journal.events()) {
        StepOutcome& outcome = run.steps.at(static_cast<std::size_t>(order.at(event.step - 1)));
        switch (event.kind) {
        case TransactionEvent::Kind::Waits:
            outcome.waitedFor = event.waitsFor;
            break;
        case TransactionEvent::Kind::LeftOut:
            outcome.state = StepOutcome::State::LeftOut;
            break;
        case TransactionEvent::Kind::RolledBack:
            break;
        case TransactionEvent::Kind::Answered:
            outcome.state = StepOutcome::State::Answered;
            outcome.order = ++answers;
            outcome.answer = {
                event.succeeded,
                event.code,
                event.text,
                event.keptNothing,
                event.columns,
                event.rows,
                event.rowCount};
            break;
        }
    }
    return run;
}

QList<qsizetype> stepsOf(const TransactionLesson& lesson)
{
    QList<qsizetype> order(lesson.steps.size());
    std::iota(order.begin(), order.end(), 0);
    return order;
}

} // namespace

QString toName(Prevention prevention)
{
    switch (prevention) {
    case Prevention::None:
        return {};
    case Prevention::Error:
        return QStringLiteral("error");
    case Prevention::Blocked:
        return QStringLiteral("blocked");
    case Prevention::Snapshot:
        return QStringLiteral("snapshot");
    case Prevention::Statement:
        return QStringLiteral("statement");
    }
    Q_UNREACHABLE();
}

IsolationCell runCell(Engine& engine, const QString& level, const Anomaly& anomaly)
{
    QElapsedTimer time;
    time.start();
    const TransactionRun run = TransactionPlayer(engine, level).play(anomaly.script);
    IsolationCell cell{level, anomaly.name, anomaly.variant, false, Prevention::None, {}, 0, run.problem};
    if (run.problem.isEmpty())
        judge(cell, anomaly, run, RunEnd(run, engine));
    cell.ms = time.elapsed();
    return cell;
}

CellVerdict verdictOf(const IsolationCell& cell)
{
    // A deadlock happens by somebody’s being told.
    if (!cell.code.isEmpty() && (!cell.happens || cell.anomaly == QLatin1String("deadlock")))
        return CellVerdict::Refused;
    switch (cell.prevention) {
    case Prevention::None:
        return CellVerdict::Happened;
    case Prevention::Error:
    case Prevention::Statement:
        return CellVerdict::Refused;
    case Prevention::Blocked:
        return CellVerdict::Waited;
    case Prevention::Snapshot:
        return CellVerdict::NotSeen;
    }
    Q_UNREACHABLE();
}

CellRun runToldCell(Engine& engine, const QString& level, const Anomaly& anomaly, const std::stop_token& stop)
{
    QElapsedTimer time;
    time.start();
    const TransactionLesson lesson = lessonOf(anomaly);
    LessonRun played = playLesson(engine, lesson, level, stop);
    CellRun told{{level, anomaly.name, anomaly.variant, false, Prevention::None, {}, 0, played.problem}};
    if (played.problem.isEmpty()) {
        const TransactionRun run = runOf(played, stepsOf(lesson));
        const RunEnd end(run, engine);
        if (anomaly.measure)
            told.measure = anomaly.measure(end);
        judge(told.cell, anomaly, run, end);
    }
    told.journal = std::move(played.journal);
    told.cell.ms = time.elapsed();
    return told;
}

QList<SerialMeasure>
serialMeasures(Engine& engine, const QString& level, const Anomaly& anomaly, const std::stop_token& stop)
{
    QList<SerialMeasure> measures;
    const TransactionLesson lesson = lessonOf(anomaly);
    QStringList names;
    for (const LessonSession& session : lesson.sessions)
        names.append(session.name);
    if (!anomaly.measure)
        return measures;
    do {
        QList<qsizetype> order = stepsOf(lesson);
        std::ranges::stable_sort(
            order, {}, [&](qsizetype step) { return names.indexOf(lesson.steps.at(step).what.session); });
        TransactionLesson serial = lesson;
        serial.steps.clear();
        for (const qsizetype step : std::as_const(order))
            serial.steps.append(lesson.steps.at(step));
        const LessonRun played = playLesson(engine, serial, level, stop);
        if (!played.problem.isEmpty())
            continue;
        const TransactionRun run = runOf(played, order);
        const RunEnd end(run, engine);
        const Measure measure = anomaly.measure(end);
        if (end.problem().isEmpty())
            measures.append({names, measure});
    } while (!stop.stop_requested() && std::ranges::next_permutation(names).found);
    return measures;
}

} // namespace interleave
