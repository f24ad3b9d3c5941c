#include "store/databasefile.h"

#include "core/values/bounds.h"
#include "core/values/text.h"
#include "store/databasecheck.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>
#include <QtEndian>

#include <fcntl.h>
#include <sys/file.h>

namespace interleave {

namespace {

QString damaged(const QString& file, const QString& damage)
{
    return Text::tr(
               "The database “%1” is damaged (%2); it was left untouched. Put back a copy from before, or "
               "give another file.")
        .arg(file, damage);
}

/// Whether another process has any of SQLite's locks on the open file
/// (https://www.sqlite.org/lockingv3.html: the bytes from 1 GiB on), or Interleave's own.
bool isLocked(const QFile& device)
{
    // This lock is released with the descriptor.
    if (::flock(device.handle(), LOCK_EX | LOCK_NB) != 0)
        return true;
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = 0x40000000;
    lock.l_len = 512;
    return ::fcntl(device.handle(), F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

/// What a crash can leave beside a database; also what is left of a database that was deleted.
QString leftBeside(const QString& file)
{
    for (const char* suffix : {"-wal", "-journal"}) {
        if (QFileInfo(file + QLatin1String(suffix)).size() > 0)
            return file + QLatin1String(suffix);
    }
    return {};
}

/// SQLite would delete what it finds beside a new database.
QString problemWithNew(const QString& file)
{
    const QString left = leftBeside(file);
    if (left.isEmpty())
        return {};
    return Text::tr("“%1” is no database yet, but “%2” holds changes of one; both were left untouched. Put "
                    "the database back beside it, or give another file.")
        .arg(file, left);
}

/// After a crash a copy of the database is checked; copying a very large one would fill the disk.
QString problemWithSize(const QString& file)
{
    const QString left = leftBeside(file);
    const qint64 size = QFileInfo(file).size() + QFileInfo(file + QLatin1String("-wal")).size() +
                        QFileInfo(file + QLatin1String("-journal")).size();
    if (left.isEmpty() || size <= bounds::CopiedDatabase)
        return {};
    return Text::tr(
               "A crash left changes of “%1” in “%2”, and together they are too large to be looked at "
               "(%3; at most %4); both were left untouched. Let sqlite3 take the changes in with “PRAGMA "
               "integrity_check;”, and give the file again.")
        .arg(
            file,
            left,
            QLocale::c().formattedDataSize(size, 0),
            QLocale::c().formattedDataSize(bounds::CopiedDatabase, 0));
}

/// Reads the file's own header without SQLite, so that a file of another program stays unchanged: opening it
/// could already roll back a journal or take part in its locks.
QString problemWithHeader(const QString& file)
{
    QFile device(file);
    if (!device.open(QIODevice::ReadOnly)) {
        return Text::tr("The database “%1” cannot be read: %2. Give a file that you may read and write.")
            .arg(file, device.errorString());
    }
    if (isLocked(device))
        return heldByAnother(file);
    const QByteArray header = device.read(100);
    if (header.isEmpty() && device.error() != QFileDevice::NoError) {
        return Text::tr("The database “%1” cannot be read: %2. Give a file that you may read and write.")
            .arg(file, device.errorString());
    }
    if (header.isEmpty())
        return problemWithNew(file);
    if (header.size() < 100 || !header.startsWith(QByteArray("SQLite format 3\0", 16))) {
        return Text::tr("“%1” is not a database; it was left untouched. Give a new file, or one that "
                        "interleave made.")
            .arg(file);
    }
    if (qFromBigEndian<quint32>(header.constData() + 68) != ApplicationId) {
        return Text::tr(
                   "“%1” is another program’s database; it was left untouched. Give a new file, or one that "
                   "interleave made.")
            .arg(file);
    }
    const auto version = qFromBigEndian<quint32>(header.constData() + 60);
    if (version > SchemaVersion) {
        return Text::
            tr("“%1” was made by a newer interleave (format %2, this one reads %3); it was left untouched. "
               "Use that newer version, or give another file.")
                .arg(file, QString::number(version), QString::number(SchemaVersion));
    }
    device.close();
    if (const QString problem = problemWithSize(file); !problem.isEmpty())
        return problem;
    // Offsets 18 and 19 are the write and read versions; SQLite opens a file with other values read-only.
    const bool isWritable = header[18] > 0 && header[18] <= 2 && header[19] > 0 && header[19] <= 2;
    const QString damage = version == 0 ? Text::tr("its format is 0, which is none")
                           : isWritable ? damageOf(file, version)
                                        : Text::tr("its header asks for another SQLite");
    return damage.isEmpty() ? QString() : damaged(file, damage);
}

} // namespace

QString heldByAnother(const QString& file)
{
    return Text::tr("The database “%1” is held by another process; it was left untouched. Close that one, or "
                    "give another file.")
        .arg(file);
}

QString problemWithName(const QString& name)
{
    static const QRegularExpression scheme(
        QStringLiteral("\\A(file:|[A-Za-z][A-Za-z0-9+.-]*://)"), QRegularExpression::CaseInsensitiveOption);
    if (name.trimmed().isEmpty())
        return Text::tr("The database’s name is empty. Give the name of a file.");
    if (name == QLatin1String(":memory:")) {
        return Text::tr(
            "“:memory:” is a database that is gone at the end, and one is kept only in a file. Give "
            "the name of a file, or leave --database out.");
    }
    if (scheme.match(name).hasMatch()) {
        return Text::tr(
                   "“%1” is a URI, and a database is given by the name of its file. Give that name; for a "
                   "file that is called so, “./%1”.")
            .arg(name);
    }
    return {};
}

QString problemWithFile(const QString& file)
{
    const QFileInfo info(file);
    if (!info.exists()) {
        const QFileInfo folder(info.absolutePath());
        if (folder.isDir() && folder.isWritable())
            return problemWithNew(file);
        return Text::
            tr("The database “%1” cannot be made, because its folder does not exist or is read-only. Give a "
               "file in a folder that you may write.")
                .arg(file);
    }
    if (!info.isFile())
        return Text::tr("“%1” is no file. Give the file of a database, or a new one.").arg(file);
    // The superuser may write to every file, but one without any write bit was made read-only on purpose.
    const auto anybody = QFileDevice::WriteOwner | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    if (!info.isWritable() || !(info.permissions() & anybody)) {
        return Text::tr("The database “%1” is read-only; it was left untouched. Make it writable, or give "
                        "another file.")
            .arg(file);
    }
    return problemWithHeader(file);
}

} // namespace interleave
