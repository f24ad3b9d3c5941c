#include "http/room/roomnames.h"

#include "core/values/bounds.h"
#include "http/room/roommembers.h"
#include "warningfreetest.h"

#include <QSet>
#include <QTest>

using namespace interleave;

/// The names that the room offers, and those that people give themselves.
class TestRoomNames final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void offeredNames_areManyAndShort();
    void drawnNames_neverRepeat();
    void drawnName_hasANumberWhenAllAreTaken();
    void ownName_isCleaned_data();
    void ownName_isCleaned();
    void ownName_isUnique();
    void ownName_isNobodysClient();
    void client_isNobodysOwnName();
};

namespace {

RoomPlace& added(RoomMembers& members, const QString& name = {})
{
    return members.add(name, RateLimit(1, 1), 0);
}

} // namespace

void TestRoomNames::offeredNames_areManyAndShort()
{
    QVERIFY(offeredNames() >= 400);
    QSet<QString> names;
    for (int i = 0; i < offeredNames(); ++i) {
        const QString name = offeredName(i);
        names.insert(nameKey(name));
        QVERIFY2(name.size() <= LongestClientLabel, qPrintable(name));
        QCOMPARE(cleanName(name), name);
    }
    QCOMPARE(names.size(), offeredNames());
}

void TestRoomNames::drawnNames_neverRepeat()
{
    RoomMembers members;
    QSet<QString> clients;
    for (int i = 0; i < 300; ++i) {
        RoomPlace& place = added(members);
        clients.insert(place.member.client);
        // Of one who was removed neither.
        if (i % 2 == 0)
            members.remove(place, RoomMembers::Told::Yes);
    }
    QCOMPARE(clients.size(), 300);
}

void TestRoomNames::drawnName_hasANumberWhenAllAreTaken()
{
    const QString name = drawnName(
        [](const QString& wanted) { return !wanted.endsWith(QStringLiteral(" 3")); }, [](int) { return 0; });
    QCOMPARE(name, offeredName(0) + QStringLiteral(" 3"));
}

void TestRoomNames::ownName_isCleaned_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("clean");
    const auto row = [](const char* name, const QString& typed, const QString& clean) {
        QTest::newRow(name) << typed << clean;
    };
    row("a plain name stays", QStringLiteral("Anna-Lena Ö."), QStringLiteral("Anna-Lena Ö."));
    row("blanks at the ends go, and others become one",
        QStringLiteral("  Anna \t\n  Lena\u00A0 "),
        QStringLiteral("Anna Lena"));
    row("control characters go",
        QStringLiteral("An\u0007n\u001B[31ma\u007F\u0085"),
        QStringLiteral("Ann[31ma"));
    row("what changes the direction of writing goes",
        QStringLiteral("\u202Eanna\u2066b\u200F"),
        QStringLiteral("annab"));
    row("what has no width goes", QStringLiteral("A\u200Bn\u2060n\uFEFFa\u00AD"), QStringLiteral("Anna"));
    row("what is not assigned goes, and private use",
        QStringLiteral("A\u0378\uE000\uFFFFb"),
        QStringLiteral("Ab"));
    row("a lone surrogate goes",
        QStringLiteral("A") + QChar(0xD83D) + QStringLiteral("b"),
        QStringLiteral("Ab"));
    row("only invisible ones are no name", QStringLiteral("\u200B \u2800\u3164\u0000"), QString());
    row("markup is text", QStringLiteral("<b>Anna</b>"), QStringLiteral("<b>Anna</b>"));
    row("a long name ends", QString(10'000, QLatin1Char('x')), QString(24, QLatin1Char('x')));
    row("a pair of surrogates is not split",
        QString(23, QLatin1Char('x')) + QStringLiteral("😀"),
        QString(23, QLatin1Char('x')));
    row("a character with its accent is not split",
        QString(23, QLatin1Char('x')) + QStringLiteral("q\u0301"),
        QString(23, QLatin1Char('x')));
    row("a letter and its accent are one where there is one", QStringLiteral("A\u0308"), QStringLiteral("Ä"));
}

void TestRoomNames::ownName_isCleaned()
{
    QFETCH(QString, typed);
    QFETCH(QString, clean);
    QCOMPARE(cleanName(typed), clean);
    QCOMPARE(cleanName(clean), clean);
}

void TestRoomNames::ownName_isUnique()
{
    RoomMembers members;
    QCOMPARE(added(members, QStringLiteral("Anna")).member.name, QStringLiteral("Anna"));
    RoomPlace& second = added(members, QStringLiteral(" Anna "));
    QCOMPARE(second.member.name, QStringLiteral("Anna 2"));
    QCOMPARE(added(members, QStringLiteral("ANNA")).member.name, QStringLiteral("ANNA 3"));
    QCOMPARE(added(members, QStringLiteral("Ａnna")).member.name, QStringLiteral("Ａnna 4"));
    // Its own name is not in its way.
    QVERIFY(!members.rename(second, QStringLiteral("Anna 2")));
    QVERIFY(members.rename(second, {}));
    QCOMPARE(second.member.name, QString());
    const QString longest(LongestRoomName, QLatin1Char('x'));
    QCOMPARE(added(members, longest).member.name, longest);
    QCOMPARE(added(members, longest).member.name, longest.chopped(2) + QStringLiteral(" 2"));
}

void TestRoomNames::ownName_isNobodysClient()
{
    RoomMembers members;
    const RoomPlace& first = added(members);
    const QString client = first.member.client;
    QCOMPARE(added(members, client.toUpper()).member.name, client.toUpper() + QStringLiteral(" 2"));
    members.remove(first, RoomMembers::Told::Yes);
    QCOMPARE(added(members, client).member.name, client + QStringLiteral(" 3"));
}

void TestRoomNames::client_isNobodysOwnName()
{
    RoomMembers members;
    const QString wanted = offeredName(7);
    QCOMPARE(added(members, wanted).member.name, wanted);
    for (int i = 0; i < offeredNames() - 3; ++i)
        QVERIFY(added(members).member.client != wanted);
}

QTEST_GUILESS_MAIN(TestRoomNames)
#include "tst_roomnames.moc"
