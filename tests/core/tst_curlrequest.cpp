#include "core/export/curlrequest.h"

#include "core/journalbuilder.h"
#include "warningfreetest.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;

class TestDiagramText final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void command_sendsTheSameRequest();
    void command_isBuiltFromTheEventWithoutTexts();
    void command_omitsHeadersThatCurlSends();
    void command_ofAPhoneIsSentByItsClient();
    void command_isEmptyWithoutARequest();
    void quotedWord_isReadBackByTheShell_data();
    void quotedWord_isReadBackByTheShell();
};

void TestDiagramText::command_sendsTheSameRequest()
{
    const JournalBuilder builder = lesson(Locking::Version);
    QCOMPARE(
        curlCommand(builder.journal().event(6), 9000),
        QStringLiteral("curl -i -X 'PUT' \\\n"
                       "  -H 'If-Match: \"1\"' \\\n"
                       "  --data-raw '{\"stock\": 8, \"name\": \"Desk lamp\"}' \\\n"
                       "  'http://localhost:9000/records/item'"));
    QCOMPARE(
        curlCommand(builder.journal().event(1), 8412),
        QStringLiteral("curl -i \\\n  'http://localhost:8412/records/item'"));
}

void TestDiagramText::command_isBuiltFromTheEventWithoutTexts()
{
    Event event = lesson(Locking::Version).journal().event(6);
    event.requestText.clear();
    event.record = QStringLiteral("a b");
    QCOMPARE(
        curlCommand(event, 8412),
        QStringLiteral("curl -i -X 'PUT' \\\n"
                       "  -A 'B' \\\n"
                       "  -H 'If-Match: \"1\"' \\\n"
                       "  -H 'Content-Type: application/json' \\\n"
                       "  --data-raw '{\"stock\": 8, \"name\": \"Desk lamp\"}' \\\n"
                       "  'http://localhost:8412/records/a%20b'"));
}

void TestDiagramText::command_omitsHeadersThatCurlSends()
{
    Event event;
    event.action = Action::Read;
    event.requestText = "HEAD http://127.0.0.1:1/records/{x} HTTP/1.1\r\nHost: interleave.localhost\r\n"
                        "Connection: close\r\nAccept: */*\r\nUser-Agent: ann's/1\r\nX-Empty:\r\n\r\n";
    QCOMPARE(
        curlCommand(event, 8412),
        QStringLiteral("curl -I -g \\\n  -A 'ann'\\''s/1' \\\n  -H 'X-Empty;' \\\n"
                       "  'http://localhost:8412/records/{x}'"));
}

void TestDiagramText::command_ofAPhoneIsSentByItsClient()
{
    Event event;
    event.action = Action::Write;
    event.client = QStringLiteral("Teal heron");
    event.outside = true;
    const QByteArray text =
        "PUT /records/item HTTP/1.1\r\nHost: 192.168.1.20:8413\r\nUser-Agent: Mozilla/5.0\r\n"
        "Authorization: Bearer **********************\r\nOrigin: http://192.168.1.20:8413\r\n"
        "Referer: http://192.168.1.20:8413/\r\nSec-GPC: 1\r\nIf-Match: \"1\"\r\nContent-Length: 12\r\n\r\n"
        "{\"stock\": 9}";
    // A scheme is written in either case (RFC 9110 §11.1).
    for (const char* scheme : {"Bearer", "bearer"}) {
        event.requestText = QByteArray(text).replace("Bearer", scheme);
        QCOMPARE(
            curlCommand(event, 8412),
            QStringLiteral("curl -i -X 'PUT' \\\n"
                           "  -A 'Teal heron' \\\n"
                           "  -H 'If-Match: \"1\"' \\\n"
                           "  --data-raw '{\"stock\": 9}' \\\n"
                           "  'http://localhost:8412/records/item'"));
    }
    // Anybody else's fields are their own.
    event.requestText = QByteArray(text).replace("***", "abc");
    QVERIFY(curlCommand(event, 8412).contains(QStringLiteral("-H 'Origin: http://192.168.1.20:8413'")));
    QVERIFY(curlCommand(event, 8412).contains(QStringLiteral("-A 'Mozilla/5.0'")));
}

void TestDiagramText::command_isEmptyWithoutARequest()
{
    const JournalBuilder builder = lesson(Locking::Off);
    QCOMPARE(curlCommand(builder.journal().event(3), 8412), QString());
}

void TestDiagramText::quotedWord_isReadBackByTheShell_data()
{
    QTest::addColumn<QString>("word");
    QTest::newRow("plain") << QStringLiteral("plain");
    QTest::newRow("quotation marks") << QStringLiteral("it's \"so\"");
    QTest::newRow("what a shell would replace") << QStringLiteral("$HOME `date` !x * ~ \\n \\");
    QTest::newRow("two lines") << QStringLiteral("one\ntwo");
    QTest::newRow("empty") << QString();
    QTest::newRow("letters of the world") << QStringLiteral("größe → 日本");
}

void TestDiagramText::quotedWord_isReadBackByTheShell()
{
    QFETCH(QString, word);
    const QString shell = QStandardPaths::findExecutable(QStringLiteral("sh"));
    if (shell.isEmpty())
        QSKIP("there is no sh here to ask");
    QProcess process;
    process.start(shell, {QStringLiteral("-c"), QStringLiteral("printf %s ") + shellQuoted(word)});
    QVERIFY(process.waitForFinished());
    QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()), word);
}

QTEST_GUILESS_MAIN(TestDiagramText)
#include "tst_curlrequest.moc"
