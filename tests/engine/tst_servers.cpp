#include "engine/databases/enginetable.h"
#include "engine/databases/privateserver.h"
#include "engine/isolation/isolationmatrix.h"
#include "engine/transactionplayer.h"
#include "warningfreetest.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <map>
#include <memory>
#include <thread>

#include <csignal>

#include <sys/stat.h>
#include <unistd.h>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

/// TMPDIR, as long as the object lives.
class TemporaryPlace final
{
public:
    explicit TemporaryPlace(const QString& path)
        : m_before(qgetenv("TMPDIR"))
    {
        qputenv("TMPDIR", QFile::encodeName(path));
    }
    ~TemporaryPlace()
    {
        if (m_before.isNull())
            qunsetenv("TMPDIR");
        else
            qputenv("TMPDIR", m_before);
    }
    Q_DISABLE_COPY_MOVE(TemporaryPlace)

private:
    QByteArray m_before;
};

} // namespace

namespace {

void serverRows()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("PostgreSQL") << u"postgresql"_s;
    QTest::newRow("MariaDB") << u"mariadb"_s;
}

Result<std::unique_ptr<Engine>, QString> started(const QString& name, const ServerStart& start)
{
    const QList<EngineEntry> entries = engineTable({}, start);
    return std::ranges::find(entries, name, &EngineEntry::name)->start();
}

} // namespace

/// Private servers: what their sessions may not do, what becomes of them, and bad days.
class TestServers final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase()
    {
        m_engines.clear();
        m_place.reset();
    }

    void lesson_mayNotTouch_data();
    void lesson_mayNotTouch();
    void setup_getsNoOtherRole_data();
    void setup_getsNoOtherRole();
    void triggerOfALesson_hasItsRightsWhenTablesAreRestored();
    void start_tellsWhatItDoes_data() { serverRows(); }
    void start_tellsWhatItDoes();
    void start_isCancelled_data() { serverRows(); }
    void start_isCancelled();
    void viewOfALesson_readsNoFile();
    void tables_areWhatIsCommitted_data();
    void tables_areWhatIsCommitted();
    void answers_haveColumnNames_data() { engines(); }
    void answers_haveColumnNames();
    void commitOfAFailedTransaction_keepsNothing();
    void commitOnAKilledConnection_isLost_data();
    void commitOnAKilledConnection_isLost();
    void statementThatDoesNotParse_isRefusedWithItsCode_data() { engines(); }
    void statementThatDoesNotParse_isRefusedWithItsCode();
    void manyRows_areCounted_data() { engines(); }
    void manyRows_areCounted();
    void killedConnection_isToldAndTheNextRunGoesOn_data();
    void killedConnection_isToldAndTheNextRunGoesOn();
    void connectionEndedByItsStatement_isToldByTheAnswerAlone();
    void connectionLostInALesson_isNoVerdict();
    void tablesThatCannotBeRead_areNoResult_data() { engines(); }
    void tablesThatCannotBeRead_areNoResult();
    void statementUnderWay_isCancelled_data();
    void statementUnderWay_isCancelled();
    void guest_leavesNothingAndRemovesWhatDeadRunsLeft_data();
    void guest_leavesNothingAndRemovesWhatDeadRunsLeft();
    void guestThatIsRefused_isToldWhy();
    void processes_areStartedByManyThreadsAtOnce();
    void folder_isOnlyForItsUserAndGoesWithTheServer();
    void deadFolder_isRemovedAtTheNextStart();
    void longPath_isRefused();
    void folderThatTheServerMayNotEnter_isToldSo();
    void program_isFoundInTheHighestFolder();

private:
    static void engines();
    [[nodiscard]] Engine& engine(const QString& name) { return *m_engines.at(name); }
    [[nodiscard]] static EngineAnswer answerOf(EngineSession& session, const BoundSql& statement);
    [[nodiscard]] EngineAnswer answerTo(const QString& name, const QString& sql);

    /// Of this test alone, so that another one's servers are not found.
    QTemporaryDir m_temporary;
    std::unique_ptr<TemporaryPlace> m_place;
    std::map<QString, std::unique_ptr<Engine>> m_engines;
};

void TestServers::initTestCase()
{
    // The servers' users have to enter it.
    QVERIFY(QFile::setPermissions(
        m_temporary.path(),
        QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther));
    m_place = std::make_unique<TemporaryPlace>(m_temporary.path());
    for (const EngineEntry& entry : engineTable()) {
        auto started = entry.start();
        QVERIFY2(started, started ? "" : qPrintable(started.error()));
        m_engines[entry.name] = std::move(started).value();
    }
}

void TestServers::engines()
{
    QTest::addColumn<QString>("name");
    for (const EngineEntry& entry : engineTable())
        QTest::newRow(qPrintable(entry.name)) << entry.name;
}

EngineAnswer TestServers::answerOf(EngineSession& session, const BoundSql& statement)
{
    session.execute(statement);
    return session.waitForAnswer(30'000) ? session.takeAnswer() : EngineAnswer{false, {}, u"no answer"_s};
}

/// To a session at the usual level, with one table.
EngineAnswer TestServers::answerTo(const QString& name, const QString& sql)
{
    Engine& used = engine(name);
    if (const QString problem = used.reset(used.usualLevel(), {u"CREATE TABLE item (stock INTEGER)"_s});
        !problem.isEmpty())
        return {false, {}, problem};
    const auto session = used.connect(u"A"_s, used.usualLevel());
    if (!session)
        return {false, {}, session.error()};
    return answerOf(**session, {sql});
}

void TestServers::lesson_mayNotTouch_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* engine, const char* sql, const char* code) {
        QTest::newRow(qPrintable(QString::fromLatin1(engine) + u": "_s + QString::fromLatin1(sql)))
            << QString::fromLatin1(engine) << QString::fromLatin1(sql) << QString::fromLatin1(code);
    };
    // insufficient_privilege
    for (const char* sql :
         {"COPY (SELECT 1) TO PROGRAM 'cat'",
          "COPY item FROM PROGRAM 'cat /etc/passwd'",
          "COPY item FROM '/etc/passwd'",
          "COPY item TO '/tmp/interleave-copied'",
          "SELECT pg_read_file('/etc/passwd')",
          "SELECT pg_ls_dir('/')",
          "SELECT lo_import('/etc/passwd')",
          "CREATE ROLE other SUPERUSER",
          "ALTER ROLE interleave SUPERUSER",
          "SET ROLE interleave_admin",
          "SET SESSION AUTHORIZATION interleave_admin",
          "ALTER SYSTEM SET fsync = on",
          "CREATE DATABASE other",
          "CREATE FUNCTION f() RETURNS integer LANGUAGE c AS 'libc', 'getpid'"})
        row("postgresql", sql, "42501");
    // feature_not_supported: Qt's driver would ask for results without end.
    for (const char* sql :
         {"COPY item TO STDOUT", "COPY item FROM STDIN", "SELECT E'\\''; copy (SELECT 1) to /* */ stdout --'"})
        row("postgresql", sql, "0A000");
    // SQLITE_AUTH; an unknown function is an SQLITE_ERROR
    for (const char* sql :
         {"ATTACH '/tmp/interleave-copied' AS other",
          "VACUUM INTO '/tmp/interleave-copied'",
          "PRAGMA journal_mode = DELETE",
          "PRAGMA writable_schema = 1",
          "CREATE VIRTUAL TABLE t USING fts5(x)"})
        row("sqlite", sql, "23");
    row("sqlite", "SELECT load_extension('other')", "1");
    row("sqlite", "SELECT readfile('/etc/passwd')", "1");
    row("mariadb", "SELECT 1 INTO OUTFILE '/tmp/interleave-copied'", "1227");
    row("mariadb", "LOAD DATA INFILE '/etc/passwd' INTO TABLE item", "1045");
    // It would read files of this program's user: ER_LOAD_INFILE_CAPABILITY_DISABLED
    row("mariadb", "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE item", "4166");
    row("mariadb", "CREATE USER other", "1227");
    row("mariadb", "CREATE DATABASE other", "1044");
    row("mariadb", "SET GLOBAL general_log = 1", "1227");
    row("mariadb", "INSTALL SONAME 'server_audit'", "1142");
    row("mariadb", "SELECT * FROM mysql.global_priv", "1142");
}

/// Neither in a step nor where it makes its tables.
void TestServers::lesson_mayNotTouch()
{
    QFETCH(const QString, name);
    QFETCH(const QString, sql);
    QFETCH(const QString, code);
    const EngineAnswer answer = answerTo(name, sql);
    QVERIFY(!answer.succeeded);
    QVERIFY2(answer.code == code, qPrintable(answer.code + u' ' + answer.text));
    Engine& used = engine(name);
    const QString problem = used.reset(used.usualLevel(), {u"CREATE TABLE item (stock INTEGER)"_s, sql});
    QVERIFY2(problem.endsWith(u" (%1)."_s.arg(code)), qPrintable(problem));
}

void TestServers::setup_getsNoOtherRole_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("RESET ROLE") << u"RESET ROLE"_s;
    QTest::newRow("SET ROLE NONE") << u"SET ROLE NONE"_s;
    QTest::newRow("RESET SESSION AUTHORIZATION") << u"RESET SESSION AUTHORIZATION"_s;
    QTest::newRow("DISCARD ALL") << u"DISCARD ALL"_s;
}

/// What goes back to the role that logged in must not go back to one with more rights.
void TestServers::setup_getsNoOtherRole()
{
    QFETCH(const QString, sql);
    Engine& used = engine(u"postgresql"_s);
    QCOMPARE(used.reset(used.usualLevel(), {sql}), QString());
    const QString problem = used.reset(used.usualLevel(), {sql, u"COPY (SELECT 1) TO PROGRAM 'true'"_s});
    QVERIFY2(problem.endsWith(u" (42501)."_s), qPrintable(problem));
}

void TestServers::triggerOfALesson_hasItsRightsWhenTablesAreRestored()
{
    Engine& used = engine(u"postgresql"_s);
    const Tables tables{{u"item"_s, {{u"id"_s, u"found"_s}, {{qint64{1}, {}}}}}};
    const auto problemWith = [&](const QString& found) {
        const QString body =
            u"CREATE FUNCTION peep() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN PERFORM set_config(''role'', ''none'', false); NEW.found := %1; RETURN NEW; END'"_s;
        const QString problem = used.reset(
            used.usualLevel(),
            {u"CREATE TABLE item (id INTEGER PRIMARY KEY, found TEXT)"_s,
             body.arg(found),
             u"CREATE TRIGGER peeps BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION peep()"_s});
        return problem.isEmpty() ? used.restore(tables) : problem;
    };
    QCOMPARE(problemWith(u"current_user || '' '' || session_user"_s), QString());
    const std::optional<Tables> restored = used.tables();
    QVERIFY(restored);
    QCOMPARE(restored->value(u"item"_s).rows, (QList<QList<Value>>{{qint64{1}, u"interleave interleave"_s}}));
    const QString problem = problemWith(u"pg_read_file(''/etc/passwd'')"_s);
    QVERIFY2(problem.endsWith(u" (42501)"_s), qPrintable(problem));
}

void TestServers::start_tellsWhatItDoes()
{
    QFETCH(const QString, name);
    QStringList told;
    const auto engine = started(name, {{}, [&told](const QString& sentence) { told.append(sentence); }});
    QVERIFY2(engine, engine ? "" : qPrintable(engine.error()));
    const QString title = (*engine)->title();
    QCOMPARE(told, (QStringList{title + u" makes its files …"_s, title + u" starts …"_s}));
}

/// As soon as its files are made, or before.
void TestServers::start_isCancelled()
{
    QFETCH(const QString, name);
    for (const QString& when : {u"files"_s, u"starts"_s}) {
        const QStringList before = QDir(QDir::tempPath()).entryList({u"interleave-server-*"_s}, QDir::Dirs);
        std::stop_source source;
        const auto engine = started(name, {source.get_token(), [&](const QString& sentence) {
            if (sentence.contains(when))
                source.request_stop();
        }});
        QVERIFY(!engine);
        QVERIFY2(engine.error().endsWith(u"could not be started: it was cancelled."_s), qPrintable(engine.error()));
        QCOMPARE(QDir(QDir::tempPath()).entryList({u"interleave-server-*"_s}, QDir::Dirs), before);
    }
}

/// It has the rights of whoever reads it.
void TestServers::viewOfALesson_readsNoFile()
{
    Engine& used = engine(u"mariadb"_s);
    const QString file = u"SELECT LOAD_FILE('/etc/passwd') AS content"_s;
    QCOMPARE(
        used.reset(used.usualLevel(), {u"CREATE SQL SECURITY INVOKER VIEW peep AS "_s + file}), QString());
    // It could be read.
    QVERIFY(toText(used.ask(file).rows.first().first()).contains(u"root"));
    QCOMPARE(used.look({u"SELECT * FROM peep"_s}).rows, (QList<QList<Value>>{{Value()}}));
    // It is no table, so nobody reads it unasked.
    QCOMPARE(used.tables(), std::optional(Tables()));
}

void TestServers::tables_areWhatIsCommitted_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("level");
    for (const auto& [name, used] : m_engines) {
        for (const QString& level : used->levels())
            QTest::newRow(qPrintable(name + u", "_s + level)) << name << level;
    }
}

void TestServers::tables_areWhatIsCommitted()
{
    QFETCH(const QString, name);
    QFETCH(const QString, level);
    Engine& used = engine(name);
    const QStringList columns{u"id"_s, u"stock"_s};
    const Tables before{{u"item"_s, {columns, {{qint64{1}, qint64{10}}}}}};
    const Tables after{{u"item"_s, {columns, {{qint64{1}, qint64{9}}, {qint64{2}, qint64{5}}}}}};
    QCOMPARE(
        used.reset(
            level,
            {u"CREATE TABLE item (id INTEGER PRIMARY KEY, stock INTEGER)"_s,
             u"INSERT INTO item VALUES (1, 10)"_s}),
        QString());
    QVERIFY(used.tables() == before);
    const auto session = used.connect(u"A"_s, level);
    QVERIFY(session);
    const auto send = [&](const QStringList& statements) {
        QString problem;
        for (const QString& sql : statements)
            problem += answerOf(**session, {sql}).text;
        return problem;
    };
    QCOMPARE(
        send({used.beginSql(level), u"UPDATE item SET stock = 9"_s, u"INSERT INTO item VALUES (2, 5)"_s}),
        QString());
    // There a writer locks the table for all who do not read what is uncommitted.
    const bool isLocked = name == u"sqlite" && level == u"read uncommitted";
    QVERIFY(used.tables() == (isLocked ? std::nullopt : std::optional(before)));
    QCOMPARE(send({u"COMMIT"_s}), QString());
    QVERIFY(used.tables() == after);
    QCOMPARE(send({used.beginSql(level), u"DELETE FROM item"_s, u"ROLLBACK"_s}), QString());
    QVERIFY(used.tables() == after);
}

void TestServers::answers_haveColumnNames()
{
    QFETCH(const QString, name);
    const QString sql = u"SELECT stock, stock + 1 AS more FROM item"_s;
    const QStringList columns{u"stock"_s, u"more"_s};
    const EngineAnswer none = answerTo(name, sql);
    QVERIFY2(none.succeeded, qPrintable(none.text));
    QCOMPARE(none.columns, columns);
    QCOMPARE(none.rows.size(), 0);
    const auto session = engine(name).connect(u"A"_s, engine(name).usualLevel());
    QVERIFY(session);
    QCOMPARE(answerOf(**session, {u"INSERT INTO item VALUES (1)"_s}).columns, QStringList());
    QCOMPARE(
        answerOf(**session, {u"INSERT INTO item VALUES (2) RETURNING stock"_s}).columns, columns.first(1));
    const EngineAnswer one = answerOf(**session, {sql + u" WHERE stock < ?"_s, {qint64{2}}});
    QCOMPARE(one.columns, columns);
    QCOMPARE(one.rows, (QList<QList<Value>>{{qint64{1}, qint64{2}}}));
}

/// PostgreSQL answers such a COMMIT with ROLLBACK, and no error.
void TestServers::commitOfAFailedTransaction_keepsNothing()
{
    Engine& used = engine(u"postgresql"_s);
    QCOMPARE(used.reset(used.usualLevel(), {u"CREATE TABLE item (stock INTEGER)"_s}), QString());
    const auto session = used.connect(u"A"_s, used.usualLevel());
    QVERIFY(session);
    const auto ask = [&](const QString& sql) {
        return answerOf(**session, {sql});
    };
    const EngineAnswer kept{.succeeded = true};
    const EngineAnswer keptNothing{.succeeded = true, .keptNothing = true};
    for (int round = 0; round < 2; ++round) {
        QVERIFY(ask(u"BEGIN"_s).succeeded);
        QVERIFY(ask(u"INSERT INTO item VALUES (1)"_s).succeeded);
        QCOMPARE(ask(u"SELECT 1 / 0"_s).code, u"22012"_s);
        QVERIFY(ask(u"COMMIT"_s) == keptNothing);
        QCOMPARE(ask(u"SELECT stock FROM item"_s).rowCount, 0);
    }
    QVERIFY(ask(u"BEGIN"_s).succeeded);
    QVERIFY(ask(u"INSERT INTO item VALUES (2)"_s).succeeded);
    QVERIFY(ask(u"COMMIT"_s) == kept);
    QCOMPARE(used.tables()->value(u"item"_s).rows, (QList<QList<Value>>{{qint64{2}}}));
}

void TestServers::commitOnAKilledConnection_isLost_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("kill");
    QTest::addColumn<QString>("list");
    QTest::newRow("PostgreSQL") << u"postgresql"_s << u"SELECT pg_terminate_backend(%1)"_s
                                << u"SELECT 1 FROM pg_stat_activity WHERE pid = %1"_s;
    QTest::newRow("MariaDB") << u"mariadb"_s << u"KILL CONNECTION %1"_s
                             << u"SELECT 1 FROM information_schema.processlist WHERE id = %1"_s;
}

/// That nothing was kept would be a verdict.
void TestServers::commitOnAKilledConnection_isLost()
{
    QFETCH(const QString, name);
    QFETCH(const QString, kill);
    QFETCH(const QString, list);
    Engine& used = engine(name);
    QCOMPARE(used.reset(used.usualLevel(), {u"CREATE TABLE item (stock INTEGER)"_s}), QString());
    const auto session = used.connect(u"A"_s, used.usualLevel());
    QVERIFY(session);
    for (const QString& sql : {u"BEGIN"_s, u"INSERT INTO item VALUES (1)"_s})
        QVERIFY(answerOf(**session, {sql}).succeeded);
    QVERIFY(used.ask(kill.arg((*session)->backend())).succeeded);
    QTRY_COMPARE(used.ask(list.arg((*session)->backend())).rowCount, 0);
    for (int round = 0; round < 2; ++round) {
        const EngineAnswer answer = answerOf(**session, {u"COMMIT"_s});
        QVERIFY(!answer.succeeded);
        QVERIFY(!answer.keptNothing);
        QVERIFY(!answer.text.isEmpty());
        QVERIFY2(used.isConnectionLost(answer), qPrintable(answer.code + u' ' + answer.text));
    }
    QCOMPARE(used.tables()->value(u"item"_s).rows.size(), 0);
}

void TestServers::statementThatDoesNotParse_isRefusedWithItsCode()
{
    QFETCH(const QString, name);
    const EngineAnswer answer = answerTo(name, u"SELEC 1"_s);
    QVERIFY(!answer.succeeded);
    const QStringList codes{u"1"_s, u"42601"_s, u"1064"_s};
    QVERIFY2(codes.contains(answer.code), qPrintable(answer.code));
    QVERIFY(!answer.text.isEmpty());
}

void TestServers::manyRows_areCounted()
{
    QFETCH(const QString, name);
    const EngineAnswer answer = answerTo(
        name,
        u"WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1001) SELECT a.i FROM n a, (SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9 UNION SELECT 10) b"_s);
    QVERIFY2(answer.succeeded, qPrintable(answer.text));
    QCOMPARE(answer.rowCount, 10010);
    QCOMPARE(answer.rows.size(), EngineAnswer::MostRows);
}

void TestServers::killedConnection_isToldAndTheNextRunGoesOn_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("kill");
    QTest::newRow("PostgreSQL") << u"postgresql"_s << u"SELECT pg_terminate_backend(%1)"_s;
    QTest::newRow("MariaDB") << u"mariadb"_s << u"KILL CONNECTION %1"_s;
}

void TestServers::killedConnection_isToldAndTheNextRunGoesOn()
{
    QFETCH(const QString, name);
    QFETCH(const QString, kill);
    Engine& used = engine(name);
    QCOMPARE(used.reset(used.usualLevel(), {}), QString());
    const auto session = used.connect(u"A"_s, used.usualLevel());
    QVERIFY(session);
    QVERIFY(used.ask(kill.arg((*session)->backend())).succeeded);
    EngineAnswer answer;
    const auto ask = [&] {
        (*session)->execute({u"SELECT 1"_s});
        if ((*session)->waitForAnswer(30'000))
            answer = (*session)->takeAnswer();
        return !answer.succeeded;
    };
    QTRY_VERIFY(ask());
    QVERIFY(!answer.text.isEmpty());
    QVERIFY(answerTo(name, u"SELECT 1"_s).succeeded);
}

/// PostgreSQL's driver cannot free the statement that it had prepared, and logs that.
void TestServers::connectionEndedByItsStatement_isToldByTheAnswerAlone()
{
    Engine& used = engine(u"postgresql"_s);
    QCOMPARE(used.reset(used.usualLevel(), {}), QString());
    const auto session = used.connect(u"A"_s, used.usualLevel());
    QVERIFY(session);
    const BoundSql statement{u"SELECT pg_terminate_backend(pg_backend_pid()) WHERE 1 = ?"_s, {qint64{1}}};
    const EngineAnswer answer = answerOf(**session, statement);
    QVERIFY(!answer.succeeded);
    QVERIFY2(used.isConnectionLost(answer), qPrintable(answer.code + u' ' + answer.text));
}

/// B ends A's connection; that is not what a level of isolation prevents.
void TestServers::connectionLostInALesson_isNoVerdict()
{
    Engine& used = engine(u"postgresql"_s);
    const TransactionRun run = TransactionPlayer(used, used.usualLevel())
                                   .play(
                                       {{u"CREATE TABLE item (stock INTEGER)"_s},
                                        {{u"A"_s, TransactionAction::Begin},
                                         {u"A"_s, TransactionAction::Sql, u"SELECT 1"_s},
                                         {u"B"_s,
                                          TransactionAction::Sql,
                                          u"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                                          "WHERE usename = current_user AND pid <> pg_backend_pid()"_s},
                                         {u"A"_s, TransactionAction::Sql, u"SELECT 2"_s}}});
    QVERIFY2(
        run.problem.startsWith(u"PostgreSQL ended the connection of session A in the middle: "_s),
        qPrintable(run.problem));
    QVERIFY(answerTo(u"postgresql"_s, u"SELECT 1"_s).succeeded);
    EngineAnswer lost;
    for (const char* code : {"1053", "1927", "2006", "2013", ""}) {
        lost.code = QString::fromLatin1(code);
        QVERIFY2(engine(u"mariadb"_s).isConnectionLost(lost), code);
    }
    lost.code = u"1213"_s;
    QVERIFY(!engine(u"mariadb"_s).isConnectionLost(lost));
}

/// Nothing is said about tables that were not read.
void TestServers::tablesThatCannotBeRead_areNoResult()
{
    QFETCH(const QString, name);
    Engine& used = engine(name);
    const Anomaly anomaly{
        u"made up"_s,
        {},
        {{u"CREATE TABLE item (stock INTEGER)"_s}, {{u"A"_s, TransactionAction::Sql, u"SELECT 1"_s}}},
        [](const RunEnd& end) {
            return end.stored(u"SELECT stock FROM nowhere"_s) == 0;
        }};
    const IsolationCell cell = runCell(used, used.usualLevel(), anomaly);
    QVERIFY2(cell.problem.contains(u"does not tell how the tables ended"_s), qPrintable(cell.problem));
}

void TestServers::statementUnderWay_isCancelled_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("code");
    QTest::newRow("PostgreSQL") << u"postgresql"_s << u"57014"_s;
    QTest::newRow("MariaDB") << u"mariadb"_s << u"1317"_s;
}

/// B waits for the row that A has changed.
void TestServers::statementUnderWay_isCancelled()
{
    QFETCH(const QString, name);
    QFETCH(const QString, code);
    Engine& used = engine(name);
    QCOMPARE(
        used.reset(
            used.usualLevel(), {u"CREATE TABLE item (stock INTEGER)"_s, u"INSERT INTO item VALUES (1)"_s}),
        QString());
    const auto a = used.connect(u"A"_s, used.usualLevel());
    const auto b = used.connect(u"B"_s, used.usualLevel());
    QVERIFY(a && b);
    for (const QString& sql : {u"BEGIN"_s, u"UPDATE item SET stock = 2"_s}) {
        (*a)->execute({sql});
        QVERIFY((*a)->waitForAnswer(30'000));
        QVERIFY((*a)->takeAnswer().succeeded);
    }
    (*b)->execute({u"UPDATE item SET stock = 3"_s});
    QTRY_COMPARE(used.blockersOf(**b), QList<qint64>{(*a)->backend()});
    QVERIFY((*b)->isBusy());
    (*b)->cancel();
    QVERIFY((*b)->waitForAnswer(30'000));
    const EngineAnswer answer = (*b)->takeAnswer();
    QVERIFY2(answer.code == code, qPrintable(answer.code + u' ' + answer.text));
}

/// The private servers stand for one of the user's own.
void TestServers::guest_leavesNothingAndRemovesWhatDeadRunsLeft_data()
{
    QTest::addColumn<int>("entry");
    QTest::addColumn<QString>("socket");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("create");
    QTest::addColumn<QString>("list");
    QTest::newRow("PostgreSQL")
        << 1 << u".s.PGSQL.5432"_s << u"host=%1 user=interleave_admin dbname=lesson"_s
        << u"CREATE SCHEMA %1"_s
        << u"SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'interleave%'"_s;
    QTest::newRow("MariaDB") << 2 << u"socket"_s << u"mariadb://%2@localhost/?socket=%1/socket"_s
                             << u"CREATE DATABASE %1"_s << u"SHOW DATABASES LIKE 'interleave%'"_s;
}

void TestServers::guest_leavesNothingAndRemovesWhatDeadRunsLeft()
{
    QFETCH(const int, entry);
    QFETCH(const QString, socket);
    QFETCH(const QString, address);
    QFETCH(const QString, create);
    QFETCH(const QString, list);
    QString folder;
    const QDir all(QDir::tempPath());
    for (const QString& name : all.entryList({u"interleave-server-*"_s}, QDir::Dirs)) {
        if (QFileInfo::exists(all.filePath(name + u'/' + socket)) &&
            QFileInfo(all.filePath(name + u"/lock"_s)).isReadable())
            folder = all.filePath(name);
    }
    QVERIFY(!folder.isEmpty());
    QString place = address;
    place.replace(u"%1"_s, folder).replace(u"%2"_s, ServerUser::ownName());
    const EnginePlaces places = entry == 1 ? EnginePlaces{place, {}} : EnginePlaces{{}, place};
    const EngineEntry named = engineTable(places).at(entry);
    // As which user the monitor of the private server asks.
    Engine& own = engine(named.name);
    QCOMPARE(own.reset(own.usualLevel(), {}), QString());
    const auto names = [&own, &list] {
        QStringList result;
        for (const QList<Value>& row : own.ask(list).rows)
            result.append(toText(row.first()));
        result.sort();
        return result;
    };
    QVERIFY(own.ask(create.arg(u"interleave_0123456789abcdef"_s)).succeeded);
    QVERIFY(own.ask(create.arg(u"interleave_other"_s)).succeeded);
    {
        const auto guest = named.start();
        QVERIFY2(guest, guest ? "" : qPrintable(guest.error()));
        QCOMPARE((*guest)->levels(), own.levels());
        QCOMPARE(
            (*guest)->reset((*guest)->usualLevel(), {u"CREATE TABLE item (stock INTEGER)"_s}), QString());
        const auto session = (*guest)->connect(u"A"_s, (*guest)->usualLevel());
        QVERIFY2(session, session ? "" : qPrintable(session.error()));
        (*session)->execute({u"INSERT INTO item VALUES (1)"_s});
        QVERIFY((*session)->waitForAnswer(30'000));
        QVERIFY((*session)->takeAnswer().succeeded);
        QCOMPARE(names().size(), 2);
        QVERIFY(!names().contains(u"interleave_0123456789abcdef"_s));
        // A second guest leaves the first alone.
        const auto second = named.start();
        QVERIFY(second);
        QCOMPARE(names().size(), 3);
        (*session)->execute({u"SELECT stock FROM item"_s});
        QVERIFY((*session)->waitForAnswer(30'000));
        QCOMPARE((*session)->takeAnswer().rowCount, 1);
    }
    QCOMPARE(names(), QStringList{u"interleave_other"_s});
}

void TestServers::guestThatIsRefused_isToldWhy()
{
    const QList<EngineEntry> entries =
        engineTable({u"host=/nowhere user=me"_s, u"mariadb://me@localhost/?socket=/nowhere"_s});
    const auto postgresql = entries.at(1).start();
    QVERIFY(!postgresql);
    QVERIFY2(
        postgresql.error().startsWith(u"The server of --postgresql cannot be used: "_s),
        qPrintable(postgresql.error()));
    const auto mariadb = entries.at(2).start();
    QVERIFY(!mariadb);
    QVERIFY2(
        mariadb.error().startsWith(u"The server of --mariadb cannot be used: "_s),
        qPrintable(mariadb.error()));
}

/// As the run of a lesson and the experiments beside it may start theirs. The threads are let go, because one
/// whose process is never started would not end.
void TestServers::processes_areStartedByManyThreadsAtOnce()
{
    constexpr int threads = 8;
    constexpr int processesEach = 50;
    const auto user = ServerUser::find({u"nobody"_s});
    QVERIFY(user);
    auto folder = ServerFolder::make(*user);
    QVERIFY2(folder, folder ? "" : qPrintable(folder.error()));
    const ServerProcess::Start start{u"/bin/true"_s, {}, *user, (*folder)->path(), 9};
    const auto ended = std::make_shared<std::atomic<int>>(0);
    const auto failed = std::make_shared<std::atomic<int>>(0);
    for (int thread = 0; thread < threads; ++thread) {
        std::thread([start, ended, failed] {
            for (int process = 0; process < processesEach; ++process) {
                if (!ServerProcess::run(start, 30'000).isEmpty())
                    ++*failed;
                ++*ended;
            }
        }).detach();
    }
    QTRY_COMPARE_WITH_TIMEOUT(ended->load(), threads * processesEach, 60'000);
    QCOMPARE(failed->load(), 0);
}

void TestServers::folder_isOnlyForItsUserAndGoesWithTheServer()
{
    const auto user = ServerUser::find({u"nobody"_s});
    QVERIFY(user);
    auto folder = ServerFolder::make(*user);
    QVERIFY2(folder, folder ? "" : qPrintable(folder.error()));
    const QString path = (*folder)->path();
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0700U);
    QCOMPARE(status.st_uid, user->uid);
    auto process = ServerProcess::start({u"/bin/sleep"_s, {u"600"_s}, *user, path, 9});
    QVERIFY(process);
    QVERIFY((*process)->isRunning());
    const auto pid = static_cast<pid_t>((*process)->pid());
    process = Result<std::unique_ptr<ServerProcess>, QString>(QString());
    QVERIFY(::kill(pid, 0) != 0);
    folder = Result<std::unique_ptr<ServerFolder>, QString>(QString());
    QVERIFY(!QDir(path).exists());
}

/// A folder whose lock nobody holds any more is of a program that was killed.
void TestServers::deadFolder_isRemovedAtTheNextStart()
{
    const QString dead = QDir::tempPath() + u"/interleave-server-dead"_s;
    QVERIFY(QDir().mkpath(dead));
    QFile lock(dead + u"/lock"_s);
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.close();
    const auto user = ServerUser::find({u"nobody"_s});
    const auto living = ServerFolder::make(*user);
    QVERIFY(living);
    QVERIFY(!QDir(dead).exists());
    const auto next = ServerFolder::make(*user);
    QVERIFY(next);
    QVERIFY(QDir((*living)->path()).exists());
}

void TestServers::longPath_isRefused()
{
    QTemporaryDir shortOne;
    const QString longOne = shortOne.filePath(QString(80, u'x'));
    QVERIFY(QDir().mkpath(longOne));
    const TemporaryPlace place(longOne);
    const auto folder = ServerFolder::make(*ServerUser::find({u"nobody"_s}));
    QVERIFY(!folder);
    QVERIFY2(folder.error().contains(u"too long for a socket"_s), qPrintable(folder.error()));
    QCOMPARE(QDir(longOne).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

void TestServers::folderThatTheServerMayNotEnter_isToldSo()
{
    if (::geteuid() != 0)
        QSKIP("only root runs servers as another user");
    // Only its owner may enter it.
    QTemporaryDir own;
    const TemporaryPlace place(own.path());
    const auto engine = engineTable().at(1).start();
    QVERIFY(!engine);
    QVERIFY2(engine.error().contains(u"may not enter the folder; set TMPDIR"_s), qPrintable(engine.error()));
    QCOMPARE(QDir(own.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

void TestServers::program_isFoundInTheHighestFolder()
{
    QTemporaryDir folder;
    for (const char* number : {"9", "15", "10"}) {
        const QString bin = folder.filePath(QString::fromLatin1(number) + u"/bin"_s);
        QVERIFY(QDir().mkpath(bin));
        QFile program(bin + u"/served"_s);
        QVERIFY(program.open(QIODevice::WriteOnly));
        QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    }
    const QStringList places{folder.filePath(u"none"_s), folder.path() + u"/*/bin"_s};
    QCOMPARE(findServerProgram(u"served"_s, places), folder.filePath(u"15/bin/served"_s));
    QCOMPARE(findServerProgram(u"not-served"_s, places), QString());
}

QTEST_GUILESS_MAIN(TestServers)
#include "tst_servers.moc"
