#pragma once

#include <QString>

#include <optional>

namespace interleave {

/// Which file a path leads to, by whatever name or link (POSIX.1-2017 <sys/stat.h>, st_dev and st_ino).
struct FileIdentity final
{
    quint64 device = 0;
    quint64 inode = 0;

    /// Links are followed. Nothing when there is no such file.
    [[nodiscard]] static std::optional<FileIdentity> of(const QString& path);

    bool operator==(const FileIdentity&) const = default;
};

/// True for a file that a database of this process has open, by whatever name. Nothing else may open such a
/// file, not even to read it: closing any descriptor of a file gives back all locks that the process has on
/// it (POSIX.1-2017, fcntl), and another process could then write beside the database. Any thread.
[[nodiscard]] bool isOpenDatabase(const QString& path);

/// Says while it lives that a database has this file open. Any thread.
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
