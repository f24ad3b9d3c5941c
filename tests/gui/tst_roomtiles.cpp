#include "gui/room/roommodel.h"
#include "gui/room/roomstory.h"
#include "gui/room/roomtries.h"
#include "gui/room/tilesize.h"
#include "gui/room/tilesview.h"
#include "gui/roomfixtures.h"
#include "http/room/roommember.h"
#include "warningfreetest.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QElapsedTimer>
#include <QSignalSpy>

using namespace interleave;
using namespace interleave::uitest;

/// What is said of the room's clients, computed from a journal, and how their tiles are laid out.
class TestRoomTiles final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { applyStyle(); }

    void nobodyRead_isSaidSo();
    void told_isThatOneSavedLast();
    void untold_isOnlyWhatEachWasTold();
    void versionCheck_refusesAllButOne();
    void retry_isNoSecondSale();
    void notSaved_isShownSo();
    void differentAmounts_areNotCalledOneEach();
    void arrivals_areTold();
    void members_withoutAnEventAreThere();
    void model_changesOnlyWhatDiffers();
    void tiles_allFit_data();
    void tiles_allFit();
    void view_isNamedAndChosenByKeys();
    void threeHundred_arePaintedInTime();

private:
    struct Told final
    {
        QList<RoomTile> tiles;
        RoomStory story;
        RoomArrivals arrivals;
    };
    static Told tell(
        const Journal& journal,
        bool isTold = true,
        const QList<RoomMember>& members = {},
        bool isOpen = false)
    {
        const Snapshot& now = journal.latest();
        RoomTries tries;
        const RoomSubject subject = roomSubjectOf(journal);
        tries.follow(journal, journal.size(), subject.record, subject.field);
        const RoomView view{journal, now, tries, subject, isTold};
        const QList<RoomTile> tiles = roomTiles(view, isOpen ? &members : nullptr);
        return {tiles, roomStory(view, tiles), roomArrivals(view, tiles)};
    }
};

void TestRoomTiles::nobodyRead_isSaidSo()
{
    const Told told = tell(roomJournal(3));
    QCOMPARE(told.tiles.size(), 3);
    QCOMPARE(told.tiles.at(0).name, QStringLiteral("Amir"));
    QCOMPARE(told.tiles.at(0).inALine(), QStringLiteral("Amir (Teal heron 1): is here, has not read"));
    QCOMPARE(told.story.text(), QStringLiteral("It is 100. Nobody has read it yet."));
}

void TestRoomTiles::told_isThatOneSavedLast()
{
    const Told told = tell(soldRoom(31));
    for (qsizetype i = 0; i < 30; ++i) {
        QCOMPARE(told.tiles.at(i).word, QStringLiteral("overwritten"));
        QCOMPARE(told.tiles.at(i).facts, QStringLiteral("wrote 99, told 200"));
    }
    QCOMPARE(told.tiles.last().word, QStringLiteral("saved last"));
    QCOMPARE(
        told.story.text(),
        QStringLiteral(
            "It was 100. 31 people sold one each. 31 were told “saved”. 30 changes were overwritten. "
            "Nobody was told."));
    QCOMPARE(told.story.severity, Severity::Lost);
}

void TestRoomTiles::untold_isOnlyWhatEachWasTold()
{
    const Told told = tell(soldRoom(3), false);
    for (const RoomTile& tile : told.tiles)
        QCOMPARE(tile.word, QStringLiteral("told 200"));
    QVERIFY(told.story.outcome.isEmpty());
}

void TestRoomTiles::versionCheck_refusesAllButOne()
{
    const Told told = tell(soldRoom(3, Locking::Version));
    QCOMPARE(told.tiles.at(0).word, QStringLiteral("saved last"));
    QCOMPARE(told.tiles.at(1).word, QStringLiteral("refused"));
    QCOMPARE(told.tiles.at(1).facts, QStringLiteral("wanted 99, told 412"));
    QCOMPARE(
        told.story.text(),
        QStringLiteral(
            "It was 100. 3 people each wanted to sell one. 1 was told “saved”. 2 were told “refused”. "
            "Nothing is lost. 2 refused clients know it, and can read again."));
    QCOMPARE(told.story.severity, Severity::Stale);
}

void TestRoomTiles::retry_isNoSecondSale()
{
    Journal journal = soldRoom(3, Locking::Version);
    const QStringList clients = roomClients(3);
    read(journal, clients.at(1));
    sell(journal, clients.at(1), 98);
    read(journal, clients.at(2));
    sell(journal, clients.at(2), 97);
    const Told told = tell(journal);
    QCOMPARE(told.tiles.at(0).word, QStringLiteral("stands"));
    QCOMPARE(told.tiles.at(2).word, QStringLiteral("saved last"));
    QCOMPARE(told.story.outcome, QStringLiteral("Nothing is lost."));
    QVERIFY(told.story.done.contains(QStringLiteral("3 people each wanted to sell one.")));
}

void TestRoomTiles::notSaved_isShownSo()
{
    Journal journal = roomJournal(2);
    const QStringList clients = roomClients(2);
    read(journal, clients.at(0));
    read(journal, clients.at(1));
    sell(journal, clients.at(0), 99);
    QCOMPARE(tell(journal, false).tiles.at(1).word, QStringLiteral("read v1"));
    const Told told = tell(journal);
    QCOMPARE(told.tiles.at(1).word, QStringLiteral("has not saved"));
    QCOMPARE(
        told.story.text(),
        QStringLiteral(
            "It was 100. 1 person sold one. 1 was told “saved”. 1 has not saved. Nothing is lost."));
}

void TestRoomTiles::differentAmounts_areNotCalledOneEach()
{
    Journal journal = roomJournal(2);
    const QStringList clients = roomClients(2);
    read(journal, clients.at(0));
    read(journal, clients.at(1));
    sell(journal, clients.at(0), 99);
    sell(journal, clients.at(1), 95);
    QVERIFY(tell(journal).story.done.contains(QStringLiteral("2 people made one change each.")));
    // Nor where one sold twice.
    sell(journal, clients.at(1), 94);
    QVERIFY(tell(journal).story.done.contains(QStringLiteral("2 people made 3 changes.")));
}

void TestRoomTiles::arrivals_areTold()
{
    const RoomArrivals arrivals = tell(soldRoom(31)).arrivals;
    QCOMPARE(arrivals.times.size(), 31);
    QCOMPARE(
        arrivals.text(),
        QStringLiteral("31 saves arrived within 1.8 s; all of them were made on version 1."));
    QVERIFY(tell(roomJournal(3)).arrivals.text().isEmpty());
}

void TestRoomTiles::members_withoutAnEventAreThere()
{
    RoomMember lena{QStringLiteral("Red lynx"), QStringLiteral("Lena")};
    lena.isHere = true;
    const Told told = tell(journal(), false, {lena}, true);
    QCOMPARE(told.tiles.size(), 1);
    QCOMPARE(told.tiles.first().name, QStringLiteral("Lena"));
    QVERIFY(!told.tiles.first().isAway);
    lena.isHere = false;
    QVERIFY(tell(journal(), false, {lena}, true).tiles.first().isAway);
}

void TestRoomTiles::model_changesOnlyWhatDiffers()
{
    RoomModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<RoomTile> before = tell(roomJournal(4)).tiles;
    model.setTiles(before.mid(0, 3));
    model.setTiles(before);
    QCOMPARE(model.rowCount(), 4);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    Journal journal = roomJournal(4);
    read(journal, roomClients(4).at(2));
    model.setTiles(tell(journal).tiles);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 2);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 2);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setTiles(model.tiles().mid(1));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.rowCount(), 3);
}

void TestRoomTiles::tiles_allFit_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QSize>("space");
    QTest::addColumn<int>("detail");
    QTest::addColumn<bool>("fits");
    const QSize projector(920, 400);
    const QSize laptop(1080, 570);
    QTest::newRow("3 on a projector") << 3 << projector << 0 << true;
    QTest::newRow("31 on a projector") << 31 << projector << 1 << true;
    QTest::newRow("31 on a laptop") << 31 << laptop << 0 << true;
    QTest::newRow("120 on a projector") << 120 << projector << 3 << true;
    QTest::newRow("120 on a laptop") << 120 << laptop << 3 << true;
    QTest::newRow("300 on a laptop") << 300 << laptop << 3 << true;
    QTest::newRow("300 on a projector") << 300 << projector << 4 << true;
    QTest::newRow("300 at 200 % scroll") << 300 << projector / 2 << 4 << false;
}

void TestRoomTiles::tiles_allFit()
{
    QFETCH(int, count);
    QFETCH(QSize, space);
    QFETCH(int, detail);
    QFETCH(bool, fits);
    const TileSize size = tileSizeFor(count, space, Theme::light());
    QCOMPARE(static_cast<int>(size.detail), detail);
    QCOMPARE(size.fits, fits);
    QVERIFY(size.columns * size.pitch.width() <= space.width());
}

void TestRoomTiles::view_isNamedAndChosenByKeys()
{
    RoomModel model;
    model.setTiles(tell(soldRoom(31)).tiles);
    TilesView view(model);
    view.resize(900, 500);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(view.currentIndex().row(), 0);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.currentIndex().row(), 1);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.currentIndex().row(), 1 + view.tileSize().columns);
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.currentIndex().row(), 30);
    QSignalSpy chosen(&view, &TilesView::clientChosen);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), roomClients(31).last());
    QAccessibleInterface* node = QAccessible::queryAccessibleInterface(&view);
    QCOMPARE(node->text(QAccessible::Name), QStringLiteral("Everybody in the room"));
    QCOMPARE(
        node->child(0)->text(QAccessible::Name),
        QStringLiteral("Amir (Teal heron 1): overwritten, wrote 99, told 200"));
}

void TestRoomTiles::threeHundred_arePaintedInTime()
{
    RoomModel model;
    const Journal journal = soldRoom(300);
    TilesView view(model);
    view.resize(1080, 570);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    model.setTiles(tell(roomJournal(300)).tiles);
    view.grab();
    QElapsedTimer timer;
    timer.start();
    model.setTiles(tell(journal).tiles);
    const qint64 told = timer.nsecsElapsed();
    view.grab();
    qInfo(
        "300 tiles: told in %.1f ms, painted in %.1f ms",
        double(told) / 1e6,
        double(timer.nsecsElapsed() - told) / 1e6);
    QVERIFY(timer.elapsed() < 1000);
}

QTEST_MAIN(TestRoomTiles)

#include "tst_roomtiles.moc"
