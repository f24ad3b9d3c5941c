#include "core/journalbuilder.h"
#include "core/values/bounds.h"
#include "core/values/json.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QTest>

#include <random>

using namespace interleave;
using namespace interleave::testing;

namespace {

const QString a = QStringLiteral("A");
const QString item = QStringLiteral("item");

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

JournalBuilder randomJournal(qint64 events)
{
    std::mt19937 random(7);
    const Record chair{QStringLiteral("chair"), stock(4), 1, 0};
    JournalBuilder builder(Locking::Off, {standardRecord(), chair});
    const QStringList panels{a, QStringLiteral("B"), QStringLiteral("C")};
    while (builder.journal().size() < events) {
        const QString& client = panels.at(static_cast<qsizetype>(random() % 3));
        builder.on(random() % 4 == 0 ? chair.id : item);
        const QByteArray tag = "If-Match: \"" + QByteArray::number(random() % 50) + '"';
        switch (random() % 10) {
        case 0:
        case 1:
        case 2:
            builder.read(client);
            break;
        case 3:
            builder.edit(client, stock(static_cast<qint64>(random() % 20)));
            break;
        case 4:
            builder.put(
                QStringLiteral("curl"),
                stock(static_cast<qint64>(random() % 20)),
                random() % 2 ? tag : QByteArray());
            break;
        case 5:
            if (random() % 10 == 0)
                builder.rule(random() % 2 ? Locking::Off : Locking::Version);
            break;
        case 6:
            if (random() % 10 == 0)
                builder.answerLost(client);
            break;
        default:
            builder.save(client, stock(static_cast<qint64>(random() % 20)));
        }
    }
    return builder;
}

QByteArray written(const Journal& journal)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    journal.write(buffer);
    return buffer.data();
}

Result<ReadJournal, QString> readFrom(QByteArray file)
{
    QBuffer buffer(&file);
    buffer.open(QIODevice::ReadOnly);
    return readJournal(buffer, text("last.jsonl"));
}

void compareEvents(const Journal& journal, const Journal& expected, qint64 count)
{
    QCOMPARE(journal.size(), count);
    for (qint64 seq = 1; seq <= count; ++seq)
        QCOMPARE(journal.event(seq), expected.event(seq));
}

} // namespace

class TestJournal final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void clients_ofAnotherKindAreRefused_data()
    {
        QTest::addColumn<QByteArray>("clients");
        QTest::newRow("a long label") << QByteArray(R"({"A": {"label": "The till beside the door"}})");
        QTest::newRow("a line break") << QByteArray(R"({"A": {"label": "The\ntill"}})");
        QTest::newRow("one label for two")
            << QByteArray(R"({"A": {"label": "Till"}, "B": {"label": "Till"}})");
        QTest::newRow("one name for two in the room") << QByteArray(
            R"({"Teal heron": {"room": true, "name": "Pia"}, "Red hare": {"room": true, "name": "Pia"}})");
        QTest::newRow("a name of 25 characters")
            << QByteArray(R"({"Teal heron": {"room": true, "name": "1234567890123456789012345"}})");
        QTest::newRow("a name of two lines")
            << QByteArray(R"({"Teal heron": {"room": true, "name": "Pia\nand Lena"}})");
        QTest::newRow("one colour for two") << QByteArray(R"({"A": {"colour": "C"}, "B": {"colour": "C"}})");
    }
    void clients_ofAnotherKindAreRefused()
    {
        QFETCH(const QByteArray, clients);
        JournalHeader header;
        header.records = {standardRecord()};
        header.clients = {{a, text("Till")}};
        QByteArray bytes = written(Journal(header));
        const QByteArray valid = R"({"A":{"label":"Till"}})";
        QVERIFY2(bytes.contains(valid), bytes.constData());
        const auto read = readFrom(bytes.replace(valid, clients));
        QVERIFY(!read);
        QVERIFY2(read.error().contains(QStringLiteral("its clients are not")), qPrintable(read.error()));
    }

    void clients_areReadAndWrittenAgain()
    {
        JournalHeader header;
        header.records = {standardRecord()};
        QVERIFY(!written(Journal(header)).contains("clients"));
        header.clients = {
            {text("B"), text("Web shop"), Seat::D}, {a, text("Till")}, {text("C"), {}, Seat::F}};
        const auto read = readFrom(written(Journal(header)));
        QVERIFY2(read, read ? "" : qPrintable(read.error()));
        QCOMPARE(read->journal.header().clients, header.clients);
        QCOMPARE(read->problem, QString());
        QCOMPARE(read->journal.copy(0).header().clients, header.clients);
        // A colour that nobody has is none.
        const auto newer = readFrom(written(Journal(header)).replace("\"F\"", "\"G\""));
        QVERIFY2(newer, newer ? "" : qPrintable(newer.error()));
        QCOMPARE(newer->journal.header().clients.last().colour, std::optional<Seat>());
    }
    void roomsClients_areReadAndWrittenAgain()
    {
        JournalHeader header;
        header.records = {standardRecord()};
        header.clients = {
            {text("Teal heron"), text("Maximilian of the street"), std::nullopt, true},
            {text("Red hare"), {}, std::nullopt, true},
            {text("B"), text("Till"), Seat::D}};
        QCOMPARE(header.clients.first().label.size(), LongestRoomName);
        Journal journal(header);
        const auto read = readFrom(written(journal));
        QVERIFY2(read, read ? "" : qPrintable(read.error()));
        QCOMPARE(read->journal.header().clients, header.clients);
        QCOMPARE(read->journal.copy(0).header().clients, header.clients);
        QCOMPARE(written(read->journal), written(journal));
        header.clients.removeFirst();
        journal.setClients(header.clients);
        QCOMPARE(journal.header(), header);
        QVERIFY(!written(journal).contains("Maximilian"));
    }
    /// It compares the length of “label”, and passes over members that it does not know.
    void roomsClients_areReadByAnOlderProgram()
    {
        JournalHeader header;
        header.clients = {{text("Teal heron"), text("Maximilian of the street"), std::nullopt, true}};
        const QByteArray bytes = written(Journal(header));
        QVERIFY2(
            bytes.contains(R"("clients":{"Teal heron":{"name":"Maximilian of the street","room":true}})"),
            bytes.constData());
        QVERIFY(!bytes.contains("label"));
    }
    /// In free play each message is a step; in a scenario each of its steps, whose parts have letters.
    void numbers_areThoseOfTheSteps()
    {
        Journal journal(JournalHeader{Locking::Off, 0, 0, {standardRecord()}});
        const auto add = [&journal](Action action, qint64 step) {
            Event event;
            event.action = action;
            event.client = action == Action::Clock ? QString() : QStringLiteral("A");
            event.record = item;
            event.version = 1;
            event.after = standardRecord().fields;
            event.step = step;
            journal.append(event);
        };
        const auto numbers = [&journal] {
            QStringList texts;
            for (qint64 seq = 1; seq <= journal.size(); ++seq)
                texts.append(journal.event(seq).number.text());
            return texts.join(QLatin1Char(' '));
        };
        add(Action::Read, 1);
        QCOMPARE(journal.latest().client(QStringLiteral("A")).answer->number.text(), QStringLiteral("1"));
        add(Action::Read, 1);
        add(Action::Clock, 2);
        add(Action::Edit, 3);
        add(Action::Read, 3);
        // After the script, and what is no message has no number there.
        add(Action::Clock, 0);
        add(Action::Read, 0);
        QCOMPARE(numbers(), QStringLiteral("1a 1b 2  3  4"));
        QCOMPARE(journal.latest().steps(), 4);
        QCOMPARE(journal.at(1).client(QStringLiteral("A")).answer->number.text(), QStringLiteral("1a"));
        // Saved and read again, the numbers are the same.
        QBuffer file;
        file.open(QIODevice::ReadWrite);
        journal.write(file);
        file.seek(0);
        auto again = readJournal(file, QStringLiteral("a.jsonl"));
        QVERIFY(again && again->problem.isEmpty());
        for (qint64 seq = 1; seq <= journal.size(); ++seq)
            QCOMPARE(again->journal.event(seq).number, journal.event(seq).number);
        for (int i = 0; i < 26; ++i)
            add(Action::Read, 5);
        QCOMPARE(journal.event(journal.size()).number.text(), QStringLiteral("5z"));
        add(Action::Read, 5);
        QCOMPARE(journal.event(journal.size()).number.text(), QStringLiteral("5aa"));
    }

    void texts_areLimitedInBytes()
    {
        Journal journal(JournalHeader{Locking::Off, 0, 0, {standardRecord()}});
        constexpr qsizetype size = 4 * bounds::Megabyte;
        constexpr qint64 kept = bounds::JournalTexts / (2 * size);
        for (qint64 i = 0; i < 2 * kept; ++i) {
            Event read;
            read.client = QStringLiteral("A");
            read.record = standardRecord().id;
            read.requestText = QByteArray(size, 'q');
            read.responseText = QByteArray(size, 'a');
            journal.append(read);
        }
        QVERIFY(journal.event(kept).requestText.isNull());
        QVERIFY(journal.event(kept).responseText.isNull());
        QCOMPARE(journal.event(kept + 1).requestText.size(), size);
        QCOMPARE(journal.event(2 * kept).responseText.size(), size);
        // If one text exceeds the limit by itself, only that is kept.
        Event large;
        large.client = QStringLiteral("A");
        large.record = standardRecord().id;
        large.requestText = QByteArray(bounds::JournalTexts + 1, 'q');
        journal.append(large);
        QVERIFY(journal.event(2 * kept).responseText.isNull());
        QCOMPARE(journal.event(2 * kept + 1).requestText.size(), bounds::JournalTexts + 1);
    }

    void equalFields_shareTheirData()
    {
        const auto bodyOf = [](const QByteArray& text) {
            return Fields{{QStringLiteral("text"), QString::fromLatin1(text)}};
        };
        Journal journal(JournalHeader{Locking::Off, 0, 0, {{item, bodyOf("long"), 1, 0}}});
        Event read;
        read.client = QStringLiteral("A");
        read.record = item;
        read.version = 1;
        read.after = bodyOf("long");
        journal.append(read);
        Event write = read;
        write.action = Action::Write;
        write.verdict = Verdict::Saved;
        write.version = 2;
        write.before = bodyOf("long");
        write.after = bodyOf("another");
        journal.append(write);
        const Field* first = &journal.header().records.constFirst().fields.at(0);
        QCOMPARE(&journal.event(1).after.at(0), first);
        QCOMPARE(&journal.event(2).before.at(0), first);
        QCOMPARE(&journal.latest().record(item)->fields.at(0), &journal.event(2).after.at(0));
    }

    void fields_areWrittenAsSent()
    {
        const auto put = [](const QByteArray& text) {
            return *fieldsAsPut(text);
        };
        Journal journal(JournalHeader{Locking::Off, 0, 0, {{item, put("{\"stock\":7}\n"), 1, 0}}});
        Event write;
        write.client = QStringLiteral("ann");
        write.outside = true;
        write.record = item;
        write.action = Action::Write;
        write.verdict = Verdict::Saved;
        write.version = 2;
        write.before = put("{\"stock\":7}\n");
        write.after = put("{\"stock\": 7}");
        journal.append(write);
        std::swap(write.before, write.after);
        write.version = 3;
        journal.append(write);
        write.after = write.before = Fields();
        write.after.setWritten("{ }");
        write.version = 4;
        journal.append(write);
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::ReadWrite));
        journal.write(buffer);
        QCOMPARE(buffer.data().count("ritten\":"), 4);
        buffer.seek(0);
        const auto read = readJournal(buffer, QStringLiteral("j"));
        QVERIFY2(
            read && read->problem.isEmpty(), read ? qPrintable(read->problem) : qPrintable(read.error()));
        const VersionTree& tree = read->journal.trees().at(item);
        QCOMPARE(tree.at(1).fields.asPut(), QByteArray("{\"stock\":7}\n"));
        QCOMPARE(tree.at(2).fields.asPut(), QByteArray("{\"stock\": 7}"));
        QCOMPARE(tree.at(3).fields.asPut(), QByteArray("{\"stock\":7}\n"));
        QCOMPARE(tree.at(4).fields.asPut(), QByteArray("{ }"));
        QCOMPARE(read->journal.latest().record(item)->fields.asPut(), QByteArray("{ }"));
        // A text that does not match its fields is refused.
        QByteArray text = buffer.data();
        text.replace("\"afterWritten\":\"{ }\"", "\"afterWritten\":\"{\\\"a\\\": 1}\"");
        QBuffer changed(&text);
        QVERIFY(changed.open(QIODevice::ReadOnly));
        const auto other = readJournal(changed, QStringLiteral("j"));
        QVERIFY(other);
        QCOMPARE(
            other->problem,
            QString::fromUtf8("“j” could be read up to line 4, which was left out with all after it: "
                              "“afterWritten” is not what the fields beside it say."));
    }

    void texts_areKeptForTheNewestEvents()
    {
        Journal journal(JournalHeader{Locking::Off, 0, 0, {standardRecord()}});
        Event read;
        read.client = QStringLiteral("A");
        read.record = standardRecord().id;
        read.status = 200;
        read.version = 1;
        read.after = standardRecord().fields;
        read.tag = "\"1\"";
        read.requestText = "GET /records/item HTTP/1.1\r\n\r\n";
        read.responseText = "HTTP/1.1 200 OK\r\n\r\n";
        read.statements = {{QStringLiteral("SELECT 1"), {}, 1, {}}};
        for (qint64 i = 0; i < Journal::KeptTexts; ++i)
            journal.append(read);
        QCOMPARE(journal.event(1).requestText, read.requestText);
        journal.append(read);
        journal.append(read);
        for (const qint64 old : {1, 2}) {
            const Event& event = journal.event(old);
            QCOMPARE(event.requestText, QByteArray());
            QCOMPARE(event.responseText, QByteArray());
            QVERIFY(event.statements.isEmpty());
            // Everything else is kept.
            QCOMPARE(event.seq, old);
            QCOMPARE(event.tag, read.tag);
            QCOMPARE(event.after, read.after);
        }
        for (const qint64 kept : {qint64{3}, journal.size()}) {
            QCOMPARE(journal.event(kept).requestText, read.requestText);
            QCOMPARE(journal.event(kept).responseText, read.responseText);
            QCOMPARE(journal.event(kept).statements, read.statements);
        }
    }

    void at_isTheStateAfterTheFirstEvents()
    {
        const JournalBuilder builder = randomJournal(2000);
        const Journal& journal = builder.journal();
        Snapshot fold = journal.at(0);
        QCOMPARE(fold.seq(), 0);
        for (qint64 n = 1; n <= journal.size(); ++n) {
            fold.apply(journal.event(n));
            QVERIFY2(journal.at(n) == fold, qPrintable(QString::number(n)));
        }
        QVERIFY(journal.latest() == fold);
        QVERIFY(!(journal.at(journal.size() / 2) == fold));
    }

    void append_numbersEventsAndMessages()
    {
        const JournalBuilder builder = lesson(Locking::Off);
        QList<qint64> numbers;
        QList<qint64> messages;
        for (qint64 seq = 1; seq <= builder.journal().size(); ++seq) {
            numbers.append(builder.journal().event(seq).seq);
            messages.append(builder.journal().event(seq).message);
        }
        QCOMPARE(numbers, (QList<qint64>{1, 2, 3, 4, 5, 6}));
        QCOMPARE(messages, (QList<qint64>{1, 2, 0, 3, 0, 4}));
    }

    void append_fillsInTheBaseFromTheScreen()
    {
        const JournalBuilder builder = lesson(Locking::Off);
        QCOMPARE(builder.journal().event(3).base, std::optional<qint64>(1));
        QCOMPARE(builder.last().base, std::optional<qint64>(1));
        JournalBuilder outside;
        outside.put(text("curl"), stock(1));
        QVERIFY(!outside.last().base);
        outside.put(text("curl"), stock(2));
        QCOMPARE(outside.last().base, std::optional<qint64>(2));
        outside.put(text("curl"), stock(3), "If-Match: \"3\"");
        QCOMPARE(outside.last().base, std::optional<qint64>(3));
    }

    void observers_getEachEventInOrder()
    {
        Journal journal({Locking::Off, 0, 0, {standardRecord()}});
        QList<std::pair<int, qint64>> heard;
        journal.subscribe([&heard](const Event& event) { heard.append({1, event.seq}); });
        journal.subscribe([&heard, &journal](const Event& event) {
            heard.append({2, event.seq});
            QCOMPARE(journal.latest().seq(), event.seq);
        });
        Event event;
        event.client = a;
        event.record = item;
        journal.append(event);
        journal.append(event);
        QCOMPARE(heard, (QList<std::pair<int, qint64>>{{1, 1}, {2, 1}, {1, 2}, {2, 2}}));
    }

    void copy_canBeContinued()
    {
        const JournalBuilder builder = lesson(Locking::Off);
        Journal cut = builder.journal().copy(4);
        QCOMPARE(cut.header(), builder.journal().header());
        QVERIFY(cut.latest() == builder.journal().at(4));
        QCOMPARE(cut.trees().at(item).last(), 2);
        cut.append(builder.journal().event(5));
        cut.append(builder.journal().event(6));
        QVERIFY(cut.latest() == builder.journal().latest());
        QVERIFY(cut.copy(0).isEmpty());
    }

    void run_beginsAtItsEvent()
    {
        const JournalBuilder builder = lesson(Locking::Off);
        Journal journal = builder.journal().copy(2);
        QCOMPARE(journal.suffix(), QByteArray());
        journal.beginRun("r1");
        journal.beginRun("-x1");
        journal.append(builder.journal().event(3));
        journal.beginRun("r2");
        QCOMPARE(journal.suffixAt(2), QByteArray());
        QCOMPARE(journal.suffixAt(3), QByteArray("-x1"));
        QCOMPARE(journal.suffix(), QByteArray("r2"));
        QCOMPARE(journal.copy(3).suffixAt(3), QByteArray("-x1"));
        QCOMPARE(journal.copy(1).suffix(), QByteArray());

        QBuffer file;
        file.open(QIODevice::ReadWrite);
        journal.write(file);
        file.seek(0);
        const auto read = readJournal(file, QStringLiteral("a.jsonl"));
        QVERIFY(read);
        QCOMPARE(read->journal.header(), journal.header());
    }

    /// A file from before runs were written has the generation; its tags show where the runs begin.
    void runsOfAnOldFile_areFoundByTheTags()
    {
        JournalHeader header = lesson(Locking::Off).journal().header();
        header.generation = 2;
        Journal old(header);
        for (const char* tag : {"\"1\"", "\"1\"", "\"1r1\"", "", "\"1r2\""}) {
            Event event = lesson(Locking::Off).journal().event(1);
            event.tag = tag;
            old.append(event);
        }
        QBuffer file;
        file.open(QIODevice::ReadWrite);
        old.write(file);
        file.seek(0);
        const auto read = readJournal(file, QStringLiteral("a.jsonl"));
        QVERIFY(read);
        const QByteArrayList suffixes{"", "", "r1", "r1", "r2"};
        for (qint64 seq = 1; seq <= 5; ++seq)
            QCOMPARE(read->journal.suffixAt(seq), suffixes.at(seq - 1));
    }

    void file_readsBackWhatWasWritten()
    {
        const JournalBuilder builder = randomJournal(500);
        const QByteArray file = written(builder.journal());
        const auto back = readFrom(file);
        QVERIFY2(back, back ? "" : qPrintable(back.error()));
        QVERIFY2(back->problem.isEmpty(), qPrintable(back->problem));
        QCOMPARE(back->journal.header(), builder.journal().header());
        compareEvents(back->journal, builder.journal(), builder.journal().size());
        QVERIFY(back->journal.latest() == builder.journal().latest());
        QCOMPARE(written(back->journal), file);
    }

    void emptyJournal_isReadBack()
    {
        const JournalBuilder builder(Locking::Version);
        const auto back = readFrom(written(builder.journal()));
        QVERIFY(back);
        QVERIFY(back->journal.isEmpty());
        QVERIFY(back->problem.isEmpty());
        QCOMPARE(back->journal.latest().locking(), Locking::Version);
    }

    void damagedFile_isReadAsFarAsPossible_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<qint64>("kept");
        QTest::addColumn<QString>("sentence");
        const QByteArray whole = written(lesson(Locking::Off).journal());
        const auto readUpTo = [](int line, const char* why) {
            return text("“last.jsonl” could be read up to line %1, which was left out with all after it: %2.")
                .arg(QString::number(line), text(why));
        };
        QTest::newRow("the last line cut off")
            << whole.chopped(20) << qint64{5} << readUpTo(7, "it was cut off");
        QTest::newRow("cut off within a letter") << QByteArray(whole).append("{\"seq\":7,\"client\":\"\xc3")
                                                 << qint64{6} << readUpTo(8, "it was cut off");
        QTest::newRow("cut off after a blank line")
            << whole + "\n\r\n{" << qint64{6} << readUpTo(10, "it was cut off");
        QTest::newRow("bytes that are not UTF-8")
            << whole + "{\"seq\":7,\"client\":\"\xff\"}\n"
            << qint64{6} << readUpTo(8, "it is not JSON: it is not UTF-8");
        QByteArray gap = whole;
        gap.replace("\"version\":3,\"before\"", "\"version\":4,\"before\"");
        QTest::newRow("a version that does not follow")
            << gap << qint64{5} << readUpTo(7, "version 4 of “item” does not follow version 2");
        QByteArray noVersion = whole;
        noVersion.replace("\"version\":3,\"before\"", "\"before\"");
        QTest::newRow("a save without a version")
            << noVersion << qint64{5} << readUpTo(7, "a saved write names no version");
        QList<QByteArray> lines = whole.split('\n');
        lines[2] = "not JSON";
        QTest::newRow("a line in the middle that is no JSON")
            << lines.join('\n') << qint64{1}
            << readUpTo(3, "it is not JSON: it is no JSON from line 1, column 2 on");
        lines[2] = "{\"seq\":2}";
        QTest::newRow("a line in the middle that is no event")
            << lines.join('\n') << qint64{1} << readUpTo(3, "“time” is missing");
        lines = whole.split('\n');
        lines.removeAt(2);
        QTest::newRow("a line that is missing")
            << lines.join('\n') << qint64{1} << readUpTo(3, "event 3 stands where event 2 should follow");
        lines = whole.split('\n');
        QByteArray late = lines.at(2);
        const qsizetype at = late.indexOf("\"time\":") + 7;
        late.replace(at, late.indexOf(',', at) - at, "253402300800000");
        QTest::newRow("a time after the year 9999")
            << QByteArray(whole).replace(lines.at(2), late) << qint64{1}
            << readUpTo(
                   3,
                   "“time” is 253402300800000, and that is not within the years 1 to 9999, for which HTTP "
                   "has dates");
        QTest::newRow("a word of two lines")
            << QByteArray(whole).replace(
                   lines.at(2), QByteArray(lines.at(2)).replace("\"locking\":\"off\"", "\"locking\":\"o\\nff\""))
            << qint64{1} << readUpTo(3, "“locking” is “o<U+000A>ff”, which is not known");
        lines.insert(2, lines.at(1));
        QTest::newRow("a line that stands twice")
            << lines.join('\n') << qint64{1} << readUpTo(3, "event 1 stands where event 2 should follow");
    }
    void damagedFile_isReadAsFarAsPossible()
    {
        QFETCH(QByteArray, file);
        QFETCH(qint64, kept);
        const auto back = readFrom(file);
        QVERIFY2(back, back ? "" : qPrintable(back.error()));
        QTEST(back->problem, "sentence");
        compareEvents(back->journal, lesson(Locking::Off).journal(), kept);
    }

    void file_keepsTheNameOfARecord()
    {
        QByteArray gap = written(lesson(Locking::Off).journal());
        gap.replace("\"version\":3,\"before\"", "\"version\":4,\"before\"");
        gap.replace("\"item\"", "\"%3\"");
        const auto back = readFrom(gap);
        QVERIFY2(back, back ? "" : qPrintable(back.error()));
        QVERIFY2(
            back->problem.endsWith(text("version 4 of “%3” does not follow version 2.")),
            qPrintable(back->problem));
    }

    void file_mayHaveByteOrderMarkAndCrLf_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QByteArray whole = written(lesson(Locking::Off).journal());
        const QByteArray mark("\xef\xbb\xbf");
        QByteArray crlf = whole;
        crlf.replace("\n", "\r\n");
        QByteArray apart = whole;
        apart.replace("\n", "\n\n");
        QTest::newRow("without the last line feed") << whole.chopped(1);
        QTest::newRow("blank lines at the end") << whole + "\n\n\n";
        QTest::newRow("blanks at the end") << whole + "  \t";
        QTest::newRow("blank lines between") << apart;
        QTest::newRow("lines that end as on Windows") << crlf;
        QTest::newRow("those without the last") << crlf.chopped(2);
        QTest::newRow("those without the last line feed") << crlf.chopped(1);
        QTest::newRow("those with blank lines at the end") << crlf + "\r\n\r\n";
        QTest::newRow("a byte order mark") << mark + whole;
        QTest::newRow("all of it") << mark + crlf + "\r\n";
    }
    void file_mayHaveByteOrderMarkAndCrLf()
    {
        QFETCH(const QByteArray, file);
        const auto back = readFrom(file);
        QVERIFY2(back, back ? "" : qPrintable(back.error()));
        QCOMPARE(back->problem, QString());
        compareEvents(back->journal, lesson(Locking::Off).journal(), 6);
    }

    void otherFile_isRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("sentence");
        const QByteArray whole = written(lesson(Locking::Off).journal());
        const auto changed = [&whole](const QByteArray& from, const QByteArray& to) {
            QByteArray file = whole;
            return file.replace(file.indexOf(from), from.size(), to);
        };
        const QString noJson = text("“last.jsonl” is no Interleave journal: its first line is not JSON.");
        const auto refused = [](const char* why) {
            return text("“last.jsonl” is no Interleave journal that can be opened: %1.").arg(text(why));
        };
        const QString empty =
            text("“last.jsonl” is empty, and a journal begins with a line that says what it is.");
        QTest::newRow("an empty file") << QByteArray() << empty;
        QTest::newRow("a byte order mark alone") << QByteArray("\xef\xbb\xbf") << empty;
        QTest::newRow("a byte order mark and a line") << QByteArray("\xef\xbb\xbf\r\n") << empty;
        QTest::newRow("blank lines") << QByteArray("\r\n\n") << empty;
        QTest::newRow("two bytes a letter") << QByteArray("\xff\xfe{\0\"\0", 6) << noJson;
        QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10) << noJson;
        QTest::newRow("other JSON") << QByteArray("{\"interleave\": \"scenario\"}\n")
                                    << refused("it does not begin with a journal's header");
        QTest::newRow("a list") << QByteArray("[]\n") << refused("it does not begin with a journal's header");
        QTest::newRow("a newer format")
            << changed("\"version\":4", "\"version\":5")
            << refused("it is of format version 5, and this program reads version 4");
        QTest::newRow("a rule that is none")
            << changed("\"locking\":\"off\"", "\"locking\":\"luck\"")
            << refused("its locking is “luck”, which this program does not know");
        QTest::newRow("a record without fields")
            << changed("\"fields\":{", "\"felder\":{") << refused("“records[0].fields” is missing");
        for (const QByteArray generation : {"-1", "2147483647", "4294967297", "9007199254740991"}) {
            QTest::addRow("rewinds of %s", generation.constData())
                << changed("\"rewinds\":0", "\"rewinds\":" + generation)
                << refused(("its rewinds are " + generation + ", which no journal has").constData());
        }
        QTest::newRow("the last version there is")
            << changed("\"id\":\"item\",\"version\":1", "\"id\":\"item\",\"version\":9223372036854775807")
            << refused("the number at “records[0].version” is too large: integers up to 9007199254740991 are "
                       "kept exactly");
        for (const QByteArray version : {"0", "9007199254740991"}) {
            QTest::addRow("a version of %s", version.constData())
                << changed("\"id\":\"item\",\"version\":1", "\"id\":\"item\",\"version\":" + version)
                << refused(("“records[0].version” is " + version +
                            ", and a version is at least 1 and at most 4503599627370495")
                               .constData());
        }
        const QByteArray record =
            whole.mid(whole.indexOf("[{") + 1, whole.indexOf("}]") - whole.indexOf("[{"));
        QTest::newRow("a record put as something else")
            << changed("\"fields\":{", "\"written\":\"{}\",\"fields\":{")
            << refused("“records[0].written” is not what the fields beside it say");
        QTest::newRow("a record that stands twice")
            << changed(record, record + ',' + record) << refused("the record “item” is in it twice");
    }
    void otherFile_isRefused()
    {
        QFETCH(QByteArray, file);
        const auto back = readFrom(file);
        QVERIFY(!back);
        QTEST(back.error(), "sentence");
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
