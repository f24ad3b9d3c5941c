#include "stage/files/savedfile.h"

#include "core/values/text.h"
#include "stage/files/replacedfile.h"
#include "store/fileidentity.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace interleave {

namespace {

/// What a path leads to after following links.
struct Place final
{
    enum class Kind {
        Nothing, ///< nothing is there yet
        File,
        Folder,
        Stream,     ///< a named pipe, a terminal, or another device that takes bytes one after the other
        Descriptor, ///< something that this process already has open
        Other       ///< a socket, a disk
    };

    Kind kind = Kind::Nothing;
    QByteArray path;
    int descriptor = -1;
    /// Why the kind is unknown; 0 when it is known.
    int error = 0;
};

QByteArray realPath(const QByteArray& path)
{
    std::array<char, PATH_MAX> real{};
    return ::realpath(path.constData(), real.data()) == nullptr ? QByteArray() : QByteArray(real.data());
}

/// The open descriptor that a path such as /dev/fd/3 names. Opening such a path again would make a separate
/// descriptor, which for a file starts at its beginning.
int descriptorNamed(const QByteArray& folder, const QByteArray& name)
{
    bool isNumber = false;
    const int descriptor = name.toInt(&isNumber);
    if (!isNumber || descriptor < 0)
        return -1;
    const QByteArray real = realPath(folder);
    const bool isOurs =
        !real.isEmpty() && (real == realPath("/proc/self/fd") || real == realPath("/proc/thread-self/fd") ||
                            real == realPath("/dev/fd"));
    return isOurs ? descriptor : -1;
}

Place::Kind kindOf(mode_t mode)
{
    if (S_ISREG(mode))
        return Place::Kind::File;
    if (S_ISDIR(mode))
        return Place::Kind::Folder;
    return S_ISFIFO(mode) || S_ISCHR(mode) ? Place::Kind::Stream : Place::Kind::Other;
}

Place placeOf(const QString& name)
{
    constexpr int mostLinks = 40;
    Place place;
    place.path = QFile::encodeName(name);
    for (int i = 0; i < mostLinks; ++i) {
        const qsizetype slash = place.path.lastIndexOf('/');
        const QByteArray base = place.path.mid(slash + 1);
        const QByteArray folder = slash < 0 ? QByteArray(".") : place.path.left(slash + 1);
        place.descriptor = descriptorNamed(folder, base);
        if (place.descriptor >= 0) {
            place.kind = Place::Kind::Descriptor;
            return place;
        }
        struct stat status
        {
        };
        if (base.isEmpty() || base == "." || base == "..") {
            place.kind = Place::Kind::Folder;
            return place;
        }
        if (::lstat(place.path.constData(), &status) != 0) {
            place.error = errno == ENOENT ? 0 : errno;
            return place;
        }
        if (!S_ISLNK(status.st_mode)) {
            place.kind = kindOf(status.st_mode);
            return place;
        }
        std::array<char, PATH_MAX> target{};
        const ssize_t size = ::readlink(place.path.constData(), target.data(), target.size());
        if (size < 0) {
            place.error = errno;
            return place;
        }
        const QByteArray link(target.data(), static_cast<qsizetype>(size));
        place.path = link.startsWith('/') ? link : (slash < 0 ? link : folder + link);
    }
    place.error = ELOOP;
    return place;
}

QString notWritten(const QString& path, int error)
{
    return Text::tr("“%1” was not written: %2. Choose another place.")
        .arg(path, QString::fromStdString(std::generic_category().message(error)));
}

QString aFolder(const QString& path)
{
    return Text::tr("“%1” is a folder. Name a file.").arg(path);
}

QString replace(const QString& path, const Place& place, const QByteArray& content)
{
    if (isOpenDatabase(path)) {
        return Text::tr(
                   "“%1” is the database that this program keeps its records in; it was left alone. Choose "
                   "another place.")
            .arg(path);
    }
    if (place.kind == Place::Kind::File && isReadOnly(place.path)) {
        return Text::tr(
                   "“%1” is read-only; it was left as it was. Make it writable, or choose another place.")
            .arg(path);
    }
    const int error =
        place.kind == Place::Kind::File ? replaceFile(place.path, content) : createFile(place.path, content);
    return error == 0 ? QString() : notWritten(path, error);
}

Written streamed(const QString& path, int error)
{
    if (error == 0)
        return {};
    return {false, error == EPIPE ? QString() : notWritten(path, error)};
}

Written writeDescriptor(const QString& path, int descriptor, const QByteArray& content)
{
    int error = writeAll(descriptor, content);
    // Some file systems report a full disk only on closing. Close a copy, so that the descriptor stays open
    // for others.
    const int copy = error == 0 ? ::fcntl(descriptor, F_DUPFD_CLOEXEC, 3) : -1;
    if (copy >= 0 && ::close(copy) != 0)
        error = errno;
    if (descriptor != STDOUT_FILENO || error == 0 || error == EPIPE)
        return streamed(path, error);
    return {
        false,
        Text::tr("Standard output was not written: %1.")
            .arg(QString::fromStdString(std::generic_category().message(error)))};
}

Written writeStream(const QString& path, const Place& place, const QByteArray& content)
{
    const int descriptor = ::open(place.path.constData(), O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return streamed(path, errno);
    const int error = writeAll(descriptor, content);
    const bool isClosed = ::close(descriptor) == 0;
    return streamed(path, error == 0 && !isClosed ? errno : error);
}

} // namespace

QString saveFile(const QString& path, const QByteArray& content)
{
    const Place place = placeOf(path);
    if (place.error != 0)
        return notWritten(path, place.error);
    switch (place.kind) {
    case Place::Kind::Nothing:
    case Place::Kind::File:
        return replace(path, place, content);
    case Place::Kind::Folder:
        return aFolder(path);
    case Place::Kind::Stream:
    case Place::Kind::Descriptor:
    case Place::Kind::Other:
        break;
    }
    return Text::tr("“%1” is no file but a device, a pipe or a socket; it was left alone. Name a file.")
        .arg(path);
}

Written writeResult(const QString& path, const QByteArray& content)
{
    if (isStandardOutput(path))
        return writeDescriptor(path, STDOUT_FILENO, content);
    const Place place = placeOf(path);
    if (place.error == 0 && place.kind == Place::Kind::Descriptor)
        return writeDescriptor(path, place.descriptor, content);
    if (place.error == 0 && place.kind == Place::Kind::Stream)
        return writeStream(path, place, content);
    const QString problem = saveFile(path, content);
    return {problem.isEmpty(), problem};
}

bool isStandardOutput(const QString& path)
{
    if (path == QLatin1String("-"))
        return true;
    const Place place = placeOf(path);
    return place.kind == Place::Kind::Descriptor && place.descriptor == STDOUT_FILENO;
}

} // namespace interleave
