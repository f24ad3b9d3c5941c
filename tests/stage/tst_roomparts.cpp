#include "stage/room/qrcode.h"
#include "stage/room/roomaddresses.h"
#include "stage/room/roomlooks.h"
#include "warningfreetest.h"

#include <QTest>

#include <algorithm>

using namespace interleave;

/// What the room needs that knows no stage.
class TestRoomParts final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void members_areInTheJournal();
    void members_areOnlyAddedWhereTheyBelong();
    void names_followTheMembers();
    void names_areDifferent();
    void names_ofTheRemovedGoWithThem();
    void names_ofEarlierRoomsStay();
    void hiddenNames_areNowhere();

    void code_isDarkWhereItMustBe();
    void code_ofTooLongAText_isEmpty();
    void blocks_haveAQuietZone();

    void addresses_beginWithThoseThatPhonesReach();
    void loopback_isAmongTheAddresses();
};

namespace {

const QString Teal = QStringLiteral("Teal heron");
const QString Red = QStringLiteral("Red fox");
const QString Till = QStringLiteral("Till");

ClientLook inRoom(const QString& client, const QString& label = {})
{
    return {client, label, std::nullopt, true};
}

} // namespace

void TestRoomParts::members_areInTheJournal()
{
    const ClientLook ofScenario{QStringLiteral("A"), QStringLiteral("Ann"), Seat::D};
    const QList<ClientLook> looks = withRoom({ofScenario}, {{{Teal, Till}, {Red}}, {}}, true);
    QCOMPARE(looks, QList<ClientLook>({ofScenario, inRoom(Teal, Till), inRoom(Red)}));
}

void TestRoomParts::members_areOnlyAddedWhereTheyBelong()
{
    const QList<ClientLook> looks = withRoom({inRoom(Teal)}, {{{Teal, Till}, {Red}}, {}}, false);
    QCOMPARE(looks, QList<ClientLook>{inRoom(Teal, Till)});
}

void TestRoomParts::names_followTheMembers()
{
    const QList<ClientLook> before{inRoom(Teal, Till)};
    QCOMPARE(
        withRoom(before, {{{Teal, QStringLiteral("Tim")}}, {}}, true).first().label, QStringLiteral("Tim"));
    QCOMPARE(withRoom(before, {{{Teal}}, {}}, true).first().label, QString());
}

/// A journal with two clients of one label could not be opened.
void TestRoomParts::names_areDifferent()
{
    const QString longName(24, u'x');
    const QString pairs = QStringLiteral("\U0001F98A").repeated(12);
    const ClientLook ofScenario{QStringLiteral("A"), Till};
    const RoomNames names{
        {{Teal, Till},
         {QStringLiteral("1"), longName},
         {QStringLiteral("2"), longName},
         {QStringLiteral("3"), pairs},
         {QStringLiteral("4"), pairs}},
        {}};
    const QList<ClientLook> looks = withRoom({ofScenario, inRoom(Red, Till)}, names, true);
    QStringList labels;
    for (const ClientLook& look : looks)
        labels.append(look.label);
    QCOMPARE(
        labels,
        QStringList(
            {Till,
             QStringLiteral("Till 2"),
             QStringLiteral("Till 3"),
             longName,
             QString(22, u'x') + QStringLiteral(" 2"),
             pairs,
             pairs.left(22) + QStringLiteral(" 2")}));
}

void TestRoomParts::names_ofTheRemovedGoWithThem()
{
    const QList<ClientLook> looks = withRoom({inRoom(Teal, Till)}, {{}, {Teal}}, true);
    QCOMPARE(looks, QList<ClientLook>{inRoom(Teal)});
}

void TestRoomParts::names_ofEarlierRoomsStay()
{
    const QList<ClientLook> before{inRoom(Teal, Till)};
    QCOMPARE(withRoom(before, {}, true), before);
}

void TestRoomParts::hiddenNames_areNowhere()
{
    const ClientLook ofScenario{QStringLiteral("A"), QStringLiteral("Ann")};
    const QList<ClientLook> looks = withRoom(
        {ofScenario, inRoom(Teal, Till), inRoom(Red, QStringLiteral("Tim"))},
        {{{Teal, Till}}, {}, true},
        true);
    QCOMPARE(looks, QList<ClientLook>({ofScenario, inRoom(Teal), inRoom(Red)}));
}

void TestRoomParts::code_isDarkWhereItMustBe()
{
    const QrCode code(QStringLiteral("http://192.168.1.20:8413/K7QM#0123456789abcdefghijkl"));
    // Version 4: 53 bytes at level M.
    QCOMPARE(code.size(), 33);
    // The rings in three corners.
    for (const auto& [x, y] : {std::pair(0, 0), std::pair(26, 0), std::pair(0, 26)}) {
        for (int i = 0; i < 7; ++i) {
            QVERIFY(code.isDark(x + i, y) && code.isDark(x + i, y + 6));
            QVERIFY(code.isDark(x, y + i) && code.isDark(x + 6, y + i));
        }
        QVERIFY(!code.isDark(x + 1, y + 1) && code.isDark(x + 3, y + 3));
    }
    QVERIFY(!code.isDark(-1, 0) && !code.isDark(0, 33));
}

void TestRoomParts::code_ofTooLongAText_isEmpty()
{
    QVERIFY(QrCode(QString(2331, u'x')).size() > 0);
    QCOMPARE(QrCode(QString(2332, u'x')), QrCode());
}

void TestRoomParts::blocks_haveAQuietZone()
{
    const QStringList lines = halfBlocks(QrCode(QStringLiteral("http://192.168.1.20:8413/K7QM")));
    // Version 3 has 29 modules.
    const QString light(37, u'█');
    QCOMPARE(lines.size(), 19);
    QCOMPARE(lines.at(0), light);
    QCOMPARE(lines.at(1), light);
    QCOMPARE(lines.at(2).left(11), QStringLiteral("████ ▄▄▄▄▄ "));
    QCOMPARE(lines.at(17), light);
    QCOMPARE(lines.last(), light);
    for (const QString& line : lines)
        QCOMPARE(line.size(), 37);
}

void TestRoomParts::addresses_beginWithThoseThatPhonesReach()
{
    const QList<RoomAddress> addresses = roomAddresses();
    QVERIFY(std::ranges::is_partitioned(addresses, [](const RoomAddress& each) { return !each.isLoopback; }));
    QCOMPARE(
        addresses.count(RoomAddress{QHostAddress(QHostAddress::LocalHost), QStringLiteral("lo"), true}), 1);
    for (const RoomAddress& each : addresses) {
        QVERIFY(each.address.scopeId().isEmpty());
        QVERIFY(!each.interfaceName.isEmpty());
    }
}

void TestRoomParts::loopback_isAmongTheAddresses()
{
    QVERIFY(isAmong(roomAddresses(), QHostAddress(QStringLiteral("127.0.0.2"))));
    const QHostAddress other(QStringLiteral("192.0.2.1"));
    QVERIFY(!isAmong(roomAddresses(), other));
    QVERIFY(isAmong({{other, QStringLiteral("wlan0"), false}}, other));
    QVERIFY(!isAmong({{other, QStringLiteral("wlan0"), false}}, QHostAddress(QHostAddress::LocalHost)));
    QCOMPARE(problemAt(other, {{other, QStringLiteral("wlan0"), false}}), QString());
    QCOMPARE(
        problemAt({}, {}),
        QStringLiteral(
            "This machine is in no network, so no phone reaches it. Join one, or open a hotspot of your "
            "own."));
    QCOMPARE(
        problemAt(QHostAddress(QStringLiteral("192.0.2.2")), {{other, QStringLiteral("wlan0"), false}}),
        QStringLiteral(
            "No phone reaches this machine at 192.0.2.2. Choose one of its addresses: 192.0.2.1."));
}

QTEST_GUILESS_MAIN(TestRoomParts)
#include "tst_roomparts.moc"
