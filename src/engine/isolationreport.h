#pragma once

#include "engine/enginetable.h"
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

/// Runs the schedules on every engine that is there. Calls \a missing with one sentence for each that is not,
/// and for a schedule that could not be run to its end. An engine without the level is passed over. Blocks.
[[nodiscard]] QList<EngineCells>
runIsolation(const IsolationRequest& request, const std::function<void(const QString&)>& missing);

/// False when nothing was run, a schedule not to its end, or not the engine that was asked for by name or
/// server.
[[nodiscard]] bool isWhole(const IsolationRequest& request, const QList<EngineCells>& engines);

/// A line for each schedule, after `engine,version,level,anomaly,variant,happens,prevented_by,code,ms`
/// (RFC 4180; lines end in a line feed, as usual in a terminal).
[[nodiscard]] QString isolationAsCsv(const QList<EngineCells>& engines);
/// For the terminal: a table for each engine, and the meaning of its words.
[[nodiscard]] QString isolationAsText(const QList<EngineCells>& engines);

} // namespace interleave
