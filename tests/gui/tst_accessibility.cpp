#include "gui/accessiblecontrols.h"
#include "gui/shownwindow.h"
#include "gui/widgets/toggleswitch.h"
#include "gui/window/navigation.h"
#include "warningfreetest.h"

#include <QMenu>
#include <QTableView>

using namespace interleave;
using uitest::AccessibleControl;
using uitest::accessibleControls;
using uitest::namelessIn;
using uitest::smallButtonsIn;

/// Checks the accessibility tree in every state that shows other controls.
class TestAccessibility final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { m_shown.reset(); }

    void start_isNamed();
    void lesson_isNamed_data();
    void lesson_isNamed();
    void past_isNamed();
    void table_isNamedAndShowsTheJournal();
    void table_followsTheMoment();
    void helpMenusAndJoin_areNamed();
    void everyPage_isNamed();
    void names_areUnique();
    void focus_isVisibleEverywhere();

private:
    void prepare() override;

    /// Every visible control.
    [[nodiscard]] QList<AccessibleControl> controls() { return accessibleControls(m_shown->window); }
    void verifyControls(qsizetype atLeast);

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestAccessibility::initTestCase()
{
    loadBundledFonts();
    QAccessible::setActive(true);
}

void TestAccessibility::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestAccessibility::verifyControls(qsizetype atLeast)
{
    const qsizetype count = controls().size();
    QVERIFY2(count >= atLeast, qPrintable(QString::number(count)));
    QCOMPARE(namelessIn(m_shown->window), QString());
    // Layouts follow when the event loop is idle.
    QTRY_COMPARE(smallButtonsIn(m_shown->window, m_shown->appearance.theme().zoom()), QString());
}

void TestAccessibility::start_isNamed()
{
    m_shown->load("lost-update");
    verifyControls(15);
}

void TestAccessibility::lesson_isNamed_data()
{
    QTest::addColumn<QByteArray>("scenario");
    for (const NamedScenario& named : builtinScenarios())
        QTest::newRow(qPrintable(named.name)) << named.name.toUtf8();
}

void TestAccessibility::lesson_isNamed()
{
    QFETCH(QByteArray, scenario);
    m_shown->loadAndPlay(scenario.constData());
    verifyControls(25);
    // A refusal shows other controls.
    m_shown->click(m_shown->find<ToggleSwitch>("lockingSwitch"));
    m_shown->settle();
    QTRY_VERIFY(!m_shown->stage.isMoving());
    verifyControls(25);
}

void TestAccessibility::past_isNamed()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->timelineCursor().show(2);
    verifyControls(25);
}

void TestAccessibility::table_isNamedAndShowsTheJournal()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->press(Qt::Key_T, Qt::ControlModifier);
    auto* view = m_shown->find<QTableView>("messagesView");
    QVERIFY(view->isVisible());
    verifyControls(20);
    QAccessibleInterface* node = QAccessible::queryAccessibleInterface(view);
    QCOMPARE(node->role(), QAccessible::Table);
    QAccessibleTableInterface* table = node->tableInterface();
    QVERIFY(table != nullptr);
    QCOMPARE(table->rowCount(), 6);
    QCOMPARE(table->columnDescription(4), QStringLiteral("What became of it"));
    QStringList cells;
    for (int column = 0; column < table->columnCount(); ++column)
        cells.append(table->cellAt(5, column)->text(QAccessible::Name));
    QCOMPARE(
        cells.join(QStringLiteral(" | ")),
        QStringLiteral("4 | B | PUT stock 8 · no If-Match | 200 OK · ETag \"3\" | A’s v2 is lost"));
}

void TestAccessibility::table_followsTheMoment()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->press(Qt::Key_T, Qt::ControlModifier);
    auto* view = m_shown->find<QTableView>("messagesView");
    const auto outcome = [view](int row) {
        return view->model()->index(row, 4).data().toString();
    };
    QCOMPARE(view->currentIndex().row(), 5);
    view->setFocus();
    // Keys select rows, and the window shows that moment.
    QTest::keyClick(view, Qt::Key_Up);
    QTest::keyClick(view, Qt::Key_Up);
    QCOMPARE(view->currentIndex().row(), 3);
    QVERIFY(m_shown->timelineCursor().isPast());
    QCOMPARE(m_shown->timelineCursor().seq(), 4);
    QCOMPARE(outcome(3), QStringLiteral("saved as v2"));
    QCOMPARE(outcome(5), QStringLiteral("not yet"));
    // The mouse does, too.
    QTest::mouseClick(
        view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(0, 2)).center());
    QCOMPARE(m_shown->timelineCursor().seq(), 1);
    QCOMPARE(outcome(1), QStringLiteral("not yet"));
    // And the other way round.
    m_shown->press(Qt::Key_End, Qt::AltModifier);
    QCOMPARE(view->currentIndex().row(), 5);
    QVERIFY(view->selectionModel()->isRowSelected(5));
    QCOMPARE(outcome(5), QStringLiteral("A’s v2 is lost"));
}

void TestAccessibility::helpMenusAndJoin_areNamed()
{
    m_shown->press(Qt::Key_F1);
    verifyControls(10);
    m_shown->press(Qt::Key_F1);
    m_shown->press(Qt::Key_F11);
    verifyControls(15);
    m_shown->press(Qt::Key_F11);
    for (const char* name : {"moreMenu", "scenarioMenu"}) {
        const auto* menu = m_shown->find<QMenu>(name);
        for (const QAction* action : menu->actions())
            QVERIFY2(action->isSeparator() || !action->text().isEmpty(), name);
    }
    m_shown->click(m_shown->button("servingButton"));
    auto* join = m_shown->find<QWidget>("joinPopup");
    QVERIFY(join != nullptr && join->isVisible());
    QVERIFY(accessibleControls(*join).size() >= 3);
    QCOMPARE(namelessIn(*join), QString());
    join->close();
}

void TestAccessibility::everyPage_isNamed()
{
    for (const QSize& size : {QSize(1440, 900), QSize(1280, 720)}) {
        m_shown->window.resize(size);
        m_shown->loadAndPlay("lost-update");
        Navigation& navigation = m_shown->window.navigation();
        const QStringList names = navigation.names();
        QVERIFY(names.size() >= 5);
        for (const QString& name : names) {
            QVERIFY(navigation.show(name));
            QTRY_VERIFY(navigation.page()->isSettled());
            QCoreApplication::processEvents();
            verifyControls(8);
        }
        navigation.show(names.first());
    }
}

void TestAccessibility::names_areUnique()
{
    m_shown->loadAndPlay("version-check");
    // Buttons that do the same for different clients have different names.
    QMap<QString, QStringList> byName;
    for (const AccessibleControl& control : controls()) {
        if (control.role == QAccessible::PushButton)
            byName[control.name].append(control.path);
    }
    for (auto it = byName.cbegin(); it != byName.cend(); ++it)
        QVERIFY2(it->size() == 1, qPrintable(it.key() + QLatin1String(": ") + it->join(QLatin1Char(' '))));
}

void TestAccessibility::focus_isVisibleEverywhere()
{
    m_shown->loadAndPlay("version-check");
    m_shown->button("scenarioButton")->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(m_shown->button("scenarioButton")->hasFocus());
    const QWidget* first = nullptr;
    int seen = 0;
    for (int i = 0; i < 80; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QWidget* widget = QApplication::focusWidget();
        QVERIFY(widget != nullptr);
        if (widget == first)
            break;
        if (first == nullptr)
            first = widget;
        ++seen;
        QVERIFY2(widget->isVisible() && widget->isEnabled(), qPrintable(widget->objectName()));
        // A control looks different when it has the focus.
        const QImage with = m_shown->window.grab().toImage();
        widget->clearFocus();
        const QImage without = m_shown->window.grab().toImage();
        QVERIFY2(
            with != without,
            qPrintable(
                widget->objectName() + QLatin1Char(' ') + QLatin1String(widget->metaObject()->className())));
        widget->setFocus(Qt::TabFocusReason);
    }
    QVERIFY2(seen > 20, qPrintable(QString::number(seen)));
}

QTEST_MAIN(TestAccessibility)

#include "tst_accessibility.moc"
