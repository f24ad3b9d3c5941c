#include "core/model/ledger.h"
#include "core/words/explanation.h"
#include "stage/scenariorun.h"
#include "stage/stage.h"
#include "stage/tworecords.h"
#include "warningfreetest.h"

#include <QSignalSpy>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// A scenario with several records: versions and copies by record, and the record that a click is about.
class TestRecords final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void records_haveSeparateVersions();
    void rules_applyToEachRecord();
    void panel_followsItsSteps();
    void panel_keepsTheChosenRecord();
    void unknownRecord_cannotBeChosen();
    void click_isAboutTheChosenRecord();
    void clickOnTheStepsRecord_isTheStep();
    void clickOnAnotherRecord_leavesTheScript();
    void waitingClick_keepsItsRecord();
    void openedJournal_continuesWithTheLastRecord();
    void freePlay_hasOneRecord();

private:
    void prepare() override;

    void load();
    [[nodiscard]] const Snapshot& now() const { return m_stage->journal().latest(); }
    [[nodiscard]] qint64 stockOf(const QString& record) const
    {
        return std::get<qint64>(*now().record(record)->fields.find(u"stock"_s));
    }

    std::unique_ptr<Stage> m_stage;
    const QString m_a = u"A"_s;
    const QString m_b = u"B"_s;
    const QString m_desk = u"desk"_s;
    const QString m_store = u"store"_s;
};

void TestRecords::prepare()
{
    m_stage = std::make_unique<Stage>(StageOptions{quint16{0}, {}, Locking::Off});
}

void TestRecords::load()
{
    m_stage->load(testing::twoRecordsScenario());
    m_stage->start();
    QTRY_VERIFY(m_stage->canStep());
}

void TestRecords::records_haveSeparateVersions()
{
    load();
    m_stage->playTo(5);
    QTRY_COMPARE(m_stage->position(), 5);
    QCOMPARE(now().record(m_desk)->version, 2);
    QCOMPARE(now().record(m_store)->version, 2);
    QCOMPARE(now().freshness(m_a, m_desk), Freshness::Current);
    QCOMPARE(now().freshness(m_b, m_desk), Freshness::Stale);
    QCOMPARE(now().freshness(m_b, m_store), Freshness::NoCopy);
    QCOMPARE(observerText(now(), m_b, m_store).sentence, u"no copy yet"_s);
}

void TestRecords::rules_applyToEachRecord()
{
    const Scenario scenario = testing::twoRecordsScenario();
    QCOMPARE(scenario.steps.size(), 6);
    for (const Locking rule : scenario.expectedRules()) {
        const ScenarioRun run = runScenario(scenario, rule);
        QCOMPARE(unmetExpectations(run), QStringList());
    }
    Scenario wrong = scenario;
    wrong.expect[Locking::Off].records[m_store] = {{u"stock"_s, qint64{40}}};
    QCOMPARE(
        unmetExpectations(runScenario(wrong, Locking::Off)),
        QStringList(u"at the end: expected stock of “store” to be 40, got 37"_s));
    wrong = scenario;
    wrong.steps[4].expect[Locking::Off].status = 412;
    QCOMPARE(
        unmetExpectations(runScenario(wrong, Locking::Off)),
        QStringList(u"step 5 (A saves stock 37 (store)): expected status 412, got 200"_s));
}

void TestRecords::panel_followsItsSteps()
{
    load();
    QCOMPARE(m_stage->recordIds(), QStringList({m_desk, m_store}));
    QCOMPARE(m_stage->recordOf(m_a), m_desk);
    m_stage->playTo(3);
    QTRY_COMPARE(m_stage->position(), 3);
    QCOMPARE(m_stage->recordOf(m_a), m_store);
    QCOMPARE(m_stage->recordOf(m_b), m_desk);
}

void TestRecords::panel_keepsTheChosenRecord()
{
    load();
    QSignalSpy changed(m_stage.get(), &Stage::changed);
    m_stage->chooseRecord(m_b, m_store);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_stage->recordOf(m_b), m_store);
    m_stage->playTo(2);
    QTRY_COMPARE(m_stage->position(), 2);
    QCOMPARE(m_stage->recordOf(m_b), m_store);
    m_stage->step();
    QTRY_COMPARE(m_stage->position(), 3);
    QCOMPARE(m_stage->recordOf(m_b), m_desk);
}

void TestRecords::unknownRecord_cannotBeChosen()
{
    load();
    QSignalSpy changed(m_stage.get(), &Stage::changed);
    m_stage->chooseRecord(m_a, u"attic"_s);
    QCOMPARE(m_stage->recordOf(m_a), m_desk);
    QCOMPARE(changed.size(), 0);
}

void TestRecords::click_isAboutTheChosenRecord()
{
    load();
    m_stage->chooseRecord(m_b, m_store);
    m_stage->read(m_b);
    QTRY_COMPARE(m_stage->journal().size(), 1);
    QCOMPARE(m_stage->journal().event(1).record, m_store);
    m_stage->edit(m_b, u"stock"_s, qint64{39});
    m_stage->save(m_b);
    QTRY_COMPARE(now().record(m_store)->version, 2);
    QTRY_VERIFY(!m_stage->isBusy(m_b));
    m_stage->increment(m_b, u"stock"_s, -1);
    QTRY_COMPARE(now().record(m_store)->version, 3);
    QCOMPARE(stockOf(m_store), 38);
    QCOMPARE(stockOf(m_desk), 10);
    QCOMPARE(now().record(m_desk)->version, 1);
}

void TestRecords::clickOnTheStepsRecord_isTheStep()
{
    load();
    m_stage->read(m_a);
    QTRY_COMPARE(m_stage->position(), 1);
    m_stage->chooseRecord(m_a, m_store);
    m_stage->read(m_a);
    QTRY_COMPARE(m_stage->position(), 2);
    m_stage->step();
    QTRY_COMPARE(m_stage->position(), 3);
    m_stage->chooseRecord(m_a, m_desk);
    m_stage->edit(m_a, u"stock"_s, qint64{13});
    m_stage->save(m_a);
    QTRY_COMPARE(m_stage->position(), 4);
    QVERIFY(!m_stage->hasLeftScript());
}

void TestRecords::clickOnAnotherRecord_leavesTheScript()
{
    load();
    m_stage->chooseRecord(m_a, m_store);
    m_stage->read(m_a);
    QTRY_COMPARE(m_stage->journal().size(), 1);
    QVERIFY(m_stage->hasLeftScript());
    QCOMPARE(m_stage->position(), 0);
}

void TestRecords::waitingClick_keepsItsRecord()
{
    load();
    m_stage->playTo(1);
    QTRY_COMPARE(m_stage->position(), 1);
    // Clicked while the card showed the desk; the current step changes it to the store.
    m_stage->chooseRecord(m_a, m_desk);
    m_stage->step();
    QVERIFY(m_stage->isMoving());
    m_stage->chooseRecord(m_a, m_desk);
    m_stage->read(m_a);
    m_stage->chooseRecord(m_a, m_store);
    QTRY_COMPARE(m_stage->journal().size(), 3);
    QCOMPARE(m_stage->journal().event(3).record, m_desk);
}

void TestRecords::openedJournal_continuesWithTheLastRecord()
{
    load();
    m_stage->playTo(3);
    QTRY_COMPARE(m_stage->position(), 3);
    m_stage->open(m_stage->journal().copy(3));
    QTRY_VERIFY(!m_stage->isMoving());
    QCOMPARE(m_stage->recordIds(), QStringList({m_desk, m_store}));
    QCOMPARE(m_stage->recordOf(m_a), m_store);
    QCOMPARE(m_stage->recordOf(m_b), m_desk);
}

void TestRecords::freePlay_hasOneRecord()
{
    load();
    m_stage->startFreePlay();
    QTRY_VERIFY(!m_stage->isMoving());
    QCOMPARE(m_stage->recordIds(), QStringList(u"item"_s));
    QCOMPARE(m_stage->recordOf(m_a), u"item"_s);
}

QTEST_GUILESS_MAIN(TestRecords)
#include "tst_records.moc"
