#include "schedules/naive.h"
#include "schedules/schedulestory.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestScheduleStory final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void words_describeTheOrderAndItsEnd_data();
    void words_describeTheOrderAndItsEnd();
    void retry_isDescribedToItsEnd();
    void scenario_hasTheStepsWithTheirNumbers();
    void scenario_waitsASecondForAnOlderRecord();
};

void TestScheduleStory::words_describeTheOrderAndItsEnd_data()
{
    QTest::addColumn<ScheduleRule>("rule");
    QTest::addColumn<quint64>("rank");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("words");
    QTest::newRow("off, one after the other")
        << ScheduleRule::Off << quint64{0} << u"none lost"_s << u"Ends with 5."_s;
    QTest::newRow("off, both read first")
        << ScheduleRule::Off << quint64{1} << u"1 lost"_s
        << u"B writes over A’s version, which it never saw. Ends with 8 instead of 5."_s;
    QTest::newRow("version")
        << ScheduleRule::Version << quint64{2} << u"A refused"_s
        << u"A is refused, and told so. Ends with 8. A’s sale of 3 is still to be saved, "
           "and A knows."_s;
    QTest::newRow("lease") << ScheduleRule::Lease << quint64{1} << u"B’s read waits · none lost"_s
                           << u"B’s read waits until the lease is free. Ends with 5."_s;
    QTest::newRow("atomic") << ScheduleRule::Atomic << quint64{1} << u"none lost"_s << u"Ends with 5."_s;
}

void TestScheduleStory::words_describeTheOrderAndItsEnd()
{
    QFETCH(const ScheduleRule, rule);
    QFETCH(const quint64, rank);
    const ScheduleSetup setup;
    const ScheduleMachine machine(setup, rule);
    const ScheduleTurns order = orderAt(setup, rank);
    QTEST(verdictText(outcomeOf(machine, order)), "verdict");
    QTEST(outcomeInWords(machine, order), "words");
    if (rank == 1)
        QCOMPARE(orderInWords(setup, order), u"A reads, B reads, A saves, B saves."_s);
}

void TestScheduleStory::retry_isDescribedToItsEnd()
{
    const ScheduleSetup setup{3, ScheduleProgram::ReadSave, ScheduleRetry::Forever, ScheduleTick::Older};
    const ScheduleTurns order{0, 1, 2, 0, 1, 2};
    const ScheduleMachine version(setup, ScheduleRule::Version);
    QCOMPARE(
        outcomeInWords(version, order),
        u"B and C are refused, and told so. B and C read again and save. Ends with 4."_s);
    // B and C read again within one second, so their dates are equal and one of them overwrites the other.
    const ScheduleMachine timestamp(setup, ScheduleRule::Timestamp);
    QCOMPARE(verdictText(outcomeOf(timestamp, order)), u"up to 1 lost"_s);
    const ScheduleStory story = storyOf(timestamp, worstExecution(timestamp, order));
    QCOMPARE(story.lost.size(), size_t{1});
    QVERIFY(story.stock > story.kept);
    QCOMPARE(story.kept, 4);
}

void TestScheduleStory::scenario_hasTheStepsWithTheirNumbers()
{
    const ScheduleSetup setup{2, ScheduleProgram::ReadEditSave, ScheduleRetry::Once, ScheduleTick::Same};
    constexpr quint64 rank = 5;
    QCOMPARE(orderAt(setup, rank), (ScheduleTurns{0, 1, 0, 1, 0, 1}));
    const auto version = scenarioOf(ScheduleMachine(setup, ScheduleRule::Version), rank);
    QVERIFY(version);
    QStringList steps;
    for (const Step& step : version->steps)
        steps.append(describe(step));
    QCOMPARE(
        steps.join(u" | "_s),
        u"A reads | B reads | A types stock 7 | B types stock 8 | A saves | B saves | B reloads | "
        "B types stock 5 | B saves"_s);
    QCOMPARE(version->expect.value(Locking::Version).lostUpdates, 0);
    QCOMPARE(version->steps.at(5).expect.value(Locking::Version).status, 412);
    QCOMPARE(version->title, u"Order 6 of 20 · Version"_s);

    const auto atomic = scenarioOf(ScheduleMachine(setup, ScheduleRule::Atomic), rank);
    QVERIFY(atomic);
    steps.clear();
    for (const Step& step : atomic->steps)
        steps.append(describe(step));
    QCOMPARE(steps.join(u" | "_s), u"A reads | B reads | A adds stock −3 | B adds stock −2"_s);
}

void TestScheduleStory::scenario_waitsASecondForAnOlderRecord()
{
    const ScheduleSetup setup{2, ScheduleProgram::ReadSave, ScheduleRetry::None, ScheduleTick::Older};
    const auto scenario = scenarioOf(ScheduleMachine(setup, ScheduleRule::Timestamp), 1);
    QVERIFY(scenario);
    QCOMPARE(scenario->tick, 0);
    QCOMPARE(scenario->steps.size(), 5);
    QCOMPARE(scenario->steps.at(0).action, StepAction(WaitStep{1}));
    QCOMPARE(scenario->steps.at(4).expect.value(Locking::Timestamp).status, 412);
}

QTEST_GUILESS_MAIN(TestScheduleStory)

#include "tst_schedulestory.moc"
