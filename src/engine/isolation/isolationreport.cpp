#include "engine/isolation/isolationreport.h"

#include "core/export/texttable.h"
#include "core/transactions/knownengines.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "engine/databases/serverguest.h"

#include <algorithm>

namespace interleave {

namespace {

QString quoted(QString cell)
{
    if (!cell.contains(QLatin1Char(',')) && !cell.contains(QLatin1Char('"')))
        return cell;
    return QLatin1Char('"') + cell.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

/// A schedule's name in the first column.
QString titleOf(const IsolationCell& cell)
{
    return cell.variant.isEmpty() ? cell.anomaly
                                  : Text::tr("%1, %2", "an anomaly and how its transactions are written")
                                        .arg(cell.anomaly, cell.variant);
}

QString resultOf(const IsolationCell& cell)
{
    if (!cell.problem.isEmpty())
        return Text::tr("not run");
    switch (cell.prevention) {
    case Prevention::None:
        return Text::tr("HAPPENS", "an anomaly");
    case Prevention::Error:
        return Text::tr("refused (%1)", "a transaction, and the code of the error").arg(cell.code);
    case Prevention::Blocked:
        return Text::tr("waits", "one transaction for another");
    case Prevention::Snapshot:
        return Text::tr("snapshot");
    case Prevention::Statement:
        return Text::tr("no row", "matched by an UPDATE");
    }
    Q_UNREACHABLE();
}

QString tableOf(const EngineCells& engine)
{
    QStringList levels;
    QStringList titles;
    for (const IsolationCell& cell : engine.cells) {
        if (!levels.contains(cell.level))
            levels.append(cell.level);
        if (!titles.contains(titleOf(cell)))
            titles.append(titleOf(cell));
    }
    QList<QStringList> rows{QStringList{QStringLiteral("-")} + levels};
    rows.first().first() = Text::tr("schedule");
    for (const QString& title : std::as_const(titles)) {
        QStringList row{title};
        for (const QString& level : std::as_const(levels)) {
            const auto cell = std::ranges::find_if(engine.cells, [&](const IsolationCell& candidate) {
                return candidate.level == level && titleOf(candidate) == title;
            });
            row.append(cell == engine.cells.end() ? QStringLiteral("-") : resultOf(*cell));
        }
        rows.append(row);
    }
    return inColumns(rows).join(QLatin1Char('\n')) + QLatin1Char('\n');
}

bool isAsked(const QString& asked, const QString& name)
{
    return asked.isEmpty() || asked == name;
}

EngineCells cellsOf(
    const EngineEntry& entry,
    Engine& engine,
    const IsolationRequest& request,
    const IsolationListener& listener)
{
    EngineCells part{entry.name, entry.title, engine.version(), engine.usualLevel(), {}};
    for (const QString& level : engine.levels()) {
        for (const Anomaly& anomaly : anomaliesFor(engine)) {
            if (!isAsked(request.level, level) || !isAsked(request.anomaly, anomaly.name))
                continue;
            part.cells.append(runCell(engine, level, anomaly));
            const QString& problem = part.cells.last().problem;
            if (problem.isEmpty())
                continue;
            listener.told(problem);
            if (!engine.ask(QStringLiteral("SELECT 1")).succeeded)
                return part;
        }
    }
    return part;
}

} // namespace

QString problemWith(const IsolationRequest& request)
{
    QStringList engines;
    QStringList levels;
    for (const EngineEntry& entry : engineTable()) {
        engines.append(entry.name);
        if (isAsked(request.engine, entry.name))
            levels.append(entry.levels);
    }
    levels.removeDuplicates();
    if (!request.places.postgresql.isEmpty()) {
        if (const auto settings = postgresqlSettings(request.places.postgresql); !settings)
            return settings.error();
    }
    if (!request.places.mariadb.isEmpty()) {
        if (const auto settings = mariadbSettings(request.places.mariadb); !settings)
            return settings.error();
    }
    const QStringList anomalies = anomalyNames();
    if (!request.engine.isEmpty() && !engines.contains(request.engine))
        return problemWithEngine(request.engine);
    if (!request.level.isEmpty() && !levels.contains(request.level))
        return Text::tr("There is no level “%1”; there are: %2.").arg(request.level, listed(levels));
    if (!request.anomaly.isEmpty() && !anomalies.contains(request.anomaly))
        return Text::tr("There is no anomaly “%1”; there are: %2.").arg(request.anomaly, listed(anomalies));
    return {};
}

QList<EngineCells> runIsolation(const IsolationRequest& request, const IsolationListener& listener)
{
    QList<EngineCells> result;
    for (const EngineEntry& entry : engineTable(request.places, {{}, listener.progress})) {
        if (!isAsked(request.engine, entry.name) ||
            (!request.level.isEmpty() && !entry.levels.contains(request.level)))
            continue;
        const auto engine = entry.start();
        if (!engine) {
            listener.told(engine.error());
            continue;
        }
        const EngineCells part = cellsOf(entry, **engine, request, listener);
        if (part.cells.isEmpty())
            continue;
        listener.finished(part);
        result.append(part);
    }
    return result;
}

bool isWhole(const IsolationRequest& request, const QList<EngineCells>& engines)
{
    const auto isThere = [&engines](const QString& name) {
        return std::ranges::find(engines, name, &EngineCells::engine) != engines.end();
    };
    if (!request.places.postgresql.isEmpty() && !isThere(QStringLiteral("postgresql")))
        return false;
    if (!request.places.mariadb.isEmpty() && !isThere(QStringLiteral("mariadb")))
        return false;
    return !engines.isEmpty() && std::ranges::all_of(engines, [](const EngineCells& engine) {
        return std::ranges::all_of(
            engine.cells, [](const IsolationCell& cell) { return cell.problem.isEmpty(); });
    });
}

QString csvHeader()
{
    return QStringLiteral("engine,version,level,anomaly,variant,happens,prevented_by,code,ms\n");
}

QString isolationAsCsv(const EngineCells& engine)
{
    QString text;
    for (const IsolationCell& cell : engine.cells) {
        if (!cell.problem.isEmpty())
            continue;
        const QStringList cells{
            engine.engine,
            quoted(engine.version),
            cell.level,
            cell.anomaly,
            cell.variant,
            cell.happens ? QStringLiteral("yes") : QStringLiteral("no"),
            toName(cell.prevention),
            cell.code,
            QString::number(cell.ms)};
        text += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return text;
}

QString isolationAsText(const EngineCells& engine)
{
    return Text::tr(
               "%1 %2, where a connection that says nothing has the level %3:", "an engine and its version")
               .arg(engine.title, engine.version, engine.usualLevel) +
           QLatin1String("\n\n") + tableOf(engine) + QLatin1Char('\n');
}

QString isolationLegend()
{
    const QStringList legend{
        Text::tr("HAPPENS: the anomaly occurred just now. A deadlock: two transactions waited for each "
                 "other, and the engine ended one."),
        Text::tr(
            "refused: the engine ended a statement with this code. The transaction was rolled back, and the "
            "program has to try again."),
        Text::tr("waits: a statement had to wait for another transaction, and then went on."),
        Text::tr("snapshot: a read saw what had been committed when its transaction or its statement began."),
        Text::tr(
            "no row: the condition of the UPDATE found no row, and the program has to look at that number.")};
    return legend.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace interleave
