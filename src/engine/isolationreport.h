#pragma once

#include "engine/isolationmatrix.h"

#include <QStringList>

#include <functional>

namespace interleave {

/// What to run; everything where a name is empty.
struct IsolationRequest final
{
    QString engine;
    QString level;
    QString anomaly;
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

/// Checks the names that need no engine: one sentence that lists the right ones; empty when they are known.
[[nodiscard]] QString problemWith(const IsolationRequest& request);

/// Runs the schedules on every engine that is there. Calls \a missing with one sentence for each that is not,
/// and for a schedule that could not be run to its end. An engine without the level is passed over. Blocks.
[[nodiscard]] QList<EngineCells>
runIsolation(const IsolationRequest& request, const std::function<void(const QString&)>& missing);

/// False when nothing was run, or a schedule not to its end.
[[nodiscard]] bool isWhole(const QList<EngineCells>& engines);

/// A line for each schedule, after `engine,version,level,anomaly,variant,happens,prevented_by,code,ms`
/// (RFC 4180; lines end in a line feed, as usual in a terminal).
[[nodiscard]] QString isolationAsCsv(const QList<EngineCells>& engines);
/// For the terminal: a table for each engine, and the meaning of its words.
[[nodiscard]] QString isolationAsText(const QList<EngineCells>& engines);

} // namespace interleave
