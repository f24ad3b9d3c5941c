#pragma once

#include <QByteArray>

namespace interleave {

// Files as the system names them, written so that an old one is there until the new one is whole. Each
// returns 0, or the system's number (errno) for what went wrong.

/// Every byte to what is open, however often the system takes only some of them.
[[nodiscard]] int writeAll(int descriptor, const QByteArray& content);

/// A file that was not there.
[[nodiscard]] int createFile(const QByteArray& path, const QByteArray& content);
/// A regular file that is there and no link. Its permissions, owner and other names stay; after an error it
/// holds what it held before.
[[nodiscard]] int replaceFile(const QByteArray& path, const QByteArray& content);
/// Its owner marked that file so, or this process may not write it. To replace it would ask nobody.
[[nodiscard]] bool isReadOnly(const QByteArray& path);

} // namespace interleave
