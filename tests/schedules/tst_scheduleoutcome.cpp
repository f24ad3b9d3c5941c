#include "schedules/naive.h"
#include "schedules/schedulecounting.h"
#include "schedules/scheduleoutcome.h"
#include "schedules/schedulesweep.h"
#include "warningfreetest.h"

#include <QTest>

#include <algorithm>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestScheduleOutcome final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void rules_areThoseOfLockingAndTheIncrement();
    void outcome_coversAllExecutionsOfTheOrder_data();
    void outcome_coversAllExecutionsOfTheOrder();
    void executions_addUpToAll_data();
    void executions_addUpToAll();
    void sweep_agreesWithEachOutcome_data();
    void sweep_agreesWithEachOutcome();
    void sweep_reportsProgressAndCanBeCancelled();
};

void TestScheduleOutcome::rules_areThoseOfLockingAndTheIncrement()
{
    QStringList names;
    QStringList titles;
    for (const ScheduleRule rule : AllScheduleRules) {
        names.append(toName(rule));
        titles.append(toTitle(rule));
    }
    QCOMPARE(names.join(u','), u"off,version,timestamp,lease,atomic"_s);
    QCOMPARE(titles.join(u','), u"Locking off,Version,Timestamp,Lease,Atomic add"_s);
    for (const Locking locking : AllLocking)
        QCOMPARE(lockingOf(static_cast<ScheduleRule>(locking)), std::optional(locking));
    QCOMPARE(lockingOf(ScheduleRule::Atomic), std::optional(Locking::Off));
}

void TestScheduleOutcome::outcome_coversAllExecutionsOfTheOrder_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<ScheduleProgram>("program");
    QTest::addColumn<ScheduleRetry>("retry");
    QTest::addColumn<ScheduleTick>("tick");
    for (const auto& [name, setup] : naive::setups(3))
        QTest::newRow(name.constData()) << setup.clients << setup.program << setup.retry << setup.tick;
}

void TestScheduleOutcome::outcome_coversAllExecutionsOfTheOrder()
{
    QFETCH(const int, clients);
    QFETCH(const ScheduleProgram, program);
    QFETCH(const ScheduleRetry, retry);
    QFETCH(const ScheduleTick, tick);
    const ScheduleSetup setup{clients, program, retry, tick};
    for (const ScheduleRule rule : AllScheduleRules) {
        if (ScheduleCounting(setup, rule).counts().executions > 60'000)
            continue;
        // GCC 12 warns about the memcmp in the standard comparison of bytes.
        const auto earlier = [](const ScheduleTurns& left, const ScheduleTurns& right) {
            return std::ranges::lexicographical_compare(
                left, right, [](quint8 one, quint8 other) { return one < other; });
        };
        using Earlier = decltype(earlier);
        struct Told
        {
            quint64 executions = 0;
            quint64 withLost = 0;
            int mostLost = 0;
            int leastLost = 4;
            bool refused = false;
            bool waited = false;
            std::map<ScheduleTurns, int, Earlier> lostIn;
        };
        std::map<ScheduleTurns, Told, Earlier> byOrder;
        naive::World(setup, rule).goOn([&byOrder](const naive::Ended& ended) {
            Told& told = byOrder[ended.order];
            ++told.executions;
            told.withLost += ended.lost > 0 ? 1 : 0;
            told.mostLost = std::max(told.mostLost, ended.lost);
            told.leastLost = std::min(told.leastLost, ended.lost);
            told.refused = told.refused || ended.rejections > 0;
            told.waited = told.waited || ended.waited;
            told.lostIn.emplace(ended.turns, ended.lost);
        });
        QCOMPARE(static_cast<quint64>(byOrder.size()), orderCount(setup));
        const ScheduleMachine machine(setup, rule);
        for (const auto& [order, told] : byOrder) {
            const ScheduleOutcome outcome = outcomeOf(machine, order);
            QCOMPARE(outcome.executions, told.executions);
            QCOMPARE(outcome.withLost, told.withLost);
            QCOMPARE(outcome.mostLost, told.mostLost);
            QCOMPARE(outcome.leastLost, told.leastLost);
            QCOMPARE(outcome.refused != 0, told.refused);
            QCOMPARE(outcome.waited != 0, told.waited);
            const auto worst = told.lostIn.find(worstExecution(machine, order));
            QVERIFY(worst != told.lostIn.end());
            QCOMPARE(worst->second, told.mostLost);
        }
    }
}

void TestScheduleOutcome::executions_addUpToAll_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<ScheduleProgram>("program");
    QTest::addColumn<ScheduleRetry>("retry");
    QTest::newRow("3 clients, forever") << 3 << ScheduleProgram::ReadEditSave << ScheduleRetry::Forever;
    QTest::newRow("4 clients, once") << 4 << ScheduleProgram::ReadSave << ScheduleRetry::Once;
}

void TestScheduleOutcome::executions_addUpToAll()
{
    QFETCH(const int, clients);
    QFETCH(const ScheduleProgram, program);
    QFETCH(const ScheduleRetry, retry);
    const ScheduleSetup setup{clients, program, retry, ScheduleTick::Older};
    for (const ScheduleRule rule : {ScheduleRule::Version, ScheduleRule::Timestamp}) {
        const ScheduleMachine machine(setup, rule);
        ScheduleCounts sum;
        for (quint64 rank = 0; rank < orderCount(setup); ++rank) {
            const ScheduleOutcome outcome = outcomeOf(machine, orderAt(setup, rank));
            sum.executions += outcome.executions;
            sum.withLost += outcome.withLost;
        }
        const ScheduleCounts counts = ScheduleCounting(setup, rule).counts();
        QCOMPARE(sum.executions, counts.executions);
        QCOMPARE(sum.withLost, counts.withLost);
    }
}

void TestScheduleOutcome::sweep_agreesWithEachOutcome_data()
{
    outcome_coversAllExecutionsOfTheOrder_data();
    for (const ScheduleRetry retry : {ScheduleRetry::None, ScheduleRetry::Forever})
        QTest::addRow("4 clients read,save, retry %s, tick older", qPrintable(toName(retry)))
            << 4 << ScheduleProgram::ReadSave << retry << ScheduleTick::Older;
}

void TestScheduleOutcome::sweep_agreesWithEachOutcome()
{
    QFETCH(const int, clients);
    QFETCH(const ScheduleProgram, program);
    QFETCH(const ScheduleRetry, retry);
    QFETCH(const ScheduleTick, tick);
    const ScheduleSetup setup{clients, program, retry, tick};
    const std::atomic<bool> cancelled = false;
    const auto digest = sweep(setup, cancelled);
    QVERIFY(digest);
    for (const ScheduleRule rule : AllScheduleRules) {
        const ScheduleMachine machine(setup, rule);
        ScheduleDigest::Sums sums;
        for (quint64 rank = 0; rank < orderCount(setup); ++rank) {
            const ScheduleOutcome outcome = outcomeOf(machine, orderAt(setup, rank));
            QCOMPARE(digest->verdict(rule, rank), outcome.verdict());
            sums.losing += outcome.mostLost > 0 ? 1U : 0U;
            sums.refused += outcome.refused != 0 ? 1U : 0U;
            sums.waiting += outcome.waited != 0 ? 1U : 0U;
        }
        QVERIFY(digest->sums[static_cast<size_t>(rule)] == sums);
    }
}

void TestScheduleOutcome::sweep_reportsProgressAndCanBeCancelled()
{
    const ScheduleSetup setup{4, ScheduleProgram::ReadEditSave, ScheduleRetry::None, ScheduleTick::Same};
    std::atomic<bool> cancelled = false;
    quint64 last = 0;
    const auto digest = sweep(setup, cancelled, [&](quint64 done) {
        QVERIFY(done > last);
        last = done;
        cancelled = done > 20'000;
    });
    QVERIFY(!digest);
    QVERIFY(last > 20'000 && last < 30'000);
}

QTEST_GUILESS_MAIN(TestScheduleOutcome)

#include "tst_scheduleoutcome.moc"
