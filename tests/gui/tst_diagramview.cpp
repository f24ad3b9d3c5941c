#include "gui/diagram/diagramview.h"

#include "gui/textjournal.h"
#include "gui/theme/fonts.h"
#include "gui/theme/style.h"
#include "warningfreetest.h"

#include <QAccessible>
#include <QApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;

namespace {

const QStringList Panels{QStringLiteral("A"), QStringLiteral("B")};
const char* const Lesson = "A reads; B reads; A saves 7; B saves 8";

/// A view as in the window.
struct Shown
{
    TextJournal text;
    DiagramView view;

    explicit Shown(const QString& journal, const QSize& size = {1080, 560})
        : text(journal)
    {
        view.resize(size);
        view.setAnimated(false);
        view.setJournal(&text.journal(), Panels);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }

    void add(const char* phrase)
    {
        text.add(QString::fromUtf8(phrase));
        view.tellAppended();
    }

    [[nodiscard]] QPoint pointOn(qint64 seq) const
    {
        const DiagramFrame frame = view.frame();
        const qreal y =
            view.layout().rowTop(seq, frame.scale) + view.layout().rowHeight(seq, frame.scale) / 2;
        return {300, qRound(y - frame.top)};
    }

    [[nodiscard]] QPushButton* newButton() const
    {
        return view.findChild<QPushButton*>(QStringLiteral("newMessagesButton"));
    }
};

QString manyReads(int count)
{
    QStringList phrases;
    for (int i = 0; i < count; ++i)
        phrases.append(QStringLiteral("A reads"));
    return phrases.join(QLatin1Char(';'));
}

} // namespace

class TestDiagramView final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        loadBundledFonts();
        applyTheme(*qApp, Theme::light());
    }

    void click_selectsTheMessage();
    void keys_moveTheSelection();
    void selection_scrollsItIntoSight();
    void newest_isFollowed();
    void scrolledUpView_countsNewEvents();
    void pastMoment_staysWithNewEvents();
    void theme_scalesTheRange();
    void accessibleDescription_hasTheSelection();
    void newMessage_slidesInAndEnds();
    void messageWithoutAnimation_appearsAtOnce();
    void noJournal_isEmpty();
};

void TestDiagramView::click_selectsTheMessage()
{
    Shown shown(QString::fromUtf8(Lesson));
    QSignalSpy spy(&shown.view, &DiagramView::selected);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.pointOn(6));
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toLongLong(), 6);
    QCOMPARE(shown.view.currentItem(), 6);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, {300, 2});
    QCOMPARE(spy.count(), 1);
}

void TestDiagramView::keys_moveTheSelection()
{
    Shown shown(QString::fromUtf8(Lesson));
    shown.view.setFocus();
    QSignalSpy spy(&shown.view, &DiagramView::selected);
    for (const Qt::Key key :
         {Qt::Key_Up, Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_Up, Qt::Key_End, Qt::Key_Down})
        QTest::keyClick(&shown.view, key);
    QList<qint64> chosen;
    for (const QList<QVariant>& arguments : spy)
        chosen.append(arguments.first().toLongLong());
    QCOMPARE(chosen, QList<qint64>({6, 4, 6, 1, 6}));
}

void TestDiagramView::selection_scrollsItIntoSight()
{
    Shown shown(manyReads(60));
    QCOMPARE(shown.view.verticalScrollBar()->value(), shown.view.verticalScrollBar()->maximum());
    shown.view.setSelected(3);
    QVERIFY(shown.view.viewport()->rect().contains(shown.pointOn(3)));
    shown.view.setSelected(40);
    QVERIFY(shown.view.viewport()->rect().contains(shown.pointOn(40)));
    shown.view.setSelected(60);
    QCOMPARE(shown.view.verticalScrollBar()->value(), shown.view.verticalScrollBar()->maximum());
}

void TestDiagramView::newest_isFollowed()
{
    Shown shown(manyReads(30));
    shown.add("B reads");
    QCOMPARE(shown.view.frame().moment, 31);
    QCOMPARE(shown.view.verticalScrollBar()->value(), shown.view.verticalScrollBar()->maximum());
    QVERIFY(!shown.newButton()->isVisible());
}

void TestDiagramView::scrolledUpView_countsNewEvents()
{
    Shown shown(manyReads(30));
    shown.view.verticalScrollBar()->setValue(40);
    shown.add("B reads");
    shown.add("B reads");
    shown.add("B reads");
    QCOMPARE(shown.view.verticalScrollBar()->value(), 40);
    QVERIFY(shown.newButton()->isVisible());
    QCOMPARE(shown.newButton()->text(), QStringLiteral("3 new ↓"));
    QTest::mouseClick(shown.newButton(), Qt::LeftButton);
    QCOMPARE(shown.view.verticalScrollBar()->value(), shown.view.verticalScrollBar()->maximum());
    QVERIFY(!shown.newButton()->isVisible());
}

void TestDiagramView::pastMoment_staysWithNewEvents()
{
    Shown shown(QString::fromUtf8(Lesson));
    shown.view.setMoment(3);
    shown.add("A reads");
    QCOMPARE(shown.view.frame().moment, 3);
    QCOMPARE(shown.newButton()->text(), QStringLiteral("1 new ↓"));
}

void TestDiagramView::theme_scalesTheRange()
{
    Shown shown(manyReads(30));
    const int before = shown.view.verticalScrollBar()->maximum() + shown.view.viewport()->height();
    applyTheme(*qApp, Theme::light().withZoom(200));
    const int after = shown.view.verticalScrollBar()->maximum() + shown.view.viewport()->height();
    applyTheme(*qApp, Theme::light());
    QVERIFY(qAbs(after - 2 * before) <= 2);
}

void TestDiagramView::accessibleDescription_hasTheSelection()
{
    Shown shown(QString::fromUtf8(Lesson));
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&shown.view);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Sequence diagram"));
    shown.view.setSelected(6);
    QCOMPARE(
        interface->text(QAccessible::Description),
        QStringLiteral("Step 4, B, PUT stock 8 · no If-Match, 200 OK · ETag \"3\", lost: A’s version 2"));
}

void TestDiagramView::newMessage_slidesInAndEnds()
{
    Shown shown(QString::fromUtf8(Lesson));
    const QImage before = shown.view.grab().toImage();
    shown.view.setAnimated(true);
    shown.text.add(QStringLiteral("A reads"));
    shown.view.tellAppended();
    const QImage first = shown.view.grab().toImage();
    shown.view.setAnimated(false);
    DiagramView still;
    still.setAnimated(false);
    still.resize(shown.view.size());
    still.setJournal(&shown.text.journal(), Panels);
    still.show();
    const QImage end = still.grab().toImage();
    QVERIFY(first != end);
    QTRY_VERIFY(shown.view.grab().toImage() == end);
    QVERIFY(before != end);
}

void TestDiagramView::messageWithoutAnimation_appearsAtOnce()
{
    Shown shown(QString::fromUtf8(Lesson));
    shown.add("A reads");
    // The result equals that of a view which never had the journal without its last event.
    DiagramView whole;
    whole.setAnimated(false);
    whole.resize(shown.view.size());
    whole.setJournal(&shown.text.journal(), Panels);
    whole.show();
    QCOMPARE(shown.view.grab().toImage(), whole.grab().toImage());
}

void TestDiagramView::noJournal_isEmpty()
{
    DiagramView view;
    view.resize(400, 300);
    view.show();
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {50, 50});
    QCOMPARE(view.currentItem(), 0);
    view.setSelected(5);
    QCOMPARE(view.currentItem(), 0);
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    TestDiagramView test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_diagramview.moc"
