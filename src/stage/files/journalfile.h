#pragma once

#include "core/model/journal.h"

#include <QString>

namespace interleave {

/// Writes the journal to \a path, or leaves what is there as it was. Empty when done; else one sentence.
[[nodiscard]] QString saveJournal(const Journal& journal, const QString& path);

/// Writes what was done as a scenario named after the file (core/scenario/recordedscenario.h). As
/// saveJournal().
[[nodiscard]] QString saveAsScenario(const Journal& journal, const QString& path);

/// What can be read of the file. The error, for a file that is no journal at all, is one sentence.
[[nodiscard]] Result<ReadJournal, QString> loadJournal(const QString& path);

} // namespace interleave
