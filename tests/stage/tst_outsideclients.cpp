#include "core/export/curlscript.h"
#include "core/export/exporting.h"
#include "core/export/sequencetext.h"
#include "core/model/ledger.h"
#include "core/scenario/recordedscenario.h"
#include "stage/exportsource.h"
#include "stage/files/journalfile.h"
#include "stage/stage.h"
#include "warningfreetest.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace interleave;

/// Outside clients in a scenario: whatever their names, they are never confused with other clients.
class TestOutsideClients final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void cleanup() { m_stage.reset(); }

    void namesake_hasItsOwnLane();
    void namesake_isDistinctInFilesAndExports();
    void namesake_isDistinctInOpenedJournals();
    void names_areCompleteEverywhere();
    void manyEvents_areSignalledTogether();

private:
    void prepare() override;

    QByteArray send(const QByteArray& request);
    QByteArray read(const QByteArray& agent)
    {
        return send(
            "GET /records/item HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + agent +
            "\r\nConnection: close\r\n\r\n");
    }
    QByteArray save(const QByteArray& agent, int stock, const QByteArray& tag)
    {
        const QByteArray body = "{\"stock\": " + QByteArray::number(stock) + "}";
        return send(
            "PUT /records/item HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + agent +
            "\r\nConnection: close\r\nContent-Type: application/json\r\nIf-Match: " + tag +
            "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    void step(int position);
    void playWithANamesake();
    [[nodiscard]] const Snapshot& now() const { return m_stage->journal().latest(); }

    std::unique_ptr<Stage> m_stage;
};

namespace {

const QString Item = QStringLiteral("item");
const QString Anna = QStringLiteral("Anna");
const QString Namesake = QStringLiteral("Anna (outside)");

Scenario lesson()
{
    return scenarioFromJson(R"({
        "title": "Two people", "locking": "version", "records": { "item": { "stock": 10 } },
        "steps": [ { "client": "Anna", "do": "read" },
                   { "client": "Ben", "do": "read" },
                   { "client": "Anna", "do": "save", "set": { "stock": 7 } } ] })")
        .value();
}

} // namespace

void TestOutsideClients::prepare()
{
    m_stage = std::make_unique<Stage>(StageOptions{quint16{0}, {}, Locking::Off});
    m_stage->load(lesson());
    m_stage->start();
    QTRY_VERIFY(m_stage->canStep());
}

QByteArray TestOutsideClients::send(const QByteArray& request)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_stage->port());
    socket.write(request);
    QByteArray answer;
    const bool closed = QTest::qWaitFor([&] {
        answer += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState;
    });
    return closed ? answer : "(no end) " + answer;
}

void TestOutsideClients::step(int position)
{
    m_stage->step();
    QTRY_COMPARE(m_stage->position(), position);
}

/// Anna has read version 1 when an outside client that is also called "Anna" saves.
void TestOutsideClients::playWithANamesake()
{
    step(1);
    step(2);
    QVERIFY(read("Anna").startsWith("HTTP/1.1 200"));
    QVERIFY(save("Anna", 4, "\"1\"").startsWith("HTTP/1.1 200"));
    QTRY_COMPARE(now().record(Item)->version, 2);
}

void TestOutsideClients::manyEvents_areSignalledTogether()
{
    constexpr int requests = 400;
    const QSignalSpy each(m_stage.get(), &Stage::eventAppended);
    const QSignalSpy together(m_stage.get(), &Stage::eventsAppended);
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_stage->port());
    QVERIFY(socket.waitForConnected());
    socket.write(QByteArray("HEAD /records/item HTTP/1.1\r\nHost: localhost\r\n\r\n").repeated(requests));
    // All are answered before any event is handled: this thread is busy.
    QByteArray answers;
    while (answers.count("HTTP/1.1 200 OK\r\n") < requests && socket.waitForReadyRead())
        answers += socket.readAll();
    QCOMPARE(answers.count("HTTP/1.1 200 OK\r\n"), requests);
    QCOMPARE(each.size(), 0);
    QTRY_COMPARE(each.size(), requests);
    QVERIFY2(together.size() <= requests / 10, qPrintable(QString::number(together.size())));
}

void TestOutsideClients::namesake_hasItsOwnLane()
{
    playWithANamesake();
    QCOMPARE(now().author(Item), Namesake);
    QVERIFY(now().client(Namesake).outside);
    QVERIFY(!now().client(Anna).outside);
    QCOMPARE(now().client(Anna).copyOf(Item).held->version, 1);
    QVERIFY(now().freshness(Anna, Item) == Freshness::Stale);
    QCOMPARE(m_stage->panels(), QStringList({Anna, QStringLiteral("Ben")}));
    // Her next save sends her own tag, and its answer says whose version is current.
    step(3);
    const Event& refused = m_stage->journal().event(m_stage->journal().size());
    QCOMPARE(refused.client, Anna);
    QCOMPARE(refused.status, 412);
    QCOMPARE(refused.condition, QByteArray("If-Match: \"1\""));
    QVERIFY2(
        refused.responseText.contains("\"changedBy\": \"Anna (outside)\""), refused.responseText.constData());
    const Ledger ledger = ledgerOf(now(), Item);
    QStringList rows;
    for (const LedgerRow& row : ledger.rows)
        rows.append(row.client);
    rows.sort();
    QCOMPARE(rows, QStringList({Anna, Namesake, QStringLiteral("Ben")}));
}

void TestOutsideClients::namesake_isDistinctInFilesAndExports()
{
    playWithANamesake();
    step(3);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("story.jsonl"));
    QCOMPARE(saveJournal(m_stage->journal(), file), QString());
    const auto again = loadJournal(file);
    QVERIFY(again && again->problem.isEmpty());
    QCOMPARE(again->journal.latest(), now());

    const ExportSource source = exportSource(*m_stage, m_stage->journal().size());
    const QString mermaid = mermaidText(source);
    QVERIFY2(mermaid.contains(QStringLiteral(" as Anna\n")), qPrintable(mermaid));
    QVERIFY2(mermaid.contains(QStringLiteral(" as Anna (outside)\n")), qPrintable(mermaid));
    QVERIFY(plantUmlText(source).contains(QStringLiteral("participant \"Anna (outside)\"")));
    const QString script = QString::fromUtf8(curlScript(source).value());
    QVERIFY2(
        script.contains(QStringLiteral("-A Anna ")) || script.contains(QStringLiteral("-A 'Anna' ")),
        qPrintable(script));
    QVERIFY2(script.contains(QStringLiteral("-A 'Anna (outside)' ")), qPrintable(script));

    const auto recorded = scenarioOf(m_stage->journal(), QStringLiteral("Again"));
    QVERIFY2(recorded, recorded ? "" : qPrintable(recorded.error()));
    QVERIFY(recorded->clients().contains(Anna));
    QVERIFY(recorded->clients().contains(Namesake));
}

void TestOutsideClients::namesake_isDistinctInOpenedJournals()
{
    playWithANamesake();
    m_stage->open(m_stage->journal().copy(m_stage->journal().size()));
    QTRY_VERIFY(!m_stage->isMoving() && m_stage->scenario() == nullptr);
    const qint64 before = m_stage->journal().size();
    QVERIFY(read("Anna").startsWith("HTTP/1.1 200"));
    QTRY_COMPARE(m_stage->journal().size(), before + 1);
    QCOMPARE(m_stage->journal().event(before + 1).client, Namesake);
    QCOMPARE(now().clients().size(), 3);
    // In free play there is no other Anna.
    m_stage->startFreePlay();
    QTRY_VERIFY(!m_stage->isMoving() && m_stage->journal().isEmpty());
    QVERIFY(read("Anna").startsWith("HTTP/1.1 200"));
    QTRY_COMPARE(m_stage->journal().size(), 1);
    QCOMPARE(m_stage->journal().event(1).client, Anna);
}

void TestOutsideClients::names_areCompleteEverywhere()
{
    QVERIFY(read("Till 1").startsWith("HTTP/1.1 200"));
    QVERIFY(read("Till 2").startsWith("HTTP/1.1 200"));
    QVERIFY(save("Till 1", 9, "\"1\"").startsWith("HTTP/1.1 200"));
    const QByteArray refused = save("Till 2", 8, "\"1\"");
    QVERIFY(refused.startsWith("HTTP/1.1 412"));
    QVERIFY2(refused.contains("\"changedBy\": \"Till 1\""), refused.constData());
    QVERIFY(save("Till 2", 8, "\"2\"").startsWith("HTTP/1.1 200"));
    QTRY_COMPARE(now().record(Item)->version, 3);
    QCOMPARE(now().clients().size(), 2);
    QCOMPARE(now().client(QStringLiteral("Till 1")).committed, 1);
    QCOMPARE(now().client(QStringLiteral("Till 2")).committed, 1);
    QCOMPARE(now().client(QStringLiteral("Till 2")).refused, 1);
    // A name of 10 KB is valid, and so are names with invisible bytes.
    for (const QByteArray& agent : {QByteArray(10'000, 'x') + '1', QByteArray(10'000, 'x') + '2'})
        QVERIFY(read(agent).startsWith("HTTP/1.1 200"));
    QVERIFY(read("Till 1\xe2\x80\x8b").startsWith("HTTP/1.1 200"));
    QTRY_COMPARE(now().clients().size(), 5);
    const QString script =
        QString::fromUtf8(curlScript(exportSource(*m_stage, m_stage->journal().size())).value());
    for (const char* agent : {"-A 'Till 1' ", "-A 'Till 2' "})
        QVERIFY2(script.contains(QString::fromUtf8(agent)), qPrintable(script));
}

QTEST_GUILESS_MAIN(TestOutsideClients)
#include "tst_outsideclients.moc"
