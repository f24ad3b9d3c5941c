#pragma once

// Internal to the reading of scenario files.

#include "core/scenario/scenario.h"

namespace interleave {

/// Simulates who holds which lease and who waits when \a scenario is played under a rule with leases, if it
/// names one anywhere. A client that still waits after the last step would wait forever, because the clock
/// stands still then: returns one clause that names the step. The same for a step that moves the clock out of
/// the years that HTTP dates can express. Empty when all is well.
[[nodiscard]] QString problemWithWaits(const Scenario& scenario);
/// The same for any scenario, as if it named a rule with leases.
[[nodiscard]] QString problemWithWaitsUnderLease(const Scenario& scenario);

} // namespace interleave
