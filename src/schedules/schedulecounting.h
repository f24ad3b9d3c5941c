#pragma once

#include "schedules/schedulemachine.h"

#include <unordered_map>

namespace interleave {

/// Exact counts over executions. They fit into 64 bits: the client that commits k-th makes at most k
/// attempts, so four of them take at most 3·(1+2+3+4) = 30 turns, in fewer than 4!·30!/(3!·6!·9!·12!) < 10^16
/// ways.
struct ScheduleCounts final
{
    /// Possible sequences of turns. Without retries, and under rules that refuse nobody, these are the
    /// orders; clients that are refused and try again make them longer and more numerous.
    quint64 executions = 0;
    /// Executions that end with at least one overwritten version, and the sum of those versions.
    quint64 withLost = 0;
    quint64 lost = 0;
    /// Executions in which at least one save is refused, and the sum of the refusals.
    quint64 withRejection = 0;
    quint64 rejections = 0;
    /// Executions in which a client waits for the lease.
    quint64 withWait = 0;

    bool operator==(const ScheduleCounts&) const = default;
};

/// All executions under one rule, counted without listing them: equivalent states are merged (clients are
/// interchangeable), so that time and memory depend on the number of states, a few thousand at most. A value,
/// for one thread; the constructor counts.
class ScheduleCounting final
{
public:
    ScheduleCounting(const ScheduleSetup& setup, ScheduleRule rule);

    [[nodiscard]] const ScheduleCounts& counts() const { return m_counts; }
    /// The number of merged states.
    [[nodiscard]] size_t states() const { return m_known.size(); }

private:
    const ScheduleCounts& count(const ScheduleState& state);

    ScheduleMachine m_machine;
    std::unordered_map<quint64, ScheduleCounts> m_known;
    ScheduleCounts m_counts;
};

} // namespace interleave
