#pragma once

#include "core/model/journal.h"
#include "core/scenario/scenario.h"

namespace interleave {

/// What was clicked and typed, as a script that does the same again and expects the same: the way from free
/// play to a lesson of one's own. Expectations are what really happened, under the rule that was in force at
/// the start. Where the passing of time decided (dates, leases), the pauses become steps of their own.
///
/// Outside clients become clients of the script. One that wrote on a version which it had not read reads it
/// first in the script, because there a client's base is what it has on its screen.
///
/// The error is one sentence that names the message which no step can say, or says that nothing happened.
[[nodiscard]] Result<Scenario, QString> scenarioOf(const Journal& journal, const QString& title);

} // namespace interleave
