#include "roomtest.h"
#include "warningfreetest.h"

using namespace interleave;
using namespace interleave::test;

/// What nobody reaches through the room: other records, other pages, the secret, other members' places.
class TestRoomSafety final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void paths_areTheRoomsAlone_data();
    void paths_areTheRoomsAlone();
    void methods_areThoseOfTheProtocol();
    void withoutASecret_nothingIsServed_data();
    void withoutASecret_nothingIsServed();
    void hostAndOrigin_areTheRooms_data();
    void hostAndOrigin_areTheRooms();
    void hostOfIPv6_hasBrackets();
    void otherPages_areNotAllowed();
    void roomOnTheLoopback_allowsNoOtherPage();
    void loopbackServer_isNotReached();
    void cookies_areNeitherSetNorRead();
    void secret_isInNoEvent_data();
    void secret_isInNoEvent();
    void unreadableRequests_areRefused();
    void addressOfAll_isNotOpened();
};

namespace {

const QByteArray Json = "Content-Type: application/json\r\n";

/// Nothing came to the server of records.
bool isUntouched(const OpenRoom& room)
{
    return room.served.events.isEmpty() && room.served.others.isEmpty();
}

} // namespace

void TestRoomSafety::paths_areTheRoomsAlone_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char* target :
         {"/records/other",
          "/records/item/../other",
          "/records/../records/other",
          "/records/..",
          "/records",
          "/records/",
          "//records/item",
          "/records//item",
          "/records/item/",
          "/records/item%2Flease",
          "/records%2Fitem",
          "/records/item%00",
          "/records/%2E%2E",
          "/records/Item",
          "/records/item/lease/x",
          "/records/item/versions/1",

          "/room/",
          "/room/join/x",
          "/room/../records/item",
          "/room/other",
          "/favicon.ico",
          "/index.html",
          "/K7QMX",
          "/K7Q",
          "/K7QM/",
          "/%2e%2e/%2e%2e/etc/passwd",
          "/../room.html",
          "/K%2FQM"})
        QTest::newRow(target) << QByteArray(target);
}

void TestRoomSafety::paths_areTheRoomsAlone()
{
    QFETCH(QByteArray, target);
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    for (const QByteArray method : {"GET ", "PUT ", "POST "})
        QCOMPARE(phone.ask(method + target, "{}", Json).status, 404);
    QCOMPARE(phone.ask("GET http://" + room.authority + target).status, 404);
    QVERIFY(isUntouched(room));
}

void TestRoomSafety::methods_areThoseOfTheProtocol()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    for (const QByteArray line :
         {"POST /",
          "PUT /K7QM",
          "GET /room/join",
          "POST /room/news",
          "HEAD /room/news",
          "POST /room/state",
          "GET /room/vote",
          "GET /room/name",
          "DELETE /records/item",
          "POST /records/item",
          "OPTIONS /records/item",
          "OPTIONS /",
          "FOO /records/item",
          "get /records/item",
          "GET /records/item/lease",
          "DELETE /records/item/versions",
          "PUT /records/item/versions"}) {
        const Answer answer = phone.ask(line);
        QVERIFY2(answer.status == 405, line.constData());
        QVERIFY(!answer.field("Allow").isEmpty());
    }
    QCOMPARE(phone.ask("OPTIONS *").status, 404);
    QVERIFY(isUntouched(room));
}

void TestRoomSafety::withoutASecret_nothingIsServed_data()
{
    QTest::addColumn<QByteArray>("authorization");
    const auto row = [](const char* name, const QByteArray& fields) {
        QTest::newRow(name) << fields;
    };
    row("none", "");
    row("empty", "Authorization: Bearer \r\n");
    row("no scheme", "Authorization: SECRET\r\n");
    row("another scheme", "Authorization: Basic SECRET\r\n");
    row("one that is not known", "Authorization: Bearer AAAAAAAAAAAAAAAAAAAAAA\r\n");
    row("one that is longer", "Authorization: Bearer SECRETA\r\n");
    row("two", "Authorization: Bearer SECRET\r\nAuthorization: Bearer SECRET\r\n");
    row("in a cookie", "Cookie: secret=SECRET\r\n");
    row("in another field", "X-Secret: SECRET\r\n");
}

void TestRoomSafety::withoutASecret_nothingIsServed()
{
    QFETCH(QByteArray, authorization);
    OpenRoom room;
    Phone member(room);
    member.join(room.codeJson());
    authorization.replace("SECRET", member.secret);
    Phone phone(room);
    for (const QByteArray line :
         {"GET /records/item",
          "PUT /records/item",
          "GET /records/item/versions",
          "POST /records/item/lease",
          "GET /records/other",
          "GET /room/news",
          "GET /room/state",
          "POST /room/vote",
          "POST /room/name"}) {
        const Answer answer = phone.ask(line, "{}", authorization);
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.field("WWW-Authenticate"), QByteArray("Bearer"));
        QCOMPARE(answer.field("Content-Type"), QByteArray("application/problem+json"));
    }
    QCOMPARE(phone.ask("GET /room/state?secret=" + member.secret).status, 401);
    QVERIFY(isUntouched(room));
}

void TestRoomSafety::hostAndOrigin_areTheRooms_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QByteArray& fields, int status) {
        QTest::newRow(name) << fields << status;
    };
    row("the room's", "Host: ROOM\r\n", 200);
    row("its own page", "Host: ROOM\r\nOrigin: http://ROOM\r\n", 200);
    row("another port", "Host: 127.0.0.2:1\r\n", 421);
    row("no port", "Host: 127.0.0.2\r\n", 421);
    row("another name", "Host: evil.example:8413\r\n", 421);
    row("a longer one", "Host: ROOM.evil.example\r\n", 421);
    row("localhost", "Host: localhost\r\n", 421);
    row("the loopback server's", "Host: RECORDS\r\n", 421);
    row("empty", "Host:\r\n", 421);
    row("a page elsewhere", "Host: ROOM\r\nOrigin: http://evil.example\r\n", 403);
    row("a page of another port", "Host: ROOM\r\nOrigin: http://127.0.0.2\r\n", 403);
    row("a page of https", "Host: ROOM\r\nOrigin: https://ROOM\r\n", 403);
    row("a page of this machine", "Host: ROOM\r\nOrigin: http://localhost\r\n", 403);
    row("a page of the loopback server", "Host: ROOM\r\nOrigin: http://RECORDS\r\n", 403);
    row("a page without an origin", "Host: ROOM\r\nOrigin: null\r\n", 403);
    row("two origins", "Host: ROOM\r\nOrigin: http://ROOM\r\nOrigin: http://ROOM\r\n", 403);
    // A followed link, such as that of the QR code in a chat; browsers do not even send this on plain HTTP.
    row("a link elsewhere", "Host: ROOM\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\n", 200);
}

void TestRoomSafety::hostAndOrigin_areTheRooms()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    fields.replace("ROOM", room.authority);
    fields.replace("RECORDS", "127.0.0.1:" + QByteArray::number(room.served.server->port()));
    for (const QByteArray path : {"/", "/room/state", "/records/item"}) {
        phone.send(
            "GET " + path + " HTTP/1.1\r\nAuthorization: Bearer " + phone.secret + "\r\n" + fields + "\r\n");
        QCOMPARE(phone.answer().status, status);
    }
    QCOMPARE(isUntouched(room), status != 200);
}

void TestRoomSafety::hostOfIPv6_hasBrackets()
{
    OpenRoom room;
    QString problem;
    if (!room.room->open(QHostAddress(QHostAddress::LocalHostIPv6), 0, &problem))
        QSKIP("This machine has no IPv6.");
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHostIPv6), room.room->port());
    QVERIFY(socket.waitForConnected());
    const QByteArray authority = "[::1]:" + QByteArray::number(room.room->port());
    socket.write("GET / HTTP/1.1\r\nHost: " + authority + "\r\nOrigin: http://" + authority + "\r\n\r\n");
    QTRY_VERIFY(socket.bytesAvailable() > 12);
    QCOMPARE(socket.read(12), QByteArray("HTTP/1.1 200"));
}

void TestRoomSafety::otherPages_areNotAllowed()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    const QByteArray preflight =
        "Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: authorization\r\n";
    for (const QByteArray path : {"/records/item", "/room/join", "/room/vote", "/"}) {
        const Answer elsewhere =
            phone.ask("OPTIONS " + path, {}, "Origin: http://evil.example\r\n" + preflight);
        QCOMPARE(elsewhere.status, 403);
        QVERIFY(!elsewhere.head.toLower().contains("access-control"));
        const Answer own =
            phone.ask("OPTIONS " + path, {}, "Origin: http://" + room.authority + "\r\n" + preflight);
        QCOMPARE(own.status, 405);
        QVERIFY(!own.head.toLower().contains("access-control"));
    }
    // A form elsewhere needs no preflight.
    const Answer form = phone.ask(
        "POST /room/join", room.codeJson(), "Origin: http://evil.example\r\nContent-Type: text/plain\r\n");
    QCOMPARE(form.status, 403);
    QCOMPARE(room.changes.size(), 1);
    const Answer read = phone.ask("GET /records/item", {}, "Origin: http://" + room.authority + "\r\n");
    QCOMPARE(read.status, 200);
    QVERIFY(!read.head.toLower().contains("access-control"));
    QCOMPARE(read.field("Cross-Origin-Resource-Policy"), QByteArray("same-origin"));
}

void TestRoomSafety::roomOnTheLoopback_allowsNoOtherPage()
{
    OpenRoom room;
    room.open(QHostAddress(QHostAddress::LocalHost));
    Phone phone(room);
    phone.join(room.codeJson());
    const Answer own = phone.ask("GET /records/item", {}, "Origin: http://" + room.authority + "\r\n");
    QCOMPARE(own.status, 200);
    QVERIFY(!own.head.toLower().contains("access-control"));
    const QByteArray records = "127.0.0.1:" + QByteArray::number(room.served.server->port());
    QCOMPARE(phone.ask("GET /records/item", {}, "Origin: http://" + records + "\r\n").status, 403);
    QCOMPARE(phone.ask("GET /records/item", {}, "Origin: http://localhost\r\n").status, 403);
}

void TestRoomSafety::loopbackServer_isNotReached()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    // It listens on its own address alone, and does not know the room's secrets or names.
    QTcpSocket other;
    other.connectToHost(RoomHost, room.served.server->port());
    QVERIFY(!other.waitForConnected(1000) || room.served.server->port() == room.room->port());
    const QByteArray records = "127.0.0.1:" + QByteArray::number(room.served.server->port());
    QCOMPARE(phone.ask("GET http://" + records + "/records/item").status, 421);
    Peer peer(*room.served.server);
    peer.send("GET /records/item HTTP/1.1\r\nHost: " + room.authority + "\r\n\r\n");
    QVERIFY(peer.receive(24).startsWith("HTTP/1.1 421"));
    Peer page(*room.served.server);
    page.send(
        "GET /records/item HTTP/1.1\r\nHost: " + records + "\r\nOrigin: http://" + room.authority +
        "\r\n\r\n");
    QVERIFY(page.receive(24).startsWith("HTTP/1.1 403"));
    Peer member(*room.served.server);
    member.send(
        "GET /room/state HTTP/1.1\r\nHost: " + records + "\r\nAuthorization: Bearer " + phone.secret +
        "\r\n\r\n");
    QVERIFY(member.receive(24).startsWith("HTTP/1.1 404"));
}

void TestRoomSafety::cookies_areNeitherSetNorRead()
{
    OpenRoom room;
    Phone phone(room);
    QVERIFY(!phone.ask("GET /").head.toLower().contains("set-cookie"));
    QVERIFY(!phone.join(room.codeJson()).head.toLower().contains("set-cookie"));
    for (const QByteArray path : {"/records/item", "/room/state", "/room/none"}) {
        const Answer answer = phone.ask("GET " + path);
        QVERIFY(!answer.head.toLower().contains("set-cookie"));
        QCOMPARE(answer.field("X-Content-Type-Options"), QByteArray("nosniff"));
        QVERIFY(!answer.field("Cache-Control").isEmpty());
    }
}

void TestRoomSafety::secret_isInNoEvent_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("fields");
    const auto row =
        [](const char* name, const QByteArray& line, const QByteArray& body, const QByteArray& fields) {
            QTest::newRow(name) << line << body << fields;
        };
    row("a read", "GET /records/item", "", "");
    row("a save", "PUT /records/item", R"({"stock": 9})", Json);
    row("an increment", "PATCH /records/item", R"({"stock": {"$inc": -1}})", Json);
    row("a lease", "POST /records/item/lease", "", "");
    row("the versions", "GET /records/item/versions", "", "");
    row("a refused save", "PUT /records/item", "{", Json);
    row("a stale save", "PUT /records/item", R"({"stock": 9})", Json + "If-Match: \"7\"\r\n");
    row("in the body", "PUT /records/item", R"({"stock": "SECRET"})", Json);
    row("in the address", "GET /records/item?secret=SECRET", "", "");
    row("in other fields",
        "GET /records/item",
        "",
        "User-Agent: SECRET\r\nX-SECRET: SECRET\r\nCookie: SECRET\r\n");
    row("in a tag", "PUT /records/item", R"({"stock": 9})", Json + "If-Match: \"SECRET\"\r\n");
}

void TestRoomSafety::secret_isInNoEvent()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, fields);
    for (const Locking locking : AllLocking) {
        OpenRoom room({}, locking);
        QByteArray told;
        QObject::connect(room.served.server.get(), &ApiServer::happened, this, [&told](const Event& event) {
            told += toJsonLine(event) + event.requestText + event.responseText + event.condition;
            for (const Statement& statement : event.statements)
                told += withValues(statement).toUtf8();
        });
        Phone phone(room);
        phone.join(room.codeJson());
        const auto filled = [&phone](QByteArray text) {
            return text.replace("SECRET", phone.secret);
        };
        phone.send(phone.request(filled(line), filled(body), filled(fields)));
        const Answer answer = phone.answer();
        QVERIFY(answer.status > 0);
        QVERIFY(!answer.head.contains(phone.secret) && !answer.body.contains(phone.secret));
        QVERIFY(room.served.events.size() + room.served.others.size() > 0);
        QVERIFY(!told.contains(phone.secret));
        for (const Event& event : std::as_const(room.served.events))
            QVERIFY(event.requestText.contains("Authorization: Bearer " + QByteArray(22, '*') + "\r\n"));
    }
}

void TestRoomSafety::unreadableRequests_areRefused()
{
    OpenRoom room;
    for (const QByteArray bytes :
         {"GET / HTTP/1.1\r\n\r\n",
          "NONSENSE\r\n\r\n",
          "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
          "POST /room/join HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"}) {
        Phone phone(room);
        phone.send(bytes);
        const Answer answer = phone.answer();
        QVERIFY2(answer.status >= 400, bytes.constData());
        QCOMPARE(answer.field("Content-Type"), QByteArray("application/problem+json"));
    }
    Phone old(room);
    old.send("GET / HTTP/1.0\r\n\r\n");
    QCOMPARE(old.answer().status, 421);
    QVERIFY(isUntouched(room));
}

void TestRoomSafety::addressOfAll_isNotOpened()
{
    OpenRoom room;
    const quint16 port = room.room->port();
    for (const QHostAddress& address :
         {QHostAddress(),
          QHostAddress(QHostAddress::Any),
          QHostAddress(QHostAddress::AnyIPv4),
          QHostAddress(QHostAddress::AnyIPv6),
          QHostAddress(QHostAddress::Broadcast),
          QHostAddress(QStringLiteral("224.0.0.1")),
          QHostAddress(QStringLiteral("192.0.2.1"))}) {
        QString problem;
        QVERIFY(!room.room->open(address, 0, &problem));
        QVERIFY(problem.endsWith(QLatin1Char('.')));
        // What was open stays open.
        QCOMPARE(room.room->port(), port);
    }
    QString problem;
    QVERIFY(!room.room->open(QHostAddress(QHostAddress::LocalHost), room.served.server->port(), &problem));
    QVERIFY(problem.contains(QStringLiteral("in use")));
    QCOMPARE(Phone(room).ask("GET /").status, 200);
    QCOMPARE(room.closed, 0);
}

QTEST_GUILESS_MAIN(TestRoomSafety)
#include "tst_roomsafety.moc"
