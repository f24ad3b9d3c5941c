#include "end-to-end/program.h"
#include "warningfreetest.h"

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace interleave::testing;

class TestProgram final : public interleave::WarningFreeTest
{
    Q_OBJECT

private slots:
    void version_needsNoDisplay();
    void window_withoutADisplaySaysSo_data();
    void window_withoutADisplaySaysSo();
    void badUsage_exitsWith2();
    void check_continuesAfterAnUnreadableFile();
    void check_exitsWith1WhenAnExpectationFails();
    void play_printsTheLesson();
    void orders_areCounted();
    void orders_explainBadOptions();
    void serve_printsItsUrlAnswersAndEndsCleanly_data();
    void serve_printsItsUrlAnswersAndEndsCleanly();
    void serve_failsOnAPortInUse();
    void serve_failsOnALockedDatabase();
};

void TestProgram::version_needsNoDisplay()
{
    const Ended ended = run({u"--version"_s});
    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.out.startsWith(u"interleave "_s), qPrintable(ended.out));
    QCOMPARE(ended.err, QString());
}

void TestProgram::window_withoutADisplaySaysSo_data()
{
    QTest::addColumn<QString>("display");
    QTest::newRow("no display is set") << QString();
    QTest::newRow("the display is not there any more") << u":4711"_s;
}

void TestProgram::window_withoutADisplaySaysSo()
{
    QFETCH(const QString, display);
    const Ended ended = run({}, display);
    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.out, QString());
    QVERIFY2(ended.err.startsWith(u"There is no display to open a window on."_s), qPrintable(ended.err));
    QVERIFY2(ended.err.contains(u"interleave play"_s), qPrintable(ended.err));
    QCOMPARE(ended.err.count(u'\n'), 1);
}

void TestProgram::badUsage_exitsWith2()
{
    const Ended ended = run({u"check"_s, u"/nowhere/at-all.json"_s});
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains(u"/nowhere/at-all.json"_s), qPrintable(ended.err));
    QCOMPARE(ended.out, QString());
}

void TestProgram::check_continuesAfterAnUnreadableFile()
{
    const Ended ended = run({u"check"_s, u"/nowhere/at-all.json"_s, u"lost-update"_s});
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains(u"/nowhere/at-all.json"_s), qPrintable(ended.err));
    QVERIFY2(ended.out.startsWith(u"lost-update"_s), qPrintable(ended.out));
    QVERIFY2(ended.out.contains(u"as expected"_s), qPrintable(ended.out));
}

void TestProgram::check_exitsWith1WhenAnExpectationFails()
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"wrong.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({"$schema": "scenario.schema.json", "title": "t", "summary": "s", "locking": "off", "records": {"item": {"stock": 1}},
                   "steps": [{"client": "A", "do": "read", "expect": {"off": {"status": 412}}}]})");
    file.close();
    const Ended ended = run({u"check"_s, file.fileName()});
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.out.contains(u"step 1 (A reads): expected status 412, got 200"_s), qPrintable(ended.out));
}

void TestProgram::play_printsTheLesson()
{
    const Ended off = run({u"play"_s, u"lost-update"_s});
    QCOMPARE(off.code, 0);
    QVERIFY2(off.out.contains(u"A’s update was lost."_s), qPrintable(off.out));
    const Ended on = run({u"play"_s, u"lost-update"_s, u"--locking"_s, u"version"_s});
    QVERIFY2(on.out.contains(u"B’s save was refused."_s), qPrintable(on.out));
    QVERIFY(!on.out.contains(u"was lost"_s));
}

void TestProgram::orders_areCounted()
{
    const Ended table = run(
        {u"orders"_s,
         u"--clients"_s,
         u"4"_s,
         u"--program"_s,
         u"read,edit,save"_s,
         u"--retry"_s,
         u"forever"_s});
    QCOMPARE(table.code, 0);
    QCOMPARE(table.err, QString());
    QVERIFY2(table.out.contains(u"\n369,600 orders.\n"_s), qPrintable(table.out));
    QVERIFY2(table.out.contains(u"50,500,459,608"_s), qPrintable(table.out));
    const Ended csv = run({u"orders"_s, u"--clients"_s, u"3"_s, u"--tick"_s, u"older"_s, u"--csv"_s});
    QCOMPARE(csv.code, 0);
    const QStringList lines = csv.out.split(u'\n');
    QCOMPARE(
        lines.value(0),
        u"rule,clients,program,retry,tick,orders,executions,with_lost,lost_total,with_rejection,"
        "rejections_total,with_wait"_s);
    QCOMPARE(lines.value(1), u"off,3,\"read,save\",none,older,90,90,84,132,0,0,0"_s);
    QCOMPARE(lines.size(), 7);
}

void TestProgram::orders_explainBadOptions()
{
    const Ended ended = run({u"orders"_s, u"--clients"_s, u"5"_s});
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.err, u"--clients is “5”; give a whole number from 2 to 4.\n"_s);
    QCOMPARE(ended.out, QString());
    QCOMPARE(run({u"orders"_s, u"--retry"_s, u"twice"_s}).code, 2);
    QCOMPARE(run({u"orders"_s, u"lost-update"_s}).code, 2);
}

void TestProgram::serve_printsItsUrlAnswersAndEndsCleanly_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT, as Ctrl+C sends it") << SIGINT;
    QTest::newRow("SIGTERM, as a service manager sends it") << SIGTERM;
}

void TestProgram::serve_printsItsUrlAnswersAndEndsCleanly()
{
    QFETCH(const int, signal);
    QProcess process;
    startProgram(process, {u"serve"_s, u"--port"_s, u"0"_s, u"--locking"_s, u"version"_s});
    QTRY_VERIFY(process.canReadLine());
    const QUrl url(QString::fromUtf8(process.readLine().trimmed()));
    QCOMPARE(url.path(), u"/records/item"_s);
    QCOMPARE(url.host(), u"localhost"_s);

    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(url.port()));
    socket.write(
        "GET /records/item HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ann\r\nConnection: close\r\n\r\n");
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    const QByteArray answer = socket.readAll();
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n") && answer.contains("ETag: \"1-"), answer.constData());

    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    // The terminal shows the requests of clients.
    const QString told = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(told.startsWith(u"Locking: Version."_s), qPrintable(told));
    QVERIFY2(told.contains(u"\nann  GET item  →  200 OK · ETag \"1-"_s), qPrintable(told));
}

void TestProgram::serve_failsOnAPortInUse()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    const QString port = QString::number(holder.serverPort());
    const Ended ended = run({u"serve"_s, u"--port"_s, port});
    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.err.contains(port), qPrintable(ended.err));
    QCOMPARE(ended.out, QString());
}

void TestProgram::serve_failsOnALockedDatabase()
{
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"kept.sqlite"_s);
    QProcess first;
    startProgram(first, {u"serve"_s, u"--port"_s, u"0"_s, u"--database"_s, file});
    QTRY_VERIFY(first.canReadLine());
    const Ended second = run({u"serve"_s, u"--port"_s, u"0"_s, u"--database"_s, file});
    QCOMPARE(second.code, 3);
    QVERIFY2(second.err.contains(u"held by another process"_s), qPrintable(second.err));
    first.terminate();
    QVERIFY(first.waitForFinished());
}

QTEST_GUILESS_MAIN(TestProgram)

#include "tst_program.moc"
