#pragma once

#include <QString>

#include <optional>

namespace interleave {

/// Identifies the file that a path leads to, whatever the name or link (POSIX.1-2017 <sys/stat.h>, st_dev and
/// st_ino).
struct FileIdentity final
{
    quint64 device = 0;
    quint64 inode = 0;

    /// Follows links. Nothing when there is no such file.
    [[nodiscard]] static std::optional<FileIdentity> of(const QString& path);

    bool operator==(const FileIdentity&) const = default;
};

/// True for a file that a database of this process has open, whatever the path. Don't open such a file for
/// anything else, not even for reading: closing any descriptor of a file releases all locks that the process
/// has on it (POSIX.1-2017, fcntl), and another process could then write to the database. Any thread.
[[nodiscard]] bool isOpenDatabase(const QString& path);

/// While it lives, the file counts as an open database. Any thread.
class OpenDatabaseMark final
{
public:
    explicit OpenDatabaseMark(const FileIdentity& file);
    ~OpenDatabaseMark();
    OpenDatabaseMark(const OpenDatabaseMark&) = delete;
    OpenDatabaseMark& operator=(const OpenDatabaseMark&) = delete;

private:
    FileIdentity m_file;
};

} // namespace interleave
