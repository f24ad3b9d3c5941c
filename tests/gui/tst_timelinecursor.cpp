#include "gui/playback/timelinecursor.h"

#include "stage/files/scenariolibrary.h"
#include "stage/stage.h"
#include "warningfreetest.h"

#include <QSignalSpy>
#include <QTest>

using namespace interleave;

namespace {

const QString A = QStringLiteral("A");
const QString B = QStringLiteral("B");

} // namespace

/// Which moment is shown, with a real stage: real HTTP, real SQLite, no window.
class TestTimelineCursor final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void cleanup();

    void cursor_startsAtTheNewest();
    void scenario_movesByItsSteps_data();
    void scenario_movesByItsSteps();
    void momentInsideAStep_movesToItsEnds();
    void freePlay_movesByMessages();
    void leftScript_movesByStepsThenMessages();
    void message_isTheLastOfTheMoment();
    void newEvents_keepThePast();
    void newEvents_moveTheNewestOn();
    void anotherJournal_returnsToItsNewest_data();
    void anotherJournal_returnsToItsNewest();
    void show_keepsWithinTheJournal();

private:
    void prepare() override;

    void load(const QString& name, int steps);
    void startFreePlay();
    void read(const QString& client);
    void save(const QString& client, qint64 stock);
    void settle();
    /// The moments shown on the way to the start.
    [[nodiscard]] QList<qint64> wayBack();
    /// The moments shown on the way to the newest.
    [[nodiscard]] QList<qint64> wayForward();

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<TimelineCursor> m_cursor;
};

void TestTimelineCursor::prepare()
{
    m_stage = std::make_unique<Stage>(StageOptions{quint16{0}, {}, Locking::Off});
    m_cursor = std::make_unique<TimelineCursor>(*m_stage);
    m_stage->start();
    settle();
}

void TestTimelineCursor::cleanup()
{
    m_cursor.reset();
    m_stage.reset();
}

void TestTimelineCursor::settle()
{
    QTRY_VERIFY(m_stage->port() != 0 && !m_stage->isMoving() && !m_stage->isBusy(A) && !m_stage->isBusy(B));
}

void TestTimelineCursor::load(const QString& name, int steps)
{
    m_stage->load(findScenario(name)->scenario);
    settle();
    m_stage->playTo(steps);
    QTRY_COMPARE(m_stage->position(), steps);
    settle();
}

void TestTimelineCursor::startFreePlay()
{
    m_stage->startFreePlay();
    settle();
}

void TestTimelineCursor::read(const QString& client)
{
    m_stage->read(client);
    settle();
}

void TestTimelineCursor::save(const QString& client, qint64 stock)
{
    m_stage->edit(client, QStringLiteral("stock"), stock);
    m_stage->save(client);
    settle();
}

QList<qint64> TestTimelineCursor::wayBack()
{
    QList<qint64> way;
    while (m_cursor->seq() > 0 && way.size() < 50) {
        m_cursor->goBack();
        way.append(m_cursor->seq());
    }
    return way;
}

QList<qint64> TestTimelineCursor::wayForward()
{
    QList<qint64> way;
    while (way.size() < 50 && m_cursor->goForward())
        way.append(m_cursor->seq());
    return way;
}

void TestTimelineCursor::cursor_startsAtTheNewest()
{
    QCOMPARE(m_cursor->seq(), 0);
    QVERIFY(!m_cursor->isPast());
    QCOMPARE(m_cursor->message(), 0);
    QCOMPARE(m_cursor->position(), 0);
    const QSignalSpy changed(m_cursor.get(), &TimelineCursor::changed);
    m_cursor->goBack();
    QVERIFY(!m_cursor->goForward());
    QVERIFY(!m_cursor->isPast());
    QCOMPARE(changed.size(), 0);
}

void TestTimelineCursor::scenario_movesByItsSteps_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QList<qint64>>("ends");
    // A save is an edit and a request.
    QTest::newRow("the lost update") << "lost-update" << QList<qint64>{0, 1, 2, 4, 6};
    QTest::newRow("the version check") << "version-check" << QList<qint64>{0, 1, 2, 4, 6, 7, 9};
}

void TestTimelineCursor::scenario_movesByItsSteps()
{
    QFETCH(QString, scenario);
    QFETCH(QList<qint64>, ends);
    const int steps = static_cast<int>(ends.size()) - 1;
    load(scenario, steps);
    QCOMPARE(m_cursor->seq(), ends.last());
    QCOMPARE(m_cursor->position(), steps);
    for (int step = steps - 1; step >= 0; --step) {
        m_cursor->goBack();
        QVERIFY(m_cursor->isPast());
        QCOMPARE(m_cursor->seq(), ends.at(step));
        QCOMPARE(m_cursor->position(), step);
        QCOMPARE(m_cursor->snapshot(), m_stage->journal().at(ends.at(step)));
    }
    for (int step = 1; step <= steps; ++step) {
        QVERIFY(m_cursor->goForward());
        QCOMPARE(m_cursor->seq(), ends.at(step));
        QCOMPARE(m_cursor->position(), step);
        QCOMPARE(m_cursor->isPast(), step < steps);
    }
    QVERIFY(!m_cursor->goForward());
    QCOMPARE(m_stage->position(), steps);
}

void TestTimelineCursor::momentInsideAStep_movesToItsEnds()
{
    load(QStringLiteral("lost-update"), 4);
    // A has typed but not sent: the third step has begun and is not finished.
    m_cursor->show(3);
    QCOMPARE(m_cursor->position(), 2);
    QVERIFY(m_cursor->goForward());
    QCOMPARE(m_cursor->seq(), 4);
    m_cursor->show(3);
    m_cursor->goBack();
    QCOMPARE(m_cursor->seq(), 2);
}

void TestTimelineCursor::freePlay_movesByMessages()
{
    startFreePlay();
    read(A);
    read(B);
    save(A, 7);
    save(B, 8);
    QCOMPARE(m_stage->journal().size(), 6);
    QCOMPARE(wayBack(), QList<qint64>({4, 2, 1, 0}));
    QCOMPARE(m_cursor->message(), 0);
    QCOMPARE(wayForward(), QList<qint64>({1, 2, 4, 6}));
    QVERIFY(!m_cursor->isPast());
}

void TestTimelineCursor::leftScript_movesByStepsThenMessages()
{
    load(QStringLiteral("lost-update"), 2);
    read(B);
    save(B, 9);
    QVERIFY(m_stage->hasLeftScript());
    QCOMPARE(wayBack(), QList<qint64>({3, 2, 1, 0}));
    QCOMPARE(wayForward(), QList<qint64>({1, 2, 3, 5}));
    QCOMPARE(m_cursor->position(), 2);
}

void TestTimelineCursor::message_isTheLastOfTheMoment()
{
    load(QStringLiteral("lost-update"), 4);
    const QList<qint64> expected{0, 1, 2, 2, 4, 4, 6};
    for (qint64 seq = 0; seq < expected.size(); ++seq) {
        m_cursor->show(seq);
        QCOMPARE(m_cursor->message(), expected.at(seq));
    }
}

void TestTimelineCursor::newEvents_keepThePast()
{
    startFreePlay();
    read(A);
    read(B);
    m_cursor->show(1);
    const Snapshot then = m_cursor->snapshot();
    const QSignalSpy changed(m_cursor.get(), &TimelineCursor::changed);
    read(B);
    save(B, 9);
    QCOMPARE(m_cursor->seq(), 1);
    QVERIFY(m_cursor->isPast());
    QCOMPARE(m_cursor->snapshot(), then);
    // The end has changed.
    QCOMPARE(changed.size(), 3);
    m_cursor->showNewest();
    QCOMPARE(m_cursor->seq(), 5);
    QVERIFY(!m_cursor->isPast());
}

void TestTimelineCursor::newEvents_moveTheNewestOn()
{
    startFreePlay();
    read(A);
    QCOMPARE(m_cursor->seq(), 1);
    m_cursor->show(0);
    m_cursor->show(1);
    QVERIFY(!m_cursor->isPast());
    read(B);
    QCOMPARE(m_cursor->seq(), 2);
    QCOMPARE(m_cursor->message(), 2);
}

void TestTimelineCursor::anotherJournal_returnsToItsNewest_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<qint64>("newest");
    QTest::newRow("back to the start") << "first" << qint64{0};
    QTest::newRow("another scenario") << "load" << qint64{0};
    QTest::newRow("the same steps under the other rule") << "rule" << qint64{6};
    QTest::newRow("continued from here") << "continue" << qint64{2};
    QTest::newRow("an opened journal") << "open" << qint64{1};
    QTest::newRow("free play") << "free" << qint64{0};
}

void TestTimelineCursor::anotherJournal_returnsToItsNewest()
{
    QFETCH(QString, how);
    QFETCH(qint64, newest);
    load(QStringLiteral("lost-update"), 4);
    m_cursor->show(2);
    if (how == QLatin1String("first"))
        m_stage->first();
    else if (how == QLatin1String("load"))
        m_stage->load(findScenario(QStringLiteral("version-check"))->scenario);
    else if (how == QLatin1String("rule"))
        m_stage->setLocking(Locking::Version);
    else if (how == QLatin1String("continue"))
        m_stage->continueFrom(m_cursor->seq());
    else if (how == QLatin1String("open"))
        m_stage->open(m_stage->journal().copy(1));
    else
        m_stage->startFreePlay();
    settle();
    QVERIFY(!m_cursor->isPast());
    QCOMPARE(m_cursor->seq(), newest);
    QCOMPARE(m_cursor->snapshot(), m_stage->journal().latest());
}

void TestTimelineCursor::show_keepsWithinTheJournal()
{
    load(QStringLiteral("lost-update"), 4);
    m_cursor->show(-3);
    QCOMPARE(m_cursor->seq(), 0);
    QVERIFY(m_cursor->isPast());
    m_cursor->show(99);
    QCOMPARE(m_cursor->seq(), 6);
    QVERIFY(!m_cursor->isPast());
}

QTEST_GUILESS_MAIN(TestTimelineCursor)

#include "tst_timelinecursor.moc"
