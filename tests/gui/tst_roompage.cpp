#include "gui/pages/roompage.h"

#include "gui/playback/askfirst.h"
#include "gui/roomfixtures.h"
#include "gui/roomwindow.h"
#include "gui/widgets/choicebutton.h"
#include "gui/widgets/toggleswitch.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QCheckBox>
#include <QContextMenuEvent>
#include <QMenu>

using namespace interleave;
using namespace interleave::uitest;

/// The page of the room, with phones that are sockets.
class TestRoomPage final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void closed_offersAddresses();
    void script_losesAllButOne();
    void again_isUnderTheOtherRule();
    void savedRoom_showsItsTilesWithoutADoor();
    void tile_getsALane();
    void names_areHidden();
    void askFirst_isAVoteOfTheRoom();
    void nothing_isClipped_data();
    void nothing_isClipped();
    void secret_isNowhere();

private:
    void prepare() override;

    [[nodiscard]] Room& room() { return m_shown->room(); }
    [[nodiscard]] TilesView& tiles() { return m_shown->tiles(); }
    [[nodiscard]] QString word(int row) { return m_shown->word(row); }
    [[nodiscard]] QString text(const char* name) { return m_shown->text(name); }
    [[nodiscard]] QString value() { return m_shown->value(); }

    std::unique_ptr<RoomWindow> m_shown;
};

void TestRoomPage::prepare()
{
    m_shown = std::make_unique<RoomWindow>();
    QVERIFY(m_shown->window.findChild<RoomPage*>()->isVisible());
}

void TestRoomPage::closed_offersAddresses()
{
    QVERIFY(m_shown->find<QLabel>("roomIntro")->isVisible());
    auto* addresses = m_shown->find<ChoiceButton>("addressButton");
    QVERIFY(addresses->value().isValid());
    QVERIFY(!m_shown->button("closeRoomButton")->isVisible());
    // Without another network that is this machine, to try it out.
    addresses->choose(QStringLiteral("127.0.0.1"));
    ShownWindow::click(m_shown->button("openRoomButton"));
    QTRY_VERIFY(room().isOpen());
    QTRY_COMPARE(text("roomUrl"), room().url());
    QTRY_VERIFY(m_shown->button("closeRoomButton")->isVisible());
    QVERIFY(m_shown->find<QrView>("qrView")->moduleLength() >= 3);
    ShownWindow::click(m_shown->button("closeRoomButton"));
    QTRY_COMPARE(room().state(), Room::State::Closed);
    QTRY_VERIFY(m_shown->button("openRoomButton")->isVisible());
}

void TestRoomPage::script_losesAllButOne()
{
    m_shown->open();
    m_shown->join(3);
    QTRY_COMPARE(text("hereLabel"), QStringLiteral("● 0 here"));
    m_shown->sell();
    ShownWindow::click(m_shown->button("leftStep"));
    QTRY_COMPARE(room().scene().phase, RoomPhase::Left);
    const RoomQuestion question = *room().scene().question;
    QCOMPARE(m_shown->phones.at(0)->vote(question.id, 0), 204);
    QCOMPARE(m_shown->phones.at(1)->vote(question.id, 1), 204);
    QTRY_COMPARE(room().votes().value(0) + room().votes().value(1), 2);
    QTRY_COMPARE(
        m_shown->find<QWidget>("voteCounts")->accessibleName(),
        QStringLiteral("97: 1 vote; 99: 1 vote; another number: 0 votes"));
    QCOMPARE(value(), QStringLiteral("stock: ?"));
    QCOMPARE(m_shown->button("leftStep")->text(), QStringLiteral("3 · Show it"));
    ShownWindow::click(m_shown->button("leftStep"));
    QTRY_COMPARE(value(), QStringLiteral("stock: 99"));
    QCOMPARE(text("roomOutcome"), QStringLiteral("2 changes were overwritten. Nobody was told."));
    QCOMPARE(word(0), QStringLiteral("overwritten"));
    QCOMPARE(word(2), QStringLiteral("saved last"));
    QVERIFY(m_shown->find<QWidget>("voteCounts")->accessibleName().contains(QStringLiteral("99: 1 vote, right")));
}

void TestRoomPage::again_isUnderTheOtherRule()
{
    m_shown->open();
    m_shown->join(2);
    m_shown->sell();
    auto* again = m_shown->button("againButton");
    QCOMPARE(again->text(), QStringLiteral("Again with locking on"));
    ShownWindow::click(again);
    QTRY_COMPARE(room().scene().phase, RoomPhase::Read);
    QTRY_COMPARE(room().scene().locking, Locking::Version);
    QTRY_VERIFY(m_shown->find<ToggleSwitch>("roomLockingSwitch")->isChecked());
    QTRY_COMPARE(word(0), QStringLiteral("is here"));
}

void TestRoomPage::savedRoom_showsItsTilesWithoutADoor()
{
    m_shown->stage.open(soldRoom(31));
    QTRY_COMPARE(tiles().model()->rowCount(), 31);
    QCOMPARE(value(), QStringLiteral("stock: 99"));
    QCOMPARE(word(0), QStringLiteral("overwritten"));
    QVERIFY(m_shown->button("compareRoomButton")->isVisible());
    QTRY_VERIFY(m_shown->button("stepButton")->isVisible());
    tiles().setFocus();
    QTest::keyClick(&tiles(), Qt::Key_Home);
    QTRY_COMPARE(
        text("chosenLine"), QStringLiteral("Amir (Teal heron 1): overwritten, wrote 99, told 200"));
}

void TestRoomPage::tile_getsALane()
{
    m_shown->open();
    m_shown->join(2);
    QTRY_COMPARE(tiles().model()->rowCount(), 2);
    const QModelIndex first = tiles().model()->index(0, 0);
    QTest::mouseClick(tiles().viewport(), Qt::LeftButton, {}, tiles().visualRect(first).center());
    QCOMPARE(room().ownLanes(), QStringList{m_shown->phones.front()->client});
    QTRY_VERIFY(text("chosenLine").contains(QStringLiteral("has its own lane")));
    QTest::keyClick(&tiles(), Qt::Key_Return);
    QVERIFY(room().ownLanes().isEmpty());
    // The menu, by its key.
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, {}, tiles().viewport()->mapToGlobal(QPoint()));
    QCoreApplication::sendEvent(&tiles(), &asked);
    auto* menu = m_shown->find<QMenu>("tileMenu");
    QVERIFY(menu != nullptr);
    m_shown->find<QAction>("removeAction")->trigger();
    menu->close();
    QTRY_COMPARE(room().members().size(), 1);
    QTRY_COMPARE(tiles().model()->rowCount(), 1);
}

void TestRoomPage::names_areHidden()
{
    m_shown->open();
    m_shown->join(1);
    QTRY_COMPARE(tiles().model()->index(0, 0).data().toString(), QStringLiteral("Lena"));
    ShownWindow::click(m_shown->find<QCheckBox>("hideNamesBox"));
    QTRY_COMPARE(tiles().model()->index(0, 0).data().toString(), m_shown->phones.front()->client);
}

void TestRoomPage::askFirst_isAVoteOfTheRoom()
{
    m_shown->open();
    m_shown->join(2);
    m_shown->press(Qt::Key_1, Qt::ControlModifier);
    m_shown->load("lost-update");
    m_shown->find<QAction>("askFirstAction")->setChecked(true);
    while (!m_shown->window.askFirst().isAsking()) {
        const int before = m_shown->stage.position();
        m_shown->stage.step();
        QTRY_VERIFY(m_shown->stage.position() > before && m_shown->stage.canStep());
    }
    QTRY_VERIFY(room().scene().question.has_value());
    const int id = room().scene().question->id;
    QVERIFY(!room().scene().question->right);
    QCOMPARE(m_shown->phones.at(0)->vote(id, 0), 204);
    QTRY_VERIFY(m_shown->button("savedAnswer")->text().endsWith(QStringLiteral("· 1")));
    // The presenter needs not answer.
    m_shown->stage.step();
    QTRY_VERIFY(room().scene().question && room().scene().question->id == id && room().scene().question->right);
    // That save overwrites.
    QCOMPARE(*room().scene().question->right, 2);
}

void TestRoomPage::nothing_isClipped_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("zoom");
    QTest::newRow("a projector") << QSize(1280, 720) << 100;
    QTest::newRow("a laptop") << QSize(1440, 900) << 100;
    QTest::newRow("full high definition") << QSize(1920, 1080) << 125;
    QTest::newRow("4K at 250 %") << QSize(3840, 2160) << 250;
}

void TestRoomPage::nothing_isClipped()
{
    QFETCH(QSize, size);
    QFETCH(int, zoom);
    while (m_shown->appearance.theme().zoom() < zoom)
        m_shown->appearance.zoomIn();
    m_shown->window.resize(size);
    m_shown->open();
    m_shown->join(3);
    m_shown->sell();
    ShownWindow::click(m_shown->button("leftStep"));
    QTRY_VERIFY(m_shown->find<QWidget>("voteBars")->isVisible());
    ShownWindow::click(m_shown->button("leftStep"));
    QTRY_COMPARE(value(), QStringLiteral("stock: 99"));
    for (int i = 0; i < 4; ++i)
        QCoreApplication::processEvents();
    for (const char* name :
         {"qrView",
          "roomUrl",
          "roomCode",
          "joinNote",
          "readStep",
          "saveStep",
          "leftStep",
          "voteBars",
          "roomHead",
          "roomTiles",
          "chosenLine",
          "roomOutcomeStrip",
          "closeRoomButton",
          "hereLabel",
          "againButton"}) {
        const auto* widget = m_shown->find<QWidget>(name);
        const QRect area(widget->mapTo(&m_shown->window, QPoint()), widget->size());
        QVERIFY2(widget->isVisible() && m_shown->window.rect().contains(area), name);
        // A button is as high as its row, whatever its style would like.
        const bool isButton = qobject_cast<const QPushButton*>(widget) != nullptr;
        const int least = isButton ? widget->fontMetrics().height() : widget->minimumSizeHint().height();
        QVERIFY2(widget->height() >= least, name);
    }
    QVERIFY(m_shown->find<QrView>("qrView")->moduleLength() >= 3);
    const QWidget* url = m_shown->find<QWidget>("roomUrl");
    QVERIFY(url->width() >= url->sizeHint().width());
}

void TestRoomPage::secret_isNowhere()
{
    m_shown->open();
    m_shown->join(1);
    m_shown->sell();
    const QByteArray secret = m_shown->phones.front()->secret();
    QVERIFY(secret.size() >= 22);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    m_shown->journal().write(buffer);
    QVERIFY(!buffer.data().contains(secret));
    const QByteArray token = room().joinUrl().section(QLatin1Char('#'), 1).toLatin1();
    QVERIFY(!token.isEmpty());
    QVERIFY(!buffer.data().contains(token));
    for (const QLabel* label : m_shown->window.findChildren<QLabel*>())
        QVERIFY2(!label->text().contains(QLatin1String(token)), qPrintable(label->objectName()));
}

QTEST_MAIN(TestRoomPage)

#include "tst_roompage.moc"
