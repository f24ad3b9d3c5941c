#include "core/export/curlscript.h"
#include "core/export/exporting.h"
#include "program.h"
#include "stage/files/journalfile.h"
#include "stage/files/scenariolibrary.h"
#include "stage/stage.h"
#include "warningfreetest.h"

#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

/// The shell commands in the README that ask the server.
QStringList readmesCommands()
{
    QFile readme(QStringLiteral(INTERLEAVE_README));
    if (!readme.open(QIODevice::ReadOnly))
        return {};
    QStringList blocks;
    static const QRegularExpression block(
        u"```sh\n(.*?)```"_s, QRegularExpression::DotMatchesEverythingOption);
    for (auto found = block.globalMatch(QString::fromUtf8(readme.readAll())); found.hasNext();) {
        const QString text = found.next().captured(1);
        if (text.contains(u"localhost:8412/records"_s))
            blocks.append(text);
    }
    return blocks;
}

QStringList statusesIn(const QString& text)
{
    QStringList statuses;
    static const QRegularExpression status(u"^HTTP/1.1 (\\d+)"_s, QRegularExpression::MultilineOption);
    for (auto found = status.globalMatch(text); found.hasNext();)
        statuses.append(found.next().captured(1));
    return statuses;
}

QByteArray
ask(const QUrl& url, const QByteArray& method, const QByteArray& headers, const QByteArray& body = {})
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(url.port()));
    socket.write(
        method + ' ' + url.path().toUtf8() + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ann\r\n" +
        "Connection: close\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) +
        "\r\n\r\n" + body);
    QByteArray answer;
    const bool closed = QTest::qWaitFor([&] {
        answer += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState;
    });
    return closed ? answer : QByteArray();
}

QByteArray headerIn(const QByteArray& answer, const QByteArray& name)
{
    const qsizetype at = answer.indexOf("\r\n" + name + ": ") + name.size() + 4;
    return answer.mid(at, answer.indexOf("\r\n", at) - at);
}

QByteArray json()
{
    return "Content-Type: application/json\r\n";
}

} // namespace

/// Runs the shell commands from the README, the Join popup and an exported script.
class TestCommands final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void readmeCommands_canBeRepeated_data();
    void readmeCommands_canBeRepeated();
    void restart_changesTags();
    void restart_changesTokens();
    void continuedJournal_isRepeatedByItsScript_data();
    void continuedJournal_isRepeatedByItsScript();
    void longValuesAndUnusualNames_areSent();

private:
    void prepare() override
    {
        if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
            QSKIP("there is no curl here to ask with");
    }

    void settle(Stage& stage);
    void verifyScript(const Journal& journal, const QString& rule, const QStringList& panels);
};

void TestCommands::readmeCommands_canBeRepeated_data()
{
    QTest::addColumn<int>("block");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("statuses");
    QTest::newRow("the lost update and the refusal") << 0 << u"off"_s << u"200 200 200 200 200 412"_s;
    QTest::newRow("the lease") << 1 << u"lease"_s << u"423 200 204 412 204"_s;
}

void TestCommands::readmeCommands_canBeRepeated()
{
    QFETCH(const int, block);
    QFETCH(const QString, rule);
    QFETCH(const QString, statuses);
    const QStringList blocks = readmesCommands();
    QVERIFY(blocks.size() > block);
    const Server server({u"--locking"_s, rule});
    QVERIFY(server.isUp());
    const QString place = u"localhost:%1"_s.arg(QUrl(server.url()).port());
    for (int time = 0; time < 2; ++time) {
        QProcess shell;
        QString commands = blocks.at(block);
        shell.start(u"sh"_s, {u"-c"_s, commands.replace(u"localhost:8412"_s, place)});
        const Ended ended = testing::ended(shell);
        QCOMPARE(ended.err, QString());
        QCOMPARE(statusesIn(ended.out).join(u' '), statuses);
    }
}

void TestCommands::restart_changesTags()
{
    const QTemporaryDir directory;
    const QStringList options{u"--database"_s, directory.filePath(u"kept.db"_s)};
    QByteArray tag;
    {
        const Server server(options);
        tag = headerIn(ask(QUrl(server.url()), "GET", {}), "ETag");
        QVERIFY2(tag.startsWith("\"1-"), tag.constData());
    }
    const Server server(options);
    const QUrl url(server.url());
    QVERIFY(headerIn(ask(url, "GET", {}), "ETag") != tag);
    const QByteArray body(R"({"stock": 1, "name": "Desk lamp"})");
    QVERIFY(ask(url, "PUT", json() + "If-Match: " + tag + "\r\n", body).startsWith("HTTP/1.1 412"));
    QVERIFY(ask(url, "GET", "If-None-Match: " + tag + "\r\n").startsWith("HTTP/1.1 200"));
}

void TestCommands::restart_changesTokens()
{
    QByteArray token;
    const QStringList options{u"--locking"_s, u"lease"_s};
    {
        const Server server(options);
        token = headerIn(ask(QUrl(server.url() + u"/lease"_s), "POST", {}), "Lock-Token");
        QVERIFY2(token.startsWith("<lease:1-"), token.constData());
    }
    const Server server(options);
    QVERIFY(headerIn(ask(QUrl(server.url() + u"/lease"_s), "POST", {}), "Lock-Token") != token);
    const QByteArray body(R"({"stock": 1, "name": "Desk lamp"})");
    QVERIFY(ask(QUrl(server.url()), "PUT", json() + "Lock-Token: " + token + "\r\n", body)
                .startsWith("HTTP/1.1 412"));
}

void TestCommands::settle(Stage& stage)
{
    QTRY_VERIFY(!stage.isMoving() && !stage.isBusy(u"A"_s) && !stage.isBusy(u"B"_s));
}

void TestCommands::verifyScript(const Journal& journal, const QString& rule, const QStringList& panels)
{
    const auto script = curlScript({&journal, journal.size(), panels, u"Told"_s});
    QVERIFY2(script, script ? "" : qPrintable(script.error()));
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"told.sh"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(*script);
    file.close();
    const Server server({u"--locking"_s, rule});
    const Ended ended = runShell(file.fileName(), server.url());
    QVERIFY2(ended.code == 0, qPrintable(ended.err + ended.out));
    QCOMPARE(ended.err, QString());
}

void TestCommands::continuedJournal_isRepeatedByItsScript_data()
{
    QTest::addColumn<QString>("rule");
    for (const Locking rule : allLocking())
        QTest::newRow(qPrintable(toName(rule))) << toName(rule);
}

/// The journal was continued twice and opened, and each part has its own tags.
void TestCommands::continuedJournal_isRepeatedByItsScript()
{
    QFETCH(const QString, rule);
    Stage stage({quint16{0}, {}, *lockingFromName(rule)});
    stage.start();
    QTRY_VERIFY(stage.port() != 0 && !stage.isMoving());
    stage.read(u"A"_s);
    settle(stage);
    const QUrl url(u"http://localhost:%1/records/item"_s.arg(stage.port()));
    const QByteArray tag = headerIn(ask(url, "GET", {}), "ETag");
    for (int time = 0; time < 2; ++time) {
        stage.continueFrom(stage.journal().size());
        settle(stage);
        stage.edit(u"A"_s, u"stock"_s, Value(qint64{7 - time}));
        stage.save(u"A"_s);
        settle(stage);
        stage.read(u"A"_s);
        settle(stage);
        // A tag from the past proves nothing any more.
        const QByteArray body(R"({"stock": 8, "name": "Ann’s"})");
        ask(url, "PUT", json() + "If-Match: " + tag + ", \"\\\", \"$(touch hurt)\"\r\n", body);
    }
    const QTemporaryDir directory;
    QCOMPARE(saveJournal(stage.journal(), directory.filePath(u"a.jsonl"_s)), QString());
    auto opened = loadJournal(directory.filePath(u"a.jsonl"_s));
    QVERIFY(opened);
    verifyScript(opened->journal, rule, stage.panels());
    stage.open(opened->journal.copy(opened->journal.size()));
    settle(stage);
    stage.edit(u"A"_s, u"stock"_s, Value(qint64{3}));
    stage.save(u"A"_s);
    settle(stage);
    verifyScript(stage.journal(), rule, stage.panels());
    QVERIFY(!QFile::exists(u"hurt"_s));
}

void TestCommands::longValuesAndUnusualNames_areSent()
{
    Scenario scenario;
    scenario.title = u"Odd"_s;
    const QString longText = QString(200'000, u'x');
    for (const QString& id : {u".."_s, u"a b&c%2F'd\"$(touch hurt)`"_s, u"[1-3]{a,b}"_s})
        scenario.records.append({id, {{u"stock"_s, qint64{10}}, {u"name"_s, longText}}, 1, 0});
    for (const Record& record : std::as_const(scenario.records)) {
        scenario.steps.append(Step{u"A $(touch hurt)"_s, record.id, ReadStep{}, {}, {}, {}});
        scenario.steps.append(Step{
            u"A $(touch hurt)"_s,
            record.id,
            SaveStep{{{u"stock"_s, qint64{7}}}, {}, false, false},
            {},
            {},
            {}});
    }
    Stage stage({quint16{0}, {}, Locking::Version});
    stage.load(scenario, Locking::Version);
    stage.start();
    QTRY_VERIFY(stage.port() != 0 && !stage.isMoving());
    stage.playTo(static_cast<int>(scenario.steps.size()));
    QTRY_COMPARE(stage.position(), static_cast<int>(scenario.steps.size()));
    QCOMPARE(stage.journal().event(stage.journal().size()).status, 200);
    verifyScript(stage.journal(), u"version"_s, stage.panels());
    QVERIFY(!QFile::exists(u"hurt"_s));
}

QTEST_GUILESS_MAIN(TestCommands)

#include "tst_commands.moc"
