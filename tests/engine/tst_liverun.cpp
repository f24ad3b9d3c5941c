#include "liveplay.h"
#include "warningfreetest.h"

#include <QSignalSpy>

using namespace interleave;
using namespace Qt::StringLiterals;

/// Sessions that stay open, on SQLite.
class TestLiveRun final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void steps_areAnsweredOneByOne();
    void firstSteps_areThoseOfTheLesson();
    void refusalInTheLesson_rollsBackAndTheUserGoesOn();
    void wait_goesOnAfterTheOthersCommit();
    void cancelledWait_hasTheCodeOfTheLock();
    void cancelledStatement_endsTheTransactionAsTheEngineSays();
    void longStatement_doesNotBlockTheOthers();
    void longWriteOfItsOwn_isWaitedFor();
    void refusedStatement_leavesTheTransactionToTheUser();
    void impossibleStep_isRefused_data();
    void impossibleStep_isRefused();
    void stepOfAWaitingSession_isRefusedAtOnce();
    void start_replacesSessionsThatWait();
    void stop_keepsTheStory();
    void destruction_endsWhatIsUnderWay_data();
    void destruction_endsWhatIsUnderWay();
    void impossibleStart_isToldInOneSentence();
    void failingSetup_isToldInOneSentence();
    void manyRows_areCut();
    void lostUpdate_isJudgedWhenNothingIsOpen();
    void longStatement_isNotRunAgain();
};

namespace {

const QString A = u"A"_s;
const QString B = u"B"_s;
const QString Sqlite = u"sqlite"_s;
const QString ReadLamp = u"SELECT stock FROM item WHERE id = 'lamp'"_s;
const QString WriteLamp = u"UPDATE item SET stock = %1 WHERE id = 'lamp'"_s;
/// Takes hours.
const QString Count =
    u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000) SELECT COUNT(*) FROM n"_s;
const QString LongWrite = u"UPDATE item SET stock = (%1)"_s.arg(Count);

LessonStep
stepOf(const QString& session, TransactionAction action, const QString& sql = {}, const QString& keep = {})
{
    return {{session, action, {}, keep}, {sql}};
}

} // namespace

void TestLiveRun::steps_areAnsweredOneByOne()
{
    LivePlay play;
    const QSignalSpy changed(&play.run(), &LiveRun::changed);
    play.start(Sqlite);
    QVERIFY(play.run().isActive());
    QVERIFY(play.run().isBusy());
    play.begin(A);
    play.sql(A, ReadLamp, u"n"_s);
    play.sql(A, u"UPDATE item SET stock = {n-3} WHERE id = 'lamp'"_s);
    LIVE_SETTLED(play);
    QCOMPARE(play.story().journal.size(), 3);
    QCOMPARE(play.lamp(), Value(qint64{10}));
    QVERIFY(play.state(A).isInTransaction);
    play.commit(A);
    LIVE_SETTLED(play);
    QCOMPARE(play.lamp(), Value(qint64{7}));
    QVERIFY(!play.state(A).isInTransaction);
    QVERIFY(changed.count() >= 2);
    const TransactionStory& story = play.story();
    QCOMPARE(story.lesson.steps.size(), 4);
    QCOMPARE(story.lesson.steps.at(1).sql.on(Sqlite), ReadLamp);
    QCOMPARE(story.lesson.steps.at(1).what.keep, u"n"_s);
    QCOMPARE(story.journal.header().engineTitle, u"SQLite"_s);
    QCOMPARE(story.journal.header().level, u"serializable"_s);
    QVERIFY(!story.journal.header().version.isEmpty());
    QCOMPARE(story.journal.header().tables.value(u"item"_s).rows.size(), 2);
    QCOMPARE(play.last().step, 4);
    QVERIFY(play.last().committed.has_value());
    QCOMPARE(play.problems(), QStringList());
}

/// A waits at the end of what is played, and the user goes on with B.
void TestLiveRun::firstSteps_areThoseOfTheLesson()
{
    LivePlay play;
    TransactionLesson lesson = LivePlay::lesson();
    lesson.steps = {
        stepOf(A, TransactionAction::Begin),
        stepOf(B, TransactionAction::Begin),
        stepOf(B, TransactionAction::Sql, WriteLamp.arg(8)),
        stepOf(A, TransactionAction::Sql, WriteLamp.arg(9)),
        stepOf(B, TransactionAction::Commit),
        stepOf(A, TransactionAction::Commit)};
    lesson.steps[2].say.otherwise = u"B sells two."_s;
    play.start(lesson, Sqlite, {}, 4);
    LIVE_SETTLED(play);
    QCOMPARE(play.story().lesson.steps.size(), 4);
    QCOMPARE(play.story().lesson.steps.at(2), lesson.steps.at(2));
    QCOMPARE(play.story().journal.size(), 4);
    QCOMPARE(play.waitsFor(A), QStringList{B});
    play.rollBack(B);
    QTRY_COMPARE(play.waitsFor(A), QStringList());
    QVERIFY(play.lastOf(A).succeeded);
    QCOMPARE(play.lastOf(A).step, 4);
    QCOMPARE(play.lastOf(B).step, 5);
    play.commit(A);
    QTRY_COMPARE(play.lamp(), Value(qint64{9}));
}

void TestLiveRun::refusalInTheLesson_rollsBackAndTheUserGoesOn()
{
    LivePlay play;
    TransactionLesson lesson = LivePlay::lesson();
    lesson.steps = {
        stepOf(A, TransactionAction::Begin),
        stepOf(A, TransactionAction::Sql, u"SELECT * FROM nowhere"_s),
        stepOf(A, TransactionAction::Sql, WriteLamp.arg(9))};
    play.start(lesson, Sqlite, {}, 3);
    LIVE_SETTLED(play);
    QCOMPARE(play.last().kind, TransactionEvent::Kind::LeftOut);
    QVERIFY(!play.state(A).isInTransaction);
    play.begin(A);
    play.sql(A, WriteLamp.arg(9));
    play.commit(A);
    QTRY_COMPARE(play.lamp(), Value(qint64{9}));
    QCOMPARE(play.problems(), QStringList());
}

void TestLiveRun::wait_goesOnAfterTheOthersCommit()
{
    LivePlay play;
    play.start(Sqlite);
    play.begin(A);
    play.sql(A, WriteLamp.arg(8));
    play.sql(B, u"UPDATE item SET stock = stock - 3 WHERE id = 'lamp'"_s);
    LIVE_SETTLED(play);
    QCOMPARE(play.last().kind, TransactionEvent::Kind::Waits);
    QCOMPARE(play.last().waitsFor, QStringList{A});
    play.commit(A);
    QTRY_COMPARE(play.lamp(), Value(qint64{5}));
    QCOMPARE(play.story().journal.size(), 5);
    QCOMPARE(play.last().session, B);
    QCOMPARE(play.last().step, 3);
    QCOMPARE(play.last().rowCount, 1);
}

/// SQLITE_BUSY is all that the engine ever said.
void TestLiveRun::cancelledWait_hasTheCodeOfTheLock()
{
    LivePlay play;
    play.start(Sqlite);
    play.begin(A);
    play.sql(A, WriteLamp.arg(8));
    play.begin(B);
    play.sql(B, WriteLamp.arg(9));
    QTRY_COMPARE(play.waitsFor(B), QStringList{A});
    play.run().cancel(B);
    QTRY_COMPARE(play.waitsFor(B), QStringList());
    QVERIFY(play.last().isRefused());
    QCOMPARE(play.last().code, u"5"_s);
    QVERIFY(play.state(B).isInTransaction);
    play.commit(A);
    play.sql(B, WriteLamp.arg(9));
    play.commit(B);
    QTRY_COMPARE(play.lamp(), Value(qint64{9}));
}

/// SQLITE_INTERRUPT; https://www.sqlite.org/c3ref/interrupt.html says that a write takes its transaction with
/// it.
void TestLiveRun::cancelledStatement_endsTheTransactionAsTheEngineSays()
{
    LivePlay play;
    play.start(Sqlite);
    play.begin(A);
    play.sql(A, Count);
    QTRY_VERIFY(play.isLong(A));
    QVERIFY(play.run().isBusy());
    play.run().cancel(A);
    LIVE_SETTLED(play);
    QCOMPARE(play.last().code, u"9"_s);
    QVERIFY(play.state(A).isInTransaction);
    play.sql(A, LongWrite);
    QTRY_VERIFY(play.isLong(A));
    play.run().cancel(A);
    LIVE_SETTLED(play);
    QCOMPARE(play.lastOf(A).code, u"9"_s);
    QCOMPARE(play.last().kind, TransactionEvent::Kind::RolledBack);
    QCOMPARE(play.last().statement, BoundSql());
    QVERIFY(!play.state(A).isInTransaction);
    play.begin(A);
    LIVE_SETTLED(play);
    QVERIFY(play.state(A).isInTransaction);
    QCOMPARE(play.problems(), QStringList());
}

void TestLiveRun::longStatement_doesNotBlockTheOthers()
{
    LivePlay play;
    play.start(Sqlite);
    play.sql(A, Count);
    QTRY_COMPARE(play.run().underWay(), QStringList{A});
    play.sql(B, WriteLamp.arg(7));
    QTRY_COMPARE(play.lamp(), Value(qint64{7}));
    QVERIFY(play.isLong(A));
    QVERIFY(play.run().isBusy());
    play.sql(A, ReadLamp);
    QTRY_COMPARE(play.problems().size(), 1);
    QVERIFY(play.problems().first().startsWith(u"Session A has no answer to “WITH"_s));
    QCOMPARE(play.story().lesson.steps.size(), 2);
    play.run().cancel(A);
    LIVE_SETTLED(play);
    QCOMPARE(play.last().code, u"9"_s);
}

/// It holds the lock that B needs, though it is in no transaction.
void TestLiveRun::longWriteOfItsOwn_isWaitedFor()
{
    LivePlay play;
    play.start(Sqlite);
    play.sql(A, LongWrite);
    QTRY_VERIFY(play.isLong(A));
    play.sql(B, WriteLamp.arg(7));
    QTRY_COMPARE(play.waitsFor(B), QStringList{A});
    play.run().cancel(A);
    QTRY_COMPARE(play.lamp(), Value(qint64{7}));
    LIVE_SETTLED(play);
}

void TestLiveRun::refusedStatement_leavesTheTransactionToTheUser()
{
    LivePlay play;
    play.start(Sqlite);
    play.begin(A);
    play.sql(A, WriteLamp.arg(8));
    play.sql(A, u"SELECT * FROM nowhere"_s);
    LIVE_SETTLED(play);
    QCOMPARE(play.last().code, u"1"_s);
    QVERIFY(play.state(A).isInTransaction);
    QVERIFY(play.state(A).isRefused);
    play.commit(A);
    QTRY_COMPARE(play.lamp(), Value(qint64{8}));
}

void TestLiveRun::impossibleStep_isRefused_data()
{
    QTest::addColumn<QString>("session");
    QTest::addColumn<TransactionAction>("action");
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("problem");
    const auto sql = [](const char* row, const QString& statement, const QString& problem) {
        QTest::newRow(row) << A << TransactionAction::Sql << statement << problem;
    };
    sql("nothing", QString(), u"A statement of session A holds no statement."_s);
    sql("two statements", u"SELECT 1; SELECT 2"_s, u"A statement of session A "_s);
    sql("a commit as SQL", u"COMMIT"_s, u"begin and end transactions by steps of their own"_s);
    sql("an unknown value", u"SELECT {m}"_s, u"keeps “m”"_s);
    sql("a placeholder of its own", u"SELECT ?"_s, u"?"_s);
    QTest::newRow("a begin that begins nothing")
        << A << TransactionAction::Begin << u"SELECT 1"_s << u"begins no transaction"_s;
    QTest::newRow("a commit without a transaction") << A << TransactionAction::Commit << QString()
                                                    << u"Session A is in no transaction. Begin one first."_s;
    QTest::newRow("a transaction in a transaction")
        << B << TransactionAction::Begin << QString()
        << u"Session B is in a transaction. Commit it or roll it back first."_s;
    QTest::newRow("an unknown session")
        << u"Z"_s << TransactionAction::Begin << QString() << u"There is no session “Z”."_s;
}

void TestLiveRun::impossibleStep_isRefused()
{
    QFETCH(const QString, session);
    QFETCH(const TransactionAction, action);
    QFETCH(const QString, sql);
    QFETCH(const QString, problem);
    LivePlay play;
    play.start(Sqlite);
    play.begin(B);
    LIVE_SETTLED(play);
    play.run().perform({session, action, sql});
    LIVE_SETTLED(play);
    const QStringList problems = play.problems();
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.first().contains(problem), qPrintable(problems.first()));
    QVERIFY2(problems.first().endsWith(u'.'), qPrintable(problems.first()));
    QCOMPARE(play.story().lesson.steps.size(), 1);
    QCOMPARE(play.story().journal.size(), 1);
    QVERIFY(play.run().isActive());
}

void TestLiveRun::stepOfAWaitingSession_isRefusedAtOnce()
{
    LivePlay play;
    play.start(Sqlite);
    play.begin(A);
    play.sql(A, WriteLamp.arg(8));
    play.sql(B, WriteLamp.arg(9));
    play.sql(B, ReadLamp);
    LIVE_SETTLED(play);
    QCOMPARE(
        play.problems(),
        QStringList{
            u"Session B waits for A. Let the other session end its transaction, or cancel the wait."_s});
    QCOMPARE(play.story().lesson.steps.size(), 3);
    QCOMPARE(play.waitsFor(B), QStringList{A});
}

void TestLiveRun::start_replacesSessionsThatWait()
{
    LivePlay play;
    play.start(Sqlite);
    play.begin(A);
    play.sql(A, WriteLamp.arg(8));
    play.sql(B, WriteLamp.arg(9));
    QTRY_COMPARE(play.waitsFor(B), QStringList{A});
    play.sql(u"C"_s, Count);
    QTRY_VERIFY(play.isLong(u"C"_s));
    play.start(Sqlite, u"read uncommitted"_s);
    QCOMPARE(play.story().journal.size(), 0);
    QCOMPARE(play.story().journal.header().level, u"read uncommitted"_s);
    play.begin(A);
    play.sql(A, WriteLamp.arg(999));
    play.sql(B, ReadLamp);
    LIVE_SETTLED(play);
    QCOMPARE(play.lastOf(B).rows, (QList<QList<Value>>{{qint64{999}}}));
    QCOMPARE(play.lamp(), Value(qint64{10}));
    QCOMPARE(play.problems(), QStringList());
}

void TestLiveRun::stop_keepsTheStory()
{
    LivePlay play;
    play.start(Sqlite);
    play.begin(A);
    LIVE_SETTLED(play);
    play.run().stop();
    QVERIFY(!play.run().isActive());
    QVERIFY(!play.run().isBusy());
    QCOMPARE(play.story().journal.size(), 1);
    play.begin(B);
    QCOMPARE(play.problems(), QStringList{u"No session is open. Start the lesson first."_s});
}

void TestLiveRun::destruction_endsWhatIsUnderWay_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("a wait") << WriteLamp.arg(9);
    QTest::newRow("a long statement") << Count;
}

void TestLiveRun::destruction_endsWhatIsUnderWay()
{
    QFETCH(const QString, sql);
    LivePlay play;
    play.start(Sqlite);
    play.begin(A);
    play.sql(A, WriteLamp.arg(8));
    play.sql(B, sql);
    QTRY_VERIFY(play.isLong(B) || !play.waitsFor(B).isEmpty());
}

void TestLiveRun::impossibleStart_isToldInOneSentence()
{
    LivePlay play;
    play.start(Sqlite, u"read committed"_s);
    const QStringList problems = play.problems();
    QCOMPARE(problems.size(), 1);
    QVERIFY2(
        problems.first().contains(u"SQLite has no level “read committed”"_s), qPrintable(problems.first()));
    QCOMPARE(play.story().problem, problems.first());
    QVERIFY(!play.run().isActive());
}

void TestLiveRun::failingSetup_isToldInOneSentence()
{
    LivePlay play;
    play.start(LivePlay::lesson({u"SELECT * FROM nowhere"_s}), Sqlite);
    play.begin(A);
    LIVE_SETTLED(play);
    QCOMPARE(
        play.problems(), QStringList{u"SQLite did not prepare the lesson: no such table: nowhere (1)."_s});
    QVERIFY(!play.run().isActive());
    play.start(Sqlite);
    LIVE_SETTLED(play);
    QVERIFY(play.run().isActive());
    QCOMPARE(play.problems().size(), 1);
    QCOMPARE(play.story().problem, QString());
}

void TestLiveRun::manyRows_areCut()
{
    LivePlay play;
    play.start(
        LivePlay::lesson(
            {u"CREATE TABLE many (i INTEGER PRIMARY KEY)"_s,
             u"INSERT INTO many WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) SELECT i FROM n"_s}),
        Sqlite);
    play.sql(A, u"SELECT * FROM many"_s);
    LIVE_SETTLED(play);
    QCOMPARE(play.last().rowCount, 10'000);
    QCOMPARE(play.last().rows.size(), EngineAnswer::MostRows);
    QVERIFY(play.story().journal.header().tables.value(u"many"_s).isCut);
    play.sql(A, u"DELETE FROM many"_s);
    LIVE_SETTLED(play);
    QCOMPARE(play.last().rowCount, 10'000);
    QVERIFY(play.last().committed.has_value());
}

/// At this level SQLite loses A's sale.
void TestLiveRun::lostUpdate_isJudgedWhenNothingIsOpen()
{
    LivePlay play;
    play.start(Sqlite, u"read uncommitted"_s);
    play.begin(A);
    play.begin(B);
    play.sql(A, ReadLamp, u"n"_s);
    play.sql(B, ReadLamp, u"n"_s);
    play.sql(A, u"UPDATE item SET stock = {n-3} WHERE id = 'lamp'"_s);
    LIVE_SETTLED(play);
    QTRY_COMPARE(play.story().facts.pending.size(), 1);
    QCOMPARE(play.story().judgement.reason, u"A transaction is still open."_s);
    play.commit(A);
    play.sql(B, u"UPDATE item SET stock = {n-2} WHERE id = 'lamp'"_s);
    play.commit(B);
    QTRY_COMPARE(play.story().judgement.verdict, SerialVerdict::NotExplained);
    QCOMPARE(play.story().judgement.anomaly, u"lost update"_s);
    QCOMPARE(play.story().facts.pending.size(), 2);
    QCOMPARE(play.story().facts.reads.size(), 2);
    QCOMPARE(play.lamp(), Value(qint64{8}));
    play.begin(A);
    LIVE_SETTLED(play);
    QCOMPARE(play.story().judgement.verdict, SerialVerdict::CannotBeJudged);
}

void TestLiveRun::longStatement_isNotRunAgain()
{
    LivePlay play;
    play.start(Sqlite);
    play.sql(A, Count);
    QTRY_VERIFY(play.isLong(A));
    QCOMPARE(play.story().judgement.reason, u"A statement has no answer yet."_s);
    play.run().cancel(A);
    LIVE_SETTLED(play);
    QCOMPARE(play.story().judgement.reason, u"A statement took long, so it is not run a second time."_s);
}

QTEST_GUILESS_MAIN(TestLiveRun)
#include "tst_liverun.moc"
