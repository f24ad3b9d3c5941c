#include "core/model/ledger.h"
#include "gui/orders/ordersview.h"
#include "gui/pages/everyorderpage.h"
#include "gui/shownwindow.h"
#include "gui/widgets/choicebutton.h"
#include "gui/window/navigation.h"
#include "schedules/schedulestory.h"
#include "warningfreetest.h"

#include <QFileDialog>
#include <QMenu>
#include <QTemporaryDir>

using namespace interleave;
using namespace interleave::uitest;
using namespace Qt::StringLiterals;

/// From the page onto the stage: an order that is played there ends as the page says.
class TestEveryOrderStage final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void order_endsOnTheStageAsPredicted_data();
    void order_endsOnTheStageAsPredicted();
    void page_offersItsOwnExport();
};

void TestEveryOrderStage::order_endsOnTheStageAsPredicted_data()
{
    QTest::addColumn<ScheduleRule>("rule");
    QTest::addColumn<int>("row");
    QTest::newRow("locking off loses") << ScheduleRule::Off << 1;
    QTest::newRow("locking off, one after the other") << ScheduleRule::Off << 1;
    QTest::newRow("version refuses") << ScheduleRule::Version << 3;
    QTest::newRow("timestamp lets it in") << ScheduleRule::Timestamp << 4;
    QTest::newRow("lease lets one wait") << ScheduleRule::Lease << 2;
    QTest::newRow("atomic add") << ScheduleRule::Atomic << 5;
}

void TestEveryOrderStage::order_endsOnTheStageAsPredicted()
{
    QFETCH(const ScheduleRule, rule);
    QFETCH(const int, row);
    ShownWindow shown;
    for (QAction* action : shown.find<QMenu>("moreMenu")->findChildren<QAction*>()) {
        if (action->text() == u"Fast"_s)
            action->trigger();
    }
    ShownWindow::click(shown.button("pageButton-every-order"));
    auto* page = shown.window.findChild<EveryOrderPage*>();
    QVERIFY(page != nullptr && page->isVisible());
    auto* view = shown.find<OrdersView>("ordersView");
    const QModelIndex index = page->model().index(row, OrdersModel::columnOf(rule));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    const ScheduleMachine& machine = page->model().machine(rule);
    const ScheduleTurns order = orderAt(machine.setup(), page->model().rankAt(row));
    ShownWindow::click(shown.button("playOrderButton"));
    QCOMPARE(shown.window.navigation().current(), u"two-clients"_s);
    QVERIFY(shown.stage.scenario() != nullptr);
    QCOMPARE(shown.stage.scenario()->summary, orderInWords(machine.setup(), order));
    const auto steps = static_cast<int>(shown.stage.scenario()->steps.size());
    QTRY_COMPARE_WITH_TIMEOUT(shown.stage.position(), steps, 60'000);
    shown.settle();
    const Ledger ledger = ledgerOf(shown.journal().latest(), shown.stage.recordId());
    const ScheduleOutcome outcome = outcomeOf(machine, order);
    QCOMPARE(ledger.lost, qint64{outcome.mostLost});
    QCOMPARE(ledger.refused, outcome.refused != 0 ? 1 : 0);
    QCOMPARE(ledger.value, std::optional<Value>(storyOf(machine, order).stock));
}

void TestEveryOrderStage::page_offersItsOwnExport()
{
    ShownWindow shown;
    ShownWindow::click(shown.button("pageButton-every-order"));
    QVERIFY(!shown.button("stepButton")->isVisible());
    auto* exports = shown.button("exportButton");
    QVERIFY(exports->isEnabled());
    QCOMPARE(exports->menu()->objectName(), u"ordersExportMenu"_s);
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"orders.csv"_s);
    shown.find<QAction>("saveOrdersCsv")->trigger();
    auto* dialog = shown.find<QFileDialog>("exportDialog");
    emit dialog->fileSelected(file);
    dialog->close();
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(saved.readAll().startsWith("order,turns,off,version,timestamp,lease,atomic\n1,AABB,"));
    ShownWindow::click(shown.button("pageButton-two-clients"));
    QVERIFY(shown.button("stepButton")->isVisible());
    QCOMPARE(exports->menu()->objectName(), u"exportMenu"_s);
}

QTEST_MAIN(TestEveryOrderStage)

#include "tst_everyorderstage.moc"
