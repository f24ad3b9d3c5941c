#include "end-to-end/program.h"

#include "core/values/printable.h"
#include "warningfreetest.h"

#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace interleave;
using namespace interleave::testing;

namespace {

/// Harmful characters in a file: a colour, a line break, a change of direction, and C1's own escape.
const QString hostile = u"x\\u001b[31my\\nz\\u202ew\\u009b5m\\u2028v"_s;

QByteArray story()
{
    const QString text = uR"({"title": "T%1", "summary": "S %1", "locking": "off",
            "records": {"item": {"stock": 10, "name": "D%1"}},
            "steps": [
                {"client": "A", "do": "read"},
                {"client": "B\u202e", "do": "read"},
                {"client": "A", "do": "edit", "set": {"name": "N%1"}},
                {"client": "B\u202e", "do": "edit", "set": {"name": "M%1"}},
                {"client": "A", "do": "save", "say": {"off": "W%1"}},
                {"client": "B\u202e", "do": "save", "expect": {"off": {"status": 412}}}],
            "expect": {"off": {"records": {"item": {"name": "E%1"}}}}})"_s.arg(hostile);
    return text.toUtf8();
}

} // namespace

/// Text by others is printed in a terminal without any effect.
class TestPrinting final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void command_printsSafely_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QStringList& arguments, int code) {
            QTest::newRow(name) << arguments << code;
        };
        const QString bad = QString::fromUtf8("no\x1b[2J\n\xe2\x80\xae.json");
        row("play", {u"play"_s, u"%story"_s}, 0);
        row("check", {u"check"_s, u"%story"_s}, 1);
        row("a file's name", {u"play"_s, bad}, 2);
        row("a file's name, in check", {u"check"_s, bad}, 2);
        row("a command", {bad}, 2);
        row("an option's value", {u"serve"_s, u"--locking"_s, bad}, 2);
        row("an option", {u"--"_s + bad}, 2);
        row("orders", {u"orders"_s, u"--program"_s, bad}, 2);
        row("export", {u"export"_s, bad, u"-"_s}, 2);
        row("a list", {u"shot"_s, u"--list"_s, bad}, 2);
    }

    void command_printsSafely()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"story.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(story());
        file.close();
        arguments.replaceInStrings(u"%story"_s, file.fileName());
        const Ended ended = run(arguments);
        QVERIFY2(ended.code == code, qPrintable(ended.err + ended.out));
        QVERIFY(!ended.out.isEmpty() || !ended.err.isEmpty());
        QCOMPARE(ended.out, printableLines(ended.out));
        QCOMPARE(ended.err, printableLines(ended.err));
        if (code != 0)
            return;
        QVERIFY2(
            ended.out.contains(u"x<U+001B>[31my<U+000A>z<U+202E>w<U+009B>5m<U+2028>v"_s),
            qPrintable(ended.out));
    }

    void serve_printsSafely()
    {
        QProcess process;
        startProgram(process, {u"serve"_s, u"--port"_s, u"0"_s});
        QTRY_VERIFY(process.canReadLine());
        const QUrl url(QString::fromUtf8(process.readLine().trimmed()));
        const QByteArray body = "{\"st" + hostile.toUtf8() + "ock\":\"" + hostile.toUtf8() + "\"}";
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(url.port()));
        socket.write(
            "PUT /records/a%E2%80%AE HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ann\r\n"
            "If-None-Match: *\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
            QByteArray::number(body.size()) + "\r\n\r\n" + body + "");
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        process.terminate();
        QVERIFY(process.waitForFinished());
        const QString told = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(told.contains(u"ann  "_s), qPrintable(told));
        QCOMPARE(told, printableLines(told));
    }
};

QTEST_GUILESS_MAIN(TestPrinting)

#include "tst_printing.moc"
