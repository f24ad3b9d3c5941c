#include "gui/diagram/diagramlayout.h"

#include "core/roomjournal.h"
#include "gui/diagram/typesetter.h"
#include "gui/labels/messagewordings.h"
#include "gui/printeddiagram.h"
#include "gui/textjournal.h"
#include "gui/theme/fonts.h"
#include "warningfreetest.h"

#include <QGuiApplication>
#include <QRandomGenerator>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;

namespace {

constexpr qreal Width = 1080;

DiagramLayout layoutOf(const TextJournal& text)
{
    DiagramLayout layout;
    layout.setJournal(&text.journal(), {QStringLiteral("A"), QStringLiteral("B")});
    return layout;
}

DiagramFrame wholeOf(const DiagramLayout& layout, qint64 moment = -1)
{
    DiagramFrame frame;
    frame.moment = moment < 0 ? layout.rowCount() : moment;
    frame.width = Width;
    frame.middles = DiagramLayout::spread(Width, layout.laneCount());
    frame.height = layout.height(1);
    return frame;
}

QStringList lines(const char* text)
{
    QStringList result;
    for (const QString& line : QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        result.append(line.trimmed());
    return result;
}

/// On a failure, prints the whole text, so that the change is visible.
void compareLines(const QStringList& actual, const QStringList& expected)
{
    if (actual != expected)
        qInfo("is:\n%s", qPrintable(actual.join(QLatin1Char('\n'))));
    QCOMPARE(actual, expected);
}

const char* const Lesson = "A reads; B reads; A saves 7; B saves 8";

} // namespace

class TestDiagramLayout final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void saveFoundOut_makesTheCopyCurrent();
    void initTestCase() { loadBundledFonts(); }

    void emptyJournal_showsTheStart();
    void lockingOff_showsTheLoss();
    void lockingOn_showsTheRefusal();
    void blindSave_losesTheUnreadVersion();
    void ownLoss_isNotedOnTheFreeSide();
    void severalLosses_shareANote();
    void restoredVersion_hasNoNote();
    void threeClients_haveThreeLanes();
    void closeLanes_putTextsIntoTheWidestGap();
    void seventhClient_sharesALane();
    void room_sharesALane_data();
    void room_sharesALane();
    void likeMessages_areToldByTheFirst();
    void chosenOfARun_isToldInItsRow();
    void cutRun_isToldAtTheTop();
    void ownLane_hasItsLabel();
    void namesInTheRoom_areLaidOutWhenTheyChange();
    void ruleChange_isALineAcrossAllLanes();
    void lostAnswer_restoresTheCopy();
    void past_isDrawnAsAtThatMoment();
    void notYet_reachesItsLane();
    void zoom_scalesEveryLength();
    void hit_findsRowsAndBeads();
    void appendedLayout_equalsANewOne();
    void everyMoment_agreesWithTheSnapshot();
    void twoRecords_haveSeparateLifelines();
    void fifthRecord_hasOnlyMessages();
    void lease_isDrawnBesideTheBar();
    void wait_isDashedFromItsRequest();
    void refusedWait_endsWithTheAnswer();
    void refusedLease_endsInACross();
    void leases_endWithTheirRule();
    void leases_belongToTheirRecords();
    void timestamp_showsTheDates();
    void wordings_keepWhatDecides_data();
    void wordings_keepWhatDecides();
    void texts_neverCollide_data();
    void texts_neverCollide();
    void frame_hasOnlyVisibleParts();
};

void TestDiagramLayout::emptyJournal_showsTheStart()
{
    const TextJournal text({});
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    QCOMPARE(printed.rows(), QStringList());
    QCOMPARE(printed.versions(), QStringList(QStringLiteral("v1 start start-end")));
    compareLines(printed.lanes(), {QStringLiteral("A: "), QStringLiteral("B: ")});
    QCOMPARE(printed.legend(), QString());
    QCOMPARE(printed.picture().lifelines.size(), std::size_t{2});
}

void TestDiagramLayout::lockingOff_showsTheLoss()
{
    const TextJournal text(QString::fromUtf8(Lesson));
    const DiagramLayout layout = layoutOf(text);
    DiagramFrame frame = wholeOf(layout);
    frame.selected = 6;
    const PrintedDiagram printed(layout, frame);
    compareLines(printed.rows(), lines(R"(
        1 #1 > GET item @A S | < 200 OK · ETag "1" · stock 10 @A S
        2 #2 > GET item @S B | < 200 OK · ETag "1" · stock 10 @S B
        3 mark on A | typed stock 7 @- A
        4 #3 > PUT stock 7 · no If-Match @A S | < 200 OK · ETag "2" @A S | stale since v2 @B -
        5 mark on B | typed stock 8 @B -
        6 #4 selected ! v2 is lost: A’s stock 10 → 7 @A S | > PUT stock 8 · no If-Match @S B | < 200 OK · ETag "3" @S B | stale since v3 @- A)"));
    compareLines(printed.lanes(), lines(R"(
        A: current 1a-6, stale 6-end
        B: current 2a-4, stale 4-6a, current 6a-end)"));
    compareLines(printed.versions(), lines(R"(
        v1 start start-4
        v2 A lost 4-6
        v3 B 6-end)"));
    QCOMPARE(
        printed.legend(),
        QStringLiteral(
            "copy is current | copy is stale | version, in its author’s colour | request | answer | "
            "typed | lost: overwritten, nobody told"));
}

void TestDiagramLayout::lockingOn_showsTheRefusal()
{
    const TextJournal text(QString::fromUtf8(Lesson), Locking::Version);
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines(printed.rows().mid(3), lines(R"(
        4 #3 > PUT stock 7 · If-Match "1" @A S | < 200 OK · ETag "2" @A S | stale since v2 @B -
        5 mark on B | typed stock 8 @B -
        6 #4 refused | > PUT stock 8 · If-Match "1" @S B | < 412 · nothing written · now "2" @S B | ? B read v1, the record is at v2 @A S)"));
    compareLines(printed.lanes(), lines(R"(
        A: current 1a-end
        B: current 2a-4, stale 4-end)"));
    compareLines(printed.versions(), lines(R"(
        v1 start start-4
        v2 A 4-end)"));
    QVERIFY(printed.legend().endsWith(QLatin1String("refused: nothing written")));
}

void TestDiagramLayout::blindSave_losesTheUnreadVersion()
{
    const TextJournal text(QStringLiteral("A reads; A saves 7; B sends 8"));
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines(printed.rows().mid(3), lines(R"(
        4 #3 ! v2 is lost: A’s stock 10 → 7 @A S | > PUT stock 8 · no If-Match @S B | < 200 OK · ETag "3" @S B | stale since v3 @- A)"));
    compareLines(printed.lanes(), lines(R"(
        A: current 1a-4, stale 4-end
        B: current 4a-end)"));
}

void TestDiagramLayout::ownLoss_isNotedOnTheFreeSide()
{
    // A was not told that its save succeeded, and saves again from its old copy.
    const TextJournal text(QStringLiteral("A reads; A saves 7; A unheard; A sends 6"));
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines(printed.rows().mid(4), lines(R"(
        5 #3 ! v2 is lost: A’s stock 10 → 7 @S B | > PUT stock 6 · no If-Match @A S | < 200 OK · ETag "3" @A S)"));
}

void TestDiagramLayout::severalLosses_shareANote()
{
    const TextJournal text(QStringLiteral("A reads; B reads; A saves 7; A saves 6; A saves 5; B saves 8"));
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    QVERIFY(printed.rows().last().contains(QStringLiteral("! lost: A’s v4, 2 before it @A S")));
    compareLines(printed.versions(), lines(R"(
        v1 start start-4
        v2 A lost 4-6
        v3 A lost 6-8
        v4 A lost 8-10
        v5 B 10-end)"));
}

void TestDiagramLayout::restoredVersion_hasNoNote()
{
    // B overwrites A's version 2 without having seen it; then A, still on version 2, saves again.
    const TextJournal text(QStringLiteral("A reads; B reads; A saves 7; B saves 8; A saves 6"));
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram then(layout, wholeOf(layout, 6));
    QVERIFY(then.rows().at(5).contains(QStringLiteral("! v2 is lost: A’s")));
    const PrintedDiagram now(layout, wholeOf(layout));
    QVERIFY(now.rows().at(5).contains(QStringLiteral("! was lost, is back: A’s v2")));
    compareLines(now.versions(), lines(R"(
        v1 start start-4
        v2 A 4-6
        v3 B lost 6-8
        v4 A 8-end)"));
}

void TestDiagramLayout::threeClients_haveThreeLanes()
{
    const TextJournal text(QStringLiteral("A reads; B reads; C reads; B saves 7; C saves 8"));
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines(printed.rows(), lines(R"(
        1 #1 > GET item @A S | < 200 OK · ETag "1" · stock 10 @A S
        2 #2 > GET item @S B | < 200 OK · ETag "1" · stock 10 @S B
        3 #3 > GET item @B C | < 200 OK · ETag "1" · stock 10 @B C
        4 mark on B
        5 #4 > PUT stock 7 · no If-Match @S B | < 200 OK · ETag "2" @S B | stale since v2 @- A | stale since v2 @C -
        6 mark on C | typed stock 8 @C -
        7 #5 ! v2 is lost: B’s stock 10 → 7 @S B | > PUT stock 8 · no If-Match @B C | < 200 OK · ETag "3" @B C)"));
    compareLines(printed.lanes(), lines(R"(
        A: current 1a-5, stale 5-end
        B: current 2a-7, stale 7-end
        C: current 3a-5, stale 5-7a, current 7a-end)"));
}

void TestDiagramLayout::closeLanes_putTextsIntoTheWidestGap()
{
    const TextJournal text(
        QStringLiteral("A reads; B reads; C reads; B saves 7; C saves 8; D reads; D saves 9"));
    const DiagramLayout layout = layoutOf(text);
    DiagramFrame frame = wholeOf(layout);
    frame.middles = {400, {140, 700, 780, 840}};
    const PrintedDiagram printed(layout, frame);
    compareLines(printed.rows(), lines(R"(
        1 #1 > GET item @A S | < 200 OK · ETag "1" · stock 10 @A S
        2 #2 > GET item @S B | < 200 OK · ETag "1" · stock 10 @S B
        3 #3 > GET item @S B | < 200 OK · ETag "1" · stock 10 @S B
        4 mark on B
        5 #4 > PUT stock 7 · no If-Match @S B | < 200 OK · ETag "2" @S B | stale since v2 @- A | stale since v2 @B C
        6 mark on C
        7 #5 ! v2 is lost: B’s stock 10 → 7 @A S | > PUT stock 8 · no If-Match @S B | < 200 OK · ETag "3" @S B | stale since v3 @S B
        8 #6 > GET item @S B | < 200 OK · ETag "3" · stock 8 @S B
        9 mark on D | typed stock 9 @D -
        10 #7 > PUT stock 9 · no If-Match @S B | < 200 OK · ETag "4" @S B | stale since v4 @B C)"));
}

void TestDiagramLayout::seventhClient_sharesALane()
{
    const TextJournal text(QStringLiteral(
        "A reads; B reads; C reads; D reads; E reads; F reads; curl reads; wget puts 5; curl reads"));
    const DiagramLayout layout = layoutOf(text);
    QCOMPARE(layout.laneCount(), qsizetype{7});
    QCOMPARE(layout.laneTitle(6), QStringLiteral("others"));
    QCOMPARE(layout.laneOf(QStringLiteral("wget")), qsizetype{6});
    const PrintedDiagram printed(layout, wholeOf(layout));
    QVERIFY(printed.rows().at(7).contains(QStringLiteral("> wget: PUT")));
    // Several clients' copies cannot share a bar.
    QCOMPARE(printed.lanes().last(), QStringLiteral("others: "));
    QCOMPARE(printed.lanes().first(), QStringLiteral("A: current 1a-8, stale 8-end"));
}

void TestDiagramLayout::room_sharesALane_data()
{
    QTest::addColumn<int>("clients");
    for (const int clients : {3, 31, 120, 300})
        QTest::addRow("%d clients", clients) << clients;
}

void TestDiagramLayout::room_sharesALane()
{
    QFETCH(const int, clients);
    JournalBuilder builder = everybodySells(clients);
    builder.read(QStringLiteral("curl"), true);
    DiagramLayout layout;
    layout.setJournal(&builder.journal(), {QStringLiteral("A")});
    QCOMPARE(layout.laneCount(), qsizetype{3});
    QVERIFY(layout.isShared(1) && layout.isRooms(1));
    QVERIFY(!layout.isShared(2));
    QCOMPARE(layout.laneTitle(1), QStringLiteral("Room"));
    QCOMPARE(layout.laneTitle(2), QStringLiteral("curl"));
    QCOMPARE(layout.clientsOf(1).size(), qsizetype{clients});
    const QString all = QString::number(clients);
    QCOMPARE(layout.headingsOf(1, 1).first(), QStringLiteral("Room · %1 · read 1").arg(all));
    QCOMPARE(
        layout.headingsOf(1, layout.rowCount()).first(),
        QStringLiteral("Room · %1 · read %1 · saved %1 · lost %2").arg(all, QString::number(clients - 1)));
    // As clients of a scenario, too.
    QStringList panels;
    for (int i = 0; i < clients; ++i)
        panels.append(roomClient(i));
    layout.setJournal(&builder.journal(), panels);
    QCOMPARE(layout.laneCount(), qsizetype{2});
    layout.setJournal(&builder.journal(), panels, panels.mid(0, 2));
    QCOMPARE(layout.laneCount(), qsizetype{4});
}

void TestDiagramLayout::likeMessages_areToldByTheFirst()
{
    const JournalBuilder builder = everybodySells(8);
    DiagramLayout layout;
    layout.setJournal(&builder.journal(), {});
    const QStringList rows = PrintedDiagram(layout, wholeOf(layout)).rows();
    QCOMPARE(rows.size(), 16);
    QVERIFY2(rows.at(0).contains(QStringLiteral("> 8 × GET item")), qPrintable(rows.at(0)));
    QVERIFY2(rows.at(8).contains(QStringLiteral("> 8 × PUT stock 99 · no If-Match")), qPrintable(rows.at(8)));
    QVERIFY2(rows.at(8).contains(QStringLiteral("lost: 7 versions")), qPrintable(rows.at(8)));
    // Each has a row, which can be chosen.
    QCOMPARE(layout.rowHeight(1, 1), 64.0);
    for (qint64 seq = 2; seq <= 8; ++seq) {
        QCOMPARE(layout.rowHeight(seq, 1), 4.0);
        QCOMPARE(layout.seqAt(layout.rowTop(seq, 1) + 1, 1), seq);
    }
    // In the past those that had happened.
    const QStringList past = PrintedDiagram(layout, wholeOf(layout, 3)).rows();
    QVERIFY2(past.at(0).contains(QStringLiteral("> 3 × GET item")), qPrintable(past.at(0)));
    QVERIFY2(past.at(8).contains(QStringLiteral("8 × PUT stock 99")), qPrintable(past.at(8)));
}

void TestDiagramLayout::chosenOfARun_isToldInItsRow()
{
    const JournalBuilder builder = everybodySells(8);
    DiagramLayout layout;
    layout.setJournal(&builder.journal(), {});
    DiagramFrame frame = wholeOf(layout);
    frame.selected = 11;
    const QStringList rows = PrintedDiagram(layout, frame).rows();
    const QString told = QStringLiteral("3 of 8, %1: PUT stock 99").arg(roomClient(5));
    bool isTold = false;
    bool isLossTold = false;
    for (const QString& row : rows) {
        isTold = isTold || row.contains(told);
        isLossTold = isLossTold || row.contains(QStringLiteral("v3 is lost: %1’s").arg(roomClient(6)));
    }
    QVERIFY2(isTold && isLossTold, qPrintable(rows.join(QLatin1Char('\n'))));
}

void TestDiagramLayout::cutRun_isToldAtTheTop()
{
    const JournalBuilder builder = everybodySells(120);
    DiagramLayout layout;
    layout.setJournal(&builder.journal(), {});
    DiagramFrame frame = wholeOf(layout);
    frame.top = layout.rowTop(60, 1);
    frame.height = 200;
    frame.selected = 61;
    const DiagramPicture picture = layout.picture(frame);
    const auto request = std::ranges::find_if(picture.texts, [](const PictureText& text) {
        return text.kind == TextKind::Request && text.seq == 61;
    });
    QVERIFY(request != picture.texts.end());
    QVERIFY(request->wordings.first().startsWith(QStringLiteral("61 of 120, %1: ").arg(roomClient(60))));
    QVERIFY(request->space.top() >= 0 && request->space.bottom() < 88);
    for (const PictureArrow& arrow : picture.arrows)
        QVERIFY(arrow.kind != ArrowKind::Folded || arrow.from.y() >= 88);
}

void TestDiagramLayout::ownLane_hasItsLabel()
{
    const JournalBuilder builder = everybodySells(31);
    DiagramLayout layout;
    layout.setJournal(&builder.journal(), {}, {roomClient(0), roomClient(30)});
    QCOMPARE(layout.laneCount(), qsizetype{3});
    QCOMPARE(layout.headingsOf(0, 5).first(), QStringLiteral("Pia · Teal heron"));
    QVERIFY(!layout.isShared(layout.laneOf(roomClient(30))));
    QCOMPARE(layout.clientsOf(layout.laneOf(roomClient(1))).size(), qsizetype{29});
}

void TestDiagramLayout::namesInTheRoom_areLaidOutWhenTheyChange()
{
    const JournalBuilder builder = everybodySells(8);
    Journal journal = builder.journal().copy(builder.journal().size());
    DiagramLayout layout;
    layout.setJournal(&journal, {}, {roomClient(0)});
    QCOMPARE(layout.headingsOf(0, 5).first(), QStringLiteral("Pia · Teal heron"));
    QList<ClientLook> hidden = journal.header().clients;
    for (ClientLook& look : hidden)
        look.label.clear();
    journal.setClients(hidden);
    layout.catchUp();
    QCOMPARE(layout.headingsOf(0, 5).first(), QStringLiteral("Teal heron"));
    QCOMPARE(layout.laneCount(), qsizetype{2});
}

void TestDiagramLayout::ruleChange_isALineAcrossAllLanes()
{
    const TextJournal text(QStringLiteral("A reads; rule version; A saves 7"));
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    QVERIFY(printed.rows().at(1).startsWith(QLatin1String("2 line across | Locking: On")));
    QCOMPARE(layout.rowHeight(1, 1), 64.0);
    QCOMPARE(layout.rowHeight(2, 1), 32.0);
    QCOMPARE(layout.rowHeight(3, 1), 16.0);
}

void TestDiagramLayout::lostAnswer_restoresTheCopy()
{
    const TextJournal text(QStringLiteral("A reads; A saves 7; A unheard; B reads; B unheard"));
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines(printed.lanes(), {QStringLiteral("A: current 1a-3, stale 3-end"), QStringLiteral("B: ")});
    const QStringList rows = printed.rows();
    QVERIFY2(rows.at(2).contains(QStringLiteral("unanswered")), qPrintable(rows.at(2)));
    QVERIFY2(rows.at(2).contains(QStringLiteral("< never heard · 200 OK")), qPrintable(rows.at(2)));
    QVERIFY2(rows.at(2).contains(QStringLiteral("stale since v2 @- A")), qPrintable(rows.at(2)));
    QCOMPARE(rows.at(3), QStringLiteral("4 mark on A | the answer was never heard @A S"));
}

void TestDiagramLayout::past_isDrawnAsAtThatMoment()
{
    const TextJournal text(QString::fromUtf8(Lesson));
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout, 4));
    // The text of the next edit makes way for the text beside the line.
    compareLines(printed.rows().mid(3), lines(R"(
        4 #3 > PUT stock 7 · no If-Match @A S | < 200 OK · ETag "2" @A S | stale since v2 @B -
        5 mark on B
        6 #4 PUT stock 8 · no If-Match · not yet @S B)"));
    compareLines(printed.lanes(), lines(R"(
        A: current 1a-4b
        B: current 2a-4, stale 4-4b)"));
    compareLines(printed.versions(), lines(R"(
        v1 start start-4
        v2 A 4-4b)"));
    QVERIFY(!printed.legend().contains(QLatin1String("overwritten")));
    const auto playhead = std::ranges::find(printed.picture().texts, TextKind::Playhead, &PictureText::kind);
    QVERIFY(playhead != printed.picture().texts.end());
    QCOMPARE(playhead->wordings.first(), QStringLiteral("step 3 of 4"));

    const PrintedDiagram start(layout, wholeOf(layout, 0));
    compareLines(start.lanes(), {QStringLiteral("A: "), QStringLiteral("B: ")});
}

void TestDiagramLayout::notYet_reachesItsLane()
{
    const TextJournal text(QStringLiteral("A reads; B reads; C reads"));
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram start(layout, wholeOf(layout, 0));
    compareLines(start.rows().mid(2), {QStringLiteral("3 #3 GET item · not yet @S C")});
}

void TestDiagramLayout::zoom_scalesEveryLength()
{
    const TextJournal text(QString::fromUtf8(Lesson));
    const DiagramLayout layout = layoutOf(text);
    QCOMPARE(layout.rowTop(3, 2), 2 * layout.rowTop(3, 1));
    QCOMPARE(layout.rowHeight(1, 2.5), 160.0);
    DiagramFrame frame = wholeOf(layout);
    frame.scale = 2;
    frame.height = layout.height(2);
    const PrintedDiagram printed(layout, frame);
    QCOMPARE(printed.picture().bars.front().rect.width(), 32.0);
    QCOMPARE(printed.lanes().first(), QStringLiteral("A: current 1a-6, stale 6-end"));
}

void TestDiagramLayout::hit_findsRowsAndBeads()
{
    const TextJournal text(QString::fromUtf8(Lesson));
    const DiagramLayout layout = layoutOf(text);
    const DiagramFrame frame = wholeOf(layout);
    const qreal middle = layout.rowTop(4, 1) + 32;
    QCOMPARE(layout.hit({300, middle}, frame), (DiagramHit{DiagramHit::Part::Row, 4}));
    QCOMPARE(layout.hit({frame.middles.server + 3, middle}, frame), (DiagramHit{DiagramHit::Part::Bead, 4}));
    QCOMPARE(layout.hit({frame.middles.server, 20}, frame), (DiagramHit{DiagramHit::Part::Bead, 0}));
    QCOMPARE(layout.hit({300, 5}, frame), DiagramHit());
    QCOMPARE(layout.hit({300, layout.height(1) - 4}, frame), DiagramHit());
    DiagramFrame scrolled = frame;
    scrolled.top = 100;
    QCOMPARE(layout.hit({300, middle - 100}, scrolled), (DiagramHit{DiagramHit::Part::Row, 4}));
}

void TestDiagramLayout::appendedLayout_equalsANewOne()
{
    TextJournal text(QStringLiteral("A reads"));
    DiagramLayout grown = layoutOf(text);
    for (const char* phrase :
         {"B reads",
          "A saves 7",
          "B saves 8",
          "C reads",
          "rule version",
          "A saves 3",
          "C unheard",
          "rule lease",
          "A acquires",
          "B waits",
          "A expires",
          "B granted",
          "rule off"}) {
        text.add(QString::fromUtf8(phrase));
        grown.catchUp();
        const DiagramLayout built = layoutOf(text);
        const PrintedDiagram one(grown, wholeOf(grown));
        const PrintedDiagram other(built, wholeOf(built));
        QCOMPARE(one.rows(), other.rows());
        QCOMPARE(one.lanes(), other.lanes());
        QCOMPARE(one.versions(), other.versions());
        QCOMPARE(one.leases(), other.leases());
    }
}

namespace {

QString randomPhrase(QRandomGenerator& random)
{
    static const QStringList clients{QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")};
    const QString& who = clients.at(random.bounded(3));
    const int number = random.bounded(90);
    switch (random.bounded(11)) {
    case 8:
        return who + QStringLiteral(" acquires; ") + who + QStringLiteral(" writes %1").arg(number);
    case 9:
        return who + QStringLiteral(" waits; ") + who + QStringLiteral(" granted; ") + who +
               QStringLiteral(" expires");
    case 10:
        return who + QStringLiteral(" waits; A reads; ") + who + QStringLiteral(" refused; ") + who +
               QStringLiteral(" locked");
    case 0:
    case 1:
        return who + QStringLiteral(" reads");
    case 2:
        return who + QStringLiteral(" sends %1").arg(number);
    case 3:
        return QStringLiteral("curl puts %1").arg(number);
    case 4:
        return QStringLiteral("curl reads");
    default:
        return who + QStringLiteral(" reads; ") + who + QStringLiteral(" saves %1").arg(number);
    }
}

} // namespace

void TestDiagramLayout::everyMoment_agreesWithTheSnapshot()
{
    QRandomGenerator random(7);
    TextJournal text({});
    for (int i = 0; i < 120; ++i) {
        text.add(randomPhrase(random));
        if (i % 9 == 0)
            text.add(QStringLiteral("A unheard"));
    }
    const DiagramLayout layout = layoutOf(text);
    const QString item = QStringLiteral("item");
    for (qint64 n = 0; n <= layout.rowCount(); ++n) {
        const Snapshot snapshot = text.journal().at(n);
        const DiagramPicture picture = layout.picture(wholeOf(layout, n));
        for (qsizetype lane = 0; lane < layout.laneCount(); ++lane) {
            Freshness state = Freshness::NoCopy;
            for (const PictureBar& bar : picture.bars)
                state = bar.lane == lane ? bar.state : state;
            const auto bars = std::ranges::count(picture.bars, lane, &PictureBar::lane);
            const Freshness expected = snapshot.freshness(layout.laneTitle(lane), item);
            if (bars > 0 && expected != Freshness::NoCopy)
                QCOMPARE(state, expected);
        }
        const auto lost = std::ranges::count(picture.beads, true, &PictureBead::lost);
        QCOMPARE(lost, snapshot.lostCount(item));
        QCOMPARE(picture.stretches.back().version, snapshot.record(item)->version);
    }
}

namespace {

Record recordOf(const char* id)
{
    return {QLatin1String(id), {{QStringLiteral("stock"), qint64{10}}}, 1, 0};
}

} // namespace

void TestDiagramLayout::twoRecords_haveSeparateLifelines()
{
    const TextJournal text(
        QStringLiteral(
            "A reads; B reads; on store; A reads; on desk; A saves 7; on store; A saves 4; on desk; "
            "B saves 8"),
        Locking::Off,
        {recordOf("desk"), recordOf("store")});
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines(printed.rows(), lines(R"(
        1 #1 > GET desk @A S | < 200 OK · ETag "1" · stock 10 @A S
        2 #2 > GET desk @S B | < 200 OK · ETag "1" · stock 10 @S B
        3 #3 > GET store @A S | < 200 OK · ETag "1" · stock 10 @A S
        4 mark on A desk | typed desk stock 7 @- A
        5 #4 > PUT desk stock 7 · no If-Match @A S | < 200 OK · ETag "2" @A S | desk stale since v2 @B -
        6 mark on A store | typed store stock 4 @- A
        7 #5 > PUT store stock 4 · no If-Match @A S | < 200 OK · ETag "2" @A S
        8 mark on B desk | typed desk stock 8 @B -
        9 #6 ! v2 is lost: A’s stock 10 → 7 @A S | > PUT desk stock 8 · no If-Match @S B | < 200 OK · ETag "3" @S B | desk stale since v3 @- A)"));
    compareLines(printed.lanes(), lines(R"(
        A: desk current 1a-9, desk stale 9-end, store current 3a-end
        B: desk current 2a-5, desk stale 5-9a, desk current 9a-end)"));
    compareLines(printed.versions(), lines(R"(
        desk v1 start start-5
        desk v2 A lost 5-9
        desk v3 B 9-end
        store v1 start start-7
        store v2 A 7-end)"));
    QVERIFY(printed.legend().endsWith(QLatin1String("from left: desk, store")));
    // Beads are side by side, and arrows end at the lifeline of their record.
    const std::vector<PictureBead>& beads = printed.picture().beads;
    QVERIFY(beads.front().middle.x() + 2 * beads.front().radius < beads.back().middle.x());
    const auto end = [&printed](qint64 seq) {
        return std::ranges::find(printed.picture().arrows, seq, &PictureArrow::seq)->to.x();
    };
    QVERIFY(end(5) < beads.front().middle.x());
    QVERIFY(end(7) > beads.front().middle.x());
    QVERIFY(end(7) < beads.back().middle.x());
}

void TestDiagramLayout::fifthRecord_hasOnlyMessages()
{
    const TextJournal text(
        QStringLiteral("on five; A reads; A saves 7; B puts 8; A unheard; on one; A reads"),
        Locking::Off,
        {recordOf("one"), recordOf("two"), recordOf("three"), recordOf("four"), recordOf("five")});
    const DiagramLayout layout = layoutOf(text);
    QCOMPARE(layout.recordCount(), DiagramLayout::MostRecords);
    QCOMPARE(layout.recordIndex(QStringLiteral("five")), -1);
    const PrintedDiagram printed(layout, wholeOf(layout));
    QVERIFY(printed.rows().at(2).contains(QStringLiteral("> PUT five stock 7 · no If-Match @A S")));
    QCOMPARE(printed.lanes().first(), QStringLiteral("A: one current 6a-end"));
    QCOMPARE(printed.versions().size(), 4);
}

void TestDiagramLayout::lease_isDrawnBesideTheBar()
{
    const TextJournal text(
        QStringLiteral("A acquires; A reads; A writes 7; A releases; A acquires; A expires"), Locking::Lease);
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines(printed.rows(), lines(R"(
        1 #1 > POST item/lease @A S | < 201 Created · token 1 · until 09:01:00 @A S | lease, token 1 @- A
        2 #2 > GET item @A S | < 200 OK · ETag "1" · stock 10 @A S
        3 mark on A | typed stock 7 @- A
        4 #3 > PUT stock 7 · token 1 @A S | < 200 OK @A S
        5 #4 > DELETE item/lease @A S | < 204 No Content @A S
        6 #5 > POST item/lease @A S | < 201 Created · token 2 · until 09:01:00 @A S | lease, token 2 @- A
        7 line across | mark on A | the lease 2 of A on item expires: nobody is told @A B)"));
    compareLines(printed.leases(), {QStringLiteral("A: holds 1a-5, holds 6a-7")});
    compareLines(printed.lanes(), {QStringLiteral("A: current 2a-end"), QStringLiteral("B: ")});
    QVERIFY(printed.legend().contains(QLatin1String("holds the lease")));
    QVERIFY(!printed.legend().contains(QLatin1String("waits")));
    const PictureLease& lease = printed.picture().leases.front();
    const PictureBar& bar = printed.picture().bars.front();
    QVERIFY(!lease.rect.intersects(bar.rect));
    QVERIFY(bar.rect.left() - lease.rect.right() < 4);
    // In the past it ends at the shown moment.
    const PrintedDiagram past(layout, wholeOf(layout, 2));
    compareLines(past.leases(), {QStringLiteral("A: holds 1a-2b")});
}

void TestDiagramLayout::wait_isDashedFromItsRequest()
{
    const TextJournal text(
        QStringLiteral("A acquires; B waits; A reads; A writes 7; A releases; B granted; B reads"),
        Locking::Lease);
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines({printed.rows().at(1), printed.rows().at(6)}, lines(R"(
        2 #2 > POST item/lease · wait 60 @S B | < waits · A holds it @S B | waits for A @B -
        7 #6 > waited for item/lease @S B | < 201 Created · token 2 · until 09:01:00 @S B | lease, token 2 @B -)"));
    compareLines(
        printed.leases(), {QStringLiteral("A: holds 1a-6"), QStringLiteral("B: waits 2r-7a, holds 7a-end")});
    QVERIFY(printed.legend().contains(QLatin1String("waits for it")));
    // The row of the wait has only the request, the row of the grant only the answer.
    const auto kinds = [&printed](qint64 seq) {
        std::vector<ArrowKind> result;
        for (const PictureArrow& arrow : printed.picture().arrows) {
            if (arrow.seq == seq)
                result.push_back(arrow.kind);
        }
        return result;
    };
    QCOMPARE(kinds(2), std::vector<ArrowKind>{ArrowKind::Request});
    QCOMPARE(kinds(7), std::vector<ArrowKind>{ArrowKind::Answer});
    const PrintedDiagram then(layout, wholeOf(layout, 5));
    compareLines(then.leases(), {QStringLiteral("A: holds 1a-5b"), QStringLiteral("B: waits 2r-5b")});
}

void TestDiagramLayout::refusedWait_endsWithTheAnswer()
{
    const TextJournal text(QStringLiteral("A acquires; B waits; B refused"), Locking::Lease);
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines(printed.leases(), {QStringLiteral("A: holds 1a-end"), QStringLiteral("B: waits 2r-3a")});
    // The request did reach the server, so there is no ✕.
    QVERIFY(!printed.rows().join(QString()).contains(QLatin1String("refused")));
    QVERIFY(!printed.legend().contains(QLatin1String("refused")));
}

void TestDiagramLayout::refusedLease_endsInACross()
{
    for (const char* phrase : {"B locked", "B deadlocked"}) {
        const TextJournal text(QStringLiteral("A acquires; ") + QLatin1String(phrase), Locking::Lease);
        const DiagramLayout layout = layoutOf(text);
        const PrintedDiagram printed(layout, wholeOf(layout));
        QVERIFY(printed.rows().last().startsWith(QLatin1String("2 #2 refused | > POST item/lease @S B")));
        compareLines(printed.leases(), {QStringLiteral("A: holds 1a-end")});
        QVERIFY(printed.legend().contains(QLatin1String("refused: nothing written")));
        const auto arrow =
            std::ranges::find(printed.picture().arrows, ArrowKind::Refused, &PictureArrow::kind);
        QCOMPARE(arrow->role, Role::ClientB);
    }
    // The same for a save with an old token.
    const TextJournal text(
        QStringLiteral("A acquires; A reads; A expires; B acquires; A writes 7"), Locking::Lease);
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    QCOMPARE(
        printed.rows().last(),
        QStringLiteral("6 #4 refused | > PUT stock 7 · token 1 @A S | < 412 · that lease is over @A S"));
}

void TestDiagramLayout::leases_endWithTheirRule()
{
    const TextJournal text(QStringLiteral("A acquires; B waits; rule off; A reads"), Locking::Lease);
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines(printed.leases(), {QStringLiteral("A: holds 1a-3"), QStringLiteral("B: waits 2r-3")});
}

void TestDiagramLayout::leases_belongToTheirRecords()
{
    const TextJournal text(
        QStringLiteral(
            "on desk; A acquires; on store; B acquires; A waits; on desk; B deadlocked; on store; B "
            "releases; A granted"),
        Locking::Lease,
        {recordOf("desk"), recordOf("store")});
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines(
        printed.leases(),
        {QStringLiteral("A: desk holds 1a-end, store waits 3r-6a, store holds 6a-end"),
         QStringLiteral("B: store holds 2a-5")});
    QVERIFY(printed.rows().at(3).startsWith(QLatin1String("4 #4 refused | > POST desk/lease @S B")));
}

/// Beside each bead the date that the next save is compared with, where no arrow of its own is.
void TestDiagramLayout::timestamp_showsTheDates()
{
    const TextJournal text(QString::fromUtf8(Lesson), Locking::Timestamp);
    const DiagramLayout layout = layoutOf(text);
    const PrintedDiagram printed(layout, wholeOf(layout));
    compareLines(printed.rows().mid(3, 1), lines(R"(
        4 #3 09:00:04 @S B | > PUT stock 7 · If-Unmodified-Since 09:00:00 @A S | < 200 OK · ETag "2" @A S | stale since v2 @B -)"));
}

void TestDiagramLayout::wordings_keepWhatDecides_data()
{
    QTest::addColumn<QStringList>("wordings");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a date in an answer")
        << answerWordings(QStringLiteral("200 OK · Last-Modified 09:00:00 · stock 7"))
        << QStringLiteral("200 OK · Last-Modified 09:00:00 · stock 7 | 200 OK · of 09:00:00 · stock 7 | "
                          "200 OK · of 09:00:00 | 200 OK | 200");
    QTest::newRow("no date") << answerWordings(QStringLiteral("428 · If-Unmodified-Since is missing"))
                             << QStringLiteral("428 · If-Unmodified-Since is missing | 428");
    Event event;
    event.action = Action::Write;
    event.before = {{QStringLiteral("stock"), qint64{10}}};
    event.after = {{QStringLiteral("stock"), qint64{7}}};
    QTest::newRow("a date in a request")
        << requestWordings(event, QStringLiteral("PUT stock 7 · If-Unmodified-Since 09:00:00"))
        << QStringLiteral(
               "PUT stock 7 · If-Unmodified-Since 09:00:00 | PUT stock 7 · unchanged since 09:00:00 | "
               "PUT stock 7 · since 09:00:00 | PUT 7 · If-Unmodified-Since 09:00:00 | "
               "PUT 7 · unchanged since 09:00:00 | PUT 7 · since 09:00:00 | PUT stock 7 | PUT stock … | PUT "
               "7 | PUT");
    QTest::newRow("a tag in a request")
        << requestWordings(event, QStringLiteral("PUT stock 7 · If-Match \"1\""))
        << QStringLiteral("PUT stock 7 · If-Match \"1\" | PUT 7 · If-Match \"1\" | PUT stock 7 | PUT stock … "
                          "| PUT 7 | PUT");
    event.before.set(QStringLiteral("name"), QStringLiteral("Lamp"));
    event.after.set(QStringLiteral("name"), QStringLiteral("Desk lamp"));
    QTest::newRow("several fields")
        << requestWordings(event, QStringLiteral("PUT stock 7, name “Desk lamp” · If-Match \"1\""))
        << QStringLiteral("PUT stock 7, name “Desk lamp” · If-Match \"1\" | PUT stock 7, name “Desk lamp” | "
                          "PUT stock … · If-Match \"1\" | PUT … · If-Match \"1\" | PUT stock … | PUT");
}

void TestDiagramLayout::wordings_keepWhatDecides()
{
    QFETCH(const QStringList, wordings);
    QTEST(wordings.join(QStringLiteral(" | ")), "expected");
}

void TestDiagramLayout::texts_neverCollide_data()
{
    QTest::addColumn<Locking>("rule");
    for (const Locking rule : {Locking::Off, Locking::Version, Locking::Timestamp})
        QTest::newRow(qPrintable(toName(rule))) << rule;
}

void TestDiagramLayout::texts_neverCollide()
{
    QFETCH(const Locking, rule);
    QRandomGenerator random(11);
    TextJournal text(
        QStringLiteral("A reads; B reads; C reads; D reads; E reads; F reads; curl reads; wget reads"), rule);
    for (int i = 0; i < 200; ++i)
        text.add(randomPhrase(random));
    const DiagramLayout layout = layoutOf(text);
    for (const qreal width : {700.0, 1080.0, 1900.0}) {
        DiagramFrame frame = wholeOf(layout);
        frame.width = width;
        frame.middles = DiagramLayout::spread(width, layout.laneCount());
        DiagramPicture picture = layout.picture(frame);
        typeset(picture, Theme::light());
        for (std::size_t i = 0; i < picture.texts.size(); ++i) {
            const PictureText& one = picture.texts[i];
            for (std::size_t j = i + 1; j < picture.texts.size(); ++j) {
                const PictureText& other = picture.texts[j];
                if (one.box.intersects(other.box)) {
                    qInfo(
                        "%lld %s / %lld %s",
                        one.seq,
                        qPrintable(one.text),
                        other.seq,
                        qPrintable(other.text));
                    QVERIFY(!one.box.intersects(other.box));
                }
            }
        }
    }
}

void TestDiagramLayout::frame_hasOnlyVisibleParts()
{
    TextJournal text({});
    for (int i = 0; i < 400; ++i)
        text.add(QStringLiteral("A reads; A saves %1; B sends %2").arg(i).arg(i + 1));
    const DiagramLayout layout = layoutOf(text);
    DiagramFrame frame = wholeOf(layout);
    frame.top = layout.height(1) / 2;
    frame.height = 640;
    const DiagramPicture picture = layout.picture(frame);
    QVERIFY(picture.rows.size() < 20);
    QVERIFY(picture.bars.size() < 20);
    QVERIFY(picture.stretches.size() < 20);
    QVERIFY(picture.texts.size() < 80);
    for (const PictureBar& bar : picture.bars)
        QVERIFY(bar.rect.top() >= -64 && bar.rect.bottom() <= 640 + 64);
}

void TestDiagramLayout::saveFoundOut_makesTheCopyCurrent()
{
    const QString a = QStringLiteral("A");
    const QString b = QStringLiteral("B");
    JournalBuilder builder(Locking::Off);
    builder.read(a).save(a, stock(7)).answerLost(a).read(b).save(b, stock(5)).findOut(a);
    DiagramLayout layout;
    layout.setJournal(&builder.journal(), {a, b});
    QCOMPARE(builder.now().freshness(a, QStringLiteral("item")), Freshness::Current);
    QCOMPARE(layout.spans(0).back().state, Freshness::Current);
    QCOMPARE(layout.spans(0).back().seq, builder.journal().size());
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestDiagramLayout test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_diagramlayout.moc"
