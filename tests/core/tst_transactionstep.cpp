#include "core/transactions/transactionstep.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestTransactionStep final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void placeholder_isBound_data();
    void placeholder_isBound();
    void placeholder_isRefused_data();
    void placeholder_isRefused();
    void condition_isEvaluated_data();
    void condition_isEvaluated();
    void condition_isRefused_data();
    void condition_isRefused();

private:
    const KeptValues m_kept{
        {u"n"_s, qint64{10}}, {u"name"_s, u"lamp'; DROP TABLE item"_s}, {u"none"_s, Value()}};
};

void TestTransactionStep::placeholder_isBound_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<BoundSql>("bound");
    const auto row = [](const char* name, const QString& sql, const BoundSql& bound) {
        QTest::newRow(name) << sql << bound;
    };
    row("none", u"SELECT 1"_s, {u"SELECT 1"_s});
    row("a value", u"SET stock = {n} WHERE"_s, {u"SET stock = ? WHERE"_s, {qint64{10}}});
    row("less", u"SET stock = {n-3}"_s, {u"SET stock = ?"_s, {qint64{7}}});
    row("more, twice", u"{n+1}, {n}"_s, {u"?, ?"_s, {qint64{11}, qint64{10}}});
    row("a text is never part of the statement",
        u"SET name = {name}"_s,
        {u"SET name = ?"_s, {m_kept[u"name"_s]}});
    row("nothing", u"SET name = {none}"_s, {u"SET name = ?"_s, {Value()}});
    row("in a text", u"SELECT '{n} it''s ?', {n}"_s, {u"SELECT '{n} it''s ?', ?"_s, {qint64{10}}});
    row("in a name", u"SELECT \"{n}\" /* {n}? */ -- {n}?"_s, {u"SELECT \"{n}\" /* {n}? */ -- {n}?"_s});
    row("in JSON", u"SELECT { \"n\": 1 }"_s, {u"SELECT { \"n\": 1 }"_s});
    row("a text without an end", u"SELECT '{n}"_s, {u"SELECT '{n}"_s});
}

void TestTransactionStep::placeholder_isBound()
{
    QFETCH(const QString, sql);
    QFETCH(const BoundSql, bound);
    const auto result = boundSql(sql, m_kept);
    QVERIFY2(result, result ? "" : qPrintable(result.error()));
    QCOMPARE(*result, bound);
}

void TestTransactionStep::placeholder_isRefused_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("problem");
    QTest::newRow("unknown") << u"SELECT {m}"_s << u"no earlier step of the session keeps “m”"_s;
    QTest::newRow("a text") << u"SELECT {name-1}"_s << u"is no whole number"_s;
    QTest::newRow("nothing") << u"SELECT {none+1}"_s << u"is no whole number"_s;
    QTest::newRow("too large") << u"SELECT {n+9223372036854775807}"_s << u"too large"_s;
    QTest::newRow("beyond numbers") << u"SELECT {n+92233720368547758070}"_s << u"cannot be computed"_s;
    QTest::newRow("its own") << u"SELECT ?"_s << u"may not have a “?”"_s;
}

void TestTransactionStep::placeholder_isRefused()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, problem);
    const auto result = boundSql(sql, m_kept);
    QVERIFY(!result);
    QVERIFY2(result.error().contains(problem), qPrintable(result.error()));
}

void TestTransactionStep::condition_isEvaluated_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<bool>("expected");
    for (const char* text :
         {"n = 10", "n != 9", "n >= 10", "n<=10", " n > 9 ", "n = n", "name != 'x'", "none = none"})
        QTest::newRow(text) << QString::fromUtf8(text) << true;
    for (const char* text :
         {"n = 9", "n != 10", "n < 10", "n > 10", "name = 'x'", "n = name", "none < 1", "n > name"})
        QTest::newRow(text) << QString::fromUtf8(text) << false;
}

void TestTransactionStep::condition_isEvaluated()
{
    QFETCH(const QString, condition);
    QFETCH(const bool, expected);
    const auto result = isTrue(condition, m_kept);
    QVERIFY2(result, result ? "" : qPrintable(result.error()));
    QCOMPARE(*result, expected);
}

void TestTransactionStep::condition_isRefused_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("problem");
    QTest::newRow("no comparison") << u"n"_s << u"is no comparison"_s;
    QTest::newRow("two") << u"n = 1 and n = 2"_s << u"is no comparison"_s;
    QTest::newRow("unknown") << u"m = 1"_s << u"keeps “m”"_s;
}

void TestTransactionStep::condition_isRefused()
{
    QFETCH(const QString, condition);
    QFETCH(const QString, problem);
    const auto result = isTrue(condition, m_kept);
    QVERIFY(!result);
    QVERIFY2(result.error().contains(problem), qPrintable(result.error()));
}

QTEST_GUILESS_MAIN(TestTransactionStep)
#include "tst_transactionstep.moc"
