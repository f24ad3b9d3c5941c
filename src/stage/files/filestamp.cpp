#include "stage/files/filestamp.h"

#include <QFile>

#include <sys/stat.h>

namespace interleave {

std::optional<FileStamp> FileStamp::of(const QString& path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
    constexpr qint64 second = 1'000'000'000;
    return FileStamp{
        static_cast<quint64>(status.st_dev),
        static_cast<quint64>(status.st_ino),
        static_cast<qint64>(status.st_size),
        static_cast<qint64>(status.st_mtim.tv_sec) * second + static_cast<qint64>(status.st_mtim.tv_nsec)};
}

} // namespace interleave
