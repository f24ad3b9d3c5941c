#include "engine/storyrun.h"
#include "gui/journalfixtures.h"
#include "gui/labels/wraplabel.h"
#include "gui/orders/ordersview.h"
#include "gui/pages/everyorderpage.h"
#include "gui/widgets/choicebutton.h"
#include "warningfreetest.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>

using namespace interleave;
using namespace Qt::StringLiterals;

using Model = TransactionOrdersModel;

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
    [[nodiscard]] OrdersView* view() { return find<OrdersView>("transactionOrdersView"); }
    [[nodiscard]] const Model& model() { return page.transactions(); }
    [[nodiscard]] QString text(const char* label) { return uitest::text(page, label); }

    static void click(QWidget* widget)
    {
        QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center());
    }
    [[nodiscard]] QPoint middleOf(quint64 rank, int column)
    {
        const QModelIndex index = model().index(model().rowOf(rank), column);
        view()->scrollTo(index);
        const QRect cell = view()->visualRect(index);
        return {cell.center().x(), cell.bottom() - 20};
    }
    void clickCell(quint64 rank, int column)
    {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, middleOf(rank, column));
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
            if (wanted == nullptr && action->text().startsWith(beginning))
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
    /// All orders were run.
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(page.isSettled() && model().isComplete(), 120'000); }
    void showTransactions()
    {
        click(find("transactionsButton"));
        settle();
    }
};

} // namespace

/// *Every order* of two transactions, really run: by mouse and keys.
class TestTransactionOrdersPage final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void model_isConsistent();
    void source_isChosenByMouseAndKeys();
    void worstOrders_comeFirst();
    void levels_areRunOnPostgresql();
    void order_isDescribed();
    void orderThatIsNotPossible_saysWhy();
    void order_isPlayed_data();
    void order_isPlayed();
    void header_sorts();
    void filter_showsOnlyWrongOrders();
    void choices_followTheLesson();
    void run_isCancelledAndRunAgain();
    void engine_isChangedWhileARunIsUnderWay();
    void copiesAndExports_areOfItsOrders();
    void keys_moveInTheTable();
    void everything_hasAName();
    void everything_isWithinThePage_data();
    void everything_isWithinThePage();
};

void TestTransactionOrdersPage::model_isConsistent()
{
    uitest::applyStyle();
    EnginePool pool;
    Shown shown;
    shown.showTransactions();
    const TransactionLesson lesson = shown.model().lesson();
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLesson(lesson, u"sqlite"_s);
    QCOMPARE(model.rowCount(), 20);
    QCOMPARE(model.index(0, Model::EndColumn).data().toString(), u"…"_s);
    const TransactionOrders orders =
        runOrdersOn(pool, u"sqlite"_s, lesson, u"serializable"_s, {}, [&model](const TransactionOrder& order) {
            model.setResult(order);
        });
    QCOMPARE(orders.problem, QString());
    // While they are run each stays where it is.
    QCOMPARE(model.rankAt(1), quint64{19});
    QCOMPARE(model.rankAt(2), quint64{1});
    model.setComplete();
    for (int column = 0; column < Model::ColumnCount; ++column)
        model.sort(column, Qt::DescendingOrder);
    for (const Model::Filter filter : {Model::Filter::Wrong, Model::Filter::Possible, Model::Filter::All}) {
        model.setFilter(filter);
        QCOMPARE(model.rowCount(), model.countOf(filter));
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.rowOf(model.rankAt(row)), row);
    }
    TransactionLesson many = lesson;
    for (int i = 0; i < 3; ++i)
        many.steps.append(lesson.steps);
    model.setLesson(many, u"sqlite"_s);
    QCOMPARE(model.rowCount(), 0);
}

void TestTransactionOrdersPage::source_isChosenByMouseAndKeys()
{
    Shown shown;
    QSignalSpy controls(&shown.page, &Page::controlsChanged);
    QVERIFY(shown.find("questionBar")->isVisible());
    QVERIFY(!shown.find("transactionBar")->isVisible());
    QCOMPARE(shown.page.exportMenu()->objectName(), u"ordersExportMenu"_s);
    shown.showTransactions();
    QVERIFY(!shown.find("questionBar")->isVisible());
    QVERIFY(shown.find("transactionBar")->isVisible());
    QVERIFY(shown.view()->isVisible());
    QVERIFY(!shown.find("ordersView")->isVisible());
    QVERIFY(!shown.find("ruleChoice")->isVisible());
    QCOMPARE(shown.page.exportMenu()->objectName(), u"transactionOrdersExportMenu"_s);
    QCOMPARE(controls.size(), 1);
    QWidget* requests = shown.find("requestsButton");
    requests->setFocus();
    QTest::keyClick(requests, Qt::Key_Space);
    QVERIFY(shown.find("questionBar")->isVisible());
    QCOMPARE(shown.text("orderLabel"), u"Order 2 of 6"_s);
    QCOMPARE(shown.find<QPushButton>("playOrderButton")->text(), u"Play on stage"_s);
    // What was run is still there.
    shown.click(shown.find("transactionsButton"));
    QVERIFY(shown.page.isSettled() && shown.model().isComplete());
}

void TestTransactionOrdersPage::worstOrders_comeFirst()
{
    Shown shown;
    shown.showTransactions();
    QCOMPARE(shown.find<ChoiceButton>("lessonChoice")->text(), u"Lost update in two transactions"_s);
    QCOMPARE(shown.find<ChoiceButton>("engineChoice")->text(), u"SQLite"_s);
    QCOMPARE(shown.find<ChoiceButton>("levelChoice")->text(), u"read uncommitted"_s);
    QCOMPARE(shown.find<ChoiceButton>("sortChoice")->text(), u"worst first"_s);
    const QWidget* headline = shown.find("headlineBar");
    QCOMPARE(headline->accessibleName(), u"Your test probably ran order 1 or 20."_s);
    QCOMPARE(headline->accessibleDescription(), u"SQLite, read uncommitted: 8 of 20 orders lose an update"_s);
    QStringList groups;
    for (const OrderSpan& span : shown.model().spans())
        groups.append(u"%1 %2"_s.arg(
            shown.model().index(span.firstRow, 0).data(Model::GroupTitleRole).toString(),
            QString::number(span.rows)));
    QCOMPARE(
        groups,
        (QStringList{u"Lost update (P4) 8"_s, u"As one after the other 6"_s, u"Not possible here 6"_s}));
    QCOMPARE(shown.view()->currentIndex().row(), 0);
    QVERIFY(shown.text("outcomeLabel").startsWith(u"No order of the transactions, one after the other, explains it: lost update (P4)."_s));
    QVERIFY(shown.text("countWords").startsWith(u"Each was run on SQLite 3."_s));
    QCOMPARE(shown.text("countLabel"), u"All 20 orders"_s);
}

void TestTransactionOrdersPage::levels_areRunOnPostgresql()
{
    Shown shown;
    shown.showTransactions();
    const QWidget* headline = shown.find("headlineBar");
    shown.choose("engineChoice", u"PostgreSQL"_s);
    QVERIFY(!shown.page.isSettled());
    QCOMPARE(shown.find<QPushButton>("countButton")->text(), u"Cancel"_s);
    shown.settle();
    QCOMPARE(
        headline->accessibleDescription(), u"PostgreSQL, read committed: 12 of 20 orders lose an update"_s);
    QCOMPARE(shown.model().sums().impossible, 6);
    QCOMPARE(shown.model().sums().waited, 6);
    shown.choose("levelChoice", u"repeatable read"_s);
    shown.settle();
    QCOMPARE(
        headline->accessibleDescription(),
        u"PostgreSQL, repeatable read: no order goes wrong; in 12 somebody is refused"_s);
    const auto head = [&shown](int column) {
        return shown.model().headerData(column, Qt::Horizontal, Model::HeadlinesRole).toStringList().first();
    };
    QCOMPARE(head(Model::EndColumn), u"0 of 20 wrong"_s);
    QCOMPARE(head(Model::StateColumn), u"3 results"_s);
    QCOMPARE(head(Model::WaitedColumn), u"6 wait"_s);
    QCOMPARE(head(Model::RefusedColumn), u"12 refused"_s);
    QCOMPARE(head(Model::ImpossibleColumn), u"6 orders"_s);
}

void TestTransactionOrdersPage::order_isDescribed()
{
    Shown shown;
    shown.showTransactions();
    shown.choose("levelChoice", u"serializable"_s);
    shown.settle();
    // ABAABB: B’s snapshot is older than A’s COMMIT.
    shown.clickCell(4, Model::EndColumn);
    QCOMPARE(shown.text("orderLabel"), u"Order 5 of 20"_s);
    QCOMPARE(shown.text("wordsLabel"), u"A reads, B reads, A writes, A commits, B writes, B commits."_s);
    QCOMPARE(
        shown.text("outcomeLabel"),
        u"B is refused (517). It comes to the same as A alone. At the end: stock 7."_s);
    const int row = shown.model().rowOf(4);
    QCOMPARE(shown.model().index(row, Model::EndColumn).data().toString(), u"as A"_s);
    QCOMPARE(shown.model().index(row, Model::RefusedColumn).data().toString(), u"B 517"_s);
    QCOMPARE(
        shown.model().index(row, Model::RefusedColumn).data(Qt::AccessibleTextRole).toString(),
        u"Refused: B 517"_s);
    QCOMPARE(
        shown.model().index(row, Model::WaitedColumn).data(Qt::AccessibleTextRole).toString(),
        u"Waited: nothing"_s);
    // ABABAB: B waits first.
    shown.clickCell(5, Model::EndColumn);
    QVERIFY2(
        shown.text("outcomeLabel").startsWith(u"B has to wait. B is refused (517)."_s),
        qPrintable(shown.text("outcomeLabel")));
}

void TestTransactionOrdersPage::orderThatIsNotPossible_saysWhy()
{
    Shown shown;
    shown.showTransactions();
    // ABABBA: B waits for A’s row, and cannot commit.
    shown.clickCell(6, Model::ImpossibleColumn);
    QCOMPARE(shown.view()->currentIndex().row(), shown.model().rowOf(6));
    QVERIFY(shown.view()->selectionModel()->isRowSelected(shown.model().rowOf(6)));
    QCOMPARE(shown.text("orderLabel"), u"Order 7 of 20"_s);
    QCOMPARE(
        shown.text("outcomeLabel"),
        u"Not possible here: at turn 5 it would be up to B, which still waits for A."_s);
    const QModelIndex order = shown.model().index(shown.model().rowOf(6), Model::OrderColumn);
    QCOMPARE(order.data(Model::TakenRole).toInt(), 4);
    QCOMPARE(
        order.data(Model::StepsRole).toStringList(),
        (QStringList{u"read"_s, u"read"_s, u"write"_s, u"write"_s, u"commit"_s, u"commit"_s}));
    QCOMPARE(order.siblingAtColumn(Model::ImpossibleColumn).data().toString(), u"B waits for A"_s);
    QVERIFY(!order.siblingAtColumn(Model::EndColumn).data(Model::SeverityRole).isValid());
}

void TestTransactionOrdersPage::order_isPlayed_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("by the button") << u"button"_s;
    QTest::newRow("by Enter") << u"enter"_s;
    QTest::newRow("by a double click") << u"double"_s;
}

void TestTransactionOrdersPage::order_isPlayed()
{
    QFETCH(const QString, how);
    Shown shown;
    shown.showTransactions();
    shown.clickCell(4, Model::EndColumn);
    const QSignalSpy asked(&shown.page, &Page::transactionsAsked);
    if (how == u"button"_s)
        shown.click(shown.find("playOrderButton"));
    else if (how == u"enter"_s)
        QTest::keyClick(shown.view(), Qt::Key_Return);
    else
        QTest::mouseDClick(shown.view()->viewport(), Qt::LeftButton, {}, shown.middleOf(4, Model::EndColumn));
    QCOMPARE(asked.size(), 1);
    const auto request = asked.first().at(0).value<TransactionsRequest>();
    const TransactionLesson& lesson = request.lesson;
    QCOMPARE(lesson.title, u"Lost update in two transactions · order 5"_s);
    QCOMPARE(lesson.story, u"A reads, B reads, A writes, A commits, B writes, B commits."_s);
    QStringList sessions;
    for (const LessonStep& step : lesson.steps)
        sessions.append(step.what.session);
    QCOMPARE(sessions.join(QString()), u"AABBAABB"_s);
    QCOMPARE(request.place.engine, u"sqlite"_s);
    QCOMPARE(request.place.level, u"read uncommitted"_s);
    // It comes to what the page says.
    EnginePool pool;
    const TransactionStory story = runStoryOn(pool, u"sqlite"_s, lesson, u"read uncommitted"_s);
    QCOMPARE(story.problem, QString());
    QCOMPARE(story.judgement.anomaly, u"lost update"_s);
}

void TestTransactionOrdersPage::header_sorts()
{
    Shown shown;
    shown.showTransactions();
    const int usual = shown.view()->rowHeight(1);
    shown.clickHead(Model::ImpossibleColumn);
    QCOMPARE(shown.find<ChoiceButton>("sortChoice")->text(), u"not possible first"_s);
    QCOMPARE(shown.model().spans().front().rows, 6);
    shown.clickHead(Model::OrderColumn);
    QCOMPARE(shown.find<ChoiceButton>("sortChoice")->text(), u"in order"_s);
    QCOMPARE(shown.model().rankAt(0), quint64{0});
    QCOMPARE(shown.model().rankAt(1), quint64{19});
    // A row is higher only where it bears a head.
    QCOMPARE(shown.model().spans().at(1).firstRow, 2);
    for (int row = 0; row < shown.model().rowCount(); ++row)
        QCOMPARE(shown.view()->rowHeight(row) > usual, row == 0 || row == 2);
    shown.choose("sortChoice", u"who waits first"_s);
    QCOMPARE(shown.model().index(0, Model::WaitedColumn).data().toString(), u"B waits"_s);
}

void TestTransactionOrdersPage::filter_showsOnlyWrongOrders()
{
    Shown shown;
    shown.showTransactions();
    shown.choose("filterChoice", u"only the 8 that are wrong"_s);
    QCOMPARE(shown.model().rowCount(), 8);
    shown.choose("filterChoice", u"only the 14 that are possible"_s);
    QCOMPARE(shown.model().rowCount(), 14);
    // Where none is wrong, all are shown.
    shown.choose("filterChoice", u"only the 8 that are wrong"_s);
    shown.choose("levelChoice", u"serializable"_s);
    shown.settle();
    QCOMPARE(shown.model().rowCount(), 20);
    QCOMPARE(shown.find<ChoiceButton>("filterChoice")->text(), u"all 20 orders"_s);
}

void TestTransactionOrdersPage::choices_followTheLesson()
{
    Shown shown;
    shown.showTransactions();
    auto* engines = shown.find<ChoiceButton>("engineChoice");
    shown.choose("lessonChoice", u"Dirty read"_s);
    shown.settle();
    QCOMPARE(shown.model().rowCount(), 10);
    QCOMPARE(engines->menu()->actions().size(), 3);
    QVERIFY(shown.find("headlineBar")->accessibleDescription().endsWith(u"orders read what was never committed"_s));
    shown.choose("lessonChoice", u"Refused at COMMIT"_s);
    shown.settle();
    QCOMPARE(engines->text(), u"PostgreSQL"_s);
    QCOMPARE(engines->menu()->actions().size(), 1);
    QCOMPARE(shown.find<ChoiceButton>("levelChoice")->text(), u"serializable"_s);
    QCOMPARE(shown.model().rowCount(), 84);
}

void TestTransactionOrdersPage::run_isCancelledAndRunAgain()
{
    Shown shown;
    shown.showTransactions();
    auto* button = shown.find<QPushButton>("countButton");
    QCOMPARE(button->text(), u"Run again"_s);
    // It takes a while there: to be told who waits takes 0.1 s.
    shown.choose("engineChoice", u"MariaDB"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown.text("countWords") == u"MariaDB starts …"_s, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(shown.model().sums().run > 2, 60'000);
    QVERIFY(shown.text("countWords").startsWith(u"MariaDB, repeatable read: "_s));
    QCOMPARE(button->text(), u"Cancel"_s);
    QVERIFY(!shown.find("filterChoice")->isEnabled());
    shown.click(button);
    QVERIFY(shown.page.isSettled());
    QCOMPARE(shown.text("countLabel"), u"Not run"_s);
    const int run = shown.model().sums().run;
    QVERIFY(run < 20);
    QCOMPARE(shown.text("countWords"), u"Cancelled: %1 of the orders were run."_s.arg(run));
    QCOMPARE(button->text(), u"Run"_s);
    // Nothing comes late.
    shown.click(shown.find("randomButton"));
    QCOMPARE(shown.model().sums().run, run);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(!shown.page.isSettled());
    QCOMPARE(shown.model().sums().run, 0);
    shown.settle();
    QCOMPARE(shown.model().sums().run, 20);
    QCOMPARE(shown.text("countLabel"), u"All 20 orders"_s);
}

void TestTransactionOrdersPage::engine_isChangedWhileARunIsUnderWay()
{
    Shown shown;
    shown.showTransactions();
    shown.choose("engineChoice", u"PostgreSQL"_s);
    QVERIFY(!shown.page.isSettled());
    shown.choose("engineChoice", u"SQLite"_s);
    shown.settle();
    QCOMPARE(
        shown.find("headlineBar")->accessibleDescription(),
        u"SQLite, read uncommitted: 8 of 20 orders lose an update"_s);
    // Its start was cancelled, and is done again.
    shown.choose("engineChoice", u"PostgreSQL"_s);
    shown.settle();
    QCOMPARE(shown.model().sums().wrong, 12);
    // The other source is not touched by it.
    shown.choose("levelChoice", u"serializable"_s);
    shown.click(shown.find("requestsButton"));
    QCOMPARE(shown.text("countLabel"), u"All 6 orders"_s);
    QTRY_VERIFY(shown.model().isComplete());
    QCOMPARE(shown.text("countLabel"), u"All 6 orders"_s);
}

void TestTransactionOrdersPage::copiesAndExports_areOfItsOrders()
{
    Shown shown;
    shown.showTransactions();
    auto* menu = shown.find<QMenu>("copyTransactionsMenu");
    QCOMPARE(shown.find<QPushButton>("copyButton")->menu(), menu);
    emit menu->aboutToShow();
    shown.choose("sortChoice", u"in order"_s);
    shown.find<QAction>("copyTransactionOrdersCsv")->trigger();
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 22);
    QCOMPARE(lines.at(0), u"order,turns,end,anomaly,like,at_the_end,waited,refused,stopped_at_turn,reason"_s);
    QCOMPARE(lines.at(1), u"1,\"AAABBB\",explained,,\"A B\",\"stock 5\",\"\",\"\",,\"\""_s);
    QVERIFY(lines.at(6).startsWith(u"5,\"ABAABB\",not explained,lost update,\"\",\"stock 8\",\"\",\"\",,\""_s));
    QCOMPARE(lines.at(8), u"7,\"ABABBA\",not possible,,\"\",\"\",\"B\",\"\",5,\"\""_s);
    shown.find<QAction>("copyTransactionOrdersMarkdown")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"| Order | What came of it | At the end |"_s));
    const QTemporaryDir directory;
    for (const auto& [action, name] :
         {std::pair{"saveTransactionOrdersCsv", u"orders.csv"_s}, {"saveTransactionOrdersPicture", u"orders.png"_s}}) {
        const QString file = directory.filePath(name);
        shown.find<QAction>(action)->trigger();
        auto* dialog = shown.find<QFileDialog>("exportDialog");
        QVERIFY(dialog != nullptr);
        emit dialog->fileSelected(file);
        dialog->close();
        QTRY_VERIFY(shown.find<QFileDialog>("exportDialog") == nullptr);
        QVERIFY(QFileInfo(file).size() > 500);
    }
}

void TestTransactionOrdersPage::keys_moveInTheTable()
{
    Shown shown;
    shown.showTransactions();
    shown.view()->setFocus();
    const QString before = shown.text("orderLabel");
    QTest::keyClick(shown.view(), Qt::Key_Down);
    QCOMPARE(shown.text("orderLabel"), u"Order %1 of 20"_s.arg(shown.model().rankAt(1) + 1));
    QVERIFY(shown.text("orderLabel") != before);
    QTest::keyClick(shown.view(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(shown.view()->currentIndex().row(), 19);
    QCOMPARE(shown.view()->currentIndex().column(), int{Model::ImpossibleColumn});
    const QString chosen = shown.text("orderLabel");
    // The chosen order stays chosen, where it was chosen by somebody.
    shown.choose("sortChoice", u"in order"_s);
    QCOMPARE(shown.text("orderLabel"), chosen);
}

void TestTransactionOrdersPage::everything_hasAName()
{
    Shown shown;
    shown.showTransactions();
    for (const QPushButton* button : shown.page.findChildren<QPushButton*>())
        QVERIFY2(
            !button->accessibleName().isEmpty() || !button->text().isEmpty(),
            qPrintable(button->objectName()));
    QCOMPARE(shown.view()->accessibleName(), u"Orders of transactions"_s);
    QCOMPARE(
        shown.find<ChoiceButton>("levelChoice")->accessibleName(), u"Isolation level: read uncommitted"_s);
    const QString order = shown.model().index(0, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(order.startsWith(u"Lost update (P4). Order "_s), qPrintable(order));
}

void TestTransactionOrdersPage::everything_isWithinThePage_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("zoom");
    QTest::newRow("1440×900") << QSize(1440, 844) << 100;
    QTest::newRow("1280×720") << QSize(1280, 664) << 100;
    QTest::newRow("1280×720 at 75 %") << QSize(1280, 664) << 75;
    QTest::newRow("1280×720 at 150 %") << QSize(1280, 636) << 150;
    QTest::newRow("1280×720 at 250 %") << QSize(1280, 580) << 250;
}

void TestTransactionOrdersPage::everything_isWithinThePage()
{
    QFETCH(const QSize, size);
    QFETCH(const int, zoom);
    Shown shown;
    applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), Theme::light().withZoom(zoom));
    shown.page.resize(size);
    shown.showTransactions();
    QCOMPARE(shown.page.size(), size);
    for (const char* name :
         {"requestsButton",
          "transactionsButton",
          "lessonChoice",
          "engineChoice",
          "levelChoice",
          "filterChoice",
          "sortChoice",
          "playOrderButton",
          "randomButton"}) {
        const QWidget* widget = shown.find(name);
        QVERIFY2(widget->isVisible(), name);
        QTRY_VERIFY2(widget->width() >= widget->sizeHint().width(), name);
        const QRect area(widget->mapTo(&shown.page, QPoint(0, 0)), widget->size());
        QVERIFY2(area.left() >= 0 && area.right() <= shown.page.width(), name);
    }
    for (const char* name : {"startLabel", "wordsLabel", "outcomeLabel", "countWords"}) {
        const auto* label = shown.find<WrapLabel>(name);
        QVERIFY2(!label->isVisible() || label->fits(), name);
    }
    QVERIFY(shown.view()->viewport()->height() > Theme::light().withZoom(zoom).px(60));
}

QTEST_MAIN(TestTransactionOrdersPage)

#include "tst_transactionorderspage.moc"
