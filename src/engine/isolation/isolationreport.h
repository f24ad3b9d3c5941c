#pragma once

#include "engine/databases/enginetable.h"
#include "engine/isolation/isolationmatrix.h"

#include <QStringList>

#include <functional>

namespace interleave {

/// What to run; everything where a name is empty.
struct IsolationRequest final
{
    QString engine;
    QString level;
    QString anomaly;
    EnginePlaces places = {};
};

/// The results of one engine.
struct EngineCells final
{
    QString engine;
    QString title;
    QString version;
    QString usualLevel;
    QList<IsolationCell> cells;
};

/// Checks what needs no engine: one sentence that lists the right names, or says how a server is named; empty
/// when all is well.
[[nodiscard]] QString problemWith(const IsolationRequest& request);

/// Who hears of a run while it goes on, because one engine takes longer than another.
struct IsolationListener final
{
    /// One sentence for an engine that is not there, and for a schedule that could not be run to its end.
    std::function<void(const QString&)> told;
    /// An engine with at least one result is done.
    std::function<void(const EngineCells&)> finished;
    /// What is done while a private server starts; empty for nobody.
    std::function<void(const QString&)> progress = {};
};

/// Runs the schedules on every engine that is there. An engine without the level is passed over, and one that
/// no longer answers is left. Blocks.
[[nodiscard]] QList<EngineCells>
runIsolation(const IsolationRequest& request, const IsolationListener& listener);

/// False when nothing was run, a schedule not to its end, or not the engine that was asked for by name or
/// server.
[[nodiscard]] bool isWhole(const IsolationRequest& request, const QList<EngineCells>& engines);

/// The first line, `engine,version,level,anomaly,variant,happens,prevented_by,code,ms` (RFC 4180; lines end
/// in a line feed, as usual in a terminal), and a line for each schedule.
[[nodiscard]] QString csvHeader();
[[nodiscard]] QString isolationAsCsv(const EngineCells& engine);
/// For the terminal: a table, and the meaning of its words.
[[nodiscard]] QString isolationAsText(const EngineCells& engine);
[[nodiscard]] QString isolationLegend();

} // namespace interleave
