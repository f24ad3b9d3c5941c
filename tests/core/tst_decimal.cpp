#include "core/values/decimal.h"
#include "warningfreetest.h"

#include <QTest>

#include <limits>

using namespace interleave;

Q_DECLARE_METATYPE(interleave::Value)

namespace {

using Maybe = std::optional<Value>;

constexpr double Infinity = std::numeric_limits<double>::infinity();
constexpr qint64 Top = std::numeric_limits<qint64>::max();
constexpr qint64 Bottom = std::numeric_limits<qint64>::min();

} // namespace

class TestDecimal final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void exactness_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<double>("number");
        QTest::addColumn<bool>("isExact");
        const auto row = [](const char* name, const QByteArray& written, double number, bool isExact) {
            QTest::newRow(name) << written << number << isExact;
        };
        row("as it is printed", "0.1", 0.1, true);
        row("zeros at the end", "1.50", 1.5, true);
        row("ten thousand zeros at the end", "1.5" + QByteArray(10'000, '0'), 1.5, true);
        row("an exponent", "12e1", 120.0, true);
        row("an exponent with a sign", "-1.2E+2", -120.0, true);
        row("a negative exponent", "125e-2", 1.25, true);
        row("zeros before", "0.00125e3", 1.25, true);
        row("without a digit before the point", "+.5", 0.5, true);
        row("without a digit behind the point", "5.", 5.0, true);
        row("zero with a sign", "-0.0", -0.0, true);
        row("zero to a huge power", "0e99999999999999999999", 0.0, true);
        row("a whole number beyond 2^53", "9007199254740994.0", 9007199254740994.0, true);
        row("a huge number", "1e300", 1e300, true);
        row("the smallest number", "5e-324", 5e-324, true);
        row("its own sum of halves", "0.1000000000000000055511151231257827", 0.1, false);
        row("seventeen digits where one is enough", "0.10000000000000001", 0.1, false);
        row("an odd number beyond 2^53", "9007199254740993.0", 9007199254740992.0, false);
        row("twenty digits", "12345678901234567890.0", 12345678901234567890.0, false);
        row("so small that it is nothing", "1e-400", 0.0, false);
        row("so small that its exponent wraps", "1e-99999999999999999999", 0.0, false);
        row("another sign", "-1.5", 1.5, false);
        row("no digit", ".", 0.0, false);
        row("nothing", "", 0.0, false);
        row("a word", "1.5x", 1.5, false);
    }
    void exactness()
    {
        QFETCH(QByteArray, written);
        QFETCH(double, number);
        QTEST(isExactly(number, written), "isExact");
    }

    void sumAndDifference_data()
    {
        QTest::addColumn<Value>("a");
        QTest::addColumn<Value>("b");
        QTest::addColumn<QString>("sum");
        QTest::addColumn<QString>("rest");

        const auto row =
            [](const char* name, const Value& a, const Value& b, const char* sum, const char* rest) {
                QTest::newRow(name) << a << b << QString::fromLatin1(sum) << QString::fromLatin1(rest);
            };
        row("integers", qint64{7}, qint64{2}, "9", "5");
        row("below zero", qint64{2}, qint64{-7}, "-5", "9");
        row("tenths", 0.1, 0.2, "0.3", "-0.1");
        row("1.2 - 1.1", 1.2, 1.1, "2.3", "0.1");
        row("prices", 19.99, 0.01, "20.0", "19.98");
        row("a fraction and an integer", 1.5, qint64{2}, "3.5", "-0.5");
        row("an integer and a fraction", qint64{2}, 1.5, "3.5", "0.5");
        row("zero", 0.0, -0.0, "0.0", "0.0");
        row("zero and a tiny one", qint64{0}, 5e-324, "5e-324", "-5e-324");
        row("zero and a huge one", qint64{0}, 1e308, "1e+308", "-1e+308");
        row("huge ones", 1e300, 2e300, "3e+300", "-1e+300");
        row("past the largest double", 1.7e308, 1.7e308, "", "0.0");
        row("tiny beside huge", 1e300, 1.0, "", "");
        row("at the edge of exact integers", LargestInteger, qint64{1}, "", "9007199254740990");
        row("down to it", -LargestInteger, qint64{1}, "-9007199254740990", "");
        row("as doubles they are exact", 9007199254740991.0, 1.0, "9007199254740992.0", "9007199254740990.0");
        row("more digits than a double has", 9007199254740991.0, 0.5, "", "");
        row("at the edge of 64 bits", Top, qint64{1}, "", "");
        row("at the lower edge", Bottom, qint64{1}, "", "");
        row("back from the edge", Top, Top, "", "0");
        row("from the lower edge", Bottom, Bottom, "", "0");
        row("zero less the lower edge", qint64{0}, Bottom, "", "");
    }
    void sumAndDifference()
    {
        QFETCH(Value, a);
        QFETCH(Value, b);
        QFETCH(QString, sum);
        QFETCH(QString, rest);
        const auto left = Decimal::of(a);
        const auto right = Decimal::of(b);
        QVERIFY(left && right);
        const bool whole = std::holds_alternative<qint64>(a) && std::holds_alternative<qint64>(b);
        const Value like = whole ? Value(qint64{0}) : Value(0.0);
        const auto text = [&like](const std::optional<Decimal>& number) {
            const Maybe value = number ? number->toValue(like) : std::nullopt;
            return value ? toText(*value) : QString();
        };
        QCOMPARE(text(left->plus(*right)), sum);
        QCOMPARE(text(right->plus(*left)), sum);
        QCOMPARE(text(left->minus(*right)), rest);
        QCOMPARE(text(difference(Maybe(a), Maybe(b))), rest);
    }

    void isExactly_comparesWithTheText_data()
    {
        QTest::addColumn<double>("number");
        for (const double number :
             {0.0,
              1.0,
              -1.5,
              0.1,
              1.1,
              1.4,
              19.99,
              100.0,
              1e15,
              1e22,
              1.7976931348623157e308,
              5e-324,
              1.0 / 3.0,
              2.0 / 3.0,
              9007199254740993.0,
              123456789.123456789})
            QTest::newRow(qPrintable(numberText(number))) << number;
    }
    void isExactly_comparesWithTheText()
    {
        QFETCH(double, number);
        const auto decimal = Decimal::of(Value(number));
        QVERIFY(decimal);
        QCOMPARE(decimal->toDouble(), std::optional(number));
        QCOMPARE(decimal->toValue(Value(0.0)), Maybe(Value(number)));
    }

    void otherValues_areNoDecimal()
    {
        for (const Value& value :
             {Value(),
              Value(true),
              Value(QStringLiteral("10")),
              Value(Infinity),
              Value(-Infinity),
              Value(std::numeric_limits<double>::quiet_NaN())})
            QVERIFY2(!Decimal::of(value), qPrintable(toText(value)));
        QVERIFY(!Decimal::of(Maybe()));
        QVERIFY(!difference(Maybe(), Maybe(qint64{1})));
        QVERIFY(!difference(Maybe(qint64{1}), Maybe(QStringLiteral("1"))));
    }

    void equalNumbers_areEqualInAnyNotation()
    {
        QVERIFY(Decimal::of(Value(10.0)) == Decimal::of(Value(qint64{10})));
        QVERIFY(Decimal::of(Value(-0.0)) == Decimal());
        QVERIFY(!(Decimal::of(Value(0.1)) == Decimal::of(Value(0.10000000000000002))));
    }

    void toValue_hasTheTypeOfLike()
    {
        const auto ten = Decimal::of(Value(10.0));
        QCOMPARE(ten->toValue(Value(qint64{1})), Maybe(Value(qint64{10})));
        QCOMPARE(ten->toValue(Value(1.5)), Maybe(Value(10.0)));
        QCOMPARE(Decimal::of(Value(2.5))->toValue(Value(qint64{1})), Maybe(Value(2.5)));
        QVERIFY(ten->isWhole() && !ten->isNegative() && !ten->isZero());
        QVERIFY(!Decimal::of(Value(-2.5))->isWhole() && Decimal::of(Value(-2.5))->isNegative());
        QCOMPARE(ten->toInteger(), std::optional(qint64{10}));
        QVERIFY(!Decimal::of(Value(2.5))->toInteger());
    }
};

QTEST_GUILESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
