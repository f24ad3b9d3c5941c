#pragma once

#include "core/model/journal.h"
#include "core/transactions/transactionjournal.h"

#include <QString>

#include <variant>

namespace interleave {

/// What the names of saved files have before their suffix, by which a desktop knows them.
inline constexpr QLatin1String OwnFileMark(".interleave");

/// Writes the journal to \a path; on an error the old file stays. Empty when done; else one sentence.
[[nodiscard]] QString saveJournal(const Journal& journal, const QString& path);

/// Writes the journal as a scenario named after the file (core/scenario/recordedscenario.h). Otherwise as
/// saveJournal().
[[nodiscard]] QString saveAsScenario(const Journal& journal, const QString& path);

/// Reads as much of the file as is valid. The error, for a file that is not a journal at all, is one
/// sentence.
[[nodiscard]] Result<ReadJournal, QString> loadJournal(const QString& path);

/// The same for a journal of transactions.
[[nodiscard]] Result<ReadTransactionJournal, QString> loadTransactionJournal(const QString& path);

using AnyJournal = std::variant<ReadJournal, ReadTransactionJournal>;
/// The same for a journal of the kind that its beginning says. A pipe, too, is read only once.
[[nodiscard]] Result<AnyJournal, QString> loadAnyJournal(const QString& path);

} // namespace interleave
