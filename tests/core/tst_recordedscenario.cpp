#include "core/scenario/recordedscenario.h"
#include "core/scenario/scenariowriting.h"

#include "core/journalbuilder.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

class TestRecordedScenario final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void freePlay_becomesSteps()
    {
        JournalBuilder b;
        b.read(u"A"_s).read(u"B"_s).save(u"A"_s, stock(7)).save(u"B"_s, stock(8));
        QCOMPARE(QString::fromUtf8(toJson(recorded(b))), uR"({
  "title": "Mine",
  "locking": "off",
  "records": { "item": {"stock": 10, "name": "Desk lamp"} },
  "steps": [
    { "client": "A", "do": "read", "expect": { "off": { "status": 200 } } },
    { "client": "B", "do": "read", "expect": { "off": { "status": 200 } } },
    { "client": "A", "do": "save", "set": {"stock": 7}, "expect": { "off": { "status": 200 } } },
    { "client": "B", "do": "save", "set": {"stock": 8}, "expect": { "off": { "status": 200, "lost": ["A"] } } }
  ],
  "expect": { "off": { "lostUpdates": 1, "records": { "item": {"stock": 8, "name": "Desk lamp"} } } }
}
)"_s);
    }

    void looks_areKept()
    {
        JournalBuilder b;
        b.read(u"A"_s).read(u"B"_s).save(u"A"_s, stock(7));
        JournalHeader header = b.journal().header();
        header.clients = {{u"B"_s, u"Web shop"_s, Seat::D}, {u"A"_s, u"Till"_s}, {u"C"_s, {}, Seat::A}};
        Journal journal(header);
        for (qint64 seq = 1; seq <= b.journal().size(); ++seq)
            journal.append(b.journal().event(seq));
        const auto scenario = scenarioOf(journal, u"Mine"_s);
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
        // C took no part.
        QCOMPARE(scenario->clientLooks, header.clients.mid(0, 2));
        QVERIFY(toJson(*scenario).contains(
            "  \"clients\": { \"B\": { \"label\": \"Web shop\", \"colour\": \"D\" }, "
            "\"A\": { \"label\": \"Till\" } },\n"));
        QCOMPARE(scenario->journalHeader(Locking::Off, 0).clients, scenario->clientLooks);
    }

    void firstRule_isTheScenarios()
    {
        JournalBuilder b;
        b.rule(Locking::Version).read(u"A"_s).rule(Locking::Off).save(u"A"_s, stock(7));
        const Scenario scenario = recorded(b);
        QCOMPARE(scenario.locking, Locking::Version);
        QCOMPARE(scenario.steps.at(1).action, StepAction(LockingStep{Locking::Off}));
        QCOMPARE(scenario.expect.keys(), QList<Locking>{Locking::Version});
    }

    void responsesToARefusal_areSeparateSteps()
    {
        JournalBuilder b(Locking::Version);
        b.read(u"A"_s).read(u"B"_s).save(u"A"_s, stock(7)).save(u"B"_s, stock(8)).overwrite(u"B"_s);
        b.save(u"A"_s, stock(6)).merge(u"A"_s, {{u"stock"_s, Take::Both}}).save(u"A"_s);
        const Scenario scenario = recorded(b);
        QCOMPARE(scenario.steps.size(), 8);
        QCOMPARE(scenario.steps.at(4).action, StepAction(OverwriteStep{}));
        QCOMPARE(scenario.steps.at(4).expect.value(Locking::Version).status, 200);
        QCOMPARE(scenario.steps.at(5).expect.value(Locking::Version).status, 412);
        QCOMPARE(scenario.steps.at(6).action, StepAction(MergeStep{{{u"stock"_s, Take::Both}}}));
    }

    void edits_keepTheirOrder()
    {
        JournalBuilder b;
        b.read(u"A"_s).edit(u"A"_s, stock(7)).read(u"B"_s).edit(u"A"_s, named(u"Lamp"_s)).save(u"A"_s);
        const Scenario scenario = recorded(b);
        QCOMPARE(scenario.steps.size(), 4);
        QCOMPARE(scenario.steps.at(1).action, StepAction(EditStep{stock(7)}));
        QCOMPARE(scenario.steps.at(3).action, StepAction(SaveStep{named(u"Lamp"_s), {}, false, false}));
    }

    void outsideClients_becomeClients()
    {
        JournalBuilder b(Locking::Version);
        b.put(u"ann"_s, standardRecord().fields.with(stock(9)), "If-Match: \"1\"");
        b.put(u"ann"_s, standardRecord().fields.with(stock(8)), "If-Match: W/\"2\"");
        b.put(u"ann"_s, standardRecord().fields.with(stock(8)));
        const Scenario scenario = recorded(b);
        const auto save = [&scenario](int i) {
            return std::get<SaveStep>(scenario.steps.at(i).action);
        };
        QCOMPARE(save(0).blind, true);
        QCOMPARE(save(0).ifMatch, (std::variant<IfMatchNone, QByteArray>("\"1\"")));
        QCOMPARE(save(1).set, stock(8));
        QCOMPARE(save(1).ifMatch, (std::variant<IfMatchNone, QByteArray>("W/\"2\"")));
        QCOMPARE(save(2).ifMatch, (std::variant<IfMatchNone, QByteArray>(IfMatchNone{})));
        QCOMPARE(scenario.steps.at(2).expect.value(Locking::Version).status, 428);
    }

    void pauses_becomeStepsUnderDates()
    {
        JournalBuilder b(Locking::Timestamp);
        b.tick(0).read(u"A"_s).clock(2000).read(u"B"_s).save(u"A"_s, stock(7)).clock(-3000).save(u"B"_s);
        const Scenario scenario = recorded(b);
        QCOMPARE(scenario.tick, 0);
        QCOMPARE(scenario.steps.at(1).action, StepAction(WaitStep{2}));
        QCOMPARE(scenario.steps.at(4).action, StepAction(ClockStep{-3}));
    }

    void clock_isAStep_data()
    {
        QTest::addColumn<Locking>("rule");
        QTest::addColumn<QStringList>("steps");
        const QStringList plain{
            u"A reads"_s,
            u"31 seconds later"_s,
            u"The server’s clock goes back by 60 seconds"_s,
            u"A saves stock 7"_s};
        QTest::newRow("off") << Locking::Off << plain;
        QTest::newRow("version") << Locking::Version << plain;
        // Where time matters, the scenario also contains the pauses.
        QTest::newRow("timestamp") << Locking::Timestamp
                                   << QStringList{
                                          u"A reads"_s,
                                          u"1 second later"_s,
                                          plain.at(1),
                                          u"1 second later"_s,
                                          plain.at(2),
                                          u"2 seconds later"_s,
                                          plain.at(3)};
    }
    void clock_isAStep()
    {
        QFETCH(Locking, rule);
        JournalBuilder b(rule);
        b.read(u"A"_s).moveClock(31).moveClock(-60).save(u"A"_s, stock(7));
        QStringList told;
        for (const Step& step : recorded(b).steps)
            told.append(describe(step));
        QTEST(told, "steps");
    }

    void lostAnswer_becomesACut()
    {
        JournalBuilder b;
        b.read(u"A"_s).save(u"A"_s, stock(7)).answerLost(u"A"_s).findOut(u"A"_s);
        const Scenario scenario = recorded(b);
        QCOMPARE(scenario.steps.at(1).action, StepAction(SaveStep{stock(7), {}, false, true}));
        QCOMPARE(scenario.steps.at(2).action, StepAction(FindOutStep{}));
    }

    void journalBeyondSteps_isRefused_data()
    {
        QTest::addColumn<JournalBuilder*>("b");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* name, JournalBuilder* b, const char* problem) {
            QTest::newRow(name) << b << QString::fromUtf8(problem);
        };
        m_builders.clear();
        row("nothing",
            builder(),
            "Nothing has happened yet that a scenario could tell. Click a few steps first.");
        JournalBuilder* shortText = builder();
        shortText->read(u"ann"_s, true).put(u"ann"_s, stock(3));
        row("a field left out",
            shortText,
            "Message 2, by ann, cannot be told as a step: it left out “name”, and a step can only change "
            "fields. Nothing was saved; go back to before it, continue from there, and save again.");
        JournalBuilder* cut = builder();
        cut->read(u"A"_s).increment(u"A"_s, stock(-1)).answerLost(u"A"_s);
        row("an increment whose answer was lost",
            cut,
            "Message 2, by A, cannot be told as a step: its answer was lost, and that can only be said of a "
            "save. Nothing was saved; go back to before it, continue from there, and save again.");
        JournalBuilder* made = builder();
        made->put(u"ann"_s, standardRecord().fields, "If-None-Match: *");
        row("a condition that no step has",
            made,
            "Message 1, by ann, cannot be told as a step: it came with “If-None-Match: *”. Nothing was "
            "saved; go back to before it, continue from there, and save again.");
        for (const bool afterRead : {false, true}) {
            JournalBuilder* elsewhere = builder();
            if (afterRead)
                elsewhere->read(u"A"_s);
            elsewhere->on(u"oth\ner"_s).edit(u"A"_s, stock(3));
            row(afterRead ? "an edit of a record that is not there" : "nothing but such an edit",
                elsewhere,
                afterRead ? "Message 1, by A, cannot be told as a step: it is about “oth<U+000A>er”, which was not there "
                            "at the start. Nothing was saved; go back to before it, continue from there, and save again."
                          : "Message 0, by A, cannot be told as a step: it is about “oth<U+000A>er”, which was not there "
                            "at the start. Nothing was saved; go back to before it, continue from there, and save again.");
        }
    }
    void journalBeyondSteps_isRefused()
    {
        QFETCH(JournalBuilder*, b);
        QFETCH(const QString, problem);
        const auto scenario = scenarioOf(b->journal(), u"Mine"_s);
        QVERIFY(!scenario);
        QCOMPARE(scenario.error(), problem);
    }

private:
    JournalBuilder* builder()
    {
        m_builders.push_back(std::make_unique<JournalBuilder>());
        return m_builders.back().get();
    }

    static Scenario recorded(const JournalBuilder& b)
    {
        const auto scenario = scenarioOf(b.journal(), u"Mine"_s);
        if (!scenario) {
            QTest::qFail(qPrintable(scenario.error()), __FILE__, __LINE__);
            return {};
        }
        return *scenario;
    }

    std::vector<std::unique_ptr<JournalBuilder>> m_builders;
};

QTEST_GUILESS_MAIN(TestRecordedScenario)
#include "tst_recordedscenario.moc"
