#include "store/database.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlQuery>
#include <QUuid>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace interleave {

namespace {

// "ILVE" in the file's header: https://www.sqlite.org/fileformat.html §1.3, offsets 60 and 68.
constexpr quint32 ApplicationId = 0x494C5645;
constexpr quint32 SchemaVersion = 2;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::Database)
};

/// What the file's own header says, read without SQLite, so that a file that is not ours stays as it is:
/// opening it could already roll back a journal or take part in its locks.
QString problemWithHeader(const QString& file)
{
    QFile device(file);
    if (!device.open(QIODevice::ReadOnly)) {
        return Text::tr("The database “%1” cannot be read: %2. Give a file that you may read and write.")
            .arg(file, device.errorString());
    }
    const QByteArray header = device.read(100);
    if (header.isEmpty())
        return {};
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
                .arg(file)
                .arg(version)
                .arg(SchemaVersion);
    }
    return {};
}

QString problemWithFile(const QString& file)
{
    const QFileInfo info(file);
    if (!info.exists()) {
        const QFileInfo folder(info.absolutePath());
        if (folder.isDir() && folder.isWritable())
            return {};
        return Text::
            tr("The database “%1” cannot be made, because its folder does not exist or is read-only. Give a "
               "file in a folder that you may write.")
                .arg(file);
    }
    if (!info.isFile())
        return Text::tr("“%1” is no file. Give the file of a database, or a new one.").arg(file);
    // The superuser may write everything; a file without any write bit was still marked by its owner.
    const auto anybody = QFileDevice::WriteOwner | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    if (!info.isWritable() || !(info.permissions() & anybody)) {
        return Text::tr("The database “%1” is read-only; it was left untouched. Make it writable, or give "
                        "another file.")
            .arg(file);
    }
    return problemWithHeader(file);
}

bool run(QSqlQuery& query, const QString& sql)
{
    const bool done = query.exec(sql);
    query.finish();
    return done;
}

constexpr std::array tables{
    "CREATE TABLE records (id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, version INTEGER NOT NULL,"
    " modified_at INTEGER NOT NULL, author TEXT NOT NULL)",
    "CREATE TABLE versions (id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,"
    " author TEXT NOT NULL, modified_at INTEGER NOT NULL, PRIMARY KEY (id, version)) WITHOUT ROWID",
    // The history is written by the statement that writes the record, in its transaction, so that one
    // conditional statement is the whole of a save.
    "CREATE TRIGGER created AFTER INSERT ON records BEGIN INSERT INTO versions VALUES"
    " (new.id, new.version, new.body, new.author, new.modified_at); END",
    "CREATE TRIGGER updated AFTER UPDATE OF version ON records BEGIN INSERT INTO versions VALUES"
    " (new.id, new.version, new.body, new.author, new.modified_at); END",
};

/// What format 2 added to format 1: the lease of each record, its owner, its fencing token and its end in
/// milliseconds since the epoch.
constexpr std::array leaseColumns{
    "ALTER TABLE records ADD COLUMN lease_owner TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE records ADD COLUMN lease_token INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE records ADD COLUMN lease_until INTEGER NOT NULL DEFAULT 0",
};

} // namespace

Database::Database()
    : m_connection(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

Database::~Database()
{
    QSqlDatabase::removeDatabase(m_connection);
}

QSqlDatabase Database::connection() const
{
    return QSqlDatabase::database(m_connection, false);
}

Result<std::unique_ptr<Database>, QString> Database::openPrivate()
{
    std::unique_ptr<Database> database(new Database);
    database->m_directory = std::make_unique<QTemporaryDir>();
    if (!database->m_directory->isValid()) {
        return Text::tr(
                   "No temporary database can be made in “%1”: %2. Free some space there, or set TMPDIR to "
                   "another folder.")
            .arg(QDir::tempPath(), database->m_directory->errorString());
    }
    const QString problem =
        database->openFile(database->m_directory->filePath(QStringLiteral("interleave.sqlite")));
    if (!problem.isEmpty())
        return problem;
    return database;
}

Result<std::unique_ptr<Database>, QString> Database::open(const QString& file)
{
    QString problem = problemWithFile(file);
    if (!problem.isEmpty())
        return problem;
    std::unique_ptr<Database> database(new Database);
    problem = database->openFile(file);
    if (!problem.isEmpty())
        return problem;
    return database;
}

QString Database::openFile(const QString& file)
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    if (!connection.isValid())
        return Text::tr("Qt’s SQLite driver is missing. Install it (on Debian: libqt6sql6-sqlite).");
    connection.setDatabaseName(file);
    connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=0"));
    if (!connection.open()) {
        return Text::tr("The database “%1” cannot be opened: %2. Give a file that you may read and write.")
            .arg(file, connection.lastError().databaseText());
    }
    return prepareTables(file);
}

QString Database::prepareTables(const QString& file)
{
    QSqlQuery query(connection());
    const auto problem = [&] {
        if (isBusy(query.lastError())) {
            return Text::
                tr("The database “%1” is held by another process; it was left untouched. Close that one, or "
                   "give another file.")
                    .arg(file);
        }
        return Text::tr("The database “%1” cannot be used: %2. Give another file.")
            .arg(file, query.lastError().databaseText());
    };

    // A private database goes with the process: there is nothing to keep safe from a power cut.
    const bool isPrivate = m_directory != nullptr;
    // The lock is taken before anything is written, and from then on never given back.
    // Records are small, and a commit writes whole pages.
    if (!run(query, QStringLiteral("PRAGMA page_size = 1024")) ||
        !run(query, QStringLiteral("PRAGMA locking_mode = EXCLUSIVE")) ||
        !run(query, QStringLiteral("BEGIN EXCLUSIVE")))
        return problem();
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return problem();
    const unsigned format = query.value(0).toUInt();
    query.finish();
    const auto runAll = [&query](const auto& statements) {
        return std::ranges::all_of(
            statements, [&query](const char* sql) { return run(query, QString::fromLatin1(sql)); });
    };
    if (format == 0 && !runAll(tables))
        return problem();
    if (format < SchemaVersion) {
        if (!runAll(leaseColumns))
            return problem();
        if (!run(query, QStringLiteral("PRAGMA application_id = %1").arg(ApplicationId)) ||
            !run(query, QStringLiteral("PRAGMA user_version = %1").arg(SchemaVersion)))
            return problem();
    }
    if (!run(query, QStringLiteral("COMMIT")) || !run(query, QStringLiteral("PRAGMA journal_mode = WAL")) ||
        !run(
            query,
            isPrivate ? QStringLiteral("PRAGMA synchronous = OFF")
                      : QStringLiteral("PRAGMA synchronous = NORMAL")))
        return problem();
    return {};
}

bool Database::isBusy(const QSqlError& error)
{
    constexpr int busy = 5;
    constexpr int locked = 6;
    const int primary = error.nativeErrorCode().toInt() & 0xff;
    return primary == busy || primary == locked;
}

} // namespace interleave
