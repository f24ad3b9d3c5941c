#pragma once

#include <QString>

namespace interleave {

/// "ILVE" in the file's header: https://www.sqlite.org/fileformat.html §1.3, offsets 60 and 68.
inline constexpr quint32 ApplicationId = 0x494C5645;
inline constexpr quint32 SchemaVersion = 3;

// Each says in one sentence what is wrong and what to do, and nothing when all is well.

/// SQLite gives some names a meaning of their own: https://www.sqlite.org/uri.html and
/// https://www.sqlite.org/inmemorydb.html.
[[nodiscard]] QString problemWithName(const QString& name);
/// Why the file, or a new one in its place, cannot be the database; looks without SQLite, and changes
/// nothing. Not for a file that this process has open (store/fileidentity.h).
[[nodiscard]] QString problemWithFile(const QString& file);

[[nodiscard]] QString heldByAnother(const QString& file);

} // namespace interleave
