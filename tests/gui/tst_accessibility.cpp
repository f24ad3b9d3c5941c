#include "gui/shownwindow.h"
#include "gui/widgets/toggleswitch.h"
#include "warningfreetest.h"

#include <QAccessible>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>

using namespace interleave;

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

    struct Control final
    {
        QString path;
        QAccessible::Role role;
        QString name;
        QObject* object;
    };
    /// Collects every visible control.
    static void walk(QAccessibleInterface* node, const QString& path, QList<Control>& into, int depth = 0);
    [[nodiscard]] QList<Control> controls();
    void verifyNamed(qsizetype atLeast);

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

namespace {

/// Controls that are used or read as one thing. Panes, labels and decoration need no name.
bool isControl(QAccessible::Role role)
{
    switch (role) {
    case QAccessible::PushButton:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::Table:
    case QAccessible::List:
    case QAccessible::Tree:
    case QAccessible::PageTab:
    case QAccessible::MenuItem:
    case QAccessible::Link:
    case QAccessible::Graphic:
    case QAccessible::Chart:
        return true;
    default:
        return false;
    }
}

} // namespace

void TestAccessibility::initTestCase()
{
    loadBundledFonts();
    QAccessible::setActive(true);
}

void TestAccessibility::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestAccessibility::walk(QAccessibleInterface* node, const QString& path, QList<Control>& into, int depth)
{
    if (node == nullptr || !node->isValid() || node->state().invisible || depth > 40)
        return;
    QObject* object = node->object();
    const QString here = object == nullptr ? path
                                           : path + QLatin1Char('/') +
                                                 (object->objectName().isEmpty()
                                                      ? QLatin1String(object->metaObject()->className())
                                                      : object->objectName());
    const auto* widget = qobject_cast<QWidget*>(object);
    const bool focusable = widget != nullptr && (widget->focusPolicy() & Qt::TabFocus) != 0;
    if (isControl(node->role()) || focusable)
        into.append({here, node->role(), node->text(QAccessible::Name), object});
    // The model has the cells of a table.
    if (node->role() == QAccessible::Table)
        return;
    for (int i = 0; i < node->childCount(); ++i)
        walk(node->child(i), here, into, depth + 1);
}

QList<TestAccessibility::Control> TestAccessibility::controls()
{
    QList<Control> all;
    walk(QAccessible::queryAccessibleInterface(&m_shown->window), {}, all);
    return all;
}

void TestAccessibility::verifyNamed(qsizetype atLeast)
{
    const QList<Control> all = controls();
    QVERIFY2(all.size() >= atLeast, qPrintable(QString::number(all.size())));
    QStringList nameless;
    for (const Control& control : all) {
        // A scroll bar belongs to its scroll area.
        if (control.name.trimmed().isEmpty() && control.role != QAccessible::ScrollBar)
            nameless.append(
                QStringLiteral("%1 (role %2)").arg(control.path).arg(static_cast<int>(control.role)));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(QLatin1Char('\n') + nameless.join(QLatin1Char('\n'))));
}

void TestAccessibility::start_isNamed()
{
    m_shown->load("lost-update");
    verifyNamed(15);
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
    verifyNamed(25);
    // A refusal shows other controls.
    m_shown->click(m_shown->find<ToggleSwitch>("lockingSwitch"));
    m_shown->settle();
    QTRY_VERIFY(!m_shown->stage.isMoving());
    verifyNamed(25);
}

void TestAccessibility::past_isNamed()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->timelineCursor().show(2);
    verifyNamed(25);
}

void TestAccessibility::table_isNamedAndShowsTheJournal()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->press(Qt::Key_T, Qt::ControlModifier);
    auto* view = m_shown->find<QTableView>("messagesView");
    QVERIFY(view->isVisible());
    verifyNamed(20);
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
    verifyNamed(10);
    m_shown->press(Qt::Key_F1);
    m_shown->press(Qt::Key_F11);
    verifyNamed(15);
    m_shown->press(Qt::Key_F11);
    for (const char* name : {"moreMenu", "scenarioMenu"}) {
        const auto* menu = m_shown->find<QMenu>(name);
        for (const QAction* action : menu->actions())
            QVERIFY2(action->isSeparator() || !action->text().isEmpty(), name);
    }
    m_shown->click(m_shown->button("servingButton"));
    auto* join = m_shown->find<QWidget>("joinPopup");
    QVERIFY(join != nullptr && join->isVisible());
    QList<Control> all;
    walk(QAccessible::queryAccessibleInterface(join), {}, all);
    QVERIFY(all.size() >= 3);
    for (const Control& control : all)
        QVERIFY2(!control.name.isEmpty(), qPrintable(control.path));
    join->close();
}

void TestAccessibility::everyPage_isNamed()
{
    m_shown->loadAndPlay("lost-update");
    auto* pages = m_shown->find<QStackedWidget>("pages");
    for (int i = 0; i < pages->count(); ++i) {
        pages->setCurrentIndex(i);
        QCoreApplication::processEvents();
        verifyNamed(8);
    }
}

void TestAccessibility::names_areUnique()
{
    m_shown->loadAndPlay("version-check");
    // Buttons that do the same for different clients have different names.
    QMap<QString, QStringList> byName;
    for (const Control& control : controls()) {
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
