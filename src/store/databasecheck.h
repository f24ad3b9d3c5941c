#pragma once

#include <QString>

namespace interleave {

/// Checks that the file of a database that nobody has open can be read and fits together: pages and indexes,
/// tables, every record and version, and the write-ahead log beside it. Neither changes nor locks anything.
/// Returns what is wrong as a part of a sentence, "row 3 of …"; empty when all is well.
[[nodiscard]] QString damageOf(const QString& file, unsigned format);

/// Checks a write-ahead log (https://www.sqlite.org/fileformat2.html#the_write_ahead_log): SQLite would
/// silently drop frames after an unreadable one. Returns what is wrong, or empty; a last frame torn by a
/// crash is fine.
[[nodiscard]] QString damageOfLog(const QString& file);

} // namespace interleave
