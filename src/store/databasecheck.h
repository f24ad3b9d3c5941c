#pragma once

#include <QString>

namespace interleave {

/// Whether everything in the file of a database that nobody has open can be read and fits together: pages and
/// indexes, tables, every record and version, and the write-ahead log beside it. Looks without changing or
/// locking anything. Empty when all is well, else what is wrong, as the part of a sentence: "row 3 of …".
[[nodiscard]] QString damageOf(const QString& file, unsigned format);

/// What is wrong with a write-ahead log (https://www.sqlite.org/fileformat2.html#the_write_ahead_log): frames
/// that were written after one that cannot be read would be dropped in silence. Empty when nothing is; a last
/// frame that was torn off by a crash is nothing wrong.
[[nodiscard]] QString damageOfLog(const QString& file);

} // namespace interleave
