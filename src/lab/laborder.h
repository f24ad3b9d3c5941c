#pragma once

#include "lab/labsetup.h"

#include <vector>

namespace interleave {

/// Whose turn it is, turn after turn; clients are numbered from 0. An order gives each client as many turns
/// as its program has steps; an execution goes on for those that were refused and run it again.
using LabTurns = std::vector<quint8>;

/// The number of interleavings: (n·k)! / k!ⁿ, at most 369,600.
[[nodiscard]] quint64 orderCount(const LabSetup& setup);
/// The order number \a rank, from 0, in alphabetical order (AABB, ABAB, …), without making those before it.
[[nodiscard]] LabTurns orderAt(const LabSetup& setup, quint64 rank);
/// The inverse of orderAt().
[[nodiscard]] quint64 rankOf(const LabSetup& setup, const LabTurns& order);

} // namespace interleave
