#include "gui/window/opening.h"

#include "gui/journalfixtures.h"
#include "warningfreetest.h"

#include <QScreen>
#include <QWidget>

using namespace interleave;

/// Where a window opens on a desktop with panels and a title bar.
class TestOpening final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void window_fitsWithItsFrame_data();
    void window_fitsWithItsFrame();
    void window_isMovedOntoTheScreen_data();
    void window_isMovedOntoTheScreen();
    void open_isWithinTheScreen();
    void openExactly_hasTheRequestedSize();
};

void TestOpening::window_fitsWithItsFrame_data()
{
    QTest::addColumn<QSize>("wanted");
    QTest::addColumn<QRect>("space");
    QTest::addColumn<QSize>("opened");
    QTest::newRow("a large screen leaves it")
        << QSize(1440, 900) << QRect(0, 0, 1920, 1080) << QSize(1440, 900);
    QTest::newRow("as large as the screen") << QSize(1440, 900) << QRect(0, 0, 1440, 900) << QSize(1432, 858);
    QTest::newRow("a panel above") << QSize(1440, 900) << QRect(0, 27, 1440, 873) << QSize(1432, 831);
    QTest::newRow("a small projector") << QSize(1440, 900) << QRect(0, 0, 1280, 680) << QSize(1272, 638);
    QTest::newRow("remembered from a larger screen")
        << QSize(3800, 2000) << QRect(0, 0, 1366, 768) << QSize(1358, 726);
    QTest::newRow("no space") << QSize(1440, 900) << QRect(0, 0, 0, 0) << QSize(1, 1);
}

void TestOpening::window_fitsWithItsFrame()
{
    QFETCH(QSize, wanted);
    QFETCH(QRect, space);
    QTEST(openingSize(wanted, space, QMargins(4, 36, 4, 6)), "opened");
}

void TestOpening::window_isMovedOntoTheScreen_data()
{
    QTest::addColumn<QRect>("place");
    QTest::addColumn<QRect>("opened");
    QTest::newRow("inside it stays") << QRect(10, 80, 1000, 600) << QRect(10, 80, 1000, 600);
    QTest::newRow("its title bar is outside") << QRect(10, 0, 1000, 600) << QRect(10, 63, 1000, 600);
    QTest::newRow("over the right and lower edges")
        << QRect(900, 500, 1000, 600) << QRect(436, 294, 1000, 600);
    QTest::newRow("on a screen that is gone") << QRect(4000, -900, 1000, 600) << QRect(436, 63, 1000, 600);
    QTest::newRow("too large") << QRect(0, 0, 1440, 900) << QRect(4, 63, 1432, 831);
}

void TestOpening::window_isMovedOntoTheScreen()
{
    QFETCH(QRect, place);
    QTEST(openingPlace(place, QRect(0, 27, 1440, 873), QMargins(4, 36, 4, 6)), "opened");
}

void TestOpening::open_isWithinTheScreen()
{
    QWidget window;
    Opening opening(window);
    opening.open(QSize(9000, 7000), false);
    const QRect space = window.screen()->availableGeometry();
    QCOMPARE(window.size(), space.size());
    // Outside the screen, as after unplugging a monitor.
    window.move(space.right() + 500, space.bottom() + 500);
    QTRY_VERIFY(space.contains(window.frameGeometry()));
}

void TestOpening::openExactly_hasTheRequestedSize()
{
    QWidget window;
    Opening opening(window);
    QVERIFY(opening.openExactly(QSize(2000, 1500)).isEmpty());
    QCOMPARE(window.size(), QSize(2000, 1500));
}

QTEST_MAIN(TestOpening)

#include "tst_opening.moc"
