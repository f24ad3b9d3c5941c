#include "roomtest.h"
#include "warningfreetest.h"

using namespace interleave;
using namespace interleave::test;

/// How often, how many and how long: codes, requests, members, bodies.
class TestRoomLimits final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void wrongCodes_areFewAMinute();
    void code_isNotFoundByGuessing();
    void wrongToken_countsAsNoGuess();
    void joining_needsACode_data();
    void joining_needsACode();
    void requests_areLimitedBySecond();
    void room_isFull();
    void placeOfSomebodyLongAway_isGivenOn();
    void connectionsOfStrangers_endNoStream();
    void bodyAndHeader_areLimited();
};

namespace {

const QByteArray Json = "Content-Type: application/json\r\n";

} // namespace

void TestRoomLimits::wrongCodes_areFewAMinute()
{
    OpenRoom room;
    const QByteArray wrong = R"({"code": "0000"})";
    Phone phone(room);
    // Right ones do not count.
    for (int i = 0; i < 10; ++i)
        QCOMPARE(phone.ask("POST /room/join", room.codeJson()).status, 201);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(phone.ask("POST /room/join", wrong).status, 403);
    room.now += 20'000;
    const Answer tooMany = phone.ask("POST /room/join", wrong);
    QCOMPARE(tooMany.status, 429);
    QCOMPARE(tooMany.field("Retry-After"), QByteArray("40"));
    QCOMPARE(phone.ask("POST /room/join", room.codeJson()).status, 429);
    // The code on the screen that is scanned still works, and so does everything of members.
    Phone scanning(room);
    QCOMPARE(scanning.join(R"({"token": ")" + room.room->token().toLatin1() + R"("})").status, 201);
    QCOMPARE(scanning.ask("GET /records/item").status, 200);
    Phone elsewhere(room, QHostAddress(QStringLiteral("127.0.0.9")));
    QCOMPARE(elsewhere.ask("POST /room/join", room.codeJson()).status, 201);
    room.now += 39'999;
    QCOMPARE(phone.ask("POST /room/join", room.codeJson()).status, 429);
    room.now += 1;
    QCOMPARE(phone.ask("POST /room/join", room.codeJson()).status, 201);
}

void TestRoomLimits::code_isNotFoundByGuessing()
{
    OpenRoom room;
    Phone phone(room);
    int wrong = 0;
    int tooMany = 0;
    for (int i = 0; i < 100; ++i) {
        QByteArray guesses;
        for (int j = 0; j < 100; ++j)
            guesses += phone.request(
                "POST /room/join", R"({"code": "0)" + QByteArray::number(100 * i + j) + R"("})");
        phone.send(guesses);
        for (int j = 0; j < 100; ++j) {
            const int status = phone.answer().status;
            wrong += status == 403 ? 1 : 0;
            tooMany += status == 429 ? 1 : 0;
        }
    }
    QCOMPARE(wrong, 5);
    QCOMPARE(tooMany, 9'995);
    QVERIFY(room.changes.isEmpty());
}

void TestRoomLimits::wrongToken_countsAsNoGuess()
{
    OpenRoom room;
    Phone phone(room);
    // The picture of a room that was open earlier, on all phones of a hall.
    for (int i = 0; i < 20; ++i) {
        const Answer answer = phone.ask("POST /room/join", R"({"token": "AAAAAAAAAAAAAAAAAAAAAA"})");
        QCOMPARE(answer.status, 403);
        QVERIFY(answer.text("detail").contains(QStringLiteral("Scan")));
    }
    QCOMPARE(phone.ask("POST /room/join", room.codeJson()).status, 201);
}

void TestRoomLimits::joining_needsACode_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char* body :
         {"",
          "{}",
          "[]",
          "{",
          "null",
          R"({"code": 1234})",
          R"({"code": ""})",
          R"({"name": "Lena"})",
          R"({"code": {"$ne": ""}})",
          R"({"code": null, "token": null})",
          "\xff\xfe",
          R"({"token": ""})"})
        QTest::newRow(body) << QByteArray(body);
}

void TestRoomLimits::joining_needsACode()
{
    QFETCH(QByteArray, body);
    OpenRoom room;
    Phone phone(room);
    const Answer answer = phone.ask("POST /room/join", body);
    QCOMPARE(answer.status, 400);
    QVERIFY(!answer.text("detail").isEmpty());
    QVERIFY(room.changes.isEmpty());
}

void TestRoomLimits::requests_areLimitedBySecond()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    Phone other(room);
    other.join(room.codeJson());
    for (int i = 0; i < 30; ++i)
        QCOMPARE(phone.ask(i % 2 == 0 ? "GET /records/item" : "GET /room/state").status, 200);
    const Answer tooMany = phone.ask("GET /records/item");
    QCOMPARE(tooMany.status, 429);
    QCOMPARE(tooMany.field("Retry-After"), QByteArray("1"));
    QCOMPARE(phone.ask("GET /room/news").status, 429);
    QCOMPARE(phone.ask("GET /").status, 200);
    QCOMPARE(other.ask("GET /records/item").status, 200);
    QCOMPARE(room.served.events.size(), 16);
    room.now += 1000;
    QCOMPARE(phone.ask("GET /records/item").status, 200);
}

void TestRoomLimits::room_isFull()
{
    RoomLimits limits;
    limits.members = 3;
    OpenRoom room(limits);
    Phone phone(room);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(phone.ask("POST /room/join", room.codeJson()).status, 201);
    const Answer full = phone.ask("POST /room/join", room.codeJson());
    QCOMPARE(full.status, 503);
    QVERIFY(full.text("detail").contains(QStringLiteral("full")));
    // Who does not know the code is not told.
    QCOMPARE(phone.ask("POST /room/join", R"({"code": "0000"})").status, 403);
    room.room->remove(room.changes.first().client);
    QCOMPARE(phone.ask("POST /room/join", room.codeJson()).status, 201);
}

void TestRoomLimits::placeOfSomebodyLongAway_isGivenOn()
{
    RoomLimits limits;
    limits.members = 3;
    OpenRoom room(limits);
    Phone first(room);
    first.join(room.codeJson());
    Phone second(room);
    second.join(room.codeJson());
    Phone third(room);
    third.join(room.codeJson());
    // It is here, however long ago it came.
    first.openNews();
    room.now += 599'999;
    Phone late(room);
    QCOMPARE(late.join(room.codeJson()).status, 503);
    room.now += 1;
    QCOMPARE(late.join(room.codeJson()).status, 201);
    QCOMPARE(room.removed, QStringList{second.client});
    // It may join again; nobody removed it.
    QCOMPARE(second.ask("GET /room/state").status, 401);
    QCOMPARE(third.ask("GET /room/state").status, 200);
    first.socket.abort();
    QTRY_VERIFY(!room.member(first.client).isHere);
    second.secret.clear();
    QCOMPARE(second.join(room.codeJson()).status, 201);
    QCOMPARE(room.removed.last(), third.client);
    QCOMPARE(third.join(room.codeJson()).status, 503);
}

void TestRoomLimits::connectionsOfStrangers_endNoStream()
{
    RoomLimits limits;
    limits.members = 2;
    OpenRoom room(limits);
    Phone phone(room);
    phone.join(room.codeJson());
    phone.openNews();
    phone.news("you");
    std::vector<std::unique_ptr<Phone>> strangers;
    for (int i = 0; i < 300; ++i) {
        strangers.push_back(std::make_unique<Phone>(room));
        // Some say nothing, some never finish, some have loaded the page.
        if (i % 3 == 1)
            strangers.back()->send("GET / HTTP/1.1\r\nHost: ");
        if (i % 3 == 2)
            QCOMPARE(strangers.back()->ask("GET /").status, 200);
    }
    Phone member(room);
    member.secret = phone.secret;
    QCOMPARE(member.ask("GET /records/item").status, 200);
    room.room->setScene(roomScene(RoomPhase::Read));
    QCOMPARE(phone.news("state").value(QStringLiteral("phase")).toString(), QStringLiteral("read"));
    QVERIFY(room.member(phone.client).isHere);
}

void TestRoomLimits::bodyAndHeader_areLimited()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    const QByteArray fits = R"({"stock": 9, "name": ")" + QByteArray(60'000, 'x') + R"("})";
    QCOMPARE(phone.ask("PUT /records/item", fits, Json).status, 200);
    Phone large(room);
    large.secret = phone.secret;
    QCOMPARE(large.ask("PUT /records/item", QByteArray(64 * 1024 + 1, ' '), Json).status, 413);
    Phone header(room);
    QCOMPARE(header.ask("GET /", {}, "X-Long: " + QByteArray(20'000, 'x') + "\r\n").status, 431);
    QCOMPARE(phone.ask("GET /records/item").status, 200);
}

QTEST_GUILESS_MAIN(TestRoomLimits)
#include "tst_roomlimits.moc"
