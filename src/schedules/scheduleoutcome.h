#pragma once

#include "schedules/schedulemachine.h"
#include "schedules/scheduleorder.h"

namespace interleave {

/// The result of an order under a rule; worse ones are greater.
enum class ScheduleVerdict { NoneLost, Waits, Refused, Lost };

/// All possible results of one order under one rule. Without retries it has one execution. With retries, an
/// order is that of the *first* attempts and stands for every execution in which these come in this order,
/// wherever the further attempts are: each execution belongs to exactly one order, so the executions of all
/// orders add up to all executions, and an order is safe only if nothing can be lost in any of them.
struct ScheduleOutcome final
{
    quint64 executions = 0;
    quint64 withLost = 0;
    /// In the worst execution, and in the best.
    int mostLost = 0;
    int leastLost = 0;
    /// Clients as bits: refused in some execution; had to wait in some execution.
    quint8 refused = 0;
    quint8 waited = 0;

    [[nodiscard]] ScheduleVerdict verdict() const;

    bool operator==(const ScheduleOutcome&) const = default;
};
[[nodiscard]] ScheduleOutcome outcomeOf(const ScheduleMachine& machine, const ScheduleTurns& order);

/// The execution that shows the order's result: one with the most losses, and among those the one whose
/// further attempts come as late as possible. Without retries it is the order itself.
[[nodiscard]] ScheduleTurns worstExecution(const ScheduleMachine& machine, const ScheduleTurns& order);

} // namespace interleave
