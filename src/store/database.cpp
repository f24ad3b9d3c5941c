#include "store/database.h"

#include "core/values/text.h"
#include "store/databasefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>
#include <array>
#include <functional>

#include <sys/file.h>

namespace interleave {

namespace {

bool run(QSqlQuery& query, const QString& sql)
{
    const bool done = query.exec(sql);
    query.finish();
    return done;
}

/// The first two columns of each row; nothing when the query fails.
std::optional<QList<std::pair<QString, QString>>> pairsOf(QSqlQuery& query, const QString& sql)
{
    QList<std::pair<QString, QString>> pairs;
    if (!query.exec(sql))
        return std::nullopt;
    while (query.next())
        pairs.append({query.value(0).toString(), query.value(1).toString()});
    if (query.lastError().isValid())
        return std::nullopt;
    query.finish();
    return pairs;
}

constexpr std::array tables{
    "CREATE TABLE records (id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, version INTEGER NOT NULL,"
    " modified_at INTEGER NOT NULL, author TEXT NOT NULL)",
    "CREATE TABLE versions (id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,"
    " author TEXT NOT NULL, modified_at INTEGER NOT NULL, PRIMARY KEY (id, version)) WITHOUT ROWID",
};

constexpr std::array triggers{
    // A trigger writes the history in the transaction of the record, so that one conditional statement is a
    // complete save.
    "CREATE TRIGGER created AFTER INSERT ON records BEGIN INSERT INTO versions VALUES"
    " (new.id, new.version, new.body, new.author, new.modified_at, new.written); END",
    "CREATE TRIGGER updated AFTER UPDATE OF version ON records BEGIN INSERT INTO versions VALUES"
    " (new.id, new.version, new.body, new.author, new.modified_at, new.written); END",
};

/// What format 2 added to format 1: the lease of each record, its owner, its fencing token and its end in
/// milliseconds since the epoch.
constexpr std::array leaseColumns{
    "ALTER TABLE records ADD COLUMN lease_owner TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE records ADD COLUMN lease_token INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE records ADD COLUMN lease_until INTEGER NOT NULL DEFAULT 0",
};

/// What format 3 added: a body as the client sent it, where that differs from the canonical JSON.
constexpr std::array writtenColumns{
    "ALTER TABLE records ADD COLUMN written TEXT",
    "ALTER TABLE versions ADD COLUMN written TEXT",
};

/// Replaces the triggers of an earlier program; with wrong ones the history would have gaps.
bool renewTriggers(QSqlQuery& query)
{
    const auto found = pairsOf(
        query, QStringLiteral("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"));
    if (!found)
        return false;
    const bool isRight = found->size() == static_cast<qsizetype>(triggers.size()) &&
                         std::ranges::equal(*found, triggers, [](const auto& trigger, const char* sql) {
                             return trigger.second == QLatin1String(sql);
                         });
    if (isRight)
        return true;
    for (const auto& [name, sql] : *found) {
        QString quoted = name;
        quoted.replace(u'"', QLatin1String("\"\""));
        if (!run(query, QStringLiteral("DROP TRIGGER \"%1\"").arg(quoted)))
            return false;
    }
    return std::ranges::all_of(
        triggers, [&query](const char* sql) { return run(query, QString::fromLatin1(sql)); });
}

} // namespace

Database::Database()
    : m_connection(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

Database::~Database()
{
    QSqlDatabase::removeDatabase(m_connection);
    m_hold.close();
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
        return Text::tr("No temporary database can be made in “%1”: %2. Set TMPDIR to a folder that can be "
                        "written.")
            .arg(QDir::tempPath(), database->m_directory->errorString());
    }
    database->m_leftover.emplace(QFile::encodeName(database->m_directory->path()));
    const QString problem =
        database->openFile(database->m_directory->filePath(QStringLiteral("interleave.sqlite")));
    if (!problem.isEmpty())
        return problem;
    return database;
}

Result<std::unique_ptr<Database>, QString> Database::open(const QString& name)
{
    QString problem = problemWithName(name);
    if (!problem.isEmpty())
        return problem;
    // Follow a link once, so that the file that is checked is the one that is opened and watched. An absolute
    // path is never taken for a URI.
    const QFileInfo info(name);
    const QString file = info.exists()      ? info.canonicalFilePath()
                         : info.isSymLink() ? info.symLinkTarget()
                                            : info.absoluteFilePath();
    if (isOpenDatabase(file)) {
        return Text::tr("The database “%1” is open in this program already; it was left untouched. Give "
                        "another file.")
            .arg(file);
    }
    problem = problemWithFile(file);
    if (!problem.isEmpty())
        return problem;
    std::unique_ptr<Database> database(new Database);
    database->m_file.path = file;
    database->m_file.identity = FileIdentity::of(file);
    problem = database->openFile(file);
    if (problem.isEmpty())
        problem = database->watch();
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
        if (isBusy(query.lastError()))
            return heldByAnother(file);
        return Text::tr("The database “%1” cannot be used: %2. Give another file.")
            .arg(file, query.lastError().databaseText());
    };

    // A private database is deleted with the process, so it need not survive a power cut.
    const bool isPrivate = m_directory != nullptr;
    // Take the lock before anything is written, and never give it back. Records are small and a commit writes
    // whole pages, so keep those small.
    if (!run(query, QStringLiteral("PRAGMA page_size = 1024")) ||
        !run(query, QStringLiteral("PRAGMA locking_mode = EXCLUSIVE")) ||
        (isPrivate && !run(query, QStringLiteral("PRAGMA synchronous = OFF"))) ||
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
        if ((format < 2 && !runAll(leaseColumns)) || !runAll(writtenColumns))
            return problem();
        if (!run(query, QStringLiteral("PRAGMA application_id = %1").arg(ApplicationId)) ||
            !run(query, QStringLiteral("PRAGMA user_version = %1").arg(SchemaVersion)))
            return problem();
    }
    if (!renewTriggers(query) || !run(query, QStringLiteral("COMMIT")) ||
        !run(query, QStringLiteral("PRAGMA journal_mode = WAL")) ||
        (!isPrivate && !run(query, QStringLiteral("PRAGMA synchronous = NORMAL"))) ||
        // The first query creates the write-ahead log, which stays until the end.
        !run(query, QStringLiteral("SELECT count(*) FROM records")))
        return problem();
    return {};
}

QString Database::watch()
{
    m_log.path = m_file.path + QLatin1String("-wal");
    m_log.identity = FileIdentity::of(m_log.path);
    const auto opened = FileIdentity::of(m_file.path);
    const bool isAnother = m_file.identity && m_file.identity != opened;
    m_file.identity = opened;
    if (isAnother || !m_file.identity || !m_log.identity) {
        return Text::tr(
                   "The database “%1” was moved or replaced while it was opened. Start again when nobody "
                   "else works on it.")
            .arg(m_file.path);
    }
    // SQLite's locks are lost when this process closes any descriptor of the file, and other code may open
    // and close what it likes. This lock belongs to its descriptor.
    m_hold.setFileName(m_file.path);
    if (!m_hold.open(QIODevice::ReadOnly) || FileIdentity::of(m_hold.fileName()) != m_file.identity ||
        ::flock(m_hold.handle(), LOCK_EX | LOCK_NB) != 0)
        return heldByAnother(m_file.path);
    for (const Watched& file : {m_file, m_log})
        m_marks.push_back(std::make_unique<OpenDatabaseMark>(*file.identity));
    return {};
}

QString Database::problemWithPlace() const
{
    if (m_directory)
        return {};
    for (const Watched& file : {std::cref(m_file), std::cref(m_log)}) {
        const auto there = FileIdentity::of(file.path);
        if (there == file.identity)
            continue;
        return there ? Text::tr("The database’s file “%1” was replaced while the server had it open, so a "
                                "change would be gone at the next start. Put the old file back, or end the "
                                "server and start it again.")
                           .arg(file.path)
                     : Text::tr("The database’s file “%1” was moved or deleted while the server had it open, "
                                "so a change would be gone at the next start. Put it back, or end the server "
                                "and start it again.")
                           .arg(file.path);
    }
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
