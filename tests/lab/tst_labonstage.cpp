#include "lab/labstory.h"
#include "stage/scenariorun.h"

#include "core/model/ledger.h"

#include <QRandomGenerator>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// What the lab says of an order against what happens when it is played through HTTP and SQLite.
class TestLabOnStage final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void order_endsAsTheLabSays_data();
    void order_endsAsTheLabSays();
};

void TestLabOnStage::order_endsAsTheLabSays_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<LabProgram>("program");
    QTest::addColumn<LabRetry>("retry");
    QTest::addColumn<LabTick>("tick");
    QTest::addColumn<LabRule>("rule");
    QTest::addColumn<quint64>("rank");
    QRandomGenerator random(20260105);
    const auto add = [](const LabSetup& setup, LabRule rule, quint64 rank) {
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
    for (const LabRule rule : AllLabRules) {
        if (!lockingOf(rule))
            continue;
        const QList<LabTick> ticks =
            rule == LabRule::Timestamp ? QList{LabTick::Same, LabTick::Older} : QList{LabTick::Same};
        for (const LabTick tick : ticks) {
            for (const auto program : {LabProgram::ReadSave, LabProgram::ReadEditSave}) {
                const LabSetup two{2, program, LabRetry::None, tick};
                for (quint64 rank = 0; rank < orderCount(two); ++rank) {
                    add(two, rule, rank);
                    const LabSetup again{2, program, LabRetry::Once, tick};
                    if (LabMachine(again, rule).canRetry())
                        add(again, rule, rank);
                }
                for (int i = 0; i < 8; ++i) {
                    const LabRetry retry = i % 2 == 0 ? LabRetry::None : LabRetry::Forever;
                    const LabSetup three{3, program, retry, tick};
                    add(three, rule, random.generate64() % orderCount(three));
                }
            }
        }
    }
}

void TestLabOnStage::order_endsAsTheLabSays()
{
    QFETCH(const int, clients);
    QFETCH(const LabProgram, program);
    QFETCH(const LabRetry, retry);
    QFETCH(const LabTick, tick);
    QFETCH(const LabRule, rule);
    QFETCH(const quint64, rank);
    const LabMachine machine({clients, program, retry, tick}, rule);
    const auto scenario = scenarioOf(machine, rank);
    QVERIFY(scenario);
    const ScenarioRun run = runScenario(*scenario, scenario->locking);
    QCOMPARE(run.problem, QString());
    QCOMPARE(unmetExpectations(run), QStringList());
    const LabTurns order = orderAt(machine.setup(), rank);
    const LabOutcome outcome = outcomeOf(machine, order);
    const LabStory story = storyOf(machine, worstExecution(machine, order));
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
    // With further attempts others may be refused in other executions of the same order.
    QCOMPARE(refused & ~outcome.refused, 0);
    if (!machine.canRetry())
        QCOMPARE(refused, outcome.refused);
}

QTEST_GUILESS_MAIN(TestLabOnStage)

#include "tst_labonstage.moc"
