#include "gui/marked.h"
#include "gui/merge/mergerow.h"
#include "gui/shownwindow.h"
#include "warningfreetest.h"

#include <QApplication>

using namespace interleave;
using uitest::A;
using uitest::B;

/// A client's responses to a refusal or a lost answer, on its card, with mouse and keyboard.
class TestConflict final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }
    void cleanup() { m_shown.reset(); }

    void reload_saysWhatItDrops_data() { inputDevices(); }
    void reload_saysWhatItDrops();
    void ways_sayWhatTheyComeTo_data();
    void ways_sayWhatTheyComeTo();
    void differentFields_areMergedAutomatically_data() { inputDevices(); }
    void differentFields_areMergedAutomatically();
    void sameField_isChosen_data();
    void sameField_isChosen();
    void textOfBoth_mustBeChosen();
    void merge_isOfferedAgainAfterAnotherRefusal_data() { inputDevices(); }
    void merge_isOfferedAgainAfterAnotherRefusal();
    void merge_restoresGivenUpValues();
    void merge_canBeCancelled_data() { inputDevices(); }
    void merge_canBeCancelled();
    void merge_isHiddenInThePast();
    void overwrite_replacesTheVersionRead_data() { inputDevices(); }
    void overwrite_replacesTheVersionRead();
    void findOut_showsTheResult_data() { inputDevices(); }
    void findOut_showsTheResult();
    void amount_isAdded_data() { inputDevices(); }
    void amount_isAdded();
    void badAmount_isReportedAndNotSent();
    void tooLargeSum_isRefusedByTheServer();

private:
    void prepare() override;

    static void inputDevices();
    /// Presses a button as the row says: with a click, or with Tab and Space.
    void use(QWidget* widget);
    void useIn(const QString& client, const char* name)
    {
        use(m_shown->card(client)->findChild<QWidget*>(QLatin1String(name)));
    }
    void type(const QString& client, const char* field, const QString& text);
    /// A saves 7; B typed \a stock based on version 1, and perhaps \a name, and is refused.
    void refuseB(const QString& stock, const QString& name = {});
    [[nodiscard]] QWidget* pane()
    {
        return m_shown->card(B())->findChild<QWidget*>(QStringLiteral("mergePane"));
    }
    [[nodiscard]] bool isMerging() { return pane() != nullptr && pane()->isVisible(); }
    /// "(*) theirs and my change: 7 − 2 = 5 | ( ) mine: 8 | ( ) theirs: 7", or the automatic merge.
    [[nodiscard]] QString rowOf(const char* field);
    [[nodiscard]] Fields record() { return m_shown->journal().latest().record(uitest::id())->fields; }
    [[nodiscard]] QString said(const QString& client, const char* label)
    {
        return uitest::text(*m_shown->card(client), label);
    }

    std::unique_ptr<uitest::ShownWindow> m_shown;
    bool m_keyboard = false;
};

void TestConflict::inputDevices()
{
    QTest::addColumn<bool>("keyboard");
    QTest::newRow("with the mouse") << false;
    QTest::newRow("with the keyboard") << true;
}

void TestConflict::prepare()
{
    m_keyboard = false;
    m_shown = std::make_unique<uitest::ShownWindow>();
    m_shown->stage.setLocking(Locking::Version);
    QTRY_COMPARE(m_shown->stage.locking(), Locking::Version);
}

void TestConflict::use(QWidget* widget)
{
    QVERIFY(widget != nullptr);
    QVERIFY(widget->isVisible());
    if (!m_keyboard) {
        // A choice may be wider than its text, so press its left end.
        QTest::mouseClick(widget, Qt::LeftButton, {}, QPoint(9, widget->height() / 2));
        m_shown->settle();
        return;
    }
    m_shown->window.activateWindow();
    QTRY_VERIFY(m_shown->window.isActiveWindow());
    for (int i = 0; i < 80 && QApplication::focusWidget() != widget; ++i) {
        QWidget* from = QApplication::focusWidget();
        QTest::keyClick(from != nullptr ? from : &m_shown->window, Qt::Key_Tab);
    }
    QVERIFY(widget->hasFocus());
    QTest::keyClick(widget, Qt::Key_Space);
    m_shown->settle();
}

void TestConflict::type(const QString& client, const char* field, const QString& text)
{
    auto* edit = m_shown->card(client)->findChild<QLineEdit*>(QLatin1String(field));
    QTest::mouseClick(edit, Qt::LeftButton, {}, QPoint(20, edit->height() / 2));
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, text);
}

void TestConflict::refuseB(const QString& stock, const QString& name)
{
    m_shown->clickIn(A(), "readButton");
    m_shown->clickIn(B(), "readButton");
    m_shown->save(A(), QStringLiteral("7"));
    if (!stock.isEmpty())
        m_shown->typeStock(B(), stock);
    if (!name.isEmpty())
        type(B(), "nameField", name);
    m_shown->clickIn(B(), "saveButton");
    QTRY_COMPARE(said(B(), "statusLabel"), QStringLiteral("412"));
}

QString TestConflict::rowOf(const char* field)
{
    const auto* row = pane()->findChild<MergeRow*>(QLatin1String(field) + QLatin1String("Merge"));
    if (row == nullptr)
        return QStringLiteral("no row");
    if (!row->isConflicting())
        return uitest::text(*row, "baseLabel") + QStringLiteral(" | ") + uitest::text(*row, "mergedLabel");
    QStringList parts{uitest::text(*row, "baseLabel")};
    for (const TakeButton* choice : row->choices())
        parts.append(
            (choice->isChecked() ? QStringLiteral("(*) ") : QStringLiteral("( ) ")) + choice->text());
    return parts.join(QStringLiteral(" | "));
}

void TestConflict::reload_saysWhatItDrops()
{
    QFETCH(const bool, keyboard);
    refuseB(QStringLiteral("8"));
    QCOMPARE(
        m_shown->buttonOf(B(), "reloadButton")->toolTip(),
        QStringLiteral("Reads what stands and drops stock 8"));
    m_keyboard = keyboard;
    useIn(B(), "reloadButton");
    QTRY_COMPARE(said(B(), "sentenceLabel"), QStringLiteral("Read v2. Dropped: stock 8"));
    QCOMPARE(m_shown->stockOf(B())->text(), QStringLiteral("7"));
    QVERIFY(!m_shown->buttonOf(B(), "reloadButton")->isVisible());
}

void TestConflict::ways_sayWhatTheyComeTo_data()
{
    QTest::addColumn<QString>("stock");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("merge");
    QTest::addColumn<QString>("overwrite");
    const auto row =
        [](const char* what, const char* stock, const char* name, const char* merge, const char* over) {
            QTest::newRow(what) << QString::fromUtf8(stock) << QString::fromUtf8(name)
                                << QString::fromUtf8(merge) << QString::fromUtf8(over);
        };
    row("a number that both changed", "8", "", "Merge → 5", "Overwrite → 8");
    row("a long one, which does not fit", "123456789012", "", "Merge…", "Overwrite");
    row("a text", "", "Blue lamp", "Merge…", "Overwrite");
    row("two fields", "8", "Blue lamp", "Merge…", "Overwrite");
}

void TestConflict::ways_sayWhatTheyComeTo()
{
    QFETCH(QString, stock);
    QFETCH(QString, name);
    QFETCH(QString, merge);
    QFETCH(QString, overwrite);
    refuseB(stock, name);
    const QPushButton* merging = m_shown->buttonOf(B(), "mergeButton");
    const QPushButton* overwriting = m_shown->buttonOf(B(), "overwriteButton");
    QCOMPARE(merging->text(), merge);
    QCOMPARE(overwriting->text(), overwrite);
    QCOMPARE(overwriting->accessibleName(), QStringLiteral("Client B: %1").arg(overwrite));
    for (const QPushButton* button : {merging, overwriting})
        QTRY_VERIFY(button->width() >= button->sizeHint().width());
}

void TestConflict::differentFields_areMergedAutomatically()
{
    QFETCH(const bool, keyboard);
    refuseB({}, QStringLiteral("Blue lamp"));
    const QRect card = m_shown->card(B())->geometry();
    const QRect story = m_shown->diagram()->geometry();
    m_keyboard = keyboard;
    useIn(B(), "mergeButton");
    QVERIFY(isMerging());
    QCOMPARE(rowOf("stock"), QStringLiteral("was 10 | theirs: 7, no collision"));
    QCOMPARE(rowOf("name"), QStringLiteral("was “Desk lamp” | mine: “Blue lamp”, no collision"));
    // It replaces the card's content.
    QVERIFY(!m_shown->stockOf(B())->isVisible());
    QVERIFY(!m_shown->buttonOf(B(), "saveButton")->isVisible());
    QCOMPARE(m_shown->card(B())->geometry(), card);
    QCOMPARE(m_shown->diagram()->geometry(), story);

    useIn(B(), "saveMergedButton");
    QTRY_COMPARE(said(B(), "sentenceLabel"), QStringLiteral("Saved as v3."));
    QVERIFY(!isMerging());
    QVERIFY(m_shown->stockOf(B())->isVisible());
    QCOMPARE(*record().find(QStringLiteral("stock")), Value(qint64{7}));
    QCOMPARE(*record().find(QStringLiteral("name")), Value(QStringLiteral("Blue lamp")));
    QCOMPARE(m_shown->card(B())->geometry(), card);
    QCOMPARE(m_shown->journal().latest().lostCount(uitest::id()), qint64{0});
}

void TestConflict::sameField_isChosen_data()
{
    QTest::addColumn<bool>("keyboard");
    QTest::addColumn<QString>("choice");
    QTest::addColumn<qint64>("stock");
    for (const bool keyboard : {false, true}) {
        const char* how = keyboard ? "with the keyboard" : "with the mouse";
        QTest::addRow("both, %s", how) << keyboard << QString() << qint64{5};
        QTest::addRow("mine, %s", how) << keyboard << QStringLiteral("mineChoice") << qint64{8};
        QTest::addRow("theirs, %s", how) << keyboard << QStringLiteral("theirsChoice") << qint64{7};
    }
}

void TestConflict::sameField_isChosen()
{
    QFETCH(const bool, keyboard);
    QFETCH(const QString, choice);
    QFETCH(const qint64, stock);
    refuseB(QStringLiteral("8"));
    m_keyboard = keyboard;
    useIn(B(), "mergeButton");
    QCOMPARE(
        rowOf("stock"),
        QStringLiteral("was 10 | (*) theirs and my change: 7 − 2 = 5 | ( ) mine: 8 | ( ) theirs: 7"));
    // The sum is chosen and has the focus.
    QVERIFY(pane()->findChild<QWidget*>(QStringLiteral("bothChoice"))->hasFocus());
    auto* wanted = pane()->findChild<QRadioButton*>(choice);
    while (keyboard && wanted != nullptr && !wanted->isChecked())
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    if (!keyboard && wanted != nullptr)
        use(wanted);
    useIn(B(), "saveMergedButton");
    QTRY_VERIFY(!isMerging());
    m_shown->settle();
    QCOMPARE(*record().find(QStringLiteral("stock")), Value(stock));
    QCOMPARE(m_shown->stockOf(B())->text(), QString::number(stock));
}

void TestConflict::textOfBoth_mustBeChosen()
{
    m_shown->clickIn(A(), "readButton");
    m_shown->clickIn(B(), "readButton");
    type(A(), "nameField", QStringLiteral("Red lamp"));
    m_shown->clickIn(A(), "saveButton");
    type(B(), "nameField", QStringLiteral("Blue lamp"));
    m_shown->clickIn(B(), "saveButton");
    useIn(B(), "mergeButton");
    QCOMPARE(
        rowOf("name"), QStringLiteral("was “Desk lamp” | ( ) mine: “Blue lamp” | ( ) theirs: “Red lamp”"));
    QVERIFY(!m_shown->buttonOf(B(), "saveMergedButton")->isEnabled());
    QCOMPARE(
        m_shown->buttonOf(B(), "saveMergedButton")->toolTip(),
        QStringLiteral("Choose a value of “name” first"));
    useIn(B(), "mineChoice");
    useIn(B(), "saveMergedButton");
    QTRY_COMPARE(*record().find(QStringLiteral("name")), Value(QStringLiteral("Blue lamp")));
}

void TestConflict::merge_isOfferedAgainAfterAnotherRefusal()
{
    QFETCH(const bool, keyboard);
    refuseB(QStringLiteral("8"));
    m_keyboard = keyboard;
    useIn(B(), "mergeButton");
    // While B decides, A saves again.
    m_keyboard = false;
    m_shown->save(A(), QStringLiteral("3"));
    QVERIFY(isMerging());
    QCOMPARE(
        rowOf("stock"),
        QStringLiteral("was 10 | (*) theirs and my change: 7 − 2 = 5 | ( ) mine: 8 | ( ) theirs: 7"));
    m_keyboard = keyboard;
    useIn(B(), "saveMergedButton");
    QTRY_COMPARE(uitest::text(*pane(), "mergeTitle"), QStringLiteral("412 · merge with A’s v3"));
    QVERIFY(isMerging());
    QCOMPARE(
        rowOf("stock"),
        QStringLiteral("was 7 | (*) theirs and my change: 3 − 2 = 1 | ( ) mine: 5 | ( ) theirs: 3"));
    useIn(B(), "saveMergedButton");
    QTRY_VERIFY(!isMerging());
    QCOMPARE(*record().find(QStringLiteral("stock")), Value(qint64{1}));
    QCOMPARE(m_shown->journal().latest().lostCount(uitest::id()), qint64{0});
}

void TestConflict::merge_restoresGivenUpValues()
{
    refuseB(QStringLiteral("8"), QStringLiteral("Blue lamp"));
    useIn(B(), "mergeButton");
    useIn(B(), "theirsChoice");
    m_shown->save(A(), QStringLiteral("3"));
    useIn(B(), "saveMergedButton");
    QTRY_COMPARE(uitest::text(*pane(), "mergeTitle"), QStringLiteral("412 · merge with A’s v3"));
    QVERIFY(rowOf("stock").endsWith(QStringLiteral("( ) mine: 8 | (*) theirs: 3")));
    useIn(B(), "mineChoice");
    useIn(B(), "saveMergedButton");
    QTRY_VERIFY(!isMerging());
    QCOMPARE(*record().find(QStringLiteral("stock")), Value(qint64{8}));
    QCOMPARE(*record().find(QStringLiteral("name")), Value(QStringLiteral("Blue lamp")));
}

void TestConflict::merge_canBeCancelled()
{
    QFETCH(const bool, keyboard);
    refuseB(QStringLiteral("8"));
    const qint64 events = m_shown->journal().size();
    m_keyboard = keyboard;
    useIn(B(), "mergeButton");
    if (keyboard)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    else
        useIn(B(), "cancelMergeButton");
    QVERIFY(!isMerging());
    QCOMPARE(m_shown->journal().size(), events);
    QCOMPARE(m_shown->stockOf(B())->text(), QStringLiteral("8"));
    QVERIFY(m_shown->buttonOf(B(), "mergeButton")->isVisible());
    QVERIFY(m_shown->buttonOf(B(), "mergeButton")->hasFocus());
}

void TestConflict::merge_isHiddenInThePast()
{
    refuseB(QStringLiteral("8"));
    useIn(B(), "mergeButton");
    useIn(B(), "mineChoice");
    m_shown->timelineCursor().show(2);
    QVERIFY(!isMerging());
    QVERIFY(m_shown->stockOf(B())->isVisible());
    m_shown->timelineCursor().showNewest();
    QVERIFY(isMerging());
    QVERIFY(rowOf("stock").contains(QStringLiteral("(*) mine: 8")));
}

void TestConflict::overwrite_replacesTheVersionRead()
{
    QFETCH(const bool, keyboard);
    refuseB(QStringLiteral("8"));
    m_keyboard = keyboard;
    useIn(B(), "overwriteButton");
    QTRY_COMPARE(said(B(), "sentenceLabel"), QStringLiteral("Saved as v3."));
    QCOMPARE(*record().find(QStringLiteral("stock")), Value(qint64{8}));
    QCOMPARE(m_shown->journal().latest().lostCount(uitest::id()), qint64{0});
}

void TestConflict::findOut_showsTheResult()
{
    QFETCH(const bool, keyboard);
    m_shown->clickIn(A(), "readButton");
    m_shown->stage.edit(A(), QStringLiteral("stock"), qint64{7});
    SaveStep cut;
    cut.cut = true;
    m_shown->stage.perform(A(), cut);
    m_shown->settle();
    QTRY_COMPARE(said(A(), "statusLabel"), QStringLiteral("No answer"));
    m_keyboard = keyboard;
    useIn(A(), "findOutButton");
    QTRY_COMPARE(said(A(), "sentenceLabel"), QStringLiteral("It was saved, as v2."));
    QCOMPARE(m_shown->stockOf(A())->text(), QStringLiteral("7"));
}

void TestConflict::amount_isAdded()
{
    QFETCH(const bool, keyboard);
    m_shown->clickIn(A(), "readButton");
    const auto* amount = m_shown->card(A())->findChild<QLineEdit*>(QStringLiteral("amountField"));
    QCOMPARE(amount->text(), QStringLiteral("−1"));
    type(A(), "amountField", QStringLiteral("-3"));
    if (keyboard)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    else
        useIn(A(), "addButton");
    QTRY_COMPARE(m_shown->stockOf(A())->text(), QStringLiteral("7"));
    // The server's event arrives before the client's answer; only after that the card can be used again.
    m_shown->settle();
    QCOMPARE(amount->text(), QStringLiteral("−3"));
    QCOMPARE(m_shown->buttonOf(A(), "addButton")->accessibleName(), QStringLiteral("Client A: Add −3"));
    // The amount stays for the next increment.
    useIn(A(), "addButton");
    QTRY_COMPARE(m_shown->stockOf(A())->text(), QStringLiteral("4"));
}

void TestConflict::badAmount_isReportedAndNotSent()
{
    m_shown->clickIn(A(), "readButton");
    const qint64 events = m_shown->journal().size();
    type(A(), "amountField", QStringLiteral("half"));
    useIn(A(), "addButton");
    QCOMPARE(
        said(A(), "sentenceLabel"),
        QStringLiteral("Not sent: The amount to add is no whole number. Type one, such as −1."));
    QCOMPARE(m_shown->journal().size(), events);
    auto* amount = m_shown->card(A())->findChild<FieldEdit*>(QStringLiteral("amountField"));
    QVERIFY(uitest::isMarked(*amount));
    amount->setFocus();
    QTest::keyClicks(amount, QStringLiteral("x"));
    QTest::keyClick(amount, Qt::Key_Escape);
    QCOMPARE(amount->text(), QStringLiteral("−1"));
    QCOMPARE(said(A(), "sentenceLabel"), QStringLiteral("Read v1."));
}

void TestConflict::tooLargeSum_isRefusedByTheServer()
{
    m_shown->clickIn(A(), "readButton");
    type(A(), "amountField", QStringLiteral("9007199254740991"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(said(A(), "sentenceLabel").startsWith(QStringLiteral("422")));
    QVERIFY(said(A(), "sentenceLabel").contains(QStringLiteral("“stock” would become 9007199254741001")));
    QCOMPARE(*record().find(QStringLiteral("stock")), Value(qint64{10}));
}

QTEST_MAIN(TestConflict)

#include "tst_conflict.moc"
