#pragma once

#include <QDir>
#include <QFile>
#include <QString>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace interleave::testing {

/// A device like /dev/full or /dev/null in the test's own folder: a bug in a test run as the superuser must
/// not replace the system's device. If it cannot be created, which means no privileges, the system's device.
inline QString ownDevice(const QDir& folder, const QString& name)
{
    const unsigned minor = name == QLatin1String("full") ? 7 : 3;
    const QString path = folder.filePath(name + QStringLiteral("-device"));
    const QByteArray file = QFile::encodeName(path);
    if (::mknod(file.constData(), S_IFCHR | 0666, makedev(1, minor)) == 0) {
        const int opened = ::open(file.constData(), O_WRONLY | O_CLOEXEC);
        if (opened >= 0) {
            ::close(opened);
            return path;
        }
        ::unlink(file.constData());
    }
    return QStringLiteral("/dev/") + name;
}

} // namespace interleave::testing
