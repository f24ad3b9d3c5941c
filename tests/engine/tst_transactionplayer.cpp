#include "engine/databases/sqliteengine.h"
#include "engine/transactionplayer.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// The order in which the steps of a script reach an engine, and what is told of them.
class TestTransactionPlayer final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();

    void valuesAreKeptBySession();
    void conditionLeavesAStepOut();
    void waitingStep_isDoneWhenTheOtherEnds();
    void refusedSession_doesNothingMore();
    void endlessWait_isSaidAndEnds();
    void problem_isOneSentence_data();
    void problem_isOneSentence();

private:
    [[nodiscard]] TransactionRun play(const QList<TransactionStep>& steps);
    [[nodiscard]] Value stock() { return m_engine->ask(u"SELECT stock FROM item"_s).rows.first().first(); }

    static TransactionStep begin(const QString& session) { return {session, TransactionAction::Begin}; }
    static TransactionStep commit(const QString& session) { return {session, TransactionAction::Commit}; }
    static TransactionStep
    sql(const QString& session, const QString& sql, const QString& keep = {}, const QString& condition = {})
    {
        return {session, TransactionAction::Sql, sql, keep, condition};
    }

    std::unique_ptr<Engine> m_engine;
};

namespace {

const QString A = u"A"_s;
const QString B = u"B"_s;
const QString Read = u"SELECT stock FROM item"_s;
const QString Less = u"UPDATE item SET stock = {n-3}"_s;

} // namespace

void TestTransactionPlayer::initTestCase()
{
    auto engine = SqliteEngine::start();
    QVERIFY2(engine, engine ? "" : qPrintable(engine.error()));
    m_engine = std::move(engine).value();
}

TransactionRun TestTransactionPlayer::play(const QList<TransactionStep>& steps)
{
    return TransactionPlayer(*m_engine, u"serializable"_s)
        .play({{u"CREATE TABLE item (stock INTEGER)"_s, u"INSERT INTO item VALUES (10)"_s}, steps});
}

void TestTransactionPlayer::valuesAreKeptBySession()
{
    const TransactionRun run = play({sql(A, Read, u"n"_s), sql(A, Less), sql(B, Read, u"n"_s), sql(B, Less)});
    QCOMPARE(run.problem, QString());
    QCOMPARE(run.steps.at(0).answer.rows, (QList<QList<Value>>{{qint64{10}}}));
    QCOMPARE(run.steps.at(2).answer.rows, (QList<QList<Value>>{{qint64{7}}}));
    QCOMPARE(stock(), Value(qint64{4}));
}

void TestTransactionPlayer::conditionLeavesAStepOut()
{
    const TransactionRun run = play(
        {sql(A, Read, u"n"_s),
         sql(A, Less, {}, u"n > 10"_s),
         sql(A, u"UPDATE item SET stock = 1 WHERE stock = 99"_s),
         sql(A, Less, {}, u"rows = 0"_s)});
    QCOMPARE(run.problem, QString());
    QCOMPARE(run.steps.at(1).state, StepOutcome::State::LeftOut);
    QVERIFY(run.steps.at(3).isDone());
    QCOMPARE(stock(), Value(qint64{7}));
}

/// B writes first, then A has to wait; what A has to do next is done when B commits.
void TestTransactionPlayer::waitingStep_isDoneWhenTheOtherEnds()
{
    const TransactionRun run = play(
        {begin(A),
         begin(B),
         sql(B, u"UPDATE item SET stock = 8"_s),
         sql(A, u"UPDATE item SET stock = stock - 3"_s),
         sql(A, Read),
         commit(A),
         commit(B)});
    QCOMPARE(run.problem, QString());
    QCOMPARE(run.steps.at(3).waitedFor, QStringList{B});
    QVERIFY(run.steps.at(3).isDone());
    QCOMPARE(run.steps.at(4).answer.rows, (QList<QList<Value>>{{qint64{5}}}));
    QVERIFY(run.steps.at(5).isDone());
    QCOMPARE(stock(), Value(qint64{5}));
}

/// SQLITE_BUSY_SNAPSHOT: B wants to write over what it never saw.
void TestTransactionPlayer::refusedSession_doesNothingMore()
{
    const TransactionRun run = play(
        {begin(A),
         begin(B),
         sql(A, Read, u"n"_s),
         sql(B, Read, u"n"_s),
         sql(A, Less),
         commit(A),
         sql(B, Less),
         commit(B)});
    QCOMPARE(run.problem, QString());
    QVERIFY(run.steps.at(6).isRefused());
    QCOMPARE(run.steps.at(6).answer.code, u"517"_s);
    QCOMPARE(run.steps.at(7).state, StepOutcome::State::LeftOut);
    QCOMPARE(stock(), Value(qint64{7}));
}

void TestTransactionPlayer::endlessWait_isSaidAndEnds()
{
    const TransactionRun run = play(
        {begin(A), sql(A, u"UPDATE item SET stock = 8"_s), begin(B), sql(B, u"UPDATE item SET stock = 9"_s)});
    QVERIFY2(run.problem.startsWith(u"Session B waits for ever"_s), qPrintable(run.problem));
    QCOMPARE(stock(), Value(qint64{10}));
}

void TestTransactionPlayer::problem_isOneSentence_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("problem");
    QTest::newRow("an unknown name") << u"SELECT {m}"_s << QString() << u"keeps “m”"_s;
    QTest::newRow("an unknown name in a condition") << Read << u"m = 1"_s << u"keeps “m”"_s;
}

void TestTransactionPlayer::problem_isOneSentence()
{
    QFETCH(const QString, statement);
    QFETCH(const QString, condition);
    QFETCH(const QString, problem);
    const TransactionRun run = play({sql(A, statement, {}, condition)});
    QVERIFY2(run.problem.contains(problem), qPrintable(run.problem));
}

QTEST_GUILESS_MAIN(TestTransactionPlayer)
#include "tst_transactionplayer.moc"
