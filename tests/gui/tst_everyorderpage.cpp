#include "gui/journalfixtures.h"
#include "gui/orders/orderlanes.h"
#include "gui/orders/ordersdelegate.h"
#include "gui/orders/orderspane.h"
#include "gui/orders/ordersview.h"
#include "gui/pages/everyorderpage.h"
#include "gui/widgets/choicebutton.h"
#include "schedules/schedulestory.h"
#include "warningfreetest.h"

#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTimer>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

/// The page without a window, and a user's actions on it.
struct Shown
{
    EveryOrderPage page;

    Shown()
    {
        uitest::applyStyle();
        page.resize(1440, 844);
        page.show();
        page.activateWindow();
        [this] {
            QTRY_VERIFY(page.isActiveWindow());
        }();
    }

    template<typename T = QWidget>
    [[nodiscard]] T* find(const char* name)
    {
        return page.findChild<T*>(QLatin1String(name));
    }
    [[nodiscard]] OrdersView* view() { return find<OrdersView>("ordersView"); }
    [[nodiscard]] QString text(const char* label) { return uitest::text(page, label); }

    static void click(QWidget* widget) { QTest::mouseClick(widget, Qt::LeftButton); }
    void clickCell(int row, int column)
    {
        const QRect cell = view()->visualRect(page.model().index(row, column));
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, cell.center());
    }
    void clickHead(int column)
    {
        auto* header = view()->horizontalHeader();
        const QPoint middle(
            header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, middle);
    }
    /// Opens the menu of a choice with the keyboard and takes the item with that beginning.
    void choose(const char* name, const QString& beginning)
    {
        auto* button = find<ChoiceButton>(name);
        QAction* wanted = nullptr;
        for (QAction* action : button->menu()->actions()) {
            if (action->text().startsWith(beginning))
                wanted = action;
        }
        QVERIFY2(wanted != nullptr, qPrintable(beginning));
        button->setFocus();
        QTimer::singleShot(0, button, [button, wanted] {
            QMenu* menu = button->menu();
            while (menu->activeAction() != wanted)
                QTest::keyClick(menu, Qt::Key_Down);
            QTest::keyClick(menu, Qt::Key_Return);
        });
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY(!button->menu()->isVisible());
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(page.isSettled(), 120'000); }
};

} // namespace

class TestEveryOrderPage final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void page_beginsWithALosingOrder();
    void clickedCell_isDescribed();
    void keys_moveInTheTable();
    void choices_changeTheSetup();
    void filter_showsOnlyLosingOrders();
    void header_sortsByItsRule();
    void random_choosesAnotherOrder();
    void play_emitsTheScenario();
    void copy_hasCountsAndOrders();
    void counting_canBeCancelledAndRestarted();
    void retry_showsTheNumberOfExecutions();
    void headline_isTheLessonOfTheRule();
    void headline_canBeReplacedAndHidden();
    void lostUpdate_isSeenWhole_data();
    void lostUpdate_isSeenWhole();
    void chosenRow_showsItsEmptyTurns();
    void lowPage_isScrolledAsAWhole();
    void card_hasRoundCorners_data();
    void card_hasRoundCorners();
    void table_endsOnAWholeRow_data();
    void table_endsOnAWholeRow();
    void everything_hasAName();
    void everything_isWithinThePage_data();
    void everything_isWithinThePage();
};

void TestEveryOrderPage::page_beginsWithALosingOrder()
{
    Shown shown;
    QCOMPARE(shown.page.model().rowCount(), 6);
    QCOMPARE(shown.view()->currentIndex().row(), 2);
    QCOMPARE(shown.text("orderLabel"), u"Order 2 of 6"_s);
    QCOMPARE(shown.text("startLabel"), u"Stock 10: A sells 3, B sells 2."_s);
    QCOMPARE(shown.text("wordsLabel"), u"A reads, B reads, A saves, B saves."_s);
    QCOMPARE(
        shown.text("outcomeLabel"),
        u"B writes over A’s version, which it never saw. Ends with 8 instead of 5."_s);
    QCOMPARE(shown.find<ChoiceButton>("ruleChoice")->text(), u"Locking off"_s);
    QCOMPARE(shown.text("countWords"), u"Locking off: 4 of the 6 orders lose, together 4 versions."_s);
}

void TestEveryOrderPage::clickedCell_isDescribed()
{
    Shown shown;
    shown.clickCell(3, OrdersModel::columnOf(ScheduleRule::Version));
    QCOMPARE(shown.text("orderLabel"), u"Order 3 of 6"_s);
    QCOMPARE(shown.find<ChoiceButton>("ruleChoice")->text(), u"Version"_s);
    QVERIFY2(
        shown.text("outcomeLabel").startsWith(u"A is refused, and told so. Ends with 8."_s),
        qPrintable(shown.text("outcomeLabel")));
    shown.choose("ruleChoice", u"Lease"_s);
    QVERIFY(shown.text("outcomeLabel").startsWith(u"B’s read waits until the lease is free. Ends with 5."_s));
    QCOMPARE(shown.view()->currentIndex().column(), OrdersModel::columnOf(ScheduleRule::Lease));
}

void TestEveryOrderPage::keys_moveInTheTable()
{
    Shown shown;
    shown.view()->setFocus();
    QTest::keyClick(shown.view(), Qt::Key_Down);
    QCOMPARE(shown.text("orderLabel"), u"Order 3 of 6"_s);
    QTest::keyClick(shown.view(), Qt::Key_Right);
    QCOMPARE(shown.find<ChoiceButton>("ruleChoice")->text(), u"Version"_s);
    QTest::keyClick(shown.view(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(shown.text("orderLabel"), u"Order 5 of 6"_s);
    const QSignalSpy played(&shown.page, &EveryOrderPage::playAsked);
    QTest::keyClick(shown.view(), Qt::Key_Return);
    QCOMPARE(played.size(), 1);
}

void TestEveryOrderPage::choices_changeTheSetup()
{
    Shown shown;
    shown.choose("clientsChoice", u"3"_s);
    shown.choose("programChoice", u"read → edit"_s);
    shown.settle();
    QCOMPARE(shown.page.model().rowCount(), 1680);
    QCOMPARE(shown.text("orderLabel"), u"Order 2 of 1,680"_s);
    shown.choose("tickChoice", u"record older"_s);
    shown.settle();
    QCOMPARE(shown.page.model().setup().tick, ScheduleTick::Older);
    QCOMPARE(shown.find<ChoiceButton>("clientsChoice")->accessibleName(), u"Clients: 3 clients"_s);
}

void TestEveryOrderPage::filter_showsOnlyLosingOrders()
{
    Shown shown;
    shown.choose("filterChoice", u"only the 4 orders that lose"_s);
    QCOMPARE(shown.page.model().rowCount(), 4);
    QCOMPARE(shown.text("orderLabel"), u"Order 2 of 6"_s);
    QCOMPARE(shown.view()->currentIndex().row(), 0);
    // Another setup keeps the filter, with its own numbers.
    shown.choose("clientsChoice", u"3"_s);
    shown.settle();
    QCOMPARE(shown.page.model().rowCount(), 84);
    QCOMPARE(shown.find<ChoiceButton>("filterChoice")->text(), u"only the 84 orders that lose"_s);
}

void TestEveryOrderPage::header_sortsByItsRule()
{
    Shown shown;
    shown.clickHead(OrdersModel::columnOf(ScheduleRule::Version));
    QCOMPARE(shown.find<ChoiceButton>("sortChoice")->text(), u"worst first: Version"_s);
    QCOMPARE(shown.page.model().rankAt(0), quint64{1});
    QCOMPARE(shown.page.model().rankAt(5), quint64{5});
    QCOMPARE(shown.page.model().rankAt(4), quint64{0});
    shown.clickHead(OrdersModel::OrderColumn);
    QCOMPARE(shown.page.model().rankAt(0), quint64{0});
    QCOMPARE(shown.find<ChoiceButton>("sortChoice")->text(), u"in order"_s);
}

void TestEveryOrderPage::random_choosesAnotherOrder()
{
    Shown shown;
    for (int i = 0; i < 20; ++i) {
        const QString before = shown.text("orderLabel");
        Shown::click(shown.find("randomButton"));
        QVERIFY(shown.text("orderLabel") != before);
    }
}

void TestEveryOrderPage::play_emitsTheScenario()
{
    Shown shown;
    Scenario scenario;
    connect(&shown.page, &EveryOrderPage::playAsked, &shown.page, [&scenario](const Scenario& asked) {
        scenario = asked;
    });
    Shown::click(shown.find("playOrderButton"));
    QCOMPARE(scenario.title, u"Order 2 of 6 · Locking off"_s);
    QCOMPARE(scenario, *scenarioOf(shown.page.model().machine(ScheduleRule::Off), 1));
}

void TestEveryOrderPage::copy_hasCountsAndOrders()
{
    Shown shown;
    auto* menu = shown.find<QMenu>("copyMenu");
    emit menu->aboutToShow();
    shown.find<QAction>("copyCountsCsv")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"rule,clients,"_s));
    shown.find<QAction>("copyCountsMarkdown")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"| Rule |"_s));
    shown.find<QAction>("copyOrdersCsv")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 7);
    shown.find<QAction>("copyOrdersMarkdown")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 8);
}

void TestEveryOrderPage::counting_canBeCancelledAndRestarted()
{
    Shown shown;
    shown.choose("programChoice", u"read → edit"_s);
    shown.choose("clientsChoice", u"4"_s);
    QVERIFY(!shown.page.isSettled());
    auto* button = shown.find<QPushButton>("countButton");
    QCOMPARE(button->text(), u"Cancel"_s);
    Shown::click(button);
    QVERIFY(shown.page.isSettled());
    QVERIFY(shown.page.model().counted() == nullptr);
    QVERIFY(!shown.find("filterChoice")->isEnabled());
    QCOMPARE(shown.text("countLabel"), u"Not counted"_s);
    // The orders are shown all the same.
    QCOMPARE(shown.text("orderLabel"), u"Order 2 of 369,600"_s);
    QCOMPARE(button->text(), u"Count"_s);
    Shown::click(button);
    QVERIFY(!shown.page.isSettled());
    shown.settle();
    QVERIFY(shown.find("filterChoice")->isEnabled());
    shown.choose("filterChoice", u"only the 369,576 orders"_s);
    QCOMPARE(shown.page.model().rowCount(), 369'576);
    auto* menu = shown.find<QMenu>("copyMenu");
    emit menu->aboutToShow();
    QVERIFY(!shown.find<QAction>("copyOrdersCsv")->isEnabled());
}

void TestEveryOrderPage::retry_showsTheNumberOfExecutions()
{
    Shown shown;
    shown.choose("clientsChoice", u"3"_s);
    shown.choose("retryChoice", u"forever"_s);
    shown.settle();
    shown.choose("ruleChoice", u"Version"_s);
    const quint64 executions =
        shown.page.model().counted()->counts[static_cast<size_t>(ScheduleRule::Version)].executions;
    QVERIFY(executions > 90);
    const QString words = shown.text("countWords");
    QVERIFY2(
        words.startsWith(u"Version, with further attempts: %1 executions; 0 of them lose."_s.arg(executions)),
        qPrintable(words));
}

void TestEveryOrderPage::headline_isTheLessonOfTheRule()
{
    Shown shown;
    const QWidget* bar = shown.find("headlineBar");
    QCOMPARE(bar->accessibleName(), u"Your test probably ran order 1 or 6."_s);
    QCOMPARE(bar->accessibleDescription(), u"Locking off: all 4 others lose data"_s);
    shown.choose("ruleChoice", u"Version"_s);
    QCOMPARE(bar->accessibleDescription(), u"Version: no order loses data; in 4 a client is refused"_s);
    shown.clickCell(3, OrdersModel::columnOf(ScheduleRule::Lease));
    QCOMPARE(bar->accessibleDescription(), u"Lease: no order loses data; in 4 a client waits"_s);
    shown.choose("clientsChoice", u"3"_s);
    shown.settle();
    QCOMPARE(bar->accessibleName(), u"Your test probably ran one of the 6 orders without overlap."_s);
}

void TestEveryOrderPage::headline_canBeReplacedAndHidden()
{
    Shown shown;
    const QWidget* bar = shown.find("headlineBar");
    shown.page.setTitle(u"Four of six lose."_s);
    QCOMPARE(bar->accessibleName(), u"Four of six lose."_s);
    shown.choose("ruleChoice", u"Version"_s);
    QCOMPARE(bar->accessibleName(), u"Four of six lose."_s);
    const int height = bar->height();
    shown.page.setPresenting(true);
    QTRY_VERIFY(bar->height() > height);
    shown.page.setPresenting(false);
    QTRY_COMPARE(bar->height(), height);
    shown.page.setTitle({});
    QVERIFY(!bar->isVisible());
}

void TestEveryOrderPage::lostUpdate_isSeenWhole_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280×720") << QSize(1280, 664);
    QTest::newRow("1440×900") << QSize(1440, 844);
    QTest::newRow("1920×1080") << QSize(1920, 1024);
}

void TestEveryOrderPage::lostUpdate_isSeenWhole()
{
    QFETCH(const QSize, size);
    Shown shown;
    shown.page.resize(size);
    QTRY_COMPARE(shown.page.size(), size);
    QTRY_COMPARE(shown.view()->verticalScrollBar()->maximum(), 0);
    QTRY_COMPARE(shown.view()->rowsBelow(), 0);
    QVERIFY(!shown.find("restLabel")->isVisible());
    const OrdersPane* pane = shown.find<OrdersPane>("ordersPane");
    QVERIFY(pane->rect().contains(QRect(shown.view()->mapTo(pane, QPoint()), shown.view()->size())));
}

/// Also on the band of the chosen row one sees where a client has no turn.
void TestEveryOrderPage::chosenRow_showsItsEmptyTurns()
{
    Shown shown;
    const QModelIndex chosen = shown.page.model().index(2, OrdersModel::OrderColumn);
    QTRY_COMPARE(shown.view()->currentIndex().row(), 2);
    const QImage picture = shown.view()->viewport()->grab().toImage();
    const Theme& theme = Theme::light();
    const QRect cell = shown.view()->visualRect(chosen).adjusted(0, OrdersDelegate::groupHeight(theme), 0, 0);
    const OrderLanes lanes(theme, cell, shown.page.model().shape());
    // A reads, B reads, A saves, B saves: B has no turn first.
    QCOMPARE(picture.pixelColor(lanes.cell(1, 0).center().toPoint()), theme.field());
    QCOMPARE(picture.pixelColor(cell.right() - 2, cell.center().y()), theme.band());
}

/// At 250 % hardly a row has space; then everything keeps its height, and nothing is cut at the side.
void TestEveryOrderPage::lowPage_isScrolledAsAWhole()
{
    Shown shown;
    applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), Theme::light().withZoom(250));
    shown.page.resize(1280, 580);
    QTRY_VERIFY(shown.find<QScrollArea>("scrollArea")->verticalScrollBar()->maximum() > 0);
    QCOMPARE(shown.view()->rowsBelow(), 0);
    const QRect page = shown.page.rect();
    for (const char* name :
         {"clientsChoice",
          "programChoice",
          "retryChoice",
          "tickChoice",
          "filterChoice",
          "sortChoice",
          "ruleChoice"}) {
        const QWidget* widget = shown.find(name);
        QVERIFY2(widget->isVisible(), name);
        QTRY_VERIFY2(widget->width() >= widget->sizeHint().width(), name);
        const QRect area(widget->mapTo(&shown.page, QPoint()), widget->size());
        QVERIFY2(area.left() >= page.left() && area.right() <= page.right(), name);
    }
    // What is chosen by the keys comes into sight.
    shown.view()->setFocus();
    for (int row = 2; row < 5; ++row)
        QTest::keyClick(shown.view(), Qt::Key_Down);
    QCOMPARE(shown.view()->currentIndex().row(), 5);
    const QRect row = shown.view()->visualRect(shown.view()->currentIndex());
    QTRY_VERIFY(page.contains(shown.view()->viewport()->mapTo(&shown.page, row.center())));
}

void TestEveryOrderPage::card_hasRoundCorners_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("high") << QSize(1440, 844);
    QTest::newRow("low") << QSize(1280, 500);
    QTest::newRow("low and narrow") << QSize(800, 400);
}

void TestEveryOrderPage::card_hasRoundCorners()
{
    QFETCH(const QSize, size);
    Shown shown;
    shown.page.resize(size);
    QTRY_COMPARE(shown.page.size(), size);
    QTRY_VERIFY(shown.find("ordersPane")->height() > 60);
    const QImage picture = shown.find("ordersPane")->grab().toImage();
    const QColor window = Theme::light().window();
    QCOMPARE(picture.pixelColor(1, 1), window);
    QCOMPARE(picture.pixelColor(picture.width() - 2, 1), window);
}

void TestEveryOrderPage::table_endsOnAWholeRow_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("zoom");
    QTest::addColumn<QString>("clients");
    for (const QSize size : {QSize(1440, 844), QSize(1280, 664), QSize(1280, 500)}) {
        for (const int zoom : {75, 100, 150, 250}) {
            for (const char* clients : {"2", "3"})
                QTest::addRow("%d×%d at %d %%, %s clients", size.width(), size.height(), zoom, clients)
                    << size << zoom << QString::fromLatin1(clients);
        }
    }
}

void TestEveryOrderPage::table_endsOnAWholeRow()
{
    QFETCH(const QSize, size);
    QFETCH(const int, zoom);
    QFETCH(const QString, clients);
    Shown shown;
    applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), Theme::light().withZoom(zoom));
    shown.page.resize(size);
    shown.choose("clientsChoice", clients);
    shown.settle();
    OrdersView* view = shown.view();
    view->setCurrentIndex(shown.page.model().index(0, OrdersModel::FirstRuleColumn));
    QTRY_COMPARE(view->verticalScrollBar()->value(), 0);
    QTRY_VERIFY(view->rowAt(view->viewport()->height() - 1) >= 0);
    const int seen = view->viewport()->height();
    const int last = view->rowAt(seen - 1);
    const auto* rest = shown.find<QLabel>("restLabel");
    // What has no space for one row is scrolled, and says so.
    if (view->rowHeight(0) <= seen)
        QCOMPARE(view->rowViewportPosition(last) + view->rowHeight(last), seen);
    const int rows = view->rowsBelow();
    QCOMPARE(rest->isVisible(), rows > 0);
    if (rows > 0) {
        QCOMPARE(rest->text().section(u' ', 0, 0), QString::number(rows));
        view->setCurrentIndex(
            shown.page.model().index(shown.page.model().rowCount() - 1, OrdersModel::FirstRuleColumn));
        QTRY_COMPARE(rest->text(), u"the last order shown"_s);
    }
}

void TestEveryOrderPage::everything_hasAName()
{
    Shown shown;
    for (const QPushButton* button : shown.page.findChildren<QPushButton*>())
        QVERIFY2(
            !button->accessibleName().isEmpty() || !button->text().isEmpty(),
            qPrintable(button->objectName()));
    QCOMPARE(shown.view()->accessibleName(), u"Orders"_s);
}

void TestEveryOrderPage::everything_isWithinThePage_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("zoom");
    QTest::addColumn<bool>("beside");
    QTest::newRow("1440×900") << QSize(1440, 844) << 100 << true;
    QTest::newRow("1280×720") << QSize(1280, 664) << 100 << true;
    QTest::newRow("1280×720 at 150 %") << QSize(1280, 636) << 150 << false;
}

void TestEveryOrderPage::everything_isWithinThePage()
{
    QFETCH(const QSize, size);
    QFETCH(const int, zoom);
    QFETCH(const bool, beside);
    Shown shown;
    applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), Theme::light().withZoom(zoom));
    shown.page.resize(size);
    shown.choose("programChoice", u"read → edit"_s);
    shown.choose("clientsChoice", u"3"_s);
    shown.settle();
    QCOMPARE(shown.page.size(), size);
    for (const char* name :
         {"clientsChoice",
          "tickChoice",
          "filterChoice",
          "sortChoice",
          "ruleChoice",
          "playOrderButton",
          "randomButton"}) {
        const QWidget* widget = shown.find(name);
        QVERIFY2(widget->isVisible(), name);
        const QRect area(widget->mapTo(&shown.page, QPoint(0, 0)), widget->size());
        QVERIFY2(shown.page.rect().contains(area), name);
        QVERIFY2(widget->width() >= widget->sizeHint().width(), name);
    }
    QCOMPARE(
        shown.find("orderCard")->x() > 0 || shown.find("sidePanel")->x() > shown.view()->width(), beside);
    QVERIFY(shown.view()->viewport()->height() > Theme::light().withZoom(zoom).px(60));
}

QTEST_MAIN(TestEveryOrderPage)

#include "tst_everyorderpage.moc"
