#include "core/model/journal.h"
#include "core/transactions/transactionjournal.h"
#include "core/values/json.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QTest>

#include <limits>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

using Kind = TransactionEvent::Kind;

TransactionHeader header()
{
    return {
        .title = u"Two “tills”"_s,
        .story = u"10 lamps."_s,
        .engine = u"postgresql"_s,
        .engineTitle = u"PostgreSQL"_s,
        .version = u"15.8"_s,
        .level = u"read committed"_s,
        .sessions = {{u"A"_s, u"Shop"_s, u"serializable"_s}, {u"B"_s, {}, u"read committed"_s}},
        .setup = {u"CREATE TABLE item (id text, stock int)"_s, u"INSERT INTO item VALUES ('lamp\n', 10)"_s},
        .tables = {
            {u"empty"_s, {{u"id"_s}, {}}}, {u"item"_s, {{u"id"_s, u"stock"_s}, {{u"lamp"_s, qint64{10}}}}}}};
}

TransactionHeader smallHeader()
{
    TransactionHeader small = header();
    small.story.clear();
    small.setup.clear();
    small.tables = {{u"item"_s, {{u"id"_s, u"stock"_s}, {{u"lamp"_s, qint64{10}}}}}};
    return small;
}

Tables stock(qint64 number)
{
    return {{u"item"_s, {{u"id"_s, u"stock"_s}, {{u"lamp"_s, number}}}}};
}

TransactionEvent begin(const QString& session, int step)
{
    return {.session = session, .step = step, .action = TransactionAction::Begin, .statement = {u"BEGIN"_s}};
}

TransactionEvent commit(const QString& session, int step)
{
    return {
        .session = session, .step = step, .action = TransactionAction::Commit, .statement = {u"COMMIT"_s}};
}

TransactionEvent write(const QString& session, int step)
{
    return {.session = session, .step = step, .statement = {u"UPDATE item SET stock = 7"_s}, .rowCount = 1};
}

/// Everything that an event can say.
TransactionJournal fullJournal()
{
    TransactionJournal journal(header());
    journal.append(begin(u"A"_s, 1));
    journal.append(
        {.session = u"A"_s,
         .step = 2,
         .statement = {u"SELECT ?, ?, ?, ?, ?"_s, {qint64{-7}, 2.0, true, Value(), u"it's “7”\n"_s}},
         .columns = {u"a"_s, u"a"_s, u"b"_s, u"c"_s, {}},
         .rows =
             {{qint64{9'007'199'254'740'991}, 0.1, false, Value(), u"\u0001😀"_s},
              {1e300, -0.5, u"7"_s, QString(), qint64{0}}},
         .rowCount = 2'000});
    journal.append(
        {.session = u"A"_s, .step = 3, .statement = {u"SELECT 1 WHERE FALSE"_s}, .columns = {u"?column?"_s}});
    journal.append(
        {.kind = Kind::Waits,
         .session = u"B"_s,
         .step = 4,
         .statement = {u"UPDATE item SET stock = ?"_s, {qint64{8}}},
         .waitsFor = {u"A"_s, u"B"_s}});
    TransactionEvent committed = commit(u"A"_s, 5);
    committed.committed = Tables{
        {u"empty"_s, {{u"id"_s}, {}}}, {u"item"_s, {{u"id"_s, u"stock"_s}, {{u"lamp"_s, qint64{7}}}, true}}};
    journal.append(committed);
    journal.append(
        {.session = u"B"_s,
         .step = 4,
         .statement = {u"UPDATE item SET stock = ?"_s, {qint64{8}}},
         .succeeded = false,
         .code = u"40001"_s,
         .text = u"could not serialize"_s});
    journal.append(
        {.kind = Kind::RolledBack,
         .session = u"B"_s,
         .step = 4,
         .action = TransactionAction::Rollback,
         .statement = {u"ROLLBACK"_s}});
    journal.append(
        {.kind = Kind::LeftOut, .session = u"B"_s, .step = 6, .action = TransactionAction::Commit});
    TransactionEvent nothing = commit(u"B"_s, 7);
    nothing.keptNothing = true;
    nothing.committed = Tables{};
    journal.append(nothing);
    return journal;
}

QByteArray written(const TransactionJournal& journal)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    journal.write(buffer);
    return buffer.data();
}

Result<ReadTransactionJournal, QString> readFrom(QByteArray text)
{
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    return readTransactionJournal(buffer, u"run.jsonl"_s);
}

/// The header's line of a small journal.
QByteArray headerLine()
{
    return written(TransactionJournal(smallHeader()));
}

/// A line of an event; a test replaces or adds members.
QByteArray line(const QList<std::pair<QByteArray, QByteArray>>& changes = {})
{
    QList<std::pair<QByteArray, QByteArray>> members{
        {"seq", "1"}, {"session", "\"A\""}, {"step", "1"}, {"do", "\"sql\""}, {"what", "\"answered\""}};
    for (const auto& change : changes) {
        members.removeIf([&change](const auto& each) { return each.first == change.first; });
        if (!change.second.isEmpty())
            members.append(change);
    }
    QByteArray text;
    for (const auto& [name, json] : members)
        text += (text.isEmpty() ? "{\"" : ", \"") + name + "\": " + json;
    return text + "}\n";
}

QByteArray quoted(const QString& text)
{
    return toJson(Value(text));
}

} // namespace

class TestTransactionJournal final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void written_isReadBackEqual();
    void empty_isReadBackEqual();
    void engine_isReadBack_data();
    void engine_isReadBack();
    void header_isFormatFive();
    void engineVersion_isOneLine();
    void largeNumber_isReadBackAsText();
    void event_isNumbered();
    void event_isToldApart();
    void fold_tellsTheStateAfterEachEvent();
    void fold_tellsWhatKeptNothing();
    void copy_hasTheFirstEvents();
    void step_endsBeforeTheNextIsTaken();
    void cutOff_isReadAsFarAsItIsGood();
    void blankLine_isPassedOver();
    void lastLine_mayHaveNoEnd();
    void line_isReadWithoutWhatMayBeMissing();
    void damaged_isReadAsFarAsItIsGood_data();
    void damaged_isReadAsFarAsItIsGood();
    void wrongFile_isRefused_data();
    void wrongFile_isRefused();
    void kind_isRecognized_data();
    void kind_isRecognized();
};

void TestTransactionJournal::written_isReadBackEqual()
{
    const TransactionJournal journal = fullJournal();
    const auto read = readFrom(written(journal));
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(read->problem, QString());
    QCOMPARE(read->journal.header(), journal.header());
    QCOMPARE(read->journal.size(), 9);
    for (qint64 seq = 1; seq <= journal.size(); ++seq)
        QVERIFY2(read->journal.event(seq) == journal.event(seq), qPrintable(QString::number(seq)));
    QCOMPARE(read->journal, journal);
    QCOMPARE(written(read->journal), written(journal));
}

void TestTransactionJournal::empty_isReadBackEqual()
{
    const TransactionJournal journal(smallHeader());
    QCOMPARE(written(journal).count('\n'), 1);
    const auto read = readFrom(written(journal));
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(read->problem, QString());
    QCOMPARE(read->journal, journal);
}

void TestTransactionJournal::engine_isReadBack_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("title");
    QTest::newRow("sqlite") << u"sqlite"_s << u"SQLite"_s;
    QTest::newRow("postgresql") << u"postgresql"_s << u"PostgreSQL"_s;
    QTest::newRow("mariadb") << u"mariadb"_s << u"MariaDB"_s;
}

/// The title is not in the file.
void TestTransactionJournal::engine_isReadBack()
{
    QFETCH(const QString, engine);
    TransactionHeader other = header();
    other.engine = engine;
    const auto read = readFrom(written(TransactionJournal(other)));
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(read->journal.header().engine, engine);
    QTEST(read->journal.header().engineTitle, "title");
}

void TestTransactionJournal::header_isFormatFive()
{
    QVERIFY2(
        headerLine().startsWith(R"({"interleave":"journal","version":5,"kind":"transactions","title":)"),
        headerLine().constData());
    QVERIFY(isTransactionJournal(headerLine().first(256)));
}

/// JSON keeps no larger number exactly, so the reader refuses one.
void TestTransactionJournal::largeNumber_isReadBackAsText()
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    constexpr qint64 least = std::numeric_limits<qint64>::min();
    TransactionJournal journal(smallHeader());
    journal.append(
        {.session = u"A"_s,
         .step = 1,
         .statement = {u"SELECT ?"_s, {most}},
         .columns = {u"a"_s, u"b"_s, u"c"_s},
         .rows = {{least, LargestInteger + 1, -LargestInteger}},
         .rowCount = 1});
    const auto read = readFrom(written(journal));
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(read->problem, QString());
    const TransactionEvent& event = read->journal.event(1);
    QCOMPARE(event.statement.values, QList<Value>{u"9223372036854775807"_s});
    QCOMPARE(
        event.rows.first(),
        (QList<Value>{u"-9223372036854775808"_s, u"9007199254740992"_s, -LargestInteger}));
}

/// Sentences name it.
void TestTransactionJournal::engineVersion_isOneLine()
{
    QByteArray text = headerLine();
    text.replace("\"engineVersion\":\"", R"("engineVersion":"first\nthen )");
    const auto read = readFrom(text);
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QVERIFY(read->journal.header().version.startsWith(u"first<U+000A>then "_s));
}

void TestTransactionJournal::event_isNumbered()
{
    TransactionJournal journal(smallHeader());
    TransactionEvent event = begin(u"A"_s, 1);
    event.seq = 17;
    QCOMPARE(journal.append(event).seq, 1);
    QCOMPARE(journal.append(event).seq, 2);
    QCOMPARE(journal.event(2).seq, 2);
    QCOMPARE(journal.size(), 2);
}

void TestTransactionJournal::event_isToldApart()
{
    const TransactionJournal journal = fullJournal();
    QList<qint64> answers;
    QList<qint64> reads;
    QList<qint64> refusals;
    for (const TransactionEvent& event : journal.events()) {
        if (event.isAnswer())
            answers.append(event.seq);
        if (event.isRead())
            reads.append(event.seq);
        if (event.isRefused())
            refusals.append(event.seq);
    }
    QCOMPARE(answers, (QList<qint64>{1, 2, 3, 5, 6, 9}));
    QCOMPARE(reads, (QList<qint64>{2, 3}));
    QCOMPARE(refusals, QList<qint64>{6});
}

void TestTransactionJournal::fold_tellsTheStateAfterEachEvent()
{
    TransactionJournal journal(smallHeader());
    journal.append(begin(u"A"_s, 1));
    journal.append(begin(u"B"_s, 2));
    journal.append(write(u"A"_s, 3));
    journal.append({.kind = Kind::Waits, .session = u"B"_s, .step = 4, .waitsFor = {u"A"_s}});
    TransactionEvent committed = commit(u"A"_s, 5);
    committed.committed = stock(7);
    journal.append(committed);
    TransactionEvent refused = write(u"B"_s, 4);
    refused.succeeded = false;
    journal.append(refused);
    journal.append(
        {.kind = Kind::RolledBack, .session = u"B"_s, .step = 4, .action = TransactionAction::Rollback});
    journal.append(
        {.kind = Kind::LeftOut, .session = u"B"_s, .step = 6, .action = TransactionAction::Commit});
    journal.append(begin(u"B"_s, 7));
    journal.append({.session = u"B"_s, .step = 8, .action = TransactionAction::Rollback});
    TransactionEvent alone = write(u"B"_s, 9);
    alone.committed = stock(8);
    journal.append(alone);

    const QStringList forA{u"A"_s};
    using State = SessionState;
    const QList<std::pair<State, State>> expected{
        {State{}, State{}},
        {State{true, false, {}, 1}, State{}},
        {State{true, false, {}, 1}, State{true, false, {}, 2}},
        {State{true, false, {}, 3}, State{true, false, {}, 2}},
        {State{true, false, {}, 3}, State{true, false, forA, 4}},
        {State{false, false, {}, 5}, State{true, false, forA, 4}},
        {State{false, false, {}, 5}, State{true, true, {}, 6}},
        {State{false, false, {}, 5}, State{false, true, {}, 7}},
        {State{false, false, {}, 5}, State{false, true, {}, 8}},
        {State{false, false, {}, 5}, State{true, false, {}, 9}},
        {State{false, false, {}, 5}, State{false, false, {}, 10}},
        {State{false, false, {}, 5}, State{false, false, {}, 11}}};
    QCOMPARE(expected.size(), journal.size() + 1);
    for (qint64 n = 0; n <= journal.size(); ++n) {
        const TransactionState state = journal.at(n);
        QCOMPARE(state.seq(), n);
        QVERIFY2(state.session(u"A"_s) == expected.at(n).first, qPrintable(u"A after %1"_s.arg(n)));
        QVERIFY2(state.session(u"B"_s) == expected.at(n).second, qPrintable(u"B after %1"_s.arg(n)));
        QVERIFY2(state.tables() == stock(n < 5 ? 10 : n < 11 ? 7 : 8), qPrintable(QString::number(n)));
    }
    QCOMPARE(journal.at(3).session(u"C"_s), SessionState());
    QCOMPARE(TransactionState().tables(), Tables());
}

/// Of a session that ignores errors: it is refused, yet its transaction stays open up to its COMMIT.
void TestTransactionJournal::fold_tellsWhatKeptNothing()
{
    TransactionJournal journal(smallHeader());
    journal.append(begin(u"A"_s, 1));
    TransactionEvent refused = write(u"A"_s, 2);
    refused.succeeded = false;
    journal.append(refused);
    TransactionEvent nothing = commit(u"A"_s, 3);
    nothing.keptNothing = true;
    journal.append(nothing);
    QCOMPARE(journal.at(2).session(u"A"_s), (SessionState{true, true, {}, 2}));
    QCOMPARE(journal.at(3).session(u"A"_s), (SessionState{false, true, {}, 3}));
    TransactionEvent failed = begin(u"A"_s, 4);
    failed.succeeded = false;
    journal.append(failed);
    QCOMPARE(journal.at(4).session(u"A"_s), (SessionState{false, true, {}, 4}));
}

void TestTransactionJournal::copy_hasTheFirstEvents()
{
    const TransactionJournal journal = fullJournal();
    QCOMPARE(journal.copy(0), TransactionJournal(journal.header()));
    QCOMPARE(journal.copy(journal.size()), journal);
    const TransactionJournal three = journal.copy(3);
    QCOMPARE(three.header(), journal.header());
    QCOMPARE(three.size(), 3);
    QCOMPARE(three.event(3), journal.event(3));
    QCOMPARE(three.at(3).session(u"A"_s), journal.at(3).session(u"A"_s));
}

void TestTransactionJournal::step_endsBeforeTheNextIsTaken()
{
    const TransactionJournal journal = fullJournal();
    // Step 4 waits for step 5, and is answered after it.
    const QList<qint64> ends{0, 1, 2, 3, 4, 7, 8, 9, 9};
    for (int steps = 0; steps < ends.size(); ++steps)
        QCOMPARE(journal.endOfStep(steps), ends.at(steps));
    QCOMPARE(TransactionJournal(header()).endOfStep(1), 0);
}

void TestTransactionJournal::cutOff_isReadAsFarAsItIsGood()
{
    const TransactionJournal journal = fullJournal();
    const QByteArray text = written(journal);
    const qsizetype third = text.indexOf("{\"seq\":3");
    const auto read = readFrom(text.first(third + 20));
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(read->journal, journal.copy(2));
    QCOMPARE(
        read->problem,
        u"“run.jsonl” could be read up to line 4, which was left out with all after it: it is no JSON from "
        u"line "
        "1, column 21 on."_s);
}

void TestTransactionJournal::blankLine_isPassedOver()
{
    const auto read = readFrom(headerLine() + "\n  \r\n" + line() + "\n" + line());
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(read->journal.size(), 1);
    QCOMPARE(
        read->problem,
        u"“run.jsonl” could be read up to line 6, which was left out with all after it: event 1 stands where "
        u"event "
        "2 should follow."_s);
}

void TestTransactionJournal::lastLine_mayHaveNoEnd()
{
    const auto read = readFrom(headerLine() + line().trimmed());
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(read->problem, QString());
    QCOMPARE(read->journal.size(), 1);
}

void TestTransactionJournal::line_isReadWithoutWhatMayBeMissing()
{
    const auto read = readFrom(headerLine() + line());
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    TransactionJournal expected(smallHeader());
    expected.append({.session = u"A"_s, .step = 1});
    QCOMPARE(read->journal, expected);
}

void TestTransactionJournal::damaged_isReadAsFarAsItIsGood_data()
{
    QTest::addColumn<QByteArray>("damaged");
    QTest::addColumn<QString>("clause");
    const auto row = [](const char* name, const QByteArray& damaged, const QString& clause) {
        QTest::newRow(name) << damaged << clause;
    };
    const auto with = [](const QByteArray& member, const QByteArray& json) {
        return line({{"seq", "2"}, {member, json}});
    };
    row("no JSON", "{\"seq\" 2}\n", u"it is no JSON from line 1, column 8 on"_s);
    row("no object", "[2]\n", u"it tells of something that this program does not know"_s);
    row("no UTF-8", "{\"seq\": \"\xff\"}\n", u"it is not UTF-8"_s);
    row("10,000 nested arrays",
        QByteArray(10'000, '[') + QByteArray(10'000, ']') + '\n',
        u"it is nested too deeply"_s);
    row("nested in a row",
        line({{"seq", "2"}, {"columns", R"(["a"])"}, {"rows", R"([{"row": )" + QByteArray(10'000, '[')}}),
        u"it is nested too deeply"_s);
    row("no number", with("seq", {}), u"“seq” is missing"_s);
    row("the same number", with("seq", "1"), u"event 1 stands where event 2 should follow"_s);
    row("a later number", with("seq", "3"), u"event 3 stands where event 2 should follow"_s);
    row("a negative number", with("seq", "-2"), u"event -2 stands where event 2 should follow"_s);
    row("a number with a fraction", with("seq", "2.0"), u"“seq” is not a whole number"_s);
    row("a huge number",
        with("seq", "99999999999999999999"),
        u"the number at “seq” is too large: integers up to 9007199254740991 are kept exactly"_s);
    row("a huge value",
        with("values", "[9007199254740992]"),
        u"the number at “values[0]” is too large: integers up to 9007199254740991 are kept exactly"_s);
    row("beyond numbers",
        with("values", "[1e999]"),
        u"the number at “values[0]” is too large: integers up to 9007199254740991 are kept exactly"_s);
    row("no session", with("session", {}), u"“session” is missing"_s);
    row("an unknown session", with("session", R"("C")"), u"its session “C” takes no part"_s);
    row("a session of two lines", with("session", R"("A\nB")"), u"its session “A<U+000A>B” takes no part"_s);
    row("waits for an unknown session",
        with("waitsFor", R"(["B", "C"])"),
        u"its session “C” takes no part"_s);
    row("no step", with("step", {}), u"“step” is missing"_s);
    row("a negative step", with("step", "-1"), u"“step” is -1, and may be from 1 to 100000"_s);
    row("step 0", with("step", "0"), u"“step” is 0, and may be from 1 to 100000"_s);
    row("a large step", with("step", "100001"), u"“step” is 100001, and may be from 1 to 100000"_s);
    row("a step that is no int",
        with("step", "4294967297"),
        u"“step” is 4294967297, and may be from 1 to 100000"_s);
    row("an unknown do",
        with("do", R"("savepoint")"),
        u"it tells of something that this program does not know"_s);
    row("an unknown what",
        with("what", R"("Waits")"),
        u"it tells of something that this program does not know"_s);
    row("a statement of the wrong kind", with("sql", "1"), u"“sql” is not a text"_s);
    row("values of the wrong kind", with("values", "[[]]"), u"“values” is not a list of values"_s);
    row("waits for a number", with("waitsFor", "[1]"), u"“waitsFor” is not a list of texts"_s);
    row("succeeded, perhaps", with("succeeded", "1"), u"“succeeded” is not true or false"_s);
    row("kept nothing, perhaps", with("keptNothing", "null"), u"“keptNothing” is not true or false"_s);
    row("a code that is a number", with("code", "40001"), u"“code” is not a text"_s);
    row("a text that is none", with("text", "{}"), u"“text” is not a text"_s);
    row("rows, but how many", with("rowCount", "\"2\""), u"“rowCount” is not a whole number"_s);
    row("columns of numbers", with("columns", "[1]"), u"“columns” is not a list of texts"_s);
    row("columns without rows", with("columns", R"(["a"])"), u"“rows” is missing"_s);
    const auto rows = [](const QByteArray& json) {
        return line({{"seq", "2"}, {"columns", R"(["a", "b"])"}, {"rows", json}});
    };
    row("too few values in a row",
        rows(R"([{"row": [1, 2]}, {"row": [1]}])"),
        u"a row has 1 values, and there are 2 columns"_s);
    row("too many values in a row",
        rows(R"([{"row": [1, 2, 3]}])"),
        u"a row has 3 values, and there are 2 columns"_s);
    row("a row that is a list", rows("[[1, 2]]"), u"“rows[0]” is not an object"_s);
    row("a row of objects", rows(R"([{"row": [1, {}]}])"), u"“rows[0].row” is not a list of values"_s);
    row("tables of the wrong kind", with("committed", "[]"), u"“committed” is not an object"_s);
    row("a table of the wrong kind",
        with("committed", R"({"item": []})"),
        u"“committed.item” is not an object"_s);
    row("a table without rows",
        with("committed", R"({"item": {"columns": ["id"]}})"),
        u"“committed.item.rows” is missing"_s);
    row("a table with too few values",
        with("committed", R"({"item": {"columns": ["id", "stock"], "rows": [{"row": ["lamp"]}]}})"),
        u"a row has 1 values, and there are 2 columns"_s);
    row("a table without columns",
        with("committed", R"({"item": {"rows": [{"row": ["lamp"]}]}})"),
        u"a row has 1 values, and there are 0 columns"_s);
    row("a table that is cut, perhaps",
        with("committed", R"({"item": {"columns": [], "rows": [], "cut": 1}})"),
        u"“committed.item.cut” is not true or false"_s);
}

void TestTransactionJournal::damaged_isReadAsFarAsItIsGood()
{
    QFETCH(const QByteArray, damaged);
    QFETCH(const QString, clause);
    const auto read = readFrom(headerLine() + line() + damaged + line({{"seq", "2"}}));
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(
        read->problem,
        u"“run.jsonl” could be read up to line 3, which was left out with all after it: %1."_s.arg(clause));
    TransactionJournal expected(smallHeader());
    expected.append({.session = u"A"_s, .step = 1});
    QCOMPARE(read->journal, expected);
}

void TestTransactionJournal::wrongFile_isRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("clause");
    const auto row = [](const char* name, const QByteArray& text, const QString& clause) {
        QTest::newRow(name) << text << clause;
    };
    const QString noHeader = u"it does not begin with the header of a journal of transactions"_s;
    row("empty", {}, u"it is empty"_s);
    row("no JSON", "interleave\n", u"it is no JSON from line 1, column 1 on"_s);
    row("binary", QByteArray("SQLite format 3\0\xff\xff", 18), u"it is not UTF-8"_s);
    row("10,000 nested arrays", QByteArray(10'000, '['), u"it is nested too deeply"_s);
    row("a list", "[]\n", noHeader);
    row("something else", R"({"interleave": "list", "kind": "transactions", "version": 5})", noHeader);
    row("another kind", R"({"interleave": "journal", "kind": "schedules", "version": 5})", noHeader);
    row("an event", line(), noHeader);
    QBuffer http;
    http.open(QIODevice::WriteOnly);
    Journal({Locking::Off, 0, 0, {}}).write(http);
    row("a journal of HTTP", http.data(), noHeader);
    const auto header = [](const QByteArray& from, const QByteArray& to) {
        QByteArray text = headerLine();
        const bool isThere = text.contains(from);
        return isThere ? text.replace(from, to) : QByteArray();
    };
    row("a newer format",
        header("\"version\":5", "\"version\":6"),
        u"it is of format version 6, and this program reads version 5"_s);
    row("an older format",
        header("\"version\":5", "\"version\":4"),
        u"it is of format version 4, and this program reads version 5"_s);
    row("no format",
        header("\"version\":5", "\"version\":\"5\""),
        u"it is of format version 0, and this program reads version 5"_s);
    row("an unknown engine",
        header("\"postgresql\"", "\"oracle\""),
        u"its engine is “oracle”, which this program does not know"_s);
    row("no title", header("\"title\"", "\"name\""), u"“title” is missing"_s);
    row("a session that is a text",
        header("\"sessions\":[", "\"sessions\":[\"C\","),
        u"“sessions[0]” is not an object"_s);
    row("a session without a name",
        header("\"sessions\":[", "\"sessions\":[{\"level\":\"serializable\"},"),
        u"“sessions[0].name” is missing"_s);
    row("a session's name of two lines",
        header("\"sessions\":[", R"("sessions":[{"name":"A\nB","level":""},)"),
        u"the name of a session begins or ends with a blank, or holds a control character"_s);
    row("a session's level of two lines",
        header("\"sessions\":[", R"("sessions":[{"name":"C","level":"none\nat all"},)"),
        u"an isolation level begins or ends with a blank, or holds a control character"_s);
    row("a level of two lines",
        header("\"level\":\"", R"("level":"none\n)"),
        u"an isolation level begins or ends with a blank, or holds a control character"_s);
    row("a setup of numbers", header("\"setup\":[", "\"setup\":[1"), u"“setup” is not a list of texts"_s);
    row("tables of the wrong kind",
        header("\"tables\":{", "\"tables\":{\"x\":1,"),
        u"“tables.x” is not an object"_s);
    row("a row with too few values",
        header("\"row\":[\"lamp\",10]", "\"row\":[\"lamp\"]"),
        u"a row has 1 values, and there are 2 columns"_s);
}

void TestTransactionJournal::wrongFile_isRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, clause);
    const auto read = readFrom(text);
    QVERIFY(!read);
    QCOMPARE(read.error(), u"“run.jsonl” is no Interleave journal that can be opened: %1."_s.arg(clause));
}

void TestTransactionJournal::kind_isRecognized_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<bool>("isTransactions");
    QTest::newRow("a journal") << written(fullJournal()).first(256) << true;
    QTest::newRow("a short one") << headerLine() << true;
    QTest::newRow("with blanks") << QByteArray(R"({ "interleave" : "journal", "kind" : "transactions" })")
                                 << true;
    QTest::newRow("of a newer format")
        << QByteArray(R"({"interleave":"journal","version":99,"kind":"transactions")") << true;
    QBuffer http;
    http.open(QIODevice::WriteOnly);
    Journal({Locking::Off, 0, 0, {}}).write(http);
    QTest::newRow("a journal of HTTP") << http.data().left(256) << false;
    QTest::newRow("the kind in a later line")
        << QByteArray("{\"interleave\":\"journal\"}\n{\"kind\":\"transactions\"}\n") << false;
    QTest::newRow("a lesson") << QByteArray(R"({"kind": "transactions", "title": "T"})") << false;
    QTest::newRow("a title that says so")
        << QByteArray(R"({"interleave":"journal","title":)" + quoted(u"\"kind\":\"transactions\""_s) + '}')
        << false;
    QTest::newRow("garbage") << QByteArray("\xff\xfe\0\0interleave", 14) << false;
    QTest::newRow("nested") << QByteArray(256, '[') << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestTransactionJournal::kind_isRecognized()
{
    QFETCH(const QByteArray, beginning);
    QTEST(isTransactionJournal(beginning), "isTransactions");
}

QTEST_GUILESS_MAIN(TestTransactionJournal)
#include "tst_transactionjournal.moc"
