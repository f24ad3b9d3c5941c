#pragma once

#include "core/transactionwords/storyview.h"
#include "gui/transactiondiagram/transactiontrace.h"

namespace interleave {

// Part of traceOf().

/// What sessions hold that was never committed, or that another has changed since. \a sessions are the lanes.
/// The old ones come first, so that what is worse is drawn over them.
[[nodiscard]] std::vector<TransactionTrace::Belief>
beliefsOf(const StoryView& view, const QStringList& sessions);

/// The changes that committed transactions wrote over without having seen them.
[[nodiscard]] std::vector<TransactionTrace::Loss> lossesOf(const StoryView& view);

} // namespace interleave
