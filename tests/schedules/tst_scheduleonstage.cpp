#include "schedules/schedulestory.h"
#include "stage/scenariorun.h"

#include "core/model/ledger.h"
#include "warningfreetest.h"

#include <QRandomGenerator>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// Compares the computed result of an order with playing it through HTTP and SQLite.
class TestScheduleOnStage final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void order_endsAsPredicted_data();
    void order_endsAsPredicted();
};

void TestScheduleOnStage::order_endsAsPredicted_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<ScheduleProgram>("program");
    QTest::addColumn<ScheduleRetry>("retry");
    QTest::addColumn<ScheduleTick>("tick");
    QTest::addColumn<ScheduleRule>("rule");
    QTest::addColumn<quint64>("rank");
    QRandomGenerator random(20260105);
    const auto add = [](const ScheduleSetup& setup, ScheduleRule rule, quint64 rank) {
        QTest::addRow(
            "%d %s, retry %s, tick %s, under %s, order %llu",
            setup.clients,
            qPrintable(toName(setup.program)),
            qPrintable(toName(setup.retry)),
            qPrintable(toName(setup.tick)),
            qPrintable(toName(rule)),
            rank)
            << setup.clients << setup.program << setup.retry << setup.tick << rule << rank;
    };
    for (const ScheduleRule rule : AllScheduleRules) {
        if (!lockingOf(rule))
            continue;
        const QList<ScheduleTick> ticks = rule == ScheduleRule::Timestamp
                                              ? QList{ScheduleTick::Same, ScheduleTick::Older}
                                              : QList{ScheduleTick::Same};
        for (const ScheduleTick tick : ticks) {
            for (const auto program : {ScheduleProgram::ReadSave, ScheduleProgram::ReadEditSave}) {
                const ScheduleSetup two{2, program, ScheduleRetry::None, tick};
                for (quint64 rank = 0; rank < orderCount(two); ++rank) {
                    add(two, rule, rank);
                    const ScheduleSetup again{2, program, ScheduleRetry::Once, tick};
                    if (ScheduleMachine(again, rule).canRetry())
                        add(again, rule, rank);
                }
                for (int i = 0; i < 8; ++i) {
                    const ScheduleRetry retry = i % 2 == 0 ? ScheduleRetry::None : ScheduleRetry::Forever;
                    const ScheduleSetup three{3, program, retry, tick};
                    add(three, rule, random.generate64() % orderCount(three));
                }
            }
        }
    }
}

void TestScheduleOnStage::order_endsAsPredicted()
{
    QFETCH(const int, clients);
    QFETCH(const ScheduleProgram, program);
    QFETCH(const ScheduleRetry, retry);
    QFETCH(const ScheduleTick, tick);
    QFETCH(const ScheduleRule, rule);
    QFETCH(const quint64, rank);
    const ScheduleMachine machine({clients, program, retry, tick}, rule);
    const auto scenario = scenarioOf(machine, rank);
    QVERIFY(scenario);
    const ScenarioRun run = runScenario(*scenario, scenario->locking);
    QCOMPARE(run.problem, QString());
    QCOMPARE(unmetExpectations(run), QStringList());
    const ScheduleTurns order = orderAt(machine.setup(), rank);
    const ScheduleOutcome outcome = outcomeOf(machine, order);
    const ScheduleStory story = storyOf(machine, worstExecution(machine, order));
    const Ledger ledger = ledgerOf(run.journal().latest(), run.stage->recordId());
    QCOMPARE(ledger.lost, qint64{outcome.mostLost});
    QCOMPARE(ledger.value, std::optional<Value>(story.stock));
    quint8 refused = 0;
    for (const LedgerRow& row : ledger.rows) {
        if (row.refused > 0)
            refused |= static_cast<quint8>(1U << static_cast<unsigned>(row.client.at(0).unicode() - u'A'));
    }
    quint8 waited = 0;
    for (qint64 seq = 1; seq <= run.journal().size(); ++seq) {
        const Event& event = run.journal().event(seq);
        if (event.verdict == Verdict::Waiting)
            waited |= static_cast<quint8>(1U << static_cast<unsigned>(event.client.at(0).unicode() - u'A'));
    }
    QCOMPARE(waited, outcome.waited);
    // With further attempts, others may be refused in other executions of the same order.
    QCOMPARE(refused & ~outcome.refused, 0);
    if (!machine.canRetry())
        QCOMPARE(refused, outcome.refused);
}

QTEST_GUILESS_MAIN(TestScheduleOnStage)

#include "tst_scheduleonstage.moc"
