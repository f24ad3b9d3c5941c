#pragma once

#include "core/model/journal.h"
#include "core/scenario/scenario.h"

namespace interleave {

/// Turns what was clicked and typed into a script that does the same again and expects the same results: this
/// makes a lesson from free play. Expectations are the actual results, under the rule at the start. Where
/// time decided (dates, leases), the pauses become separate steps.
///
/// Outside clients become clients of the script. One that wrote on a version which it had not read reads it
/// first in the script, because there a client's base is the version on its screen.
///
/// The error is one sentence that names the message that no step can express, or says that nothing happened.
[[nodiscard]] Result<Scenario, QString> scenarioOf(const Journal& journal, const QString& title);

} // namespace interleave
