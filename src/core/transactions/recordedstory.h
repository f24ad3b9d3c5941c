#pragma once

#include "core/transactions/transactionstory.h"

namespace interleave {

/// The story of a run that is over, as far as its journal tells it: it is not run again, so that nothing is
/// known of where its queries had their values from, and no order of its transactions judges it. Its lesson
/// has the steps that were taken.
[[nodiscard]] TransactionStory recordedStory(const TransactionJournal& journal);

} // namespace interleave
