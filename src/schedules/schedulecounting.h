#pragma once

#include "schedules/schedulemachine.h"
#include "schedules/scheduleorder.h"

#include <unordered_map>

namespace interleave {

/// Exact counts over executions. 64 bits hold them all: the client that commits k-th makes at most k
/// attempts, so that four of them take at most 3·(1+2+3+4) = 30 turns, in fewer than 4!·30!/(3!·6!·9!·12!) <
/// 10^16 ways.
struct ScheduleCounts final
{
    /// Sequences of turns that can really be taken. Without retries, and under rules that refuse nobody,
    /// these are the orders; a client that is refused and tries again makes them longer and more.
    quint64 executions = 0;
    /// Executions at whose end at least one version is off the line, and the sum of those versions.
    quint64 withLost = 0;
    quint64 lost = 0;
    /// Executions in which at least one save is refused, and the sum of the refusals.
    quint64 withRejection = 0;
    quint64 rejections = 0;
    /// Executions in which anybody waits for the lease.
    quint64 withWait = 0;

    bool operator==(const ScheduleCounts&) const = default;
};

/// All executions under one rule, counted without making them: states from which the same can happen are
/// merged (clients are interchangeable), so that time and memory follow the number of states, a few thousand
/// at most. A value, for one thread; counts when it is made.
class ScheduleCounting final
{
public:
    ScheduleCounting(const ScheduleSetup& setup, ScheduleRule rule);

    [[nodiscard]] const ScheduleCounts& counts() const { return m_counts; }
    /// Merged.
    [[nodiscard]] size_t states() const { return m_known.size(); }
    /// The execution number \a rank, from 0, in alphabetical order, without making those before it.
    [[nodiscard]] ScheduleTurns executionAt(quint64 rank) const;

private:
    const ScheduleCounts& count(const ScheduleState& state);

    ScheduleMachine m_machine;
    std::unordered_map<quint64, ScheduleCounts> m_known;
    ScheduleCounts m_counts;
};

} // namespace interleave
