#pragma once

#include "core/transactions/transactionstep.h"

namespace interleave {

// Statements with their values written out: for people and for scripts. What this program sends itself has
// placeholders. Engines are named as in core/transactions/knownengines.h.

/// `7`, `'it''s'`, `TRUE`, `NULL`. MariaDB reads a backslash in a text as the beginning of an escape, so
/// there it is doubled.
[[nodiscard]] QString sqlLiteral(const Value& value, const QString& engine);

/// Literals in place of each `?`; what is in quotation marks or a comment stays as it is.
[[nodiscard]] QString sqlWithValues(const BoundSql& statement, const QString& engine);

/// The same, ended by one semicolon that no comment swallows.
[[nodiscard]] QString sqlForScript(const BoundSql& statement, const QString& engine);

/// Whether psql, mariadb and sqlite3 read it as this one statement when it is pasted: a statement may come
/// from others, and these programs run commands of the system for such as `\!`, `system` and `.shell`. It is
/// not where they may disagree on what is quoted (backslashes, dollar quotes, comments of one of them only),
/// where a quotation mark is never closed, and where it has control characters.
[[nodiscard]] bool isPlainSql(const BoundSql& statement);

} // namespace interleave
