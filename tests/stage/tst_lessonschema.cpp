#include "cli/commandline.h"
#include "core/schemacheck.h"
#include "stage/files/lessonschema.h"
#include "stage/files/scenariolibrary.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// The schemas as the program prints them. What they say is compared with the readers in tst_scenario and
/// tst_transactionlesson.
class TestLessonSchema final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void everyLesson_isValid_data();
    void everyLesson_isValid();
    void schemaOfBoth_tellsTheKindsApart();
    void command_prints_data();
    void command_prints();
    void unknownKind_isRefused();
};

void TestLessonSchema::everyLesson_isValid_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("kind");
    for (const NamedScenario& named : builtinScenarios())
        QTest::newRow(qPrintable(named.name)) << u":/scenarios/%1.json"_s.arg(named.name) << u"scenario"_s;
    for (const NamedTransactionLesson& named : builtinTransactionLessons())
        QTest::newRow(qPrintable(named.name))
            << u":/transactions/%1.json"_s.arg(named.name) << u"transactions"_s;
}

void TestLessonSchema::everyLesson_isValid()
{
    QFETCH(const QString, file);
    QFETCH(const QString, kind);
    QFile lesson(file);
    QVERIFY(lesson.open(QIODevice::ReadOnly));
    const QByteArray text = lesson.readAll();
    for (const QString& name : {QString(), kind}) {
        const QJsonObject schema = QJsonDocument::fromJson(*lessonSchema(name)).object();
        QVERIFY(!schema.isEmpty());
        QCOMPARE(schema[u"$schema"_s].toString(), u"https://json-schema.org/draft/2020-12/schema"_s);
        QCOMPARE(testing::SchemaCheck(schema).problemIn(text), QString());
    }
}

void TestLessonSchema::schemaOfBoth_tellsTheKindsApart()
{
    const testing::SchemaCheck both(QJsonDocument::fromJson(*lessonSchema({})).object());
    QVERIFY(!both.problemIn("{}").isEmpty());
    QVERIFY(!both.problemIn("[]").isEmpty());
    QVERIFY(!both.problemIn(R"({"kind": "requests"})").isEmpty());
    const QByteArray scenario = R"("title": "T", "records": {"item": {"stock": 1}},
        "steps": [{"client": "A", "do": "read"}])";
    QCOMPARE(both.problemIn("{" + scenario + "}"), QString());
    QCOMPARE(both.problemIn(R"({"$schema": "lesson.schema.json", )" + scenario + "}"), QString());
    QVERIFY(!both.problemIn(R"({"kind": "transactions", )" + scenario + "}").isEmpty());
    QVERIFY(!both.problemIn(R"({"speed": 1, )" + scenario + "}").isEmpty());
}

void TestLessonSchema::command_prints_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("both") << QString();
    QTest::newRow("scenarios") << u"scenario"_s;
    QTest::newRow("lessons of transactions") << u"transactions"_s;
}

void TestLessonSchema::command_prints()
{
    QFETCH(const QString, kind);
    QStringList words{u"interleave"_s, u"schema"_s};
    if (!kind.isEmpty())
        words.append(kind);
    const Command command = parseCommandLine(words);
    const auto* print = std::get_if<PrintCommand>(&command);
    QVERIFY(print != nullptr);
    QCOMPARE(print->text.toUtf8(), *lessonSchema(kind));
}

void TestLessonSchema::unknownKind_isRefused()
{
    const Command command = parseCommandLine({u"interleave"_s, u"schema"_s, u"journal"_s});
    const auto* bad = std::get_if<BadCommand>(&command);
    QVERIFY(bad != nullptr);
    QCOMPARE(
        bad->problem,
        u"“journal” is no kind of lesson file; give one of scenario, transactions, or nothing for a schema of both."_s);
}

QTEST_GUILESS_MAIN(TestLessonSchema)

#include "tst_lessonschema.moc"
