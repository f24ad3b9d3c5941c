#include "program.h"
#include "warningfreetest.h"

#include <QRegularExpression>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

/// `interleave stacks`: all of them, one, and as Markdown.
class TestStacksCommand final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void withoutAName_allAreListed();
    void name_showsItsCodeAndFacts();
    void name_mayBeTheTitleInAnyCase();
    void unknownName_getsTheNearest_data();
    void unknownName_getsTheNearest();
    void markdownList_isATable();
    void markdown_hasFencedCode();
    void secondName_isRefused();
};

void TestStacksCommand::withoutAName_allAreListed()
{
    const Ended all = run({u"stacks"_s});
    QCOMPARE(all.code, 0);
    QCOMPARE(all.err, QString());
    QVERIFY2(all.out.startsWith(u"NAME "_s), qPrintable(all.out));
    static const QRegularExpression row(
        u"^spring-data-rest +Spring Data REST +ETagDoesntMatchException +412 / 409$"_s,
        QRegularExpression::MultilineOption);
    QVERIFY2(all.out.contains(row), qPrintable(all.out));
    QVERIFY(all.out.contains(u"\nsql "_s));
    QVERIFY(all.out.contains(u"“interleave stacks NAME”"_s));
}

void TestStacksCommand::name_showsItsCodeAndFacts()
{
    const Ended one = run({u"stacks"_s, u"sql"_s});
    QCOMPARE(one.code, 0);
    QVERIFY2(one.out.startsWith(u"Plain SQL\n"_s), qPrintable(one.out));
    QVERIFY2(
        one.out.contains(u"    UPDATE records\n       SET stock = 8,\n           version = version + 1\n"
                         "     WHERE id = 'item'\n       AND version = 1;\n"_s),
        qPrintable(one.out));
    for (const QString& heading :
         {u"\nOn conflict\n"_s, u"\nThe client is told\n"_s, u"\nWatch out\n"_s, u"\nSource\n"_s})
        QVERIFY2(one.out.contains(heading), qPrintable(heading));
    QVERIFY(!one.out.contains(u"{{"_s));
}

void TestStacksCommand::name_mayBeTheTitleInAnyCase()
{
    QCOMPARE(run({u"stacks"_s, u"SPRING data rest"_s}).out, run({u"stacks"_s, u"spring-data-rest"_s}).out);
}

void TestStacksCommand::unknownName_getsTheNearest_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("a part of a name")
        << "spring"
        << "There is no stack “spring” here; did you mean spring-data-rest? “interleave stacks” lists all.\n";
    QTest::newRow("misspelled")
        << "djagno"
        << "There is no stack “djagno” here; did you mean django? “interleave stacks” lists all.\n";
    QTest::newRow("nothing near")
        << "fortran77 on punched cards"
        << "There is no stack “fortran77 on punched cards” here. “interleave stacks” "
           "lists them.\n";
    QTest::newRow("control characters")
        << u"\u001b[31m"_s << u"There is no stack “<U+001B>[31m” here. “interleave stacks” lists them.\n"_s;
}

void TestStacksCommand::unknownName_getsTheNearest()
{
    QFETCH(QString, name);
    const Ended one = run({u"stacks"_s, name});
    QCOMPARE(one.code, 2);
    QCOMPARE(one.out, QString());
    QTEST(one.err, "says");
}

void TestStacksCommand::markdownList_isATable()
{
    const Ended all = run({u"stacks"_s, u"--markdown"_s});
    QCOMPARE(all.code, 0);
    const QStringList lines = all.out.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.at(1), u"|---|---|---|---|---|"_s);
    static const QRegularExpression unescaped(u"(?<!\\\\)\\|"_s);
    for (const QString& line : lines)
        QVERIFY2(line.count(unescaped) == 6, qPrintable(line));
    QCOMPARE(lines.size(), run({u"stacks"_s}).out.section(u"\n\n"_s, 0, 0).count(u'\n') + 2);
}

void TestStacksCommand::markdown_hasFencedCode()
{
    const Ended one = run({u"stacks"_s, u"--markdown"_s, u"django"_s});
    QCOMPARE(one.code, 0);
    QVERIFY2(one.out.startsWith(u"## Django\n\n"_s), qPrintable(one.out));
    QVERIFY(one.out.contains(u"\n```python\n"_s));
    QCOMPARE(one.out.count(u"```"_s) % 2, 0);
    QVERIFY(one.out.contains(u"\n- **On conflict:** "_s));
    QVERIFY(one.out.contains(u"\n- **Source:** <https://"_s));
}

void TestStacksCommand::secondName_isRefused()
{
    const Ended two = run({u"stacks"_s, u"spring"_s, u"data"_s});
    QCOMPARE(two.code, 2);
    QCOMPARE(
        two.err,
        u"“interleave stacks” takes one name, and “data” is a second one. Put a name of several words in "
        "quotation marks.\n"_s);
}

QTEST_GUILESS_MAIN(TestStacksCommand)
#include "tst_stackscommand.moc"
