#include "core/scenario/roomlane.h"

#include "core/export/exporting.h"
#include "core/export/sequencetext.h"
#include "core/model/ledger.h"
#include "core/roomjournal.h"
#include "core/scenario/headline.h"
#include "core/scenario/recordedscenario.h"
#include "core/scenario/scenariowriting.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

QStringList namesOf(int clients)
{
    QStringList names;
    for (int i = 0; i < clients; ++i)
        names.append(roomClient(i));
    return names;
}

RoomLane laneOf(const Journal& journal, const QStringList& own = {})
{
    RoomLane lane(journal.header().clients, own);
    for (qint64 seq = 1; seq <= journal.size(); ++seq)
        lane.append(journal.event(seq));
    return lane;
}

} // namespace

class TestRoomLane final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void names_areDifferent()
    {
        const QStringList names = namesOf(300);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), qsizetype{300});
    }

    void headings_sayWhatTheMomentSays()
    {
        const JournalBuilder builder = everybodySells(31);
        const Journal& journal = builder.journal();
        QCOMPARE(
            RoomLane::headings(journal.at(12), namesOf(31)),
            (QStringList{u"Room · 31 · read 12"_s, u"Room · 31"_s, u"Room"_s}));
        QCOMPARE(
            RoomLane::headings(journal.latest(), namesOf(31)),
            (QStringList{
                u"Room · 31 · read 31 · saved 31 · lost 30"_s,
                u"Room · 31 · saved 31 · lost 30"_s,
                u"Room · 31 · lost 30"_s,
                u"Room · 31"_s,
                u"Room"_s}));
        const JournalBuilder refused = everybodySells(31, Locking::Version);
        QCOMPARE(
            RoomLane::headings(refused.journal().at(62), namesOf(31)).first(),
            u"Room · 31 · read 31 · saved 1 · refused 30"_s);
        // Somebody else counts for nothing.
        QCOMPARE(RoomLane::headings(journal.latest(), {u"curl"_s}), (QStringList{u"Room · 1"_s, u"Room"_s}));
    }

    void likeMessages_areOneRun()
    {
        const JournalBuilder builder = everybodySells(31, Locking::Version);
        const RoomLane lane = laneOf(builder.journal());
        QCOMPARE(lane.runOf(1)->last, qint64{31});
        QVERIFY(lane.runOf(1)->asksSame && lane.runOf(1)->answersSame);
        QVERIFY(!lane.isFolded(1));
        QVERIFY(lane.isFolded(31));
        // One is saved, the rest is refused.
        QCOMPARE(lane.runOf(32)->last, qint64{32});
        QCOMPARE(lane.runOf(33)->last, qint64{62});
        QVERIFY(lane.runOf(63) != nullptr);
        QVERIFY(!lane.isFolded(63));
        QVERIFY(!lane.isFolded(64));
    }

    void fewClients_areToldApart()
    {
        const JournalBuilder few = everybodySells(6);
        QVERIFY(laneOf(few.journal()).runOf(2) == nullptr);
        QVERIFY(laneOf(few.journal()).has(roomClient(2)));
        const JournalBuilder nobody = lesson(Locking::Off);
        QVERIFY(laneOf(nobody.journal()).isEmpty());
    }

    void others_endARun()
    {
        JournalBuilder builder = emptyRoom(8);
        builder.read(roomClient(0), true).read(roomClient(1), true).read(u"curl"_s, true);
        builder.read(roomClient(2), true).read(roomClient(3), true).rule(Locking::Version);
        builder.read(roomClient(4), true);
        const RoomLane lane = laneOf(builder.journal(), {roomClient(3)});
        QCOMPARE(lane.runOf(1)->last, qint64{2});
        QVERIFY(lane.runOf(3) == nullptr);
        QCOMPARE(lane.runOf(4)->last, qint64{4});
        QVERIFY(lane.runOf(5) == nullptr);
        QVERIFY(!lane.has(roomClient(3)));
        QCOMPARE(lane.runOf(7)->first, qint64{7});
    }

    void headline_countsInsteadOfNaming()
    {
        const JournalBuilder builder = everybodySells(31);
        const Snapshot& now = builder.now();
        QCOMPARE(freePlayStory(builder.journal()), u"31 people in the room change stock"_s);
        QCOMPARE(
            headlineOf({}, now, ledgerOf(now, u"item"_s)).outcome.first(),
            u"stock is 99, not 69: 30 changes are lost, and nobody was told"_s);
        const Snapshot refused = everybodySells(31, Locking::Version).journal().at(62);
        for (const QString& wording : headlineOf({}, refused, ledgerOf(refused, u"item"_s)).outcome)
            QVERIFY2(wording.startsWith(u"30 clients were told, nothing is lost"_s), qPrintable(wording));
        QCOMPARE(freePlayStory(lesson(Locking::Off).journal()), u"Free play"_s);
    }

    void exports_shareALaneAndHideNames()
    {
        JournalBuilder builder = everybodySells(31);
        builder.read(u"curl"_s, true);
        Journal journal = builder.journal().copy(builder.journal().size());
        QList<ClientLook> hidden = journal.header().clients;
        for (ClientLook& look : hidden)
            look.label.clear();
        journal.setClients(hidden);
        const ExportSource source{&journal, journal.size(), {}, {}};
        for (const ExportFormat format :
             {ExportFormat::Mermaid, ExportFormat::PlantUml, ExportFormat::Journal, ExportFormat::Curl}) {
            const auto text = exportText(format, source);
            QVERIFY2(text, text ? "" : qPrintable(text.error()));
            for (const char* name : {"Pia", "Amir", "Lena", "Chen"})
                QVERIFY2(!text->contains(name), name);
        }
        const QString mermaid = mermaidText(source);
        QCOMPARE(mermaid.count(u"participant "_s), qsizetype{3});
        QVERIFY2(mermaid.contains(u"1. Teal heron: GET item"_s), qPrintable(mermaid));
        QVERIFY2(mermaid.contains(u"read 31"_s), qPrintable(mermaid.left(400)));
    }

    void scenario_keepsTheRoom_data()
    {
        QTest::addColumn<int>("clients");
        QTest::addColumn<Locking>("rule");
        for (const int clients : {3, 31, 300}) {
            for (const Locking rule : {Locking::Off, Locking::Version})
                QTest::addRow("%d under %s", clients, qPrintable(toName(rule))) << clients << rule;
        }
    }
    void scenario_keepsTheRoom()
    {
        QFETCH(const int, clients);
        QFETCH(const Locking, rule);
        const JournalBuilder builder = everybodySells(clients, rule);
        const auto scenario = scenarioOf(builder.journal(), u"Room"_s);
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
        QCOMPARE(scenario->clientLooks, roomLooks(clients));
        QCOMPARE(scenario->clients().size(), qsizetype{clients});
        QCOMPARE(scenario->story, QStringLiteral("%1 people in the room change stock").arg(clients));
        QVERIFY(scenario->summary.contains(u"Under another rule the same is pressed"_s));
        const auto again = scenarioFromJson(toJson(*scenario));
        QVERIFY2(again, again ? "" : qPrintable(again.error()));
        QCOMPARE(again->clientLooks, scenario->clientLooks);
        QCOMPARE(again->journalHeader(Locking::Off, 0).clients, scenario->clientLooks);
    }
};

QTEST_GUILESS_MAIN(TestRoomLane)
#include "tst_roomlane.moc"
