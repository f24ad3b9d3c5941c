#include "core/model/account.h"
#include "gui/playback/comparison.h"
#include "gui/roomwindow.h"
#include "warningfreetest.h"

using namespace interleave;
using namespace interleave::uitest;

/// What phones did in a room, side by side under two rules.
class TestRoomCompare final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void button_comparesTheSameSaves_data();
    void button_comparesTheSameSaves();
    void lesson_saysNothingOfARoom();

private:
    void prepare() override;

    [[nodiscard]] qint64 stock(std::size_t side)
    {
        const Comparison& both = m_shown->comparison();
        const Record* record = both.journal(side)->latest().record(both.recordId(side));
        return std::get<qint64>(*record->fields.find(QStringLiteral("stock")));
    }

    std::unique_ptr<RoomWindow> m_shown;
};

void TestRoomCompare::prepare()
{
    RoomOptions options;
    options.limits.countdown = 200;
    m_shown = std::make_unique<RoomWindow>(options);
}

void TestRoomCompare::button_comparesTheSameSaves_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("a projector") << QSize(1280, 720);
    QTest::newRow("a laptop") << QSize(1440, 900);
}

void TestRoomCompare::button_comparesTheSameSaves()
{
    QFETCH(QSize, size);
    m_shown->window.resize(size);
    m_shown->open();
    m_shown->join(4);
    m_shown->sell();
    m_shown->reveal();
    QTRY_COMPARE(m_shown->value(), QStringLiteral("stock: 99"));
    QVERIFY(m_shown->button("compareRoomButton")->isVisible());
    ShownWindow::click(m_shown->button("compareRoomButton"));
    QTRY_VERIFY(m_shown->isComparing());
    // Four reads and four saves.
    QTRY_COMPARE(m_shown->comparison().position(), 8);
    QTRY_VERIFY(!m_shown->comparison().isBusy());
    QCOMPARE(m_shown->comparison().rule(0), Locking::Off);
    QCOMPARE(m_shown->comparison().rule(1), Locking::Version);
    QCOMPARE(stock(0), 99);
    QCOMPARE(stock(1), 99);
    QCOMPARE(m_shown->comparison().journal(0)->latest().lostCount(id()), 3);
    QCOMPARE(m_shown->comparison().journal(1)->latest().lostCount(id()), 0);
    // The room itself is as it was.
    QVERIFY(m_shown->room().isOpen());
    const auto* note = m_shown->find<QLabel>("replayNote");
    QTRY_VERIFY(note->isVisible());
    QVERIFY(note->text().contains(QStringLiteral("also what was only pressed because a save had been refused")));
    const QRect area(note->mapTo(&m_shown->window, QPoint()), note->size());
    QVERIFY(m_shown->window.rect().contains(area));
    QVERIFY(note->height() >= note->heightForWidth(note->width()));
}

void TestRoomCompare::lesson_saysNothingOfARoom()
{
    m_shown->press(Qt::Key_1, Qt::ControlModifier);
    m_shown->loadAndPlay("lost-update");
    m_shown->press(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(m_shown->isComparing());
    QTRY_VERIFY(m_shown->comparison().scenario() != nullptr);
    QVERIFY(!m_shown->find<QLabel>("replayNote")->isVisible());
}

QTEST_MAIN(TestRoomCompare)

#include "tst_roomcompare.moc"
