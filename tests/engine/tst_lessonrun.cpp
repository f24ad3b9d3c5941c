#include "engine/lessonrun.h"
#include "engine/databases/sqliteengine.h"
#include "lessonbuilder.h"
#include "warningfreetest.h"

#include <QTest>

#include <future>
#include <thread>

using namespace interleave;
using namespace Qt::StringLiterals;

/// Lessons that are run and judged by experiment, on SQLite. What orders come to was worked out by hand.
class TestLessonRun final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();

    void orders_areAsByHand_data();
    void orders_areAsByHand();
    void anomaly_isNamed_data();
    void anomaly_isNamed();
    void whatVaries_isNotJudged_data();
    void whatVaries_isNotJudged();
    void tooMuch_isNotJudged();
    void nothingCommitted_isExplained();
    void sixTransactions_areTooMany();
    void twoOfASession_keepTheirOrder();
    void refusedTransaction_isTriedAgain();
    void ignoredError_goesOn();
    void droppedTable_isSeenWhenItIsCommitted();
    void endlessWait_isAProblem();
    void stop_endsTheRun();
    void returnedRows_areWritesToo();
    void setup_hidesNoTable();
    void failingSetup_isToldWithItsPlace();
    void unmetExpectation_isSaid();
    void mixedLevels_areOfTheirSessions();

private:
    [[nodiscard]] LessonRun run(const TransactionLesson& lesson, const QString& level = u"serializable"_s);

    std::unique_ptr<Engine> m_engine;
};

namespace {

constexpr auto ReadUncommitted = "read uncommitted";

/// Both count, then each takes one of two away.
QList<LessonStep> writeSkew()
{
    const QString count = u"SELECT COUNT(*) FROM item WHERE stock > 0"_s;
    const QString take = u"UPDATE item SET stock = 0 WHERE id = '%1'"_s;
    return {
        begin(A),
        begin(B),
        sql(A, count, u"n"_s),
        sql(B, count, u"n"_s),
        sql(A, take.arg(u"lamp"_s), {}, u"n >= 2"_s),
        commit(A),
        sql(B, take.arg(u"chair"_s), {}, u"n >= 2"_s),
        commit(B)};
}

QList<LessonStep> readSkew()
{
    return {
        begin(A),
        sql(A, ReadLamp),
        begin(B),
        sql(B, u"UPDATE item SET stock = stock - 5 WHERE id = 'lamp'"_s),
        sql(B, u"UPDATE item SET stock = stock + 5 WHERE id = 'chair'"_s),
        commit(B),
        sql(A, u"SELECT stock FROM item WHERE id = 'chair'"_s),
        commit(A)};
}

QList<LessonStep> atomic()
{
    const QString less = u"UPDATE item SET stock = stock - %1 WHERE id = 'lamp'"_s;
    return {begin(A), begin(B), sql(A, less.arg(3)), sql(B, less.arg(2)), commit(A), commit(B)};
}

} // namespace

void TestLessonRun::initTestCase()
{
    auto engine = SqliteEngine::start();
    QVERIFY2(engine, engine ? "" : qPrintable(engine.error()));
    m_engine = std::move(engine).value();
}

LessonRun TestLessonRun::run(const TransactionLesson& lesson, const QString& level)
{
    return runLesson(*m_engine, lesson, level);
}

void TestLessonRun::orders_areAsByHand_data()
{
    QTest::addColumn<QList<LessonStep>>("steps");
    QTest::addColumn<QString>("level");
    QTest::addColumn<bool>("isExplained");
    QTest::addColumn<QString>("outcomes");
    QTest::newRow("a lost update: 10 - 3 - 2 is 5 in both orders")
        << lostUpdate() << QString::fromLatin1(ReadUncommitted) << false
        << u"A, then B: stock 5; B, then A: stock 5. Here: stock 8."_s;
    QTest::newRow("a dirty read: B alone reads 10")
        << dirtyRead() << QString::fromLatin1(ReadUncommitted) << false
        << u"B: step 4 is told 10. Here: step 4 is told 999."_s;
    QTest::newRow("write skew: the second one counts 1 and leaves it")
        << writeSkew() << QString::fromLatin1(ReadUncommitted) << false
        << u"A, then B: chair stock 10, lamp stock 0; B, then A: chair stock 0, lamp stock 10. Here: chair "
           "stock 0, lamp stock 0."_s;
    QTest::newRow("read skew: A reads 10 and 10, or 5 and 15")
        << readSkew() << QString::fromLatin1(ReadUncommitted) << false
        << u"B, then A: step 2 is told 5, step 7 is told 15; A, then B: step 2 is told 10, step 7 is told 10. "
           "Here: step 2 is told 10, step 7 is told 15."_s;
    QTest::newRow("atomic: 5 in both orders, and here")
        << atomic() << QString::fromLatin1(ReadUncommitted) << true << QString();
}

void TestLessonRun::orders_areAsByHand()
{
    QFETCH(const QList<LessonStep>, steps);
    QFETCH(const QString, level);
    QFETCH(const bool, isExplained);
    QFETCH(const QString, outcomes);
    const LessonRun run = this->run(lessonOf(steps), level);
    QCOMPARE(run.problem, QString());
    QCOMPARE(run.judgement.verdict, isExplained ? SerialVerdict::Explained : SerialVerdict::NotExplained);
    QCOMPARE(run.judgement.outcomes, outcomes);
}

void TestLessonRun::anomaly_isNamed_data()
{
    QTest::addColumn<QList<LessonStep>>("steps");
    QTest::addColumn<QString>("anomaly");
    QTest::addColumn<QString>("because");
    QTest::newRow("dirty read") << dirtyRead() << u"dirty read"_s << u"B read 999, which was not committed."_s;
    QTest::newRow("lost update") << lostUpdate() << u"lost update"_s
                                 << u"B came before A, because B read the 10 that A replaced; but A came "
                                    "before B, because B wrote over A’s 7."_s;
    QTest::newRow("write skew") << writeSkew() << u"write skew"_s
                                << u"A came before B, because A read the 2 that B replaced; but B came before "
                                   "A, because B read the 2 that A replaced."_s;
    QTest::newRow("read skew") << readSkew() << u"read skew"_s
                               << u"A came before B, because A read the 10 that B replaced; but B came before "
                                  "A, because A read the 15 that B wrote."_s;
    QTest::newRow("none") << atomic() << QString() << QString();
}

void TestLessonRun::anomaly_isNamed()
{
    QFETCH(const QList<LessonStep>, steps);
    QFETCH(const QString, anomaly);
    QFETCH(const QString, because);
    const LessonRun run = this->run(lessonOf(steps), QString::fromLatin1(ReadUncommitted));
    QCOMPARE(run.judgement.anomaly, anomaly);
    QCOMPARE(run.judgement.because, because);
}

void TestLessonRun::whatVaries_isNotJudged_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("random") << u"SELECT random()"_s;
    QTest::newRow("time") << u"SELECT CURRENT_TIMESTAMP"_s;
    QTest::newRow("a function of time") << u"SELECT datetime('now')"_s;
}

void TestLessonRun::whatVaries_isNotJudged()
{
    QFETCH(const QString, query);
    const LessonRun run = this->run(lessonOf({sql(A, query)}));
    QCOMPARE(run.problem, QString());
    QCOMPARE(run.judgement.verdict, SerialVerdict::CannotBeJudged);
    QCOMPARE(
        run.judgement.sentence(), u"It cannot be judged. A statement asks for the time or for chance."_s);
    // It does not stick to the engine.
    QCOMPARE(this->run(lessonOf(atomic())).judgement.verdict, SerialVerdict::Explained);
}

void TestLessonRun::tooMuch_isNotJudged()
{
    const LessonRun run = this->run(lessonOf(
        {sql(A,
             u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) SELECT i FROM n"_s)}));
    QCOMPARE(run.journal.event(1).rowCount, 10000);
    QCOMPARE(run.journal.event(1).rows.size(), EngineAnswer::MostRows);
    QCOMPARE(
        run.judgement.sentence(),
        u"It cannot be judged. A result or a table has more than 1000 rows, which are not compared."_s);
}

void TestLessonRun::nothingCommitted_isExplained()
{
    const LessonRun run = this->run(lessonOf({begin(A), sql(A, u"SELEC 1"_s), commit(A)}));
    QCOMPARE(run.problem, QString());
    QVERIFY(run.journal.event(2).isRefused());
    QCOMPARE(run.journal.event(3).kind, TransactionEvent::Kind::RolledBack);
    QCOMPARE(run.journal.event(4).kind, TransactionEvent::Kind::LeftOut);
    QCOMPARE(
        run.judgement.sentence(), u"No transaction was committed, so there is nothing to explain."_s);
}

void TestLessonRun::sixTransactions_areTooMany()
{
    QList<LessonStep> steps;
    for (int i = 0; i < 6; ++i)
        steps.append(sql(A, ReadLamp));
    QCOMPARE(
        this->run(lessonOf(steps)).judgement.sentence(),
        u"It cannot be judged. 6 transactions were committed, and their orders are tried for at most 5."_s);
}

void TestLessonRun::twoOfASession_keepTheirOrder()
{
    const LessonRun run = this->run(
        lessonOf({sql(A, ReadLamp, u"n"_s), sql(B, ReadLamp, u"n"_s), sql(A, WriteLamp.arg(3)), sql(B, WriteLamp.arg(2))}));
    QCOMPARE(run.judgement.verdict, SerialVerdict::Explained);
    QList<QStringList> orders;
    for (const SerialOutcome& each : run.judgement.serial)
        orders.append(each.order);
    QCOMPARE(orders.size(), 6);
    for (const QStringList& order : std::as_const(orders)) {
        QVERIFY(order.indexOf(u"A1"_s) < order.indexOf(u"A2"_s));
        QVERIFY(order.indexOf(u"B1"_s) < order.indexOf(u"B2"_s));
    }
    // The database did what it was told, and the stock is wrong all the same.
    QCOMPARE(run.journal.at(run.journal.size()).tables().value(u"item"_s).rows.first().at(1), Value(qint64{8}));
}

void TestLessonRun::refusedTransaction_isTriedAgain()
{
    QList<LessonStep> steps = lostUpdate();
    steps.append(
        {begin(B, u"refused = 1"_s), sql(B, ReadLamp, u"n"_s), sql(B, WriteLamp.arg(2)), commit(B)});
    const LessonRun run = this->run(lessonOf(steps));
    QCOMPARE(run.problem, QString());
    QCOMPARE(run.judgement.verdict, SerialVerdict::Explained);
    QCOMPARE(committedTransactions(run.journal).size(), 2);
    QCOMPARE(run.journal.at(run.journal.size()).tables().value(u"item"_s).rows.first().at(1), Value(qint64{5}));
    // Without a refusal it is not.
    const LessonRun calm = this->run(lessonOf(steps), QString::fromLatin1(ReadUncommitted));
    QCOMPARE(calm.journal.event(calm.journal.size()).kind, TransactionEvent::Kind::LeftOut);
}

void TestLessonRun::ignoredError_goesOn()
{
    TransactionLesson lesson = lessonOf(
        {begin(A),
         sql(A, u"INSERT INTO item VALUES ('lamp', 1)"_s),
         sql(A, u"INSERT INTO item VALUES ('desk', 1)"_s),
         commit(A)});
    lesson.sessions.first().ignoresErrors = true;
    const LessonRun run = this->run(lesson);
    QCOMPARE(run.journal.event(2).code, u"1555"_s);
    QCOMPARE(run.journal.size(), 4);
    QCOMPARE(run.journal.at(4).tables().value(u"item"_s).rows.size(), 3);
    QCOMPARE(run.judgement.verdict, SerialVerdict::Explained);
}

void TestLessonRun::droppedTable_isSeenWhenItIsCommitted()
{
    const LessonRun run = this->run(
        lessonOf({begin(A), sql(A, u"DROP TABLE item"_s), sql(B, ReadLamp), commit(A), sql(B, ReadLamp)}));
    QCOMPARE(run.problem, QString());
    QVERIFY(!run.journal.event(2).committed);
    QVERIFY(run.journal.event(4).committed);
    QVERIFY(run.journal.event(4).committed->isEmpty());
    QVERIFY(run.journal.event(5).isRefused());
}

void TestLessonRun::endlessWait_isAProblem()
{
    const LessonRun run = this->run(
        lessonOf({begin(A), begin(B), sql(A, u"UPDATE item SET stock = 1"_s), sql(B, u"UPDATE item SET stock = 2"_s)}));
    QCOMPARE(
        run.problem,
        u"Session B waits for ever for “UPDATE item SET stock = 2”: nobody ends the transaction that it waits "
        "for. Let another session commit."_s);
    QCOMPARE(run.journal.event(4).kind, TransactionEvent::Kind::Waits);
    QCOMPARE(run.journal.event(4).waitsFor, QStringList{A});
}

void TestLessonRun::stop_endsTheRun()
{
    std::stop_source source;
    source.request_stop();
    // Without an end it would go on for hours.
    const LessonRun run = runLesson(
        *m_engine,
        lessonOf({sql(A, u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"_s)}),
        u"serializable"_s,
        source.get_token());
    QCOMPARE(run.problem, u"The run was cancelled."_s);
}

void TestLessonRun::returnedRows_areWritesToo()
{
    QList<LessonStep> steps = lostUpdate();
    for (const int step : {4, 6})
        steps[step].sql.otherwise += u" RETURNING stock"_s;
    const LessonRun run = this->run(lessonOf(steps), QString::fromLatin1(ReadUncommitted));
    QCOMPARE(run.problem, QString());
    QCOMPARE(run.judgement.anomaly, u"lost update"_s);
    // Outside of a transaction it commits.
    const LessonRun alone = this->run(lessonOf({sql(A, u"UPDATE item SET stock = 1 RETURNING stock"_s)}));
    QVERIFY(alone.journal.event(1).committed);
}

void TestLessonRun::setup_hidesNoTable()
{
    TransactionLesson lesson = lessonOf({sql(A, u"UPDATE item SET stock = 1 WHERE id = 'lamp'"_s)});
    lesson.setup[QString()].append(u"CREATE TEMP TABLE item (id TEXT, stock INTEGER)"_s);
    for (const QString& level : {u"serializable"_s, QString::fromLatin1(ReadUncommitted)}) {
        const LessonRun run = this->run(lesson, level);
        QCOMPARE(run.problem, QString());
        QCOMPARE(run.journal.header().tables.value(u"item"_s).rows.size(), 2);
        QVERIFY(run.journal.event(1).committed);
    }
}

void TestLessonRun::failingSetup_isToldWithItsPlace()
{
    TransactionLesson lesson = lessonOf({sql(A, ReadLamp)});
    lesson.setup = {{QString(), {u"CREATE TABLE"_s}}};
    const LessonRun run = this->run(lesson);
    QCOMPARE(run.problem, u"SQLite did not prepare the lesson: incomplete input (1)."_s);
    QCOMPARE(run.journal.size(), 0);
    QCOMPARE(run.journal.header().engineTitle, u"SQLite"_s);
}

void TestLessonRun::unmetExpectation_isSaid()
{
    TransactionLesson lesson = lessonOf(lostUpdate());
    LessonExpectation end;
    end.explained = SerialVerdict::NotExplained;
    end.anomaly = u"lost update"_s;
    end.refused = QMap<QString, QString>{};
    end.waits = QStringList{};
    end.tables = {{u"item"_s, {{u"lamp"_s, {{u"stock"_s, qint64{8}}}}, {u"chair"_s, {}}}}};
    lesson.expect = {{u"sqlite"_s, {{u"serializable"_s, end}, {QString::fromLatin1(ReadUncommitted), end}}}};
    QCOMPARE(
        unmetExpectations(lesson, this->run(lesson, QString::fromLatin1(ReadUncommitted))), QStringList());
    const QStringList unmet = unmetExpectations(lesson, this->run(lesson));
    QCOMPARE(
        unmet,
        (QStringList{
            u"expected that an order explains it: no, and it is: yes."_s,
            u"expected as anomaly lost update, and it is none."_s,
            u"expected as refused nobody, and it was B with 517."_s,
            u"expected in table “item” chair: {}; lamp: {\"stock\": 8}, and it holds chair: {}; lamp: "
            "{\"stock\": 7}."_s,
            u"An order of the transactions, one after the other, explains it."_s}));
}

void TestLessonRun::mixedLevels_areOfTheirSessions()
{
    TransactionLesson lesson = lessonOf(
        {begin(A), sql(A, ReadLamp), begin(B), sql(B, u"UPDATE item SET stock = 1"_s), commit(A), commit(B)});
    lesson.sessions.first().level = {u"serializable immediate"_s};
    const LessonRun run = this->run(lesson);
    QCOMPARE(run.problem, QString());
    QCOMPARE(run.journal.header().sessions.first().level, u"serializable immediate"_s);
    QCOMPARE(run.journal.event(1).statement.sql, u"BEGIN IMMEDIATE"_s);
    QCOMPARE(run.journal.event(3).statement.sql, u"BEGIN"_s);
    // A has the lock of the writer although it only reads.
    QCOMPARE(run.journal.event(4).kind, TransactionEvent::Kind::Waits);
}

QTEST_GUILESS_MAIN(TestLessonRun)
#include "tst_lessonrun.moc"
