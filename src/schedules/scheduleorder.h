#pragma once

#include "schedules/schedulesetup.h"

#include <vector>

namespace interleave {

/// The sequence of clients that take turns; clients are numbered from 0. An order gives each client as many
/// turns as its program has steps; an execution continues with the retries of refused clients.
using ScheduleTurns = std::vector<quint8>;

/// The number of interleavings: (n·k)! / k!ⁿ, at most 369,600.
[[nodiscard]] quint64 orderCount(const ScheduleSetup& setup);
/// The order number \a rank, from 0, in alphabetical order (AABB, ABAB, …); does not generate those before
/// it.
[[nodiscard]] ScheduleTurns orderAt(const ScheduleSetup& setup, quint64 rank);
/// The inverse: the number of \a order, which must be one of the setup.
[[nodiscard]] quint64 rankOf(const ScheduleSetup& setup, const ScheduleTurns& order);
/// The ranks, ascending, of the orders in which the clients act one after the other: each takes all its
/// turns before the next one begins. One for each sequence of the clients, so at most 24.
[[nodiscard]] std::vector<quint64> serialRanks(const ScheduleSetup& setup);

} // namespace interleave
