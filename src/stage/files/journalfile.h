#pragma once

#include "core/model/journal.h"
#include "core/transactions/transactionjournal.h"

#include <QString>

namespace interleave {

/// Writes the journal to \a path; on an error the old file stays. Empty when done; else one sentence.
[[nodiscard]] QString saveJournal(const Journal& journal, const QString& path);

/// Writes the journal as a scenario named after the file (core/scenario/recordedscenario.h). Otherwise as
/// saveJournal().
[[nodiscard]] QString saveAsScenario(const Journal& journal, const QString& path);

/// Reads as much of the file as is valid. The error, for a file that is not a journal at all, is one
/// sentence.
[[nodiscard]] Result<ReadJournal, QString> loadJournal(const QString& path);

/// Whether the file begins as a journal of transactions; false where it cannot be read.
[[nodiscard]] bool isTransactionJournalFile(const QString& path);
/// The same as loadJournal() for such a file.
[[nodiscard]] Result<ReadTransactionJournal, QString> loadTransactionJournal(const QString& path);

} // namespace interleave
