#include "core/values/json.h"
#include "core/values/jsontree.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

class TestJson final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void record_isKeptAsWritten_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("the standard record") << QByteArray("{\"stock\": 10, \"name\": \"Desk lamp\"}");
        QTest::newRow("fields out of the alphabet") << QByteArray("{\"z\": 1, \"a\": 2}");
        QTest::newRow("no fields") << QByteArray("{}");
        QTest::newRow("every kind") << QByteArray(
            "{\"t\": true, \"f\": false, \"n\": null, \"d\": 1.5, \"w\": 7.0}");
        QTest::newRow("the largest integers")
            << QByteArray("{\"a\": 9007199254740991, \"b\": -9007199254740991}");
        QTest::newRow("other letters") << QByteArray("{\"größe\": \"灯 😀\"}");
        QTest::newRow("an empty name") << QByteArray("{\"\": 1}");
        QTest::newRow("a huge number with an exponent") << QByteArray("{\"a\": 1e+300}");
    }
    void record_isKeptAsWritten()
    {
        QFETCH(QByteArray, json);
        const auto fields = fieldsFromJson(json);
        QVERIFY2(fields, fields ? "" : qPrintable(fields.error().message));
        QCOMPARE(fields->toJson(), json);
    }

    void record_refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("isJson");
        QTest::addColumn<QString>("message");
        const auto tooLarge = [](const char* name) {
            return text("the number at “%1” is too large: integers up to 9007199254740991 are kept exactly")
                .arg(text(name));
        };
        QTest::newRow("nothing") << QByteArray() << false << text("it is empty");
        QTest::newRow("blanks") << QByteArray(" \n ") << false << text("it is empty");
        QTest::newRow("a byte order mark") << QByteArray("\xef\xbb\xbf") << false << text("it is empty");
        QTest::newRow("two bytes a letter")
            << QByteArray("\xff\xfe{\0}\0", 6) << false << text("it is not UTF-8");
        QTest::newRow("no JSON") << QByteArray("stock=7") << false
                                 << text("it is no JSON from line 1, column 1 on");
        QTest::newRow("the second line")
            << QByteArray("{\n  \"a\": x}") << false << text("it is no JSON from line 2, column 8 on");
        QTest::newRow("columns count characters")
            << QByteArray("{\"äöü\": x}") << false << text("it is no JSON from line 1, column 9 on");
        QTest::newRow("cut off") << QByteArray("{\"a\": 1") << false
                                 << text("it is no JSON from line 1, column 8 on");
        QTest::newRow("a comment") << QByteArray("{} // no") << false
                                   << text("it is no JSON from line 1, column 4 on");
        QTest::newRow("text behind") << QByteArray("{}{}") << false
                                     << text("it is no JSON from line 1, column 3 on");
        QTest::newRow("a comma at the end")
            << QByteArray("{\"a\": 1,}") << false << text("it is no JSON from line 1, column 9 on");
        QTest::newRow("bytes that are no UTF-8")
            << QByteArray("{\"a\": \"\xff\xfe\"}") << false << text("it is not UTF-8");
        QTest::newRow("half a character")
            << QByteArray("{\"a\": \"\xc3\"}") << false << text("it is not UTF-8");
        QTest::newRow("a name that stands twice") << QByteArray("{\"a\": 1, \"b\": 2, \"a\": 1}") << false
                                                  << text("the name “a” stands twice in one object");
        QTest::newRow("a list") << QByteArray("[1]") << true
                                << text("it is an array, and a record is an object");
        QTest::newRow("a value alone")
            << QByteArray("7") << true << text("it is a single value, and a record is an object");
        QTest::newRow("an object inside")
            << QByteArray("{\"a\": {\"b\": 1}}") << true
            << text("the field “a” holds an object, and a field holds text, a number, true, false or null");
        QTest::newRow("a list inside")
            << QByteArray("{\"a\": [1]}") << true
            << text("the field “a” holds an array, and a field holds text, a number, true, false or null");
        QTest::newRow("2^53") << QByteArray("{\"a\": 9007199254740992}") << true << tooLarge("a");
        QTest::newRow("minus 2^53") << QByteArray("{\"a\": -9007199254740992}") << true << tooLarge("a");
        QTest::newRow("the largest 64 bits")
            << QByteArray("{\"a\": 18446744073709551615}") << true << tooLarge("a");
        QTest::newRow("more than 64 bits")
            << QByteArray("{\"a\": 1, \"b\": 100000000000000000000}") << true << tooLarge("b");
        QTest::newRow("more than a double") << QByteArray("{\"a\": 1e999}") << true << tooLarge("a");
        const auto tooLong = [](const char* written, const char* kept) {
            return text("the number at “a” has more digits than are kept: %1 would become %2, so write it "
                        "like "
                        "that, or as a text")
                .arg(text(written), text(kept));
        };
        QTest::newRow("digits beyond a double") << QByteArray("{\"a\": 0.12345678901234567890}") << true
                                                << tooLong("0.12345678901234567890", "0.12345678901234568");
        QTest::newRow("an odd number beyond 2^53 with a point")
            << QByteArray("{\"a\": 9007199254740993.0}") << true
            << tooLong("9007199254740993.0", "9007199254740992.0");
        QTest::newRow("less than a double")
            << QByteArray("{\"a\": 1e-400}") << true << tooLong("1e-400", "0.0");
        QTest::newRow("digits without an end")
            << "{\"a\": 0." + QByteArray(100'000, '3') + '}' << true
            << tooLong("0.33333333333333333333333333333333333333…", "0.3333333333333333");
    }
    void record_refuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(bool, isJson);
        const auto fields = fieldsFromJson(json);
        QVERIFY(!fields);
        QTEST(fields.error().message, "message");
        QCOMPARE(fields.error().kind, isJson ? JsonError::Kind::Shape : JsonError::Kind::Syntax);
    }

    void record_holdsSixtyFourFields()
    {
        QByteArray most = "{";
        for (int i = 0; i < 64; ++i)
            most += (i == 0 ? "\"f" : ", \"f") + QByteArray::number(i) + "\": 1";
        QCOMPARE(fieldsFromJson(most + "}")->size(), 64);
        const auto more = fieldsFromJson(most + ", \"g\": 1}");
        QVERIFY(!more);
        QCOMPARE(more.error().message, text("it has more than 64 fields"));
    }

    void tree_refusesDepth()
    {
        QVERIFY(parseTree(QByteArray(64, '[') + QByteArray(64, ']')));
        const auto deep = parseTree(QByteArray(100'000, '['));
        QVERIFY(!deep);
        QCOMPARE(deep.error(), (JsonError{JsonError::Kind::Shape, text("it is nested too deeply")}));
    }

    void tree_namesThePosition_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("message");
        QTest::newRow("a name of two lines, twice")
            << QByteArray("{\"a\\nb\": 1, \"a\\nb\": 2}")
            << text("the name “a<U+000A>b” stands twice in one object");
        QTest::newRow("a name twice at the top")
            << QByteArray("{\"a\": 1, \"a\": 2}") << text("the name “a” stands twice in one object");
        QTest::newRow("a name twice in a list") << QByteArray("{\"steps\": [{}, {\"do\": 1, \"do\": 2}]}")
                                                << text("in “steps[1]” the name “do” stands twice");
        QTest::newRow("a number too large")
            << QByteArray("{\"steps\": [{}, {\"set\": {\"stock\": 9007199254740992}}]}")
            << text("the number at “steps[1].set.stock” is too large: integers up to 9007199254740991 are "
                    "kept exactly");
        QTest::newRow("a number with more digits than are kept")
            << QByteArray("{\"steps\": [{\"set\": {\"price\": 1.00000000000000000001}}]}")
            << text("the number at “steps[0].set.price” has more digits than are kept: "
                    "1.00000000000000000001 would become 1.0, so write it like that, or as a text");
    }
    void tree_readsItsLibrarysOutput()
    {
        // For a few numbers, the library writes more digits than necessary (Grisu2).
        const Fields fields{{text("a"), 59477.146976}, {text("b"), 4.1752050594835e78}, {text("c"), 5e-324}};
        const QByteArray written = toBytes(Json{{"fields", toTree(fields)}});
        QVERIFY2(written.contains("59477.146976000004"), written.constData());
        const auto tree = parseTree(written);
        QVERIFY(tree);
        QCOMPARE(TreeReader(*tree, QString()).fields("fields"), fields);
        QVERIFY(parseTree("{\"a\": 59477.146976}"));
        QVERIFY(!parseTree("{\"a\": 59477.146976000005}"));
        QVERIFY(!fieldsFromJson("{\"a\": 59477.146976000004}"));
    }
    void tree_namesThePosition()
    {
        QFETCH(QByteArray, json);
        const auto tree = parseTree(json);
        QVERIFY(!tree);
        QTEST(tree.error().message, "message");
    }

    void reader_readsEveryType()
    {
        const auto tree = parseTree("{\"t\": \"x\", \"i\": 7, \"f\": true, \"o\": {\"b\": 2, \"a\": 1}, "
                                    "\"v\": [1, 1.5, \"s\", null, false]}");
        QVERIFY(tree);
        const TreeReader reader(*tree, QString());
        QCOMPARE(reader.text("t"), text("x"));
        QCOMPARE(reader.integer("i"), 7);
        QVERIFY(reader.flag("f"));
        QCOMPARE(reader.fields("o").toJson(), QByteArray("{\"b\": 2, \"a\": 1}"));
        QCOMPARE(reader.values("v"), (QList<Value>{qint64{1}, 1.5, text("s"), Value(), false}));
        QCOMPARE(reader.object("o").names(), (QStringList{text("b"), text("a")}));
        QVERIFY(reader.has("t") && !reader.has("nothing") && reader.isObject("o") && !reader.isObject("t"));
        QVERIFY2(reader.problem().isEmpty(), qPrintable(reader.problem()));
    }

    void reader_remembersTheFirstProblem_data()
    {
        QTest::addColumn<int>("question");
        QTest::addColumn<QString>("problem");
        QTest::newRow("a missing member") << 0 << text("“steps[3].client” is missing");
        QTest::newRow("a number for a text") << 1 << text("“steps[3].do” is not a text");
        QTest::newRow("a fraction for an integer") << 2 << text("“steps[3].seconds” is not a whole number");
        QTest::newRow("a number for a flag") << 3 << text("“steps[3].do” is not true or false");
        QTest::newRow("a list for a record") << 4 << text("“steps[3].list” is not an object");
        QTest::newRow("an object inside a record")
            << 5
            << text("“steps[3].nested” is no record: the field “a” holds an object, and a field holds text, "
                    "a number, "
                    "true, false or null");
        QTest::newRow("a number for a list") << 6 << text("“steps[3].do” is not a list");
        QTest::newRow("a list of lists for values") << 7 << text("“steps[3].lists” is not a list of values");
        QTest::newRow("a number for an object") << 8 << text("“steps[3].do” is not an object");
    }
    void reader_remembersTheFirstProblem()
    {
        QFETCH(int, question);
        const auto tree = parseTree(
            "{\"do\": 1, \"seconds\": 1.5, \"list\": [1], \"lists\": [[1]], \"nested\": {\"a\": {}}}");
        QVERIFY(tree);
        const TreeReader reader(*tree, text("steps[3]"));
        switch (question) {
        case 0:
            QCOMPARE(reader.text("client"), QString());
            break;
        case 1:
            QCOMPARE(reader.text("do"), QString());
            break;
        case 2:
            QCOMPARE(reader.integer("seconds"), 0);
            break;
        case 3:
            QCOMPARE(reader.flag("do"), false);
            break;
        case 4:
            QVERIFY(reader.fields("list").isEmpty());
            break;
        case 5:
            QVERIFY(reader.fields("nested").isEmpty());
            break;
        case 6:
            QVERIFY(reader.array("do").empty());
            break;
        case 7:
            QVERIFY(reader.values("lists").isEmpty());
            break;
        default:
            QVERIFY(reader.object("do").names().isEmpty());
        }
        QTEST(reader.problem(), "problem");
        reader.fail(text("a later problem"));
        QTEST(reader.problem(), "problem");
    }

    void reader_namesMembersInAnyScript()
    {
        const auto tree = parseTree("{\"größe\": 1}");
        QVERIFY(tree);
        const TreeReader reader(*tree, text("records"));
        QCOMPARE(reader.text("größe"), QString());
        QCOMPARE(reader.problem(), text("“records.größe” is not a text"));
    }

    void reader_refusesUnlistedMembers()
    {
        const auto tree = parseTree("{\"do\": 1, \"to\": 2}");
        QVERIFY(tree);
        TreeReader reader(*tree, text("steps[0]"));
        reader.allowOnly({"do", "set"});
        QCOMPARE(reader.problem(), text("“steps[0].to” is not known here; use do, set"));
    }

    void reader_refusesOtherThanObjects()
    {
        const auto tree = parseTree("[1]");
        QVERIFY(tree);
        QCOMPARE(TreeReader(*tree, QString()).problem(), text("it is not a JSON object"));
        QCOMPARE(TreeReader(*tree, text("expect")).problem(), text("“expect” is not an object"));
    }
};

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
