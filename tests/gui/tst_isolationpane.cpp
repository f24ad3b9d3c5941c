#include "engine/isolation/anomalylesson.h"
#include "engine/isolationexpectations.h"
#include "gui/inspector/codebox.h"
#include "gui/shownmatrix.h"
#include "gui/widgets/choicebutton.h"
#include "warningfreetest.h"

#include <QAccessible>
#include <QClipboard>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTimer>

#include <algorithm>

using namespace interleave;
using namespace Qt::StringLiterals;
using uitest::ShownMatrix;

/// The matrix as it is seen and used, on SQLite; tst_isolationservers runs all engines.
class TestIsolationPane final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void nothing_isRunBeforeItIsShown();
    void sqlite_isRunWhenFirstShown();
    void chosenCell_isTold();
    void refusedCell_showsTheError();
    void levelsCell_saysWhatHappenedThere();
    void everyCell_isReachedByKeys();
    void play_emitsTheLesson();
    void cell_isRunAgain();
    void variants_areChosen();
    void withoutTransaction_isCounted();
    void oneLesson_isAsked();
    void running_canBeCancelled();
    void exports_haveTheResults();
    void everyCell_isNamed();
    void missingEngine_isTold();
    void table_fits_data();
    void table_fits();
    void everything_isWithinThePane_data();
    void everything_isWithinThePane();
};

void TestIsolationPane::nothing_isRunBeforeItIsShown()
{
    uitest::applyStyle();
    const IsolationPane pane;
    QVERIFY(pane.isSettled());
    QCoreApplication::processEvents();
    QVERIFY(pane.isSettled() && pane.model().results().isEmpty());
}

void TestIsolationPane::sqlite_isRunWhenFirstShown()
{
    ShownMatrix shown;
    shown.settle();
    const QList<EngineCells> results = shown.model().results();
    QCOMPARE(results.size(), 1);
    QCOMPARE(results.first().engine, u"sqlite"_s);
    QCOMPARE(results.first().cells.size(), 45);
    QCOMPARE(shown.button("runAllButton")->text(), u"Run all"_s);
    QCOMPARE(shown.text("progressLabel"), u"every cell is run on the engine itself"_s);
    QVERIFY(shown.button("levelsButton")->isChecked());
}

void TestIsolationPane::chosenCell_isTold()
{
    ShownMatrix shown;
    shown.settle();
    shown.clickCell(0, 6);
    QCOMPARE(shown.text("cellTitle"), u"Lost update, SQLite, read uncommitted"_s);
    QCOMPARE(shown.text("storyLabel"), u"Both read 10. A writes 7 and commits. B writes 8 and commits."_s);
    QTRY_COMPARE(
        shown.text("outcomeLabel"),
        u"One after the other the stock would be 5; here it is 8. Nobody was told."_s);
    QVERIFY(!shown.find("errorBox")->isVisible());
}

void TestIsolationPane::refusedCell_showsTheError()
{
    ShownMatrix shown;
    // The cell that is chosen at first.
    QTRY_COMPARE(shown.text("cellTitle"), u"Lost update, SQLite, serializable"_s);
    QTRY_VERIFY(shown.find("errorBox")->isVisible());
    QCOMPARE(shown.find<CodeBox>("errorBox")->code(), u"ERROR 517\ndatabase is locked"_s);
    QTRY_COMPARE(
        shown.text("outcomeLabel"),
        u"One after the other the stock would be 5. B has to run its whole transaction again."_s);
}

void TestIsolationPane::levelsCell_saysWhatHappenedThere()
{
    ShownMatrix shown;
    shown.settle();
    shown.clickCell(1, IsolationModel::LevelColumn);
    QCOMPARE(shown.text("cellTitle"), u"SQLite, serializable"_s);
    QVERIFY2(
        shown.text("storyLabel").startsWith(u"At this level "_s) &&
            shown.text("storyLabel").endsWith(u" A connection to SQLite that says nothing has it."_s),
        qPrintable(shown.text("storyLabel")));
    QVERIFY(!shown.find("outcomeLabel")->isVisible());
    QVERIFY(!shown.button("playCellButton")->isEnabled() && !shown.button("runCellButton")->isEnabled());
    shown.clickCell(0, IsolationModel::LevelColumn);
    QVERIFY2(
        shown.text("outcomeLabel").startsWith(u"Happened here: Dirty read, Intermediate read,"_s),
        qPrintable(shown.text("outcomeLabel")));
}

void TestIsolationPane::everyCell_isReachedByKeys()
{
    ShownMatrix shown;
    shown.settle();
    shown.view()->setFocus();
    QTest::keyClick(shown.view(), Qt::Key_Home, Qt::ControlModifier);
    QSet<QString> titles;
    for (int row = 0; row < shown.model().rowCount(); ++row) {
        for (int column = 0; column < shown.model().columnCount(); ++column) {
            QCOMPARE(shown.view()->currentIndex(), shown.model().index(row, column));
            titles.insert(shown.text("cellTitle"));
            QVERIFY(!shown.text("storyLabel").isEmpty());
            QTest::keyClick(shown.view(), Qt::Key_Right);
        }
        QTest::keyClick(shown.view(), Qt::Key_Home);
        QTest::keyClick(shown.view(), Qt::Key_Down);
    }
    QCOMPARE(titles.size(), 11 * 11);
    QVERIFY(titles.contains(u"Deadlock, MariaDB, serializable"_s));
}

void TestIsolationPane::play_emitsTheLesson()
{
    ShownMatrix shown;
    shown.settle();
    QStringList played;
    TransactionLesson lesson;
    connect(
        &shown.pane,
        &IsolationPane::playAsked,
        this,
        [&](const TransactionLesson& asked, const QString& engine, const QString& level) {
            lesson = asked;
            played.append(u"%1 at %2"_s.arg(engine, level));
        });
    shown.clickCell(0, 8);
    ShownMatrix::click(shown.button("playCellButton"));
    QCOMPARE(played, QStringList{u"sqlite at read uncommitted"_s});
    QCOMPARE(lesson.title, u"Write skew"_s);
    QCOMPARE(lesson.steps.size(), 8);
    shown.view()->setFocus();
    QTest::keyClick(shown.view(), Qt::Key_Down);
    QTest::keyClick(shown.view(), Qt::Key_Return);
    QCOMPARE(played.last(), u"sqlite at serializable"_s);
    shown.clickCell(4, 6);
    QTest::mouseDClick(shown.view()->viewport(), Qt::LeftButton, {}, shown.middleOf(4, 6));
    QCOMPARE(played.last(), u"postgresql at repeatable read"_s);
    QCOMPARE(lesson.title, u"Lost update"_s);
    // A level alone is no lesson.
    shown.clickCell(2, IsolationModel::LevelColumn);
    QTest::keyClick(shown.view(), Qt::Key_Enter);
    QCOMPARE(played.size(), 3);
    disconnect(&shown.pane, nullptr, this, nullptr);
}

void TestIsolationPane::cell_isRunAgain()
{
    ShownMatrix shown;
    shown.settle();
    shown.clickCell(0, 6);
    QTRY_VERIFY(shown.pane.isSettled());
    QCOMPARE(shown.button("runCellButton")->text(), u"Run again"_s);
    QSignalSpy changed(&shown.pane.model(), &QAbstractItemModel::dataChanged);
    ShownMatrix::click(shown.button("runCellButton"));
    QVERIFY(!shown.button("runCellButton")->isEnabled());
    const QModelIndex cell = shown.model().index(0, 6);
    QVERIFY(cell.data(IsolationModel::RunningRole).toBool());
    shown.settle();
    QVERIFY(!cell.data(IsolationModel::RunningRole).toBool());
    for (const QList<QVariant>& change : std::as_const(changed))
        QCOMPARE(change.first().toModelIndex(), cell);
    QCOMPARE(cell.data().toString(), u"happened"_s);
    QVERIFY(shown.button("runCellButton")->isEnabled());
    QCOMPARE(shown.button("runAllButton")->text(), u"Run all"_s);
}

void TestIsolationPane::variants_areChosen()
{
    ShownMatrix shown;
    shown.settle();
    shown.clickCell(0, 2);
    auto* choice = shown.find<ChoiceButton>("variantChoice");
    QCOMPARE(choice->text(), u"Lost update: plain"_s);
    choice->setFocus();
    QTimer::singleShot(0, choice, [choice] {
        QMenu* menu = choice->menu();
        const QList<QAction*> actions = menu->actions();
        while (menu->activeAction() != actions.at(3))
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    QTest::keyClick(choice, Qt::Key_Space);
    QTRY_COMPARE(choice->text(), u"Lost update: version in WHERE"_s);
    QCOMPARE(shown.model().index(0, 6).data().toString(), u"0 rows"_s);
    QCOMPARE(shown.text("cellTitle"), u"Lost update, version in WHERE, SQLite, read uncommitted"_s);
    QTRY_COMPARE(
        shown.text("outcomeLabel"),
        u"One after the other the stock would be 5. B has to look at the number of changed rows, and run it "
        u"all "
        "again."_s);
}

void TestIsolationPane::withoutTransaction_isCounted()
{
    uitest::applyStyle();
    const IsolationPane hidden;
    QCOMPARE(
        uitest::text(hidden, "plainWords"), u"An API client reads in one request and saves in another."_s);
    ShownMatrix shown;
    shown.settle();
    QCOMPARE(
        shown.text("plainWords"),
        u"An API client reads in one request and saves in another. That lost an update at 3 of the 3 levels "
        u"that "
        "were run: that is why the record carries a version."_s);
}

void TestIsolationPane::oneLesson_isAsked()
{
    ShownMatrix shown;
    const QSignalSpy asked(&shown.pane, &IsolationPane::lessonAsked);
    ShownMatrix::click(shown.button("lessonButton"));
    QCOMPARE(asked.size(), 1);
    QVERIFY(shown.button("levelsButton")->isChecked() && !shown.button("lessonButton")->isChecked());
}

void TestIsolationPane::running_canBeCancelled()
{
    ShownMatrix shown;
    shown.settle();
    ShownMatrix::click(shown.button("runAllButton"));
    QCOMPARE(shown.button("runAllButton")->text(), u"Cancel"_s);
    QVERIFY(shown.text("progressLabel").endsWith(u" of 165"_s));
    // SQLite is done, and a server is about to start.
    QTRY_VERIFY2(
        shown.text("progressLabel").startsWith(u"45 of 165"_s), qPrintable(shown.text("progressLabel")));
    // Meanwhile SQLite can be used.
    shown.clickCell(0, 7);
    QTRY_VERIFY(
        shown.text("outcomeLabel").startsWith(u"One after the other the sum of what A reads would be 20"_s));
    QVERIFY(!shown.pane.isSettled());
    ShownMatrix::click(shown.button("runAllButton"));
    QVERIFY(shown.pane.isSettled());
    QCOMPARE(shown.button("runAllButton")->text(), u"Run all"_s);
    QCOMPARE(shown.text("progressLabel"), u"every cell is run on the engine itself"_s);
    QCOMPARE(shown.model().results().first().cells.size(), 45);
    for (int row = 0; row < shown.model().rowCount(); ++row) {
        for (int column = 1; column < shown.model().columnCount(); ++column)
            QVERIFY(!shown.model().index(row, column).data(IsolationModel::RunningRole).toBool());
    }
}

void TestIsolationPane::exports_haveTheResults()
{
    ShownMatrix shown;
    shown.settle();
    shown.find<QAction>("copyMatrixCsv")->trigger();
    const QString csv = QGuiApplication::clipboard()->text();
    QVERIFY(csv.startsWith(csvHeader()));
    QCOMPARE(csv.count(u'\n'), 46);
    shown.find<QAction>("copyMatrixMarkdown")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), shown.model().asMarkdown());
    QCOMPARE(shown.pane.exportMenu()->actions().size(), 5);
}

void TestIsolationPane::everyCell_isNamed()
{
    QAccessible::setActive(true);
    ShownMatrix shown;
    shown.settle();
    QAccessibleInterface* table = QAccessible::queryAccessibleInterface(shown.view());
    QVERIFY(table != nullptr && table->tableInterface() != nullptr);
    QCOMPARE(table->text(QAccessible::Name), u"What may happen at which isolation level"_s);
    const auto name = [table](int row, int column) {
        return table->tableInterface()->cellAt(row, column)->text(QAccessible::Name);
    };
    QCOMPARE(name(1, 6), u"Lost update, SQLite, serializable: refused with 517"_s);
    QCOMPARE(name(4, 0), u"PostgreSQL, repeatable read"_s);
    QCOMPARE(name(4, 6), u"Lost update, PostgreSQL, repeatable read: not run yet"_s);
    for (const QPushButton* button : shown.pane.findChildren<QPushButton*>())
        QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty());
}

void TestIsolationPane::missingEngine_isTold()
{
    ShownMatrix shown;
    shown.settle();
    const int before = shown.view()->rowHeight(3);
    auto& model = *shown.pane.findChild<IsolationModel*>();
    const QString problem = QStringLiteral("PostgreSQL is not there. ").repeated(20);
    model.setProblem(u"postgresql"_s, problem);
    // Its row becomes higher, so that the whole sentence is seen.
    QVERIFY(shown.view()->rowHeight(3) > before + 20);
    shown.clickCell(4, 6);
    QCOMPARE(shown.text("storyLabel"), problem);
}

void TestIsolationPane::table_fits_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("zoom");
    QTest::addColumn<bool>("wordy");
    QTest::newRow("1440×900") << QSize(1440, 844) << 100 << true;
    QTest::newRow("1280×720") << QSize(1280, 664) << 100 << false;
    QTest::newRow("75 %") << QSize(1440, 844) << 75 << true;
    QTest::newRow("150 %") << QSize(1440, 844) << 150 << false;
    QTest::newRow("3840×2160 at 200 %") << QSize(3840, 2000) << 200 << true;
}

void TestIsolationPane::table_fits()
{
    QFETCH(const QSize, size);
    QFETCH(const int, zoom);
    ShownMatrix shown(size);
    shown.settle();
    applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), Theme::light().withZoom(zoom));
    QCoreApplication::processEvents();
    QTEST(shown.view()->isWordy(), "wordy");
    QCOMPARE(shown.view()->horizontalScrollBar()->maximum(), 0);
    if (zoom != 150)
        QCOMPARE(shown.view()->verticalScrollBar()->maximum(), 0);
    QCOMPARE(shown.find<QScrollArea>("scrollArea")->verticalScrollBar()->maximum(), 0);
    // The last column ends with the table.
    const QHeaderView* header = shown.view()->horizontalHeader();
    QVERIFY(header->length() <= shown.view()->viewport()->width());
}

void TestIsolationPane::everything_isWithinThePane_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("zoom");
    for (const QSize size :
         {QSize(1440, 844), QSize(1280, 664), QSize(1040, 560), QSize(800, 600), QSize(480, 400)})
        QTest::addRow("%d×%d", size.width(), size.height()) << size << 100;
    QTest::newRow("150 %") << QSize(1440, 844) << 150;
    QTest::newRow("250 %") << QSize(1440, 844) << 250;
}

void TestIsolationPane::everything_isWithinThePane()
{
    QFETCH(const QSize, size);
    QFETCH(const int, zoom);
    ShownMatrix shown(size);
    shown.settle();
    applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), Theme::light().withZoom(zoom));
    QCoreApplication::processEvents();
    const auto* content = shown.find("content");
    for (const char* name :
         {"titleLabel",
          "progressLabel",
          "variantChoice",
          "levelsBar",
          "runAllButton",
          "tableCard",
          "cellCard"}) {
        const auto* widget = shown.find(name);
        const QRect place(widget->mapTo(content, QPoint()), widget->size());
        QVERIFY2(content->rect().contains(place), name);
        QVERIFY2(place.height() >= std::min(widget->minimumSizeHint().height(), 20), name);
    }
    const auto* title = shown.find<QLabel>("titleLabel");
    QVERIFY(title->width() >= title->sizeHint().width());
    for (const char* name :
         {"variantChoice", "lessonButton", "levelsButton", "runAllButton", "playCellButton"}) {
        const auto* button = shown.button(name);
        QVERIFY2(button->width() >= button->sizeHint().width() - 1, name);
    }
    // They do not lie over each other.
    const auto rectOf = [content, &shown](const char* name) {
        const auto* widget = shown.find(name);
        return QRect(widget->mapTo(content, QPoint()), widget->size());
    };
    QVERIFY(!rectOf("tableCard").intersects(rectOf("cellCard")));
    QVERIFY(!rectOf("tableCard").intersects(rectOf("runAllButton")));
}

QTEST_MAIN(TestIsolationPane)
#include "tst_isolationpane.moc"
