#include "http/contenthash.h"
#include "roomtest.h"
#include "warningfreetest.h"

#include <QFile>

using namespace interleave;
using namespace interleave::test;

/// What a phone in the room gets: the page, its place, the record, the news.
class TestRoomServer final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void page_isServedToAnybody();
    void page_runsOnlyWhatStandsInIt();
    void inlineHashes_areThoseOfABrowser();
    void head_hasNoBody();
    void oldHttp_isServed();
    void code_isWithoutLookAlikes();
    void member_joinsAndSaves();
    void news_tellTheState();
    void news_endWithThePhone();
    void state_isToldWithoutAStream();
    void vote_countsOnce();
    void vote_endsWithTheQuestion();
    void name_isChangedByItsMember();
    void name_isChangedByThePresenter();
    void heartbeat_comesInASilentStream();
};

namespace {

const QString Phase = QStringLiteral("phase");

RoomScene asking(int id, std::optional<int> right = std::nullopt)
{
    RoomScene scene = roomScene();
    scene.question = RoomQuestion{
        id, QStringLiteral("What is left?"), {QStringLiteral("69"), QStringLiteral("99")}, right};
    return scene;
}

} // namespace

void TestRoomServer::page_isServedToAnybody()
{
    OpenRoom room;
    Phone phone(room);
    QFile file(QStringLiteral(":/room/room.html"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray html = file.readAll();
    for (const QByteArray target : {"/", "/K7QM", "/abcd", "/K7QM?x=1"}) {
        const Answer page = phone.ask("GET " + target);
        QCOMPARE(page.status, 200);
        QCOMPARE(page.field("Content-Type"), QByteArray("text/html; charset=utf-8"));
        QCOMPARE(page.body, html);
    }
    // The code in the address is not compared: nobody learns from the page whether it is right.
    QCOMPARE(phone.ask("GET /" + room.room->code().toLatin1()).body, html);
}

void TestRoomServer::page_runsOnlyWhatStandsInIt()
{
    OpenRoom room;
    Phone phone(room);
    const Answer page = phone.ask("GET /");
    const QByteArray policy = page.field("Content-Security-Policy");
    for (const QByteArray part :
         {"default-src 'none'",
          "connect-src 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
          "form-action 'none'"})
        QVERIFY2(policy.contains(part), part.constData());
    QVERIFY(!policy.contains("unsafe"));
    for (const QByteArray element : {"script", "style"}) {
        for (const QByteArray& hash : inlineHashes(page.body, element))
            QVERIFY(policy.contains(hash));
    }
    QVERIFY(policy.contains("script-src 'sha256-"));
    QVERIFY(policy.contains("style-src 'sha256-"));
    QCOMPARE(page.field("Referrer-Policy"), QByteArray("no-referrer"));
    QCOMPARE(page.field("X-Content-Type-Options"), QByteArray("nosniff"));
    QCOMPARE(page.field("Cache-Control"), QByteArray("no-store"));
}

void TestRoomServer::inlineHashes_areThoseOfABrowser()
{
    // The value that W3C CSP 3 §2.3.1 has as its example for alert('Hello, world.');
    const QByteArray hello = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
    const QByteArray script = "alert('Hello, world.');";
    QCOMPARE(contentHash(script), hello);
    QCOMPARE(inlineHashes("<script>" + script + "</script>", "script"), QList<QByteArray>{hello});
    QCOMPARE(
        inlineHashes("<SCRIPT type=\"module\"\n>" + script + "</Script >", "script"),
        QList<QByteArray>{hello});
    QCOMPARE(
        inlineHashes(
            "<style>a{}</style><script>" + script + "</script><script>" + script + "</script>", "script"),
        QList<QByteArray>{hello});
    const QByteArray nested = "x = '<style>';";
    QCOMPARE(
        inlineHashes("<script>" + nested + "</script><style>b{}</style>", "style"),
        QList<QByteArray>{contentHash("b{}")});
    QCOMPARE(inlineHashes("<scripted>1</scripted><p>none</p>", "script"), QList<QByteArray>());
}

void TestRoomServer::head_hasNoBody()
{
    OpenRoom room;
    Phone phone(room);
    const Answer page = phone.ask("HEAD /");
    QCOMPARE(page.status, 200);
    QVERIFY(page.field("Content-Length").toInt() > 100);
    phone.join(room.codeJson());
    QCOMPARE(phone.ask("HEAD /records/item").field("ETag"), QByteArray("\"1\""));
    QCOMPARE(phone.ask("HEAD /room/state").status, 200);
    QCOMPARE(phone.ask("HEAD /room/news").status, 405);
    // Nothing was left over in between.
    QCOMPARE(phone.ask("GET /records/item").body, StartBody);
}

void TestRoomServer::oldHttp_isServed()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    Phone old(room);
    old.send("GET / HTTP/1.0\r\nHost: " + room.authority + "\r\n\r\n");
    QCOMPARE(old.answer().status, 200);
    QVERIFY(old.isClosed());
    Phone listening(room);
    listening.send(
        "GET /room/news HTTP/1.0\r\nHost: " + room.authority + "\r\nAuthorization: Bearer " + phone.secret +
        "\r\n\r\n");
    const Answer head = listening.answer();
    QCOMPARE(head.status, 200);
    QCOMPARE(head.field("Transfer-Encoding"), QByteArray());
    QCOMPARE(head.field("Connection"), QByteArray("close"));
    room.room->setScene(roomScene(RoomPhase::Read));
    QTRY_VERIFY((listening.unread += listening.socket.readAll()).contains("\"phase\": \"read\""));
    // A proxy that collects bytes lets so many through.
    QVERIFY(listening.unread.startsWith(":  ") && listening.unread.indexOf("event: ") > 2048);
    room.room->remove(phone.client);
    QVERIFY(listening.isClosed());
    QVERIFY((listening.unread += listening.socket.readAll()).endsWith("event: removed\ndata: {}\n\n"));
}

void TestRoomServer::code_isWithoutLookAlikes()
{
    const Served served;
    for (int i = 0; i < 200; ++i) {
        const RoomServer room(*served.server);
        QCOMPARE(room.code().size(), 4);
        for (const QChar letter : room.code())
            QVERIFY2(!QStringLiteral("0O1IL2Z5S8BUV").contains(letter), qPrintable(room.code()));
        QCOMPARE(QByteArray::fromBase64(room.token().toLatin1(), QByteArray::Base64UrlEncoding).size(), 16);
        if (i == 0)
            QCOMPARE(room.port(), 0);
    }
}

void TestRoomServer::member_joinsAndSaves()
{
    OpenRoom room;
    Phone phone(room);
    const Answer joined =
        phone.join("{\"code\": \" " + room.room->code().toLower().toLatin1() + "\", \"name\": \" Lena \"}");
    QCOMPARE(joined.status, 201);
    QCOMPARE(joined.text("name"), QStringLiteral("Lena"));
    QCOMPARE(QByteArray::fromBase64(phone.secret, QByteArray::Base64UrlEncoding).size(), 16);
    QCOMPARE(room.changes, QList<RoomMember>({{phone.client, QStringLiteral("Lena")}}));
    QCOMPARE(phone.ask("GET /records/item").body, StartBody);
    const QByteArray json = "Content-Type: application/json\r\n";
    const Answer saved = phone.ask("PUT /records/item", R"({"stock": 9})", json + "If-Match: \"1\"\r\n");
    QCOMPARE(saved.status, 200);
    QCOMPARE(saved.field("ETag"), QByteArray("\"2\""));
    QCOMPARE(phone.ask("PUT /records/item", R"({"stock": 9})", json + "If-Match: \"1\"\r\n").status, 412);
    QVERIFY(phone.ask("GET /records/item/versions").body.contains(phone.client.toUtf8()));
    QCOMPARE(room.served.events.size(), 3);
    for (const Event& event : std::as_const(room.served.events)) {
        QCOMPARE(event.client, phone.client);
        QVERIFY(event.outside);
        QVERIFY(event.requestText.contains("Host: " + room.authority));
    }
    QCOMPARE(room.served.events.at(1).verdict, Verdict::Saved);
    QCOMPARE(room.served.others, QList<int>{200});
}

void TestRoomServer::news_tellTheState()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(R"({"token": ")" + room.room->token().toLatin1() + R"(", "name": "Lena"})");
    const Answer head = phone.openNews();
    QCOMPARE(head.status, 200);
    QCOMPARE(head.field("Content-Type"), QByteArray("text/event-stream"));
    QCOMPARE(head.field("Transfer-Encoding"), QByteArray("chunked"));
    const QJsonObject first = phone.news("state");
    QCOMPARE(
        QJsonDocument(first).toJson(QJsonDocument::Compact),
        QByteArray(
            R"({"field":"stock","locking":"off","ms":0,"phase":"free","question":null,"record":"item",)"
            R"("round":1,"title":"Desk lamp · stock"})"));
    const QJsonObject you = phone.news("you");
    QCOMPARE(you.value(QStringLiteral("name")).toString(), QStringLiteral("Lena"));
    QCOMPARE(you.value(QStringLiteral("client")).toString(), phone.client);
    RoomScene next = asking(3, -1);
    next.phase = RoomPhase::Left;
    next.round = 2;
    next.locking = Locking::Version;
    next.question->text = QStringLiteral("“Two\nlines”\u2028?");
    room.room->setScene(next);
    room.room->setScene(next);
    const QJsonObject second = phone.news("state");
    QCOMPARE(second.value(Phase).toString(), QStringLiteral("left"));
    QCOMPARE(second.value(QStringLiteral("round")).toInt(), 2);
    QCOMPARE(second.value(QStringLiteral("locking")).toString(), QStringLiteral("version"));
    const QJsonObject question = second.value(QStringLiteral("question")).toObject();
    QCOMPARE(question.value(QStringLiteral("id")).toInt(), 3);
    QCOMPARE(question.value(QStringLiteral("text")).toString(), next.question->text);
    QCOMPARE(question.value(QStringLiteral("choices")).toArray().at(1).toString(), QStringLiteral("99"));
    QCOMPARE(question.value(QStringLiteral("right")).toInt(), -1);
    // What is the same is not told again.
    room.room->setScene(roomScene(RoomPhase::Read));
    QCOMPARE(phone.news("state").value(Phase).toString(), QStringLiteral("read"));
}

void TestRoomServer::news_endWithThePhone()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    QVERIFY(!room.member(phone.client).isHere);
    phone.openNews();
    QTRY_VERIFY(room.member(phone.client).isHere);
    phone.socket.abort();
    QTRY_VERIFY(!room.member(phone.client).isHere);
    room.room->setScene(roomScene(RoomPhase::Read));
}

void TestRoomServer::state_isToldWithoutAStream()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    room.room->setScene(asking(3));
    QCOMPARE(phone.ask("POST /room/vote", R"({"question": 3, "choice": 1})").status, 204);
    const QJsonObject told = phone.ask("GET /room/state").json();
    QCOMPARE(told.value(QStringLiteral("state")).toObject().value(Phase).toString(), QStringLiteral("free"));
    const QJsonObject you = told.value(QStringLiteral("you")).toObject();
    QCOMPARE(you.value(QStringLiteral("client")).toString(), phone.client);
    const QJsonObject vote = you.value(QStringLiteral("vote")).toObject();
    QCOMPARE(vote.value(QStringLiteral("question")).toInt(), 3);
    QCOMPARE(vote.value(QStringLiteral("choice")).toInt(), 1);
}

void TestRoomServer::vote_countsOnce()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    const QByteArray vote = "POST /room/vote";
    QCOMPARE(phone.ask(vote, R"({"question": 3, "choice": 1})").status, 409);
    room.room->setScene(asking(3));
    for (const QByteArray malformed :
         {"",
          "{",
          "[]",
          R"({"question": 3})",
          R"({"question": "3", "choice": 1})",
          R"({"question": 3, "choice": 2})",
          R"({"question": 3, "choice": -1})"})
        QCOMPARE(phone.ask(vote, malformed).status, 400);
    room.changes.clear();
    QCOMPARE(phone.ask(vote, R"({"question": 3, "choice": 1})").status, 204);
    QCOMPARE(phone.ask(vote, R"({"question": 3, "choice": 1})").status, 204);
    QCOMPARE(room.changes.size(), 1);
    QCOMPARE(phone.ask(vote, R"({"question": 3, "choice": 0})").status, 204);
    QCOMPARE(room.changes.size(), 2);
    QCOMPARE(room.member(phone.client).vote, std::optional<int>(0));
    QVERIFY(room.served.events.isEmpty());
}

void TestRoomServer::vote_endsWithTheQuestion()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    room.room->setScene(asking(3));
    QCOMPARE(phone.ask("POST /room/vote", R"({"question": 3, "choice": 1})").status, 204);
    room.room->setScene(asking(3, 0));
    QCOMPARE(phone.ask("POST /room/vote", R"({"question": 3, "choice": 0})").status, 409);
    QCOMPARE(room.member(phone.client).vote, std::optional<int>(1));
    room.room->setScene(asking(4));
    QCOMPARE(room.member(phone.client).vote, std::optional<int>());
    QCOMPARE(phone.ask("POST /room/vote", R"({"question": 3, "choice": 0})").status, 409);
    QVERIFY(!phone.ask("GET /room/state").body.contains("vote"));
}

void TestRoomServer::name_isChangedByItsMember()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    const Answer renamed = phone.ask("POST /room/name", R"({"name": "  Le\u202Ena "})");
    QCOMPARE(renamed.status, 200);
    QCOMPARE(renamed.text("name"), QStringLiteral("Lena"));
    QCOMPARE(renamed.text("client"), phone.client);
    QCOMPARE(room.member(phone.client).name, QStringLiteral("Lena"));
    QCOMPARE(
        phone.ask("POST /room/name", "{\"name\": \"" + QByteArray(10'000, 'x') + "\"}").text("name").size(),
        24);
    QCOMPARE(
        phone.ask("POST /room/name", R"({"name": "<b>x</b>"})").text("name"), QStringLiteral("<b>x</b>"));
    QCOMPARE(phone.ask("POST /room/name", R"({"name": ""})").text("name"), QString());
    QCOMPARE(phone.ask("POST /room/name", "{").status, 400);
    // A name is in no request of the journal.
    QVERIFY(room.served.events.isEmpty());
}

void TestRoomServer::name_isChangedByThePresenter()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    Phone other(room);
    other.join(R"({"token": ")" + room.room->token().toLatin1() + R"(", "name": "Lena"})");
    phone.openNews();
    phone.news("you");
    room.room->rename(phone.client, QStringLiteral("Lena"));
    QCOMPARE(phone.news("you").value(QStringLiteral("name")).toString(), QStringLiteral("Lena 2"));
    QCOMPARE(room.member(phone.client).name, QStringLiteral("Lena 2"));
    room.room->rename(phone.client, {});
    QCOMPARE(phone.news("you").value(QStringLiteral("name")).toString(), QString());
    room.changes.clear();
    room.room->rename(QStringLiteral("Nobody"), QStringLiteral("Lena"));
    QVERIFY(room.changes.isEmpty());
}

void TestRoomServer::heartbeat_comesInASilentStream()
{
    RoomLimits limits;
    limits.heartbeat = 20;
    OpenRoom room(limits);
    Phone phone(room);
    phone.join(room.codeJson());
    phone.openNews();
    phone.news("you");
    QTRY_VERIFY((phone.unread += phone.socket.readAll()).count(":\n\n") > 2);
}

QTEST_GUILESS_MAIN(TestRoomServer)
#include "tst_roomserver.moc"
