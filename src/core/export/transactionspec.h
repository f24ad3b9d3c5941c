#pragma once

#include "core/transactions/transactionjournal.h"

namespace interleave {

/// A run of transactions as a specification for PostgreSQL's isolationtester, which repeats it: the same
/// statements in the order in which they were sent, with the same waits, rows and errors
/// (https://github.com/postgres/postgres/blob/master/src/test/isolation/README). The error is one sentence:
/// the engine was another, the journal ends while somebody waits, or a statement has a brace that would end
/// its block.
[[nodiscard]] Result<QByteArray, QString> isolationSpec(const TransactionJournal& journal);

} // namespace interleave
