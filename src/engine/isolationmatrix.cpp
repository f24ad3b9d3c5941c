#include "engine/isolationmatrix.h"

#include <QElapsedTimer>

#include <algorithm>

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
    if (run.problem.isEmpty()) {
        const RunEnd end(run, engine);
        cell.happens = anomaly.happens(end);
        cell.problem = end.problem();
        if (!cell.happens)
            cell.prevention = preventionOf(anomaly.script, run);
        const auto refused = std::ranges::find_if(run.steps, &StepOutcome::isRefused);
        if (refused != run.steps.end())
            cell.code = refused->answer.code;
    }
    cell.ms = time.elapsed();
    return cell;
}

} // namespace interleave
