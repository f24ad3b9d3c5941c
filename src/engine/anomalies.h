#pragma once

#include "engine/runend.h"

#include <functional>

namespace interleave {

/// A schedule of transactions, and when it has gone wrong.
struct Anomaly final
{
    /// As on the command line: `lost-update`.
    QString name;
    /// How the transactions are written, such as `for-update`; empty where there is one way.
    QString variant;
    TransactionScript script;
    /// Whether the anomaly happened.
    std::function<bool(const RunEnd&)> happens;
};

/// All schedules as \a engine understands them. Names after Berenson et al., "A Critique of ANSI SQL
/// Isolation Levels" (1995), Adya, "Weak Consistency" (1999), and for read-only-anomaly Fekete, O'Neil and
/// O'Neil, "A Read-Only Transaction Anomaly Under Snapshot Isolation" (2004).
[[nodiscard]] QList<Anomaly> anomaliesFor(const Engine& engine);
/// Their names, each once.
[[nodiscard]] QStringList anomalyNames();

} // namespace interleave
