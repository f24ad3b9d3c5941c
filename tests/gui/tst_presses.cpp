#include "gui/playback/askfirst.h"
#include "gui/record/amountedit.h"
#include "gui/shownwindow.h"
#include "gui/theme/presses.h"
#include "gui/widgets/iconbutton.h"
#include "gui/widgets/toggleswitch.h"
#include "gui/window/navigation.h"
#include "warningfreetest.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QMenu>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>

using namespace interleave;

namespace {

void sendKey(QWidget* widget, Qt::Key key, bool held)
{
    const QString text = key == Qt::Key_Space ? QStringLiteral(" ") : QStringLiteral("\r");
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text, held);
    QCoreApplication::sendEvent(widget, &press);
    QKeyEvent release(QEvent::KeyRelease, key, Qt::NoModifier, text, held);
    QCoreApplication::sendEvent(widget, &release);
}

/// Sends an event with the timestamp \a time in ms.
void sendMouse(QWidget* widget, QEvent::Type type, const QPoint& place, quint64 time = 0)
{
    const bool up = type == QEvent::MouseButtonRelease;
    QMouseEvent event(
        type,
        QPointF(place),
        QPointF(widget->mapToGlobal(place)),
        Qt::LeftButton,
        up ? Qt::NoButton : Qt::LeftButton,
        Qt::NoModifier);
    event.setTimestamp(time);
    QCoreApplication::sendEvent(widget, &event);
}

/// The events of a second press soon after the first, at the same place.
void secondClick(QWidget* widget)
{
    sendMouse(widget, QEvent::MouseButtonDblClick, widget->rect().center());
    sendMouse(widget, QEvent::MouseButtonRelease, widget->rect().center());
}

void doubleClick(QWidget* widget)
{
    QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center());
    secondClick(widget);
}

} // namespace

/// Held keys and double clicks in the real window: requests are sent only on purpose.
class TestPresses final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void everyButton_ignoresHeldKeysAndDoubleClicks();
    void shortcuts_repeatOnlyForMoving();
    void doubleClick_savesOnce();
    void quickClicks_saveOnce();
    void twoClicks_saveTwice();
    void heldReturn_savesOnce();
    void heldReturn_addsOnce();
    void secondClick_doesNotPressANewButtonUnderThePointer();
    void heldKey_triggersNothingInAMenu();
    void heldReturn_mergesOnce();
    void stepButton_acceptsQuickClicksAndHeldKeys();
    void returnKey_pressesEveryKindOfButton_data();
    void returnKey_pressesEveryKindOfButton();
    void returnKey_opensChoicesAndMenus();
    void firstClick_selectsTheValue();
    void firstClick_dragsAPart();
    void doubleClick_selectsAWord();
    void tab_selectsTheValue();
    void everyField_selectsItsValue();

private:
    void prepare() override;

    [[nodiscard]] qint64 writes() const
    {
        qint64 count = 0;
        const Journal& journal = m_shown->journal();
        for (qint64 seq = 1; seq <= journal.size(); ++seq)
            count += journal.event(seq).isTry() ? 1 : 0;
        return count;
    }
    [[nodiscard]] QPushButton* of(const QString& client, const char* name)
    {
        return m_shown->buttonOf(client, name);
    }
    /// Makes the server refuse B's save.
    void collide()
    {
        m_shown->stage.setLocking(Locking::Version);
        m_shown->settle();
        m_shown->playLesson();
        QTRY_VERIFY(of(uitest::B(), "reloadButton")->isVisibleTo(m_shown->card(uitest::B())));
    }
    void again()
    {
        m_shown->load("lost-update");
        QTRY_COMPARE(m_shown->stage.position(), 0);
        m_shown->settle();
    }
    /// Tries every button without pressing it; returns those that would have been pressed.
    [[nodiscard]] QStringList pressedByHolding();

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestPresses::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

QStringList TestPresses::pressedByHolding()
{
    QStringList pressed;
    const QList<QAbstractButton*> buttons = m_shown->window.findChildren<QAbstractButton*>();
    for (QAbstractButton* button : buttons) {
        if (!button->isEnabled() || isRepeating(*button))
            continue;
        // As when it is first shown.
        button->ensurePolished();
        const QSignalSpy spy(button, &QAbstractButton::pressed);
        secondClick(button);
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
            QKeyEvent held(QEvent::KeyPress, key, Qt::NoModifier, QString(), true);
            QCoreApplication::sendEvent(button, &held);
        }
        if (spy.count() > 0)
            pressed.append(button->objectName());
    }
    return pressed;
}

void TestPresses::everyButton_ignoresHeldKeysAndDoubleClicks()
{
    // Look everywhere, so that new buttons are included.
    collide();
    QCOMPARE(pressedByHolding(), QStringList());
    m_shown->click(of(uitest::B(), "mergeButton"));
    m_shown->settle();
    QVERIFY(m_shown->find<QPushButton>("saveMergedButton") != nullptr);
    QCOMPARE(pressedByHolding(), QStringList());
    m_shown->window.resize(900, 560);
    QCOMPARE(pressedByHolding(), QStringList());
    m_shown->window.resize(1440, 900);
    m_shown->load("lost-update");
    QCOMPARE(pressedByHolding(), QStringList());
    m_shown->window.askFirst().setOn(true);
    m_shown->stage.playTo(3);
    QTRY_COMPARE(m_shown->stage.position(), 3);
    m_shown->settle();
    QCOMPARE(pressedByHolding(), QStringList());
    for (const QString& page : m_shown->window.navigation().names()) {
        m_shown->window.navigation().show(page);
        QCOMPARE(pressedByHolding(), QStringList());
    }
    // The question is about this page; on the others nothing is asked.
    m_shown->window.navigation().show(QStringLiteral("two-clients"));
    QStringList repeating;
    const QList<QAbstractButton*> buttons = m_shown->window.findChildren<QAbstractButton*>();
    for (const QAbstractButton* button : buttons) {
        if (isRepeating(*button))
            repeating.append(button->objectName());
    }
    repeating.removeDuplicates();
    repeating.sort();
    // The transport and buttons that only change the view. Step is disabled, because there is a question.
    const QStringList known{
        QStringLiteral("backButton"),
        QStringLiteral("dirtyReadsButton"),
        QStringLiteral("firstButton"),
        QStringLiteral("lostButton"),
        QStringLiteral("lostUpdatesButton"),
        QStringLiteral("playButton"),
        QStringLiteral("randomButton"),
        QStringLiteral("refusedButton"),
        QStringLiteral("savedButton"),
        QStringLiteral("triedButton"),
        QStringLiteral("waitedButton")};
    QCOMPARE(repeating, known);
    m_shown->window.askFirst().setOn(false);
    QVERIFY(isRepeating(*m_shown->button("stepButton")));
}

void TestPresses::shortcuts_repeatOnlyForMoving()
{
    QStringList repeating;
    const QList<QAction*> actions = m_shown->window.findChildren<QAction*>();
    for (const QAction* action : actions) {
        if (!action->shortcut().isEmpty() && action->autoRepeat())
            repeating.append(action->shortcut().toString(QKeySequence::PortableText));
    }
    repeating.sort();
    const QStringList known{
        QStringLiteral("Alt+Home"),
        QStringLiteral("Alt+Left"),
        QStringLiteral("Alt+Right"),
        QStringLiteral("Ctrl++"),
        QStringLiteral("Ctrl+-"),
        QStringLiteral("Ctrl+0"),
        QStringLiteral("Ctrl+9"),
        QStringLiteral("F5"),
        QStringLiteral("Home"),
        QStringLiteral("PgDown"),
        QStringLiteral("PgUp")};
    QCOMPARE(repeating.join(u' '), known.join(u' '));
}

void TestPresses::doubleClick_savesOnce()
{
    m_shown->clickIn(uitest::A(), "readButton");
    m_shown->typeStock(uitest::A(), QStringLiteral("7"));
    doubleClick(of(uitest::A(), "saveButton"));
    QTRY_COMPARE(writes(), 1);
    m_shown->settle();
    secondClick(of(uitest::A(), "saveButton"));
    m_shown->settle();
    QCOMPARE(writes(), 1);
    const qint64 events = m_shown->journal().size();
    doubleClick(of(uitest::A(), "readButton"));
    QTRY_COMPARE(m_shown->journal().size(), events + 1);
    m_shown->settle();
    doubleClick(of(uitest::A(), "addButton"));
    QTRY_COMPARE(writes(), 2);
    m_shown->settle();
    QCOMPARE(m_shown->journal().size(), events + 2);
}

/// Of several quick clicks, every second one is the second of a double click, and the third arrives as a
/// press like the first; by then the save is answered.
void TestPresses::quickClicks_saveOnce()
{
    m_shown->clickIn(uitest::A(), "readButton");
    m_shown->typeStock(uitest::A(), QStringLiteral("7"));
    quint64 time = 100'000;
    const auto click = [&](const char* button, bool isSecond) {
        QWidget* widget = of(uitest::A(), button);
        const QPoint center = widget->rect().center();
        time += 120;
        sendMouse(widget, isSecond ? QEvent::MouseButtonDblClick : QEvent::MouseButtonPress, center, time);
        sendMouse(widget, QEvent::MouseButtonRelease, center, time + 40);
        m_shown->settle();
    };
    for (const int clicks : {3, 4, 5}) {
        const qint64 before = writes();
        for (int i = 0; i < clicks; ++i)
            click("saveButton", i % 2 == 1);
        QCOMPARE(writes(), before + 1);
        time += 10'000;
    }
    const qint64 before = writes();
    click("saveButton", false);
    click("saveButton", true);
    // As quick, but at another place: it counts.
    click("addButton", false);
    QCOMPARE(writes(), before + 2);
}

void TestPresses::twoClicks_saveTwice()
{
    m_shown->clickIn(uitest::A(), "readButton");
    m_shown->clickIn(uitest::A(), "saveButton");
    m_shown->clickIn(uitest::A(), "saveButton");
    QCOMPARE(writes(), 2);
    FieldEdit* field = m_shown->stockOf(uitest::A());
    sendKey(field, Qt::Key_Return, false);
    m_shown->settle();
    sendKey(field, Qt::Key_Return, false);
    m_shown->settle();
    QCOMPARE(writes(), 4);
}

void TestPresses::heldReturn_savesOnce()
{
    m_shown->clickIn(uitest::A(), "readButton");
    m_shown->typeStock(uitest::A(), QStringLiteral("7"));
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_shown->stockOf(uitest::A()), of(uitest::A(), "saveButton")}) {
        const qint64 before = writes();
        widget->setFocus();
        sendKey(widget, Qt::Key_Return, false);
        QTRY_COMPARE(writes(), before + 1);
        m_shown->settle();
        for (int i = 0; i < 23; ++i) {
            sendKey(widget, Qt::Key_Return, true);
            m_shown->settle();
        }
        QCOMPARE(writes(), before + 1);
    }
}

void TestPresses::heldReturn_addsOnce()
{
    m_shown->clickIn(uitest::A(), "readButton");
    auto* amount = m_shown->card(uitest::A())->findChild<AmountEdit*>();
    sendKey(amount, Qt::Key_Return, false);
    QTRY_COMPARE(writes(), 1);
    m_shown->settle();
    for (int i = 0; i < 9; ++i)
        sendKey(amount, Qt::Key_Return, true);
    m_shown->settle();
    QCOMPARE(writes(), 1);
}

void TestPresses::secondClick_doesNotPressANewButtonUnderThePointer()
{
    collide();
    const qint64 events = m_shown->journal().size();
    for (const char* name : {"reloadButton", "mergeButton", "overwriteButton"}) {
        secondClick(of(uitest::B(), name));
        m_shown->settle();
        QCOMPARE(m_shown->journal().size(), events);
        QVERIFY(m_shown->find<QWidget>("mergePane") == nullptr);
    }
    doubleClick(of(uitest::B(), "reloadButton"));
    m_shown->settle();
    QCOMPARE(m_shown->journal().size(), events + 1);
}

void TestPresses::heldKey_triggersNothingInAMenu()
{
    m_shown->window.resize(900, 560);
    m_shown->stage.setLocking(Locking::Version);
    m_shown->settle();
    m_shown->playLesson();
    QPushButton* resolve = of(uitest::B(), "resolveButton");
    QTRY_VERIFY(resolve != nullptr && resolve->isVisible());
    const qint64 events = m_shown->journal().size();
    bool opened = false;
    QTimer::singleShot(0, this, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        opened = menu != nullptr;
        if (!opened)
            return;
        for (int i = 0; i < 5; ++i)
            sendKey(menu, Qt::Key_Return, true);
        sendMouse(menu, QEvent::MouseButtonDblClick, menu->actionGeometry(menu->actions().first()).center());
        sendMouse(menu, QEvent::MouseButtonRelease, menu->actionGeometry(menu->actions().first()).center());
        QVERIFY(menu->isVisible());
        menu->close();
    });
    resolve->setFocus();
    sendKey(resolve, Qt::Key_Return, false);
    QTRY_VERIFY(opened);
    m_shown->settle();
    QCOMPARE(m_shown->journal().size(), events);
}

void TestPresses::heldReturn_mergesOnce()
{
    collide();
    m_shown->click(of(uitest::B(), "mergeButton"));
    QTRY_VERIFY(m_shown->button("saveMergedButton")->isVisible());
    QWidget* choice = QApplication::focusWidget();
    QVERIFY(qobject_cast<QRadioButton*>(choice) != nullptr);
    const qint64 before = writes();
    sendKey(choice, Qt::Key_Return, true);
    m_shown->settle();
    QCOMPARE(writes(), before);
    // On a choice that is made, Return triggers the save.
    sendKey(choice, Qt::Key_Return, false);
    QTRY_COMPARE(writes(), before + 1);
    m_shown->settle();
    QCOMPARE(writes(), before + 1);
}

void TestPresses::stepButton_acceptsQuickClicksAndHeldKeys()
{
    again();
    QPushButton* step = m_shown->button("stepButton");
    for (int i = 1; i <= 4; ++i) {
        if (i % 2 == 1)
            QTest::mouseClick(step, Qt::LeftButton);
        else
            secondClick(step);
        QTRY_COMPARE(m_shown->stage.position(), i);
        m_shown->settle();
    }
    again();
    step->setFocus();
    for (int i = 1; i <= 4; ++i) {
        sendKey(step, Qt::Key_Return, i > 1);
        QTRY_COMPARE(m_shown->stage.position(), i);
        m_shown->settle();
    }
    // A key that was pressed elsewhere does not start stepping.
    again();
    sendKey(m_shown->button("moreButton"), Qt::Key_Return, true);
    sendKey(m_shown->button("exportButton"), Qt::Key_Return, false);
    sendKey(step, Qt::Key_Return, true);
    m_shown->settle();
    QCOMPARE(m_shown->stage.position(), 0);
}

void TestPresses::returnKey_pressesEveryKindOfButton_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("a push button") << 0;
    QTest::newRow("a tool button") << 1;
    QTest::newRow("a check box") << 2;
    QTest::newRow("a radio button") << 3;
    QTest::newRow("a switch") << 4;
    QTest::newRow("a button with a sign") << 5;
}

void TestPresses::returnKey_pressesEveryKindOfButton()
{
    QFETCH(int, kind);
    QWidget window;
    QAbstractButton* button = nullptr;
    switch (kind) {
    case 0:
        button = new QPushButton(&window);
        break;
    case 1:
        button = new QToolButton(&window);
        break;
    case 2:
        button = new QCheckBox(&window);
        break;
    case 3:
        button = new QRadioButton(&window);
        break;
    case 4:
        button = new ToggleSwitch(&window);
        break;
    default:
        button = new IconButton(&window);
    }
    window.show();
    const QSignalSpy spy(button, &QAbstractButton::clicked);
    sendKey(button, Qt::Key_Return, false);
    QCOMPARE(spy.count(), 1);
    sendKey(button, Qt::Key_Return, true);
    QCOMPARE(spy.count(), 1);
    button->setEnabled(false);
    sendKey(button, Qt::Key_Enter, false);
    QCOMPARE(spy.count(), 1);
    button->setEnabled(true);
    // If a choice is already made, Return goes to the dialog.
    sendKey(button, Qt::Key_Enter, false);
    QCOMPARE(spy.count(), kind == 3 ? 1 : 2);
}

void TestPresses::returnKey_opensChoicesAndMenus()
{
    QWidget window;
    auto* box = new QComboBox(&window);
    box->addItems({QStringLiteral("one"), QStringLiteral("two")});
    window.show();
    sendKey(box, Qt::Key_Return, true);
    QVERIFY(!box->view()->isVisible());
    sendKey(box, Qt::Key_Return, false);
    QVERIFY(box->view()->isVisible());
    box->hidePopup();
}

void TestPresses::firstClick_selectsTheValue()
{
    m_shown->clickIn(uitest::A(), "readButton");
    FieldEdit* stock = m_shown->stockOf(uitest::A());
    const QPoint place(20, stock->height() / 2);
    QTest::mouseClick(stock, Qt::LeftButton, {}, place);
    QCOMPARE(stock->selectedText(), QStringLiteral("10"));
    QTest::keyClicks(stock, QStringLiteral("7"));
    QCOMPARE(stock->text(), QStringLiteral("7"));
    // In a focused field a click places the cursor.
    QTest::mouseClick(stock, Qt::LeftButton, {}, QPoint(stock->width() / 2, place.y()));
    QVERIFY(!stock->hasSelectedText());
    QCOMPARE(stock->cursorPosition(), 1);
    auto* amount = m_shown->card(uitest::A())->findChild<AmountEdit*>();
    QTest::mouseClick(amount, Qt::LeftButton, {}, amount->rect().center());
    QCOMPARE(amount->selectedText(), amount->text());
    QTest::keyClicks(amount, QStringLiteral("5"));
    QCOMPARE(amount->text(), QStringLiteral("5"));
}

void TestPresses::firstClick_dragsAPart()
{
    m_shown->clickIn(uitest::A(), "readButton");
    auto* name = m_shown->card(uitest::A())->findChild<FieldEdit*>(QStringLiteral("nameField"));
    const int middle = name->height() / 2;
    const auto place = [name, middle](int at) {
        name->setCursorPosition(at);
        return QPoint(name->inputMethodQuery(Qt::ImCursorRectangle).toRect().center().x(), middle);
    };
    const QPoint from = place(0);
    const QPoint to = place(4);
    QTest::mousePress(name, Qt::LeftButton, {}, from);
    QMouseEvent move(
        QEvent::MouseMove,
        QPointF(to),
        QPointF(name->mapToGlobal(to)),
        Qt::NoButton,
        Qt::LeftButton,
        Qt::NoModifier);
    QCoreApplication::sendEvent(name, &move);
    QTest::mouseRelease(name, Qt::LeftButton, {}, to);
    QCOMPARE(name->selectedText(), QStringLiteral("Desk"));
}

void TestPresses::doubleClick_selectsAWord()
{
    m_shown->clickIn(uitest::A(), "readButton");
    auto* name = m_shown->card(uitest::A())->findChild<FieldEdit*>(QStringLiteral("nameField"));
    const QPoint place(20, name->height() / 2);
    QTest::mouseClick(name, Qt::LeftButton, {}, place);
    sendMouse(name, QEvent::MouseButtonDblClick, place);
    sendMouse(name, QEvent::MouseButtonRelease, place);
    QCOMPARE(name->selectedText(), QStringLiteral("Desk"));
}

void TestPresses::tab_selectsTheValue()
{
    m_shown->clickIn(uitest::A(), "readButton");
    FieldEdit* stock = m_shown->stockOf(uitest::A());
    QTest::mouseClick(stock, Qt::LeftButton, {}, QPoint(20, stock->height() / 2));
    m_shown->press(Qt::Key_Tab);
    auto* name = m_shown->card(uitest::A())->findChild<FieldEdit*>(QStringLiteral("nameField"));
    QTRY_VERIFY(name->hasFocus());
    QCOMPARE(name->selectedText(), QStringLiteral("Desk lamp"));
}

void TestPresses::everyField_selectsItsValue()
{
    m_shown->clickIn(uitest::A(), "readButton");
    for (const QString& page : m_shown->window.navigation().names())
        m_shown->window.navigation().show(page);
    const QList<QLineEdit*> edits = m_shown->window.findChildren<QLineEdit*>();
    QVERIFY(!edits.isEmpty());
    for (const QLineEdit* edit : edits) {
        // A statement that is typed and what is looked for are no values to be replaced.
        const bool isTyped = edit->objectName() == QLatin1String("sqlField") ||
                             edit->objectName() == QLatin1String("findField");
        QVERIFY2(isTyped || qobject_cast<const FieldEdit*>(edit) != nullptr, qPrintable(edit->objectName()));
    }
}

QTEST_MAIN(TestPresses)

#include "tst_presses.moc"
