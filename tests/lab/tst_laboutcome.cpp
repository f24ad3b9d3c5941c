#include "lab/labcounting.h"
#include "lab/laboutcome.h"
#include "lab/labsweep.h"
#include "lab/naive.h"

#include <QTest>

#include <algorithm>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestLabOutcome final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void outcome_isThatOfAllExecutionsOfTheOrder_data();
    void outcome_isThatOfAllExecutionsOfTheOrder();
    void executions_addUpToAll_data();
    void executions_addUpToAll();
    void sweep_saysWhatEachOrderSays_data();
    void sweep_saysWhatEachOrderSays();
    void sweep_tellsHowFarItIsAndCanBeCancelled();
};

void TestLabOutcome::outcome_isThatOfAllExecutionsOfTheOrder_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<LabProgram>("program");
    QTest::addColumn<LabRetry>("retry");
    QTest::addColumn<LabTick>("tick");
    for (const auto& [name, setup] : naive::setups(3))
        QTest::newRow(name.constData()) << setup.clients << setup.program << setup.retry << setup.tick;
}

void TestLabOutcome::outcome_isThatOfAllExecutionsOfTheOrder()
{
    QFETCH(const int, clients);
    QFETCH(const LabProgram, program);
    QFETCH(const LabRetry, retry);
    QFETCH(const LabTick, tick);
    const LabSetup setup{clients, program, retry, tick};
    for (const LabRule rule : AllLabRules) {
        if (LabCounting(setup, rule).counts().executions > 60'000)
            continue;
        // GCC 12 warns of the bound with which the standard comparison of bytes calls memcmp.
        const auto earlier = [](const LabTurns& left, const LabTurns& right) {
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
            std::map<LabTurns, int, Earlier> lostIn;
        };
        std::map<LabTurns, Told, Earlier> byOrder;
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
        const LabMachine machine(setup, rule);
        for (const auto& [order, told] : byOrder) {
            const LabOutcome outcome = outcomeOf(machine, order);
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

void TestLabOutcome::executions_addUpToAll_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<LabProgram>("program");
    QTest::addColumn<LabRetry>("retry");
    QTest::newRow("3 clients, forever") << 3 << LabProgram::ReadEditSave << LabRetry::Forever;
    QTest::newRow("4 clients, once") << 4 << LabProgram::ReadSave << LabRetry::Once;
}

void TestLabOutcome::executions_addUpToAll()
{
    QFETCH(const int, clients);
    QFETCH(const LabProgram, program);
    QFETCH(const LabRetry, retry);
    const LabSetup setup{clients, program, retry, LabTick::Older};
    for (const LabRule rule : {LabRule::Version, LabRule::Timestamp}) {
        const LabMachine machine(setup, rule);
        LabCounts sum;
        for (quint64 rank = 0; rank < orderCount(setup); ++rank) {
            const LabOutcome outcome = outcomeOf(machine, orderAt(setup, rank));
            sum.executions += outcome.executions;
            sum.withLost += outcome.withLost;
        }
        const LabCounts counts = LabCounting(setup, rule).counts();
        QCOMPARE(sum.executions, counts.executions);
        QCOMPARE(sum.withLost, counts.withLost);
    }
}

void TestLabOutcome::sweep_saysWhatEachOrderSays_data()
{
    outcome_isThatOfAllExecutionsOfTheOrder_data();
    for (const LabRetry retry : {LabRetry::None, LabRetry::Forever})
        QTest::addRow("4 clients read,save, retry %s, tick older", qPrintable(toName(retry)))
            << 4 << LabProgram::ReadSave << retry << LabTick::Older;
}

void TestLabOutcome::sweep_saysWhatEachOrderSays()
{
    QFETCH(const int, clients);
    QFETCH(const LabProgram, program);
    QFETCH(const LabRetry, retry);
    QFETCH(const LabTick, tick);
    const LabSetup setup{clients, program, retry, tick};
    const std::atomic<bool> cancelled = false;
    const auto digest = sweep(setup, cancelled);
    QVERIFY(digest);
    for (const LabRule rule : AllLabRules) {
        const LabMachine machine(setup, rule);
        LabDigest::Sums sums;
        for (quint64 rank = 0; rank < orderCount(setup); ++rank) {
            const LabOutcome outcome = outcomeOf(machine, orderAt(setup, rank));
            QCOMPARE(digest->verdict(rule, rank), outcome.verdict());
            sums.losing += outcome.mostLost > 0 ? 1U : 0U;
            sums.refused += outcome.refused != 0 ? 1U : 0U;
            sums.waiting += outcome.waited != 0 ? 1U : 0U;
        }
        QVERIFY(digest->sums[static_cast<size_t>(rule)] == sums);
    }
}

void TestLabOutcome::sweep_tellsHowFarItIsAndCanBeCancelled()
{
    const LabSetup setup{4, LabProgram::ReadEditSave, LabRetry::None, LabTick::Same};
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

QTEST_GUILESS_MAIN(TestLabOutcome)

#include "tst_laboutcome.moc"
