#include "gui/playback/transport.h"
#include "gui/room/roomtransport.h"
#include "gui/roomwindow.h"
#include "gui/widgets/choicebutton.h"
#include "gui/widgets/toggleswitch.h"
#include "gui/window/presenter.h"
#include "warningfreetest.h"

using namespace interleave;
using namespace interleave::uitest;

namespace {

RoomAddress loopback()
{
    return {roomHost(), QStringLiteral("lo"), true};
}

/// Of this machine in a network, as far as the room is told.
RoomAddress inNetwork(const QString& address, const QString& name)
{
    return {QHostAddress(address), name, false};
}

} // namespace

/// The presenter leads the room by a clicker, also where the network changes.
class TestRoomLeading final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void clicker_leadsTheScript();
    void clicker_needsARest();
    void keys_leadTheScript();
    void closedRoom_isSteppedAsBefore();
    void goneAddress_isSaidWithTheNewOnes();
    void goneAddress_maybeComesBack();

private:
    void prepare() override;

    [[nodiscard]] RoomPhase phase() { return m_shown->room().scene().phase; }
    [[nodiscard]] RoomTransport& script() { return *m_shown->window.findChild<RoomTransport*>(); }
    void clickOn() { m_shown->press(Qt::Key_PageDown); }

    QList<RoomAddress> m_addresses{loopback()};
    std::unique_ptr<RoomWindow> m_shown;
};

void TestRoomLeading::prepare()
{
    m_addresses = {loopback()};
    RoomOptions options;
    options.limits.countdown = 200;
    options.lookEvery = 20;
    options.addresses = [this] {
        return m_addresses;
    };
    m_shown = std::make_unique<RoomWindow>(options);
    script().setRest(0);
}

void TestRoomLeading::clicker_leadsTheScript()
{
    m_shown->open();
    m_shown->join(2);
    m_shown->press(Qt::Key_F11);
    QTRY_VERIFY(m_shown->window.presenter().isPresenting());
    clickOn();
    QTRY_COMPARE(phase(), RoomPhase::Read);
    for (const auto& phone : m_shown->phones)
        QCOMPARE(phone->read(), 200);
    clickOn();
    QCOMPARE(phase(), RoomPhase::Countdown);
    // It ends by itself.
    clickOn();
    QCOMPARE(phase(), RoomPhase::Countdown);
    QTRY_COMPARE(phase(), RoomPhase::Save);
    for (const auto& phone : m_shown->phones)
        QCOMPARE(phone->save(99), 200);
    QTRY_COMPARE(m_shown->word(1), QStringLiteral("told 200"));
    // There is nothing to go back to.
    m_shown->press(Qt::Key_PageUp);
    m_shown->press(Qt::Key_Home);
    QCOMPARE(phase(), RoomPhase::Save);
    clickOn();
    QTRY_VERIFY(m_shown->room().isWhatIsLeftAsked());
    clickOn();
    QTRY_COMPARE(m_shown->value(), QStringLiteral("stock: 99"));
    clickOn();
    QTRY_COMPARE(phase(), RoomPhase::Read);
    QTRY_COMPARE(m_shown->room().scene().locking, Locking::Version);
    // At the end nobody's saves are thrown away.
    for (const auto& phone : m_shown->phones)
        QCOMPARE(phone->read(), 200);
    clickOn();
    QTRY_COMPARE(phase(), RoomPhase::Save);
    for (const auto& phone : m_shown->phones)
        (void)phone->saveOnWhatWasRead(99);
    QTRY_COMPARE(m_shown->word(1), QStringLiteral("refused"));
    clickOn();
    QTRY_VERIFY(m_shown->room().isWhatIsLeftAsked());
    clickOn();
    QTRY_VERIFY(!m_shown->room().isWhatIsLeftAsked());
    clickOn();
    QCOMPARE(phase(), RoomPhase::Left);
    QVERIFY(!m_shown->button("stepButton")->isEnabled());
}

/// A press too many must not tell what nobody has voted on.
void TestRoomLeading::clicker_needsARest()
{
    m_shown->open();
    m_shown->join(1);
    m_shown->letSave();
    QCOMPARE(m_shown->phones.front()->save(99), 200);
    m_shown->press(Qt::Key_F11);
    QTRY_VERIFY(m_shown->window.presenter().isPresenting());
    clickOn();
    QTRY_VERIFY(m_shown->room().isWhatIsLeftAsked());
    script().setRest(RoomTransport::UsualRest);
    clickOn();
    clickOn();
    QVERIFY(m_shown->room().isWhatIsLeftAsked());
    QTRY_VERIFY_WITH_TIMEOUT((clickOn(), !m_shown->room().isWhatIsLeftAsked()), 2 * RoomTransport::UsualRest);
}

void TestRoomLeading::keys_leadTheScript()
{
    m_shown->open();
    QTRY_VERIFY(m_shown->button("closeRoomButton")->isVisible());
    // The page has the script itself, and a lesson would end the room's.
    for (const char* name : {"stepButton", "backButton", "playButton", "positionLabel", "scenarioButton"})
        QVERIFY2(!m_shown->find<QWidget>(name)->isVisible(), name);
    m_shown->press(Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(phase(), RoomPhase::Read);
    m_shown->press(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(phase(), RoomPhase::Countdown);
}

void TestRoomLeading::closedRoom_isSteppedAsBefore()
{
    m_shown->open();
    m_shown->join(1);
    QCOMPARE(m_shown->phones.front()->read(), 200);
    QTRY_COMPARE(m_shown->word(0), QStringLiteral("has not saved"));
    ShownWindow::click(m_shown->button("closeRoomButton"));
    QTRY_COMPARE(m_shown->room().state(), Room::State::Closed);
    QTRY_VERIFY(m_shown->button("backButton")->isVisible());
    QVERIFY(m_shown->button("scenarioButton")->isVisible());
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    QVERIFY(m_shown->timelineCursor().isPast());
}

void TestRoomLeading::goneAddress_isSaidWithTheNewOnes()
{
    m_shown->open();
    const QString old = m_shown->room().url();
    m_addresses = {loopback()};
    auto* notice = m_shown->find<QLabel>("addressGone");
    auto* move = m_shown->button("moveRoomButton");
    auto* choice = m_shown->find<ChoiceButton>("moveAddressButton");
    QVERIFY(!notice->isVisible());
    // First there is no network, then another one: the second is told, too.
    m_addresses = {};
    QTRY_VERIFY(notice->isVisible());
    QVERIFY(notice->text().contains(old));
    QVERIFY(!move->isVisible());
    // Nobody scans what leads nowhere.
    QVERIFY(!m_shown->find<QrView>("qrView")->isVisible());
    m_addresses = {
        inNetwork(QStringLiteral("127.0.0.3"), QStringLiteral("wlan0")),
        inNetwork(QStringLiteral("127.0.0.4"), QStringLiteral("eth0"))};
    QTRY_VERIFY(move->isVisible());
    QCOMPARE(move->text(), QStringLiteral("Open at 127.0.0.3"));
    QVERIFY(choice->isVisible());
    choice->choose(QStringLiteral("127.0.0.4"));
    QCOMPARE(move->text(), QStringLiteral("Open at 127.0.0.4"));
    ShownWindow::click(move);
    QTRY_VERIFY(m_shown->room().url().startsWith(QStringLiteral("http://127.0.0.4:")));
    QTRY_VERIFY(m_shown->find<QrView>("qrView")->isVisible());
    QVERIFY(!notice->isVisible());
    QCOMPARE(m_shown->text("roomUrl"), m_shown->room().url());
}

void TestRoomLeading::goneAddress_maybeComesBack()
{
    m_shown->open();
    m_addresses = {inNetwork(QStringLiteral("127.0.0.3"), QStringLiteral("wlan0"))};
    auto* move = m_shown->button("moveRoomButton");
    QTRY_VERIFY(move->isVisible());
    QVERIFY(!m_shown->find<QWidget>("moveAddressButton")->isVisible());
    // It comes back by itself.
    m_addresses = {loopback()};
    QTRY_VERIFY(!move->isVisible());
    QVERIFY(m_shown->find<QrView>("qrView")->isVisible());
}

QTEST_MAIN(TestRoomLeading)

#include "tst_roomleading.moc"
