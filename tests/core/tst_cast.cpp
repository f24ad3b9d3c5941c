#include "core/scenario/cast.h"

#include "warningfreetest.h"

#include <QSet>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestCast final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void seats_areTakenInTurn_data();
    void seats_areTakenInTurn();
    void looks_comeFirst();
    void titles_nameAndLabel();
    void roomsClients_callThemselvesFirst();
    void badges_tellApart_data();
    void badges_tellApart();
    void badges_areShortAndUnique();
    void outsideClients_shareTheLastSeat();
    void joining_changesNobodyElse();

private:
    static QStringList split(const QString& names)
    {
        return names.isEmpty() ? QStringList() : names.split(QLatin1Char('|'));
    }
};

void TestCast::seats_areTakenInTurn_data()
{
    QTest::addColumn<QString>("panels");
    QTest::addColumn<QString>("seats");
    QTest::newRow("nobody") << ""
                            << "";
    QTest::newRow("the usual two") << "A|B"
                                   << "AB";
    QTest::newRow("the usual two, B first") << "B|A"
                                            << "BA";
    QTest::newRow("six letters") << "A|B|C|D|E|F"
                                 << "ABCDEF";
    QTest::newRow("own names") << "Till|Web|Night job"
                               << "ABC";
    QTest::newRow("an own name before a letter") << "Till|A"
                                                 << "BA";
    QTest::newRow("a letter without a seat") << "Z|B"
                                             << "AB";
    QTest::newRow("a small letter is an own name") << "b|B"
                                                   << "AB";
    QTest::newRow("more than seats") << "1|2|3|4|5|6|7|8"
                                     << "ABCDEF__";
    QTest::newRow("named twice") << "A|A|Till"
                                 << "AB";
}

void TestCast::seats_areTakenInTurn()
{
    QFETCH(QString, panels);
    QFETCH(QString, seats);
    const Cast cast(split(panels));
    QString taken;
    for (const CastMember& member : cast.members()) {
        const bool other = member.seat == Seat::Other;
        taken.append(other ? u'_' : QChar(u'A' + static_cast<int>(member.seat)));
        QCOMPARE(cast.seatOf(member.name), member.seat);
    }
    QCOMPARE(taken, seats);
}

void TestCast::looks_comeFirst()
{
    const Cast cast(
        {u"A"_s, u"B"_s, u"C"_s, u"Web"_s},
        {{u"Web"_s, {}, Seat::B}, {u"A"_s, u"Till"_s, Seat::C}, {u"nobody"_s, u"Ghost"_s, Seat::A}});
    QCOMPARE(cast.seatOf(u"Web"_s), Seat::B);
    QCOMPARE(cast.seatOf(u"A"_s), Seat::C);
    // Their own letters' seats are taken.
    QCOMPARE(cast.seatOf(u"B"_s), Seat::A);
    QCOMPARE(cast.seatOf(u"C"_s), Seat::D);
    QCOMPARE(cast.members().size(), 4);
    // The name stays what sentences say, so the badge is made of it.
    QCOMPARE(cast.member(u"A"_s).badge, u"A"_s);
}

void TestCast::titles_nameAndLabel()
{
    const Cast cast({u"A"_s, u"B"_s}, {{u"A"_s, u"Till"_s}});
    QCOMPARE(cast.member(u"A"_s).title(), u"Client A · Till"_s);
    QCOMPARE(cast.member(u"A"_s).headings(), (QStringList{u"A · Till"_s, u"Till"_s, u"A"_s}));
    QCOMPARE(cast.member(u"B"_s).title(), u"Client B"_s);
    QCOMPARE(cast.member(u"B"_s).headings(), QStringList{u"B"_s});
    QCOMPARE(cast.member(u"curl"_s).headings(), QStringList{u"curl"_s});
}

void TestCast::roomsClients_callThemselvesFirst()
{
    const QList<ClientLook> looks{
        {u"Teal heron"_s, u"Pia"_s, std::nullopt, true}, {u"Red hare"_s, {}, std::nullopt, true}};
    for (const QStringList& panels : {QStringList{}, QStringList{u"Teal heron"_s, u"Red hare"_s, u"A"_s}}) {
        const Cast cast(panels, looks);
        QCOMPARE(cast.member(u"Teal heron"_s).title(), u"Pia · Teal heron"_s);
        QCOMPARE(
            cast.member(u"Teal heron"_s).headings(),
            (QStringList{u"Pia · Teal heron"_s, u"Pia"_s, u"Teal heron"_s}));
        QCOMPARE(cast.member(u"Red hare"_s).title(), u"Red hare"_s);
        QCOMPARE(cast.seatOf(u"Teal heron"_s), Seat::Other);
        QCOMPARE(cast.seatOf(u"Red hare"_s), Seat::Other);
    }
}

void TestCast::badges_tellApart_data()
{
    QTest::addColumn<QString>("panels");
    QTest::addColumn<QString>("badges");
    QTest::newRow("the usual two") << "A|B"
                                   << "A|B";
    QTest::newRow("own names") << "till|Web"
                               << "T|W";
    QTest::newRow("one first letter") << "Maximilian|Mobile app"
                                      << "Ma|Mo";
    QTest::newRow("one first letter of three") << "Maximilian|Web|Mobile app"
                                               << "Ma|W|Mo";
    QTest::newRow("two first letters") << "Client 1|Client 2"
                                       << "C1|C2";
    QTest::newRow("one first word") << "Mobile app|Mobile web"
                                    << "Ma|Mw";
    QTest::newRow("a letter beside a name") << "A|Anna"
                                            << "A|An";
    QTest::newRow("a name before its letter") << "Anna|A"
                                              << "An|A";
    QTest::newRow("the ends differ") << "Anna|Annabel"
                                     << "An|Aa";
    QTest::newRow("nothing differs but the case") << "anna|Anna"
                                                  << "An|Aa";
    QTest::newRow("no letters to tell by") << "AA|Aa|aA"
                                           << "Aa|A2|A3";
    QTest::newRow("accents are letters") << u"Élodie|Érik"_s << u"Él|Ér"_s;
    QTest::newRow("signs are skipped") << "(main)|#worker"
                                       << "M|W";
    QTest::newRow("nothing but signs") << "+|-"
                                       << "+|-";
    QTest::newRow("digits") << "1|2"
                            << "1|2";
}

void TestCast::badges_tellApart()
{
    QFETCH(QString, panels);
    QFETCH(QString, badges);
    const Cast cast(split(panels));
    QStringList given;
    for (const CastMember& member : cast.members())
        given.append(member.badge);
    QCOMPARE(given.join(QLatin1Char('|')), badges);
}

void TestCast::badges_areShortAndUnique()
{
    QStringList panels;
    for (int i = 1; i <= 9; ++i)
        panels << u"Client %1"_s.arg(i) << u"Cliente %1"_s.arg(i) << QString(i, u'C');
    Cast cast(panels);
    for (int i = 1; i <= 9; ++i)
        cast.join(u"curl/%1"_s.arg(i));
    QSet<QString> badges;
    for (const CastMember& member : cast.members()) {
        QVERIFY2(!member.badge.isEmpty() && member.badge.size() <= 3, qPrintable(member.name));
        QVERIFY2(!badges.contains(member.badge), qPrintable(member.badge));
        badges.insert(member.badge);
    }
}

void TestCast::outsideClients_shareTheLastSeat()
{
    Cast cast({u"A"_s, u"C"_s});
    QCOMPARE(cast.member(u"curl"_s), (CastMember{u"curl"_s, Seat::Other, u"c"_s}));
    cast.join(u"curl"_s);
    cast.join(u"chrome"_s);
    cast.join(u"curl"_s);
    QCOMPARE(cast.members().size(), 4);
    QCOMPARE(cast.member(u"curl"_s), (CastMember{u"curl"_s, Seat::Other, u"c"_s}));
    QCOMPARE(cast.member(u"chrome"_s), (CastMember{u"chrome"_s, Seat::Other, u"ch"_s}));
    QCOMPARE(cast.seatOf(u"chrome"_s), Seat::Other);
    // No lane has a letter or a seat before somebody has it.
    QCOMPARE(Cast().seatOf(u"A"_s), Seat::Other);
}

void TestCast::joining_changesNobodyElse()
{
    Cast cast({u"Maximilian"_s, u"Till"_s});
    const QList<CastMember> before = cast.members();
    cast.join(u"Mobile app"_s);
    cast.join(u"Till (outside)"_s);
    QCOMPARE(cast.members().mid(0, 2), before);
    QCOMPARE(cast.member(u"Mobile app"_s).badge, u"Mo"_s);
    QCOMPARE(cast.member(u"Till (outside)"_s).badge, u"Ti"_s);
}

QTEST_GUILESS_MAIN(TestCast)

#include "tst_cast.moc"
