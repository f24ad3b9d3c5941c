#pragma once

#include "engine/anomalies.h"

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
    QString code;
    qint64 ms = 0;
    /// Why it could not be run to its end, in one sentence; empty when it was.
    QString problem;
};

/// Runs a schedule at a level. Blocks.
[[nodiscard]] IsolationCell runCell(Engine& engine, const QString& level, const Anomaly& anomaly);

} // namespace interleave
