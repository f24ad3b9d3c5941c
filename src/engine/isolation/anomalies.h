#pragma once

#include "engine/isolation/runend.h"

#include <functional>
#include <optional>

namespace interleave {

/// What a step of a schedule does, so that a run of it can be told in words.
struct StepMeaning final
{
    enum class Kind {
        Control, ///< it begins or ends a transaction
        Reads,
        Counts,
        Writes,
        Subtracts,
        Inserts,
        TakesOffCall
    };

    Kind kind = Kind::Control;
    /// Of which row: "lamp"; empty where the schedule is about one value.
    QString subject = {};
    /// What is written, where the statement has no placeholder for it.
    QString amount = {};
};

/// Numbers that steps of a run returned, or that its tables held at the end. Nothing where a step was not
/// answered.
using Measure = QList<std::optional<qint64>>;

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
    /// By step.
    QList<StepMeaning> meanings = {};
    /// By what it is told from the same sessions one after the other; measureTitle()
    /// (engine/isolation/anomalylesson.h) says in words what that is. Null where there is nothing of that
    /// kind.
    std::function<Measure(const RunEnd&)> measure = {};
};

/// All schedules as an engine understands them. Names after Berenson et al., "A Critique of ANSI SQL
/// Isolation Levels" (1995), Adya, "Weak Consistency" (1999), and for read-only-anomaly Fekete, O'Neil and
/// O'Neil, "A Read-Only Transaction Anomaly Under Snapshot Isolation" (2004).
[[nodiscard]] QList<Anomaly> anomaliesFor(const QString& engine);
[[nodiscard]] inline QList<Anomaly> anomaliesFor(const Engine& engine)
{
    return anomaliesFor(engine.name());
}
/// Their names, each once.
[[nodiscard]] QStringList anomalyNames();
/// How the transactions of `lost-update` are written; the first is the usual way.
[[nodiscard]] QStringList anomalyVariants();

} // namespace interleave
