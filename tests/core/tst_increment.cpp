#include "core/increment.h"
#include "core/quiet.h"

using namespace interleave;

class TestIncrement final : public QObject
{
    Q_OBJECT

private slots:
    void init() { interleave::testing::failOnAnyWarning(); }

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
