#include "core/model/footprint.h"
#include "core/values/fields.h"
#include "core/values/json.h"
#include "warningfreetest.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace interleave;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

class TestFields final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void order_isKept()
    {
        Fields fields{{text("b"), qint64{1}}, {text("a"), qint64{2}}};
        fields.set(text("c"), true);
        fields.set(text("b"), qint64{9});
        QCOMPARE(fields.toJson(), QByteArray("{\"b\": 9, \"a\": 2, \"c\": true}"));
        QVERIFY(fields.remove(text("a")));
        QVERIFY(!fields.remove(text("a")));
        QCOMPARE(fields.toJson(), QByteArray("{\"b\": 9, \"c\": true}"));
    }

    void copy_isIndependent()
    {
        const Fields original{{text("stock"), qint64{10}}};
        Fields copy = original;
        copy.set(text("stock"), qint64{7});
        QCOMPARE(original.toJson(), QByteArray("{\"stock\": 10}"));
        QCOMPARE(copy.toJson(), QByteArray("{\"stock\": 7}"));
    }

    void with_replacesInPlaceAndAppendsNewOnes()
    {
        const Fields fields{{text("stock"), qint64{10}}, {text("name"), text("Lamp")}};
        const Fields result = fields.with({{text("colour"), text("red")}, {text("stock"), qint64{7}}});
        QCOMPARE(result.toJson(), QByteArray("{\"stock\": 7, \"name\": \"Lamp\", \"colour\": \"red\"}"));
    }

    void find_isNullForMissingFields()
    {
        const Fields fields{{text("stock"), qint64{10}}};
        QVERIFY(fields.find(text("Stock")) == nullptr);
        QCOMPARE(*fields.find(text("stock")), Value(qint64{10}));
        QVERIFY(Fields().find(QString()) == nullptr);
    }

    void equality_dependsOnOrderAndType()
    {
        const Fields fields{{text("a"), qint64{1}}, {text("b"), qint64{2}}};
        QVERIFY(fields == (Fields{{text("a"), qint64{1}}, {text("b"), qint64{2}}}));
        QVERIFY(fields != (Fields{{text("b"), qint64{2}}, {text("a"), qint64{1}}}));
        QVERIFY(fields != (Fields{{text("a"), 1.0}, {text("b"), qint64{2}}}));
    }

    void toJson_writes_data()
    {
        QTest::addColumn<Value>("value");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("null") << Value() << QByteArray("null");
        QTest::newRow("true") << Value(true) << QByteArray("true");
        QTest::newRow("a negative integer") << Value(qint64{-7}) << QByteArray("-7");
        QTest::newRow("the largest integer") << Value(LargestInteger) << QByteArray("9007199254740991");
        QTest::newRow("a whole double stays a double") << Value(7.0) << QByteArray("7.0");
        QTest::newRow("the shortest text that reads back") << Value(0.1) << QByteArray("0.1");
        QTest::newRow("a huge double") << Value(1e300) << QByteArray("1e+300");
        QTest::newRow("marks that JSON escapes")
            << Value(text("a\"b\\c\n\r\t\x01")) << QByteArray("\"a\\\"b\\\\c\\n\\r\\t\\u0001\"");
        QTest::newRow("other letters as they are") << Value(text("Größe 灯")) << QByteArray("\"Größe 灯\"");
        QTest::newRow("empty text") << Value(QString()) << QByteArray("\"\"");
    }
    void toJson_writes()
    {
        QFETCH(Value, value);
        QTEST(toJson(value), "json");
    }

    void toText_isForPeople()
    {
        QCOMPARE(toText(Value(text("Desk \"lamp\""))), text("Desk \"lamp\""));
        QCOMPARE(toText(Value(qint64{-3})), text("-3"));
        QCOMPARE(toText(Value(2.5)), text("2.5"));
        QCOMPARE(numberText(5.0), text("5"));
        QCOMPARE(numberText(-0.25), text("-0.25"));
    }

    void numbers_haveTwoTypes()
    {
        QVERIFY(isNumber(Value(qint64{1})) && isNumber(Value(1.5)));
        QVERIFY(!isNumber(Value(true)) && !isNumber(Value(text("1"))) && !isNumber(Value()));
        QCOMPARE(toNumber(Value(qint64{3})), std::optional(3.0));
        QCOMPARE(toNumber(Value(1.5)), std::optional(1.5));
        QVERIFY(!toNumber(Value(text("3"))));
    }

    void valueFromText_takes_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<Value>("like");
        QTest::addColumn<Value>("value");
        const Value whole(qint64{10});
        QTest::newRow("digits") << text("7") << whole << Value(qint64{7});
        QTest::newRow("blanks around digits") << text("  7\t") << whole << Value(qint64{7});
        QTest::newRow("a negative number") << text("-2") << whole << Value(qint64{-2});
        QTest::newRow("a fraction where an integer was") << text("7.5") << whole << Value(7.5);
        QTest::newRow("the largest integer") << text("9007199254740991") << whole << Value(LargestInteger);
        QTest::newRow("a whole number where a fraction was") << text("7") << Value(1.5) << Value(7.0);
        QTest::newRow("text as it is") << text("  Lamp ") << Value(text("x")) << Value(text("  Lamp "));
        QTest::newRow("an empty text") << QString() << Value(text("x")) << Value(QString());
        QTest::newRow("true") << text("true ") << Value(false) << Value(true);
        QTest::newRow("null stays null") << text("null") << Value() << Value();
        QTest::newRow("text in place of null") << text("seven") << Value() << Value(text("seven"));
        QTest::newRow("a number in place of null") << text("7") << Value() << Value(qint64{7});
        QTest::newRow("zero in place of null") << text(" 0") << Value() << Value(qint64{0});
        QTest::newRow("minus in place of null") << text("-3") << Value() << Value(qint64{-3});
        QTest::newRow("a fraction in place of null") << text("1.50") << Value() << Value(1.5);
        QTest::newRow("a power in place of null") << text("1e300") << Value() << Value(1e300);
        QTest::newRow("true in place of null") << text("true") << Value() << Value(true);
        QTest::newRow("digits that are no number") << text("007") << Value() << Value(text("007"));
        QTest::newRow("a number as text") << text("\"7\"") << Value() << Value(text("7"));
        QTest::newRow("an empty text in place of null") << text("\"\"") << Value() << Value(text(""));
        QTest::newRow("one quotation mark") << text("\"") << Value() << Value(text("\""));
        QTest::newRow("nothing in place of null") << QString() << Value() << Value();
        QTest::newRow("a huge double again") << text("1e+300") << Value(1e300) << Value(1e300);
        QTest::newRow("another huge double") << text("2e300") << Value(1e300) << Value(2e300);
        QTest::newRow("a whole double again") << text("7.0") << Value(7.0) << Value(7.0);
        QTest::newRow("a whole double, shorter") << text("8") << Value(7.0) << Value(8.0);
        QTest::newRow("text that looks like a number") << text("10") << Value(text("9")) << Value(text("10"));
    }
    void valueFromText_takes()
    {
        QFETCH(QString, typed);
        QFETCH(Value, like);
        const auto result = valueFromText(typed, like, text("stock"));
        QVERIFY2(result, result ? "" : qPrintable(result.error()));
        QTEST(*result, "value");
    }

    void valueFromText_refuses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<Value>("like");
        QTest::addColumn<QString>("sentence");
        const Value whole(qint64{10});
        const QString none = text("“stock” holds a number, and this is none. Type digits, such as 7.");
        const QString huge = text("This number is too large for “stock”. Type one up to 9007199254740991.");
        QTest::newRow("nothing") << QString() << whole << text("“stock” is empty. Type a number, such as 7.");
        QTest::newRow("only blanks") << text("  ") << whole
                                     << text("“stock” is empty. Type a number, such as 7.");
        QTest::newRow("a word") << text("seven") << whole << none;
        QTest::newRow("digits and a unit") << text("7 lamps") << whole << none;
        QTest::newRow("a comma") << text("7,5") << whole << none;
        QTest::newRow("hexadecimal") << text("0x10") << whole << none;
        QTest::newRow("not a number") << text("nan") << whole << none;
        QTest::newRow("one more than fits") << text("9007199254740992") << whole << huge;
        QTest::newRow("more than 64 bits") << text("99999999999999999999") << whole << huge;
        QTest::newRow("more than a double") << text("1e999") << whole << huge;
        QTest::newRow("minus more than a double") << text("-1e999") << whole << huge;
        QTest::newRow("infinity") << text("inf") << whole << huge;
        QTest::newRow("too many digits in place of null") << text("99999999999999999999") << Value() << huge;
        const auto digits = [](const char* kept) {
            return text("“stock” cannot keep all of these digits: they would become %1. Type that, or fewer "
                        "digits.")
                .arg(text(kept));
        };
        QTest::newRow("more digits than a double has")
            << text("0.12345678901234567890") << whole << digits("0.12345678901234568");
        QTest::newRow("more digits in place of null")
            << text("1.00000000000000000001") << Value() << digits("1.0");
        QTest::newRow("an odd number that no double is")
            << text("9007199254740993e0") << Value(1.5) << digits("9007199254740992.0");
        QTest::newRow("less than a double") << text("1e-400") << Value(1.5) << digits("0.0");
        QTest::newRow("half a character") << QString(QChar(0xD83D)) << Value(text("x"))
                                          << text("“stock” holds half of a character. Type it anew.");
        QTest::newRow("yes for true")
            << text("yes") << Value(true) << text("“stock” holds true or false. Type one of the two.");
    }
    void valueFromText_refuses()
    {
        QFETCH(QString, typed);
        QFETCH(Value, like);
        const auto result = valueFromText(typed, like, text("stock"));
        QVERIFY(!result);
        QTEST(result.error(), "sentence");
    }

    void written_isDroppedByTheFirstChange()
    {
        const QByteArray text = " {\"a\": 1.50}";
        const Fields put = *fieldsAsPut(text);
        const Fields own{{QStringLiteral("a"), 1.5}};
        QCOMPARE(put.asPut(), text);
        QCOMPARE(put, own);
        QVERIFY(!put.isPutLike(own) && put.isPutLike(Fields(put)));
        QCOMPARE(footprint(put), footprint(own) + text.size());
        QCOMPARE(put.toJson(), own.toJson());
        QCOMPARE(put.with({}).asPut(), text);
        QCOMPARE(put.with(own).asPut(), own.toJson());
        Fields less = put;
        QVERIFY(less.remove(QStringLiteral("a")));
        QCOMPARE(less.asPut(), QByteArray("{}"));
        QVERIFY(fieldsAsPut(own.toJson())->written().isEmpty());
    }

    void changes_listsEachChangedField()
    {
        const Fields before{{text("stock"), qint64{10}}, {text("name"), text("Lamp")}, {text("old"), true}};
        const Fields after{{text("new"), Value()}, {text("name"), text("Lamp")}, {text("stock"), qint64{7}}};
        const QList<FieldChange> expected{
            {text("new"), std::nullopt, Value()},
            {text("stock"), Value(qint64{10}), Value(qint64{7})},
            {text("old"), Value(true), std::nullopt}};
        QCOMPARE(changes(before, after), expected);
        QVERIFY(changes(before, before).isEmpty());
    }

    void headline_isTheFirstNumberOrElseField()
    {
        QCOMPARE(headlineField({{text("name"), text("Lamp")}, {text("stock"), qint64{1}}}), text("stock"));
        QCOMPARE(headlineField({{text("name"), text("Lamp")}, {text("on"), true}}), text("name"));
        QVERIFY(headlineField({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFields)
#include "tst_fields.moc"
