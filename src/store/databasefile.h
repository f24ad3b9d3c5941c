#pragma once

#include <QString>

namespace interleave {

/// "ILVE" in the file's header: https://www.sqlite.org/fileformat.html §1.3, offsets 60 and 68.
inline constexpr quint32 ApplicationId = 0x494C5645;
inline constexpr quint32 SchemaVersion = 3;

// Each function returns one sentence with what is wrong and what to do; empty when all is well.

/// SQLite treats some names specially: https://www.sqlite.org/uri.html and
/// https://www.sqlite.org/inmemorydb.html.
[[nodiscard]] QString problemWithName(const QString& name);
/// Why the file, or a new file at that path, cannot be the database; looks without SQLite and changes
/// nothing. Not for a file that this process has open (store/fileidentity.h).
[[nodiscard]] QString problemWithFile(const QString& file);

[[nodiscard]] QString heldByAnother(const QString& file);

} // namespace interleave
