#include "core/model/outsiders.h"

#include "core/export/curlrequest.h"
#include "core/model/journal.h"
#include "core/scenario/recordedscenario.h"
#include "core/scenario/scenarioreading.h"
#include "journalbuilder.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QSet>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;

/// Outside clients are told apart, and none has another client's name.
class TestOutsiders final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void name_isTheWholeUserAgent_data();
    void name_isTheWholeUserAgent();
    void name_isUnique_data();
    void name_isUnique();
    void name_hasNoInvisibleCharacters();
    void shortenedName_isUnique();
    void script_distinguishesClients();
    void scenarioNames_areShortAndUnique();
    void oldJournal_getsDistinctClients();
    void oldJournal_getsDistinctLeaseHolders();
    void oldJournal_withoutACollisionIsUnchanged();
};

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

QString name(const QByteArray& agent, const QStringList& panels = {})
{
    return outsideName(agent, panels);
}

/// Usual values, and values that try to look like another client.
QList<QByteArray> agents()
{
    const QByteArray browser =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/";
    return {
        "Anna",
        "anna",
        "Anna (outside)",
        "Anna (outside) (outside)",
        "Anna\xe2\x80\x8b",
        "An\xc2\xadna",
        "Anna\xff",
        "Anna\xfe",
        "A",
        "A (outside)",
        "Till 1",
        "Till 2",
        "Till  1",
        "Till\t1",
        "curl/7.88.1",
        "curl/8.0",
        "curl",
        browser + "120.0 Safari/537.36",
        browser + "121.0 Safari/537.36",
        QByteArray(10'000, 'x'),
        QByteArray(10'000, 'x') + 'y',
        name(QByteArray(10'000, 'x')).toUtf8(),
        "J\xc3\xb6rg",
        "Jo\xcc\x88rg",
        "%1 %2",
        "\xf0\x9f\xa6\x8a",
        "\x01\x02",
        "\x01\x03",
    };
}

/// One line of a journal.
QByteArray line(const char* rest)
{
    return QByteArray("{\"seq\":#,\"time\":1,\"locking\":\"lease\",\"record\":\"item\",") + rest + "}\n";
}

Journal read(const QByteArray& lines)
{
    QByteArray file = "{\"interleave\":\"journal\",\"version\":1,\"locking\":\"lease\",\"startedAt\":0,"
                      "\"rewinds\":0,\"records\":[{\"id\":\"item\",\"version\":1,\"modifiedAt\":0,"
                      "\"fields\":{\"stock\":10}}]}\n";
    qint64 seq = 0;
    for (QByteArray line : lines.split('\n'))
        file += line.replace('#', QByteArray::number(++seq)) + '\n';
    QBuffer device(&file);
    if (!device.open(QIODevice::ReadOnly))
        qFatal("no buffer");
    auto journal = readJournal(device, QStringLiteral("a file"));
    if (!journal || !journal->problem.isEmpty())
        qFatal("%s", qPrintable(journal ? journal->problem : journal.error()));
    return std::move(journal).value().journal;
}

} // namespace

void TestOutsiders::name_isTheWholeUserAgent_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QString>("shown");
    QTest::newRow("a name") << QByteArray("ann") << "ann";
    QTest::newRow("a name of two words") << QByteArray("Till 1") << "Till 1";
    QTest::newRow("a version") << QByteArray("curl/7.88.1") << "curl/7.88.1";
    QTest::newRow("a comment") << QByteArray("Mozilla/5.0 (X11; Linux)") << "Mozilla/5.0 (X11; Linux)";
    QTest::newRow("a comment alone") << QByteArray("(hidden)") << "(hidden)";
    QTest::newRow("a placeholder") << QByteArray("%1") << "%1";
    QTest::newRow("letters of any language") << QByteArray("J\xc3\xb6rg") << "Jörg";
    QTest::newRow("none") << QByteArray() << "guest";
    QTest::newRow("a single letter") << QByteArray("B") << "B (outside)";
    QTest::newRow("a panel's") << QByteArray("Anna") << "Anna (outside)";
    QTest::newRow("one that looks like an outsider's")
        << QByteArray("Bo (outside)") << "Bo (outside) (outside)";
}

void TestOutsiders::name_isTheWholeUserAgent()
{
    QFETCH(QByteArray, agent);
    QFETCH(QString, shown);
    QCOMPARE(name(agent, {text("Anna"), text("Ben")}), shown);
}

void TestOutsiders::name_isUnique_data()
{
    QTest::addColumn<QStringList>("panels");
    QTest::newRow("nobody has a panel") << QStringList();
    QTest::newRow("the usual panels") << QStringList({text("A"), text("B")});
    QTest::newRow("a lesson") << QStringList({text("Anna"), text("Till 1"), text("curl/8.0")});
    QTest::newRow("a lesson of an outsider's name")
        << QStringList({text("Anna"), text("Anna (outside)"), text("Till 1 (outside) (outside)")});
    QStringList all;
    for (const QByteArray& agent : agents())
        all.append(name(agent));
    QTest::newRow("a lesson of all their names") << all;
}

void TestOutsiders::name_isUnique()
{
    QFETCH(QStringList, panels);
    QHash<QString, QByteArray> known;
    for (const QByteArray& agent : agents()) {
        const QString called = name(agent, panels);
        QVERIFY2(!panels.contains(called), qPrintable(called));
        QVERIFY2(!known.contains(called), qPrintable(called));
        known.insert(called, agent);
        QCOMPARE(name(agent, panels), called);
    }
}

void TestOutsiders::name_hasNoInvisibleCharacters()
{
    for (const QByteArray& agent : agents()) {
        const QString called = name(agent);
        QVERIFY(!called.isEmpty());
        QCOMPARE(called, called.simplified());
        QVERIFY(called.size() <= LongestOutsideName + name("A").size());
        for (const QChar c : called)
            QVERIFY2(c.isPrint() || c.isSurrogate(), qPrintable(called));
        QCOMPARE(QString::fromUtf8(called.toUtf8()), called);
    }
    const QString browser = name(agents().at(17));
    QVERIFY2(browser.startsWith(text("Mozilla/5.0 (X11; Linux x86_64")), qPrintable(browser));
    QVERIFY2(browser.contains(QChar(0x2026)), qPrintable(browser));
}

void TestOutsiders::shortenedName_isUnique()
{
    QSet<QString> known;
    for (const QByteArray& agent : agents()) {
        const QString called = shortenedName(name(agent), 24);
        QVERIFY2(called.size() <= 24, qPrintable(called));
        QVERIFY2(!known.contains(called), qPrintable(called));
        known.insert(called);
    }
    QCOMPARE(shortenedName(text("Till 1"), 24), text("Till 1"));
}

void TestOutsiders::script_distinguishesClients()
{
    const auto agentOf = [](const QByteArray& agent, const QStringList& panels) {
        Event event;
        event.client = outsideName(agent, panels);
        event.outside = true;
        event.record = text("item");
        event.requestText = "GET /records/item HTTP/1.1\r\nHost: localhost\r\n" +
                            (agent.isEmpty() ? QByteArray() : "User-Agent: " + agent + "\r\n") + "\r\n";
        event.message = 1;
        return curlCommand(event, 8412);
    };
    const QStringList panels{text("Anna")};
    QVERIFY(agentOf("Till 1", panels).contains(text("-A 'Till 1' ")));
    QVERIFY(agentOf("it's", panels).contains(text("-A 'it'\\''s' ")));
    // The whole, although only a part is shown.
    QVERIFY(agentOf(QByteArray(300, 'x'), panels).contains(text("-A '") + QString(300, u'x') + u'\''));
    // The panel's requests are sent under the name Anna.
    QVERIFY(agentOf("Anna", panels).contains(text("-A 'Anna (outside)' ")));
    QVERIFY(agentOf({}, panels).contains(text("-A '' ")));
}

void TestOutsiders::scenarioNames_areShortAndUnique()
{
    const QString first = name(QByteArray(60, 'x') + '1');
    const QString second = name(QByteArray(60, 'x') + '2');
    JournalBuilder builder(Locking::Off, {Record{text("item"), stock(10), 1, 0}});
    builder.read(first, true).read(second, true);
    builder.put(first, stock(7)).put(second, stock(8));
    const auto scenario = scenarioOf(builder.journal(), text("Two"));
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    const QStringList clients = scenario->clients();
    QCOMPARE(clients.size(), 2);
    for (const QString& client : clients)
        QVERIFY(client.size() <= LongestClientName);
    const auto& last = scenario->steps.last();
    QCOMPARE(last.expect.value(Locking::Off).lost.value_or(QStringList()), QStringList{clients.first()});
}

void TestOutsiders::oldJournal_getsDistinctClients()
{
    const Journal journal = read(
        line("\"client\":\"Anna\",\"outside\":true,\"action\":\"read\",\"verdict\":\"done\",\"version\":1,"
             "\"after\":{\"stock\":10}") +
        line("\"client\":\"Anna\",\"action\":\"read\",\"verdict\":\"done\",\"version\":1,\"after\":{"
             "\"stock\":10}") +
        line("\"client\":\"Anna\",\"outside\":true,\"action\":\"write\",\"verdict\":\"saved\",\"version\":2,"
             "\"after\":{\"stock\":4}"));
    QCOMPARE(journal.event(1).client, text("Anna (outside)"));
    QCOMPARE(journal.event(2).client, text("Anna"));
    QCOMPARE(journal.event(3).client, text("Anna (outside)"));
    QCOMPARE(journal.latest().author(text("item")), text("Anna (outside)"));
    QCOMPARE(journal.latest().client(text("Anna")).copyOf(text("item")).held->version, 1);
    QVERIFY(journal.latest().freshness(text("Anna"), text("item")) == Freshness::Stale);
    QVERIFY(journal.latest().client(text("Anna (outside)")).outside);
}

void TestOutsiders::oldJournal_getsDistinctLeaseHolders()
{
    const Journal journal = read(
        line("\"client\":\"Anna\",\"action\":\"read\",\"verdict\":\"done\",\"version\":1,\"after\":{"
             "\"stock\":10}") +
        line("\"client\":\"Anna\",\"outside\":true,\"action\":\"acquire\",\"verdict\":\"granted\","
             "\"lease\":{\"owner\":\"Anna\",\"token\":1,\"until\":9}") +
        line("\"client\":\"Anna\",\"action\":\"acquire\",\"verdict\":\"locked\","
             "\"lease\":{\"owner\":\"Anna\",\"token\":1,\"until\":9}"));
    QVERIFY(journal.latest().holdsLease(text("Anna (outside)"), text("item")));
    QVERIFY(!journal.latest().holdsLease(text("Anna"), text("item")));
    QCOMPARE(journal.event(3).lease->owner, text("Anna (outside)"));

    const Journal later = read(
        line("\"client\":\"Anna\",\"outside\":true,\"action\":\"acquire\",\"verdict\":\"granted\","
             "\"lease\":{\"owner\":\"Anna\",\"token\":1,\"until\":9}") +
        line("\"client\":\"Anna\",\"action\":\"release\",\"verdict\":\"expired\","
             "\"lease\":{\"owner\":\"Anna\",\"token\":1,\"until\":9}") +
        line("\"client\":\"Anna\",\"action\":\"acquire\",\"verdict\":\"granted\","
             "\"lease\":{\"owner\":\"Anna\",\"token\":2,\"until\":19}"));
    QCOMPARE(later.event(2).client, text("Anna (outside)"));
    QCOMPARE(later.event(3).client, text("Anna"));
    QVERIFY(later.latest().holdsLease(text("Anna"), text("item")));
}

void TestOutsiders::oldJournal_withoutACollisionIsUnchanged()
{
    const Journal journal = read(
        line("\"client\":\"curl\",\"outside\":true,\"action\":\"read\",\"verdict\":\"done\",\"version\":1,"
             "\"after\":{\"stock\":10}") +
        line("\"client\":\"A\",\"action\":\"read\",\"verdict\":\"done\",\"version\":1,\"after\":{\"stock\":"
             "10}") +
        line("\"client\":\"A "
             "(outside)\",\"outside\":true,\"action\":\"read\",\"verdict\":\"done\",\"version\":1,"
             "\"after\":{\"stock\":10}"));
    QCOMPARE(journal.event(1).client, text("curl"));
    QCOMPARE(journal.event(2).client, text("A"));
    QCOMPARE(journal.event(3).client, text("A (outside)"));
    QCOMPARE(journal.latest().clients().size(), 3);
}

QTEST_GUILESS_MAIN(TestOutsiders)
#include "tst_outsiders.moc"
