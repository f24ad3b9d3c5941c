#include "core/export/sequencetext.h"

#include "core/journalbuilder.h"
#include "core/leasejournal.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

ExportSource storyOf(const Journal& journal, qint64 moment = -1)
{
    return {&journal, moment < 0 ? journal.size() : moment, {u"A"_s, u"B"_s}, u"A story"_s};
}

QStringList linesOf(const QString& text)
{
    QStringList lines;
    for (const QString& line : text.split(u'\n', Qt::SkipEmptyParts))
        lines.append(line.trimmed());
    return lines;
}

} // namespace

class TestSequenceText final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void mermaid_showsTheLesson();
    void plantUml_showsTheLesson();
    void refusal_endsInACross();
    void lostAnswer_endsInACross();
    void possiblyLostRequest_endsInACross();
    void clockAndExpiry_spanAllLanes();
    void rule_spansAllLanes();
    void waitingRequest_isAnsweredLater();
    void moment_omitsLaterEvents();
    void severalRecords_areNamed();
    void labels_standBesideTheNames();
    void names_areEscaped_data();
    void names_areEscaped();
    void values_areEscaped();
};

void TestSequenceText::mermaid_showsTheLesson()
{
    const JournalBuilder builder = lesson(Locking::Off);
    QCOMPARE(
        mermaidText(storyOf(builder.journal())),
        QStringLiteral("sequenceDiagram\n"
                       "    title A story\n"
                       "    participant client1 as A\n"
                       "    participant server as Server\n"
                       "    participant client2 as B\n"
                       "    client1->>server: 1. GET item\n"
                       "    server-->>client1: 200 OK · ETag \"1\" · stock 10\n"
                       "    activate client1\n"
                       "    client2->>server: 2. GET item\n"
                       "    server-->>client2: 200 OK · ETag \"1\" · stock 10\n"
                       "    activate client2\n"
                       "    Note over client1: typed stock 7\n"
                       "    client1->>server: 3. PUT stock 7 · no If-Match\n"
                       "    server-->>client1: 200 OK · ETag \"2\"\n"
                       "    deactivate client2\n"
                       "    Note over client2: stale since v2\n"
                       "    Note over client2: typed stock 8\n"
                       "    client2->>server: 4. PUT stock 8 · no If-Match\n"
                       "    server-->>client2: 200 OK · ETag \"3\"\n"
                       "    activate client2\n"
                       "    Note over client1: ✕ v2 is lost: A’s stock 10 → 7\n"
                       "    deactivate client1\n"
                       "    Note over client1: stale since v3\n"
                       "    Note over client1,client2: A client’s lane is active while its copy is "
                       "current.\n"
                       "    deactivate client2\n"));
}

void TestSequenceText::plantUml_showsTheLesson()
{
    const JournalBuilder builder = lesson(Locking::Version);
    QCOMPARE(
        plantUmlText(storyOf(builder.journal())),
        QStringLiteral("@startuml\n"
                       "title A story\n"
                       "participant \"A\" as client1\n"
                       "participant \"Server\" as server\n"
                       "participant \"B\" as client2\n"
                       "client1 -> server : 1. GET item\n"
                       "server --> client1 : 200 OK · ETag \"1\" · stock 10\n"
                       "activate client1\n"
                       "client2 -> server : 2. GET item\n"
                       "server --> client2 : 200 OK · ETag \"1\" · stock 10\n"
                       "activate client2\n"
                       "note over client1 : typed stock 7\n"
                       "client1 -> server : 3. PUT stock 7 · If-Match \"1\"\n"
                       "server --> client1 : 200 OK · ETag \"2\"\n"
                       "deactivate client2\n"
                       "note over client2 : stale since v2\n"
                       "note over client2 : typed stock 8\n"
                       "client2 ->x server : 4. PUT stock 8 · If-Match \"1\"\n"
                       "server --> client2 : 412 · nothing written · now \"2\"\n"
                       "caption A client’s lane is active while its copy is current.\n"
                       "deactivate client1\n"
                       "@enduml\n"));
}

void TestSequenceText::refusal_endsInACross()
{
    const JournalBuilder builder = lesson(Locking::Version);
    const QString text = mermaidText(storyOf(builder.journal()));
    QVERIFY2(text.contains(u"client2-xserver: 4. PUT stock 8"_s), qPrintable(text));
    QVERIFY(!text.contains(u"lost"_s));
}

void TestSequenceText::lostAnswer_endsInACross()
{
    JournalBuilder builder(Locking::Off);
    builder.read(u"A"_s).save(u"A"_s, stock(7)).answerLost(u"A"_s);
    const QStringList mermaid = linesOf(mermaidText(storyOf(builder.journal())));
    QVERIFY(mermaid.contains(u"server--xclient1: 200 OK · ETag \"2\""_s));
    QVERIFY(mermaid.contains(u"server-->>client1: 200 OK · ETag \"1\" · stock 10"_s));
    QVERIFY(mermaid.contains(u"Note over client1: the answer was never heard"_s));
    QVERIFY(mermaid.contains(u"Note over client1: stale since v2"_s));
    const QStringList plantUml = linesOf(plantUmlText(storyOf(builder.journal())));
    QVERIFY(plantUml.contains(u"server -->x client1 : 200 OK · ETag \"2\""_s));
}

void TestSequenceText::possiblyLostRequest_endsInACross()
{
    JournalBuilder builder(Locking::Off);
    Event lost;
    lost.client = u"A"_s;
    lost.action = Action::Write;
    lost.verdict = Verdict::Unknown;
    lost.before = standardRecord().fields;
    lost.after = lost.before.with(stock(7));
    builder.read(u"A"_s).custom(lost);
    QVERIFY(linesOf(mermaidText(storyOf(builder.journal())))
                .contains(u"client1--xserver: 2. PUT stock 7 · no answer"_s));
    QVERIFY(linesOf(plantUmlText(storyOf(builder.journal())))
                .contains(u"client1 -->x server : 2. PUT stock 7 · no answer"_s));
    QVERIFY(!mermaidText(storyOf(builder.journal())).contains(u"--xclient1"_s));
}

void TestSequenceText::clockAndExpiry_spanAllLanes()
{
    LeaseJournal journal;
    journal.acquire(u"A"_s);
    journal.builder().moveClock(40);
    journal.expire();
    for (const char* words :
         {"the clock goes 40 s forward · now 09:00:42", "the lease 1 of A on item expires: nobody is told"}) {
        const QString line = QString::fromUtf8(words);
        QVERIFY2(
            linesOf(mermaidText(storyOf(journal.journal())))
                .contains(u"Note over client1,client2: "_s + line),
            qPrintable(mermaidText(storyOf(journal.journal()))));
        QVERIFY(linesOf(plantUmlText(storyOf(journal.journal())))
                    .contains(u"note over client1,client2 : "_s + line));
    }
}

void TestSequenceText::rule_spansAllLanes()
{
    JournalBuilder builder(Locking::Off);
    builder.read(u"A"_s).rule(Locking::Version);
    const QString words = u"Locking: "_s + toStatus(Locking::Version);
    QVERIFY(
        linesOf(mermaidText(storyOf(builder.journal()))).contains(u"Note over client1,client2: "_s + words));
    QVERIFY(linesOf(plantUmlText(storyOf(builder.journal()))).contains(u"== %1 =="_s.arg(words)));
}

void TestSequenceText::waitingRequest_isAnsweredLater()
{
    LeaseJournal lease;
    lease.acquire(u"A"_s).wait(u"B"_s).release(u"A"_s).acquire(u"B"_s, true);
    const QStringList lines = linesOf(mermaidText(storyOf(lease.journal())));
    const qsizetype asked = lines.indexOf(QRegularExpression(u"^client2->>server: .*"_s));
    const qsizetype released = lines.indexOf(QRegularExpression(u"^server-->>client1: 204.*"_s));
    const qsizetype heard = lines.indexOf(QRegularExpression(u"^server-->>client2: .*"_s));
    QVERIFY(asked > 0);
    QVERIFY(asked < released);
    QVERIFY(released < heard);
    QCOMPARE(lines.filter(QRegularExpression(u"^client2->>"_s)).size(), 1);
}

void TestSequenceText::moment_omitsLaterEvents()
{
    const JournalBuilder builder = lesson(Locking::Off);
    const QString text = mermaidText(storyOf(builder.journal(), 2));
    QVERIFY(text.contains(u"2. GET item"_s));
    QVERIFY(!text.contains(u"PUT"_s));
    QVERIFY(text.endsWith(u"deactivate client1\n    deactivate client2\n"_s));
}

void TestSequenceText::severalRecords_areNamed()
{
    JournalBuilder builder(Locking::Off, {standardRecord(), {u"other"_s, stock(3), 1, 0}});
    builder.read(u"A"_s)
        .read(u"B"_s)
        .save(u"B"_s, stock(7))
        .on(u"other"_s)
        .read(u"A"_s)
        .save(u"B"_s, stock(2));
    const QStringList lines = linesOf(mermaidText(storyOf(builder.journal())));
    QVERIFY(lines.contains(u"Note over client1: item: stale since v2"_s));
    QVERIFY(lines.contains(u"Note over client1: other: stale since v2"_s));
    QVERIFY2(lines.filter(u"GET other"_s).size() == 1, qPrintable(lines.join(u'\n')));
    QCOMPARE(lines.filter(QRegularExpression(u"^activate"_s)).size(), lines.filter(u"deactivate"_s).size());
    QVERIFY(lines.contains(
        u"Note over client1,client2: A client’s lane has a bar for each copy that is current."_s));
}

void TestSequenceText::labels_standBesideTheNames()
{
    const JournalBuilder builder = lesson(Locking::Off);
    JournalHeader header = builder.journal().header();
    header.clients = {{u"B"_s, u"Web shop"_s, Seat::D}};
    Journal journal(header);
    for (qint64 seq = 1; seq <= builder.journal().size(); ++seq)
        journal.append(builder.journal().event(seq));
    const QStringList mermaid = linesOf(mermaidText(storyOf(journal)));
    QVERIFY(mermaid.contains(u"participant client1 as A"_s));
    QVERIFY(mermaid.contains(u"participant client2 as B · Web shop"_s));
    QVERIFY(linesOf(plantUmlText(storyOf(journal))).contains(u"participant \"B · Web shop\" as client2"_s));
}

void TestSequenceText::names_areEscaped_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("mermaid");
    QTest::addColumn<QString>("plantUml");
    const auto row = [](const char* title, const char* name, const char* mermaid, const char* plantUml) {
        QTest::newRow(title) << QString::fromUtf8(name) << QString::fromUtf8(mermaid)
                             << QString::fromUtf8(plantUml);
    };
    row("the word that closes blocks", "end", "#101;nd", "end");
    row("what ends a statement", "a;b#c", "a#59;b#35;c", "a;b<U+0023>c");
    row("quotation marks", "\"q\"", "#34;q#34;", "<U+0022>q<U+0022>");
    row("an arrow", "a->>b: c", "a#45;#62;#62;b#58; c", "a->>b: c");
    row("tags", "<b>x</b>", "#60;b#62;x#60;/b#62;", "<U+003C>b>x<U+003C>/b>");
    row("a directive",
        "%%{init}%%",
        "#37;#37;#123;init#125;#37;#37;",
        "<U+0025><U+0025><U+007B>init<U+007D><U+0025><U+0025>");
    row("what is written twice",
        "__x__ //y//",
        "__x__ //y//",
        "<U+005F><U+005F>x<U+005F><U+005F> <U+002F><U+002F>y<U+002F><U+002F>");
    row("two lines", "one\ntwo", "one two", "one two");
    row("a backslash", "\\n", "#92;n", "<U+005C>n");
    row("letters of the world", "größe 日本", "größe 日本", "größe 日本");
    row("what looks like a list", "-x", "#45;x", "<U+200B>-x");
}

void TestSequenceText::names_areEscaped()
{
    QFETCH(QString, name);
    QFETCH(QString, mermaid);
    QFETCH(QString, plantUml);
    JournalBuilder builder(Locking::Off);
    builder.read(name);
    const ExportSource source{&builder.journal(), builder.journal().size(), {name}, {}};
    QCOMPARE(linesOf(mermaidText(source)).at(1), u"participant client1 as "_s + mermaid);
    QCOMPARE(linesOf(plantUmlText(source)).at(1), u"participant \"%1\" as client1"_s.arg(plantUml));
}

void TestSequenceText::values_areEscaped()
{
    JournalBuilder builder(Locking::Off);
    builder.read(u"A"_s).edit(u"A"_s, Fields{{u"name"_s, u"a; --> <b> *'"_s}});
    const QString mermaid = mermaidText(storyOf(builder.journal()));
    QVERIFY2(
        mermaid.contains(u"Note over client1: typed name \"a#59; --#62; #60;b#62; *'\"\n"_s),
        qPrintable(mermaid));
    const QString plantUml = plantUmlText(storyOf(builder.journal()));
    QVERIFY2(
        plantUml.contains(u"note over client1 : typed name \"a; <U+002D><U+002D>> <U+003C>b> "
                          "<U+002A><U+0027>\"\n"_s),
        qPrintable(plantUml));
}

QTEST_GUILESS_MAIN(TestSequenceText)
#include "tst_sequencetext.moc"
