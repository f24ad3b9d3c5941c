#include "schedules/naive.h"
#include "schedules/schedulecounting.h"
#include "schedules/schedulereport.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

/// The most executions under one rule that are enumerated.
constexpr quint64 MostTold = 60'000;

quint64 factorial(int n)
{
    return n < 2 ? 1 : static_cast<quint64>(n) * factorial(n - 1);
}

} // namespace

class TestScheduleCounting final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void counts_equalANaiveEnumeration_data();
    void counts_equalANaiveEnumeration();
    void counts_haveClosedForms_data();
    void counts_haveClosedForms();
    void largeSetups_haveFewStates();
    void csv_hasALineForEachRule();
    void markdown_isATable();
};

void TestScheduleCounting::counts_equalANaiveEnumeration_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<ScheduleProgram>("program");
    QTest::addColumn<ScheduleRetry>("retry");
    QTest::addColumn<ScheduleTick>("tick");
    for (const auto& [name, setup] : naive::setups(4)) {
        // All setups that the simple enumeration can handle in reasonable time.
        if (ScheduleCounting(setup, ScheduleRule::Off).counts().executions <= MostTold)
            QTest::newRow(name.constData()) << setup.clients << setup.program << setup.retry << setup.tick;
    }
}

void TestScheduleCounting::counts_equalANaiveEnumeration()
{
    QFETCH(const int, clients);
    QFETCH(const ScheduleProgram, program);
    QFETCH(const ScheduleRetry, retry);
    QFETCH(const ScheduleTick, tick);
    const ScheduleSetup setup{clients, program, retry, tick};
    int told = 0;
    for (const ScheduleRule rule : AllScheduleRules) {
        const ScheduleCounts counts = ScheduleCounting(setup, rule).counts();
        if (counts.executions > MostTold)
            continue;
        ++told;
        ScheduleCounts naive;
        naive::World(setup, rule).goOn([&naive](const naive::Ended& ended) {
            ++naive.executions;
            naive.withLost += ended.lost > 0 ? 1 : 0;
            naive.lost += static_cast<quint64>(ended.lost);
            naive.withRejection += ended.rejections > 0 ? 1 : 0;
            naive.rejections += static_cast<quint64>(ended.rejections);
            naive.withWait += ended.waited ? 1 : 0;
        });
        QVERIFY2(counts == naive, qPrintable(toName(rule)));
    }
    QVERIFY(told >= 3);
}

void TestScheduleCounting::counts_haveClosedForms_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<ScheduleProgram>("program");
    QTest::addColumn<ScheduleRetry>("retry");
    QTest::addColumn<ScheduleTick>("tick");
    for (const auto& [name, setup] : naive::setups(4))
        QTest::newRow(name.constData()) << setup.clients << setup.program << setup.retry << setup.tick;
}

void TestScheduleCounting::counts_haveClosedForms()
{
    QFETCH(const int, clients);
    QFETCH(const ScheduleProgram, program);
    QFETCH(const ScheduleRetry, retry);
    QFETCH(const ScheduleTick, tick);
    const ScheduleSetup setup{clients, program, retry, tick};
    const quint64 orders = orderCount(setup);
    // Nobody loses and nobody waits only if the clients run one after the other.
    const quint64 overlapping = orders - factorial(clients);

    const ScheduleCounts off = ScheduleCounting(setup, ScheduleRule::Off).counts();
    QCOMPARE(off.executions, orders);
    QCOMPARE(off.withLost, overlapping);
    QCOMPARE(off.rejections, quint64{0});
    const ScheduleCounts lease = ScheduleCounting(setup, ScheduleRule::Lease).counts();
    QVERIFY((lease == ScheduleCounts{orders, 0, 0, 0, 0, overlapping}));
    const ScheduleCounts atomic = ScheduleCounting(setup, ScheduleRule::Atomic).counts();
    QVERIFY((atomic == ScheduleCounts{orders, 0, 0, 0, 0, 0}));
    const ScheduleCounts version = ScheduleCounting(setup, ScheduleRule::Version).counts();
    QCOMPARE(version.withLost, quint64{0});
    if (retry == ScheduleRetry::None)
        QCOMPARE(version.withRejection, overlapping);
    // With two clients, the refused one is alone when it retries, which adds no order.
    if (retry == ScheduleRetry::None || clients == 2)
        QCOMPARE(version.executions, orders);
    else
        QVERIFY(version.executions > orders);
    const ScheduleCounts timestamp = ScheduleCounting(setup, ScheduleRule::Timestamp).counts();
    if (tick == ScheduleTick::Same) {
        QVERIFY(timestamp == off);
    } else {
        QVERIFY(timestamp.withRejection > 0);
        // A second refusal would require a copy from before the tick again.
        const ScheduleSetup once{clients, program, ScheduleRetry::Once, tick};
        if (retry == ScheduleRetry::Forever)
            QVERIFY(timestamp == ScheduleCounting(once, ScheduleRule::Timestamp).counts());
        if (clients == 2)
            QCOMPARE(timestamp.withLost, quint64{0});
        else
            QVERIFY(timestamp.withLost > 0);
    }
}

void TestScheduleCounting::largeSetups_haveFewStates()
{
    const ScheduleSetup setup{4, ScheduleProgram::ReadEditSave, ScheduleRetry::Forever, ScheduleTick::Older};
    const ScheduleCounting counting(setup, ScheduleRule::Version);
    QVERIFY(counting.counts().executions > quint64{10'000'000'000});
    QVERIFY(counting.states() < 100'000);
}

void TestScheduleCounting::csv_hasALineForEachRule()
{
    QCOMPARE(
        countsAsCsv({2, ScheduleProgram::ReadSave, ScheduleRetry::None, ScheduleTick::Same}),
        u"rule,clients,program,retry,tick,orders,executions,with_lost,lost_total,with_rejection,"
        "rejections_total,with_wait\n"
        "off,2,\"read,save\",none,same,6,6,4,4,0,0,0\n"
        "version,2,\"read,save\",none,same,6,6,0,0,4,4,0\n"
        "timestamp,2,\"read,save\",none,same,6,6,4,4,0,0,0\n"
        "lease,2,\"read,save\",none,same,6,6,0,0,0,0,4\n"
        "atomic,2,\"read,save\",none,same,6,6,0,0,0,0,0\n"_s);
}

void TestScheduleCounting::markdown_isATable()
{
    const QStringList lines =
        countsAsMarkdown({4, ScheduleProgram::ReadEditSave, ScheduleRetry::None, ScheduleTick::Same})
            .split(u'\n');
    QCOMPARE(lines.size(), 8);
    QCOMPARE(
        lines.at(0),
        u"| Rule | Executions | Lose | Versions lost | With a refusal | Refusals | With a wait |"_s);
    QCOMPARE(lines.at(1), u"| --- | ---: | ---: | ---: | ---: | ---: | ---: |"_s);
    QVERIFY2(lines.at(2).startsWith(u"| Locking off | 369,600 | 369,576 |"_s), qPrintable(lines.at(2)));
    QCOMPARE(lines.at(6), u"| Atomic add | 369,600 | 0 | 0 | 0 | 0 | 0 |"_s);
}

QTEST_GUILESS_MAIN(TestScheduleCounting)

#include "tst_schedulecounting.moc"
