#include "engine/databases/postgresqlengine.h"
#include "liveplay.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <map>

#include <unistd.h>

using namespace interleave;
using namespace Qt::StringLiterals;

/// Sessions that stay open, on PostgreSQL and MariaDB.
class TestLiveRunServers final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { m_plays.clear(); }

    void wait_goesOnAfterTheOthersCommit_data() { engines(); }
    void wait_goesOnAfterTheOthersCommit();
    void cancelledWait_hasTheEnginesCode_data() { engines(); }
    void cancelledWait_hasTheEnginesCode();
    void longStatement_isCancelledAndBlocksNobody_data() { engines(); }
    void longStatement_isCancelledAndBlocksNobody();
    void statementThatTakesLong_mayBeginToWait_data() { engines(); }
    void statementThatTakesLong_mayBeginToWait();
    void deadlock_refusesOneAndTheOtherGoesOn_data() { engines(); }
    void deadlock_refusesOneAndTheOtherGoesOn();
    void deadlockThatTakesLong_canBeCancelled();
    void failedTransaction_lastsUntilItsRollback();
    void refusedCommit_endsTheTransaction();
    void secondWaiter_waitsForTheNextHolder_data() { engines(); }
    void secondWaiter_waitsForTheNextHolder();
    void start_replacesSessionsThatWait_data() { engines(); }
    void start_replacesSessionsThatWait();
    void killedConnection_getsANewOne_data() { engines(); }
    void killedConnection_getsANewOne();
    void killedWait_isToldAndTheOthersGoOn_data() { engines(); }
    void killedWait_isToldAndTheOthersGoOn();
    void everyConnectionKilled_isNoReasonToSeeNothing();
    void killedServer_isToldAndStartedAgain_data() { engines(); }
    void killedServer_isToldAndStartedAgain();
    void serverThatDiesWhileSomebodyWaits_isToldOnce_data() { engines(); }
    void serverThatDiesWhileSomebodyWaits_isToldOnce();
    void manyRows_areCut_data() { engines(); }
    void manyRows_areCut();
    void factsAndJudgement_arrive_data() { engines(); }
    void factsAndJudgement_arrive();
    void usersServer_isNotAskedASecondTime();
    void destruction_endsAStartAndAWait_data() { engines(); }
    void destruction_endsAStartAndAWait();

private:
    static void engines();
    /// Newly started.
    [[nodiscard]] LivePlay& play(const QString& engine, const QString& level = {});

    std::map<QString, std::unique_ptr<LivePlay>> m_plays;
};

namespace {

const QString A = u"A"_s;
const QString B = u"B"_s;
const QString C = u"C"_s;
const QString Postgresql = u"postgresql"_s;
const QString Mariadb = u"mariadb"_s;
const QString ReadLamp = u"SELECT stock FROM item WHERE id = 'lamp'"_s;
const QString WriteLamp = u"UPDATE item SET stock = %1 WHERE id = 'lamp'"_s;
const QString WriteChair = u"UPDATE item SET stock = %1 WHERE id = 'chair'"_s;

/// A statement that takes so many seconds.
QString longSql(const QString& engine, int seconds)
{
    return engine == Postgresql ? u"SELECT pg_sleep(%1)"_s.arg(seconds) : u"SELECT SLEEP(%1)"_s.arg(seconds);
}

QString cancelCode(const QString& engine)
{
    return engine == Postgresql ? u"57014"_s : u"1317"_s;
}

/// The connection's number, and how another ends it.
QString backendSql(const QString& engine)
{
    return engine == Postgresql ? u"SELECT pg_backend_pid()"_s : u"SELECT CONNECTION_ID()"_s;
}

QString killSql(const QString& engine, qint64 backend)
{
    return (engine == Postgresql ? u"SELECT pg_terminate_backend(%1, 10000)"_s : u"KILL CONNECTION %1"_s)
        .arg(backend);
}

/// Kills the server of that engine that this process has started. Another one is in use, too, and its driver
/// would warn.
int killServer(const QString& engine)
{
    const QByteArray program = engine == Postgresql ? "(postgres)" : "(mariadbd)";
    int killed = 0;
    const QStringList processes = QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
    for (const QString& process : processes) {
        QFile file(u"/proc/%1/stat"_s.arg(process));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        // After the name in brackets: the state, and the parent.
        const QByteArray stat = file.readAll();
        const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (fields.value(1).toLongLong() == ::getpid() && stat.contains(program) &&
            ::kill(process.toInt(), SIGKILL) == 0)
            ++killed;
    }
    return killed;
}

} // namespace

void TestLiveRunServers::engines()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("PostgreSQL") << Postgresql;
    QTest::newRow("MariaDB") << Mariadb;
}

LivePlay& TestLiveRunServers::play(const QString& engine, const QString& level)
{
    std::unique_ptr<LivePlay>& play = m_plays[engine];
    if (!play)
        play = std::make_unique<LivePlay>();
    play->start(engine, level);
    play->forgetProblems();
    return *play;
}

void TestLiveRunServers::wait_goesOnAfterTheOthersCommit()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    live.begin(A);
    live.sql(A, WriteLamp.arg(8));
    live.begin(B);
    live.sql(B, u"UPDATE item SET stock = stock - 3 WHERE id = 'lamp'"_s);
    LIVE_SETTLED(live);
    QCOMPARE(live.last().kind, TransactionEvent::Kind::Waits);
    QCOMPARE(live.waitsFor(B), QStringList{A});
    live.sql(B, ReadLamp);
    LIVE_SETTLED(live);
    QCOMPARE(
        live.problems(),
        QStringList{
            u"Session B waits for A. Let the other session end its transaction, or cancel the wait."_s});
    live.commit(A);
    QTRY_COMPARE(live.waitsFor(B), QStringList());
    QVERIFY(live.last().succeeded);
    QCOMPARE(live.lamp(), Value(qint64{8}));
    live.commit(B);
    QTRY_COMPARE(live.lamp(), Value(qint64{5}));
}

void TestLiveRunServers::cancelledWait_hasTheEnginesCode()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    live.begin(A);
    live.sql(A, WriteLamp.arg(8));
    live.begin(B);
    live.sql(B, WriteLamp.arg(9));
    QTRY_COMPARE_WITH_TIMEOUT(live.waitsFor(B), QStringList{A}, PatienceMs);
    live.run().cancel(B);
    QTRY_COMPARE(live.waitsFor(B), QStringList());
    QCOMPARE(live.last().code, cancelCode(engine));
    QCOMPARE(live.last().kind, TransactionEvent::Kind::Answered);
    QVERIFY(live.state(B).isInTransaction);
    live.rollBack(B);
    live.commit(A);
    QTRY_COMPARE(live.lamp(), Value(qint64{8}));
    QCOMPARE(live.problems(), QStringList());
}

void TestLiveRunServers::longStatement_isCancelledAndBlocksNobody()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    live.sql(A, longSql(engine, 600));
    QTRY_VERIFY_WITH_TIMEOUT(live.isLong(A), PatienceMs);
    live.sql(B, WriteLamp.arg(7));
    QTRY_COMPARE(live.lamp(), Value(qint64{7}));
    QVERIFY(live.isLong(A));
    live.run().cancel(A);
    LIVE_SETTLED(live);
    QCOMPARE(live.last().code, cancelCode(engine));
    QCOMPARE(live.last().session, A);
}

void TestLiveRunServers::statementThatTakesLong_mayBeginToWait()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    live.begin(A);
    live.sql(A, WriteLamp.arg(8));
    live.sql(
        B,
        engine == Postgresql
            ? u"WITH s AS MATERIALIZED (SELECT pg_sleep(1)) UPDATE item SET stock = 9 FROM s WHERE id = 'lamp'"_s
            : u"UPDATE item SET stock = 9 WHERE SLEEP(1) = 0 AND id IN ('chair', 'lamp')"_s);
    QTRY_COMPARE_WITH_TIMEOUT(live.waitsFor(B), QStringList{A}, PatienceMs);
    QVERIFY(live.hasBeenLong(B));
    QVERIFY(!live.isLong(B));
    live.commit(A);
    QTRY_VERIFY(live.lastOf(B).isAnswer());
    QVERIFY(live.lastOf(B).succeeded);
    QTRY_COMPARE(live.lamp(), Value(qint64{9}));
}

/// MariaDB ends the victim's transaction, and PostgreSQL lets it fail until its ROLLBACK.
void TestLiveRunServers::deadlock_refusesOneAndTheOtherGoesOn()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    live.begin(A);
    live.begin(B);
    live.sql(A, WriteLamp.arg(1));
    live.sql(B, WriteChair.arg(2));
    live.sql(A, WriteChair.arg(1));
    QTRY_COMPARE_WITH_TIMEOUT(live.waitsFor(A), QStringList{B}, PatienceMs);
    live.sql(B, WriteLamp.arg(2));
    const QString code = engine == Postgresql ? u"40P01"_s : u"1213"_s;
    const auto isVictim = [&](const QString& session) {
        return live.lastOf(session).code == code;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isVictim(A) || isVictim(B), PatienceMs);
    LIVE_SETTLED(live);
    const QString victim = isVictim(A) ? A : B;
    const QString other = isVictim(A) ? B : A;
    QTRY_COMPARE(live.waitsFor(other), QStringList());
    QVERIFY(live.lastOf(other).succeeded);
    QVERIFY(live.lastOf(other).seq > live.lastOf(victim).seq);
    QCOMPARE(live.state(victim).isInTransaction, engine == Postgresql);
    if (engine == Postgresql)
        live.rollBack(victim);
    live.commit(other);
    live.begin(victim);
    QTRY_COMPARE(live.lamp(), Value(qint64{other == A ? 1 : 2}));
    LIVE_SETTLED(live);
    QVERIFY(live.state(victim).isInTransaction);
    QCOMPARE(live.problems(), QStringList());
}

/// The user has made PostgreSQL wait for an hour before it looks.
void TestLiveRunServers::deadlockThatTakesLong_canBeCancelled()
{
    LivePlay& live = play(Postgresql);
    for (const QString& session : {A, B}) {
        live.sql(session, u"SET deadlock_timeout = '1h'"_s);
        live.begin(session);
    }
    live.sql(A, WriteLamp.arg(1));
    live.sql(B, WriteChair.arg(2));
    live.sql(A, WriteChair.arg(1));
    live.sql(B, WriteLamp.arg(2));
    QTRY_COMPARE_WITH_TIMEOUT(live.waitsFor(B), QStringList{A}, PatienceMs);
    QCOMPARE(live.waitsFor(A), QStringList{B});
    live.sql(C, ReadLamp);
    QTRY_COMPARE(live.lastOf(C).rows, (QList<QList<Value>>{{qint64{10}}}));
    live.run().cancel(A);
    QTRY_COMPARE(live.lastOf(A).code, u"57014"_s);
    live.rollBack(A);
    QTRY_COMPARE(live.waitsFor(B), QStringList());
    QVERIFY(live.lastOf(B).succeeded);
}

void TestLiveRunServers::failedTransaction_lastsUntilItsRollback()
{
    LivePlay& live = play(Postgresql);
    live.begin(A);
    live.sql(A, WriteLamp.arg(1));
    live.sql(A, u"SELECT * FROM nowhere"_s);
    live.sql(A, ReadLamp);
    LIVE_SETTLED(live);
    QCOMPARE(live.last().code, u"25P02"_s);
    live.commit(A);
    LIVE_SETTLED(live);
    QVERIFY(live.last().keptNothing);
    QVERIFY(!live.state(A).isInTransaction);
    QCOMPARE(live.lamp(), Value(qint64{10}));
}

void TestLiveRunServers::refusedCommit_endsTheTransaction()
{
    LivePlay& live = play(Postgresql, u"serializable"_s);
    for (const QString& session : {A, B}) {
        live.begin(session);
        live.sql(session, u"SELECT SUM(stock) FROM item"_s);
    }
    live.sql(A, WriteLamp.arg(1));
    live.sql(B, WriteChair.arg(1));
    live.commit(A);
    live.commit(B);
    LIVE_SETTLED(live);
    QCOMPARE(live.lastOf(B).code, u"40001"_s);
    QCOMPARE(live.last().kind, TransactionEvent::Kind::RolledBack);
    QCOMPARE(live.last().statement, BoundSql());
    QVERIFY(!live.state(B).isInTransaction);
    live.begin(B);
    LIVE_SETTLED(live);
    QVERIFY(live.state(B).isInTransaction);
}

/// One of two has the lock after A, and then the other waits for that one.
void TestLiveRunServers::secondWaiter_waitsForTheNextHolder()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    for (const QString& session : {A, B, C})
        live.begin(session);
    live.sql(A, WriteLamp.arg(1));
    live.sql(B, WriteLamp.arg(2));
    QTRY_COMPARE_WITH_TIMEOUT(live.run().waitsFor(B), QStringList{A}, PatienceMs);
    live.sql(C, WriteLamp.arg(3));
    QTRY_VERIFY(!live.run().waitsFor(C).isEmpty());
    live.commit(A);
    const auto has = [&](const QString& session, const QString& other) {
        return live.run().waitsFor(session).isEmpty() && live.run().waitsFor(other) == QStringList{session};
    };
    QTRY_VERIFY(has(B, C) || has(C, B));
    LIVE_SETTLED(live);
    const QString holder = has(B, C) ? B : C;
    const QString waiter = has(B, C) ? C : B;
    live.sql(waiter, ReadLamp);
    QTRY_COMPARE(live.problems().size(), 1);
    QVERIFY2(
        live.problems().first().startsWith(u"Session %1 waits for %2. "_s.arg(waiter, holder)),
        qPrintable(live.problems().first()));
    live.commit(holder);
    QTRY_VERIFY(live.run().waitsFor(waiter).isEmpty());
    live.commit(waiter);
    QTRY_COMPARE(live.lamp(), Value(qint64{waiter == B ? 2 : 3}));
}

void TestLiveRunServers::start_replacesSessionsThatWait()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    live.begin(A);
    live.sql(A, WriteLamp.arg(8));
    live.sql(B, WriteLamp.arg(9));
    live.sql(C, longSql(engine, 600));
    QTRY_VERIFY_WITH_TIMEOUT(live.isLong(C), PatienceMs);
    QCOMPARE(live.waitsFor(B), QStringList{A});
    live.start(engine);
    live.sql(A, ReadLamp);
    QTRY_COMPARE(live.lastOf(A).rows, (QList<QList<Value>>{{qint64{10}}}));
    QCOMPARE(live.story().journal.size(), 1);
    QCOMPARE(live.problems(), QStringList());
}

void TestLiveRunServers::killedConnection_getsANewOne()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    live.sql(A, backendSql(engine));
    live.begin(A);
    live.sql(A, WriteLamp.arg(8));
    live.sql(B, WriteLamp.arg(7));
    QTRY_COMPARE_WITH_TIMEOUT(live.waitsFor(B), QStringList{A}, PatienceMs);
    const auto backend = std::get<qint64>(live.story().journal.event(1).rows.first().first());
    live.sql(C, killSql(engine, backend));
    QTRY_COMPARE(live.waitsFor(B), QStringList());
    QTRY_COMPARE(live.lamp(), Value(qint64{7}));
    QVERIFY(live.state(A).isInTransaction);
    QTRY_VERIFY(live.lastOf(C).isAnswer());
    live.sql(A, ReadLamp);
    LIVE_SETTLED(live);
    QCOMPARE(live.problems().size(), 1);
    const QString problem = live.problems().first();
    QVERIFY2(problem.contains(u" ended the connection of session A: "_s), qPrintable(problem));
    QVERIFY2(problem.endsWith(u" It has a new one."_s), qPrintable(problem));
    QVERIFY(live.lastOf(A).isRefused());
    QCOMPARE(live.last().kind, TransactionEvent::Kind::RolledBack);
    QVERIFY(!live.state(A).isInTransaction);
    live.begin(A);
    live.sql(A, ReadLamp);
    LIVE_SETTLED(live);
    QCOMPARE(live.last().rows, (QList<QList<Value>>{{qint64{7}}}));
    QVERIFY(live.run().isActive());
    QCOMPARE(live.problems().size(), 1);
}

void TestLiveRunServers::killedWait_isToldAndTheOthersGoOn()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    live.begin(A);
    live.sql(A, WriteLamp.arg(8));
    live.sql(B, backendSql(engine));
    live.begin(B);
    live.sql(B, WriteLamp.arg(7));
    QTRY_COMPARE_WITH_TIMEOUT(live.waitsFor(B), QStringList{A}, PatienceMs);
    const auto backend = std::get<qint64>(live.story().journal.event(3).rows.first().first());
    live.sql(A, killSql(engine, backend));
    QTRY_COMPARE(live.problems().size(), 1);
    QVERIFY(live.problems().first().contains(u" ended the connection of session B: "_s));
    QCOMPARE(live.waitsFor(B), QStringList());
    QVERIFY(!live.state(B).isInTransaction);
    live.commit(A);
    live.sql(B, ReadLamp);
    QTRY_COMPARE(live.lastOf(B).rows, (QList<QList<Value>>{{qint64{8}}}));
}

/// Among them is the one that looks at the tables.
void TestLiveRunServers::everyConnectionKilled_isNoReasonToSeeNothing()
{
    LivePlay& live = play(Postgresql);
    live.sql(
        A,
        u"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
        "WHERE usename = current_user AND pid <> pg_backend_pid()"_s);
    LIVE_SETTLED(live);
    live.sql(A, WriteLamp.arg(7));
    LIVE_SETTLED(live);
    QCOMPARE(live.lamp(), Value(qint64{7}));
    live.sql(B, ReadLamp);
    live.sql(B, ReadLamp);
    LIVE_SETTLED(live);
    QCOMPARE(live.last().rows, (QList<QList<Value>>{{qint64{7}}}));
    QCOMPARE(live.problems().size(), 1);
}

void TestLiveRunServers::killedServer_isToldAndStartedAgain()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    live.begin(A);
    live.begin(B);
    LIVE_SETTLED(live);
    QVERIFY(killServer(engine) > 0);
    // What the server has begun may outlive it for a moment, and answer.
    const auto isNoticed = [&live] {
        if (live.run().isActive() && !live.run().isBusy())
            live.sql(A, ReadLamp);
        return !live.run().isActive();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isNoticed(), PatienceMs);
    QCOMPARE(live.problems().size(), 1);
    QVERIFY2(
        live.problems().first().contains(u" has ended or is out of reach: "_s),
        qPrintable(live.problems().first()));
    QCOMPARE(live.story().problem, live.problems().first());
    QVERIFY(!live.state(A).isInTransaction);
    QVERIFY(!live.state(B).isInTransaction);
    QVERIFY(!live.run().isBusy());
    live.start(engine);
    live.sql(A, ReadLamp);
    QTRY_COMPARE_WITH_TIMEOUT(live.lastOf(A).rows, (QList<QList<Value>>{{qint64{10}}}), PatienceMs);
    QCOMPARE(live.story().problem, QString());
    QCOMPARE(live.problems().size(), 1);
}

void TestLiveRunServers::serverThatDiesWhileSomebodyWaits_isToldOnce()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    live.begin(A);
    live.sql(A, WriteLamp.arg(8));
    live.begin(B);
    live.sql(B, WriteLamp.arg(9));
    live.sql(C, longSql(engine, 600));
    QTRY_VERIFY_WITH_TIMEOUT(live.isLong(C), PatienceMs);
    QVERIFY(killServer(engine) > 0);
    QTRY_VERIFY_WITH_TIMEOUT(!live.run().isActive(), PatienceMs);
    QCOMPARE(live.problems().size(), 1);
    for (const QString& session : {A, B, C}) {
        QVERIFY(!live.state(session).isInTransaction);
        QCOMPARE(live.waitsFor(session), QStringList());
    }
    QVERIFY(live.lastOf(C).isRefused());
}

void TestLiveRunServers::manyRows_areCut()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine);
    live.start(
        LivePlay::lesson(
            {u"CREATE TABLE many (i INTEGER PRIMARY KEY)"_s,
             u"INSERT INTO many WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n"_s,
             u"INSERT INTO many SELECT many.i + 1000 * n.i FROM many CROSS JOIN (SELECT i FROM many WHERE i < 10) n"_s}),
        engine);
    live.sql(A, u"SELECT * FROM many"_s);
    QTRY_COMPARE_WITH_TIMEOUT(live.lastOf(A).rowCount, 10'000, PatienceMs);
    QCOMPARE(live.last().rows.size(), EngineAnswer::MostRows);
    QVERIFY(live.story().journal.header().tables.value(u"many"_s).isCut);
}

void TestLiveRunServers::factsAndJudgement_arrive()
{
    QFETCH(const QString, engine);
    LivePlay& live = play(engine, u"read committed"_s);
    live.begin(A);
    live.begin(B);
    live.sql(A, ReadLamp, u"n"_s);
    live.sql(B, ReadLamp, u"n"_s);
    live.sql(A, u"UPDATE item SET stock = {n-3} WHERE id = 'lamp'"_s);
    QTRY_COMPARE_WITH_TIMEOUT(live.story().facts.pending.size(), 1, PatienceMs);
    QCOMPARE(live.story().judgement.reason, u"A transaction is still open."_s);
    live.commit(A);
    live.sql(B, u"UPDATE item SET stock = {n-2} WHERE id = 'lamp'"_s);
    live.commit(B);
    QTRY_COMPARE_WITH_TIMEOUT(live.story().judgement.verdict, SerialVerdict::NotExplained, PatienceMs);
    QCOMPARE(live.story().judgement.anomaly, u"lost update"_s);
    QCOMPARE(live.story().facts.pending.size(), 2);
    QCOMPARE(live.lamp(), Value(qint64{8}));
    QVERIFY(live.run().isActive());
}

/// Some other program's, as far as the sessions know.
void TestLiveRunServers::usersServer_isNotAskedASecondTime()
{
    const auto server = PostgresqlEngine::start();
    QVERIFY2(server, server ? "" : qPrintable(server.error()));
    QString place = static_cast<PostgresqlEngine&>(**server).conninfo();
    place.replace(u"user=interleave "_s, u"user=interleave_admin "_s);
    LivePlay live({place, {}});
    live.start(Postgresql);
    live.begin(A);
    live.sql(A, WriteLamp.arg(7));
    live.sql(B, WriteLamp.arg(8));
    QTRY_COMPARE_WITH_TIMEOUT(live.waitsFor(B), QStringList{A}, PatienceMs);
    live.commit(A);
    QTRY_COMPARE(live.lamp(), Value(qint64{8}));
    LIVE_SETTLED(live);
    QCOMPARE(
        live.story().judgement.reason,
        u"On a server of yours nothing is run a second time while its sessions are open."_s);
    QCOMPARE(live.story().facts, RunFacts());
}

void TestLiveRunServers::destruction_endsAStartAndAWait()
{
    QFETCH(const QString, engine);
    {
        LivePlay live;
        live.start(engine);
    }
    LivePlay live;
    live.start(engine);
    live.begin(A);
    live.sql(A, WriteLamp.arg(8));
    live.sql(B, WriteLamp.arg(9));
    live.sql(C, longSql(engine, 600));
    QTRY_VERIFY_WITH_TIMEOUT(live.isLong(C), PatienceMs);
}

QTEST_GUILESS_MAIN(TestLiveRunServers)
#include "tst_liverunservers.moc"
