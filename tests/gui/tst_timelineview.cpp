#include "gui/compare/compareview.h"
#include "gui/diagram/diagramview.h"
#include "gui/playback/comparison.h"
#include "gui/textjournal.h"
#include "gui/theme/fonts.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"
#include "stage/files/scenariolibrary.h"
#include "warningfreetest.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QScrollBar>
#include <QTest>
#include <QToolTip>

using namespace interleave;
using namespace interleave::testing;

/// What every view of a time line promises: scrolling, zoom, the keys, the mouse, tool tips and accessible
/// descriptions.
class TestTimelineView final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void keys_chooseItems_data() { views(); }
    void keys_chooseItems();
    void key_showsTheCurrentItemAgain_data() { views(); }
    void key_showsTheCurrentItemAgain();
    void click_choosesTheItem_data() { views(); }
    void click_choosesTheItem();
    void toolTip_describesTheItemUnderThePointer_data() { views(); }
    void toolTip_describesTheItemUnderThePointer();
    void description_isThatOfTheCurrentItem_data() { views(); }
    void description_isThatOfTheCurrentItem();
    void focus_isShownOnlyWhenItCameByKeyboard_data() { views(); }
    void focus_isShownOnlyWhenItCameByKeyboard();
    void focus_isVisibleWhenTheItemIsOutOfSight_data() { views(); }
    void focus_isVisibleWhenTheItemIsOutOfSight();
    void zoom_scalesTheRangeAndKeepsTheItemInSight_data() { views(); }
    void zoom_scalesTheRangeAndKeepsTheItemInSight();

private:
    static void views();
    /// The view of the current data row, lower than its content.
    [[nodiscard]] TimelineView& view();
    [[nodiscard]] static QPoint middleOf(const TimelineView& view, qint64 item);
    /// The tool tip after the pointer rested at a place of the viewport.
    [[nodiscard]] static QString tipAt(TimelineView& view, const QPoint& place);
    [[nodiscard]] static bool isInSight(const TimelineView& view, qint64 item);

    std::unique_ptr<TextJournal> m_journal;
    std::unique_ptr<Comparison> m_comparison;
    std::unique_ptr<TimelineView> m_view;
};

void TestTimelineView::initTestCase()
{
    loadBundledFonts();
    applyTheme(*qApp, Theme::light());
}

void TestTimelineView::cleanup()
{
    QToolTip::hideText();
    m_view.reset();
    m_comparison.reset();
    m_journal.reset();
    applyTheme(*qApp, Theme::light());
}

void TestTimelineView::views()
{
    QTest::addColumn<bool>("compares");
    QTest::newRow("one sequence diagram") << false;
    QTest::newRow("two side by side") << true;
}

TimelineView& TestTimelineView::view()
{
    QFETCH(const bool, compares);
    if (compares) {
        m_comparison = std::make_unique<Comparison>();
        const auto five = findScenario(QStringLiteral("five-clients"));
        m_comparison->load(five->scenario, static_cast<int>(five->scenario.steps.size()));
        m_view = std::make_unique<CompareView>(*m_comparison);
    } else {
        m_journal = std::make_unique<TextJournal>(QStringLiteral(
            "A reads; B reads; A types 7; A saves 7; B saves 8; A reads; B reads; A saves 9; B saves 10"));
        auto diagram = std::make_unique<DiagramView>();
        diagram->setAnimated(false);
        diagram->setJournal(&m_journal->journal(), {QStringLiteral("A"), QStringLiteral("B")});
        m_view = std::move(diagram);
    }
    m_view->resize(1080, 300);
    m_view->show();
    m_view->activateWindow();
    (void)QTest::qWaitFor([this] { return m_view->isActiveWindow() && m_view->itemCount() > 4; });
    return *m_view;
}

QPoint TestTimelineView::middleOf(const TimelineView& view, qint64 item)
{
    return {300, qRound(view.itemRect(item).center().y())};
}

QString TestTimelineView::tipAt(TimelineView& view, const QPoint& place)
{
    QHelpEvent event(QEvent::ToolTip, place, view.viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(view.viewport(), &event);
    return QToolTip::text();
}

bool TestTimelineView::isInSight(const TimelineView& view, qint64 item)
{
    return view.viewport()->rect().contains(middleOf(view, item));
}

void TestTimelineView::keys_chooseItems()
{
    TimelineView& shown = view();
    QTest::keyClick(&shown, Qt::Key_End);
    const qint64 last = shown.currentItem();
    QVERIFY(last > 0 && last <= shown.itemCount());
    QVERIFY(isInSight(shown, last));
    QTest::keyClick(&shown, Qt::Key_Up);
    QVERIFY(shown.currentItem() < last);
    QTest::keyClick(&shown, Qt::Key_Down);
    QCOMPARE(shown.currentItem(), last);
    QTest::keyClick(&shown, Qt::Key_Down);
    QCOMPARE(shown.currentItem(), last);
    QTest::keyClick(&shown, Qt::Key_Home);
    QCOMPARE(shown.currentItem(), 1);
    QVERIFY(isInSight(shown, 1));
    QTest::keyClick(&shown, Qt::Key_Up);
    QCOMPARE(shown.currentItem(), 1);
    // The others go on to the parent, or scroll.
    QTest::keyClick(&shown, Qt::Key_PageDown);
    QCOMPARE(shown.currentItem(), 1);
    QVERIFY(shown.verticalScrollBar()->value() > 0);
}

void TestTimelineView::key_showsTheCurrentItemAgain()
{
    TimelineView& shown = view();
    QTest::keyClick(&shown, Qt::Key_Home);
    shown.scrollToEnd();
    QVERIFY(!isInSight(shown, 1));
    QTest::keyClick(&shown, Qt::Key_Up);
    QVERIFY(isInSight(shown, 1));
}

void TestTimelineView::click_choosesTheItem()
{
    TimelineView& shown = view();
    QTest::keyClick(&shown, Qt::Key_Home);
    QTest::mouseClick(shown.viewport(), Qt::LeftButton, {}, middleOf(shown, 2));
    QCOMPARE(shown.currentItem(), 2);
    // Not by another button, and not beside the items.
    QTest::mouseClick(shown.viewport(), Qt::MiddleButton, {}, middleOf(shown, 1));
    QTest::mouseClick(shown.viewport(), Qt::LeftButton, {}, {300, 2});
    QCOMPARE(shown.currentItem(), 2);
}

void TestTimelineView::toolTip_describesTheItemUnderThePointer()
{
    TimelineView& shown = view();
    QTest::keyClick(&shown, Qt::Key_Home);
    QStringList tips;
    for (const qint64 item : {qint64{1}, qint64{2}}) {
        QVERIFY(isInSight(shown, item));
        tips.append(tipAt(shown, middleOf(shown, item)));
        QTest::mouseClick(shown.viewport(), Qt::LeftButton, {}, middleOf(shown, item));
        QCOMPARE(tips.last(), plainTip(shown.accessibleDescription()));
    }
    QVERIFY(!tips.contains(QString()) && tips.first() != tips.last());
    // Beside the items there is none. It does not disappear at once.
    (void)tipAt(shown, {300, 2});
    QTRY_COMPARE(QToolTip::text(), QString());
}

void TestTimelineView::description_isThatOfTheCurrentItem()
{
    TimelineView& shown = view();
    const QAccessibleInterface* told = QAccessible::queryAccessibleInterface(&shown);
    QVERIFY(told != nullptr && !told->text(QAccessible::Name).isEmpty());
    QTest::keyClick(&shown, Qt::Key_Home);
    const QString first = told->text(QAccessible::Description);
    QVERIFY(first.contains(QStringLiteral("Step 1")));
    QTest::keyClick(&shown, Qt::Key_Down);
    QVERIFY(told->text(QAccessible::Description) != first);
}

void TestTimelineView::focus_isShownOnlyWhenItCameByKeyboard()
{
    TimelineView& shown = view();
    QTest::keyClick(&shown, Qt::Key_Home);
    shown.clearFocus();
    const QImage without = shown.viewport()->grab().toImage();
    shown.setFocus(Qt::TabFocusReason);
    const QImage byKeyboard = shown.viewport()->grab().toImage();
    QVERIFY(byKeyboard != without);
    shown.clearFocus();
    shown.setFocus(Qt::MouseFocusReason);
    QCOMPARE(shown.viewport()->grab().toImage(), without);
    QTest::keyClick(&shown, Qt::Key_Home);
    QCOMPARE(shown.viewport()->grab().toImage(), byKeyboard);
    QTest::mouseClick(shown.viewport(), Qt::LeftButton, {}, middleOf(shown, 1));
    QCOMPARE(shown.viewport()->grab().toImage(), without);
}

void TestTimelineView::focus_isVisibleWhenTheItemIsOutOfSight()
{
    TimelineView& shown = view();
    QTest::keyClick(&shown, Qt::Key_Home);
    shown.scrollToEnd();
    QVERIFY(!isInSight(shown, 1));
    shown.clearFocus();
    const QImage without = shown.viewport()->grab().toImage();
    shown.setFocus(Qt::TabFocusReason);
    QVERIFY(shown.viewport()->grab().toImage() != without);
}

void TestTimelineView::zoom_scalesTheRangeAndKeepsTheItemInSight()
{
    TimelineView& shown = view();
    QTest::keyClick(&shown, Qt::Key_Home);
    QTest::keyClick(&shown, Qt::Key_Down);
    const auto contentHeight = [&shown] {
        return shown.verticalScrollBar()->maximum() + shown.viewport()->height();
    };
    const int before = contentHeight();
    const qreal row = shown.itemHeight(1);
    applyTheme(*qApp, Theme::light().withZoom(200));
    QVERIFY(qAbs(contentHeight() - 2 * before) <= 2);
    QCOMPARE(shown.itemHeight(1), 2 * row);
    QVERIFY(isInSight(shown, shown.currentItem()));
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    TestTimelineView test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_timelineview.moc"
