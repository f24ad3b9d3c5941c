#include "lab/labstory.h"
#include "lab/naive.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestLabStory final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void words_tellTheOrderAndItsEnd_data();
    void words_tellTheOrderAndItsEnd();
    void retry_isToldToItsEnd();
    void scenario_hasTheStepsWithTheirNumbers();
    void scenario_letsTimePassWhereTheRecordIsOlder();
};

void TestLabStory::words_tellTheOrderAndItsEnd_data()
{
    QTest::addColumn<LabRule>("rule");
    QTest::addColumn<quint64>("rank");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("words");
    QTest::newRow("off, one after the other")
        << LabRule::Off << quint64{0} << u"none lost"_s << u"Ends with 5."_s;
    QTest::newRow("off, both read first")
        << LabRule::Off << quint64{1} << u"1 lost"_s
        << u"B writes over A’s version, which it never saw. Ends with 8 instead of 5."_s;
    QTest::newRow("version")
        << LabRule::Version << quint64{2} << u"A refused"_s
        << u"A is refused, and told so. Ends with 8. A’s sale of 3 is still to be saved, "
           "and A knows."_s;
    QTest::newRow("lease") << LabRule::Lease << quint64{1} << u"B waits · none lost"_s
                           << u"B waits until the lease is free. Ends with 5."_s;
    QTest::newRow("atomic") << LabRule::Atomic << quint64{1} << u"none lost"_s << u"Ends with 5."_s;
}

void TestLabStory::words_tellTheOrderAndItsEnd()
{
    QFETCH(const LabRule, rule);
    QFETCH(const quint64, rank);
    const LabSetup setup;
    const LabMachine machine(setup, rule);
    const LabTurns order = orderAt(setup, rank);
    QTEST(verdictText(outcomeOf(machine, order)), "verdict");
    QTEST(outcomeInWords(machine, order), "words");
    if (rank == 1)
        QCOMPARE(orderInWords(setup, order), u"A reads, B reads, A saves, B saves."_s);
}

void TestLabStory::retry_isToldToItsEnd()
{
    const LabSetup setup{3, LabProgram::ReadSave, LabRetry::Forever, LabTick::Older};
    const LabTurns order{0, 1, 2, 0, 1, 2};
    const LabMachine version(setup, LabRule::Version);
    QCOMPARE(
        outcomeInWords(version, order),
        u"B and C are refused, and told so. B and C read again and save. Ends with 4."_s);
    // The dates of what B and C read again tell nothing apart, so one of them writes over the other.
    const LabMachine timestamp(setup, LabRule::Timestamp);
    QCOMPARE(verdictText(outcomeOf(timestamp, order)), u"up to 1 lost"_s);
    const LabStory story = storyOf(timestamp, worstExecution(timestamp, order));
    QCOMPARE(story.lost.size(), size_t{1});
    QVERIFY(story.stock > story.kept);
    QCOMPARE(story.kept, 4);
}

void TestLabStory::scenario_hasTheStepsWithTheirNumbers()
{
    const LabSetup setup{2, LabProgram::ReadEditSave, LabRetry::Once, LabTick::Same};
    const quint64 rank = rankOf(setup, {0, 1, 0, 1, 0, 1});
    const auto version = scenarioOf(LabMachine(setup, LabRule::Version), rank);
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

    const auto atomic = scenarioOf(LabMachine(setup, LabRule::Atomic), rank);
    QVERIFY(atomic);
    steps.clear();
    for (const Step& step : atomic->steps)
        steps.append(describe(step));
    QCOMPARE(steps.join(u" | "_s), u"A reads | B reads | A adds stock −3 | B adds stock −2"_s);
}

void TestLabStory::scenario_letsTimePassWhereTheRecordIsOlder()
{
    const LabSetup setup{2, LabProgram::ReadSave, LabRetry::None, LabTick::Older};
    const auto scenario = scenarioOf(LabMachine(setup, LabRule::Timestamp), 1);
    QVERIFY(scenario);
    QCOMPARE(scenario->tick, 0);
    QCOMPARE(scenario->steps.size(), 5);
    QCOMPARE(scenario->steps.at(0).action, StepAction(WaitStep{1}));
    QCOMPARE(scenario->steps.at(4).expect.value(Locking::Timestamp).status, 412);
}

QTEST_GUILESS_MAIN(TestLabStory)

#include "tst_labstory.moc"
