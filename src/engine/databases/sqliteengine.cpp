#include "engine/databases/sqliteengine.h"

#include "core/transactions/knownengines.h"
#include "core/values/text.h"

#include <QDir>
#include <QFile>
#include <QSqlDriver>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <initializer_list>

#include <sqlite3.h>

namespace interleave {

namespace {

constexpr QLatin1String ReadUncommitted("read uncommitted");
constexpr QLatin1String Serializable("serializable");
constexpr QLatin1String Immediate("serializable immediate");
constexpr QLatin1String ReadUncommittedPragma("PRAGMA read_uncommitted = 1");

/// Lessons may be by strangers: no statement reaches beyond the lesson's own database
/// (https://www.sqlite.org/c3ref/set_authorizer.html). VACUUM INTO attaches its file.
int authorize(void* mayVary, int action, const char* first, const char* second, const char*, const char*)
{
    const auto isOneOf = [](const char* name, std::initializer_list<const char*> names) {
        return name == nullptr || std::ranges::any_of(names, [name](const char* known) {
                   return sqlite3_stricmp(name, known) == 0;
               });
    };
    switch (action) {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
    case SQLITE_CREATE_VTABLE:
        return SQLITE_DENY;
    case SQLITE_PRAGMA:
        return isOneOf(first, {"table_info", "index_list", "foreign_keys"}) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
        if (isOneOf(
                second,
                {"random",
                 "randomblob",
                 "date",
                 "time",
                 "datetime",
                 "julianday",
                 "unixepoch",
                 "strftime",
                 "current_date",
                 "current_time",
                 "current_timestamp"}))
            static_cast<std::atomic_bool*>(mayVary)->store(true);
        return isOneOf(second, {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"})
                   ? SQLITE_DENY
                   : SQLITE_OK;
    default:
        return SQLITE_OK;
    }
}

QString guardConnection(const QSqlDriver& driver, std::atomic_bool* mayVary)
{
    const QVariant handle = driver.handle();
    QSqlQuery query(driver.createResult());
    const bool isKnown = query.exec(QStringLiteral("SELECT sqlite_source_id()")) && query.next();
    const QByteArray source = isKnown ? query.value(0).toByteArray() : QByteArray();
    query.finish();
    // A driver with an SQLite of its own has other structures in memory.
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0 || source != sqlite3_sourceid())
        return Text::tr("Qt’s driver has another SQLite than this program, %1", "a version")
            .arg(QLatin1String(sqlite3_libversion()));
    auto* const connection = *static_cast<sqlite3* const*>(handle.constData());
    return sqlite3_set_authorizer(connection, &authorize, mayVary) == SQLITE_OK
               ? QString()
               : Text::tr("it takes no authorizer");
}

// https://www.sqlite.org/rescode.html
constexpr int Busy = 5;
constexpr int Locked = 6;
constexpr int LockedSharedCache = 262;

} // namespace

Result<std::unique_ptr<Engine>, QString> SqliteEngine::start()
{
    const QString missing = problemWithDriver(
        QStringLiteral("QSQLITE"), QStringLiteral("SQLite"), QStringLiteral("libqt6sql6-sqlite"));
    if (!missing.isEmpty())
        return missing;
    std::unique_ptr<SqliteEngine> engine(new SqliteEngine);
    if (!engine->m_folder.isValid()) {
        return Text::tr("No temporary database can be made in “%1”: %2. Set TMPDIR to a folder that can be "
                        "written.")
            .arg(QDir::tempPath(), engine->m_folder.errorString());
    }
    engine->m_leftover.emplace(QFile::encodeName(engine->m_folder.path()));
    const QString problem = engine->reset(Serializable, {});
    if (!problem.isEmpty())
        return problem;
    const EngineAnswer version = engine->ask(QStringLiteral("SELECT sqlite_version()"));
    engine->m_version = toText(version.rows.first().first());
    return std::unique_ptr<Engine>(std::move(engine));
}

QStringList SqliteEngine::allLevels()
{
    return knownEngine(QStringLiteral("sqlite"))->levels;
}

ConnectionSettings SqliteEngine::settingsOf(const QString& level) const
{
    ConnectionSettings settings;
    settings.driver = QStringLiteral("QSQLITE");
    // The player tries again when another session has ended its transaction, so never wait here.
    settings.options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=0");
    const QString name = QStringLiteral("lesson%1").arg(m_databases);
    if (level == ReadUncommitted) {
        settings.options += QStringLiteral(";QSQLITE_OPEN_URI");
        settings.database = QStringLiteral("file:%1-%2?mode=memory&cache=shared")
                                .arg(QFileInfo(m_folder.path()).fileName(), name);
        settings.setup.append(QString(ReadUncommittedPragma));
    } else {
        settings.database = m_folder.filePath(name + QLatin1String(".sqlite"));
        settings.setup.append(
            {QStringLiteral("PRAGMA synchronous = OFF"), QStringLiteral("PRAGMA journal_mode = WAL")});
    }
    settings.setup.append(QStringLiteral("PRAGMA temp_store = MEMORY"));
    settings.guard = [mayVary = m_mayVary](const QSqlDriver& driver) {
        return guardConnection(driver, mayVary.get());
    };
    return settings;
}

QString SqliteEngine::reset(const QString& level, const QStringList& setup)
{
    closeMonitor();
    for (const QString& file : QDir(m_folder.path()).entryList(QDir::Files))
        QFile::remove(m_folder.filePath(file));
    ++m_databases;
    *m_mayVary = false;
    ConnectionSettings monitor = settingsOf(level);
    // It sees only what is committed, at every level.
    monitor.setup.removeAll(QString(ReadUncommittedPragma));
    QString problem = openCancellable(monitor);
    if (problem.isEmpty())
        problem = makeTables(setup);
    // Temporary tables of the setup would hide those that others see. The new connection is open before the
    // old one closes, with which a database in memory would go.
    return problem.isEmpty() ? openCancellable(monitor) : problem;
}

/// Opens the connection of ask(). The error is one sentence.
QString SqliteEngine::openCancellable(ConnectionSettings settings)
{
    const Handle handle = addHandle(settings);
    const QString problem = openMonitor(settings);
    if (!problem.isEmpty())
        return Text::tr("SQLite cannot be used: %1.").arg(problem);
    setMonitorCanceller(cancellerOf(handle));
    return {};
}

/// Of the connection that will be opened with \a settings. Open until the session is gone, which cancels it
/// before.
SqliteEngine::Handle SqliteEngine::addHandle(ConnectionSettings& settings)
{
    const auto handle = std::make_shared<std::atomic<sqlite3*>>(nullptr);
    settings.guard = [guard = settings.guard, handle](const QSqlDriver& driver) {
        const QString problem = guard(driver);
        if (problem.isEmpty())
            *handle = *static_cast<sqlite3* const*>(driver.handle().constData());
        return problem;
    };
    return handle;
}

std::function<void()> SqliteEngine::cancellerOf(const Handle& handle)
{
    return [handle] { sqlite3_interrupt(*handle); };
}

Result<std::unique_ptr<EngineSession>, QString>
SqliteEngine::connect(const QString& session, const QString& level)
{
    ConnectionSettings settings = settingsOf(level);
    const Handle handle = addHandle(settings);
    auto opened = EngineSession::open(session, settings);
    if (opened) {
        opened.value()->setCanceller(cancellerOf(handle));
        opened.value()->setTransactionCheck([handle] { return sqlite3_get_autocommit(*handle) == 0; });
    }
    return opened;
}

QString SqliteEngine::tableQuery() const
{
    return QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
}

QString SqliteEngine::beginSql(const QString& level) const
{
    return level == Immediate ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("BEGIN");
}

bool SqliteEngine::isTriedAgain(const EngineAnswer& answer) const
{
    const int code = answer.succeeded ? 0 : answer.code.toInt();
    return code == Busy || code == Locked || code == LockedSharedCache;
}

} // namespace interleave
