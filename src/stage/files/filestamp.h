#pragma once

#include <QString>

#include <optional>

namespace interleave {

/// What a regular file is, without its content (POSIX.1-2017 <sys/stat.h>). Equal stamps mean the same
/// content.
struct FileStamp final
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0;
    /// Nanoseconds since the epoch.
    qint64 modified = 0;

    /// Follows links. Nothing where there is no regular file. Any thread.
    [[nodiscard]] static std::optional<FileStamp> of(const QString& path);

    bool operator==(const FileStamp&) const = default;
};

} // namespace interleave
