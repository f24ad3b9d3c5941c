#include "gui/inspector/inspector.h"
#include "gui/panels/observerstrip.h"
#include "gui/record/recordchooser.h"
#include "gui/record/recordtabs.h"
#include "gui/record/valuedisplay.h"
#include "gui/shownwindow.h"
#include "stage/tworecords.h"
#include "warningfreetest.h"

#include <QMenu>
#include <QTableView>

using namespace interleave;
using uitest::A;
using uitest::B;

/// The window with a scenario of two records, played with mouse and keyboard.
class TestSeveralRecords final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }
    void cleanup();

    void scenario_isPlayedByMouse();
    void chooser_worksByKeyboard();
    void tabs_workByMouseAndKeyboard();
    void tab_endsWithTheNextEvent();
    void typedText_staysWithItsRecord();
    void past_showsTheRecordOfThatMoment();
    void answer_namesTheRecordItWasAbout();
    void history_belongsToTheSelectedMessagesRecord();
    void manyRecords_haveFourTabs();
    void freePlay_showsNoChoice();

private:
    void prepare() override;

    void load();
    [[nodiscard]] RecordChooser* chooser(const QString& client)
    {
        return m_shown->card(client)->findChild<RecordChooser*>();
    }
    void choose(const QString& client, const char* record);
    [[nodiscard]] QString figure() { return m_shown->find<ValueDisplay>("valueDisplay")->value(); }
    [[nodiscard]] QString label(const char* name) { return m_shown->find<QLabel>(name)->text(); }

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestSeveralRecords::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestSeveralRecords::cleanup()
{
    m_shown.reset();
}

void TestSeveralRecords::load()
{
    m_shown->stage.load(testing::twoRecordsScenario());
    QTRY_VERIFY(m_shown->stage.canStep());
}

void TestSeveralRecords::choose(const QString& client, const char* record)
{
    // Connect before the click: the menu runs its own event loop.
    auto* menu = chooser(client)->menu();
    connect(menu, &QMenu::aboutToShow, this, [menu, record] {
        QMetaObject::invokeMethod(
            menu,
            [menu, record] {
                for (QAction* action : menu->actions()) {
                    if (action->objectName() == QLatin1String(record))
                        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                }
                menu->disconnect(SIGNAL(aboutToShow()));
            },
            Qt::QueuedConnection);
    });
    uitest::ShownWindow::click(chooser(client));
    QTRY_COMPARE(m_shown->stage.recordOf(client), QLatin1String(record));
}

void TestSeveralRecords::scenario_isPlayedByMouse()
{
    load();
    QCOMPARE(m_shown->button("deskTab")->isChecked(), true);
    m_shown->clickIn(A(), "readButton");
    QCOMPARE(m_shown->stage.position(), 1);
    choose(A(), "store");
    QCOMPARE(m_shown->stockOf(A())->text(), QString());
    m_shown->clickIn(A(), "readButton");
    QCOMPARE(m_shown->stage.position(), 2);
    QCOMPARE(m_shown->stockOf(A())->text(), QStringLiteral("40"));
    QCOMPARE(figure(), QStringLiteral("40"));
    m_shown->clickIn(B(), "readButton");
    choose(A(), "desk");
    QCOMPARE(m_shown->stockOf(A())->text(), QStringLiteral("10"));
    m_shown->save(A(), QStringLiteral("13"));
    choose(A(), "store");
    m_shown->save(A(), QStringLiteral("37"));
    QCOMPARE(m_shown->stage.position(), 5);
    QCOMPARE(figure(), QStringLiteral("37"));
    QCOMPARE(label("lostFigure"), QStringLiteral("0"));
    m_shown->save(B(), QStringLiteral("8"));
    QCOMPARE(m_shown->stage.position(), 6);
    QVERIFY(!m_shown->stage.hasLeftScript());
    QCOMPARE(figure(), QStringLiteral("8"));
    QCOMPARE(label("lostFigure"), QStringLiteral("1"));
    QCOMPARE(
        m_shown->button("storeTab")->accessibleName(), QStringLiteral("Record store: stock 37, version 2"));
    QVERIFY(m_shown->button("deskTab")->isChecked());
    // A's card shows the store, whose copy is current; its copy of the desk is stale.
    QCOMPARE(
        m_shown->find<ObserverStrip>("clientAStrip")->text(), QStringLiteral("A’s copy is the newest (v2)"));
    choose(A(), "desk");
    QCOMPARE(
        m_shown->find<ObserverStrip>("clientAStrip")->text(),
        QStringLiteral("A does not know: its v2 is gone, v3 stands"));
}

void TestSeveralRecords::chooser_worksByKeyboard()
{
    load();
    RecordChooser* choice = chooser(A());
    QCOMPARE(choice->text(), QStringLiteral("desk"));
    QCOMPARE(choice->accessibleName(), QStringLiteral("Record: desk"));
    choice->setFocus(Qt::TabFocusReason);
    auto* menu = choice->menu();
    connect(menu, &QMenu::aboutToShow, menu, [menu] {
        QMetaObject::invokeMethod(
            menu,
            [menu] {
                QTest::keyClick(menu, Qt::Key_Down);
                QTest::keyClick(menu, Qt::Key_Down);
                QTest::keyClick(menu, Qt::Key_Return);
            },
            Qt::QueuedConnection);
    });
    QTest::keyClick(choice, Qt::Key_Space);
    QTRY_COMPARE(m_shown->stage.recordOf(A()), QStringLiteral("store"));
    QCOMPARE(choice->text(), QStringLiteral("store"));
    QCOMPARE(chooser(B())->text(), QStringLiteral("desk"));
}

void TestSeveralRecords::tabs_workByMouseAndKeyboard()
{
    load();
    uitest::ShownWindow::click(m_shown->button("storeTab"));
    QCOMPARE(figure(), QStringLiteral("40"));
    QCOMPARE(label("pathLabel"), QStringLiteral("/records/store"));
    QCOMPARE(label("valueFigure"), QStringLiteral("40"));
    m_shown->window.activateWindow();
    m_shown->button("storeTab")->setFocus();
    QTRY_VERIFY(m_shown->button("storeTab")->hasFocus());
    QTest::keyClick(m_shown->button("storeTab"), Qt::Key_Left);
    QCOMPARE(figure(), QStringLiteral("10"));
    QVERIFY(m_shown->button("deskTab")->isChecked());
    QVERIFY(m_shown->button("deskTab")->hasFocus());
}

void TestSeveralRecords::tab_endsWithTheNextEvent()
{
    load();
    uitest::ShownWindow::click(m_shown->button("storeTab"));
    m_shown->clickIn(A(), "readButton");
    QVERIFY(m_shown->button("deskTab")->isChecked());
    QCOMPARE(figure(), QStringLiteral("10"));
}

void TestSeveralRecords::typedText_staysWithItsRecord()
{
    load();
    m_shown->stage.playTo(2);
    QTRY_COMPARE(m_shown->stage.position(), 2);
    choose(A(), "desk");
    // Text in place of a number cannot be sent, but is not lost either.
    m_shown->typeStock(A(), QStringLiteral("many"));
    choose(A(), "store");
    QCOMPARE(m_shown->stockOf(A())->text(), QStringLiteral("40"));
    QCOMPARE(uitest::text(*m_shown->card(A()), "sentenceLabel"), QStringLiteral("Read v1."));
    choose(A(), "desk");
    QCOMPARE(m_shown->stockOf(A())->text(), QStringLiteral("many"));
    QCOMPARE(uitest::text(*m_shown->card(A()), "sentenceLabel").left(10), QStringLiteral("Not sent: "));
    // A valid value was recorded for the record that it was typed for.
    m_shown->typeStock(A(), QStringLiteral("12"));
    choose(A(), "store");
    const Snapshot& now = m_shown->journal().latest();
    QCOMPARE(
        now.client(A()).copyOf(QStringLiteral("desk")).draft->fields,
        (Fields{{QStringLiteral("stock"), qint64{12}}}));
    QVERIFY(!now.client(A()).copyOf(QStringLiteral("store")).draft);
}

void TestSeveralRecords::past_showsTheRecordOfThatMoment()
{
    load();
    m_shown->stage.playTo(6);
    QTRY_COMPARE(m_shown->stage.position(), 6);
    m_shown->settle();
    QCOMPARE(chooser(A())->text(), QStringLiteral("store"));
    m_shown->timelineCursor().show(1);
    QCOMPARE(chooser(A())->text(), QStringLiteral("desk"));
    QCOMPARE(figure(), QStringLiteral("10"));
    // Only for viewing, for this moment, and without changing the record that A works on.
    auto* menu = chooser(A())->menu();
    menu->findChild<QAction*>(QStringLiteral("store"))->trigger();
    QCOMPARE(chooser(A())->text(), QStringLiteral("store"));
    QCOMPARE(m_shown->stockOf(A())->text(), QString());
    m_shown->timelineCursor().show(2);
    m_shown->timelineCursor().show(1);
    QCOMPARE(chooser(A())->text(), QStringLiteral("desk"));
    QCOMPARE(m_shown->stage.recordOf(A()), QStringLiteral("store"));
}

void TestSeveralRecords::answer_namesTheRecordItWasAbout()
{
    load();
    m_shown->clickIn(A(), "readButton");
    QCOMPARE(uitest::text(*m_shown->card(A()), "sentenceLabel"), QStringLiteral("Read v1."));
    choose(A(), "store");
    QCOMPARE(uitest::text(*m_shown->card(A()), "sentenceLabel"), QStringLiteral("desk: Read v1."));
}

void TestSeveralRecords::history_belongsToTheSelectedMessagesRecord()
{
    load();
    m_shown->stage.playTo(6);
    QTRY_COMPARE(m_shown->stage.position(), 6);
    const auto* table = m_shown->find<QTableView>("versionsTable");
    QCOMPARE(table->model()->rowCount(), 3);
    m_shown->timelineCursor().show(7);
    QCOMPARE(m_shown->journal().event(7).record, QStringLiteral("store"));
    QCOMPARE(table->model()->rowCount(), 2);
}

void TestSeveralRecords::manyRecords_haveFourTabs()
{
    QStringList ids;
    QList<Record> records;
    for (int i = 1; i <= 30; ++i) {
        ids.append(QStringLiteral("record %1").arg(i));
        records.append({ids.last(), uitest::lamp(i), 1, 0});
    }
    const Journal journal({Locking::Off, 0, 0, records});
    RecordTabs tabs;
    const auto shown = [&tabs] {
        QStringList names;
        for (const QWidget* tab : tabs.focusOrder())
            names.append(tab->objectName());
        return names;
    };
    tabs.setRecords(ids, journal.latest(), ids.at(1));
    tabs.show();
    QCOMPARE(
        shown(),
        QStringList(
            {QStringLiteral("record 1Tab"),
             QStringLiteral("record 2Tab"),
             QStringLiteral("record 3Tab"),
             QStringLiteral("record 4Tab")}));
    QVERIFY(tabs.minimumSizeHint().width() < 200);
    tabs.setRecords(ids, journal.latest(), ids.at(20));
    QCOMPARE(shown().size(), RecordTabs::Most);
    QCOMPARE(shown().last(), QStringLiteral("record 21Tab"));
    QVERIFY(tabs.findChild<QPushButton*>(QStringLiteral("record 21Tab"))->isChecked());
}

void TestSeveralRecords::freePlay_showsNoChoice()
{
    QVERIFY(!chooser(A())->isVisible());
    QVERIFY(!m_shown->find<QWidget>("recordTabs")->isVisible());
    load();
    QVERIFY(chooser(A())->isVisible());
    QVERIFY(m_shown->find<QWidget>("recordTabs")->isVisible());
    m_shown->stage.startFreePlay();
    m_shown->settle();
    QVERIFY(!chooser(A())->isVisible());
    QVERIFY(!m_shown->find<QWidget>("recordTabs")->isVisible());
}

QTEST_MAIN(TestSeveralRecords)
#include "tst_severalrecords.moc"
