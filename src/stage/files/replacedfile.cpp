#include "stage/files/replacedfile.h"

#include "core/values/leftover.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace interleave {

namespace {

/// Closes the descriptor, unless finish() did.
class Descriptor final
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;

    [[nodiscard]] int number() const { return m_number; }
    /// Syncs and closes: either may report that bytes accepted earlier did not fit.
    [[nodiscard]] int finish()
    {
        const bool synced = ::fsync(m_number) == 0 || errno == EINVAL || errno == EROFS;
        const int error = synced ? 0 : errno;
        const bool closed = ::close(std::exchange(m_number, -1)) == 0;
        return error == 0 && !closed ? errno : error;
    }

private:
    int m_number;
};

QByteArray folderOf(const QByteArray& path)
{
    return path.left(path.lastIndexOf('/') + 1);
}

/// Creates a new file in the folder of \a path, with default permissions.
int makeBeside(const QByteArray& path, QByteArray& name)
{
    constexpr int mostTries = 100;
    constexpr mode_t usual = 0666;
    int made = -1;
    for (int i = 0; i < mostTries && made < 0; ++i) {
        const QByteArray mark = QByteArray::number(QRandomGenerator::global()->generate64(), 36);
        name = folderOf(path) + ".interleave-" + mark;
        made = ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, usual);
        if (made < 0 && errno != EEXIST)
            break;
    }
    return made;
}

/// Writes a new file next to the old one, then renames it over that.
int replaceByRename(const QByteArray& path, const QByteArray& content, const struct stat* old)
{
    QByteArray name;
    Descriptor file(makeBeside(path, name));
    if (file.number() < 0)
        return errno;
    const Leftover leftover(name);
    const auto kept = [&]() -> int {
        if (old == nullptr)
            return 0;
        struct stat made
        {
        };
        if (::fstat(file.number(), &made) != 0)
            return errno;
        const bool sameOwner = made.st_uid == old->st_uid && made.st_gid == old->st_gid;
        if (!sameOwner && ::fchown(file.number(), old->st_uid, old->st_gid) != 0)
            return EPERM;
        constexpr mode_t permissions = 07777;
        return ::fchmod(file.number(), old->st_mode & permissions) == 0 ? 0 : errno;
    };
    int error = kept();
    if (error == 0)
        error = writeAll(file.number(), content);
    if (error == 0)
        error = file.finish();
    if (error == 0 && std::rename(name.constData(), path.constData()) != 0)
        error = errno;
    if (error != 0)
        ::unlink(name.constData());
    return error;
}

/// The bytes of the old file that \a size new bytes would overwrite.
QByteArray beginningOf(int descriptor, qint64 size)
{
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    qint64 done = 0;
    while (done < size) {
        const ssize_t got =
            ::pread(descriptor, bytes.data() + done, static_cast<std::size_t>(size - done), done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += got;
    }
    bytes.truncate(static_cast<qsizetype>(done));
    return bytes;
}

/// Overwrites in place, for a file that cannot be replaced. Allocates the space before it writes the first
/// byte, and restores the old bytes if that was not enough.
int writeOver(const QByteArray& path, const QByteArray& content)
{
    Descriptor file(::open(path.constData(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    struct stat old
    {
    };
    if (file.number() < 0 || ::fstat(file.number(), &old) != 0)
        return errno;
    const QByteArray before = beginningOf(file.number(), std::min<qint64>(old.st_size, content.size()));
    if (before.size() != std::min<qint64>(old.st_size, content.size()))
        return EIO;
    int error = 0;
    do {
        error = content.isEmpty() ? 0 : ::posix_fallocate(file.number(), 0, content.size());
    } while (error == EINTR);
    if (error == 0)
        error = writeAll(file.number(), content);
    if (error == 0 && ::ftruncate(file.number(), content.size()) != 0)
        error = errno;
    if (error == 0)
        return file.finish();
    ::lseek(file.number(), 0, SEEK_SET);
    static_cast<void>(writeAll(file.number(), before));
    static_cast<void>(!::ftruncate(file.number(), old.st_size));
    return error;
}

/// Whether the file has properties that a new one in its place would not have.
bool isMoreThanItsContent(const QByteArray& path, const struct stat& status)
{
    return status.st_nlink > 1 || ::getxattr(path.constData(), "system.posix_acl_access", nullptr, 0) > 0;
}

} // namespace

int writeAll(int descriptor, const QByteArray& content)
{
    qsizetype done = 0;
    while (done < content.size()) {
        const ssize_t taken =
            ::write(descriptor, content.constData() + done, static_cast<std::size_t>(content.size() - done));
        if (taken > 0) {
            done += taken;
        } else if (taken < 0 && errno == EAGAIN) {
            pollfd ready{descriptor, POLLOUT, 0};
            static_cast<void>(::poll(&ready, 1, -1));
        } else if (taken == 0 || errno != EINTR) {
            return taken == 0 ? EIO : errno;
        }
    }
    return 0;
}

int createFile(const QByteArray& path, const QByteArray& content)
{
    return replaceByRename(path, content, nullptr);
}

int replaceFile(const QByteArray& path, const QByteArray& content)
{
    struct stat old
    {
    };
    if (::lstat(path.constData(), &old) != 0)
        return errno;
    if (isMoreThanItsContent(path, old))
        return writeOver(path, content);
    const int error = replaceByRename(path, content, &old);
    // The folder does not allow creating or replacing files, or the file belongs to somebody else or is a
    // mount point.
    const bool mayBeWrittenOver = error == EACCES || error == EPERM || error == EROFS || error == EBUSY;
    return mayBeWrittenOver ? writeOver(path, content) : error;
}

bool isReadOnly(const QByteArray& path)
{
    struct stat status
    {
    };
    // The superuser may write to every file, but one without any write bit was made read-only on purpose.
    const bool isMarked =
        ::stat(path.constData(), &status) == 0 && (status.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0;
    return isMarked || ::faccessat(AT_FDCWD, path.constData(), W_OK, AT_EACCESS) != 0;
}

} // namespace interleave
