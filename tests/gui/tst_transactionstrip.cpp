#include "gui/outcome/transactionstrip.h"

#include "gui/journalfixtures.h"
#include "warningfreetest.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace interleave;

namespace {

constexpr std::array Figures{
    "dirtyReadsFigure", "lostUpdatesFigure", "waitedFigure", "refusedFigure", "valueFigure", "serialFigure"};

TransactionLedger lostUpdate()
{
    TransactionLedger ledger;
    ledger.lostUpdates = 1;
    ledger.waited = 2;
    ledger.valueName = QStringLiteral("stock");
    ledger.value = QStringLiteral("8");
    ledger.serial = QStringLiteral("5");
    ledger.isWrong = true;
    ledger.anomaly = QStringLiteral("Lost update");
    return ledger;
}

} // namespace

class TestTransactionStrip final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }

    void figures_showTheLedger();
    void before_theEndThereIsNoSerialResult();
    void savedRun_isNotJudged();
    void figures_haveTheirColours();
    void click_asksForTheNextEvent_data();
    void click_asksForTheNextEvent();
    void key_asksForTheNextEvent();
    void otherLedger_keepsTheFocus();
    void names_areAsLongAsTheWidthAllows_data();
    void names_areAsLongAsTheWidthAllows();
    void figures_standApart();
    void largeStrip_showsTheResultsInFigures();

private:
    void show(TransactionStrip& strip, int width) const;
};

void TestTransactionStrip::show(TransactionStrip& strip, int width) const
{
    strip.setMinimumWidth(1);
    strip.resize(width, strip.height());
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    QCOMPARE(strip.width(), width);
}

void TestTransactionStrip::figures_showTheLedger()
{
    TransactionStrip strip;
    TransactionLedger ledger = lostUpdate();
    ledger.dirtyReads = 3;
    ledger.refused = 4;
    strip.setLedger(ledger);
    show(strip, 1000);
    QStringList named;
    for (const char* name : Figures)
        named.append(strip.findChild<QLabel*>(QLatin1String(name))->accessibleName());
    QCOMPARE(
        named,
        (QStringList{
            QStringLiteral("Dirty reads: 3"),
            QStringLiteral("Lost updates: 1"),
            QStringLiteral("Waited: 2"),
            QStringLiteral("Told “refused”: 4"),
            QStringLiteral("stock is: 8"),
            QStringLiteral("who committed, one after the other: 5")}));
}

void TestTransactionStrip::before_theEndThereIsNoSerialResult()
{
    TransactionStrip strip;
    const auto isGone = [&strip](const char* name) {
        return strip.findChild<QLabel*>(QLatin1String(name))->parentWidget()->isHidden();
    };
    QVERIFY(isGone("valueFigure"));
    QVERIFY(isGone("serialFigure"));
    TransactionLedger ledger = lostUpdate();
    ledger.serial.clear();
    strip.setLedger(ledger);
    QVERIFY(!isGone("valueFigure"));
    QVERIFY(isGone("serialFigure"));
    strip.setLedger(lostUpdate());
    QVERIFY(!isGone("serialFigure"));
}

void TestTransactionStrip::savedRun_isNotJudged()
{
    TransactionStrip strip;
    TransactionLedger ledger = lostUpdate();
    ledger.lostUpdates = 0;
    ledger.serial.clear();
    ledger.isWrong = false;
    strip.setLedger(ledger, TransactionStrip::Of::SavedRun);
    show(strip, 1000);
    QStringList shown;
    for (const char* name : Figures) {
        if (const auto* label = strip.findChild<QLabel*>(QLatin1String(name)); label->isVisible())
            shown.append(label->accessibleName());
    }
    QCOMPARE(
        shown,
        (QStringList{
            QStringLiteral("Waited: 2"),
            QStringLiteral("Told “refused”: 0"),
            QStringLiteral("stock is: 8")}));
    strip.setLedger(ledger);
    QVERIFY(strip.focusOrder().first()->isVisible());
}

void TestTransactionStrip::figures_haveTheirColours()
{
    TransactionStrip strip;
    strip.show();
    const auto ink = [&strip](const char* name) {
        return strip.findChild<QLabel*>(QLatin1String(name))->palette().color(QPalette::WindowText);
    };
    TransactionLedger ledger = lostUpdate();
    ledger.refused = 1;
    strip.setLedger(ledger);
    QCOMPARE(ink("dirtyReadsFigure"), Theme::light().quiet());
    QCOMPARE(ink("lostUpdatesFigure"), Theme::light().color(Role::Lost));
    QCOMPARE(ink("waitedFigure"), Theme::light().color(Role::Text));
    QCOMPARE(ink("refusedFigure"), Theme::light().color(Role::Stale));
    QCOMPARE(ink("valueFigure"), Theme::light().color(Role::Lost));
    QCOMPARE(ink("serialFigure"), Theme::light().color(Role::Text));
    ledger.isWrong = false;
    strip.setLedger(ledger);
    QCOMPARE(ink("valueFigure"), Theme::light().color(Role::Text));
    QCOMPARE(ink("serialFigure"), Theme::light().quiet());
}

void TestTransactionStrip::click_asksForTheNextEvent_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<TransactionFigure>("figure");
    QTest::newRow("dirty reads") << QStringLiteral("dirtyReadsButton") << TransactionFigure::DirtyReads;
    QTest::newRow("lost updates") << QStringLiteral("lostUpdatesButton") << TransactionFigure::LostUpdates;
    QTest::newRow("waited") << QStringLiteral("waitedButton") << TransactionFigure::Waited;
    QTest::newRow("refused") << QStringLiteral("refusedButton") << TransactionFigure::Refused;
}

void TestTransactionStrip::click_asksForTheNextEvent()
{
    QFETCH(const QString, button);
    TransactionStrip strip;
    strip.setLedger(lostUpdate());
    show(strip, 1000);
    QSignalSpy chosen(&strip, &TransactionStrip::figureChosen);
    QTest::mouseClick(strip.findChild<QPushButton*>(button), Qt::LeftButton);
    QCOMPARE(chosen.size(), 1);
    QTEST(chosen.first().first().value<TransactionFigure>(), "figure");
}

void TestTransactionStrip::key_asksForTheNextEvent()
{
    TransactionStrip strip;
    strip.setLedger(lostUpdate());
    show(strip, 1000);
    QSignalSpy chosen(&strip, &TransactionStrip::figureChosen);
    QStringList order;
    for (QWidget* widget : strip.focusOrder()) {
        order.append(widget->objectName());
        QTest::keyClick(widget, Qt::Key_Space);
    }
    QCOMPARE(
        order,
        (QStringList{
            QStringLiteral("dirtyReadsButton"),
            QStringLiteral("lostUpdatesButton"),
            QStringLiteral("waitedButton"),
            QStringLiteral("refusedButton")}));
    QCOMPARE(chosen.size(), 4);
}

void TestTransactionStrip::otherLedger_keepsTheFocus()
{
    TransactionStrip strip;
    strip.setLedger({});
    show(strip, 1000);
    QWidget* button = strip.focusOrder().at(1);
    button->setFocus();
    QTRY_VERIFY(button->hasFocus());
    strip.setLedger(lostUpdate());
    QVERIFY(button->hasFocus());
    QCOMPARE(strip.focusOrder().at(1), button);
}

void TestTransactionStrip::names_areAsLongAsTheWidthAllows_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("serial");
    QTest::addColumn<QString>("name");
    for (const int width : {1060, 900})
        QTest::addRow("%d", width) << width << QStringLiteral("5 or 7")
                                   << QStringLiteral("one after the other: 5 or 7");
    for (const int width : {860, 660, 480})
        QTest::addRow("%d", width) << width << QStringLiteral("5 or 7") << QStringLiteral("in turn: 5 or 7");
    QTest::newRow("400") << 400 << QStringLiteral("5") << QStringLiteral("in turn: 5");
}

void TestTransactionStrip::names_areAsLongAsTheWidthAllows()
{
    QFETCH(const int, width);
    QFETCH(const QString, serial);
    TransactionLedger ledger = lostUpdate();
    ledger.serial = serial;
    TransactionStrip strip;
    strip.setLedger(ledger);
    show(strip, width);
    QTEST(strip.findChild<QLabel*>(QStringLiteral("serialFigure"))->accessibleName(), "name");
    QCOMPARE(strip.focusOrder().at(2)->isVisible(), width > 500);
    int end = 0;
    for (const QLabel* label : strip.findChildren<QLabel*>()) {
        if (!label->isVisible())
            continue;
        const QRect area(label->mapTo(&strip, QPoint()), label->size());
        QVERIFY2(area.width() >= label->sizeHint().width(), qPrintable(label->text()));
        QVERIFY(area.left() >= end);
        end = area.right();
    }
    QVERIFY(end < width);
}

/// Also one that was left out when it counted nothing and there was little space.
void TestTransactionStrip::figures_standApart()
{
    TransactionStrip strip;
    show(strip, 200);
    strip.setLedger(lostUpdate());
    show(strip, 1300);
    int end = -24;
    for (const QWidget* figure : strip.focusOrder()) {
        QTRY_VERIFY2(
            figure->isVisible() && figure->x() >= end + 24,
            qPrintable(QStringLiteral("%1 at %2").arg(figure->objectName()).arg(figure->x())));
        end = figure->geometry().right();
    }
}

void TestTransactionStrip::largeStrip_showsTheResultsInFigures()
{
    TransactionStrip strip;
    strip.setLedger(lostUpdate());
    strip.setLarge(true);
    show(strip, 680);
    const auto area = [&strip](const char* name) {
        const auto* label = strip.findChild<QLabel*>(QLatin1String(name));
        return QRect(label->mapTo(&strip, QPoint()), label->size());
    };
    QVERIFY(area("lostUpdatesFigure").top() > area("dirtyReadsFigure").bottom());
    QVERIFY(area("waitedFigure").left() > area("dirtyReadsFigure").right());
    for (const char* name : Figures)
        QVERIFY2(strip.rect().contains(area(name)), name);
    const auto type = [&strip](const char* name) {
        return strip.findChild<QLabel*>(QLatin1String(name))->font().pixelSize();
    };
    QVERIFY(type("serialFigure") > 2 * type("waitedFigure"));
    QCOMPARE(
        strip.findChild<QLabel*>(QStringLiteral("serialFigure"))->accessibleName(),
        QStringLiteral("one after the other: 5"));
}

QTEST_MAIN(TestTransactionStrip)

#include "tst_transactionstrip.moc"
