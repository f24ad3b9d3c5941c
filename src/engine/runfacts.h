#pragma once

#include "core/transactions/runfacts.h"
#include "engine/databases/engine.h"

#include <stop_token>

namespace interleave {

/// What the statements of a run changed before they were committed, and which state each query read from.
/// Found by running the same statements again, on new tables, from each state that was ever committed, by one
/// connection that takes everything back; no SQL is parsed for it. No session may be open. What cannot be
/// found out, because a run is too long or a result is cut, is left out. Blocks; a \a stop that is asked for
/// from any thread ends it.
[[nodiscard]] RunFacts
factsOf(Engine& engine, const TransactionJournal& journal, const std::stop_token& stop = {});

} // namespace interleave
