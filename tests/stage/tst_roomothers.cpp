#include "roomstage.h"

#include "warningfreetest.h"

using namespace interleave;
using namespace interleave::test;

/// Phones that are there while another lesson, another journal or another round begins.
class TestRoomOthers final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void scenario_keepsItsClientsApart();
    void openedRoom_keepsItsClientsApart();
    void continuing_keepsEverybody();
    void staleSave_changesNothing_data();
    void staleSave_changesNothing();
};

namespace {

/// One client reads and saves.
Scenario lessonOf(const QString& client)
{
    const QByteArray json = R"({"title": "Somebody", "records": {"item": {"stock": 10}}, "steps": [
        {"client": "NAME", "do": "read"}, {"client": "NAME", "do": "save", "change": {"stock": -1}}]})";
    const auto read = scenarioFromJson(QByteArray(json).replace("NAME", client.toUtf8()));
    if (!read)
        qFatal("%s", qPrintable(read.error()));
    return read.value();
}

void waitForRound(RoomStage& at, int round)
{
    QTRY_COMPARE(at.room().scene().round, round);
    QTRY_VERIFY(!at.stage.isMoving());
}

} // namespace

void TestRoomOthers::scenario_keepsItsClientsApart()
{
    RoomStage at;
    const auto phone = at.join("Lena");
    const auto asking = at.beside(*phone);
    const QString former = phone->client;
    QCOMPARE(textOf(phone->news("you"), "client"), former);
    at.stage.load(lessonOf(former));
    waitForRound(at, at.room().scene().round + 1);
    QCOMPARE(at.room().members().size(), 1);
    const QString client = at.room().members().first().client;
    QVERIFY(client != former);
    QCOMPARE(at.room().nameOf(client), QStringLiteral("Lena"));
    // The phone is told what it is called now.
    QCOMPARE(textOf(phone->news("you"), "client"), client);
    // What it does is not the scenario's client's.
    QCOMPARE(asking->ask("GET /records/item").status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 1);
    QCOMPARE(at.stage.journal().event(1).client, client);
    QVERIFY(!at.stage.journal().latest().client(former).copyOf(QStringLiteral("item")).held);
    QCOMPARE(at.label(client), QStringLiteral("Lena"));
    at.stage.playTo(2);
    QTRY_COMPARE(at.stage.position(), 2);
    // Newcomers are told apart, too.
    for (int i = 0; i < 5; ++i)
        QVERIFY(at.join()->client != former);
    // It has that name in the next lesson as well.
    at.begin();
    QCOMPARE(at.room().members().first().client, client);
}

void TestRoomOthers::openedRoom_keepsItsClientsApart()
{
    RoomStage at;
    const auto phone = at.join("Lena");
    const QString former = phone->client;
    Journal old({Locking::Off, 0, 0, standardRecords()});
    old.setClients({{former, QStringLiteral("Ann"), std::nullopt, true}});
    const int round = at.room().scene().round;
    at.stage.open(std::move(old));
    waitForRound(at, round + 1);
    const QString client = at.room().members().first().client;
    QVERIFY(client != former);
    // Ann is still Ann.
    QCOMPARE(at.label(former), QStringLiteral("Ann"));
    QCOMPARE(at.label(client), QStringLiteral("Lena"));
    at.room().rename(client, QStringLiteral("Lea"));
    QTRY_COMPARE(at.label(client), QStringLiteral("Lea"));
    QCOMPARE(at.label(former), QStringLiteral("Ann"));
    at.room().remove(client);
    QTRY_COMPARE(at.room().members().size(), 0);
    QCOMPARE(at.label(former), QStringLiteral("Ann"));
}

void TestRoomOthers::continuing_keepsEverybody()
{
    RoomStage at;
    const auto phone = at.join("Lena");
    const auto asking = at.beside(*phone);
    QCOMPARE(asking->ask("GET /records/item").status, 200);
    QCOMPARE(save(*asking, 9).status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 2);
    const int round = at.room().scene().round;
    at.stage.continueFrom(1);
    waitForRound(at, round + 1);
    QCOMPARE(at.room().members().first().client, phone->client);
}

void TestRoomOthers::staleSave_changesNothing_data()
{
    QTest::addColumn<Locking>("locking");
    for (const Locking locking : AllLocking)
        QTest::newRow(qPrintable(toName(locking))) << locking;
}

/// A save that was under way when everybody began anew.
void TestRoomOthers::staleSave_changesNothing()
{
    QFETCH(const Locking, locking);
    RoomStage at;
    const auto phone = at.join();
    at.begin(locking);
    const auto asking = at.beside(*phone);
    const test::Answer read = asking->ask("GET /records/item");
    QCOMPARE(read.status, 200);
    QTRY_COMPARE(at.stage.journal().size(), 1);
    at.begin(locking);
    const test::Answer saved = save(*asking, 50, read.field("ETag"));
    QCOMPARE(saved.status, 409);
    QVERIFY2(saved.text("detail").contains(QStringLiteral("Read it again")), saved.body.constData());
    QCOMPARE(at.stage.journal().size(), 0);
    const Record* record = at.stage.journal().latest().record(at.stage.recordId());
    QCOMPARE(toText(*record->fields.find(QStringLiteral("stock"))), QStringLiteral("100"));
    // Who reads again may save.
    const test::Answer again = asking->ask("GET /records/item");
    QCOMPARE(again.status, 200);
    QVERIFY(save(*asking, 99, again.field("ETag")).status != 409);
}

QTEST_GUILESS_MAIN(TestRoomOthers)

#include "tst_roomothers.moc"
