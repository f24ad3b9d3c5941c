#include "engine/rowstatements.h"
#include "engine/storyrun.h"
#include "engine/transactionorders.h"
#include "lessonbuilder.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

using End = TransactionOrder::End;

/// Every order of two transactions, really run, on all engines. The counts were worked out by hand.
class TestTransactionOrders final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void turns_joinBeginWithWhatFollows();
    void ordersOfLostUpdate_areAsByHand_data();
    void ordersOfLostUpdate_areAsByHand();
    void ordersOfDirtyRead_areToldApart();
    void crosswiseOrders_areRefusedOnce();
    void newTables_comeToTheSame_data();
    void newTables_comeToTheSame();
    void orderPlayedAsALesson_comesToTheSame();
    void waitAtBegin_goesWithItsTurn();
    void chance_isNotJudged();
    void threeSessions_areInterleaved();
    void tooMany_areRefused();
    void stop_leavesWhatWasRun();
    void engineThatIsNotThere_isAProblem();
    void statements_areLookedAt_data();
    void statements_areLookedAt();

private:
    [[nodiscard]] TransactionOrders
    orders(const QString& engine, const QString& level, const TransactionLesson& lesson);

    EnginePool m_pool;
};

namespace {

const QString Sell = u"UPDATE item SET stock = stock - 1 WHERE id = '%1'"_s;

/// "ABBAAB"
QString lettersOf(const TransactionOrder& order)
{
    QString letters;
    for (const int turn : order.turns)
        letters += QChar(u'A' + turn);
    return letters;
}

/// What came of an order in a line: "ABAABB NotExplained lost update (waited B) (refused B 40001)".
QString lineOf(const TransactionOrder& order)
{
    QStringList words{lettersOf(order)};
    switch (order.end) {
    case End::NotPossible:
        words.append(u"not possible at %1"_s.arg(order.stoppedAt));
        break;
    case End::Explained:
        words.append(u"like %1"_s.arg(order.like.join(u","_s)));
        break;
    case End::NotExplained:
        words.append(order.anomaly);
        break;
    case End::CannotBeJudged:
    case End::Failed:
        words.append(order.reason);
        break;
    }
    for (const auto& [cell, value] : order.changes)
        words.append(u"%1 %2"_s.arg(cell.row, toText(value)));
    for (const QString& session : order.waited)
        words.append(u"%1 waited"_s.arg(session));
    for (auto it = order.refused.constBegin(); it != order.refused.constEnd(); ++it)
        words.append(u"%1 refused %2"_s.arg(it.key(), *it));
    return words.join(u", "_s);
}

QStringList linesOf(const TransactionOrders& all)
{
    QStringList lines;
    for (const TransactionOrder& order : all.orders)
        lines.append(lineOf(order));
    return lines;
}

/// The comment makes it a lesson that is not looked through.
TransactionLesson unclear(TransactionLesson lesson)
{
    for (LessonStep& step : lesson.steps) {
        if (!step.sql.otherwise.isEmpty())
            step.sql.otherwise += u" -- or so"_s;
    }
    return lesson;
}

QList<LessonStep> crosswise()
{
    return {
        begin(A),
        sql(A, Sell.arg(u"lamp"_s)),
        sql(A, Sell.arg(u"chair"_s)),
        commit(A),
        begin(B),
        sql(B, Sell.arg(u"chair"_s)),
        sql(B, Sell.arg(u"lamp"_s)),
        commit(B)};
}

} // namespace

TransactionOrders
TestTransactionOrders::orders(const QString& engine, const QString& level, const TransactionLesson& lesson)
{
    return runOrdersOn(m_pool, engine, lesson, level);
}

void TestTransactionOrders::turns_joinBeginWithWhatFollows()
{
    const TransactionLesson lesson = lessonOf(lostUpdate());
    QCOMPARE(turnsOf(lesson), (QList<QList<LessonTurn>>{{{1, 3}, {5}, {6}}, {{2, 4}, {7}, {8}}}));
    QCOMPARE(orderCount(lesson), 20);
    QCOMPARE(stepsInOrder(lesson, {1, 0, 0, 1, 0, 1}), (QList<int>{2, 4, 1, 3, 5, 7, 6, 8}));
    const TransactionLesson other = lessonInOrder(lesson, {1, 1, 1, 0, 0, 0});
    QCOMPARE(other.steps.first().what.session, B);
    QCOMPARE(other.steps.size(), lesson.steps.size());
}

void TestTransactionOrders::ordersOfLostUpdate_areAsByHand_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QStringList>("lines");
    // Each reads, writes and commits. Between a write and its COMMIT the row is locked; who wants to write it
    // waits, and then cannot commit before the other does.
    const auto without = [](const QString& loser, const QString& letters) {
        return u"%1, lost update, lamp %2"_s.arg(letters, loser == A ? u"8"_s : u"7"_s);
    };
    const auto waiting = [](const QString& waiter, const QString& letters) {
        return u"%1, lost update, lamp %2, %3 waited"_s.arg(letters, waiter == B ? u"8"_s : u"7"_s, waiter);
    };
    const auto stopped = [](const QString& waiter, const QString& letters) {
        return u"%1, not possible at 4, %2 waited"_s.arg(letters, waiter);
    };
    QTest::newRow("PostgreSQL, read committed") << u"postgresql"_s << u"read committed"_s << QStringList{
        u"AAABBB, like A,B, lamp 5"_s,
        without(A, u"AABABB"_s),
        waiting(B, u"AABBAB"_s),
        stopped(B, u"AABBBA"_s),
        without(A, u"ABAABB"_s),
        waiting(B, u"ABABAB"_s),
        stopped(B, u"ABABBA"_s),
        stopped(A, u"ABBAAB"_s),
        waiting(A, u"ABBABA"_s),
        without(B, u"ABBBAA"_s),
        without(A, u"BAAABB"_s),
        waiting(B, u"BAABAB"_s),
        stopped(B, u"BAABBA"_s),
        stopped(A, u"BABAAB"_s),
        waiting(A, u"BABABA"_s),
        without(B, u"BABBAA"_s),
        stopped(A, u"BBAAAB"_s),
        waiting(A, u"BBAABA"_s),
        without(B, u"BBABAA"_s),
        u"BBBAAA, like B,A, lamp 5"_s};
    // At the snapshot levels who wrote second is refused, when the first has committed.
    const auto refusals = [&](const QString& code) {
        const auto refused = [code](const QString& victim, const QString& letters, bool waits) {
            const QString line = u"%1, like %2, lamp %3%4, %5 refused %6"_s;
            return line.arg(
                letters,
                victim == B ? A : B,
                victim == B ? u"7"_s : u"8"_s,
                waits ? u", %1 waited"_s.arg(victim) : QString(),
                victim,
                code);
        };
        return QStringList{
            u"AAABBB, like A,B, lamp 5"_s,
            refused(B, u"AABABB"_s, false),
            refused(B, u"AABBAB"_s, true),
            stopped(B, u"AABBBA"_s),
            refused(B, u"ABAABB"_s, false),
            refused(B, u"ABABAB"_s, true),
            stopped(B, u"ABABBA"_s),
            stopped(A, u"ABBAAB"_s),
            refused(A, u"ABBABA"_s, true),
            refused(A, u"ABBBAA"_s, false),
            refused(B, u"BAAABB"_s, false),
            refused(B, u"BAABAB"_s, true),
            stopped(B, u"BAABBA"_s),
            stopped(A, u"BABAAB"_s),
            refused(A, u"BABABA"_s, true),
            refused(A, u"BABBAA"_s, false),
            stopped(A, u"BBAAAB"_s),
            refused(A, u"BBAABA"_s, true),
            refused(A, u"BBABAA"_s, false),
            u"BBBAAA, like B,A, lamp 5"_s};
    };
    QTest::newRow("PostgreSQL, repeatable read")
        << u"postgresql"_s << u"repeatable read"_s << refusals(u"40001"_s);
    QTest::newRow("SQLite, serializable") << u"sqlite"_s << u"serializable"_s << refusals(u"517"_s);
}

void TestTransactionOrders::ordersOfLostUpdate_areAsByHand()
{
    QFETCH(const QString, engine);
    QFETCH(const QString, level);
    QFETCH(const QStringList, lines);
    QList<int> heard;
    const TransactionOrders all = runOrdersOn(
        m_pool, engine, lessonOf(lostUpdate()), level, {}, [&heard](const TransactionOrder& order) {
            heard.append(order.rank);
        });
    QCOMPARE(all.problem, QString());
    QCOMPARE(linesOf(all), lines);
    QCOMPARE(heard.size(), 20);
    QCOMPARE(heard.last(), 19);
    for (const TransactionOrder& order : all.orders) {
        if (order.end == End::NotPossible)
            QCOMPARE(order.waitsFor, QStringList(order.waited == QStringList(A) ? B : A));
        if (order.end == End::NotExplained)
            QVERIFY(order.reason.contains(u"B, then A: stock 5"_s) && order.reason.contains(u". Here: stock "_s));
    }
}

void TestTransactionOrders::ordersOfDirtyRead_areToldApart()
{
    // A writes and takes back, B reads: only a read in between is dirty.
    const TransactionOrders all =
        orders(u"mariadb"_s, u"read uncommitted"_s, lessonOf(dirtyRead()));
    QCOMPARE(
        linesOf(all),
        (QStringList{
            u"AABB, like B"_s,
            u"ABAB, dirty read"_s,
            u"ABBA, dirty read"_s,
            u"BAAB, like B"_s,
            u"BABA, like B"_s,
            u"BBAA, like B"_s}));
}

void TestTransactionOrders::crosswiseOrders_areRefusedOnce()
{
    const TransactionOrders all = orders(u"postgresql"_s, u"read committed"_s, lessonOf(crosswise()));
    QCOMPARE(all.problem, QString());
    const QStringList lines = linesOf(all);
    // Where both have one row the other one's is waited for in a circle. The session that connects last finds it.
    QCOMPARE(lines.filter(u"B refused 40P01"_s).size(), 8);
    QCOMPARE(lines.filter(u"not possible"_s).size(), 8);
    QVERIFY(lines.contains(u"ABABAB, like A, chair 9, lamp 9, A waited, B waited, B refused 40P01"_s));
    QVERIFY(lines.contains(u"AABBAB, not possible at 3, B waited"_s));
    QCOMPARE(lines.filter(u"like A,B, chair 8, lamp 8"_s).size() + lines.filter(u"like B,A, chair 8"_s).size(), 4);
}

void TestTransactionOrders::newTables_comeToTheSame_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("level");
    QTest::newRow("SQLite, read uncommitted") << u"sqlite"_s << u"read uncommitted"_s;
    QTest::newRow("SQLite, serializable immediate") << u"sqlite"_s << u"serializable immediate"_s;
    QTest::newRow("PostgreSQL, serializable") << u"postgresql"_s << u"serializable"_s;
    QTest::newRow("MariaDB, repeatable read") << u"mariadb"_s << u"repeatable read"_s;
    QTest::newRow("MariaDB, serializable") << u"mariadb"_s << u"serializable"_s;
}

void TestTransactionOrders::newTables_comeToTheSame()
{
    QFETCH(const QString, engine);
    QFETCH(const QString, level);
    const TransactionLesson lesson = lessonOf(lostUpdate());
    QVERIFY(changesOnlyRows(lesson, engine));
    QVERIFY(!changesOnlyRows(unclear(lesson), engine));
    const TransactionOrders again = orders(engine, level, unclear(lesson));
    QCOMPARE(again.problem, QString());
    QCOMPARE(linesOf(orders(engine, level, lesson)), linesOf(again));
}

void TestTransactionOrders::orderPlayedAsALesson_comesToTheSame()
{
    const TransactionLesson lesson = lessonOf(lostUpdate());
    const TransactionOrders all = orders(u"postgresql"_s, u"read committed"_s, lesson);
    QCOMPARE(all.orders.size(), 20);
    for (const TransactionOrder& order : all.orders) {
        if (order.end == End::NotPossible)
            continue;
        const TransactionStory story =
            runStoryOn(m_pool, u"postgresql"_s, lessonInOrder(lesson, order.turns), u"read committed"_s);
        QCOMPARE(story.problem, QString());
        QCOMPARE(story.judgement.anomaly, order.anomaly);
        QCOMPARE(story.judgement.explanation, order.like);
        QCOMPARE(story.judgement.verdict == SerialVerdict::NotExplained, order.end == End::NotExplained);
    }
}

void TestTransactionOrders::waitAtBegin_goesWithItsTurn()
{
    // BEGIN IMMEDIATE waits, and its read with it.
    const TransactionOrders all = orders(u"sqlite"_s, u"serializable immediate"_s, lessonOf(lostUpdate()));
    const QStringList lines = linesOf(all);
    QCOMPARE(lines.filter(u"not possible"_s).size(), 14);
    QCOMPARE(lines.filter(u"like A,B, lamp 5"_s).size(), 3);
    QCOMPARE(lines.filter(u"like B,A, lamp 5"_s).size(), 3);
    QVERIFY(lines.contains(u"AABABB, like A,B, lamp 5, B waited"_s));
}

void TestTransactionOrders::chance_isNotJudged()
{
    const TransactionOrders all = orders(
        u"sqlite"_s,
        u"serializable"_s,
        lessonOf({sql(A, u"SELECT random()"_s), sql(B, ReadLamp)}));
    QCOMPARE(all.orders.size(), 2);
    for (const TransactionOrder& order : all.orders) {
        QCOMPARE(order.end, End::CannotBeJudged);
        QCOMPARE(order.reason, u"A statement asks for the time or for chance."_s);
    }
}

void TestTransactionOrders::threeSessions_areInterleaved()
{
    const QString C = u"C"_s;
    const QString write = u"UPDATE item SET stock = %1"_s;
    const TransactionOrders all = orders(
        u"sqlite"_s,
        u"serializable"_s,
        lessonOf({sql(A, write.arg(1)), sql(B, write.arg(2)), sql(C, write.arg(3))}));
    QCOMPARE(
        linesOf(all),
        (QStringList{
            u"ABC, like A,B,C, chair 3, lamp 3"_s,
            u"ACB, like A,C,B, chair 2, lamp 2"_s,
            u"BAC, like B,A,C, chair 3, lamp 3"_s,
            u"BCA, like B,C,A, chair 1, lamp 1"_s,
            u"CAB, like C,A,B, chair 2, lamp 2"_s,
            u"CBA, like C,B,A, chair 1, lamp 1"_s}));
}

void TestTransactionOrders::tooMany_areRefused()
{
    QList<LessonStep> steps;
    for (int i = 0; i < 6; ++i)
        steps.append({sql(A, ReadLamp), sql(B, ReadLamp)});
    QCOMPARE(orderCount(lessonOf(steps)), 924);
    QCOMPARE(problemWithOrders(lessonOf(steps)), QString());
    steps.append(sql(A, ReadLamp));
    QCOMPARE(
        problemWithOrders(lessonOf(steps)),
        u"“A lesson” has more than 924 orders, which are too many to run all."_s);
    QCOMPARE(
        problemWithOrders(lessonOf({sql(A, ReadLamp)})),
        u"Only the steps of two or three sessions are put into other orders, and “A lesson” has 1."_s);
    QCOMPARE(
        orders(u"sqlite"_s, u"serializable"_s, lessonOf(steps)).problem, problemWithOrders(lessonOf(steps)));
}

void TestTransactionOrders::stop_leavesWhatWasRun()
{
    std::stop_source source;
    const TransactionOrders all = runOrdersOn(
        m_pool,
        u"sqlite"_s,
        lessonOf(lostUpdate()),
        u"serializable"_s,
        source.get_token(),
        [&source](const TransactionOrder& order) {
            if (order.rank == 4)
                source.request_stop();
        });
    QCOMPARE(all.problem, u"The run was cancelled."_s);
    QCOMPARE(all.orders.size(), 5);
}

void TestTransactionOrders::engineThatIsNotThere_isAProblem()
{
    EnginePool pool({u"host=/nowhere"_s});
    const TransactionOrders all =
        runOrdersOn(pool, u"postgresql"_s, lessonOf(lostUpdate()), u"read committed"_s);
    QVERIFY2(all.problem.startsWith(u"The server of --postgresql cannot be used: "_s), qPrintable(all.problem));
    QVERIFY(all.orders.empty());
}

void TestTransactionOrders::statements_areLookedAt_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<bool>("isPlain");
    const auto plain = [](const char* text) {
        QTest::newRow(text) << QString::fromLatin1(text) << true;
    };
    const auto unclear = [](const char* text) {
        QTest::newRow(text) << QString::fromLatin1(text) << false;
    };
    plain("SELECT stock FROM item WHERE id = 'lamp' FOR UPDATE");
    plain("select count(*) from item where stock in (1, 2)");
    plain("UPDATE item SET stock = {n-3} WHERE id = 'it (is) now()'");
    plain("INSERT INTO item (id, stock) VALUES ('desk', 3)");
    plain("DELETE FROM item WHERE stock < (SELECT MAX(stock) FROM item)");
    plain("SELECT id FROM item ORDER BY id LIMIT 1");
    unclear("SELECT id FROM item LIMIT 1");
    unclear("SELECT random()");
    unclear("SELECT now ()");
    unclear("UPDATE item SET stock = CURRENT_TIMESTAMP");
    unclear("SELECT pg_advisory_lock(1)");
    unclear("SELECT @n := 1");
    unclear("SELECT 1 INTO other");
    unclear("SET lock_timeout = '50ms'");
    unclear("CREATE TABLE other (id INTEGER)");
    unclear("SELECT 1::text");
    unclear("SELECT /* a comment */ 1");
    unclear("SELECT 'it\\'s', now(), 'x'");
    unclear("WITH n AS (SELECT 1) SELECT * FROM n");
    unclear("SELECT ctid FROM item");
}

void TestTransactionOrders::statements_areLookedAt()
{
    QFETCH(const QString, statement);
    QFETCH(const bool, isPlain);
    TransactionLesson lesson = lessonOf({begin(A), sql(A, statement), commit(A)});
    QCOMPARE(changesOnlyRows(lesson, u"postgresql"_s), isPlain);
    lesson = lessonOf(lostUpdate());
    lesson.setup[QString()].append(u"CREATE TABLE line (id INTEGER PRIMARY KEY, note VARCHAR(20))"_s);
    QVERIFY(changesOnlyRows(lesson, u"postgresql"_s));
    for (const QString& setup :
         {u"CREATE TABLE line (id SERIAL PRIMARY KEY)"_s,
          u"CREATE TABLE line (id INTEGER PRIMARY KEY AUTO_INCREMENT)"_s,
          u"CREATE TABLE line (id INTEGER DEFAULT nextval('x'))"_s,
          u"CREATE TRIGGER t AFTER INSERT ON item BEGIN SELECT 1"_s}) {
        lesson.setup[QString()].last() = setup;
        QVERIFY2(!changesOnlyRows(lesson, u"postgresql"_s), qPrintable(setup));
    }
}

QTEST_GUILESS_MAIN(TestTransactionOrders)
#include "tst_transactionorders.moc"
