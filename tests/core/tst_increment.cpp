#include "core/model/increment.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;

class TestIncrement final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void typedAmount_isRead_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("meant");
        QTest::newRow("a hyphen") << "-1" << QStringLiteral("−1");
        QTest::newRow("a minus sign") << QStringLiteral("−12") << QStringLiteral("−12");
        QTest::newRow("a dash, with blanks") << QStringLiteral(" –3 ") << QStringLiteral("−3");
        QTest::newRow("no sign") << "4"
                                 << "+4";
        QTest::newRow("a plus sign") << "+4"
                                     << "+4";
        QTest::newRow("the largest") << "9007199254740991"
                                     << "+9007199254740991";
        QTest::newRow("empty") << "  "
                               << QStringLiteral(
                                      "The amount to add is empty. Type a whole number, such as −1.");
        QTest::newRow("a word") << "one"
                                << QStringLiteral(
                                       "The amount to add is no whole number. Type one, such as −1.");
        QTest::newRow("a half") << "0.5"
                                << QStringLiteral(
                                       "The amount to add is no whole number. Type one, such as −1.");
        QTest::newRow("nothing") << "0"
                                 << QStringLiteral(
                                        "Adding 0 changes nothing. Type a whole number, such as −1.");
        QTest::newRow("too large") << "9007199254740992"
                                   << QStringLiteral(
                                          "This amount is too large. Type one up to 9007199254740991.");
        QTest::newRow("far too large")
            << "-99999999999999999999"
            << QStringLiteral("This amount is too large. Type one up to 9007199254740991.");
    }
    void typedAmount_isRead()
    {
        QFETCH(const QString, typed);
        const auto amount = amountFromText(typed);
        QTEST(amount ? amountText(*amount) : amount.error(), "meant");
    }

    void body_isReadAndWritten()
    {
        const QByteArray body = "{\"increment\": {\"stock\": -1, \"sold\": 1}}";
        const auto amounts = incrementFromJson(body);
        QVERIFY(amounts);
        QCOMPARE(amounts->size(), 2);
        QCOMPARE(incrementToJson(*amounts), body);
    }

    void body_isRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isJson");
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("half a body") << QByteArray("{\"increment\": {") << false;
        QTest::newRow("a field twice") << QByteArray("{\"increment\": {\"a\": 1, \"a\": 1}}") << false;
        QTest::newRow("a list") << QByteArray("[]") << true;
        QTest::newRow("no increment") << QByteArray("{}") << true;
        QTest::newRow("a number") << QByteArray("{\"increment\": 1}") << true;
        QTest::newRow("something else besides")
            << QByteArray("{\"increment\": {\"a\": 1}, \"set\": {}}") << true;
        QTest::newRow("no field") << QByteArray("{\"increment\": {}}") << true;
        QTest::newRow("a fraction") << QByteArray("{\"increment\": {\"a\": 1.0}}") << true;
        QTest::newRow("true") << QByteArray("{\"increment\": {\"a\": true}}") << true;
        QTest::newRow("too much") << QByteArray("{\"increment\": {\"a\": 9007199254740992}}") << true;
        QTest::newRow("a name with a quotation mark")
            << QByteArray("{\"increment\": {\"a\\\"b\": 1}}") << true;
        QTest::newRow("an empty name") << QByteArray("{\"increment\": {\"\": 1}}") << true;
    }
    void body_isRefused()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, isJson);
        const auto amounts = incrementFromJson(body);
        QVERIFY(!amounts);
        QCOMPARE(amounts.error().kind == JsonError::Kind::Shape, isJson);
        QVERIFY(!amounts.error().message.isEmpty());
    }

    void sum_staysExact()
    {
        const QString n = QStringLiteral("n");
        QVERIFY(problemWithIncrement({{n, LargestInteger - 1}}, {{n, qint64{1}}}).isEmpty());
        QVERIFY(!problemWithIncrement({{n, LargestInteger}}, {{n, qint64{1}}}).isEmpty());
        QVERIFY(problemWithIncrement({{n, LargestInteger}}, {{n, -LargestInteger}}).isEmpty());
        QVERIFY(!problemWithIncrement({{n, -LargestInteger}}, {{n, qint64{-1}}}).isEmpty());
        QVERIFY(!problemWithIncrement({{n, 1.0}}, {{n, qint64{1}}}).isEmpty());
        QVERIFY(!problemWithIncrement({{n, std::monostate()}}, {{n, qint64{1}}}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestIncrement)
#include "tst_increment.moc"
