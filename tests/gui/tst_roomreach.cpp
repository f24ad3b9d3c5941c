#include "gui/accessiblecontrols.h"
#include "gui/labels/measuredlabel.h"
#include "gui/pages/roompage.h"
#include "gui/room/tilesize.h"
#include "gui/roomwindow.h"
#include "warningfreetest.h"

#include <QLabel>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

using namespace interleave;
using namespace interleave::uitest;

/// The page of the open room for people who do not see it, have no mouse, or need it larger.
class TestRoomReach final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { m_shown.reset(); }

    void everyState_isNamed();
    void tiles_areToldOneByOne();
    void keyboard_reachesEverything();
    void nothing_isCut_data();
    void nothing_isCut();
    void everyTile_isSeen_data();
    void everyTile_isSeen();

private:
    void prepare() override;

    void zoomTo(int percent);
    static void settle()
    {
        // A nested layout finishes one round later.
        for (int i = 0; i < 6; ++i)
            QCoreApplication::processEvents();
    }
    [[nodiscard]] RoomPage& page() { return *m_shown->window.findChild<RoomPage*>(); }
    /// A line for each text or control that is not whole, or not on the page.
    [[nodiscard]] QString cut();

    std::unique_ptr<RoomWindow> m_shown;
};

void TestRoomReach::initTestCase()
{
    loadBundledFonts();
    QAccessible::setActive(true);
}

void TestRoomReach::prepare()
{
    RoomOptions options;
    options.limits.countdown = 200;
    m_shown = std::make_unique<RoomWindow>(options);
}

void TestRoomReach::zoomTo(int percent)
{
    while (m_shown->appearance.theme().zoom() < percent)
        m_shown->press(Qt::Key_Plus, Qt::ControlModifier);
    while (m_shown->appearance.theme().zoom() > percent)
        m_shown->press(Qt::Key_Minus, Qt::ControlModifier);
    settle();
}

QString TestRoomReach::cut()
{
    QStringList lines;
    const auto tell = [&lines](const QWidget& widget, const char* why) {
        lines.append(QStringLiteral("%1 %2: %3 × %4")
                         .arg(widget.objectName(), QLatin1String(why))
                         .arg(widget.width())
                         .arg(widget.height()));
    };
    for (const QWidget* widget : page().findChildren<QWidget*>()) {
        if (!widget->isVisible() || m_shown->tiles().isAncestorOf(widget))
            continue;
        const QRect area(widget->mapTo(&page(), QPoint()), widget->size());
        if (!page().rect().contains(area))
            tell(*widget, "is outside of the page");
        const auto* measured = qobject_cast<const MeasuredLabel*>(widget);
        const auto* label = qobject_cast<const QLabel*>(widget);
        const auto* button = qobject_cast<const QPushButton*>(widget);
        if (measured != nullptr && measured->height() < measured->heightForWidth(measured->width()))
            tell(*widget, "has too little height");
        else if (label != nullptr && measured == nullptr && label->height() < label->fontMetrics().height())
            tell(*widget, "is too low");
        if (measured != nullptr) {
            const QStringList words = measured->text().split(QRegularExpression(QStringLiteral("\\s")));
            const bool isWhole = std::ranges::all_of(words, [measured](const QString& word) {
                return measured->fontMetrics().horizontalAdvance(word) <= measured->width();
            });
            if (!isWhole || (words.size() < 12 && measured->height() > 5 * measured->fontMetrics().height()))
                tell(*widget, "is too narrow");
        }
        if (button != nullptr && (button->width() < button->fontMetrics().horizontalAdvance(button->text()) ||
                                  button->height() < button->fontMetrics().height()))
            tell(*widget, "does not show its text");
    }
    return lines.join(QLatin1Char('\n'));
}

void TestRoomReach::everyState_isNamed()
{
    const auto verify = [this](qsizetype atLeast) {
        QCOMPARE(namelessIn(m_shown->window), QString());
        const qsizetype count = accessibleControls(m_shown->window).size();
        QVERIFY2(count >= atLeast, qPrintable(QString::number(count)));
    };
    verify(8);
    m_shown->open();
    settle();
    verify(12);
    m_shown->join(3);
    m_shown->sell();
    verify(15);
    ShownWindow::click(m_shown->button("leftStep"));
    QTRY_VERIFY(m_shown->find<QWidget>("voteBars")->isVisible());
    verify(15);
    ShownWindow::click(m_shown->button("leftStep"));
    QTRY_COMPARE(m_shown->value(), QStringLiteral("stock: 99"));
    verify(15);
    m_shown->room().close();
    QTRY_COMPARE(m_shown->room().state(), Room::State::Closed);
    settle();
    verify(12);
}

void TestRoomReach::tiles_areToldOneByOne()
{
    m_shown->open();
    m_shown->join(2);
    m_shown->sell();
    m_shown->reveal();
    QTRY_COMPARE(m_shown->word(1), QStringLiteral("saved last"));
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&m_shown->tiles());
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Everybody in the room"));
    QStringList told;
    for (int i = 0; i < list->childCount(); ++i) {
        if (list->child(i)->role() == QAccessible::ListItem)
            told.append(list->child(i)->text(QAccessible::Name));
    }
    QCOMPARE(told.size(), 2);
    QVERIFY2(
        told.first().endsWith(QStringLiteral("overwritten, wrote 99, told 200, away")),
        qPrintable(told.first()));
    QVERIFY2(
        told.last().endsWith(QStringLiteral("saved last, wrote 99, told 200, away")),
        qPrintable(told.last()));
}

void TestRoomReach::keyboard_reachesEverything()
{
    m_shown->open();
    m_shown->join(3);
    m_shown->sell();
    m_shown->reveal();
    settle();
    QSet<QString> reached;
    auto* tab = m_shown->window.findChild<QPushButton*>(QStringLiteral("pageButton-room"));
    tab->setFocus(Qt::TabFocusReason);
    for (int i = 0; i < 60; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QWidget* widget = QApplication::focusWidget();
        QVERIFY(widget != nullptr && widget != tab ? widget->isVisible() && widget->isEnabled() : true);
        if (widget == tab)
            break;
        reached.insert(widget->objectName());
    }
    for (const char* name :
         {"closeRoomButton",
          "exportButton",
          "readStep",
          "leftStep",
          "roomLockingSwitch",
          "roomRuleButton",
          "againButton",
          "roomTiles",
          "compareRoomButton",
          "hideNamesBox"})
        QVERIFY2(reached.contains(QLatin1String(name)), name);
    TilesView& tiles = m_shown->tiles();
    tiles.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&tiles, Qt::Key_Home);
    QCOMPARE(tiles.currentClient(), m_shown->phones.at(0)->client);
    QTest::keyClick(&tiles, Qt::Key_Right);
    QCOMPARE(tiles.currentClient(), m_shown->phones.at(1)->client);
    QTest::keyClick(&tiles, Qt::Key_End);
    QCOMPARE(tiles.currentClient(), m_shown->phones.at(2)->client);
}

void TestRoomReach::nothing_isCut_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("zoom");
    for (const QSize size : {QSize(1280, 720), QSize(1440, 900), QSize(1024, 768)}) {
        for (const int zoom : {75, 100, 125, 150, 200, 250})
            QTest::addRow("%d × %d at %d %%", size.width(), size.height(), zoom) << size << zoom;
    }
}

void TestRoomReach::nothing_isCut()
{
    QFETCH(const QSize, size);
    QFETCH(const int, zoom);
    m_shown->window.resize(size);
    zoomTo(zoom);
    QCOMPARE(cut(), QString());
    m_shown->open();
    settle();
    QCOMPARE(cut(), QString());
    m_shown->join(3);
    m_shown->room().begin();
    QTRY_COMPARE(m_shown->room().scene().phase, RoomPhase::Read);
    for (const auto& phone : m_shown->phones)
        QCOMPARE(phone->read(), 200);
    settle();
    QCOMPARE(cut(), QString());
    m_shown->room().countDown();
    QTRY_COMPARE(m_shown->room().scene().phase, RoomPhase::Save);
    for (const auto& phone : m_shown->phones)
        QCOMPARE(phone->save(99), 200);
    m_shown->room().askWhatIsLeft();
    QTRY_VERIFY(m_shown->find<QWidget>("voteBars")->isVisible());
    settle();
    QCOMPARE(cut(), QString());
    m_shown->room().tellWhatIsLeft();
    QTRY_COMPARE(m_shown->value(), QStringLiteral("stock: 99"));
    settle();
    QCOMPARE(cut(), QString());
    QCOMPARE(m_shown->window.size(), size);
}

void TestRoomReach::everyTile_isSeen_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("count");
    for (const QSize size : {QSize(1280, 720), QSize(1440, 900)}) {
        for (const int count : {3, 31, 120})
            QTest::addRow("%d × %d, %d people", size.width(), size.height(), count) << size << count;
    }
}

void TestRoomReach::everyTile_isSeen()
{
    QFETCH(const QSize, size);
    QFETCH(const int, count);
    m_shown->window.resize(size);
    m_shown->open();
    m_shown->join(count);
    settle();
    TilesView& tiles = m_shown->tiles();
    QCOMPARE(tiles.verticalScrollBar()->maximum(), 0);
    // Another page's height is not this one's.
    QCOMPARE(m_shown->find<QScrollArea>("pageScroll")->verticalScrollBar()->maximum(), 0);
    const QRect last = tiles.visualRect(tiles.model()->index(count - 1, 0));
    QVERIFY(
        tiles.viewport()->rect().contains(last.adjusted(0, 0, -tiles.tileSize().gap, -tiles.tileSize().gap)));
}

QTEST_MAIN(TestRoomReach)

#include "tst_roomreach.moc"
