#include "core/scenario/recordedscenario.h"
#include "core/scenario/scenariowriting.h"
#include "stage/files/scenariolibrary.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestScenarioRun final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void builtin_endsAsExpected_data();
    void builtin_endsAsExpected();
    void builtin_endsWithoutWaitingClients_data() { builtin_endsAsExpected_data(); }
    void builtin_endsWithoutWaitingClients();
    void builtin_expectsEveryAnswer_data() { builtin_endsAsExpected_data(); }
    void builtin_expectsEveryAnswer();
    void builtin_describesWhatHappens_data() { builtin_endsAsExpected_data(); }
    void builtin_describesWhatHappens();
    void recordedScenario_hasTheSameResults_data();
    void recordedScenario_hasTheSameResults();
    void failedExpectation_isNamed();
    void step_changesTheClockAndTheRule();
    void change_isComputedFromTheScreen_data();
    void change_isComputedFromTheScreen();
    void impossibleChange_isReportedAndNotSent();
};

void TestScenarioRun::builtin_endsAsExpected_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("rule");
    for (const NamedScenario& named : builtinScenarios()) {
        for (const Locking rule : allLocking())
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

void TestScenarioRun::builtin_endsWithoutWaitingClients()
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

/// Expectations exist for every rule: for each step with an answer, and for the end.
void TestScenarioRun::builtin_expectsEveryAnswer()
{
    QFETCH(const QString, name);
    QFETCH(const int, rule);
    const auto named = findScenario(name);
    QVERIFY(named);
    const auto locking = static_cast<Locking>(rule);
    const ScenarioRun run = runScenario(named->scenario, locking);
    for (int i = 0; i < named->scenario.steps.size(); ++i) {
        const Step& step = named->scenario.steps.at(i);
        const auto expected = step.expect.constFind(locking);
        for (const Event* event : run.eventsOf(i)) {
            if (event->client != step.client || !event->isMessage() || event->status == 0)
                continue;
            const QByteArray place = (u"step %1"_s.arg(i + 1)).toUtf8();
            QVERIFY2(expected != step.expect.constEnd() && expected->status, place.constData());
            QVERIFY2(!event->isTry() || expected->lost, place.constData());
        }
    }
    const auto end = named->scenario.expect.constFind(locking);
    QVERIFY(end != named->scenario.expect.constEnd());
    QVERIFY(end->lostUpdates);
    for (const Record& record : named->scenario.records)
        QCOMPARE(end->records.value(record.id).size(), record.fields.size());
}

/// Compares statements in the texts with what happened.
void TestScenarioRun::builtin_describesWhatHappens()
{
    static const QRegularExpression refused(
        u"\\b(is|are) refused\\b|\\brefused again\\b|\\b(is|are) told in time\\b|\\bA is told\\b|answers 4"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression lost(u"\\bgoes over\\b|\\b(sale|sales|colour) (is|are|stays) gone\\b"_s);
    static const QRegularExpression kept(u"\\bsafe\\b|nothing is lost|stays\\.|[Bb]oth changes stand"_s);
    static const QRegularExpression idle(u"was not refused|nothing to (ask|give|merge)|still waits"_s);
    static const QRegularExpression waits(u"\\b([A-Z]|It|and) waits\\b|has to wait"_s);
    static const QRegularExpression leases(u"\\bleases?\\b|\\btokens?\\b"_s);
    static const QRegularExpression noLease(u"no leases?\\b|without leases"_s);
    static const QRegularExpression status(u"\\b4\\d\\d\\b"_s);
    QFETCH(const QString, name);
    QFETCH(const int, rule);
    const auto named = findScenario(name);
    QVERIFY(named);
    const auto locking = static_cast<Locking>(rule);
    const ScenarioRun run = runScenario(named->scenario, locking);
    for (int i = 0; i < named->scenario.steps.size(); ++i) {
        const Step& step = named->scenario.steps.at(i);
        // "nobody is refused" is about the whole scenario, "is refused" about one step.
        QString said = wordsUnder(locking, named->scenario, step);
        said.remove(u"nobody is refused"_s);
        const QByteArray place = u"step %1: %2"_s.arg(i + 1).arg(said).toUtf8();
        const auto events = run.eventsOf(i);
        const auto any = [&events](auto what) {
            return std::any_of(
                events.begin(), events.end(), [&what](const Event* event) { return what(*event); });
        };
        const bool isRefused =
            any([](const Event& event) { return event.isTry() && isRefusal(event.verdict); });
        const Snapshot then = run.journal().at(run.stage->eventsAt(i + 1));
        qint64 gone = 0;
        for (const Record& record : then.records())
            gone += then.lostCount(record.id);

        if (refused.match(said).hasMatch())
            QVERIFY2(isRefused, place.constData());
        if (isRefused)
            QVERIFY2(!lost.match(said).hasMatch(), place.constData());
        if (lost.match(said).hasMatch())
            QVERIFY2(gone > 0, place.constData());
        if (kept.match(said).hasMatch())
            QVERIFY2(gone == 0, place.constData());
        if (idle.match(said).hasMatch())
            QVERIFY2(
                !any([&step](const Event& event) { return event.client == step.client; }), place.constData());
        if (waits.match(said).hasMatch()) {
            const bool isWaiting = any([](const Event& event) { return event.verdict == Verdict::Waiting; });
            QVERIFY2(locking == Locking::Lease && (isWaiting || events.empty()), place.constData());
        }
        if (locking != Locking::Lease && leases.match(said).hasMatch())
            QVERIFY2(noLease.match(said).hasMatch(), place.constData());
        for (auto it = status.globalMatch(said); it.hasNext();) {
            const int number = it.next().captured().toInt();
            QVERIFY2(any([number](const Event& event) { return event.status == number; }), place.constData());
        }
    }
}

/// What happened, without times and ports.
static QStringList accountOf(const Journal& journal)
{
    QStringList lines;
    for (qint64 seq = 1; seq <= journal.size(); ++seq) {
        const Event& event = journal.event(seq);
        if (event.action == Action::Clock)
            continue;
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

void TestScenarioRun::recordedScenario_hasTheSameResults_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("rule");
    for (const NamedScenario& named : builtinScenarios()) {
        for (const Locking rule : allLocking())
            QTest::addRow("%s under %s", qPrintable(named.name), qPrintable(toName(rule)))
                << named.name << static_cast<int>(rule);
    }
}

/// Saved as a file and played again, a recorded scenario has the same results.
void TestScenarioRun::recordedScenario_hasTheSameResults()
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

void TestScenarioRun::failedExpectation_isNamed()
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

void TestScenarioRun::change_isComputedFromTheScreen_data()
{
    QTest::addColumn<int>("rule");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sent");
    // If B has to wait for A's lease, it reads after A has finished.
    QTest::newRow("off") << int(Locking::Off) << 200 << uR"({"stock": 8, "price": 1.4})"_s;
    QTest::newRow("version") << int(Locking::Version) << 412 << uR"({"stock": 8, "price": 1.4})"_s;
    QTest::newRow("timestamp") << int(Locking::Timestamp) << 412 << uR"({"stock": 8, "price": 1.4})"_s;
    QTest::newRow("lease") << int(Locking::Lease) << 200 << uR"({"stock": 5, "price": 1.5})"_s;
}

void TestScenarioRun::change_isComputedFromTheScreen()
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

void TestScenarioRun::impossibleChange_isReportedAndNotSent()
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
        const QString problem = u"A saved nothing: “stock” on its screen is 9007199254740990, and with the "
                                u"change it would not be "
                                "kept exactly. Nothing was sent."_s;
        QCOMPARE(run.stage->problemOf(1), problem);
        QCOMPARE(unmetExpectations(run), QStringList(u"step 2 (A saves stock plus 2): "_s + problem));
        // The others continue, and nobody waits for A's lease.
        QCOMPARE(run.stage->position(), 4);
        QCOMPARE(run.eventsOf(3).back()->client, u"B"_s);
        QCOMPARE(run.journal().latest().record(u"item"_s)->fields.find(u"stock"_s)[0], Value(LargestInteger));
    }
}

QTEST_GUILESS_MAIN(TestScenarioRun)

#include "tst_scenariorun.moc"
