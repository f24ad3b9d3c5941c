#include "core/stacks/codetemplate.h"
#include "core/stacks/stack.h"
#include "core/stacks/stackanswer.h"
#include "journalbuilder.h"
#include "warningfreetest.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;

Q_DECLARE_METATYPE(interleave::CodeLanguage)

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

const QString Nasty = text("O'Brien \"x\" </b>");

CodeValues valuesOf(const Fields& fields, const QString& id = text("item"))
{
    return {id, fields, fields, fields, 1};
}

QString filled(const QString& code, CodeLanguage language, const CodeValues& values)
{
    const FilledTemplate made = filledTemplate(code, language, values);
    return made.problem.isEmpty() ? made.code : made.problem;
}

QByteArray stackWith(const QByteArray& code, const QByteArray& more = {})
{
    return R"({"id": "x", "title": "X", "language": "sql", "raises": "r", "conflict": "c", "status": "412",
               "told": "t", "pitfall": "p", "protection": "q", "sources": ["s"], "readOn": "2026-11-30",
               "code": )" +
           code + more + "}";
}

QString problemIn(const QByteArray& json)
{
    const auto stack = stackFromJson(json);
    return stack ? QString() : stack.error();
}

} // namespace

class TestStacks final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void literal_isReadAsTheValue_data();
    void literal_isReadAsTheValue();
    void literal_escapesWhatReordersText_data();
    void literal_escapesWhatReordersText();
    void identifier_isOfItsLanguage_data();
    void identifier_isOfItsLanguage();
    void identifiers_areDifferent();
    void column_isQuotedWhereNeeded();
    void key_isQuotedWhereNeeded();
    void template_repeatsALineForEachField();
    void template_joinsInsideALine();
    void template_quotesWhatIsBetween();
    void template_namesAnUnknownPlaceholder();
    void file_saysWhatIsWrong_data();
    void file_saysWhatIsWrong();
    void builtin_areAllThere();
    void builtin_areComplete();
    void builtin_fillWithAnything();
    void builtin_tellTheThreeSurprises();
    void stack_isFoundByIdAndTitle();
    void unknownStack_hasNearestNames();
    void question_followsTheMessage();
    void values_areThoseOfTheMessage();
    void answer_hasTheCodeOfTheMessage();
};

void TestStacks::literal_isReadAsTheValue_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<CodeLanguage>("language");
    QTest::addColumn<QString>("literal");
    const Value nasty(Nasty);
    QTest::newRow("SQL doubles the apostrophe")
        << nasty << CodeLanguage::Sql << text("'O''Brien \"x\" </b>'");
    QTest::newRow("SQL keeps a backslash") << Value(text("a\\b")) << CodeLanguage::Sql << text("'a\\b'");
    QTest::newRow("SQL has control characters in its own way")
        << Value(text("a\n'\\")) << CodeLanguage::Sql << text("U&'a\\000a''\\\\'");
    QTest::newRow("JSON") << nasty << CodeLanguage::Json << text("\"O'Brien \\\"x\\\" </b>\"");
    QTest::newRow("a shell's word") << nasty << CodeLanguage::Shell << text("'O'\\''Brien \"x\" </b>'");
    QTest::newRow("Ruby's interpolation")
        << Value(text("#{x} #$y # z")) << CodeLanguage::Ruby << text("\"\\#{x} \\#$y # z\"");
    QTest::newRow("PHP's variables") << Value(text("$x")) << CodeLanguage::Php << text("\"\\$x\"");
    QTest::newRow("Java's line feed") << Value(text("a\nb")) << CodeLanguage::Java << text("\"a\\nb\"");
    QTest::newRow("Java's control character")
        << Value(text("\x01")) << CodeLanguage::Java << text("\"\\001\"");
    QTest::newRow("C#'s control character")
        << Value(text("\x01")) << CodeLanguage::CSharp << text("\"\\u0001\"");
    QTest::newRow("Redis has bytes") << Value(text("\x01")) << CodeLanguage::Redis << text("\"\\x01\"");
    QTest::newRow("null in Python") << Value() << CodeLanguage::Python << text("None");
    QTest::newRow("null in Ruby") << Value() << CodeLanguage::Ruby << text("nil");
    QTest::newRow("null in SQL") << Value() << CodeLanguage::Sql << text("NULL");
    QTest::newRow("true in Python") << Value(true) << CodeLanguage::Python << text("True");
    QTest::newRow("true in SQL") << Value(true) << CodeLanguage::Sql << text("TRUE");
    QTest::newRow("a long number in Java")
        << Value(qint64{3000000000}) << CodeLanguage::Java << text("3000000000L");
    QTest::newRow("a number") << Value(1.5) << CodeLanguage::Java << text("1.5");
    QTest::newRow("no ASCII") << Value(text("größer 😀")) << CodeLanguage::Java << text("\"größer 😀\"");
}

void TestStacks::literal_isReadAsTheValue()
{
    QFETCH(Value, value);
    QFETCH(CodeLanguage, language);
    QTEST(literalOf(value, language), "literal");
}

void TestStacks::literal_escapesWhatReordersText_data()
{
    QTest::addColumn<CodeLanguage>("language");
    for (const QString& name : codeLanguageNames()) {
        if (name != QLatin1String("sh"))
            QTest::newRow(qPrintable(name)) << *codeLanguageFromName(name);
    }
}

void TestStacks::literal_escapesWhatReordersText()
{
    QFETCH(CodeLanguage, language);
    const QString literal = literalOf(text("a\u202eb\u2028c\rd"), language);
    for (const QChar c : literal)
        QVERIFY2(c.unicode() >= 32 && c.unicode() < 127, qPrintable(literal));
}

void TestStacks::identifier_isOfItsLanguage_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<CodeLanguage>("language");
    QTest::addColumn<QString>("identifier");
    QTest::newRow("one word") << text("stock") << CodeLanguage::Java << text("stock");
    QTest::newRow("two words in Java") << text("unit price") << CodeLanguage::Java << text("unitPrice");
    QTest::newRow("two words in Python") << text("unitPrice") << CodeLanguage::Python << text("unit_price");
    QTest::newRow("two words in C#") << text("unit-price") << CodeLanguage::CSharp << text("UnitPrice");
    QTest::newRow("a keyword") << text("class") << CodeLanguage::Java << text("classValue");
    QTest::newRow("the version's own name")
        << text("version") << CodeLanguage::Python << text("version_value");
    QTest::newRow("in any case") << text("Version") << CodeLanguage::CSharp << text("VersionValue");
    QTest::newRow("a digit first") << text("2nd") << CodeLanguage::Ruby << text("field_2nd");
    QTest::newRow("no letter") << text("</>") << CodeLanguage::Javascript << text("field");
    QTest::newRow("a quotation mark") << Nasty << CodeLanguage::Python << text("o_brien_x_b");
    QTest::newRow("letters of other alphabets") << text("Größe") << CodeLanguage::Java << text("größe");
    QTest::newRow("empty") << QString() << CodeLanguage::Php << text("field");
}

void TestStacks::identifier_isOfItsLanguage()
{
    QFETCH(QString, name);
    QFETCH(CodeLanguage, language);
    QFETCH(QString, identifier);
    QCOMPARE(identifiersOf({{name, Value()}}, language), QStringList(identifier));
}

void TestStacks::identifiers_areDifferent()
{
    const Fields fields{
        {text("unit price"), Value()},
        {text("unit-price"), Value()},
        {text("!"), Value()},
        {text("?"), Value()}};
    QCOMPARE(
        identifiersOf(fields, CodeLanguage::Java),
        QStringList({text("unitPrice"), text("unitPrice2"), text("field"), text("field2")}));
}

void TestStacks::column_isQuotedWhereNeeded()
{
    QCOMPARE(columnOf(text("stock")), text("stock"));
    QCOMPARE(columnOf(text("Stock")), text("\"Stock\""));
    QCOMPARE(columnOf(text("order")), text("\"order\""));
    QCOMPARE(columnOf(text("a\"b")), text("\"a\"\"b\""));
    QCOMPARE(columnOf(text("version")), text("version_value"));
}

void TestStacks::key_isQuotedWhereNeeded()
{
    QCOMPARE(keyOf(text("unitPrice")), text("unitPrice"));
    QCOMPARE(keyOf(text("unit price")), text("\"unit price\""));
    QCOMPARE(keyOf(text("version")), text("versionValue"));
    QCOMPARE(memberOf(text("stock")), text(".stock"));
    QCOMPARE(memberOf(text("</b>")), text("[\"</b>\"]"));
}

void TestStacks::template_repeatsALineForEachField()
{
    const CodeValues values = valuesOf({{text("stock"), qint64{7}}, {text("name"), Nasty}});
    QCOMPARE(
        filled(text("find({{id}})\nset{{Field}}({{value}});\nflush()"), CodeLanguage::Java, values),
        text("find(\"item\")\nsetStock(7);\nsetName(\"O'Brien \\\"x\\\" </b>\");\nflush()"));
}

void TestStacks::template_joinsInsideALine()
{
    const CodeValues values = valuesOf({{text("stock"), qint64{-3}}, {text("legs"), qint64{4}}});
    QCOMPARE(
        filled(
            text("SET {{each:, }}{{column}} = {{column}} {{sign}} {{amount}}{{end}} WHERE v = {{version}}"),
            CodeLanguage::Sql,
            values),
        text("SET stock = stock - 3, legs = legs + 4 WHERE v = 1"));
}

void TestStacks::template_quotesWhatIsBetween()
{
    const CodeValues values = valuesOf({{text("name"), Nasty}}, Nasty);
    QCOMPARE(
        filled(text("-d {{quote}}{{body}}{{end}}"), CodeLanguage::Shell, values),
        text("-d '{\"name\": \"O'\\''Brien \\\"x\\\" </b>\"}'"));
    QCOMPARE(
        filled(text("{{quote:json}}r/{{id:raw}}{{end}} {{id:url}}"), CodeLanguage::Shell, values),
        text("\"r/O'Brien \\\"x\\\" </b>\" O%27Brien%20%22x%22%20%3C%2Fb%3E"));
    QCOMPARE(
        filled(text("{{pointer}} {{old:json}}"), CodeLanguage::Shell, valuesOf({{text("a/b~c"), qint64{1}}})),
        text("\"/a~1b~0c\" 1"));
}

/// What the values hold is never a placeholder.
void TestStacks::template_namesAnUnknownPlaceholder()
{
    const CodeValues values = valuesOf({{text("name"), text("{{nonsense}}")}});
    QCOMPARE(filled(text("{{value}}"), CodeLanguage::Java, values), text("\"{{nonsense}}\""));
    QVERIFY(filled(text("{{nonsense}}"), CodeLanguage::Java, values).contains(text("“nonsense”")));
    QVERIFY(filled(text("{{quote}}x"), CodeLanguage::Java, values).contains(text("“quote”")));
}

void TestStacks::file_saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("problem");
    QTest::newRow("no object") << QByteArray("[]") << text("object");
    QTest::newRow("no JSON") << QByteArray("{") << text("line 1");
    QTest::newRow("no guarded save") << stackWith("{}") << text("code.guarded");
    QTest::newRow("an unknown kind") << stackWith(R"({"guarded": ["x"], "odd": ["x"]})") << text("odd");
    QTest::newRow("an unknown member") << stackWith(R"({"guarded": ["x"]})", R"(, "odd": 1)") << text("odd");
    QTest::newRow("an unknown placeholder") << stackWith(R"({"guarded": ["{{odd}}"]})") << text("“odd”");
    QTest::newRow("a line that is no text") << stackWith(R"({"guarded": [1]})") << text("code.guarded");
    QTest::newRow("an unknown language")
        << stackWith(R"({"guarded": {"language": "cobol", "lines": ["x"]}})") << text("cobol");
}

void TestStacks::file_saysWhatIsWrong()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, problem);
    QCOMPARE(problemIn(stackWith(R"({"guarded": ["x"]})")), QString());
    QVERIFY2(problemIn(json).contains(problem), qPrintable(problemIn(json)));
}

void TestStacks::builtin_areAllThere()
{
    QSet<QString> ids;
    for (const Stack& stack : builtinStacks())
        ids.insert(stack.id);
    const QStringList files = QDir(QStringLiteral(INTERLEAVE_STACKS)).entryList({text("*.json")});
    QVERIFY(files.size() >= 18);
    for (const QString& file : files)
        QVERIFY2(ids.contains(file.chopped(5)), qPrintable(file));
    QCOMPARE(ids.size(), files.size());
    QCOMPARE(builtinStacks().first().id, text("sql"));
}

/// Whole sentences, short code, and an address or a place for each source.
void TestStacks::builtin_areComplete()
{
    for (const Stack& stack : builtinStacks()) {
        for (const QString& sentence : {stack.conflict, stack.told, stack.pitfall, stack.protection})
            QVERIFY2(sentence.endsWith(QLatin1Char('.')), qPrintable(stack.id + QLatin1Char(' ') + sentence));
        QVERIFY2(stack.raises.size() <= 36 && stack.status.size() <= 12, qPrintable(stack.id));
        for (const StackCode& code : stack.codes) {
            const qsizetype lines = code.text.count(QLatin1Char('\n')) + 1;
            QVERIFY2(lines <= 12, qPrintable(stack.id));
        }
    }
}

/// Any record and any field gives code without a placeholder, and nothing else than the shell has a raw
/// control character.
void TestStacks::builtin_fillWithAnything()
{
    const Fields nasty{
        {Nasty, Nasty},
        {text("class"), Value()},
        {text("2\n\u202e"), text("a\nb\u202e")},
        {text("n"), qint64{-1}}};
    for (const Stack& stack : builtinStacks()) {
        for (const StackCode& code : stack.codes) {
            for (const CodeValues& values : {valuesOf(nasty, Nasty), valuesOf({}, {}), valuesOf(stock(7))}) {
                const FilledTemplate made = filledTemplate(code.text, code.language, values);
                QCOMPARE(made.problem, QString());
                QVERIFY2(!made.code.contains(text("{{")), qPrintable(made.code));
                QVERIFY2(!made.code.contains(QChar(0x202e)), qPrintable(made.code));
            }
        }
    }
}

void TestStacks::builtin_tellTheThreeSurprises()
{
    QVERIFY(findStack(text("spring-data-rest"))->pitfall.contains(text("optional")));
    QVERIFY(findStack(text("dynamodb"))->pitfall.contains(text("last writer wins")));
}

void TestStacks::stack_isFoundByIdAndTitle()
{
    QCOMPARE(findStack(text("EF-Core"))->id, text("ef-core"));
    QCOMPARE(findStack(text("plain sql"))->id, text("sql"));
    QCOMPARE(findStack(text("spring data rest"))->id, text("spring-data-rest"));
    QVERIFY(findStack(text("sprig")) == nullptr);
    QVERIFY(findStack(QString()) == nullptr);
}

void TestStacks::unknownStack_hasNearestNames()
{
    QCOMPARE(nearestStacks(text("spring")).first(), text("spring-data-rest"));
    QCOMPARE(nearestStacks(text("dynamdb")).first(), text("dynamodb"));
    QCOMPARE(nearestStacks(text("Hibernate")).first(), text("jakarta-persistence"));
    QVERIFY(nearestStacks(text("k8s kubernetes")).size() <= 3);
    QCOMPARE(nearestStacks(text("something else entirely")), QStringList());
    QCOMPARE(nearestStacks(QString(1'000'000, QLatin1Char('x'))), QStringList());
    QCOMPARE(nearestStacks(QString()), QStringList());
}

void TestStacks::question_followsTheMessage()
{
    JournalBuilder off;
    off.read(text("A")).save(text("A"), stock(7));
    QCOMPARE(questionOf(off.journal().event(1)), StackQuestion::Read);
    QCOMPARE(questionOf(off.journal().event(off.journal().size())), StackQuestion::Blind);

    JournalBuilder version(Locking::Version);
    version.read(text("A")).read(text("B")).save(text("A"), stock(7));
    QCOMPARE(questionOf(version.journal().event(version.journal().size())), StackQuestion::Guarded);
    version.save(text("B"), stock(8));
    QCOMPARE(questionOf(version.journal().event(version.journal().size())), StackQuestion::Refused);

    Event created = off.journal().event(off.journal().size());
    created.before = {};
    QCOMPARE(questionOf(created), StackQuestion::None);
    Event rule;
    rule.action = Action::Rule;
    QCOMPARE(questionOf(rule), StackQuestion::None);
    Event lease;
    lease.action = Action::Acquire;
    lease.verdict = Verdict::Granted;
    QCOMPARE(questionOf(lease), StackQuestion::Lock);
}

/// Only what the client changed on its screen is set, though it PUTs the whole record.
void TestStacks::values_areThoseOfTheMessage()
{
    JournalBuilder builder(Locking::Version);
    builder.read(text("A"))
        .read(text("B"))
        .save(text("A"), named(text("Floor lamp")))
        .save(text("B"), stock(8));
    const Journal& journal = builder.journal();
    const Event& refused = journal.event(journal.size());
    const CodeValues values = codeValuesOf(refused, journal.at(refused.seq - 1));
    QCOMPARE(values.record, text("item"));
    QCOMPARE(values.fields, stock(8));
    QCOMPARE(values.whole, refused.after);
    QCOMPARE(values.version, qint64{1});
    QCOMPARE(*values.base.find(text("stock")), Value(qint64{10}));
    const CodeValues read = codeValuesOf(journal.event(1), journal.at(0));
    QCOMPARE(read.fields, stock(10));
}

void TestStacks::answer_hasTheCodeOfTheMessage()
{
    const Stack& sql = *findStack(text("sql"));
    const CodeValues values{
        text("item"),
        {{text("stock"), qint64{8}}, {text("name"), text("Desk lamp")}},
        stock(8),
        stock(10),
        1};
    const StackAnswer guarded = stackAnswer(sql, StackQuestion::Guarded, values);
    QCOMPARE(
        guarded.sections.first().code,
        text("UPDATE records\n   SET stock = 8,\n       version = version + 1\n WHERE id = 'item'\n"
             "   AND version = 1;\n-- 0 rows: somebody was faster"));
    const StackAnswer refused = stackAnswer(sql, StackQuestion::Refused, values);
    QCOMPARE(
        refused.sections.first().words,
        text("Version 1 was replaced. What comes of it: 0 rows; the status is yours to choose."));
    QVERIFY(stackAnswer(*findStack(text("rails")), StackQuestion::Refused, values)
                .sections.first()
                .words.endsWith(text("ActiveRecord::StaleObjectError, status 409.")));
    const StackAnswer blind = stackAnswer(sql, StackQuestion::Blind, values);
    QCOMPARE(blind.sections.first().code, text("UPDATE records\n   SET stock = 8\n WHERE id = 'item';"));
    QCOMPARE(blind.sections.at(1).words, sql.protection);
    QCOMPARE(blind.sections.at(1).code, guarded.sections.first().code);
    QVERIFY(stackAnswer(sql, StackQuestion::Lock, values).sections.first().code.contains(text("FOR UPDATE")));
    const StackAnswer none = stackAnswer(sql, StackQuestion::None, values);
    QVERIFY(none.sections.isEmpty() && !none.empty.isEmpty());
    const StackAnswer empty = stackAnswer(sql, StackQuestion::Read, {text("item"), {}, {}, {}, 1});
    QVERIFY(empty.sections.isEmpty() && !empty.empty.isEmpty());
    // Nothing is invented: a stack without a lock says so, and shows the save with a version.
    const StackAnswer couch = stackAnswer(*findStack(text("couchdb")), StackQuestion::Lock, values);
    QVERIFY(!couch.sections.first().words.isEmpty());
    QVERIFY(couch.sections.first().code.contains(text("If-Match")));
}

QTEST_GUILESS_MAIN(TestStacks)
#include "tst_stacks.moc"
