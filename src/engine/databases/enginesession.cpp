#include "engine/databases/enginesession.h"

#include "core/values/text.h"
#include "engine/databases/driverwarnings.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>
#include <QVariant>

#include <chrono>
#include <vector>

namespace interleave {

namespace {

Value toValue(const QVariant& variant)
{
    if (variant.isNull())
        return {};
    switch (variant.typeId()) {
    case QMetaType::Bool:
        return variant.toBool();
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Short:
    case QMetaType::UShort:
        return qint64{variant.toLongLong()};
    case QMetaType::Double:
    case QMetaType::Float:
        return variant.toDouble();
    default:
        return variant.toString();
    }
}

QVariant toVariant(const Value& value)
{
    return std::visit(
        [](const auto& held) -> QVariant {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>)
                return {};
            else
                return held;
        },
        value);
}

/// The text is its first line, without PostgreSQL's severity before it. What follows repeats the code, or
/// names processes.
EngineAnswer failed(const QSqlError& error)
{
    static const QRegularExpression severity(QStringLiteral("^[A-Z]+: +"));
    EngineAnswer answer;
    answer.code = error.nativeErrorCode();
    answer.text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    answer.text = answer.text.trimmed().section(QLatin1Char('\n'), 0, 0).remove(severity);
    return answer;
}

/// PostgreSQL's driver opens a connection that is lost meanwhile, and logs each of its settings.
bool openQuietly(QSqlDatabase& database)
{
    const DriverWarnings warnings(database);
    return database.open();
}

/// A failure without a code is that of a connection that was lost, or of a transaction that kept nothing.
EngineAnswer commit(QSqlDatabase& database, std::vector<QSqlQuery>& failures)
{
    EngineAnswer answer;
    answer.succeeded = database.commit();
    if (answer.succeeded) {
        failures.clear();
        return answer;
    }
    answer = failed(database.lastError());
    if (!answer.code.isEmpty() || !database.isOpen() ||
        !QSqlQuery(database).exec(QStringLiteral("SELECT 1")))
        return answer;
    failures.clear();
    answer = {};
    answer.succeeded = true;
    answer.keptNothing = true;
    return answer;
}

/// Why a statement is not sent, because the driver would do more than answer it. PostgreSQL's would ask for the
/// results of a COPY to or from this program without end, and keep them all; MariaDB's would send a file that
/// this program may read. Quotation marks and comments are not looked at: where one ends, a lesson may make us
/// believe something else than the server.
EngineAnswer refusalOf(const QString& driver, const QString& sql)
{
    constexpr auto options =
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption;
    static const QRegularExpression copy(QStringLiteral("\\bCOPY\\b.*\\b(STDIN|STDOUT)\\b"), options);
    static const QRegularExpression load(QStringLiteral("\\bLOAD\\b.*\\bLOCAL\\b"), options);
    // feature_not_supported
    if (driver == QLatin1String("QPSQL") && sql.contains(copy))
        return {false, QStringLiteral("0A000"), Text::tr("COPY from or to the program is not possible here")};
    // ER_LOAD_INFILE_CAPABILITY_DISABLED
    if (driver == QLatin1String("QMYSQL") && sql.contains(load))
        return {false, QStringLiteral("4166"), Text::tr("LOAD of a file of the program is not possible here")};
    return {true};
}

/// Runs a statement. One that failed goes to \a failures: PostgreSQL's driver frees a prepared statement by
/// another one, and until the transaction is rolled back that fails as well.
EngineAnswer
execute(QSqlDatabase database, const BoundSql& statement, std::vector<QSqlQuery>& failures)
{
    if (!database.isOpen())
        return {false, {}, Text::tr("the connection was lost")};
    if (EngineAnswer refusal = refusalOf(database.driverName(), statement.sql); !refusal.succeeded)
        return refusal;
    const DriverWarnings warnings(database);
    // PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK, which only this call looks at.
    if (statement.sql == QLatin1String("COMMIT") && database.driverName() == QLatin1String("QPSQL"))
        return commit(database, failures);
    QSqlQuery query(database);
    bool done = false;
    if (statement.values.isEmpty()) {
        done = query.exec(statement.sql);
    } else if (query.prepare(statement.sql)) {
        for (const Value& value : statement.values)
            query.addBindValue(toVariant(value));
        done = query.exec();
    }
    // An error of an earlier statement can still be there after a success, so ask for it only now.
    if (!done) {
        const EngineAnswer answer = failed(query.lastError());
        query.finish();
        failures.push_back(std::move(query));
        return answer;
    }
    failures.clear();
    EngineAnswer answer;
    answer.succeeded = true;
    if (!query.isSelect()) {
        answer.rowCount = std::max(0, query.numRowsAffected());
        return answer;
    }
    const QSqlRecord record = query.record();
    const int columns = record.count();
    for (int column = 0; column < columns; ++column)
        answer.columns.append(record.fieldName(column));
    for (; query.next(); ++answer.rowCount) {
        if (answer.rows.size() == EngineAnswer::MostRows)
            continue;
        QList<Value> row;
        for (int column = 0; column < columns; ++column)
            row.append(toValue(query.value(column)));
        answer.rows.append(row);
    }
    if (query.lastError().isValid())
        return failed(query.lastError());
    // A query that is not finished keeps its snapshot.
    query.finish();
    return answer;
}

} // namespace

QString problemWithDriver(const QString& driver, const QString& engine, const QString& package)
{
    if (QSqlDatabase::isDriverAvailable(driver))
        return {};
    return Text::tr("Qt’s driver for %1 is missing, so it was left out. Install it (on Debian: %2).")
        .arg(engine, package);
}

EngineSession::EngineSession(QString name)
    : m_name(std::move(name))
{
}

Result<std::unique_ptr<EngineSession>, QString>
EngineSession::open(const QString& name, const ConnectionSettings& settings)
{
    std::unique_ptr<EngineSession> session(new EngineSession(name));
    session->m_thread = std::thread([raw = session.get(), settings] { raw->run(settings); });
    std::unique_lock lock(session->m_mutex);
    session->m_changed.wait(lock, [&session] { return session->m_openProblem.has_value(); });
    if (!session->m_openProblem->isEmpty())
        return QString(*session->m_openProblem);
    lock.unlock();
    return session;
}

EngineSession::~EngineSession()
{
    cancel();
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void EngineSession::execute(BoundSql statement)
{
    {
        const std::lock_guard lock(m_mutex);
        Q_ASSERT(!m_isAwaited);
        m_statement = std::move(statement);
        m_isAwaited = true;
    }
    m_changed.notify_all();
}

bool EngineSession::isBusy() const
{
    const std::lock_guard lock(m_mutex);
    return m_isAwaited;
}

bool EngineSession::waitForAnswer(int ms)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, std::chrono::milliseconds(ms), [this] { return m_answer.has_value(); });
}

EngineAnswer EngineSession::takeAnswer()
{
    const std::lock_guard lock(m_mutex);
    Q_ASSERT(m_answer);
    m_isAwaited = false;
    return *std::exchange(m_answer, std::nullopt);
}

void EngineSession::cancel()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_isAwaited || m_answer)
            return;
    }
    if (m_cancel)
        m_cancel();
}

void EngineSession::answer(EngineAnswer answer)
{
    {
        const std::lock_guard lock(m_mutex);
        m_answer = std::move(answer);
    }
    m_changed.notify_all();
    emit answered();
}

// --- in the connection's thread ---

bool EngineSession::connectTo(const ConnectionSettings& settings, const QString& connection)
{
    QString problem;
    {
        std::vector<QSqlQuery> failures;
        QSqlDatabase database = QSqlDatabase::addDatabase(settings.driver, connection);
        database.setDatabaseName(settings.database);
        database.setHostName(settings.host);
        database.setPort(settings.port);
        database.setUserName(settings.user);
        database.setPassword(settings.password);
        database.setConnectOptions(settings.options);
        if (!database.isValid())
            problem = Text::tr("Qt’s driver %1 is missing").arg(settings.driver);
        else if (!openQuietly(database))
            problem = failed(database.lastError()).text;
        for (const QString& sql : settings.setup) {
            if (!problem.isEmpty())
                break;
            problem = interleave::execute(database, {sql}, failures).text;
        }
        if (problem.isEmpty() && settings.guard)
            problem = settings.guard(*database.driver());
        if (problem.isEmpty() && !settings.backendQuery.isEmpty()) {
            const EngineAnswer number = interleave::execute(database, {settings.backendQuery}, failures);
            problem = number.text;
            if (!number.rows.isEmpty())
                m_backend = std::get<qint64>(number.rows.first().first());
        }
    }
    {
        const std::lock_guard lock(m_mutex);
        m_openProblem = problem;
    }
    m_changed.notify_all();
    return problem.isEmpty();
}

void EngineSession::run(const ConnectionSettings& settings)
{
    const QString connection = QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::vector<QSqlQuery> failures;
    bool goesOn = connectTo(settings, connection);
    while (goesOn) {
        std::optional<BoundSql> statement;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_isClosing || m_statement; });
            if (!m_isClosing)
                statement = std::exchange(m_statement, std::nullopt);
        }
        goesOn = statement.has_value();
        if (statement)
            answer(interleave::execute(QSqlDatabase::database(connection, false), *statement, failures));
    }
    {
        const DriverWarnings warnings(QSqlDatabase::database(connection, false));
        failures.clear();
    }
    QSqlDatabase::removeDatabase(connection);
}

} // namespace interleave
