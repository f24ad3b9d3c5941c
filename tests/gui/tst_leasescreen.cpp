#include "gui/outcome/leaseline.h"
#include "gui/panels/observerstrip.h"
#include "gui/shownwindow.h"
#include "warningfreetest.h"

using namespace interleave;
using uitest::A;
using uitest::B;

/// The rule Lease in the window: who holds a lease, who waits, and how a lease ends, with mouse and keyboard.
class TestLeaseScreen final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }
    void cleanup();

    void waitingClient_continuesAfterTheSave();
    void waitingClient_continuesAfterTheSaveByKeyboard();
    void lease_isReleasedByMouse();
    void lease_isReleasedByKeyboard();
    void wait_canBeCancelled_data();
    void wait_canBeCancelled();
    void expiry_isNotToldToTheHolder();
    void countdown_runsOnlyInFreePlay();
    void countdown_standsStillInThePast();
    void countdown_showsWhoWaits_data();
    void countdown_showsWhoWaits();
    void otherRules_showNoLease();

private:
    void prepare() override;

    void lockByLease();
    /// Waits until nothing is under way but a wait for a lease.
    void settle();
    void click(const QString& client, const char* button);
    void press(const QString& client, const char* button);
    void letBWait();
    [[nodiscard]] LeaseLine* line() { return m_shown->find<LeaseLine>("leaseLine"); }
    [[nodiscard]] QString said(const QString& client)
    {
        return uitest::text(*m_shown->card(client), "sentenceLabel");
    }
    [[nodiscard]] QString strip(const QString& client)
    {
        return m_shown->find<ObserverStrip>(qPrintable(QStringLiteral("client%1Strip").arg(client)))->text();
    }
    [[nodiscard]] LeaseState lease() { return m_shown->journal().latest().lease(uitest::id()); }

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestLeaseScreen::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestLeaseScreen::cleanup()
{
    m_shown.reset();
}

void TestLeaseScreen::settle()
{
    const Stage& stage = m_shown->stage;
    QTRY_VERIFY(
        !stage.isMoving() && (!stage.isBusy(A()) || stage.isWaiting(A())) &&
        (!stage.isBusy(B()) || stage.isWaiting(B())));
}

void TestLeaseScreen::lockByLease()
{
    m_shown->click(m_shown->find<QWidget>("lockingSwitch"));
    QTRY_VERIFY(m_shown->button("leaseRule")->isEnabled());
    m_shown->click(m_shown->button("leaseRule"));
    QTRY_COMPARE(m_shown->journal().latest().locking(), Locking::Lease);
    QVERIFY(line()->isVisible());
    QCOMPARE(line()->text(), QStringLiteral("Nobody holds the lease"));
}

void TestLeaseScreen::click(const QString& client, const char* button)
{
    m_shown->click(m_shown->buttonOf(client, button));
    settle();
}

void TestLeaseScreen::press(const QString& client, const char* name)
{
    QPushButton* button = m_shown->buttonOf(client, name);
    m_shown->window.activateWindow();
    button->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(button->hasFocus());
    QTest::keyClick(button, Qt::Key_Space);
    settle();
}

void TestLeaseScreen::letBWait()
{
    lockByLease();
    click(A(), "readButton");
    click(B(), "readButton");
    QTRY_VERIFY(m_shown->stage.isWaiting(B()));
}

void TestLeaseScreen::waitingClient_continuesAfterTheSave()
{
    letBWait();
    QVERIFY(line()->text().startsWith(QStringLiteral("A holds it · token 1 · ")));
    QCOMPARE(line()->waitingText(), QStringLiteral("B waits"));
    QVERIFY(line()->isCounting());
    QCOMPARE(said(A()), QStringLiteral("Read v1. Lease granted, token 1."));
    QCOMPARE(said(B()), QStringLiteral("for A’s lease"));
    QCOMPARE(strip(B()), QStringLiteral("waits, next after A"));
    QVERIFY(m_shown->stockOf(B())->text().isEmpty());

    m_shown->typeStock(A(), QStringLiteral("7"));
    click(A(), "saveButton");
    QTRY_COMPARE(m_shown->stockOf(B())->text(), QStringLiteral("7"));
    settle();
    QVERIFY(line()->text().startsWith(QStringLiteral("B holds it · token 2 · ")));
    QCOMPARE(line()->waitingText(), QString());
    QCOMPARE(said(B()), QStringLiteral("Read v2. Lease granted, token 2."));
    QCOMPARE(strip(B()), QStringLiteral("B’s copy is the newest (v2)"));

    // The save's result is still shown, although the lease was given back after it.
    QCOMPARE(uitest::text(*m_shown->card(A()), "statusLabel"), QStringLiteral("200 OK"));
    QCOMPARE(said(A()), QStringLiteral("Saved as v2."));

    m_shown->typeStock(B(), QStringLiteral("5"));
    click(B(), "saveButton");
    QTRY_COMPARE(line()->text(), QStringLiteral("Nobody holds the lease"));
    QVERIFY(!line()->isCounting());
    const Snapshot& now = m_shown->journal().latest();
    QCOMPARE(now.record(uitest::id())->fields, uitest::lamp(5));
    QCOMPARE(now.lostCount(uitest::id()), 0);
}

void TestLeaseScreen::waitingClient_continuesAfterTheSaveByKeyboard()
{
    lockByLease();
    press(A(), "readButton");
    press(B(), "readButton");
    QTRY_VERIFY(m_shown->stage.isWaiting(B()));
    QTest::keyClick(m_shown->stockOf(A()), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(m_shown->stockOf(A()), QStringLiteral("7"));
    QTest::keyClick(m_shown->stockOf(A()), Qt::Key_Return);
    QTRY_COMPARE(m_shown->stockOf(B())->text(), QStringLiteral("7"));
    settle();
    QCOMPARE(lease().held->owner, B());
}

void TestLeaseScreen::lease_isReleasedByMouse()
{
    lockByLease();
    const QPushButton* release = m_shown->buttonOf(A(), "releaseButton");
    QVERIFY(!release->isVisible());
    click(A(), "readButton");
    QVERIFY(release->isVisible());
    click(A(), "releaseButton");
    QTRY_VERIFY(!lease().held);
    QCOMPARE(line()->text(), QStringLiteral("Nobody holds the lease"));
    QCOMPARE(said(A()), QStringLiteral("Lease given back."));
    QVERIFY(!release->isVisible());
}

void TestLeaseScreen::lease_isReleasedByKeyboard()
{
    letBWait();
    press(A(), "releaseButton");
    QTRY_COMPARE(m_shown->stockOf(B())->text(), QStringLiteral("10"));
    settle();
    QCOMPARE(lease().held->owner, B());
    QCOMPARE(said(A()), QStringLiteral("Lease given back."));
}

void TestLeaseScreen::wait_canBeCancelled_data()
{
    QTest::addColumn<bool>("byMouse");
    QTest::newRow("by mouse") << true;
    QTest::newRow("by keyboard") << false;
}

void TestLeaseScreen::wait_canBeCancelled()
{
    QFETCH(bool, byMouse);
    letBWait();
    QVERIFY(!m_shown->buttonOf(A(), "giveUpButton")->isVisible());
    const qint64 before = m_shown->journal().size();
    if (byMouse)
        click(B(), "giveUpButton");
    else
        press(B(), "giveUpButton");
    QTRY_VERIFY(!m_shown->stage.isBusy(B()));
    QCOMPARE(line()->waitingText(), QString());
    QVERIFY(lease().waiting.isEmpty());
    QCOMPARE(lease().held->owner, A());
    QCOMPARE(said(B()), QStringLiteral("It waits no longer."));
    QVERIFY(!m_shown->buttonOf(B(), "giveUpButton")->isVisible());
    // Its read is not sent later, and nothing is reported as unknown.
    QCOMPARE(m_shown->journal().size(), before + 1);
    QVERIFY(m_shown->stockOf(B())->text().isEmpty());
    // It can ask again.
    click(B(), "readButton");
    QTRY_COMPARE(line()->waitingText(), QStringLiteral("B waits"));
}

void TestLeaseScreen::expiry_isNotToldToTheHolder()
{
    m_shown->load("forgotten-lock");
    m_shown->stage.playTo(2);
    QTRY_COMPARE(m_shown->stage.position(), 2);
    settle();
    QCOMPARE(line()->waitingText(), QStringLiteral("B waits"));
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(m_shown->stage.position(), 3);
    settle();
    QVERIFY(line()->text().startsWith(QStringLiteral("B holds it · token 2 · ")));
    QCOMPARE(said(A()), QStringLiteral("Read v1. Lease granted, token 1."));
    QCOMPARE(strip(A()), QStringLiteral("A does not know: B has the lease"));
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(m_shown->stage.position(), 4);
    settle();
    QCOMPARE(line()->text(), QStringLiteral("Nobody holds the lease"));
    QCOMPARE(strip(A()), QStringLiteral("A does not know: its lease is over"));
    m_shown->click(m_shown->button("stepButton"));
    QTRY_COMPARE(m_shown->stage.position(), 5);
    settle();
    QCOMPARE(uitest::text(*m_shown->card(A()), "statusLabel"), QStringLiteral("412"));
    QCOMPARE(said(A()), QStringLiteral("Not saved: its lease is over."));
}

void TestLeaseScreen::countdown_runsOnlyInFreePlay()
{
    m_shown->load("forgotten-lock");
    m_shown->stage.step();
    QTRY_COMPARE(m_shown->stage.position(), 1);
    settle();
    QVERIFY(lease().held);
    QVERIFY(!line()->isCounting());
    // The scenario's clock has moved by a second since, or not at all.
    const qint64 left = (lease().held->until - m_shown->stage.now()) / 1000;
    QCOMPARE(line()->secondsLeft(), left);
    m_shown->stage.startFreePlay();
    QTRY_VERIFY(!m_shown->stage.isMoving());
    m_shown->stage.setLocking(Locking::Lease);
    QTRY_COMPARE(m_shown->journal().latest().locking(), Locking::Lease);
    click(A(), "readButton");
    QVERIFY(line()->isCounting());
    QVERIFY(line()->secondsLeft() > 0 && line()->secondsLeft() <= 30);
}

void TestLeaseScreen::countdown_standsStillInThePast()
{
    lockByLease();
    click(A(), "readButton");
    const qint64 events = m_shown->journal().size();
    QVERIFY(line()->isCounting());
    click(A(), "releaseButton");
    QTRY_VERIFY(!lease().held);
    m_shown->timelineCursor().show(events);
    QVERIFY(m_shown->timelineCursor().isPast());
    QVERIFY(!line()->isCounting());
    QVERIFY(line()->text().startsWith(QStringLiteral("A holds it · token 1 · ")));
    QVERIFY(!m_shown->buttonOf(A(), "releaseButton")->isEnabled());
}

void TestLeaseScreen::countdown_showsWhoWaits_data()
{
    QTest::addColumn<QStringList>("waiting");
    QTest::addColumn<QString>("words");
    QTest::newRow("nobody") << QStringList() << QString();
    QTest::newRow("one") << QStringList{B()} << QStringLiteral("B waits");
    QTest::newRow("two") << QStringList{B(), QStringLiteral("C")} << QStringLiteral("B, C wait");
    QTest::newRow("three") << QStringList{B(), QStringLiteral("C"), QStringLiteral("D")}
                           << QStringLiteral("B and 2 more wait");
}

void TestLeaseScreen::countdown_showsWhoWaits()
{
    QFETCH(QStringList, waiting);
    LeaseLine standing;
    standing.showLease({Lease{A(), 3, 24'000}, 3, waiting}, 1, false);
    QCOMPARE(standing.text(), QStringLiteral("A holds it · token 3 · 24 s left"));
    QTEST(standing.waitingText(), "words");
    QVERIFY(standing.accessibleName().startsWith(standing.text()));
    QVERIFY(standing.accessibleName().endsWith(standing.waitingText()));
    standing.showLease({Lease{A(), 3, 24'000}, 3, waiting}, 24'000, true);
    QCOMPARE(standing.secondsLeft(), 0);
    QVERIFY(!standing.isCounting());
    standing.showLease({std::nullopt, 3, waiting}, 0, true);
    QCOMPARE(standing.text(), QStringLiteral("Nobody holds the lease"));
    QVERIFY(!standing.isCounting());
}

void TestLeaseScreen::otherRules_showNoLease()
{
    QVERIFY(!line()->isVisible());
    lockByLease();
    click(A(), "readButton");
    m_shown->click(m_shown->button("versionRule"));
    QTRY_COMPARE(m_shown->journal().latest().locking(), Locking::Version);
    QVERIFY(!line()->isVisible());
    QVERIFY(!line()->isCounting());
    QVERIFY(!m_shown->buttonOf(A(), "releaseButton")->isVisible());
    QCOMPARE(said(A()), QStringLiteral("Read v1."));
}

QTEST_MAIN(TestLeaseScreen)
#include "tst_leasescreen.moc"
