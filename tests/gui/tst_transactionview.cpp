#include "gui/transactiondiagram/transactionview.h"

#include "gui/theme/fonts.h"
#include "gui/theme/style.h"
#include "gui/transactionstories.h"
#include "warningfreetest.h"

#include <QAccessible>
#include <QApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

const QString A = u"A"_s;
const QString B = u"B"_s;

std::shared_ptr<const TransactionStory> shared(const StoryScript& script)
{
    return std::make_shared<const TransactionStory>(script.story());
}

StoryScript lostUpdate()
{
    StoryScript script;
    script.begin(A).begin(B).read(A, 10, StoryScript::current(0)).read(B, 10, StoryScript::current(0));
    script.write(A, 7).commit(A).write(B, 8).commit(B);
    return script;
}

StoryScript reads(int count)
{
    StoryScript script;
    for (int i = 0; i < count; ++i)
        script.read(A, 10, StoryScript::current(0));
    return script;
}

/// A view as in the window.
struct Shown final
{
    explicit Shown(const StoryScript& script, const QSize& size = {940, 620})
    {
        view.setAnimated(false);
        view.resize(size);
        view.setStory(shared(script));
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }

    [[nodiscard]] QPoint pointOn(qint64 seq) const { return view.itemRect(seq).center().toPoint(); }
    void click(qint64 seq) { QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, pointOn(seq)); }
    [[nodiscard]] QPushButton* newButton() const
    {
        return view.findChild<QPushButton*>(QStringLiteral("newMessagesButton"));
    }

    TransactionView view;
};

} // namespace

class TestTransactionView final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        loadBundledFonts();
        applyTheme(*qApp, Theme::light());
    }

    void click_selectsTheEvent();
    void keys_moveTheSelection();
    void menu_isAskedFor();
    void rows_areAsLowAsShowsAll();
    void moment_hidesWhatComes();
    void otherStory_startsAtItsEnd();
    void grownStory_isFollowed();
    void grownStory_slidesIn();
    void nextMoment_slidesIn();
    void pastMoment_staysWithAGrownStory();
    void description_saysTheEvent();
    void noStory_isEmpty();
};

void TestTransactionView::click_selectsTheEvent()
{
    Shown shown(lostUpdate());
    QSignalSpy spy(&shown.view, &TransactionView::selected);
    shown.click(5);
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toLongLong(), 5);
    QCOMPARE(shown.view.currentItem(), 5);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, {300, 2});
    QCOMPARE(spy.count(), 1);
}

void TestTransactionView::keys_moveTheSelection()
{
    Shown shown(lostUpdate());
    shown.view.setFocus();
    QSignalSpy spy(&shown.view, &TransactionView::selected);
    for (const Qt::Key key : {Qt::Key_Up, Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_Up, Qt::Key_End})
        QTest::keyClick(&shown.view, key);
    QList<qint64> chosen;
    for (const QList<QVariant>& arguments : spy)
        chosen.append(arguments.first().toLongLong());
    QCOMPARE(chosen, QList<qint64>({8, 7, 8, 1, 8}));
}

void TestTransactionView::menu_isAskedFor()
{
    Shown shown(lostUpdate());
    QSignalSpy spy(&shown.view, &TransactionView::menuAsked);
    QContextMenuEvent event(
        QContextMenuEvent::Mouse, QPoint(20, 30), shown.view.viewport()->mapToGlobal(QPoint(20, 30)));
    QApplication::sendEvent(shown.view.viewport(), &event);
    QCOMPARE(spy.count(), 1);
}

void TestTransactionView::rows_areAsLowAsShowsAll()
{
    Shown shown(lostUpdate());
    QCOMPARE(shown.view.layout().messageHeight(), DiagramLayout::MessageHeight);
    shown.view.resize(940, 460);
    QVERIFY(shown.view.layout().messageHeight() < DiagramLayout::MessageHeight);
    QCOMPARE(shown.view.verticalScrollBar()->maximum(), 0);
    shown.view.resize(940, 200);
    QCOMPARE(shown.view.layout().messageHeight(), DiagramLayout::LeastMessageHeight);
    QVERIFY(shown.view.verticalScrollBar()->maximum() > 0);
}

void TestTransactionView::moment_hidesWhatComes()
{
    Shown shown(lostUpdate());
    const QImage end = shown.view.grab().toImage();
    shown.view.setMoment(4);
    QCOMPARE(shown.view.frame().moment, 4);
    QVERIFY(shown.view.grab().toImage() != end);
    shown.view.setMoment(8);
    QCOMPARE(shown.view.grab().toImage(), end);
}

void TestTransactionView::otherStory_startsAtItsEnd()
{
    Shown shown(lostUpdate());
    shown.view.setMoment(4);
    shown.click(3);
    shown.view.setStory(shared(reads(5)));
    QCOMPARE(shown.view.itemCount(), 5);
    QCOMPARE(shown.view.frame().moment, 5);
    QCOMPARE(shown.view.currentItem(), 0);
    shown.view.setStory(nullptr);
    QCOMPARE(shown.view.itemCount(), 0);
}

void TestTransactionView::grownStory_isFollowed()
{
    Shown shown(reads(30), {940, 400});
    StoryScript more = reads(30);
    more.write(B, 7);
    shown.view.setStory(shared(more));
    QCOMPARE(shown.view.frame().moment, 31);
    QCOMPARE(shown.view.verticalScrollBar()->value(), shown.view.verticalScrollBar()->maximum());
    QVERIFY(!shown.newButton()->isVisible());
    // Who looks at older events stays there, and is told.
    shown.view.verticalScrollBar()->setValue(40);
    more.commit(B).read(A, 7);
    shown.view.setStory(shared(more));
    QCOMPARE(shown.view.verticalScrollBar()->value(), 40);
    QCOMPARE(shown.newButton()->text(), u"2 new ↓"_s);
    QTest::mouseClick(shown.newButton(), Qt::LeftButton);
    QCOMPARE(shown.view.verticalScrollBar()->value(), shown.view.verticalScrollBar()->maximum());
    QVERIFY(!shown.newButton()->isVisible());
}

void TestTransactionView::grownStory_slidesIn()
{
    StoryScript script;
    script.begin(A);
    Shown shown(script);
    shown.view.setAnimated(true);
    script.write(A, 7);
    shown.view.setStory(shared(script));
    const QImage first = shown.view.grab().toImage();
    TransactionView still;
    still.setAnimated(false);
    still.resize(shown.view.size());
    still.setStory(shared(script));
    still.show();
    const QImage end = still.grab().toImage();
    QVERIFY(first != end);
    QTRY_VERIFY(shown.view.grab().toImage() == end);
}

void TestTransactionView::nextMoment_slidesIn()
{
    Shown shown(lostUpdate());
    shown.view.setMoment(5);
    const QImage end = shown.view.grab().toImage();
    shown.view.setMoment(4);
    shown.view.setAnimated(true);
    shown.view.setMoment(5);
    QVERIFY(shown.view.grab().toImage() != end);
    QTRY_VERIFY(shown.view.grab().toImage() == end);
    // Back is not played.
    shown.view.setMoment(6);
    shown.view.setMoment(5);
    QTRY_COMPARE(shown.view.grab().toImage(), end);
}

void TestTransactionView::pastMoment_staysWithAGrownStory()
{
    StoryScript script = lostUpdate();
    Shown shown(script);
    shown.view.setMoment(3);
    script.begin(A);
    shown.view.setStory(shared(script));
    QCOMPARE(shown.view.frame().moment, 3);
    QCOMPARE(shown.view.itemCount(), 9);
}

void TestTransactionView::description_saysTheEvent()
{
    Shown shown(lostUpdate());
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&shown.view);
    QCOMPARE(interface->text(QAccessible::Name), u"Sequence diagram"_s);
    QCOMPARE(interface->text(QAccessible::Description), u"8 events. Up and Down choose one."_s);
    shown.view.setSelected(3);
    const QString words = interface->text(QAccessible::Description);
    QVERIFY2(words.startsWith(u"Step 3, A: SELECT"_s), qPrintable(words));
    QVERIFY2(words.contains(u"stock 10"_s), qPrintable(words));
}

void TestTransactionView::noStory_isEmpty()
{
    TransactionView view;
    view.resize(400, 300);
    view.show();
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {50, 50});
    QCOMPARE(view.currentItem(), 0);
    view.setSelected(5);
    QCOMPARE(view.currentItem(), 0);
    QCOMPARE(view.accessibleDescription(), u"Nothing has happened yet."_s);
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    TestTransactionView test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_transactionview.moc"
