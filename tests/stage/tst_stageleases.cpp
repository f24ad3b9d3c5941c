#include "stage/files/scenariolibrary.h"
#include "stage/intake.h"
#include "stage/stage.h"
#include "warningfreetest.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace interleave;
using namespace Qt::StringLiterals;

/// Leases used by panels and scripts, on the real server.
class TestStageLeases final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void cleanup() { m_stage.reset(); }
    void read_acquiresAndSaveReleases();
    void read_waitsForTheOther();
    void step_endsAfterWhomItLetsGoOn();
    void waiting_queuesFurtherActions();
    void waitingStep_endsOnceInTheJournal();
    void waiting_endsWithTheReset();
    void waiting_canBeCancelled();
    void missingWait_cannotBeCancelled();
    void waitStep_letsLeasesExpire();
    void waitStep_endsWaits();
    void reloadAfterARefusal_hasTheLease();
    void overwriteAfterARefusal_hasTheLease();
    void mergeAfterARefusal_hasTheLease();
    void increment_releasesTheLeaseOfItsRead();
    void acquireWithoutWaiting_isRefused();
    void acquire_doesNothingUnderAnotherRule();
    void acquireAndRelease_areClicks();
    void fencing_isSetByTheScenario();
    void deadlockDetection_isSetByTheScenario();
    void script_givesTheSameBytesEachTime_data();
    void script_givesTheSameBytesEachTime();
    void past_continuesWithTokensAndWithoutWaits();
    void changedRule_dropsLeases();

private:
    void prepare() override;

    void start(Locking locking = Locking::Lease);
    void play(const QByteArray& steps, const QByteArray& members = {}, Locking rule = Locking::Lease);
    void idle();
    [[nodiscard]] QStringList told() const;
    [[nodiscard]] const Snapshot& now() const { return m_stage->journal().latest(); }

    std::unique_ptr<Stage> m_stage;
};

namespace {

const QString A = u"A"_s;
const QString B = u"B"_s;
const QString item = u"item"_s;

} // namespace

void TestStageLeases::prepare()
{
    m_stage = std::make_unique<Stage>(StageOptions{quint16{0}, {}, Locking::Lease});
}

void TestStageLeases::start(Locking locking)
{
    m_stage = std::make_unique<Stage>(StageOptions{quint16{0}, {}, locking});
    m_stage->start();
    QTRY_VERIFY(m_stage->port() != 0 && !m_stage->isMoving());
}

void TestStageLeases::play(const QByteArray& steps, const QByteArray& members, Locking rule)
{
    const auto scenario = scenarioFromJson(
        "{\"title\": \"x\", \"locking\": \"lease\", " + members +
        "\"records\": {\"item\": {\"stock\": 10, \"name\": \"Desk lamp\"}}, \"steps\": [" + steps + "]}");
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    m_stage->load(*scenario, rule);
    m_stage->playTo(static_cast<int>(scenario->steps.size()));
    if (m_stage->port() == 0)
        m_stage->start();
    QTRY_COMPARE(m_stage->position(), static_cast<int>(scenario->steps.size()));
}

void TestStageLeases::idle()
{
    QTRY_VERIFY(
        (!m_stage->isBusy(A) || m_stage->isWaiting(A)) && (!m_stage->isBusy(B) || m_stage->isWaiting(B)));
}

/// Actions with their client and status: "A acquire 201". Without edits and clock events, which nobody is
/// told of.
QStringList TestStageLeases::told() const
{
    static const QMap<Action, QString> names{
        {Action::Read, u"read"_s},
        {Action::Edit, u"edit"_s},
        {Action::Write, u"save"_s},
        {Action::Increment, u"add"_s},
        {Action::Acquire, u"acquire"_s},
        {Action::Release, u"release"_s},
        {Action::Wait, u"wait"_s},
        {Action::Rule, u"rule"_s},
        {Action::AnswerLost, u"unheard"_s}};
    QStringList lines;
    for (qint64 seq = 1; seq <= m_stage->journal().size(); ++seq) {
        const Event& event = m_stage->journal().event(seq);
        if (event.action != Action::Edit && event.action != Action::Clock)
            lines.append(u"%1 %2 %3"_s.arg(event.client, names.value(event.action)).arg(event.status));
    }
    return lines;
}

void TestStageLeases::read_acquiresAndSaveReleases()
{
    start();
    m_stage->read(A);
    idle();
    QVERIFY(now().holdsLease(A, item));
    QVERIFY(now().client(A).leaseOf(item)->withRead);
    // Read again while holding the lease.
    m_stage->read(A);
    idle();
    m_stage->edit(A, u"stock"_s, qint64{7});
    m_stage->save(A);
    idle();
    QCOMPARE(
        told(),
        QStringList(
            {u"A acquire 201"_s, u"A read 200"_s, u"A read 200"_s, u"A save 200"_s, u"A release 204"_s}));
    QVERIFY(!now().lease(item).held);
    // Without a lease the next save is refused.
    m_stage->save(A);
    idle();
    QCOMPARE(told().last(), u"A save 428"_s);
}

void TestStageLeases::read_waitsForTheOther()
{
    start();
    m_stage->read(A);
    idle();
    m_stage->read(B);
    QTRY_VERIFY(m_stage->isWaiting(B));
    QVERIFY(m_stage->isBusy(B));
    QCOMPARE(now().lease(item).waiting, QStringList{B});
    m_stage->edit(A, u"stock"_s, qint64{7});
    m_stage->save(A);
    QTRY_VERIFY(!m_stage->isBusy(B));
    QCOMPARE(now().client(B).copyOf(item).held->version, 2);
    QCOMPARE(
        told(),
        QStringList(
            {u"A acquire 201"_s,
             u"A read 200"_s,
             u"B wait 0"_s,
             u"A save 200"_s,
             u"A release 204"_s,
             u"B acquire 201"_s,
             u"B read 200"_s}));
}

/// Views that take long delay the report on B, whose turn it is, until A has its answer.
void TestStageLeases::step_endsAfterWhomItLetsGoOn()
{
    connect(m_stage.get(), &Stage::eventAppended, this, [] { QThread::msleep(Intake::BatchTime + 1); });
    play(R"({"client": "A", "do": "read"}, {"client": "B", "do": "read"},
            {"client": "A", "do": "save", "set": {"stock": 7}},
            {"client": "B", "do": "save", "set": {"name": "Oak desk lamp"}})");
    QStringList ofB;
    for (qint64 seq = 1; seq <= m_stage->journal().size(); ++seq) {
        const Event& event = m_stage->journal().event(seq);
        if (event.client == B && event.isMessage())
            ofB.append(u"%1 %2"_s.arg(event.step).arg(event.status));
    }
    QCOMPARE(ofB, QStringList({u"2 0"_s, u"3 201"_s, u"3 200"_s, u"4 200"_s, u"4 204"_s}));
}

void TestStageLeases::waiting_queuesFurtherActions()
{
    play(R"({"client": "A", "do": "read"}, {"client": "B", "do": "read"},
            {"client": "B", "do": "save", "set": {"name": "Lamp"}},
            {"client": "A", "do": "save", "set": {"stock": 7}})");
    QTRY_VERIFY(!m_stage->isBusy(B));
    QCOMPARE(
        told().mid(2),
        QStringList(
            {u"B wait 0"_s,
             u"A save 200"_s,
             u"A release 204"_s,
             u"B acquire 201"_s,
             u"B read 200"_s,
             u"B save 200"_s,
             u"B release 204"_s}));
    QCOMPARE(now().record(item)->fields, Fields({{u"stock"_s, qint64{7}}, {u"name"_s, u"Lamp"_s}}));
    QCOMPARE(now().lostCount(item), 0);
}

void TestStageLeases::waitingStep_endsOnceInTheJournal()
{
    play(R"({"client": "A", "do": "acquire"}, {"client": "B", "do": "acquire", "wait": 20},
            {"client": "A", "do": "release"})");
    QCOMPARE(m_stage->journal().event(m_stage->eventsAt(2)).verdict, Verdict::Waiting);
    QCOMPARE(told().mid(2), QStringList({u"A release 204"_s, u"B acquire 201"_s}));
    QCOMPARE(now().client(B).leaseOf(item)->withRead, false);
}

void TestStageLeases::waiting_endsWithTheReset()
{
    start();
    m_stage->read(A);
    idle();
    m_stage->read(B);
    QTRY_VERIFY(m_stage->isWaiting(B));
    m_stage->first();
    QTRY_VERIFY(!m_stage->isMoving() && m_stage->journal().isEmpty());
    QVERIFY(!m_stage->isBusy(B));
    m_stage->read(B);
    idle();
    QCOMPARE(told(), QStringList({u"B acquire 201"_s, u"B read 200"_s}));
}

void TestStageLeases::waiting_canBeCancelled()
{
    start();
    m_stage->read(A);
    idle();
    m_stage->read(B);
    QTRY_VERIFY(m_stage->isWaiting(B));
    m_stage->giveUp(B);
    QTRY_VERIFY(!m_stage->isBusy(B));
    QVERIFY(!m_stage->isWaiting(B));
    // One event, and no lost answer.
    QCOMPARE(told(), QStringList({u"A acquire 201"_s, u"A read 200"_s, u"B wait 0"_s, u"B acquire 0"_s}));
    QCOMPARE(m_stage->journal().event(4).verdict, Verdict::GaveUp);
    QVERIFY(now().lease(item).waiting.isEmpty());
    QVERIFY(now().holdsLease(A, item));
    // It is the same client on a new connection.
    m_stage->release(A);
    idle();
    m_stage->read(B);
    idle();
    QVERIFY(now().holdsLease(B, item));
    QVERIFY(!now().client(B).outside);
}

void TestStageLeases::missingWait_cannotBeCancelled()
{
    start();
    m_stage->read(A);
    idle();
    m_stage->giveUp(A);
    idle();
    QCOMPARE(told(), QStringList({u"A acquire 201"_s, u"A read 200"_s}));
}

void TestStageLeases::waitStep_letsLeasesExpire()
{
    play(R"({"client": "A", "do": "acquire", "ttl": 10}, {"client": "B", "do": "acquire", "wait": 60},
            {"do": "wait", "seconds": 7}, {"do": "wait", "seconds": 7})");
    // Only the clock has moved.
    QCOMPARE(m_stage->eventsAt(3), m_stage->eventsAt(2) + 1);
    QCOMPARE(m_stage->journal().event(3).action, Action::Clock);
    QCOMPARE(told().mid(2), QStringList({u"A release 0"_s, u"B acquire 201"_s}));
    const Event& expired = m_stage->journal().event(4);
    QCOMPARE(expired.verdict, Verdict::Expired);
    QVERIFY(!expired.isMessage());
    QVERIFY(now().client(A).leaseOf(item));
    QVERIFY(!now().holdsLease(A, item));
}

void TestStageLeases::waitStep_endsWaits()
{
    play(R"({"client": "A", "do": "acquire", "ttl": 100}, {"client": "B", "do": "acquire", "wait": 20},
            {"do": "wait", "seconds": 20})");
    QCOMPARE(told().last(), u"B acquire 423"_s);
    QVERIFY(!m_stage->isBusy(B));
    QVERIFY(now().lease(item).waiting.isEmpty());
}

void TestStageLeases::reloadAfterARefusal_hasTheLease()
{
    const QByteArray refused = R"({"client": "A", "do": "read"}, {"do": "wait", "seconds": 31},
            {"client": "B", "do": "read"}, {"client": "B", "do": "save", "set": {"stock": 8}},
            {"client": "A", "do": "save", "set": {"stock": 7}}, )";
    play(refused + R"({"client": "A", "do": "reload"}, {"client": "A", "do": "save", "set": {"stock": 5}})");
    QCOMPARE(
        told().mid(7),
        QStringList(
            {u"A save 412"_s, u"A acquire 201"_s, u"A read 200"_s, u"A save 200"_s, u"A release 204"_s}));
    QCOMPARE(now().lostCount(item), 0);
}

void TestStageLeases::overwriteAfterARefusal_hasTheLease()
{
    play(R"({"client": "A", "do": "read"}, {"do": "wait", "seconds": 31},
            {"client": "B", "do": "read"}, {"client": "B", "do": "save", "set": {"stock": 8}},
            {"client": "A", "do": "save", "set": {"stock": 7}}, {"client": "A", "do": "overwrite"})");
    QCOMPARE(
        told().mid(7),
        QStringList(
            {u"A save 412"_s, u"A acquire 201"_s, u"A read 200"_s, u"A save 200"_s, u"A release 204"_s}));
    QCOMPARE(now().lostCount(item), 0);
}

void TestStageLeases::mergeAfterARefusal_hasTheLease()
{
    play(R"({"client": "A", "do": "read"}, {"do": "wait", "seconds": 31},
            {"client": "B", "do": "read"}, {"client": "B", "do": "save", "set": {"name": "Lamp"}},
            {"client": "A", "do": "save", "set": {"stock": 7}}, {"client": "A", "do": "merge"})");
    QCOMPARE(
        told().mid(7),
        QStringList({u"A save 412"_s, u"A acquire 201"_s, u"A save 200"_s, u"A release 204"_s}));
    QCOMPARE(now().record(item)->fields, Fields({{u"stock"_s, qint64{7}}, {u"name"_s, u"Lamp"_s}}));
    QCOMPARE(now().lostCount(item), 0);
}

void TestStageLeases::increment_releasesTheLeaseOfItsRead()
{
    play(R"({"client": "A", "do": "read"}, {"client": "B", "do": "read"},
            {"client": "A", "do": "increment", "add": {"stock": -3}},
            {"client": "B", "do": "increment", "add": {"stock": -2}})");
    QTRY_VERIFY(!m_stage->isBusy(B));
    QCOMPARE(now().record(item)->fields.at(0).value, Value(qint64{5}));
    QVERIFY(!now().lease(item).held);
}

void TestStageLeases::acquireWithoutWaiting_isRefused()
{
    play(R"({"client": "A", "do": "acquire"}, {"client": "B", "do": "acquire"},
            {"client": "B", "do": "save", "blind": true, "set": {"stock": 1}})");
    QCOMPARE(told(), QStringList({u"A acquire 201"_s, u"B acquire 423"_s, u"B save 423"_s}));
}

void TestStageLeases::acquire_doesNothingUnderAnotherRule()
{
    play(
        R"({"client": "A", "do": "acquire"}, {"client": "A", "do": "read"}, {"client": "A", "do": "release"})",
        {},
        Locking::Version);
    QCOMPARE(told(), QStringList{u"A read 200"_s});
}

void TestStageLeases::acquireAndRelease_areClicks()
{
    start();
    m_stage->acquire(A);
    idle();
    // The same lease is extended.
    m_stage->acquire(A);
    idle();
    QCOMPARE(now().lease(item).lastToken, 1);
    m_stage->release(A);
    idle();
    QCOMPARE(told(), QStringList({u"A acquire 201"_s, u"A acquire 200"_s, u"A release 204"_s}));
    // A click that equals the next step plays that step, with the step's own time.
    const auto scenario = scenarioFromJson(
        R"({"title": "x", "locking": "lease", "records": {"item": {"stock": 1}},
            "steps": [{"client": "A", "do": "acquire", "ttl": 5}, {"client": "A", "do": "release"}]})");
    QVERIFY(scenario);
    m_stage->load(*scenario);
    QTRY_VERIFY(m_stage->canStep());
    m_stage->acquire(A);
    QTRY_COMPARE(m_stage->position(), 1);
    QVERIFY(!m_stage->hasLeftScript());
    QCOMPARE(m_stage->journal().event(1).ttl, 5);
    m_stage->release(A);
    QTRY_COMPARE(m_stage->position(), 2);
}

void TestStageLeases::fencing_isSetByTheScenario()
{
    const QByteArray steps = R"({"client": "A", "do": "acquire", "ttl": 5}, {"client": "A", "do": "read"},
            {"do": "wait", "seconds": 5}, {"client": "B", "do": "acquire"}, {"client": "B", "do": "read"},
            {"client": "B", "do": "save", "set": {"stock": 8}}, {"client": "A", "do": "save", "set": {"stock": 7}})";
    play(steps);
    QCOMPARE(told().last(), u"A save 412"_s);
    QCOMPARE(now().lostCount(item), 0);
    play(steps, "\"fencing\": false, ");
    QCOMPARE(told().last(), u"A save 200"_s);
    QCOMPARE(now().lostCount(item), 1);
    QVERIFY(!m_stage->journal().header().leases.fencing);
    // Free play has fencing again.
    m_stage->startFreePlay();
    QTRY_VERIFY(!m_stage->isMoving());
    QVERIFY(m_stage->journal().header().leases.fencing);
}

void TestStageLeases::deadlockDetection_isSetByTheScenario()
{
    const auto scenario = scenarioFromJson(
        R"({"title": "x", "locking": "lease", "deadlockDetection": false,
            "records": {"lamp": {"stock": 1}, "desk": {"stock": 1}},
            "steps": [{"client": "A", "do": "acquire", "record": "lamp", "ttl": 600},
                      {"client": "B", "do": "acquire", "record": "desk", "ttl": 600},
                      {"client": "A", "do": "acquire", "record": "desk", "wait": 20},
                      {"client": "B", "do": "acquire", "record": "lamp", "wait": 40},
                      {"do": "wait", "seconds": 20}, {"do": "wait", "seconds": 20}]})");
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    m_stage->load(*scenario);
    m_stage->playTo(6);
    m_stage->start();
    QTRY_COMPARE(m_stage->position(), 6);
    QCOMPARE(
        told().mid(2), QStringList({u"A wait 0"_s, u"B wait 0"_s, u"A acquire 423"_s, u"B acquire 423"_s}));
}

void TestStageLeases::script_givesTheSameBytesEachTime_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"pessimistic", "forgotten-lock", "fencing-token", "deadlock", "five-clients"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestStageLeases::script_givesTheSameBytesEachTime()
{
    QFETCH(const QString, name);
    const auto named = findScenario(name);
    QVERIFY(named);
    QList<QByteArray> runs;
    for (int i = 0; i < 3; ++i) {
        m_stage->load(named->scenario, Locking::Lease);
        m_stage->playTo(static_cast<int>(named->scenario.steps.size()));
        if (m_stage->port() == 0)
            m_stage->start();
        QTRY_COMPARE(m_stage->position(), static_cast<int>(named->scenario.steps.size()));
        QByteArray run;
        for (qint64 seq = 1; seq <= m_stage->journal().size(); ++seq) {
            Event event = m_stage->journal().event(seq);
            event.request = 0; // counted since the server's start
            run += toJsonLine(event) + '\n';
        }
        runs.append(run);
    }
    QCOMPARE(runs.at(1), runs.at(0));
    QCOMPARE(runs.at(2), runs.at(0));
}

void TestStageLeases::past_continuesWithTokensAndWithoutWaits()
{
    play(R"({"client": "A", "do": "acquire", "ttl": 100}, {"client": "B", "do": "acquire", "wait": 20},
            {"do": "wait", "seconds": 20})");
    m_stage->continueFrom(2);
    QTRY_VERIFY(!m_stage->isMoving() && m_stage->journal().size() > 2);
    // The script's lease expired long ago.
    QTRY_VERIFY(!now().lease(item).held);
    QVERIFY(now().lease(item).waiting.isEmpty());
    m_stage->read(B);
    idle();
    QCOMPARE(
        told().mid(2),
        QStringList({u"B acquire 0"_s, u"A release 0"_s, u"B acquire 201"_s, u"B read 200"_s}));
    QCOMPARE(now().lease(item).held->token, 2);
}

void TestStageLeases::changedRule_dropsLeases()
{
    start();
    m_stage->read(A);
    idle();
    m_stage->read(B);
    QTRY_VERIFY(m_stage->isWaiting(B));
    m_stage->setLocking(Locking::Version);
    QTRY_VERIFY(!m_stage->isBusy(B));
    QVERIFY(!now().lease(item).held);
    // Without a lease to wait for, the read continues.
    QCOMPARE(told().mid(told().size() - 2), QStringList({u"B acquire 409"_s, u"B read 200"_s}));
    m_stage->edit(A, u"stock"_s, qint64{7});
    m_stage->save(A);
    idle();
    QCOMPARE(told().last(), u"A save 200"_s);
}

QTEST_GUILESS_MAIN(TestStageLeases)

#include "tst_stageleases.moc"
