#include "core/words/exchangeexcerpt.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;

namespace {

/// 2026-01-05 09:00:00 UTC, in seconds.
constexpr qint64 Nine = 1'767'603'600;

} // namespace

class TestStatementText final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void times_areTimesOfDay_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QList<Value>>("bound");
        QTest::addColumn<QString>("text");
        const auto row =
            [](const char* name, const QString& sql, const QList<Value>& bound, const QString& text) {
                QTest::newRow(name) << sql << bound << text;
            };
        row("a compared date, in seconds",
            QStringLiteral("WHERE id = ? AND modified_at <= ?"),
            {QStringLiteral("item"), Nine},
            QStringLiteral("WHERE id = 'item' AND modified_at <= 09:00:00"));
        row("a date that is set, and what follows it",
            QStringLiteral("SET modified_at = ?, author = ? WHERE version = ?"),
            {Nine, QStringLiteral("A"), qint64{1}},
            QStringLiteral("SET modified_at = 09:00:00, author = 'A' WHERE version = 1"));
        row("the end of a lease, in milliseconds",
            QStringLiteral("AND lease_until > ? AND lease_token = ?"),
            {Nine * 1000 + 1000, qint64{2}},
            QStringLiteral("AND lease_until > 09:00:01 AND lease_token = 2"));
        row("an end that may be over",
            QStringLiteral("AND (lease_until <= ? OR lease_owner = ?)"),
            {Nine * 1000, QStringLiteral("B")},
            QStringLiteral("AND (lease_until <= 09:00:00 OR lease_owner = 'B')"));
        row("a number of another column",
            QStringLiteral("WHERE version = ?"),
            {Nine},
            QStringLiteral("WHERE version = 1767603600"));
        row("no number", QStringLiteral("modified_at = ?"), {Value()}, QStringLiteral("modified_at = NULL"));
        row("a date beyond the calendar",
            QStringLiteral("modified_at <= ?"),
            {LargestInteger},
            QStringLiteral("modified_at <= 9007199254740991"));
        row("fewer values than placeholders",
            QStringLiteral("modified_at <= ? AND version = ?"),
            {Nine},
            QStringLiteral("modified_at <= 09:00:00 AND version = ?"));
        row("a row that is inserted",
            QStringLiteral(
                "INSERT INTO records (id, body, version, modified_at, author) VALUES (?, ?, 1, ?, ?)"),
            {QStringLiteral("item"), QStringLiteral("{}"), Nine, QStringLiteral("A")},
            QStringLiteral(
                "INSERT INTO records (id, body, version, modified_at, author) VALUES ('item', '{}', "
                "1, 09:00:00, 'A')"));
        row("a question mark in a value",
            QStringLiteral("SET name = ?, modified_at = ?"),
            {QStringLiteral("why?"), Nine},
            QStringLiteral("SET name = 'why?', modified_at = 09:00:00"));
    }
    void times_areTimesOfDay()
    {
        QFETCH(const QString, sql);
        QFETCH(const QList<Value>, bound);
        QTEST(readable({sql, bound, 1, {}}), "text");
    }

    void aBoundTime_isFoundByItsNumber()
    {
        const Statement statement{
            QStringLiteral("SET body = ?, modified_at = ? WHERE id = ?"),
            {QStringLiteral("{}"), Nine, QStringLiteral("item")},
            1,
            {}};
        QVERIFY(!timeBound(statement, 0));
        QCOMPARE(timeBound(statement, 1), std::optional(QStringLiteral("09:00:00")));
        QVERIFY(!timeBound(statement, 2));
        QVERIFY(!timeBound({QStringLiteral("SELECT 1"), {Nine}, 1, {}}, 0));
    }
};

QTEST_GUILESS_MAIN(TestStatementText)
#include "tst_statementtext.moc"
