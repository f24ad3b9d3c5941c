#pragma once

#include "engine/transactionplayer.h"

#include <optional>

namespace interleave {

/// What is looked at when a run is over: the results of its steps and the final tables.
class RunEnd final
{
public:
    RunEnd(const TransactionRun& run, Engine& engine)
        : m_run(&run)
        , m_engine(&engine)
    {
    }

    /// The first column of the first row that a step returned; nothing where it was not answered.
    [[nodiscard]] std::optional<qint64> value(std::size_t step) const;
    [[nodiscard]] bool isDone(std::size_t step) const { return m_run->steps.at(step).isDone(); }
    [[nodiscard]] bool isRefused(std::size_t step) const { return m_run->steps.at(step).isRefused(); }
    /// Whether both were answered, the first one first.
    [[nodiscard]] bool isBefore(std::size_t first, std::size_t second) const;
    [[nodiscard]] bool isAnyRefused() const;
    /// A number in the final tables; 0 where the engine does not say, which problem() then tells.
    [[nodiscard]] qint64 stored(const QString& sql) const;
    /// Why the final tables could not be read, in one sentence; empty when they were.
    [[nodiscard]] const QString& problem() const { return m_problem; }

private:
    const TransactionRun* m_run;
    Engine* m_engine;
    mutable QString m_problem;
};

} // namespace interleave
