#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <csignal>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// However the program is ended, it does end, and leaves no files behind.
class TestEnding final : public interleave::WarningFreeTest
{
    Q_OBJECT

private slots:
    void signal_leavesNothingBehind_data();
    void signal_leavesNothingBehind();
    void serve_continuesWhenTheTerminalIsStopped();

private:
    void start(QProcess& process, const QStringList& arguments) const;

    /// The program's home and its folder for temporary files.
    QTemporaryDir m_home;
    QTemporaryDir m_temporary;
};

void TestEnding::start(QProcess& process, const QStringList& arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"HOME"_s, m_home.path());
    environment.insert(u"TMPDIR"_s, m_temporary.path());
    // Set it, because Qt would otherwise create a folder in its place.
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_home.path());
    environment.remove(u"XDG_CONFIG_HOME"_s);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(INTERLEAVE_PROGRAM), arguments);
}

void TestEnding::signal_leavesNothingBehind_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QList<int>>("signalNumbers");
    QTest::addColumn<bool>("endsItself");

    // Long enough to be interrupted.
    const QString story = m_home.filePath(u"long.json"_s);
    QFile file(story);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({"title": "Long", "summary": "Long", "locking": "off", "records": {"item": {"stock": 1}}, "steps": [)");
    for (int i = 0; i < 20'000; ++i)
        file.write(
            i == 0 ? R"({"client": "A", "do": "read", "expect": {"off": {"status": 200}}})"
                   : R"(, {"client": "A", "do": "read"})");
    file.write("]}");
    file.close();

    const QStringList window{u"--port"_s, u"0"_s};
    const QStringList serve{u"serve"_s, u"--port"_s, u"0"_s};
    const QStringList check{u"check"_s, story};
    QTest::newRow("the server, SIGHUP") << serve << QList<int>{SIGHUP} << true;
    QTest::newRow("the server, twice") << serve << QList<int>{SIGINT, SIGINT} << true;
    QTest::newRow("the window, SIGTERM") << window << QList<int>{SIGTERM} << true;
    QTest::newRow("the window, SIGHUP") << window << QList<int>{SIGHUP} << true;
    QTest::newRow("the window, twice") << window << QList<int>{SIGINT, SIGINT, SIGTERM} << true;
    QTest::newRow("a check, SIGINT") << check << QList<int>{SIGINT} << false;
    QTest::newRow("a check, SIGHUP") << check << QList<int>{SIGHUP} << false;
    QTest::newRow("a check, twice") << check << QList<int>{SIGTERM, SIGTERM} << false;
    QTest::newRow("a story that is told") << QStringList{u"play"_s, story} << QList<int>{SIGTERM} << false;
}

void TestEnding::signal_leavesNothingBehind()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QList<int>, signalNumbers);
    QFETCH(const bool, endsItself);
    const QDir temporary(m_temporary.path());
    const QDir::Filters all = QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot;
    QProcess process;
    start(process, arguments);
    // The private database and SQLite's files beside it.
    const auto hasDatabase = [&temporary, all] {
        const QStringList folders = temporary.entryList(all);
        return !folders.isEmpty() &&
               QFile::exists(temporary.filePath(folders.constFirst()) + u"/interleave.sqlite-wal"_s);
    };
    constexpr int mostMs = 60'000;
    QTRY_VERIFY_WITH_TIMEOUT(hasDatabase(), mostMs);
    // The server prints a line when it can be ended in order.
    if (arguments.constFirst() == u"serve"_s)
        QTRY_VERIFY(process.canReadLine());
    for (const int number : signalNumbers)
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), number), 0);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), endsItself ? QProcess::NormalExit : QProcess::CrashExit);
    if (endsItself)
        QCOMPARE(process.exitCode(), 0);
    QCOMPARE(temporary.entryList(all), QStringList());
}

void TestEnding::serve_continuesWhenTheTerminalIsStopped()
{
    const QString terminal = m_home.filePath(u"terminal"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(terminal).constData(), 0600), 0);
    const int reader = ::open(QFile::encodeName(terminal).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    ::fcntl(reader, F_SETPIPE_SZ, 4096);

    QProcess process;
    process.setStandardErrorFile(terminal);
    start(process, {u"serve"_s, u"--port"_s, u"0"_s});
    QTRY_VERIFY(process.canReadLine());
    const QUrl url(QString::fromUtf8(process.readLine().trimmed()));

    constexpr int requests = 1000;
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(url.port()));
    QByteArray answers;
    connect(&socket, &QTcpSocket::readyRead, this, [&] { answers += socket.readAll(); });
    for (int i = 0; i < requests; ++i)
        socket.write("HEAD /records/item HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_COMPARE(answers.count("HTTP/1.1 200 OK\r\n"), requests);

    process.terminate();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    ::close(reader);
}

QTEST_GUILESS_MAIN(TestEnding)

#include "tst_ending.moc"
