#pragma once

// Internal to the reading of scenario files.

#include "core/scenario/scenario.h"

namespace interleave {

/// Rehearses who would hold which lease, and who would wait, if \a scenario were played under Locking::Lease,
/// which it means to be when it says so anywhere. A client that would still wait after the last step waits
/// for ever, because the clock stands still then: one clause that names the step. So is a step that takes the
/// clock out of the years that HTTP has dates for. Empty when there is neither.
[[nodiscard]] QString problemWithWaits(const Scenario& scenario);
/// The same whether it means to be played under Locking::Lease or not.
[[nodiscard]] QString problemWithWaitsUnderLease(const Scenario& scenario);

} // namespace interleave
