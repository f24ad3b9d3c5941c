#pragma once

#include <QByteArray>

namespace interleave {

// Functions that take paths in the system's encoding, and keep the old file until the new one is complete.
// Each returns 0, or the system's error number (errno).

/// Writes all bytes, even if the system accepts only some at a time.
[[nodiscard]] int writeAll(int descriptor, const QByteArray& content);

/// Writes a file that must not exist yet.
[[nodiscard]] int createFile(const QByteArray& path, const QByteArray& content);
/// Replaces an existing regular file that is not a link. Its permissions, owner and hard links stay; after an
/// error it has its old content.
[[nodiscard]] int replaceFile(const QByteArray& path, const QByteArray& content);
/// Whether the file was made read-only, or this process may not write it. Replacing it would ignore that.
[[nodiscard]] bool isReadOnly(const QByteArray& path);

} // namespace interleave
