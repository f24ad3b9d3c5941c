#include "engine/databases/postgresqlengine.h"
#include "program.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace interleave::testing;
using namespace Qt::StringLiterals;

/// `interleave isolation`, and what becomes of a server when the program is killed.
class TestIsolationCommand final : public interleave::WarningFreeTest
{
    Q_OBJECT

private slots:
    void csv_hasALineForEachSchedule();
    void table_saysWhatHappens();
    void unknownName_isRefused_data();
    void unknownName_isRefused();
    void engineWithoutAPlace_saysWhatToDo_data();
    void engineWithoutAPlace_saysWhatToDo();
    void serverThatIsNotThere_failsTheCommand();
    void fileOnAServerOfOnesOwn_isConfirmed();
    void killedProgram_leavesNothing_data();
    void killedProgram_leavesNothing();
};

void TestIsolationCommand::csv_hasALineForEachSchedule()
{
    const Ended ended = run({u"isolation"_s, u"--engine"_s, u"sqlite"_s, u"--csv"_s});
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.code, 0);
    const QStringList lines = ended.out.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.first(), u"engine,version,level,anomaly,variant,happens,prevented_by,code,ms"_s);
    QCOMPARE(lines.size(), 1 + 3 * 15);
    const auto plain = lines.filter(
        QRegularExpression(u"^sqlite,[0-9.]+,serializable,lost-update,plain,no,error,517,[0-9]+$"_s));
    QCOMPARE(plain.size(), 1);
    QCOMPARE(lines.filter(u",read uncommitted,dirty-read,,yes,,,"_s).size(), 1);
}

void TestIsolationCommand::table_saysWhatHappens()
{
    const Ended ended = run(
        {u"isolation"_s,
         u"--engine"_s,
         u"sqlite"_s,
         u"--level"_s,
         u"serializable"_s,
         u"--anomaly"_s,
         u"dirty-read"_s});
    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.out.startsWith(u"SQLite 3."_s), qPrintable(ended.out));
    QVERIFY2(ended.out.contains(QRegularExpression(u"\ndirty-read +snapshot\n"_s)), qPrintable(ended.out));
    QVERIFY(!ended.out.contains(u"lost-update"_s));
}

void TestIsolationCommand::unknownName_isRefused_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("problem");
    QTest::newRow("engine") << QStringList{u"--engine"_s, u"oracle"_s}
                            << u"There is no engine “oracle”; there are:"_s;
    QTest::newRow("level") << QStringList{u"--level"_s, u"chaos"_s}
                           << u"There is no level “chaos”; there are:"_s;
    QTest::newRow("a level of another engine")
        << QStringList{u"--engine"_s, u"sqlite"_s, u"--level"_s, u"read committed"_s}
        << u"There is no level “read committed”; there are: read uncommitted, serializable"_s;
    QTest::newRow("anomaly") << QStringList{u"--anomaly"_s, u"bug"_s}
                             << u"There is no anomaly “bug”; there are:"_s;
    QTest::newRow("a password") << QStringList{u"--postgresql"_s, u"host=db password=x"_s}
                                << u"A password on the command line can be read"_s;
    QTest::newRow("no URL") << QStringList{u"--mariadb"_s, u"db"_s} << u"--mariadb takes “mariadb://"_s;
    QTest::newRow("an argument") << QStringList{u"all"_s} << u"takes no “all”"_s;
}

void TestIsolationCommand::unknownName_isRefused()
{
    QFETCH(const QStringList, options);
    QFETCH(const QString, problem);
    const Ended ended = run(QStringList{u"isolation"_s} + options);
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QString());
    QVERIFY2(ended.err.contains(problem), qPrintable(ended.err));
    QCOMPARE(ended.err.count(u'\n'), 1);
}

void TestIsolationCommand::engineWithoutAPlace_saysWhatToDo_data()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("PostgreSQL") << u"postgresql"_s;
    QTest::newRow("MariaDB") << u"mariadb"_s;
}

void TestIsolationCommand::engineWithoutAPlace_saysWhatToDo()
{
    QFETCH(const QString, engine);
    QTemporaryDir folder;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString place = folder.filePath(QString(80, u'x'));
    QVERIFY(QDir().mkpath(place));
    environment.insert(u"TMPDIR"_s, place);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(INTERLEAVE_PROGRAM), {u"isolation"_s, u"--engine"_s, engine});
    const Ended stopped = ended(process);
    QCOMPARE(stopped.code, 3);
    QCOMPARE(stopped.out, QString());
    QVERIFY2(stopped.err.contains(u"Set TMPDIR to a folder"_s), qPrintable(stopped.err));
    QCOMPARE(stopped.err.count(u'\n'), 1);
}

void TestIsolationCommand::serverThatIsNotThere_failsTheCommand()
{
    const Ended ended =
        run({u"isolation"_s, u"--engine"_s, u"postgresql"_s, u"--postgresql"_s, u"host=/nowhere user=me"_s});
    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.out, QString());
    QVERIFY2(ended.err.startsWith(u"The server of --postgresql cannot be used: "_s), qPrintable(ended.err));
    QVERIFY2(!ended.err.contains(u"U+"_s), qPrintable(ended.err));
    QCOMPARE(ended.err.count(u'\n'), 1);
}

/// What a file says runs there with all that the role may do.
void TestIsolationCommand::fileOnAServerOfOnesOwn_isConfirmed()
{
    const auto server = interleave::PostgresqlEngine::start();
    QVERIFY2(server, server ? "" : qPrintable(server.error()));
    const QString conninfo = static_cast<const interleave::PostgresqlEngine&>(**server).conninfo().replace(
        u"user=interleave"_s, u"user=interleave_admin"_s);
    QTemporaryDir folder;
    QFile lesson(folder.filePath(u"own.json"_s));
    QVERIFY(lesson.open(QIODevice::WriteOnly));
    lesson.write(R"json({
        "kind": "transactions",
        "title": "Who am I?",
        "setup": ["CREATE TABLE item (id VARCHAR(20) PRIMARY KEY)"],
        "sessions": {"A": {}},
        "steps": [{"session": "A", "do": "sql", "sql": "SELECT current_user::text"}],
        "expect": {"postgresql": {"read committed": {"explained": "yes"}}}})json");
    lesson.close();
    const QStringList there{lesson.fileName(), u"--postgresql"_s, conninfo};
    for (const QStringList& command :
         {QStringList{u"play"_s} + there,
          QStringList{u"check"_s} + there,
          QStringList{u"export"_s, folder.filePath(u"out.sql"_s), u"--scenario"_s} + there}) {
        const Ended refused = run(command);
        QCOMPARE(
            refused.err,
            u"“own.json” comes from a file, and its statements would run on your own PostgreSQL server as "
            u"the role "
            "“interleave_admin”, with all that it may do. If that is what you want, add: --confirm interleave_admin\n"_s);
        QCOMPARE(refused.out, QString());
        QCOMPARE(refused.code, 3);
        const Ended other = run(command + QStringList{u"--confirm"_s, u"somebody"_s});
        QCOMPARE(other.code, 3);
        const Ended done = run(command + QStringList{u"--confirm"_s, u"interleave_admin"_s});
        QCOMPARE(done.err, QString());
        QCOMPARE(done.code, 0);
    }
    const Ended builtIn = run({u"play"_s, u"dirty-read"_s, u"--postgresql"_s, conninfo});
    QCOMPARE(builtIn.err, QString());
    QCOMPARE(builtIn.code, 0);
    // Nothing is left there.
    const auto left =
        (*server)->ask(u"SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'interleave%'"_s);
    QVERIFY(left.succeeded);
    QCOMPARE(left.rowCount, 0);
}

void TestIsolationCommand::killedProgram_leavesNothing_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("pidFile");
    QTest::newRow("PostgreSQL") << u"postgresql"_s << u"data/postmaster.pid"_s;
    QTest::newRow("MariaDB") << u"mariadb"_s << u"pid"_s;
}

void TestIsolationCommand::killedProgram_leavesNothing()
{
    QFETCH(const QString, engine);
    QFETCH(const QString, pidFile);
    QTemporaryDir temporary;
    QFile::setPermissions(
        temporary.path(),
        QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther);
    const auto start = [&](QProcess& process) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TMPDIR"_s, temporary.path());
        process.setProcessEnvironment(environment);
        process.start(
            QStringLiteral(INTERLEAVE_PROGRAM),
            {u"isolation"_s, u"--engine"_s, engine, u"--anomaly"_s, u"deadlock"_s});
    };
    const auto folders = [&temporary] {
        return QDir(temporary.path()).entryList({u"interleave-server-*"_s}, QDir::Dirs);
    };
    const auto serverPid = [&]() -> pid_t {
        for (const QString& folder : folders()) {
            QFile file(temporary.filePath(folder + u'/' + pidFile));
            if (file.open(QIODevice::ReadOnly))
                // PostgreSQL's program that makes the files has a negative number.
                return std::max(file.readLine().trimmed().toInt(), 0);
        }
        return 0;
    };
    QProcess process;
    start(process);
    QTRY_VERIFY_WITH_TIMEOUT(serverPid() != 0, 60'000);
    const pid_t server = serverPid();
    QCOMPARE(::kill(server, 0), 0);
    const QStringList left = folders();
    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    QVERIFY(process.waitForFinished());
    QTRY_VERIFY(::kill(server, 0) != 0);
    QCOMPARE(folders(), left);

    QProcess next;
    start(next);
    const Ended whole = ended(next);
    QCOMPARE(whole.err, QString());
    QCOMPARE(whole.code, 0);
    QCOMPARE(folders(), QStringList());
}

QTEST_GUILESS_MAIN(TestIsolationCommand)
#include "tst_isolationcommand.moc"
