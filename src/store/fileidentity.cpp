#include "store/fileidentity.h"

#include <QFile>
#include <QList>
#include <QMutex>

#include <sys/stat.h>

namespace interleave {

namespace {

/// File locks belong to the process, so the list of open databases is global too.
struct OpenDatabases
{
    QMutex mutex;
    QList<FileIdentity> files;
};

OpenDatabases& openDatabases()
{
    static OpenDatabases databases;
    return databases;
}

} // namespace

std::optional<FileIdentity> FileIdentity::of(const QString& path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return std::nullopt;
    return FileIdentity{static_cast<quint64>(status.st_dev), static_cast<quint64>(status.st_ino)};
}

bool isOpenDatabase(const QString& path)
{
    const auto file = FileIdentity::of(path);
    OpenDatabases& open = openDatabases();
    const QMutexLocker locker(&open.mutex);
    return file && open.files.contains(*file);
}

OpenDatabaseMark::OpenDatabaseMark(const FileIdentity& file)
    : m_file(file)
{
    OpenDatabases& open = openDatabases();
    const QMutexLocker locker(&open.mutex);
    open.files.append(m_file);
}

OpenDatabaseMark::~OpenDatabaseMark()
{
    OpenDatabases& open = openDatabases();
    const QMutexLocker locker(&open.mutex);
    open.files.removeOne(m_file);
}

} // namespace interleave
