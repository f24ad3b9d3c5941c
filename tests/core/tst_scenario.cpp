#include "core/beyondschema.h"
#include "core/scenario/scenario.h"
#include "core/scenario/scenariowriting.h"
#include "core/schemacheck.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace interleave;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

QByteArray contentsOf(const QString& name)
{
    QFile file(QDir(QStringLiteral(INTERLEAVE_SCENARIOS)).filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A scenario with these steps, on the standard record.
QByteArray withSteps(const QByteArray& steps)
{
    return "{\"title\": \"T\", \"records\": {\"item\": {\"stock\": 10, \"name\": \"Desk lamp\", \"on\": "
           "true, \"note\": null}}, "
           "\"steps\": [" +
           steps + "]}";
}

/// The same with two records.
QByteArray withTwoRecords(const QByteArray& steps)
{
    return "{\"title\": \"T\", \"records\": {\"item\": {\"stock\": 10}, \"chair\": {\"legs\": 4}}, "
           "\"steps\": [" +
           steps + "]}";
}

QByteArray withMembers(const QByteArray& members)
{
    return "{\"title\": \"T\", \"records\": {\"item\": {\"stock\": 10}}, "
           "\"steps\": [{\"client\": \"A\", \"do\": \"read\"}], " +
           members + "}";
}

/// The same \a member said of A and of B.
QByteArray clientsTwice(const QByteArray& member)
{
    return "{\"title\": \"T\", \"records\": {\"item\": {\"stock\": 10}}, "
           "\"clients\": {\"A\": {" +
           member + "}, \"B\": {" + member +
           "}}, \"steps\": [{\"client\": \"A\", \"do\": \"read\"}, {\"client\": \"B\", \"do\": \"read\"}]}";
}

const QByteArray readA = "{\"client\": \"A\", \"do\": \"read\"}, ";
const QByteArray saveA =
    "{\"client\": \"A\", \"do\": \"read\"}, {\"client\": \"A\", \"do\": \"save\", \"set\": {\"stock\": 7}}, ";

const QByteArray cutA =
    "{\"client\": \"A\", \"do\": \"read\"}, {\"client\": \"A\", \"do\": \"save\", \"cut\": true}, ";

QStringList scenarioFiles()
{
    QStringList files = QDir(QStringLiteral(INTERLEAVE_SCENARIOS)).entryList({text("*.json")});
    files.removeOne(text("scenario.schema.json"));
    return files;
}

QJsonObject schema()
{
    return QJsonDocument::fromJson(contentsOf(QStringLiteral("scenario.schema.json"))).object();
}

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

/// The known members, as listed by the parser's message about an unknown one.
QStringList namesKnownTo(const QByteArray& file)
{
    const auto scenario = scenarioFromJson(file);
    if (scenario)
        return {};
    const QString marker = text("is not known here; use ");
    const qsizetype at = scenario.error().indexOf(marker);
    return at < 0 ? QStringList(scenario.error())
                  : sorted(scenario.error().mid(at + marker.size()).chopped(1).split(text(", ")));
}

} // namespace

class TestScenario final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lesson_isReadCompletely()
    {
        const auto scenario = scenarioFromJson(
            "{\"title\": \"The lost update\", \"summary\": \"Two clients.\", \"locking\": \"version\", "
            "\"tick\": 0,"
            " \"records\": {\"item\": {\"stock\": 10, \"name\": \"Desk lamp\"}},"
            " \"steps\": [{\"client\": \"A\", \"do\": \"read\", \"record\": \"item\", \"say\": \"Look.\"},"
            " {\"client\": \"A\", \"do\": \"edit\", \"set\": {\"stock\": 9}},"
            " {\"do\": \"wait\", \"seconds\": 3}, {\"do\": \"clock\", \"seconds\": -60}, {\"do\": "
            "\"locking\", \"to\": \"off\"},"
            " {\"client\": \"A\", \"do\": \"save\"},"
            " {\"client\": \"B\", \"do\": \"save\", \"set\": {\"stock\": 8}, \"blind\": true, \"ifMatch\": "
            "\"W/\\\"1\\\"\","
            "  \"ask\": \"What now?\", \"expect\": {\"off\": {\"status\": 200, \"lost\": [\"A\"]}, "
            "\"version\": {\"status\": 412}}},"
            " {\"client\": \"A\", \"do\": \"save\", \"ifMatch\": \"none\"}],"
            " \"expect\": {\"off\": {\"lostUpdates\": 1, \"records\": {\"item\": {\"stock\": 8}}}}}");
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));

        Scenario expected;
        expected.title = text("The lost update");
        expected.summary = text("Two clients.");
        expected.locking = Locking::Version;
        expected.tick = 0;
        const QString item = text("item");
        const auto stock = [](qint64 number) {
            return Fields{{text("stock"), number}};
        };
        expected.records = {{item, stock(10).with({{text("name"), text("Desk lamp")}}), 1, 0}};
        StepExpectation off{200, QStringList{text("A")}};
        StepExpectation version{412, std::nullopt};
        const SaveStep blind{stock(8), QByteArray("W/\"1\""), true};
        expected.steps = {
            {text("A"), item, ReadStep{}, text("Look."), {}, {}},
            {text("A"), item, EditStep{stock(9)}, {}, {}, {}},
            {{}, {}, WaitStep{3}, {}, {}, {}},
            {{}, {}, ClockStep{-60}, {}, {}, {}},
            {{}, {}, LockingStep{Locking::Off}, {}, {}, {}},
            {text("A"), item, SaveStep{}, {}, {}, {}},
            {text("B"),
             item,
             blind,
             {},
             text("What now?"),
             {{Locking::Off, off}, {Locking::Version, version}}},
            {text("A"), item, SaveStep{{}, IfMatchNone{}, false}, {}, {}, {}}};
        expected.expect = {{Locking::Off, {1, {{item, stock(8)}}}}};
        QCOMPARE(*scenario, expected);
        QCOMPARE(scenario->clients(), (QStringList{text("A"), text("B")}));
        QCOMPARE(scenario->expectedRules(), (QList<Locking>{Locking::Off, Locking::Version}));
    }

    void headlineAndClients_areReadAndWrittenAgain()
    {
        const auto one =
            scenarioFromJson(withMembers("\"story\": \"A looks.\", \"about\": \"stock\", \"look\": 1"));
        QVERIFY2(one, one ? "" : qPrintable(one.error()));
        QCOMPARE(one->story, text("A looks."));
        QCOMPARE(one->subject(), text("stock"));
        for (const Locking rule : allLocking())
            QCOMPARE(one->look.value(rule), 1);
        const auto byRule = scenarioFromJson(withMembers("\"look\": {\"off\": 1}"));
        QVERIFY2(byRule, byRule ? "" : qPrintable(byRule.error()));
        QCOMPARE(byRule->look, (QMap<Locking, int>{{Locking::Off, 1}}));
        const auto looks =
            scenarioFromJson(withMembers("\"clients\": {\"A\": {\"label\": \"Till\", \"colour\": \"D\"}}"));
        QVERIFY2(looks, looks ? "" : qPrintable(looks.error()));
        QCOMPARE(looks->clientLooks, (QList<ClientLook>{{text("A"), text("Till"), Seat::D}}));
        for (const auto* scenario : {&*one, &*byRule, &*looks}) {
            const auto again = scenarioFromJson(toJson(*scenario));
            QVERIFY2(again, again ? "" : qPrintable(again.error()));
            QCOMPARE(*again, *scenario);
        }
    }

    /// A lesson about a renamed record is about its name, though the stock is the first number.
    void subject_isTheFirstFieldThatAStepChanges()
    {
        Scenario scenario;
        QCOMPARE(scenario.subject(), QString());
        Step rename{text("A"), text("item"), SaveStep{{{text("name"), text("Lamp")}}, {}, false}, {}, {}, {}};
        Step sell{text("A"), text("item"), IncrementStep{{{text("stock"), -1}}}, {}, {}, {}};
        scenario.steps = {{text("A"), text("item"), ReadStep{}, {}, {}, {}}, sell, rename};
        QCOMPARE(scenario.subject(), text("stock"));
        scenario.steps = {rename, sell};
        QCOMPARE(scenario.subject(), text("name"));
        scenario.about = text("stock");
        QCOMPARE(scenario.subject(), text("stock"));
    }

    void words_applyToTheirRules()
    {
        const Step neutral{text("A"), text("item"), ReadStep{}, text("A reads."), {}, {}};
        Step refused = neutral;
        refused.say = text("And is refused.");
        Step ruled = refused;
        ruled.say.byRule = {{Locking::Off, text("Is let in.")}, {Locking::Version, text("Is refused.")}};
        ruled.ask.byRule = {{Locking::Lease, text("Who holds it?")}};
        refused.expect = {{Locking::Version, {412, std::nullopt}}};
        Scenario scenario;
        QCOMPARE(wordsUnder(Locking::Lease, scenario, neutral), text("A reads."));
        scenario.expect = {{Locking::Version, {}}, {Locking::Timestamp, {}}};
        QCOMPARE(wordsUnder(Locking::Version, scenario, neutral), text("A reads."));
        QCOMPARE(wordsUnder(Locking::Off, scenario, neutral), QString());
        QVERIFY(Scenario().isWrittenFor(Locking::Lease));
        QVERIFY(scenario.isWrittenFor(Locking::Version));
        QVERIFY(!scenario.isWrittenFor(Locking::Lease));
        QCOMPARE(wordsUnder(Locking::Version, scenario, refused), text("And is refused."));
        QCOMPARE(wordsUnder(Locking::Timestamp, scenario, refused), QString());
        // A text for a rule is shown under that rule, whatever is expected.
        QCOMPARE(wordsUnder(Locking::Off, scenario, ruled), text("Is let in."));
        QCOMPARE(wordsUnder(Locking::Version, scenario, ruled), text("Is refused."));
        QCOMPARE(wordsUnder(Locking::Timestamp, scenario, ruled), QString());
        QCOMPARE(questionUnder(Locking::Lease, ruled), text("Who holds it?"));
        QCOMPARE(questionUnder(Locking::Off, ruled), QString());
        QVERIFY(!ruled.ask.isEmpty());
        refused.ask = text("And now?");
        QCOMPARE(questionUnder(Locking::Off, refused), text("And now?"));
    }

    void wordsAndChanges_areReadAndWritten_data()
    {
        QTest::addColumn<QByteArray>("step");
        const auto row = [](const QByteArray& members) {
            QTest::newRow(members.constData())
                << QByteArray("{ \"client\": \"A\", \"do\": \"save\", " + members + " }");
        };
        row("\"change\": {\"stock\": -2}");
        row("\"change\": {\"stock\": 1.5}");
        row("\"set\": {\"name\": \"Lamp\"}, \"change\": {\"stock\": 3}, \"ifMatch\": \"none\", \"cut\": "
            "true");
        row("\"say\": \"One for all.\", \"ask\": \"What now?\"");
        row("\"say\": { \"off\": \"Let in.\", \"version\": \"Refused.\" }, \"ask\": { \"lease\": \"Who?\" }");
        row("\"say\": { \"off\": \"\", \"lease\": \"Waits.\" }");
    }
    void wordsAndChanges_areReadAndWritten()
    {
        QFETCH(const QByteArray, step);
        const auto scenario = scenarioFromJson(withSteps(readA + step));
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
        const QByteArray written = toJson(*scenario);
        QVERIFY2(written.contains("    " + step + '\n'), written.constData());
        const auto again = scenarioFromJson(written);
        QVERIFY2(again, again ? "" : qPrintable(again.error()));
        QCOMPARE(*again, *scenario);
    }

    void optionalMembers_haveDefaults()
    {
        const auto scenario = scenarioFromJson(withSteps("{\"client\": \"A\", \"do\": \"read\"}"));
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
        QCOMPARE(scenario->locking, Locking::Off);
        QCOMPARE(scenario->tick, 1);
        QVERIFY(scenario->summary.isEmpty());
        QCOMPARE(scenario->steps.first().record, text("item"));
        QVERIFY(scenario->expectedRules().isEmpty());
    }

    void file_isAccepted_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("a fraction in a field of integers")
            << withSteps(readA + "{\"client\": \"A\", \"do\": \"edit\", \"set\": {\"stock\": 7.5}}");
        QTest::newRow("anything in a field of null")
            << withSteps(readA + "{\"client\": \"A\", \"do\": \"edit\", \"set\": {\"note\": \"x\"}}");
        QTest::newRow("a client's name of 24 characters")
            << withSteps("{\"client\": \"" + QByteArray(24, 'x') + "\", \"do\": \"read\"}");
        QTest::newRow("a record named")
            << withTwoRecords("{\"client\": \"A\", \"do\": \"read\", \"record\": \"chair\"}");
        QTest::newRow("a blind save before any read")
            << withSteps("{\"client\": \"A\", \"do\": \"save\", \"blind\": true, \"set\": {\"stock\": 1}}");
        QTest::newRow("an increment before any read")
            << withSteps("{\"client\": \"A\", \"do\": \"increment\", \"add\": {\"stock\": 1}}");
        QTest::newRow("nobody lost") << withSteps(
            saveA + "{\"client\": \"A\", \"do\": \"save\", \"expect\": {\"off\": {\"lost\": []}}}");
        QTest::newRow("one's own version lost") << withSteps(
            saveA + "{\"client\": \"A\", \"do\": \"save\", \"expect\": {\"off\": {\"lost\": [\"A\"]}}}");
        QTest::newRow("a wait of nothing") << withSteps(readA + "{\"do\": \"wait\", \"seconds\": 0}");
    }
    void file_isAccepted()
    {
        QFETCH(QByteArray, file);
        const auto scenario = scenarioFromJson(file);
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
        QVERIFY(!scenario->steps.isEmpty());
        QCOMPARE(testing::SchemaCheck(schema()).problemIn(file), QString());
    }

    void file_isRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("clause");
        const auto row = [](const char* name, const QByteArray& file, const QByteArray& clause) {
            QTest::newRow(name) << file << text(clause.constData());
        };
        row("nothing", {}, "it is empty");
        row("no JSON", "The lost update", "it is no JSON from line 1, column 1 on");
        row("a list", "[]", "it is not a JSON object");
        row("bytes that are no UTF-8", "{\"title\": \"\xff\"}", "it is not UTF-8");
        row("a member twice",
            "{\"title\": \"T\", \"title\": \"T\"}",
            "the name “title” stands twice in one object");
        row("a member of a step twice",
            withSteps("{\"do\": \"wait\", \"do\": \"wait\"}"),
            "in “steps[0]” the name “do” stands twice");

        row("no title", "{\"records\": {\"item\": {\"stock\": 1}}, \"steps\": []}", "“title” is missing");
        row("an empty title", "{\"title\": \" \"}", "“title” is empty");
        row("a title that is a number", "{\"title\": 1}", "“title” is not a text");
        row("a member nobody knows",
            withMembers("\"speed\": 1"),
            "“speed” is not known here; use title, summary, story, about, locking, tick, fencing, "
            "deadlockDetection, records, steps, expect, look, clients, $schema");
        row("a story of 91 characters",
            withMembers("\"story\": \"" + QByteArray(91, 'x') + "\""),
            "“story” has 91 characters, and may have 90");
        row("a client that does nothing",
            withMembers("\"clients\": {\"A\": {\"label\": \"Till\"}, \"C\": {\"label\": \"Web\"}}"),
            "“clients.C” takes part in no step; the clients are A");
        row("a client of which nothing is said",
            withMembers("\"clients\": {\"A\": {}}"),
            "“clients.A” says nothing; give the client a “label”, a “colour” or “room”");
        row("clients in a list", withMembers("\"clients\": [\"A\"]"), "“clients” is not an object");
        row("a client that is a text",
            withMembers("\"clients\": {\"A\": \"Till\"}"),
            "“clients.A” is not an object");
        row("a label that is empty",
            withMembers("\"clients\": {\"A\": {\"label\": \" \"}}"),
            "“clients.A.label” is empty");
        row("a label that is too long",
            withMembers("\"clients\": {\"A\": {\"label\": \"" + QByteArray(17, 'x') + "\"}}"),
            "“clients.A.label” is longer than 16 characters");
        row("a label that is too long in the room",
            withMembers(
                "\"clients\": {\"A\": {\"room\": true, \"label\": \"" + QByteArray(25, 'x') + "\"}}"),
            "“clients.A.label” is longer than 24 characters");
        row("a room that is a text",
            withMembers("\"clients\": {\"A\": {\"room\": \"Teal\"}}"),
            "“clients.A.room” is not true or false");
        row("a label of two lines",
            withMembers("\"clients\": {\"A\": {\"label\": \"Till\\n1\"}}"),
            "“clients.A.label” begins or ends with a blank, or holds a control character");
        row("a colour that nobody has",
            withMembers("\"clients\": {\"A\": {\"colour\": \"green\"}}"),
            "“clients.A.colour” names the colour “green”; there are those of the seats A, B, C, D, E and F");
        row("a label twice",
            clientsTwice("\"label\": \"Till\""),
            "“clients.B.label” is “Till”, which is the label of “A” too; give each client its own");
        row("a colour twice",
            clientsTwice("\"colour\": \"C\""),
            "“clients.B.colour” is “C”, which is the colour of “A” too; give each client its own");
        row("a story of two lines",
            withMembers("\"story\": \"A reads.\\nB reads.\""),
            "“story” has more than one line");
        row("a field to be about that no record has",
            withMembers("\"about\": \"price\""),
            "“about” is “price”, which is no field of a record");
        row("a step to look at before the first",
            withMembers("\"look\": 0"),
            "“look” is 0, and may be from 1 to 1, the number of the last step");
        row("a step to look at that there is not under a rule",
            withMembers("\"look\": {\"off\": 2}"),
            "“look.off” is 2, and may be from 1 to 1, the number of the last step");
        row("a look by a rule that is none",
            withMembers("\"look\": {\"luck\": 1}"),
            "“look” names the rule “luck”; there are off, version, timestamp and lease");
        row("a look that is a text", withMembers("\"look\": \"1\""), "“look” is not a whole number");
        row("a rule that is none",
            withMembers("\"locking\": \"luck\""),
            "“locking” names the rule “luck”; there are off, version, timestamp and lease");
        row("a rule that is a flag", withMembers("\"locking\": true"), "“locking” is not a text");
        row("a tick back in time",
            withMembers("\"tick\": -1"),
            "“tick” is -1, and may be from 0 to 1000000000");
        row("half a tick", withMembers("\"tick\": 0.5"), "“tick” is not a whole number");

        row("no records", "{\"title\": \"T\", \"steps\": []}", "“records” is missing");
        row("records that are none",
            "{\"title\": \"T\", \"records\": {}, \"steps\": []}",
            "“records” is empty; at least one is needed");
        row("records in a list",
            "{\"title\": \"T\", \"records\": [], \"steps\": []}",
            "“records” is not an object");
        row("a record without fields",
            "{\"title\": \"T\", \"records\": {\"item\": {}}, \"steps\": []}",
            "“records.item” has no fields");
        row("a record without an id",
            "{\"title\": \"T\", \"records\": {\"\": {\"a\": 1}}, \"steps\": []}",
            "in “records” an id is empty");
        const QByteArray longId(201, 'x');
        row("a record whose id the server refuses",
            "{\"title\": \"T\", \"records\": {\"" + longId + "\": {\"a\": 1}}, \"steps\": []}",
            "“records." + longId +
                "” is no id that the server takes: at most 200 bytes, without control characters");
        row("a record whose id has a control character",
            "{\"title\": \"T\", \"records\": {\"a\\u0007\": {\"a\": 1}}, \"steps\": []}",
            "“records.a<U+0007>” is no id that the server takes: at most 200 bytes, without control characters");
        row("a record that is a number",
            "{\"title\": \"T\", \"records\": {\"größe\": 1}, \"steps\": []}",
            "“records.größe” is not an object");
        row("a record that is not flat",
            "{\"title\": \"T\", \"records\": {\"item\": {\"a\": {}}}, \"steps\": []}",
            "“records.item” is no record: the field “a” holds an object, and a field holds text, a number, "
            "true, false or null");

        row("no steps", "{\"title\": \"T\", \"records\": {\"item\": {\"a\": 1}}}", "“steps” is missing");
        row("steps that are none", withSteps({}), "“steps” is empty; at least one is needed");
        row("a step that is a text", withSteps("\"A reads\""), "“steps[0]” is not an object");
        row("a step that does nothing", withSteps("{\"client\": \"A\"}"), "“steps[0].do” is missing");
        row("a step nobody knows",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"guess\"}"),
            "“steps[1].do” is “guess”, which is not known here; use read, edit, save, increment, "
            "reload, merge, overwrite, blind-retry, find-out, acquire, release, wait, clock, locking");
        row("a member that this step has not",
            withSteps("{\"client\": \"A\", \"do\": \"read\", \"set\": {\"stock\": 1}}"),
            "“steps[0].set” is not known here; use client, do, record, say, ask, expect");
        row("no client", withSteps("{\"do\": \"read\"}"), "“steps[0].client” is missing");
        row("an empty client",
            withSteps("{\"client\": \"\", \"do\": \"read\"}"),
            "“steps[0].client” is empty");
        row("a client of 25 characters",
            withSteps("{\"client\": \"" + QByteArray(25, 'x') + "\", \"do\": \"read\"}"),
            "“steps[0].client” is longer than 24 characters");
        row("a client with a line break",
            withSteps("{\"client\": \"A\\nB\", \"do\": \"read\"}"),
            "“steps[0].client” begins or ends with a blank, or holds a control character");
        row("a client with a blank behind",
            withSteps("{\"client\": \"A \", \"do\": \"read\"}"),
            "“steps[0].client” begins or ends with a blank, or holds a control character");
        row("a client of a clock",
            withSteps("{\"client\": \"A\", \"do\": \"clock\", \"seconds\": 1}"),
            "“steps[0].client” is not known here; use do, seconds, say, ask");

        row("a record that is not there",
            withSteps("{\"client\": \"A\", \"do\": \"read\", \"record\": \"chair\"}"),
            "“steps[0].record” names the record “chair”, which is not in “records”");
        row("a record not named among two",
            withTwoRecords("{\"client\": \"A\", \"do\": \"read\"}"),
            "“steps[0].record” is missing, and there are 2 records to choose from");
        row("another record read",
            withTwoRecords("{\"client\": \"A\", \"do\": \"read\", \"record\": \"item\"}, {\"client\": \"A\", "
                           "\"do\": \"save\", \"record\": \"chair\"}"),
            "“steps[1]” is impossible: A has not read “chair”; read first, or say \"blind\": true");

        row("an edit of nothing",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"edit\", \"set\": {}}"),
            "“steps[1].set” is empty");
        row("an edit that says nothing",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"edit\"}"),
            "“steps[1].set” is missing");
        row("an edit before reading",
            withSteps(readA + "{\"client\": \"B\", \"do\": \"edit\", \"set\": {\"stock\": 8}}"),
            "“steps[1]” is impossible: B has not read “item” and has nothing to edit");
        row("a field that is not there",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"edit\", \"set\": {\"price\": 8}}"),
            "“steps[1].set.price” is no field of “item”");
        row("a text for a number",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"save\", \"set\": {\"stock\": \"8\"}}"),
            "“steps[1].set.stock” is not a number, as that field of “item” is");
        row("a number for a text",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"save\", \"set\": {\"name\": 8}}"),
            "“steps[1].set.name” is not a text, as that field of “item” is");
        row("a number for a flag",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"save\", \"set\": {\"on\": 1}}"),
            "“steps[1].set.on” is not true or false, as that field of “item” is");
        row("nothing for a number",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"save\", \"set\": {\"stock\": null}}"),
            "“steps[1].set.stock” is not a number, as that field of “item” is");
        row("a number too large",
            withSteps(
                readA + "{\"client\": \"A\", \"do\": \"save\", \"set\": {\"stock\": 9007199254740992}}"),
            "the number at “steps[1].set.stock” is too large: integers up to 9007199254740991 are kept "
            "exactly");

        const auto saveWith = [](const QByteArray& members) {
            return withSteps(readA + "{\"client\": \"A\", \"do\": \"save\", " + members + "}");
        };
        row("a change of nothing", saveWith("\"change\": {}"), "“steps[1].change” is empty");
        row("a change that is a number", saveWith("\"change\": -2"), "“steps[1].change” is not an object");
        row("a change by a text",
            saveWith("\"change\": {\"stock\": \"2\"}"),
            "“steps[1].change.stock” is no number, and only those are added, such as -2");
        row("a change by nothing at all",
            saveWith("\"change\": {\"stock\": null}"),
            "“steps[1].change.stock” is no number, and only those are added, such as -2");
        row("a change by zero",
            saveWith("\"change\": {\"stock\": 0}"),
            "“steps[1].change.stock” is 0, which changes nothing");
        row("a change by a zero with a point",
            saveWith("\"change\": {\"stock\": -0.0}"),
            "“steps[1].change.stock” is 0, which changes nothing");
        row("a change of a field that is not there",
            saveWith("\"change\": {\"price\": 2}"),
            "“steps[1].change.price” is no field of “item”");
        row("a change of a text",
            saveWith("\"change\": {\"name\": 2}"),
            "“steps[1].change.name” is impossible: that field of “item” holds no number; use “set”");
        row("a change of a flag",
            saveWith("\"change\": {\"on\": 1}"),
            "“steps[1].change.on” is impossible: that field of “item” holds no number; use “set”");
        row("a change of what holds nothing",
            saveWith("\"change\": {\"note\": 1}"),
            "“steps[1].change.note” is impossible: that field of “item” holds no number; use “set”");
        row("a change of a field that is set, too",
            saveWith("\"set\": {\"stock\": 8}, \"change\": {\"stock\": -2}"),
            "“steps[1].change.stock” is impossible: “set” types a value into that field; use one of the two");
        row("a change in a blind save",
            withSteps("{\"client\": \"A\", \"do\": \"save\", \"blind\": true, \"change\": {\"stock\": -2}}"),
            "“steps[0].change” is impossible in a blind save: it is worked out from what the client has "
            "read; "
            "use “set”");
        row("a change before reading",
            withSteps("{\"client\": \"A\", \"do\": \"save\", \"change\": {\"stock\": -2}}"),
            "“steps[0]” is impossible: A has not read “item”; read first, or say \"blind\": true");
        row("a change of an edit",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"edit\", \"change\": {\"stock\": -2}}"),
            "“steps[1].change” is not known here; use client, do, record, set, say, ask");

        row("words that are a number",
            saveWith("\"say\": 7"),
            "“steps[1].say” is neither a text nor an object with one for each rule, such as {\"off\": "
            "\"…\"}");
        row("a question in a list",
            saveWith("\"ask\": [\"Why?\"]"),
            "“steps[1].ask” is neither a text nor an object with one for each rule, such as {\"off\": "
            "\"…\"}");
        row("words under no rule",
            saveWith("\"say\": {}"),
            "“steps[1].say” is empty; name a rule, such as {\"off\": \"…\"}");
        row("words under a rule that is none",
            saveWith("\"ask\": {\"off\": \"Why?\", \"luck\": \"Why not?\"}"),
            "“steps[1].ask” names the rule “luck”; there are off, version, timestamp and lease");
        row("words under a rule that are none",
            saveWith("\"say\": {\"lease\": 7}"),
            "“steps[1].say.lease” is not a text");
        row("words under a rule twice",
            saveWith("\"say\": {\"off\": \"a\", \"off\": \"b\"}"),
            "in “steps[1].say” the name “off” stands twice");

        row("a save before reading",
            withSteps("{\"client\": \"A\", \"do\": \"save\", \"set\": {\"stock\": 7}}"),
            "“steps[0]” is impossible: A has not read “item”; read first, or say \"blind\": true");
        row("a blind save of nothing",
            withSteps("{\"client\": \"A\", \"do\": \"save\", \"blind\": true}"),
            "“steps[0].set” is missing: a client that has not read has nothing else to save");
        row("blind in words",
            withSteps("{\"client\": \"A\", \"do\": \"save\", \"blind\": \"yes\"}"),
            "“steps[0].blind” is not true or false");
        row("a tag that is a number",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"save\", \"ifMatch\": 1}"),
            "“steps[1].ifMatch” is not a text");
        row("a tag that smuggles a header",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"save\", \"ifMatch\": \"\\\"1\\\"\\r\\nX: y\"}"),
            "“steps[1].ifMatch” holds a control character");
        row("a cut in words",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"save\", \"cut\": \"yes\"}"),
            "“steps[1].cut” is not true or false");
        row("to find out what was never in doubt",
            withSteps(saveA + "{\"client\": \"A\", \"do\": \"find-out\"}"),
            "“steps[2]” is impossible: no answer to A was lost; save with \"cut\": true before");
        row("to merge what was never saved",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"merge\"}"),
            "“steps[1]” is impossible: A has saved nothing of “item” that could have been refused");
        row("to overwrite before a save",
            withSteps(readA + "{\"client\": \"A\", \"do\": \"overwrite\"}"),
            "“steps[1]” is impossible: A has saved nothing of “item” that could have been refused");
        row("to try again what another tried",
            withSteps(saveA + "{\"client\": \"B\", \"do\": \"blind-retry\"}"),
            "“steps[2]” is impossible: B has saved nothing of “item” that could have been refused");
        row("to take nobody's",
            withSteps(saveA + "{\"client\": \"A\", \"do\": \"merge\", \"take\": {\"stock\": \"hers\"}}"),
            "“steps[2].take.stock” is “hers”, and may be mine, theirs or both");
        row("to take a field that is not there",
            withSteps(saveA + "{\"client\": \"A\", \"do\": \"merge\", \"take\": {\"price\": \"mine\"}}"),
            "“steps[2].take.price” is no field of “item”");

        row("an increment of nothing",
            withSteps("{\"client\": \"A\", \"do\": \"increment\", \"add\": {}}"),
            "“steps[0].add” is empty");
        row("an increment of a text",
            withSteps("{\"client\": \"A\", \"do\": \"increment\", \"add\": {\"note\": 1}}"),
            "“steps[0].add.note” is impossible: that field of “item” holds no whole number to add to");
        row("an increment by a half",
            withSteps("{\"client\": \"A\", \"do\": \"increment\", \"add\": {\"stock\": 0.5}}"),
            "“steps[0].add.stock” is no whole number, and only those are added");
        row("an increment of a field that is not there",
            withSteps("{\"client\": \"A\", \"do\": \"increment\", \"add\": {\"price\": 1}}"),
            "“steps[0].add.price” is no field of “item”");

        const QByteArray acquireA = "{\"client\": \"A\", \"do\": \"acquire\", \"ttl\": 600}, ";
        row("a lease for no time",
            withSteps("{\"client\": \"A\", \"do\": \"acquire\", \"ttl\": 0}"),
            "“steps[0].ttl” is 0, and may be from 1 to 3600");
        row("a lease for ever",
            withSteps("{\"client\": \"A\", \"do\": \"acquire\", \"ttl\": 3601}"),
            "“steps[0].ttl” is 3601, and may be from 1 to 3600");
        row("a wait for less than nothing",
            withSteps("{\"client\": \"A\", \"do\": \"acquire\", \"wait\": -1}"),
            "“steps[0].wait” is -1, and may be from 0 to 3600");
        row("a lease given back that was never asked for",
            withSteps(acquireA + "{\"client\": \"B\", \"do\": \"release\"}"),
            "“steps[1]” is impossible: B has not asked for the lease on “item”; acquire it before");
        const auto leap = [](qint64 seconds, int times) {
            QByteArray steps = "{\"client\": \"A\", \"do\": \"read\"}";
            for (int i = 0; i < times; ++i)
                steps += ", {\"do\": \"clock\", \"seconds\": " + QByteArray::number(seconds) + "}";
            return withSteps(steps);
        };
        row("a time after the year 9999",
            leap(1'000'000'000, 252),
            "“steps[252]” leaves the years 1 to 9999, and HTTP has dates for no others (RFC 9110 §5.6.7); "
            "move the clock by less");
        row("a time before the year 1",
            leap(-1'000'000'000, 64),
            "“steps[64]” leaves the years 1 to 9999, and HTTP has dates for no others (RFC 9110 §5.6.7); "
            "move the clock by less");
        row("a wait for ever",
            withSteps(acquireA + "{\"client\": \"B\", \"do\": \"acquire\", \"wait\": 60}"),
            "“steps[1]” waits for ever: B waits for the lease on “item”, A holds it, and no later step gives "
            "it "
            "back or lets enough time pass");
        row("a wait for a step that waits itself",
            withSteps(
                acquireA + "{\"client\": \"B\", \"do\": \"acquire\", \"wait\": 60}, "
                           "{\"client\": \"B\", \"do\": \"read\"}, {\"do\": \"wait\", \"seconds\": 50}"),
            "“steps[1]” waits for ever: B waits for the lease on “item”, A holds it, and no later step gives "
            "it "
            "back or lets enough time pass");
        row("a wait behind one that is let in",
            withSteps(
                acquireA + "{\"client\": \"B\", \"do\": \"acquire\", \"ttl\": 600, \"wait\": 60}, "
                           "{\"client\": \"C\", \"do\": \"acquire\", \"wait\": 60}, "
                           "{\"client\": \"A\", \"do\": \"release\"}"),
            "“steps[2]” waits for ever: C waits for the lease on “item”, B holds it, and no later step gives "
            "it "
            "back or lets enough time pass");
        row("fencing that is a text", withMembers("\"fencing\": \"yes\""), "“fencing” is not true or false");
        row("a wait without end", withSteps("{\"do\": \"wait\"}"), "“steps[0].seconds” is missing");
        row("a wait back in time",
            withSteps("{\"do\": \"wait\", \"seconds\": -1}"),
            "“steps[0].seconds” is -1, and may be from 0 to 1000000000");
        row("a clock that jumps too far",
            withSteps("{\"do\": \"clock\", \"seconds\": 1000000001}"),
            "“steps[0].seconds” is 1000000001, and may be from -1000000000 to 1000000000");
        row("locking to nothing", withSteps("{\"do\": \"locking\"}"), "“steps[0].to” is missing");
        row("locking to a rule that is none",
            withSteps("{\"do\": \"locking\", \"to\": \"on\"}"),
            "“steps[0].to” names the rule “on”; there are off, version, timestamp and lease");

        row("an expectation under no rule",
            withSteps("{\"client\": \"A\", \"do\": \"read\", \"expect\": {\"status\": 200}}"),
            "“steps[0].expect” names the rule “status”; there are off, version, timestamp and lease");
        row("an expectation nobody knows",
            withSteps("{\"client\": \"A\", \"do\": \"read\", \"expect\": {\"off\": {\"code\": 200}}}"),
            "“steps[0].expect.off.code” is not known here; use status, lost");
        row("a status that is none",
            withSteps("{\"client\": \"A\", \"do\": \"read\", \"expect\": {\"off\": {\"status\": 4}}}"),
            "“steps[0].expect.off.status” is no HTTP status");
        row("lost by one who saved nothing before",
            withSteps(
                readA + "{\"client\": \"A\", \"do\": \"save\", \"expect\": {\"off\": {\"lost\": [\"B\"]}}}"),
            "“steps[1].expect.off.lost” names B, who has saved nothing before");
        row("lost with a save of its own",
            withSteps(
                readA + "{\"client\": \"A\", \"do\": \"save\", \"expect\": {\"off\": {\"lost\": [\"A\"]}}}"),
            "“steps[1].expect.off.lost” names A, who has saved nothing before");
        row("lost as a text",
            withSteps(
                saveA + "{\"client\": \"A\", \"do\": \"save\", \"expect\": {\"off\": {\"lost\": \"A\"}}}"),
            "“steps[2].expect.off.lost” is not a list of values");
        row("lost by a number",
            withSteps(
                saveA + "{\"client\": \"A\", \"do\": \"save\", \"expect\": {\"off\": {\"lost\": [1]}}}"),
            "“steps[2].expect.off.lost” is not a list of clients");
        row("an end under no rule",
            withMembers("\"expect\": {\"on\": {}}"),
            "“expect” names the rule “on”; there are off, version, timestamp and lease");
        row("an end nobody knows",
            withMembers("\"expect\": {\"off\": {\"lost\": 1}}"),
            "“expect.off.lost” is not known here; use lostUpdates, records");
        row("less than nothing lost",
            withMembers("\"expect\": {\"off\": {\"lostUpdates\": -1}}"),
            "“expect.off.lostUpdates” is less than 0");
        row("an end of a record that is not there",
            withMembers("\"expect\": {\"off\": {\"records\": {\"chair\": {\"a\": 1}}}}"),
            "“expect.off.records.chair” is not in “records”");
        row("an end of a field that is not there",
            withMembers("\"expect\": {\"off\": {\"records\": {\"item\": {\"a\": 1}}}}"),
            "“expect.off.records.item.a” is no field of “item”");
    }
    void file_isRefused()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, clause);
        const auto scenario = scenarioFromJson(file);
        QVERIFY(!scenario);
        QCOMPARE(scenario.error(), text("The scenario cannot be played: %1.").arg(clause));
        const bool isBeyond = beyondScenarioSchema().contains(QLatin1String(QTest::currentDataTag()));
        QCOMPARE(testing::SchemaCheck(schema()).problemIn(file).isEmpty(), isBeyond);
    }

    void builtIn_isReadAndHasWordsForEveryRule_data()
    {
        QTest::addColumn<QString>("file");
        for (const QString& file : scenarioFiles())
            QTest::newRow(qPrintable(file)) << file;
    }
    void builtIn_isReadAndHasWordsForEveryRule()
    {
        QFETCH(QString, file);
        const auto scenario = scenarioFromJson(contentsOf(file));
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
        QCOMPARE(testing::SchemaCheck(schema()).problemIn(contentsOf(file)), QString());
        QVERIFY(!scenario->summary.isEmpty());
        QVERIFY(!scenario->story.isEmpty());
        QCOMPARE(scenario->expectedRules(), allLocking());
        QCOMPARE(scenario->expect.keys(), allLocking());
        for (const Step& step : scenario->steps) {
            for (const Locking rule : allLocking())
                QVERIFY2(
                    !wordsUnder(rule, *scenario, step).trimmed().isEmpty(),
                    qPrintable(describe(step) + text(" under ") + toName(rule)));
        }
        QVERIFY(std::ranges::any_of(scenario->steps, [](const Step& step) { return !step.ask.isEmpty(); }));
    }

    void schema_namesTheMembersThatTheParserKnows()
    {
        const QJsonObject top = schema();
        QVERIFY(!top.isEmpty());
        QCOMPARE(sorted(top[text("properties")].toObject().keys()), namesKnownTo(withMembers("\"zzz\": 1")));
        const QJsonObject definitions = top[text("$defs")].toObject();
        const auto propertiesOf = [&definitions](const char* name) {
            return sorted(definitions[text(name)].toObject()[text("properties")].toObject().keys());
        };
        for (const char* step :
             {"read",
              "edit",
              "save",
              "increment",
              "reload",
              "merge",
              "overwrite",
              "blind-retry",
              "find-out",
              "wait",
              "clock",
              "locking"}) {
            QCOMPARE(
                propertiesOf(step),
                namesKnownTo(withSteps("{\"do\": \"" + QByteArray(step) + "\", \"zzz\": 1}")));
            QCOMPARE(
                definitions[text(step)]
                    .toObject()[text("properties")]
                    .toObject()[text("do")]
                    .toObject()[text("const")]
                    .toString(),
                text(step));
        }
        QCOMPARE(
            propertiesOf("stepExpectation"),
            namesKnownTo(
                withSteps("{\"client\": \"A\", \"do\": \"read\", \"expect\": {\"off\": {\"zzz\": 1}}}")));
        QCOMPARE(
            propertiesOf("expectation"), namesKnownTo(withMembers("\"expect\": {\"off\": {\"zzz\": 1}}")));
        QCOMPARE(propertiesOf("clientLook"), namesKnownTo(withMembers("\"clients\": {\"A\": {\"zzz\": 1}}")));
        const QJsonObject look = definitions[text("clientLook")].toObject()[text("properties")].toObject();
        QStringList colours;
        for (const QJsonValue& colour : look[text("colour")].toObject()[text("enum")].toArray())
            colours.append(colour.toString());
        QStringList seats;
        for (int seat = 0; seat < static_cast<int>(Seat::Other); ++seat)
            seats.append(toName(static_cast<Seat>(seat)));
        QCOMPARE(colours, seats);
    }

    void schema_namesTheStepsAndRulesThatTheParserKnows()
    {
        const QJsonObject top = schema();
        QStringList steps;
        const QJsonObject items =
            top[text("properties")].toObject()[text("steps")].toObject()[text("items")].toObject();
        for (const QJsonValue& step : items[text("oneOf")].toArray())
            steps.append(step.toObject()[text("$ref")].toString().section(QLatin1Char('/'), -1));
        QCOMPARE(sorted(steps), namesKnownTo(withSteps("{\"do\": \"zzz\"}")));
        QStringList rules;
        for (const QJsonValue& rule :
             top[text("$defs")].toObject()[text("rule")].toObject()[text("enum")].toArray())
            rules.append(rule.toString());
        QStringList known;
        for (const Locking locking : allLocking())
            known.append(toName(locking));
        QCOMPARE(rules, known);
    }

    /// kindOf() looks up an action by its index.
    void kinds_haveTheOrderOfTheirActions()
    {
        for (std::size_t i = 0; i < stepKinds().size(); ++i)
            QCOMPARE(stepKinds()[i].action.index(), i);
        QCOMPARE(QLatin1String(kindOf(StepAction(BlindRetryStep{})).name), QLatin1String("blind-retry"));
        QCOMPARE(QLatin1String(kindOf(StepAction(LockingStep{})).name), QLatin1String("locking"));
    }

    void readme_documentsEveryKind()
    {
        const QString told = QString::fromUtf8(contentsOf(text("README.md")));
        for (const StepKind& kind : stepKinds())
            QVERIFY2(told.contains(text("\n| `%1` |").arg(QLatin1String(kind.name))), kind.name);
    }

    void readme_namesEveryRule()
    {
        const QStringList lines = QString::fromUtf8(contentsOf(text("README.md"))).split(QLatin1Char('\n'));
        const QString row = lines.filter(text("| `locking` | the rule")).value(0);
        for (const Locking rule : allLocking())
            QVERIFY2(row.contains(QLatin1Char('`') + toName(rule) + QLatin1Char('`')), ruleOf(rule).name);
    }

    void schema_closesEveryObject()
    {
        QList<QJsonObject> objects{schema()};
        int closed = 0;
        while (!objects.isEmpty()) {
            const QJsonObject object = objects.takeLast();
            if (object.contains(text("properties")) && object[text("type")].toString() == text("object")) {
                QCOMPARE(object[text("additionalProperties")], QJsonValue(false));
                ++closed;
            }
            for (const QJsonValue& value : object) {
                if (value.isObject())
                    objects.append(value.toObject());
            }
        }
        QCOMPARE(closed, 18);
    }

    void schema_demandsWhatTheParserDemands_data()
    {
        QTest::addColumn<QString>("definition");
        QTest::addColumn<QByteArray>("step");
        const auto row = [](const char* name, const QByteArray& step) {
            QTest::newRow(name) << text(name) << step;
        };
        row("read", "{\"client\": \"A\", \"do\": \"read\"}");
        row("edit", "{\"client\": \"A\", \"do\": \"edit\", \"set\": {\"stock\": 7}}");
        row("save", "{\"client\": \"A\", \"do\": \"save\"}");
        row("increment", "{\"client\": \"A\", \"do\": \"increment\", \"add\": {\"stock\": -1}}");
        row("reload", "{\"client\": \"A\", \"do\": \"reload\"}");
        row("merge", "{\"client\": \"A\", \"do\": \"merge\"}");
        row("overwrite", "{\"client\": \"A\", \"do\": \"overwrite\"}");
        row("blind-retry", "{\"client\": \"A\", \"do\": \"blind-retry\"}");
        row("find-out", "{\"client\": \"A\", \"do\": \"find-out\"}");
        row("wait", "{\"do\": \"wait\", \"seconds\": 1}");
        row("clock", "{\"do\": \"clock\", \"seconds\": 1}");
        row("locking", "{\"do\": \"locking\", \"to\": \"off\"}");
    }
    void schema_demandsWhatTheParserDemands()
    {
        QFETCH(QString, definition);
        QFETCH(QByteArray, step);
        QVERIFY(scenarioFromJson(withSteps(cutA + step)));
        const QJsonObject whole = QJsonDocument::fromJson(step).object();
        QStringList required;
        for (const QJsonValue& name :
             schema()[text("$defs")].toObject()[definition].toObject()[text("required")].toArray())
            required.append(name.toString());
        QCOMPARE(sorted(required), sorted(whole.keys()));
        for (const QString& name : required) {
            QJsonObject less = whole;
            less.remove(name);
            QVERIFY2(!scenarioFromJson(withSteps(cutA + QJsonDocument(less).toJson())), qPrintable(name));
        }
    }

    void step_isDescribed_data()
    {
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* words, const QByteArray& step) {
            QTest::newRow(words) << step << text(words);
        };
        row("A reads", "{\"client\": \"A\", \"do\": \"read\"}");
        row("A types stock 7, name “Lamp”",
            "{\"client\": \"A\", \"do\": \"edit\", \"set\": {\"stock\": 7, \"name\": \"Lamp\"}}");
        row("A saves", "{\"client\": \"A\", \"do\": \"save\"}");
        row("A saves stock −8", "{\"client\": \"A\", \"do\": \"save\", \"set\": {\"stock\": -8}}");
        row("curl saves stock 8 without reading",
            "{\"client\": \"curl\", \"do\": \"save\", \"blind\": true, \"set\": {\"stock\": 8}}");
        row("A saves stock 7 and never hears back",
            "{\"client\": \"A\", \"do\": \"save\", \"set\": {\"stock\": 7}, \"cut\": true}");
        row("A saves stock less 2", "{\"client\": \"A\", \"do\": \"save\", \"change\": {\"stock\": -2}}");
        row("A saves name “Lamp”, stock plus 1.5",
            "{\"client\": \"A\", \"do\": \"save\", \"set\": {\"name\": \"Lamp\"}, \"change\": {\"stock\": "
            "1.5}}");
        row("A saves stock less 3 and never hears back",
            "{\"client\": \"A\", \"do\": \"save\", \"change\": {\"stock\": -3}, \"cut\": true}");
        row("A reloads", "{\"client\": \"A\", \"do\": \"reload\"}");
        row("A merges and saves", "{\"client\": \"A\", \"do\": \"merge\", \"take\": {\"stock\": \"mine\"}}");
        row("A overwrites knowingly", "{\"client\": \"A\", \"do\": \"overwrite\"}");
        row("A sends the same again with the new tag", "{\"client\": \"A\", \"do\": \"blind-retry\"}");
        row("A finds out whether it was saved", "{\"client\": \"A\", \"do\": \"find-out\"}");
        row("A adds stock −3", "{\"client\": \"A\", \"do\": \"increment\", \"add\": {\"stock\": -3}}");
        row("A adds stock +2", "{\"client\": \"A\", \"do\": \"increment\", \"add\": {\"stock\": 2}}");
        row("1 second later", "{\"do\": \"wait\", \"seconds\": 1}");
        row("90 seconds later", "{\"do\": \"wait\", \"seconds\": 90}");
        row("The server’s clock goes back by 60 seconds", "{\"do\": \"clock\", \"seconds\": -60}");
        row("The server’s clock goes forward by 1 second", "{\"do\": \"clock\", \"seconds\": 1}");
        row("Locking becomes “Version”", "{\"do\": \"locking\", \"to\": \"version\"}");
    }
    void step_isDescribed()
    {
        QFETCH(QByteArray, step);
        const auto scenario = scenarioFromJson(withSteps(cutA + step));
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
        QTEST(describe(scenario->steps.last()), "words");
    }

    void step_namesOneOfSeveralRecords()
    {
        const auto scenario =
            scenarioFromJson(withTwoRecords("{\"client\": \"A\", \"do\": \"read\", \"record\": \"chair\"}, "
                                            "{\"do\": \"wait\", \"seconds\": 1}"));
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
        QCOMPARE(describe(scenario->steps.first(), true), text("A reads (chair)"));
        QCOMPARE(describe(scenario->steps.last(), true), text("1 second later"));
    }
};

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_scenario.moc"
