#pragma once

#include "schedules/schedulesetup.h"

#include <vector>

namespace interleave {

/// Whose turn it is, turn after turn; clients are numbered from 0. An order gives each client as many turns
/// as its program has steps; an execution goes on for those that were refused and run it again.
using ScheduleTurns = std::vector<quint8>;

/// The number of interleavings: (n·k)! / k!ⁿ, at most 369,600.
[[nodiscard]] quint64 orderCount(const ScheduleSetup& setup);
/// The order number \a rank, from 0, in alphabetical order (AABB, ABAB, …), without making those before it.
[[nodiscard]] ScheduleTurns orderAt(const ScheduleSetup& setup, quint64 rank);
/// The inverse of orderAt().
[[nodiscard]] quint64 rankOf(const ScheduleSetup& setup, const ScheduleTurns& order);

} // namespace interleave
