#pragma once

#include "core/transactions/transactionjournal.h"

namespace interleave {

/// A run of transactions as scripts in one file: what makes the tables, and for each session a section to be
/// pasted into a terminal of its own, with psql, mariadb or sqlite3. Comments say when each statement's turn
/// is and what it answered. A statement that such a program might take for more than SQL is only told in a
/// comment (isPlainSql() in core/transactions/sqlliterals.h), and so is all text by the engine.
[[nodiscard]] QString sqlScripts(const TransactionJournal& journal);

} // namespace interleave
