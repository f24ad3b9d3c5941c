#pragma once

#include "core/transactions/judgement.h"

namespace interleave {

/// "A, then B: stock 5; B, then A: stock 5. Here: stock 8.": what of the tables, or of what was told, differs
/// from a run. Empty where nothing does.
[[nodiscard]] QString outcomesText(const RunOutcome& run, const QList<SerialOutcome>& serial);

} // namespace interleave
