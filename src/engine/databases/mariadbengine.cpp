#include "engine/databases/mariadbengine.h"

#include "core/transactions/knownengines.h"
#include "core/values/text.h"
#include "engine/databases/serverguest.h"

#include <QRandomGenerator>
#include <QThread>

#include <algorithm>
#include <array>
#include <csignal>

namespace interleave {

namespace {

constexpr QLatin1String Account("interleave");
constexpr QLatin1String Snapshot("repeatable read snapshot");
/// The tables of lock waits are collected anew only if nobody has read them for so long (MariaDB keeps them
/// for 100 ms).
constexpr int FreshMs = 105;

const QStringList& binaries()
{
    static const QStringList folders{QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin")};
    return folders;
}

QString serverProgram()
{
    const QString current = findServerProgram(QStringLiteral("mariadbd"), binaries());
    return current.isEmpty() ? findServerProgram(QStringLiteral("mysqld"), binaries()) : current;
}

/// 128 bits, in letters that need no quoting.
QString newPassword()
{
    QString password;
    for (int i = 0; i < 4; ++i)
        password += QStringLiteral("%1").arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'));
    return password;
}

QString problemWithDriver()
{
    return interleave::problemWithDriver(
        QStringLiteral("QMYSQL"), QStringLiteral("MariaDB"), QStringLiteral("libqt6sql6-mysql"));
}

} // namespace

MariadbEngine::MariadbEngine(std::unique_ptr<ServerFolder> folder, const ServerStart& start)
    : ServerEngine(std::move(folder), start)
    , m_password(newPassword())
{
}

MariadbEngine::MariadbEngine(ConnectionSettings guest)
    : ServerEngine(std::move(guest))
    , m_password(this->guest().password)
{
}

MariadbEngine::~MariadbEngine()
{
    // A lock of its own would be in the way.
    closeLook();
    if (isGuest() && isOpen())
        (void)ask(QStringLiteral("DROP DATABASE IF EXISTS %1").arg(place()));
}

Result<std::unique_ptr<Engine>, QString> MariadbEngine::connectTo(const QString& url)
{
    const QString missing = problemWithDriver();
    if (!missing.isEmpty())
        return missing;
    auto settings = mariadbSettings(url);
    if (!settings)
        return settings.error();
    std::unique_ptr<MariadbEngine> engine(new MariadbEngine(std::move(settings).value()));
    const QString problem = engine->prepareAsGuest();
    if (!problem.isEmpty())
        return Text::tr("The server of --mariadb cannot be used: %1.").arg(problem);
    return std::unique_ptr<Engine>(std::move(engine));
}

Result<std::unique_ptr<Engine>, QString> MariadbEngine::start(const ServerStart& start)
{
    const QString missing = problemWithDriver();
    if (!missing.isEmpty())
        return missing;
    if (serverProgram().isEmpty() ||
        findServerProgram(QStringLiteral("mariadb-install-db"), binaries()).isEmpty())
        return Text::tr(
            "MariaDB is not installed, so it was left out. Install it (on Debian: mariadb-server-core "
            "and mariadb-client-core).");
    const auto user = ServerUser::find({QStringLiteral("mysql"), QStringLiteral("nobody")});
    if (!user)
        return Text::tr(
            "MariaDB does not run as root, and there is neither a user “mysql” nor “nobody” to run it as. "
            "Start this program as another user.");
    auto folder = ServerFolder::make(*user);
    if (!folder)
        return folder.error();
    std::unique_ptr<MariadbEngine> engine(new MariadbEngine(std::move(folder).value(), start));
    QString problem = engine->startServer(*user);
    if (problem.isEmpty())
        problem = engine->prepare();
    if (!problem.isEmpty())
        return Text::tr("MariaDB could not be started: %1.").arg(problem);
    return std::unique_ptr<Engine>(std::move(engine));
}

QString MariadbEngine::guestRole()
{
    const EngineAnswer role = isGuest() ? ask(QStringLiteral("SELECT CURRENT_USER()")) : EngineAnswer();
    return role.rows.isEmpty() ? QString() : toText(role.rows.first().first());
}

QStringList MariadbEngine::allLevels()
{
    return knownEngine(QStringLiteral("mariadb"))->levels;
}

QString MariadbEngine::tableQuery() const
{
    return QStringLiteral("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'");
}

QString MariadbEngine::quotedName(const QString& name) const
{
    QString doubled = name;
    return QLatin1Char('`') + doubled.replace(QLatin1Char('`'), QLatin1String("``")) + QLatin1Char('`');
}

QString MariadbEngine::startServer(const ServerUser& user)
{
    const QString data = folder().file(QStringLiteral("data"));
    const QString problem = runProgram(
        findServerProgram(QStringLiteral("mariadb-install-db"), binaries()),
        {QStringLiteral("--no-defaults"),
         QStringLiteral("--datadir=") + data,
         QStringLiteral("--auth-root-authentication-method=socket"),
         QStringLiteral("--auth-root-socket-user=") + ServerUser::ownName(),
         QStringLiteral("--skip-test-db"),
         QStringLiteral("--skip-name-resolve")},
        user);
    if (!problem.isEmpty())
        return problem;
    return startProcess(
        serverProgram(),
        {QStringLiteral("--no-defaults"),
         QStringLiteral("--datadir=") + data,
         QStringLiteral("--socket=") + folder().file(QStringLiteral("socket")),
         QStringLiteral("--pid-file=") + folder().file(QStringLiteral("pid")),
         QStringLiteral("--skip-networking"),
         // With LOAD DATA LOCAL a lesson would read the files of this program's user.
         QStringLiteral("--local-infile=0"),
         QStringLiteral("--innodb-buffer-pool-size=16M"),
         // Gone with the program, so nothing has to survive a power cut.
         QStringLiteral("--innodb-flush-log-at-trx-commit=0"),
         QStringLiteral("--innodb-flush-method=nosync")},
        user,
        SIGKILL);
}

ConnectionSettings MariadbEngine::settingsOf(const QString& user) const
{
    if (isGuest())
        return guest();
    ConnectionSettings settings;
    settings.driver = QStringLiteral("QMYSQL");
    settings.user = user;
    // Otherwise an UPDATE to the value that is there already would count as no row.
    settings.options =
        QStringLiteral("UNIX_SOCKET=%1;CLIENT_FOUND_ROWS=1").arg(folder().file(QStringLiteral("socket")));
    return settings;
}

/// Makes the account and the database of the sessions when the server takes connections.
QString MariadbEngine::prepare()
{
    QString problem = awaitServer(settingsOf(ServerUser::ownName()));
    if (problem.isEmpty())
        problem = askAll(
            {QStringLiteral("CREATE DATABASE lesson"),
             QStringLiteral("CREATE USER %1@localhost IDENTIFIED BY '%2'").arg(Account, m_password),
             QStringLiteral("GRANT ALL ON lesson.* TO %1@localhost").arg(Account)});
    if (problem.isEmpty())
        learnServer();
    return problem;
}

void MariadbEngine::learnServer()
{
    readVersion(QStringLiteral("SELECT VERSION()"), '-');
    m_levels = allLevels();
    // Since MariaDB 10.6.18, 10.11.8.
    if (ask(QStringLiteral("SHOW VARIABLES LIKE 'innodb_snapshot_isolation'")).rowCount == 0)
        m_levels.removeAll(QString(Snapshot));
}

/// Locks the name of the database as long as the connection lives, and drops those whose lock is free.
QString MariadbEngine::prepareAsGuest()
{
    QString problem = openMonitor(guest());
    // It needs the PROCESS right, without which nobody is told who waits for whom.
    if (problem.isEmpty())
        problem = askAll({QStringLiteral("SELECT COUNT(*) FROM information_schema.innodb_trx")});
    if (!problem.isEmpty())
        return problem;
    const auto isLocked = [this](const QString& name) {
        const EngineAnswer answer = ask(QStringLiteral("SELECT GET_LOCK('%1', 0)").arg(name));
        return answer.succeeded && answer.rows.first().first() == Value(qint64{1});
    };
    const EngineAnswer found = ask(QStringLiteral("SHOW DATABASES"));
    for (const QList<Value>& row : found.rows) {
        const QString name = toText(row.first());
        if (!isGuestName(name) || !isLocked(name))
            continue;
        (void)ask(QStringLiteral("DROP DATABASE IF EXISTS %1").arg(name));
        (void)ask(QStringLiteral("SELECT RELEASE_LOCK('%1')").arg(name));
    }
    if (!isLocked(place()))
        return Text::tr("it gives no lock");
    learnServer();
    return askAll({QStringLiteral("CREATE DATABASE %1").arg(place())});
}

QString MariadbEngine::reset(const QString&, const QStringList& setup)
{
    closeLook();
    QStringList statements{
        QStringLiteral("DROP DATABASE IF EXISTS %1").arg(place()),
        QStringLiteral("CREATE DATABASE %1").arg(place())};
    // A lesson may have changed it.
    if (!isGuest())
        statements.prepend(
            QStringLiteral("ALTER USER %1@localhost IDENTIFIED BY '%2'").arg(Account, m_password));
    QString problem = askAll(statements);
    if (!problem.isEmpty())
        return Text::tr("%1 did not prepare the lesson: %2.").arg(title(), problem);
    problem = openLook();
    if (problem.isEmpty())
        problem = makeTables(setup);
    // Whatever it has set is not for those who look afterwards.
    if (problem.isEmpty())
        problem = openLook();
    return problem;
}

Result<std::unique_ptr<EngineSession>, QString>
MariadbEngine::connect(const QString& session, const QString& level)
{
    ConnectionSettings settings = settingsOf(Account);
    settings.password = m_password;
    settings.database = place();
    const bool isSnapshot = level == Snapshot;
    settings.setup = {QStringLiteral("SET SESSION TRANSACTION ISOLATION LEVEL %1")
                          .arg(isSnapshot ? QStringLiteral("REPEATABLE READ") : level.toUpper())};
    // A newer server has it on from the start.
    if (m_levels.contains(Snapshot))
        settings.setup.append(
            QStringLiteral("SET SESSION innodb_snapshot_isolation = %1").arg(isSnapshot ? 1 : 0));
    if (m_daysAhead != 0)
        settings.setup.append(
            QStringLiteral("SET SESSION timestamp = UNIX_TIMESTAMP() + %1 * 86400").arg(m_daysAhead));
    settings.backendQuery = QStringLiteral("SELECT CONNECTION_ID()");
    auto opened = EngineSession::open(session, settings);
    if (opened) {
        const qint64 backend = opened.value()->backend();
        opened.value()->setCanceller(
            [this, backend] { (void)ask(QStringLiteral("KILL QUERY %1").arg(backend)); });
        opened.value()->setTransactionCheck([raw = opened.value().get()] {
            const EngineAnswer state = answerOf(raw, {QStringLiteral("SELECT @@in_transaction")});
            return !state.rows.isEmpty() && state.rows.first().first() == Value(qint64{1});
        });
    }
    return opened;
}

/// ER_SERVER_SHUTDOWN, ER_CONNECTION_KILLED, CR_SERVER_GONE_ERROR, CR_SERVER_LOST
/// (https://mariadb.com/kb/en/mariadb-error-code-reference/).
bool MariadbEngine::isConnectionLost(const EngineAnswer& answer) const
{
    constexpr std::array codes{1053, 1927, 2006, 2013};
    return Engine::isConnectionLost(answer) || std::ranges::find(codes, answer.code.toInt()) != codes.end();
}

QList<qint64> MariadbEngine::blockersOf(const EngineSession& session)
{
    if (m_sinceAsked.isValid() && m_sinceAsked.elapsed() < FreshMs)
        QThread::msleep(static_cast<unsigned long>(FreshMs - m_sinceAsked.elapsed()));
    const EngineAnswer answer =
        ask(QStringLiteral("SELECT b.trx_mysql_thread_id FROM information_schema.innodb_lock_waits w "
                           "JOIN information_schema.innodb_trx r ON r.trx_id = w.requesting_trx_id "
                           "JOIN information_schema.innodb_trx b ON b.trx_id = w.blocking_trx_id "
                           "WHERE r.trx_state = 'LOCK WAIT' AND r.trx_mysql_thread_id = %1")
                .arg(session.backend()));
    m_sinceAsked.start();
    QList<qint64> backends;
    for (const QList<Value>& row : answer.rows)
        backends.append(std::get<qint64>(row.first()));
    return backends;
}

} // namespace interleave
