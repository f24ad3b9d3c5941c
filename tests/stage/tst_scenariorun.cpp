#include "core/recordedscenario.h"
#include "core/scenariowriting.h"
#include "stage/scenariolibrary.h"
#include "stage/scenariorun.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestScenarioRun final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void builtin_endsAsExpected_data();
    void builtin_endsAsExpected();
    void builtin_playsToItsEndUnderEveryRule_data();
    void builtin_playsToItsEndUnderEveryRule();
    void recorded_runsAgainAsItDid_data() { builtin_endsAsExpected_data(); }
    void recorded_runsAgainAsItDid();
    void expectation_thatFailsIsNamed();
    void step_changesTheClockAndTheRule();
    void change_isWorkedOutFromTheScreen_data();
    void change_isWorkedOutFromTheScreen();
    void change_thatCannotBeIsToldAndNotSent();
};

void TestScenarioRun::builtin_endsAsExpected_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("rule");
    for (const NamedScenario& named : builtinScenarios()) {
        QVERIFY(named.scenario.expectedRules().size() >= 2);
        for (const Locking rule : named.scenario.expectedRules())
            QTest::addRow("%s under %s", qPrintable(named.name), qPrintable(toName(rule)))
                << named.name << static_cast<int>(rule);
    }
}

void TestScenarioRun::builtin_endsAsExpected()
{
    QFETCH(const QString, name);
    QFETCH(const int, rule);
    const auto named = findScenario(name);
    QVERIFY(named);
    const ScenarioRun run = runScenario(named->scenario, static_cast<Locking>(rule));
    QCOMPARE(run.problem, QString());
    QCOMPARE(unmetExpectations(run), QStringList());
    QCOMPARE(run.stage->position(), named->scenario.steps.size());
}

void TestScenarioRun::builtin_playsToItsEndUnderEveryRule_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("rule");
    for (const NamedScenario& named : builtinScenarios()) {
        for (const Locking rule : allLocking()) {
            if (!named.scenario.expectedRules().contains(rule))
                QTest::addRow("%s under %s", qPrintable(named.name), qPrintable(toName(rule)))
                    << named.name << static_cast<int>(rule);
        }
    }
}

/// Also under a rule that the author did not think of, nobody is left waiting.
void TestScenarioRun::builtin_playsToItsEndUnderEveryRule()
{
    QFETCH(const QString, name);
    QFETCH(const int, rule);
    const auto named = findScenario(name);
    QVERIFY(named);
    const ScenarioRun run = runScenario(named->scenario, static_cast<Locking>(rule));
    QCOMPARE(run.problem, QString());
    QCOMPARE(run.stage->position(), named->scenario.steps.size());
    for (const QString& client : run.stage->panels())
        QVERIFY2(!run.stage->isBusy(client), qPrintable(client));
    if (static_cast<Locking>(rule) != Locking::Lease)
        return;
    // Every save was asked for with the lease in hand, and all leases went back.
    const Snapshot& end = run.journal().latest();
    for (const Record& record : end.records())
        QVERIFY(!end.lease(record.id).held);
}

/// What happened, without when and where.
static QStringList accountOf(const Journal& journal)
{
    QStringList lines;
    for (qint64 seq = 1; seq <= journal.size(); ++seq) {
        const Event& event = journal.event(seq);
        lines.append(u"%1 %2 %3 %4 %5 %6 on %7 gives %8: %9"_s.arg(event.client)
                         .arg(static_cast<int>(event.action))
                         .arg(static_cast<int>(event.purpose))
                         .arg(static_cast<int>(event.verdict))
                         .arg(event.status)
                         .arg(event.record)
                         .arg(event.base.value_or(0))
                         .arg(event.version.value_or(0))
                         .arg(QString::fromUtf8(event.after.toJson())));
    }
    return lines;
}

/// Saved as a file and played again, what was played is the same again.
void TestScenarioRun::recorded_runsAgainAsItDid()
{
    QFETCH(const QString, name);
    QFETCH(const int, rule);
    const auto named = findScenario(name);
    QVERIFY(named);
    const ScenarioRun run = runScenario(named->scenario, static_cast<Locking>(rule));
    const auto recorded = scenarioOf(run.journal(), u"Recorded"_s);
    QVERIFY2(recorded, recorded ? "" : qPrintable(recorded.error()));
    const auto read = scenarioFromJson(toJson(*recorded));
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(*read, *recorded);

    const ScenarioRun again = runScenario(*read, read->locking);
    QCOMPARE(again.problem, QString());
    QCOMPARE(unmetExpectations(again), QStringList());
    QCOMPARE(accountOf(again.journal()), accountOf(run.journal()));
}

void TestScenarioRun::expectation_thatFailsIsNamed()
{
    const auto scenario = scenarioFromJson(R"({
        "title": "Wrong", "summary": "Every expectation is wrong.", "locking": "off",
        "records": { "item": { "stock": 10 } },
        "steps": [
            { "client": "A", "do": "read" },
            { "client": "A", "do": "save", "set": { "stock": 9 } },
            { "client": "A", "do": "save", "set": { "stock": 7 },
              "expect": { "off": { "status": 412, "lost": ["A"] } } }
        ],
        "expect": { "off": { "lostUpdates": 2, "records": { "item": { "stock": 8 } } } }
    })");
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    const ScenarioRun run = runScenario(*scenario, Locking::Off);
    QCOMPARE(
        unmetExpectations(run),
        QStringList(
            {u"step 3 (A saves stock 7): expected status 412, got 200"_s,
             u"step 3 (A saves stock 7): expected to lose A, lost nobody"_s,
             u"at the end: expected 2 lost updates, got 0"_s,
             u"at the end: expected stock of “item” to be 8, got 7"_s}));
}

void TestScenarioRun::step_changesTheClockAndTheRule()
{
    const auto scenario = scenarioFromJson(R"({
        "title": "Time", "summary": "The clock and the rule move.", "locking": "off", "tick": 0,
        "records": { "item": { "stock": 10 } },
        "steps": [
            { "client": "A", "do": "read" },
            { "do": "wait", "seconds": 90 },
            { "client": "B", "do": "read" },
            { "do": "clock", "seconds": -30 },
            { "do": "locking", "to": "version" },
            { "client": "A", "do": "save", "set": { "stock": 7 }, "ifMatch": "\"9\"" },
            { "client": "A", "do": "save", "ifMatch": "none" }
        ]
    })");
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    const ScenarioRun run = runScenario(*scenario, Locking::Off);
    QCOMPARE(run.problem, QString());
    const Journal& journal = run.journal();
    QCOMPARE(run.eventsOf(2).front()->time - run.eventsOf(0).front()->time, 90'000);
    QCOMPARE(run.eventsOf(1).size(), 1);
    QCOMPARE(run.eventsOf(1).front()->action, Action::Clock);
    QCOMPARE(run.eventsOf(4).front()->action, Action::Rule);
    QCOMPARE(run.eventsOf(5).back()->time - run.eventsOf(2).front()->time, -30'000);
    QCOMPARE(run.eventsOf(5).back()->status, 412);
    QCOMPARE(run.eventsOf(6).back()->status, 428);
    QCOMPARE(journal.latest().locking(), Locking::Version);
}

void TestScenarioRun::change_isWorkedOutFromTheScreen_data()
{
    QTest::addColumn<int>("rule");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sent");
    // B reads nothing before A is done, where it has to wait for A's lease.
    QTest::newRow("off") << int(Locking::Off) << 200 << uR"({"stock": 8, "price": 1.4})"_s;
    QTest::newRow("version") << int(Locking::Version) << 412 << uR"({"stock": 8, "price": 1.4})"_s;
    QTest::newRow("timestamp") << int(Locking::Timestamp) << 412 << uR"({"stock": 8, "price": 1.4})"_s;
    QTest::newRow("lease") << int(Locking::Lease) << 200 << uR"({"stock": 5, "price": 1.5})"_s;
}

void TestScenarioRun::change_isWorkedOutFromTheScreen()
{
    QFETCH(const int, rule);
    QFETCH(const int, status);
    QFETCH(const QString, sent);
    const auto scenario = scenarioFromJson(R"({
        "title": "Sales", "records": { "item": { "stock": 10, "price": 1.1 } },
        "steps": [
            { "client": "A", "do": "read" },
            { "client": "B", "do": "read" },
            { "client": "A", "do": "save", "change": { "stock": -3, "price": 0.1 } },
            { "client": "B", "do": "save", "change": { "stock": -2, "price": 0.3 } }
        ]
    })");
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    const ScenarioRun run = runScenario(*scenario, static_cast<Locking>(rule));
    QCOMPARE(run.problem, QString());
    const Journal& journal = run.journal();
    const Event* put = nullptr;
    for (qint64 seq = 1; seq <= journal.size(); ++seq) {
        const Event& event = journal.event(seq);
        if (event.client == u"B"_s && event.action == Action::Write)
            put = &event;
    }
    QVERIFY(put != nullptr);
    QCOMPARE(put->status, status);
    QCOMPARE(QString::fromUtf8(put->after.toJson()), sent);
}

void TestScenarioRun::change_thatCannotBeIsToldAndNotSent()
{
    const auto scenario = scenarioFromJson(R"({
        "title": "Too many", "records": { "item": { "stock": 9007199254740990, "name": "Desk lamp" } },
        "steps": [
            { "client": "A", "do": "read" },
            { "client": "A", "do": "save", "change": { "stock": 2 }, "expect": { "off": {}, "lease": {} } },
            { "client": "B", "do": "read" },
            { "client": "B", "do": "save", "change": { "stock": 1 }, "expect": { "off": { "status": 200 } } }
        ]
    })");
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    for (const Locking rule : scenario->expectedRules()) {
        const ScenarioRun run = runScenario(*scenario, rule);
        QCOMPARE(run.problem, QString());
        const QString problem =
            u"A saved nothing: “stock” is 9007199254740990 on its screen, and only numbers up "
            "to 9007199254740991 are kept exactly. Nothing was sent."_s;
        QCOMPARE(run.stage->problemOf(1), problem);
        QCOMPARE(unmetExpectations(run), QStringList(u"step 2 (A saves stock plus 2): "_s + problem));
        // The others go on, and nobody waits for A's lease.
        QCOMPARE(run.stage->position(), 4);
        QCOMPARE(run.eventsOf(3).back()->client, u"B"_s);
        QCOMPARE(run.journal().latest().record(u"item"_s)->fields.find(u"stock"_s)[0], Value(LargestInteger));
    }
}

QTEST_GUILESS_MAIN(TestScenarioRun)

#include "tst_scenariorun.moc"
