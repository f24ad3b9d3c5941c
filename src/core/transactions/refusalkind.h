#pragma once

#include <QString>

namespace interleave {

/// Why an engine refused a statement, by its code.
enum class RefusalKind {
    Serialization, ///< no order would explain it, or a row was changed after the snapshot
    Deadlock,
    NoWait,    ///< the lock is held, and the statement was not to wait for it, or not longer
    Cancelled, ///< by somebody
    Busy,      ///< SQLite: waiting would not help
    OldSnapshot,
    SharedCache,
    Unique,
    FailedBefore, ///< the transaction had failed
    Other
};

/// By the code alone.
[[nodiscard]] RefusalKind refusalKind(const QString& engine, const QString& code);
/// The transaction has to be run again, and would then succeed by itself.
[[nodiscard]] bool isToRunAgain(RefusalKind kind);
/// Whether the refusal ended the transaction; else only the statement was undone.
[[nodiscard]] bool endsTransaction(const QString& engine, const QString& code);

} // namespace interleave
