#include "http/connection/descriptors.h"
#include "roomtest.h"
#include "warningfreetest.h"

#include <QScopeGuard>

#include <sys/resource.h>

using namespace interleave;
using namespace interleave::test;

/// Phones that sleep, come back, are in two tabs, vanish, do not listen, or are removed; and the end of the
/// room.
class TestRoomReturns final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void countdown_endsInSave();
    void phoneThatSlept_isToldWhatIsLeft();
    void phoneThatSleptThroughTheCountdown_maySave();
    void countdown_isNotBegunAnewByAQuestion();
    void countdown_endsWithItsScene();
    void secondTab_endsTheFirst();
    void removedMember_isGone();
    void closing_isTold();
    void closing_isNotHeldUpByAPhone();
    void placeIsKept_whenTheRoomOpensAgain_data();
    void placeIsKept_whenTheRoomOpensAgain();
    void moving_isTold();
    void openingWhileClosing_reportsNoEnd();
    void everybody_comesBackAtOnce();
    void descriptors_areEnoughForTwoConnectionsEach();
    void newsThatNobodyReads_endTheStream();
    void newsAfterSilence_endTheStreamOnly();
    void waitForALease_endsWithThePhone();
    void waitForALease_endsWithTheRoom();
    void waitForALease_endsWithTheMember();
    void waits_areFew();
    void roomThatIsDestroyed_leavesNoWait();
};

namespace {

const QString Phase = QStringLiteral("phase");

QByteArray takeLease()
{
    return "POST /records/item/lease";
}

/// Asks for a lease that another holds.
void waitForLease(Phone& phone)
{
    phone.send(phone.request(takeLease(), {}, "Prefer: wait=60\r\n"));
}

int countOf(const OpenRoom& room, Verdict verdict)
{
    return static_cast<int>(std::ranges::count_if(
        room.served.events, [verdict](const Event& event) { return event.verdict == verdict; }));
}

/// A room in which one phone holds the record's lease and another waits for it.
struct WaitingRoom final
{
    OpenRoom room{{}, Locking::Lease};
    Phone holder{room};
    Phone waiting{room};
    Answer lease;

    WaitingRoom()
    {
        holder.join(room.codeJson());
        lease = holder.ask(takeLease());
        waiting.join(room.codeJson());
        waitForLease(waiting);
    }
};

} // namespace

void TestRoomReturns::countdown_endsInSave()
{
    RoomLimits limits;
    limits.countdown = 50;
    OpenRoom room(limits);
    Phone phone(room);
    phone.join(room.codeJson());
    phone.openNews();
    phone.news("you");
    room.room->setScene(roomScene(RoomPhase::Countdown));
    const QJsonObject begun = phone.news("state");
    QCOMPARE(begun.value(Phase).toString(), QStringLiteral("countdown"));
    QCOMPARE(begun.value(QStringLiteral("ms")).toInt(), 50);
    const QJsonObject over = phone.news("state");
    QCOMPARE(over.value(Phase).toString(), QStringLiteral("save"));
    QCOMPARE(over.value(QStringLiteral("ms")).toInt(), 0);
    QCOMPARE(room.unlocked, 1);
    // Nothing was sent for anybody.
    QVERIFY(room.served.events.isEmpty());
}

void TestRoomReturns::phoneThatSlept_isToldWhatIsLeft()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    phone.openNews();
    room.room->setScene(roomScene(RoomPhase::Countdown));
    phone.socket.abort();
    QTRY_VERIFY(!room.member(phone.client).isHere);
    room.now += 1200;
    Phone again(room);
    again.secret = phone.secret;
    again.openNews();
    const QJsonObject state = again.news("state");
    QCOMPARE(state.value(Phase).toString(), QStringLiteral("countdown"));
    QCOMPARE(state.value(QStringLiteral("ms")).toInt(), 1800);
    QCOMPARE(again.news("you").value(QStringLiteral("client")).toString(), phone.client);
    QTRY_VERIFY(room.member(phone.client).isHere);
}

void TestRoomReturns::phoneThatSleptThroughTheCountdown_maySave()
{
    RoomLimits limits;
    limits.countdown = 20;
    OpenRoom room(limits);
    Phone phone(room);
    phone.join(room.codeJson());
    phone.openNews();
    phone.socket.abort();
    room.room->setScene(roomScene(RoomPhase::Countdown));
    QTRY_COMPARE(room.unlocked, 1);
    Phone again(room);
    again.secret = phone.secret;
    again.openNews();
    QCOMPARE(again.news("state").value(Phase).toString(), QStringLiteral("save"));
}

void TestRoomReturns::countdown_isNotBegunAnewByAQuestion()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    RoomScene scene = roomScene(RoomPhase::Countdown);
    room.room->setScene(scene);
    room.now += 1000;
    scene.question = RoomQuestion{1, QStringLiteral("?"), {QStringLiteral("a")}};
    room.room->setScene(scene);
    QVERIFY(phone.ask("GET /room/state").body.contains("\"ms\": 2000"));
    scene.round = 2;
    room.room->setScene(scene);
    QVERIFY(phone.ask("GET /room/state").body.contains("\"ms\": 3000"));
}

void TestRoomReturns::countdown_endsWithItsScene()
{
    RoomLimits limits;
    limits.countdown = 20;
    OpenRoom room(limits);
    room.room->setScene(roomScene(RoomPhase::Countdown));
    room.room->setScene(roomScene(RoomPhase::Free));
    RoomLimits longer = limits;
    longer.countdown = 60;
    OpenRoom later(longer);
    later.room->setScene(roomScene(RoomPhase::Countdown));
    QTRY_COMPARE(later.unlocked, 1);
    QCOMPARE(room.unlocked, 0);
}

void TestRoomReturns::secondTab_endsTheFirst()
{
    OpenRoom room;
    Phone first(room);
    first.join(room.codeJson());
    first.openNews();
    first.news("you");
    room.changes.clear();
    Phone second(room);
    second.secret = first.secret;
    second.openNews();
    QVERIFY(first.news("elsewhere").isEmpty());
    QVERIFY(first.isStreamOver());
    // The connection goes on, and the member was here all the time.
    first.hasEnded = false;
    QCOMPARE(first.ask("GET /room/state").status, 200);
    QVERIFY(room.changes.isEmpty());
    room.room->setScene(roomScene(RoomPhase::Read));
    second.news("you");
    QCOMPARE(second.news("state").value(Phase).toString(), QStringLiteral("read"));
    first.socket.abort();
    QCOMPARE(Phone(room).ask("GET /").status, 200);
    QVERIFY(room.changes.isEmpty());
}

void TestRoomReturns::removedMember_isGone()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    Phone asking(room);
    asking.secret = phone.secret;
    phone.openNews();
    room.room->remove(phone.client);
    QVERIFY(phone.news("removed").isEmpty());
    QVERIFY(phone.isStreamOver());
    QCOMPARE(room.removed, QStringList{phone.client});
    for (const QByteArray line :
         {"GET /records/item", "GET /room/news", "GET /room/state", "POST /room/vote"})
        QCOMPARE(asking.ask(line).status, 410);
    QVERIFY(room.served.events.isEmpty());
    room.changes.clear();
    room.room->remove(phone.client);
    room.room->rename(phone.client, QStringLiteral("Lena"));
    QCOMPARE(room.removed.size(), 1);
    QVERIFY(room.changes.isEmpty());
    // It may join again as somebody new.
    asking.secret.clear();
    QCOMPARE(asking.join(room.codeJson()).status, 201);
    QVERIFY(asking.client != phone.client);
}

void TestRoomReturns::closing_isTold()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    phone.openNews();
    Phone idle(room);
    QCOMPARE(idle.ask("GET /").status, 200);
    room.room->close();
    QCOMPARE(room.room->port(), 0);
    QVERIFY(!room.member(phone.client).isHere);
    QVERIFY(phone.news("closed").isEmpty());
    QVERIFY(phone.isStreamOver());
    QVERIFY(phone.isClosed());
    QVERIFY(idle.isClosed());
    QTRY_COMPARE(room.closed, 1);
    QTcpSocket late;
    late.connectToHost(RoomHost, phone.socket.peerPort());
    QVERIFY(!late.waitForConnected(1000));
    // There is nothing to close, which is told too.
    room.room->close();
    QCOMPARE(room.closed, 2);
}

void TestRoomReturns::closing_isNotHeldUpByAPhone()
{
    RoomLimits limits;
    limits.unreadNews = 64 * 1024 * 1024;
    OpenRoom room(limits);
    Phone phone(room);
    phone.join(room.codeJson());
    phone.openNews();
    // More than the systems of both ends take, so that the last news are never sent.
    phone.socket.setReadBufferSize(1);
    RoomScene scene = roomScene();
    scene.title = QString(16 * 1024 * 1024, QLatin1Char('x'));
    room.room->setScene(scene);
    Phone slow(room);
    slow.send("POST /room/join HTTP/1.1\r\nHost: " + room.authority + "\r\nContent-Length: 10\r\n\r\n{");
    QCOMPARE(Phone(room).ask("GET /").status, 200);
    QVERIFY(room.member(phone.client).isHere);
    room.room->close();
    QVERIFY(!room.member(phone.client).isHere);
    QTRY_COMPARE_WITH_TIMEOUT(room.closed, 1, 4000);
    room.open();
    QCOMPARE(Phone(room).ask("GET /").status, 200);
}

void TestRoomReturns::placeIsKept_whenTheRoomOpensAgain_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::newRow("at the same address") << RoomHost;
    QTest::newRow("at another address") << QHostAddress(QStringLiteral("127.0.0.3"));
}

void TestRoomReturns::placeIsKept_whenTheRoomOpensAgain()
{
    QFETCH(QHostAddress, address);
    OpenRoom room;
    Phone phone(room);
    phone.join(R"({"token": ")" + room.room->token().toLatin1() + R"(", "name": "Lena"})");
    const QString code = room.room->code();
    const QString token = room.room->token();
    phone.openNews();
    room.room->close();
    QTRY_COMPARE(room.closed, 1);
    room.open(address);
    QCOMPARE(room.room->code(), code);
    QCOMPARE(room.room->token(), token);
    Phone again(room);
    again.secret = phone.secret;
    QCOMPARE(again.ask("GET /records/item").status, 200);
    QCOMPARE(room.served.events.last().client, phone.client);
    again.openNews();
    QCOMPARE(again.news("you").value(QStringLiteral("name")).toString(), QStringLiteral("Lena"));
    QVERIFY(room.member(phone.client).isHere);
}

void TestRoomReturns::moving_isTold()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    phone.openNews();
    const quint16 port = room.room->port();
    QString problem;
    QVERIFY(room.room->open(RoomHost, port, &problem));
    QCOMPARE(room.room->port(), port);
    QVERIFY(room.member(phone.client).isHere);
    room.open(QHostAddress(QStringLiteral("127.0.0.3")));
    QVERIFY(phone.news("closed").isEmpty());
    QVERIFY(phone.isClosed());
    Phone again(room);
    again.secret = phone.secret;
    QCOMPARE(again.ask("GET /room/state").status, 200);
    QCOMPARE(room.closed, 0);
}

void TestRoomReturns::openingWhileClosing_reportsNoEnd()
{
    OpenRoom room;
    Phone phone(room);
    phone.join(room.codeJson());
    phone.openNews();
    room.room->close();
    room.open();
    QVERIFY(phone.isClosed());
    Phone again(room);
    again.secret = phone.secret;
    QCOMPARE(again.ask("GET /room/state").status, 200);
    QCOMPARE(room.closed, 0);
    room.room->close();
    QTRY_COMPARE(room.closed, 1);
}

void TestRoomReturns::everybody_comesBackAtOnce()
{
    OpenRoom room;
    std::vector<QByteArray> secrets;
    {
        Phone phone(room);
        for (int i = 0; i < 300; ++i)
            secrets.push_back(phone.ask("POST /room/join", room.codeJson()).text("secret").toLatin1());
        QCOMPARE(phone.ask("POST /room/join", room.codeJson()).status, 503);
    }
    for (int round = 0; round < 2; ++round) {
        std::vector<std::unique_ptr<Phone>> phones;
        for (const QByteArray& secret : secrets) {
            phones.push_back(std::make_unique<Phone>(room));
            phones.back()->secret = secret;
        }
        // The second time the streams of the first may still be open.
        for (const auto& phone : phones)
            phone->send(phone->request("GET /room/news"));
        for (const auto& phone : phones) {
            QCOMPARE(phone->answer().status, 200);
            QCOMPARE(phone->news("state").value(Phase).toString(), QStringLiteral("free"));
        }
        QCOMPARE(QSet<QByteArray>(secrets.begin(), secrets.end()).size(), 300);
        room.now += 10'000;
    }
}

void TestRoomReturns::descriptors_areEnoughForTwoConnectionsEach()
{
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    if (before.rlim_max < 2000)
        QSKIP("The system grants this process too few descriptors.");
    const auto restore = qScopeGuard([&before] { setrlimit(RLIMIT_NOFILE, &before); });
    rlimit usual = before;
    usual.rlim_cur = 512;
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &usual), 0);
    const OpenRoom room;
    // 300 streams, 300 requests, and what the server of records and the process may need.
    QVERIFY2(
        descriptorLimit() >= 600 + 384 + KeptDescriptors, qPrintable(QString::number(descriptorLimit())));
}

void TestRoomReturns::newsThatNobodyReads_endTheStream()
{
    RoomLimits limits;
    limits.unreadNews = 64 * 1024;
    OpenRoom room(limits);
    Phone phone(room);
    phone.join(room.codeJson());
    Phone other(room);
    other.join(room.codeJson());
    phone.openNews();
    other.openNews();
    phone.socket.setReadBufferSize(1);
    RoomScene scene = roomScene();
    qint64 told = 0;
    while (room.member(phone.client).isHere && told < 64 * 1024 * 1024) {
        scene.question =
            RoomQuestion{static_cast<int>(told), QString(20'000, QLatin1Char('x')), {QStringLiteral("a")}};
        room.room->setScene(scene);
        told += 20'000;
        other.news("state");
    }
    // What the systems of both ends buffer, and the limit.
    QVERIFY2(told < 16 * 1024 * 1024, qPrintable(QString::number(told)));
    QVERIFY(!room.member(phone.client).isHere);
    QVERIFY(room.member(other.client).isHere);
    // It is still a member.
    Phone again(room);
    again.secret = phone.secret;
    again.openNews();
    QCOMPARE(again.news("you").value(QStringLiteral("client")).toString(), phone.client);
}

void TestRoomReturns::newsAfterSilence_endTheStreamOnly()
{
    RoomLimits limits;
    limits.unreadNews = 1;
    OpenRoom room(limits);
    Phone phone(room);
    phone.join(room.codeJson());
    // Whatever the system takes at once is not unread.
    QCOMPARE(phone.openNews().status, 200);
    phone.news("you");
    QVERIFY(room.member(phone.client).isHere);
    room.room->setScene(roomScene(RoomPhase::Read));
    QCOMPARE(phone.news("state").value(Phase).toString(), QStringLiteral("read"));
}

void TestRoomReturns::waitForALease_endsWithThePhone()
{
    WaitingRoom at;
    QCOMPARE(at.lease.status, 201);
    QTRY_COMPARE(countOf(at.room, Verdict::Waiting), 1);
    at.waiting.socket.abort();
    QTRY_COMPARE(countOf(at.room, Verdict::GaveUp), 1);
    QCOMPARE(at.room.served.events.last().client, at.waiting.client);
    QCOMPARE(
        at.holder
            .ask("DELETE /records/item/lease", {}, "Lock-Token: " + at.lease.field("Lock-Token") + "\r\n")
            .status,
        204);
    Phone next(at.room);
    next.secret = at.waiting.secret;
    QCOMPARE(next.ask(takeLease()).status, 201);
}

void TestRoomReturns::waitForALease_endsWithTheRoom()
{
    WaitingRoom at;
    QCOMPARE(at.lease.status, 201);
    QTRY_COMPARE(countOf(at.room, Verdict::Waiting), 1);
    at.room.room->close();
    QVERIFY(at.waiting.isClosed());
    QTRY_COMPARE(at.room.closed, 1);
    QCOMPARE(countOf(at.room, Verdict::GaveUp), 1);
}

void TestRoomReturns::waitForALease_endsWithTheMember()
{
    WaitingRoom at;
    QCOMPARE(at.lease.status, 201);
    QTRY_COMPARE(countOf(at.room, Verdict::Waiting), 1);
    at.room.room->remove(at.waiting.client);
    QVERIFY(at.waiting.isClosed());
    QCOMPARE(countOf(at.room, Verdict::GaveUp), 1);
}

void TestRoomReturns::waits_areFew()
{
    OpenRoom room({}, Locking::Lease);
    Phone holder(room);
    holder.join(room.codeJson());
    const Answer lease = holder.ask(takeLease());
    Phone member(room);
    member.join(room.codeJson());
    std::vector<std::unique_ptr<Phone>> waiting;
    for (int i = 0; i < 4; ++i) {
        waiting.push_back(std::make_unique<Phone>(room));
        waiting.back()->secret = member.secret;
        waitForLease(*waiting.back());
        QTRY_COMPARE(countOf(room, Verdict::Waiting), i + 1);
    }
    QCOMPARE(member.ask("GET /records/item").status, 429);
    QCOMPARE(
        holder.ask("DELETE /records/item/lease", {}, "Lock-Token: " + lease.field("Lock-Token") + "\r\n")
            .status,
        204);
    QCOMPARE(waiting.front()->answer().status, 201);
    QCOMPARE(member.ask("GET /records/item").status, 200);
}

void TestRoomReturns::roomThatIsDestroyed_leavesNoWait()
{
    OpenRoom room({}, Locking::Lease);
    Phone holder(room);
    holder.join(room.codeJson());
    QCOMPARE(holder.ask(takeLease()).status, 201);
    Phone waiting(room);
    waiting.join(room.codeJson());
    waiting.openNews();
    Phone asking(room);
    asking.secret = waiting.secret;
    waitForLease(asking);
    QTRY_COMPARE(countOf(room, Verdict::Waiting), 1);
    room.room.reset();
    QVERIFY(waiting.isClosed());
    QVERIFY(asking.isClosed());
    // The lease goes to nobody who is gone.
    room.served.server->setLocking(Locking::Off);
    room.served.server->clockMoved();
}

QTEST_GUILESS_MAIN(TestRoomReturns)
#include "tst_roomreturns.moc"
