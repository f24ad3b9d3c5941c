#pragma once

#include "engine/isolation/anomalies.h"

#include <stop_token>

namespace interleave {

/// What kept an anomaly from happening; of several, the first.
enum class Prevention {
    None, ///< it happened
    Error,
    Blocked,  ///< a step had to wait
    Snapshot, ///< a read saw what was committed when its transaction or its statement began
    Statement ///< the UPDATE's own condition matched no row
};

/// As in the CSV; empty for None.
[[nodiscard]] QString toName(Prevention prevention);

/// One schedule, run at one level of one engine.
struct IsolationCell final
{
    QString level;
    QString anomaly;
    QString variant;
    bool happens = false;
    Prevention prevention = Prevention::None;
    /// The engine's own code of the error that was the first.
    QString code = {};
    qint64 ms = 0;
    /// Why it could not be run to its end, in one sentence; empty when it was.
    QString problem = {};

    bool operator==(const IsolationCell&) const = default;
};

/// Runs a schedule at a level. Blocks.
[[nodiscard]] IsolationCell runCell(Engine& engine, const QString& level, const Anomaly& anomaly);

/// What people have to know of a result.
enum class CellVerdict {
    Happened, ///< and nobody was told
    NotSeen,
    Waited, ///< one waited, and went on
    Refused ///< one has to run its transaction again: it got an error, or its UPDATE changed no row
};
/// Of a cell without a problem.
[[nodiscard]] CellVerdict verdictOf(const IsolationCell& cell);

/// A cell, and what happened in its run.
struct CellRun final
{
    IsolationCell cell;
    TransactionJournal journal = {};
    /// Anomaly::measure.
    Measure measure = {};
};

/// The same as runCell(), for a run that will be told. Blocks; a \a stop that is asked for from any thread
/// ends it, and then the cell has a problem.
[[nodiscard]] CellRun
runToldCell(Engine& engine, const QString& level, const Anomaly& anomaly, const std::stop_token& stop = {});

/// What the same sessions come to one after the other.
struct SerialMeasure final
{
    /// The sessions' names.
    QStringList order;
    Measure measure;

    bool operator==(const SerialMeasure&) const = default;
};

/// Runs the schedule's sessions one after the other, in every order; at most 3 sessions. Blocks. An order
/// that could not be run to its end is left out.
[[nodiscard]] QList<SerialMeasure> serialMeasures(
    Engine& engine, const QString& level, const Anomaly& anomaly, const std::stop_token& stop = {});

} // namespace interleave
