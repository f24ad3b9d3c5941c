#pragma once

#include "schedules/schedulemachine.h"
#include "schedules/scheduleorder.h"

namespace interleave {

/// What an order comes to under a rule; worse ones are greater.
enum class ScheduleVerdict { NoneLost, Waits, Refused, Lost };

/// All that one order can come to under one rule. Without retries it is one execution. With them an order is
/// that of the *first* attempts and stands for every execution in which these come in this order, wherever
/// the further attempts fall: each execution belongs to exactly one order, so the executions of all orders
/// add up to all executions, and an order is called safe only when nothing can be lost in any of them.
struct ScheduleOutcome final
{
    quint64 executions = 0;
    quint64 withLost = 0;
    /// In the worst execution, and in the best.
    int mostLost = 0;
    int leastLost = 0;
    /// Clients as bits: refused in some execution; had to wait.
    quint8 refused = 0;
    quint8 waited = 0;

    [[nodiscard]] ScheduleVerdict verdict() const;

    bool operator==(const ScheduleOutcome&) const = default;
};
[[nodiscard]] ScheduleOutcome outcomeOf(const ScheduleMachine& machine, const ScheduleTurns& order);

/// The execution that shows the order's outcome: one that loses as much as any of them does, and among those
/// the one whose further attempts come as late as possible. Without retries it is the order itself.
[[nodiscard]] ScheduleTurns worstExecution(const ScheduleMachine& machine, const ScheduleTurns& order);

} // namespace interleave
