#include "engine/databases/postgresqlengine.h"

#include "core/transactions/knownengines.h"
#include "core/values/text.h"
#include "engine/databases/serverguest.h"

#include <algorithm>

#include <csignal>

namespace interleave {

namespace {

constexpr QLatin1String Admin("interleave_admin");
constexpr QLatin1String Role("interleave");
constexpr QLatin1String Database("lesson");
constexpr const char* Settings[]{
    "listen_addresses=",
    // Gone with the program, so nothing has to survive a power cut.
    "fsync=off",
    // After ANALYZE a small table is read as a whole, which makes SERIALIZABLE refuse more.
    "autovacuum=off",
    "max_connections=40",
    "shared_buffers=16MB"};
/// The first number of our advisory locks; the second is that of the schema's name.
constexpr int LockClass = 0x494c5645;

const QStringList& binaries()
{
    static const QStringList folders{
        QStringLiteral("/usr/lib/postgresql/*/bin"), QStringLiteral("/usr/sbin")};
    return folders;
}

QString problemWithDriver()
{
    return interleave::problemWithDriver(
        QStringLiteral("QPSQL"), QStringLiteral("PostgreSQL"), QStringLiteral("libqt6sql6-psql"));
}

} // namespace

Result<std::unique_ptr<Engine>, QString> PostgresqlEngine::start(const ServerStart& start)
{
    const QString missing = problemWithDriver();
    if (!missing.isEmpty())
        return missing;
    if (findServerProgram(QStringLiteral("postgres"), binaries()).isEmpty() ||
        findServerProgram(QStringLiteral("initdb"), binaries()).isEmpty())
        return Text::tr(
            "PostgreSQL is not installed, so it was left out. Install it (on Debian: postgresql).");
    const auto user = ServerUser::find({QStringLiteral("postgres")});
    if (!user)
        return Text::tr(
            "PostgreSQL does not run as root, and there is no user “postgres” to run it as. Start this "
            "program as another user.");
    auto folder = ServerFolder::make(*user);
    if (!folder)
        return folder.error();
    std::unique_ptr<PostgresqlEngine> engine(new PostgresqlEngine(std::move(folder).value(), start));
    QString problem = engine->startServer(*user);
    if (problem.isEmpty())
        problem = engine->prepare();
    if (!problem.isEmpty())
        return Text::tr("PostgreSQL could not be started: %1.").arg(problem);
    return std::unique_ptr<Engine>(std::move(engine));
}

Result<std::unique_ptr<Engine>, QString> PostgresqlEngine::connectTo(const QString& conninfo)
{
    const QString missing = problemWithDriver();
    if (!missing.isEmpty())
        return missing;
    auto settings = postgresqlSettings(conninfo);
    if (!settings)
        return settings.error();
    std::unique_ptr<PostgresqlEngine> engine(new PostgresqlEngine(std::move(settings).value()));
    const QString problem = engine->prepareAsGuest();
    if (!problem.isEmpty())
        return Text::tr("The server of --postgresql cannot be used: %1.").arg(problem);
    return std::unique_ptr<Engine>(std::move(engine));
}

PostgresqlEngine::~PostgresqlEngine()
{
    // A lock of its own would be in the way.
    closeLook();
    if (isGuest() && isOpen())
        (void)ask(QStringLiteral("DROP SCHEMA IF EXISTS %1 CASCADE").arg(place()));
}

QString PostgresqlEngine::guestRole()
{
    const EngineAnswer role = isGuest() ? ask(QStringLiteral("SELECT session_user::text")) : EngineAnswer();
    return role.rows.isEmpty() ? QString() : toText(role.rows.first().first());
}

QStringList PostgresqlEngine::allLevels()
{
    return knownEngine(QStringLiteral("postgresql"))->levels;
}

QString PostgresqlEngine::tableQuery() const
{
    return QStringLiteral(
        "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename");
}

QString PostgresqlEngine::startServer(const ServerUser& user)
{
    const QString data = folder().file(QStringLiteral("data"));
    const QString problem = runProgram(
        findServerProgram(QStringLiteral("initdb"), binaries()),
        {QStringLiteral("--pgdata=") + data,
         QStringLiteral("--username=") + Admin,
         QStringLiteral("--encoding=UTF8"),
         QStringLiteral("--locale=C"),
         QStringLiteral("--no-sync")},
        user);
    if (!problem.isEmpty())
        return problem;
    const QByteArray own = "interleave \"" + ServerUser::ownName().toLocal8Bit() + "\" ";
    const bool isWritten =
        folder().write(QStringLiteral("data/pg_hba.conf"), "local all all peer map=interleave\n") &&
        folder().write(
            QStringLiteral("data/pg_ident.conf"), own + Admin.data() + '\n' + own + Role.data() + '\n');
    if (!isWritten)
        return Text::tr("its settings cannot be written to “%1”").arg(data);
    QStringList arguments{QStringLiteral("-D"), data, QStringLiteral("-k"), folder().path()};
    for (const char* setting : Settings)
        arguments.append({QStringLiteral("-c"), QString::fromLatin1(setting)});
    return startProcess(findServerProgram(QStringLiteral("postgres"), binaries()), arguments, user, SIGQUIT);
}

ConnectionSettings PostgresqlEngine::settingsOf(const QString& role, const QString& database) const
{
    ConnectionSettings settings = guest();
    if (!isGuest()) {
        settings.driver = QStringLiteral("QPSQL");
        settings.host = folder().path();
        settings.user = role;
        settings.database = database;
    }
    // The library would print notices.
    settings.setup = QStringList{QStringLiteral("SET client_min_messages = error")};
    return settings;
}

/// https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING
QString PostgresqlEngine::conninfo() const
{
    QString host = folder().path();
    host.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("\\'"));
    return QStringLiteral("host='%1' user=%2 dbname=%3").arg(host, Role, Database);
}

/// Makes the role and the database of the sessions when the server takes connections.
QString PostgresqlEngine::prepare()
{
    QString problem = awaitServer(settingsOf(Admin, QStringLiteral("postgres")));
    if (problem.isEmpty())
        problem = askAll(
            {QStringLiteral("CREATE ROLE %1 LOGIN").arg(Role),
             // A superuser's setting, without which the victim of a deadlock would be a matter of chance.
             QStringLiteral("GRANT SET ON PARAMETER deadlock_timeout TO %1").arg(Role),
             QStringLiteral("ALTER ROLE %1 SET search_path = lesson").arg(Role),
             QStringLiteral("CREATE DATABASE %1").arg(Database)});
    if (!problem.isEmpty())
        return problem;
    readVersion(QStringLiteral("SHOW server_version"), ' ');
    return openMonitor(settingsOf(Admin, Database));
}

/// Locks the name of the schema as long as the connection lives, and drops those whose lock is free.
QString PostgresqlEngine::prepareAsGuest()
{
    const QString problem = openMonitor(settingsOf({}, {}));
    if (!problem.isEmpty())
        return problem;
    const auto lock = [this](const char* function, const QString& name) {
        const EngineAnswer answer = ask(QStringLiteral("SELECT %1(%2, hashtext('%3'))")
                                            .arg(QLatin1String(function), QString::number(LockClass), name));
        return answer.succeeded && answer.rows.first().first() == Value(true);
    };
    const EngineAnswer found = ask(QStringLiteral("SELECT nspname::text FROM pg_namespace"));
    for (const QList<Value>& row : found.rows) {
        const QString name = toText(row.first());
        if (!isGuestName(name) || !lock("pg_try_advisory_lock", name))
            continue;
        (void)ask(QStringLiteral("DROP SCHEMA IF EXISTS %1 CASCADE").arg(name));
        (void)lock("pg_advisory_unlock", name);
    }
    if (!lock("pg_try_advisory_lock", place()))
        return Text::tr("it gives no advisory lock");
    readVersion(QStringLiteral("SHOW server_version"), ' ');
    return askAll({QStringLiteral("CREATE SCHEMA %1").arg(place())});
}

QString PostgresqlEngine::reset(const QString&, const QStringList& setup)
{
    closeLook();
    const QString role = isGuest() ? QStringLiteral("CURRENT_USER") : QString(Role);
    QStringList statements{
        QStringLiteral("DROP SCHEMA IF EXISTS %1 CASCADE").arg(place()),
        QStringLiteral("CREATE SCHEMA %1 AUTHORIZATION %2").arg(place(), role)};
    // A lesson may have set defaults of the role.
    if (!isGuest())
        statements.append(
            {QStringLiteral("ALTER ROLE %1 RESET ALL").arg(Role),
             QStringLiteral("ALTER ROLE %1 IN DATABASE %2 RESET ALL").arg(Role, Database),
             QStringLiteral("ALTER ROLE %1 SET search_path = %2").arg(Role, place())});
    QString problem = askAll(statements);
    if (!problem.isEmpty())
        return Text::tr("%1 did not prepare the lesson: %2.").arg(title(), problem);
    problem = openLook();
    if (problem.isEmpty())
        problem = makeTables(setup);
    // Whatever it has set is not for those who look afterwards.
    if (problem.isEmpty())
        problem = openLook();
    m_sessions = 0;
    return problem;
}

Result<std::unique_ptr<EngineSession>, QString>
PostgresqlEngine::connect(const QString& session, const QString& level)
{
    ConnectionSettings settings = settingsOf(Role, Database);
    const int timeout = deadlockTimeoutMs(m_sessions++);
    settings.setup.append(
        QStringLiteral("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL %1").arg(level.toUpper()));
    // On a server of the user's only a superuser could set it.
    settings.setup.append(
        isGuest() ? QStringLiteral("SET search_path = %1").arg(place())
                  : QStringLiteral("SET deadlock_timeout = %1").arg(timeout));
    settings.backendQuery = QStringLiteral("SELECT pg_backend_pid()");
    auto opened = EngineSession::open(session, settings);
    if (opened) {
        const qint64 backend = opened.value()->backend();
        opened.value()->setCanceller(
            [this, backend] { (void)ask(QStringLiteral("SELECT pg_cancel_backend(%1)").arg(backend)); });
        opened.value()->setTransactionCheck([this, backend] {
            const EngineAnswer state =
                ask(QStringLiteral("SELECT state FROM pg_stat_activity WHERE pid = %1").arg(backend));
            return !state.rows.isEmpty() && state.rows.first().first() != Value(QStringLiteral("idle"));
        });
    }
    return opened;
}

/// Class 08, and what ends a connection in class 57
/// (https://www.postgresql.org/docs/15/errcodes-appendix.html).
bool PostgresqlEngine::isConnectionLost(const EngineAnswer& answer) const
{
    return Engine::isConnectionLost(answer) || answer.code.startsWith(QLatin1String("08")) ||
           answer.code.startsWith(QLatin1String("57P"));
}

QList<qint64> PostgresqlEngine::blockersOf(const EngineSession& session)
{
    const EngineAnswer answer =
        ask(QStringLiteral("SELECT unnest(pg_blocking_pids(%1))").arg(session.backend()));
    QList<qint64> backends;
    for (const QList<Value>& row : answer.rows)
        backends.append(std::get<qint64>(row.first()));
    return backends;
}

} // namespace interleave
