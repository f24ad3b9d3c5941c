#pragma once

#include "core/export/sequence.h"
#include "core/transactions/transactionjournal.h"

namespace interleave {

/// A run of transactions as a sequence diagram: the sessions, and the database between them. Each statement
/// is an arrow with its step's number and its values, and so is its answer, where it came: after the notes
/// that say for whom it waits. A refusal ends in a cross. A session's lane is active while its transaction is
/// open.
[[nodiscard]] Sequence transactionSequence(const TransactionJournal& journal, const QString& title);

} // namespace interleave
