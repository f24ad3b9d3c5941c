#include "core/beyondschema.h"
#include "core/scenario/scenarioreading.h"
#include "core/schemacheck.h"
#include "core/transactions/judgement.h"
#include "core/transactions/knownengines.h"
#include "core/transactions/transactionlesson.h"
#include "core/values/bounds.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentsOf(const QString& name)
{
    QFile file(QDir(QStringLiteral(INTERLEAVE_TRANSACTIONS)).filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList lessonFiles()
{
    QStringList files = QDir(QStringLiteral(INTERLEAVE_TRANSACTIONS)).entryList({u"*.json"_s});
    files.removeOne(u"transaction.schema.json"_s);
    return files;
}

QJsonObject schema()
{
    return QJsonDocument::fromJson(contentsOf(u"transaction.schema.json"_s)).object();
}

/// What stands in the schema at a path such as `$defs/session/maxLength`.
QJsonValue inSchema(const QString& path)
{
    QJsonValue value = schema();
    for (const QString& name : path.split(u'/'))
        value = value.toObject()[name];
    return value;
}

QStringList textsOf(const QJsonValue& list)
{
    QStringList texts;
    for (const QJsonValue& text : list.toArray())
        texts.append(text.toString());
    return texts;
}

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

QByteArray quoted(const QString& text)
{
    return toJson(Value(text));
}

/// A small lesson; a test replaces what it is about, or removes it with an empty text.
class File final
{
public:
    File& with(const char* member, const QByteArray& json)
    {
        m_members.removeIf([&](const auto& each) { return each.first == member; });
        if (!json.isEmpty())
            m_members.append({member, json});
        return *this;
    }
    File& steps(const QByteArray& json) { return with("steps", "[" + json + "]"); }

    operator QByteArray() const
    {
        QByteArray text;
        for (const auto& [name, json] : m_members)
            text += (text.isEmpty() ? "{\"" : ", \"") + name + "\": " + json;
        return text + "}";
    }

private:
    QList<std::pair<QByteArray, QByteArray>> m_members{
        {"kind", R"("transactions")"},
        {"title", R"("T")"},
        {"setup", R"j(["CREATE TABLE item (id INTEGER)"])j"},
        {"sessions", R"({"A": {}, "B": {}})"},
        {"steps", R"([{"session": "A", "do": "sql", "sql": "SELECT 1"}])"}};
};

const QByteArray beginA = R"({"session": "A", "do": "begin"}, )";

/// Expectations of SQLite's usual level.
QByteArray expecting(const QByteArray& members)
{
    return File().with("expect", R"({"sqlite": {"serializable": {)" + members + "}}}");
}

/// The known members, as listed by the reader's message about an unknown one.
QStringList namesKnownTo(const QByteArray& file)
{
    const auto lesson = transactionLessonFromJson(file);
    if (lesson)
        return {};
    const QString marker = u"is not known here; use "_s;
    const qsizetype at = lesson.error().indexOf(marker);
    return at < 0 ? QStringList(lesson.error())
                  : sorted(lesson.error().mid(at + marker.size()).chopped(1).split(u", "_s));
}

/// A lesson for all engines with sessions A and B at these levels.
TransactionLesson lessonWith(const ByEngine& a, const ByEngine& b)
{
    TransactionLesson lesson;
    lesson.title = u"T"_s;
    lesson.engines = knownEngineNames();
    lesson.sessions = {{u"A"_s, {}, a, false}, {u"B"_s, {}, b, false}};
    return lesson;
}

} // namespace

class TestTransactionLesson final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lesson_isReadCompletely();
    void lesson_isReadWithoutWhatMayBeMissing();
    void text_isOnlyForTheEnginesThatAreNamed();
    void setup_isOfTheEngine();
    void level_isTheLessonsOrTheEngines();
    void level_isTheSessionsOwn();
    void problem_isToldInASentence_data();
    void problem_isToldInASentence();
    void verdict_hasItsName();
    void kind_isRecognized_data();
    void kind_isRecognized();
    void correct_isRead_data();
    void correct_isRead();
    void mistake_isToldInASentence_data();
    void mistake_isToldInASentence();
    void hostile_isRefused();
    void builtIn_isRead_data();
    void builtIn_isRead();
    void schema_namesTheMembersThatTheReaderKnows();
    void schema_demandsWhatTheReaderDemands_data();
    void schema_demandsWhatTheReaderDemands();
    void schema_namesTheEnginesAndLevels();
    void schema_namesTheStepsVerdictsAndAnomalies();
    void schema_hasTheReadersLimits_data();
    void schema_hasTheReadersLimits();
    void schema_closesEveryObject();
    void readme_namesTheMembersThatTheReaderKnows();
    void readme_namesTheEnginesLevelsAndAnomalies();
    void readme_namesTheLimits();
};

void TestTransactionLesson::lesson_isReadCompletely()
{
    const auto lesson = transactionLessonFromJson(R"j({
        "$schema": "transaction.schema.json", "kind": "transactions", "title": "Two tills",
        "summary": "Both sell.", "story": " 10 lamps. ", "engines": ["mariadb", "sqlite"],
        "level": {"sqlite": "serializable immediate", "*": "repeatable read"},
        "setup": {"*": ["CREATE TABLE item (id INTEGER)", "INSERT INTO item VALUES (1);"], "sqlite": ["CREATE TABLE item (id)"]},
        "sessions": {"B": {"label": "Till", "level": "serializable", "ignoresErrors": true}, "A": {}},
        "steps": [
          {"session": "B", "do": "begin", "sql": {"mariadb": "START TRANSACTION READ ONLY"}, "ask": "What now?"},
          {"session": "B", "do": "sql", "sql": {"*": "SELECT 1", "sqlite": "SELECT 2"}, "keep": "n",
           "say": {"mariadb": "It reads.", "*": "It looks."}},
          {"session": "A", "do": "sql", "sql": "DELETE FROM item", "say": "It deletes."},
          {"session": "B", "do": "sql", "sql": "UPDATE item SET id = {n-3} + {rows}", "if": "n >= 2"},
          {"session": "B", "do": "commit", "if": "rows = 1"},
          {"session": "B", "do": "rollback", "if": "refused = 0"}],
        "expect": {
          "sqlite": {"serializable": {
            "explained": "cannot be judged", "anomaly": "", "refused": {"A": "517"}, "waits": ["B", "A"],
            "tables": {"item": {"1": {"id": 1, "name": "a", "on": true, "note": null}}, "empty": {}}}},
          "mariadb": {
            "read committed": {"explained": "no", "anomaly": "lost update"},
            "serializable": {"explained": "yes", "refused": {}, "waits": []}}}})j");
    QVERIFY2(lesson, lesson ? "" : qPrintable(lesson.error()));

    TransactionLesson expected;
    expected.title = u"Two tills"_s;
    expected.summary = u"Both sell."_s;
    expected.story = u"10 lamps."_s;
    expected.engines = {u"sqlite"_s, u"mariadb"_s};
    expected.level = {u"repeatable read"_s, {{u"sqlite"_s, u"serializable immediate"_s}}};
    expected.setup = {
        {QString(), {u"CREATE TABLE item (id INTEGER)"_s, u"INSERT INTO item VALUES (1);"_s}},
        {u"sqlite"_s, {u"CREATE TABLE item (id)"_s}}};
    expected.sessions = {{u"B"_s, u"Till"_s, {u"serializable"_s}, true}, {u"A"_s}};
    using enum TransactionAction;
    expected.steps = {
        {{u"B"_s, Begin}, {{}, {{u"mariadb"_s, u"START TRANSACTION READ ONLY"_s}}}, {}, u"What now?"_s},
        {{u"B"_s, Sql, {}, u"n"_s},
         {u"SELECT 1"_s, {{u"sqlite"_s, u"SELECT 2"_s}}},
         {u"It looks."_s, {{u"mariadb"_s, u"It reads."_s}}}},
        {{u"A"_s, Sql}, {u"DELETE FROM item"_s}, {u"It deletes."_s}},
        {{u"B"_s, Sql, {}, {}, u"n >= 2"_s}, {u"UPDATE item SET id = {n-3} + {rows}"_s}},
        {{u"B"_s, Commit, {}, {}, u"rows = 1"_s}},
        {{u"B"_s, Rollback, {}, {}, u"refused = 0"_s}}};
    LessonExpectation sqlite;
    sqlite.explained = SerialVerdict::CannotBeJudged;
    sqlite.anomaly = QString();
    sqlite.refused = QMap<QString, QString>{{u"A"_s, u"517"_s}};
    sqlite.waits = QStringList{u"A"_s, u"B"_s};
    sqlite.tables = {
        {u"item"_s,
         {{u"1"_s, {{u"id"_s, qint64{1}}, {u"name"_s, u"a"_s}, {u"on"_s, true}, {u"note"_s, Value()}}}}},
        {u"empty"_s, {}}};
    LessonExpectation lost;
    lost.explained = SerialVerdict::NotExplained;
    lost.anomaly = u"lost update"_s;
    LessonExpectation whole;
    whole.explained = SerialVerdict::Explained;
    whole.refused.emplace();
    whole.waits.emplace();
    expected.expect = {
        {u"sqlite"_s, {{u"serializable"_s, sqlite}}},
        {u"mariadb"_s, {{u"read committed"_s, lost}, {u"serializable"_s, whole}}}};

    QCOMPARE(lesson->title, expected.title);
    QCOMPARE(lesson->summary, expected.summary);
    QCOMPARE(lesson->story, expected.story);
    QCOMPARE(lesson->engines, expected.engines);
    QCOMPARE(lesson->level, expected.level);
    QCOMPARE(lesson->setup, expected.setup);
    QCOMPARE(lesson->sessions, expected.sessions);
    QCOMPARE(lesson->steps, expected.steps);
    QCOMPARE(lesson->expect, expected.expect);
    QCOMPARE(*lesson, expected);
}

void TestTransactionLesson::lesson_isReadWithoutWhatMayBeMissing()
{
    const auto lesson = transactionLessonFromJson(File());
    QVERIFY2(lesson, lesson ? "" : qPrintable(lesson.error()));
    TransactionLesson expected;
    expected.title = u"T"_s;
    expected.engines = knownEngineNames();
    expected.setup = {{QString(), {u"CREATE TABLE item (id INTEGER)"_s}}};
    expected.sessions = {{u"A"_s}, {u"B"_s}};
    expected.steps = {{{u"A"_s, TransactionAction::Sql}, {u"SELECT 1"_s}}};
    QCOMPARE(*lesson, expected);
}

void TestTransactionLesson::text_isOnlyForTheEnginesThatAreNamed()
{
    const auto lesson = transactionLessonFromJson(File().steps(
        R"({"session": "A", "do": "begin", "sql": {"sqlite": "BEGIN IMMEDIATE"}, "say": {"mariadb": "M"}}, )"
        R"({"session": "A", "do": "sql", "sql": {"*": "SELECT 1", "postgresql": "SELECT 2"}, "keep": "n", "if": "rows = 0"})"));
    QVERIFY2(lesson, lesson ? "" : qPrintable(lesson.error()));
    using enum TransactionAction;
    const auto stepsWith = [](const QString& begin, const QString& sql) {
        return QList<TransactionStep>{{u"A"_s, Begin, begin}, {u"A"_s, Sql, sql, u"n"_s, u"rows = 0"_s}};
    };
    QCOMPARE(lesson->stepsOn(u"sqlite"_s), stepsWith(u"BEGIN IMMEDIATE"_s, u"SELECT 1"_s));
    QCOMPARE(lesson->stepsOn(u"postgresql"_s), stepsWith({}, u"SELECT 2"_s));
    QCOMPARE(lesson->stepsOn(u"mariadb"_s), stepsWith({}, u"SELECT 1"_s));
    QCOMPARE(lesson->steps.first().say.on(u"mariadb"_s), u"M"_s);
    QCOMPARE(lesson->steps.first().say.on(u"sqlite"_s), QString());
}

void TestTransactionLesson::setup_isOfTheEngine()
{
    const auto lesson = transactionLessonFromJson(File().with(
        "setup", R"j({"sqlite": ["CREATE TABLE t (x)"], "*": ["CREATE TABLE t (x INTEGER)", "SELECT 1"]})j"));
    QVERIFY2(lesson, lesson ? "" : qPrintable(lesson.error()));
    QCOMPARE(lesson->setupOn(u"sqlite"_s), QStringList{u"CREATE TABLE t (x)"_s});
    QCOMPARE(lesson->setupOn(u"mariadb"_s), (QStringList{u"CREATE TABLE t (x INTEGER)"_s, u"SELECT 1"_s}));
}

void TestTransactionLesson::level_isTheLessonsOrTheEngines()
{
    TransactionLesson lesson = lessonWith({}, {});
    QCOMPARE(lesson.levelOn(u"sqlite"_s), u"serializable"_s);
    QCOMPARE(lesson.levelOn(u"postgresql"_s), u"read committed"_s);
    QCOMPARE(lesson.levelOn(u"mariadb"_s), u"repeatable read"_s);
    QCOMPARE(lesson.levelOn(u"oracle"_s), QString());
    lesson.level = {{}, {{u"sqlite"_s, u"serializable immediate"_s}}};
    QCOMPARE(lesson.levelOn(u"sqlite"_s), u"serializable immediate"_s);
    QCOMPARE(lesson.levelOn(u"postgresql"_s), u"read committed"_s);
    lesson.level = {u"serializable"_s};
    QCOMPARE(lesson.levelOn(u"mariadb"_s), u"serializable"_s);
}

void TestTransactionLesson::level_isTheSessionsOwn()
{
    const TransactionLesson lesson = lessonWith(
        {u"serializable"_s, {{u"mariadb"_s, u"read committed"_s}}}, {{}, {{u"sqlite"_s, u"serializable"_s}}});
    const LessonSession& a = lesson.sessions.first();
    const LessonSession& b = lesson.sessions.last();
    QCOMPARE(lesson.levelOf(a, u"mariadb"_s, u"repeatable read"_s), u"read committed"_s);
    QCOMPARE(lesson.levelOf(a, u"postgresql"_s, u"repeatable read"_s), u"serializable"_s);
    QCOMPARE(lesson.levelOf(b, u"postgresql"_s, u"repeatable read"_s), u"repeatable read"_s);
    QCOMPARE(lesson.levelOf(b, u"sqlite"_s, u"read uncommitted"_s), u"serializable"_s);
}

void TestTransactionLesson::problem_isToldInASentence_data()
{
    QTest::addColumn<TransactionLesson>("lesson");
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char* name,
                        const TransactionLesson& lesson,
                        const QString& engine,
                        const QString& level,
                        const QString& problem) {
        QTest::newRow(name) << lesson << engine << level << problem;
    };
    const TransactionLesson plain = lessonWith({}, {});
    for (const KnownEngine& engine : knownEngines()) {
        for (const QString& level : engine.levels)
            row(qPrintable(engine.name + u' ' + level), plain, engine.name, level, {});
    }
    row("an unknown engine",
        plain,
        u"oracle"_s,
        u"serializable"_s,
        u"There is no engine “oracle”; there are: sqlite, postgresql, mariadb."_s);
    TransactionLesson two = plain;
    two.title = u"Two tills"_s;
    two.engines = {u"postgresql"_s, u"mariadb"_s};
    row("another engine",
        two,
        u"sqlite"_s,
        u"serializable"_s,
        u"“Two tills” is a lesson for PostgreSQL and MariaDB, and not for SQLite. Choose another engine."_s);
    row("an unknown level",
        plain,
        u"sqlite"_s,
        u"read committed"_s,
        u"SQLite has no level “read committed”; it has: read uncommitted, serializable, serializable "
        "immediate."_s);
    row("no level",
        plain,
        u"postgresql"_s,
        {},
        u"PostgreSQL has no level “”; it has: read committed, repeatable read, serializable."_s);

    const ByEngine memory{u"read uncommitted"_s};
    const ByEngine file{u"serializable"_s};
    const ByEngine immediate{u"serializable immediate"_s};
    const auto mixed = [](const QString& level, const char* inMemory, const char* inFile) {
        return u"On SQLite sessions at read uncommitted and at %1 have no database in common, and here %2 is "
               u"at "
               "the one and %3 at the other. Give them levels of one kind."_s.arg(
                   level, QString::fromLatin1(inMemory), QString::fromLatin1(inFile));
    };
    row("both kinds",
        lessonWith(memory, file),
        u"sqlite"_s,
        u"serializable"_s,
        mixed(u"serializable"_s, "A", "B"));
    row("both kinds, the other way",
        lessonWith(immediate, memory),
        u"sqlite"_s,
        u"serializable"_s,
        mixed(u"serializable immediate"_s, "B", "A"));
    row("beside the level asked for",
        lessonWith(memory, {}),
        u"sqlite"_s,
        u"serializable"_s,
        mixed(u"serializable"_s, "A", "B"));
    row("the level asked for beside it",
        lessonWith({}, file),
        u"sqlite"_s,
        u"read uncommitted"_s,
        mixed(u"serializable"_s, "A", "B"));
    row("with the level asked for", lessonWith(memory, {}), u"sqlite"_s, u"read uncommitted"_s, {});
    row("both in memory", lessonWith(memory, memory), u"sqlite"_s, u"serializable"_s, {});
    row("two serializable levels", lessonWith(immediate, file), u"sqlite"_s, u"serializable"_s, {});
    row("servers mix levels", lessonWith(memory, file), u"mariadb"_s, u"repeatable read"_s, {});
    row("of another engine only",
        lessonWith({{}, {{u"mariadb"_s, u"read uncommitted"_s}}}, file),
        u"sqlite"_s,
        u"serializable"_s,
        {});
}

void TestTransactionLesson::problem_isToldInASentence()
{
    QFETCH(const TransactionLesson, lesson);
    QFETCH(const QString, engine);
    QFETCH(const QString, level);
    QTEST(lesson.problemOn(engine, level), "problem");
}

void TestTransactionLesson::verdict_hasItsName()
{
    using enum SerialVerdict;
    for (const auto& [verdict, name] :
         {std::pair(Explained, u"yes"_s),
          std::pair(NotExplained, u"no"_s),
          std::pair(CannotBeJudged, u"cannot be judged"_s)}) {
        QCOMPARE(toName(verdict), name);
        QCOMPARE(serialVerdictFromName(name), verdict);
    }
    QCOMPARE(serialVerdictFromName(u"Yes"_s), std::nullopt);
    QCOMPARE(serialVerdictFromName({}), std::nullopt);
}

void TestTransactionLesson::kind_isRecognized_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isLesson");
    QTest::newRow("a lesson") << QByteArray(File()) << true;
    QTest::newRow("another kind, which is refused with it") << QByteArray(R"({"kind": "scenario"})") << true;
    QTest::newRow("a scenario") << QByteArray(R"({"title": "T", "records": {"kind": {"x": 1}}})") << false;
    QTest::newRow("no text") << QByteArray(R"({"kind": 1})") << false;
    QTest::newRow("a list") << QByteArray(R"(["kind"])") << false;
    QTest::newRow("no JSON") << QByteArray("\"kind\": \"transactions\"") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestTransactionLesson::kind_isRecognized()
{
    QFETCH(const QByteArray, text);
    QTEST(isTransactionLesson(text), "isLesson");
}

void TestTransactionLesson::correct_isRead_data()
{
    QTest::addColumn<QByteArray>("file");
    const auto row = [](const char* name, const QByteArray& file) {
        QTest::newRow(name) << file;
    };
    row("a story as long as may be", File().with("story", quoted(QString(90, u'x'))));
    row("a name and a label as long as may be",
        File()
            .with(
                "sessions",
                "{" + quoted(QString(24, u'x')) + ": {\"label\": " + quoted(QString(16, u'y')) + "}}")
            .steps("{\"session\": " + quoted(QString(24, u'x')) + R"(, "do": "sql", "sql": "SELECT 1"})"));
    row("a statement as long as may be",
        File().steps(R"({"session": "A", "do": "sql", "sql": "SELECT )" + QByteArray(9'993, '1') + "\"}"));
    row("one end of two",
        File().steps(
            beginA + R"({"session": "A", "do": "commit", "if": "rows = 1"}, )"
                     R"({"session": "A", "do": "rollback", "if": "rows = 0"})"));
    row("begun again after an end with a condition",
        File().steps(
            beginA + R"({"session": "A", "do": "commit", "if": "rows = 1"}, )" + beginA +
            R"({"session": "A", "do": "rollback"})"));
    row("a savepoint",
        File().steps(beginA + R"({"session": "A", "do": "sql", "sql": "ROLLBACK TO SAVEPOINT s"})"));
    row("placeholders in quotation marks",
        File().steps(R"({"session": "A", "do": "sql", "sql": "SELECT '{n}', \"{m}\" -- {o}"})"));
    row("a value kept by a step that may be left out",
        File().steps(
            R"({"session": "A", "do": "sql", "sql": "SELECT 1", "keep": "n_2", "if": "refused = 0"}, )"
            R"({"session": "A", "do": "sql", "sql": "SELECT {n_2+1}", "if": "n_2 < rows"})"));
    row("a comment after the statement",
        File().steps(R"({"session": "A", "do": "sql", "sql": "SELECT 1; -- ; one"})"));
    row("a begin for one engine",
        File().steps(R"({"session": "A", "do": "begin", "sql": {"postgresql": "BEGIN READ ONLY"}})"));
    row("a setup for each engine",
        File()
            .with("engines", R"(["sqlite", "mariadb"])")
            .with("setup", R"({"sqlite": ["SELECT 1"], "mariadb": ["SELECT 2"]})"));
}

void TestTransactionLesson::correct_isRead()
{
    QFETCH(const QByteArray, file);
    const auto lesson = transactionLessonFromJson(file);
    QVERIFY2(lesson, lesson ? "" : qPrintable(lesson.error()));
    QCOMPARE(testing::SchemaCheck(schema()).problemIn(file), QString());
}

void TestTransactionLesson::mistake_isToldInASentence_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("clause");
    const auto row = [](const char* name, const QByteArray& file, const QString& clause) {
        QTest::newRow(name) << file << clause;
    };
    const auto step = [](const QByteArray& members) -> QByteArray {
        return File().steps(R"({"session": "A", )" + members + "}");
    };
    const auto sql = [&step](const QByteArray& members) {
        return step(R"("do": "sql", )" + members);
    };

    row("empty", "", u"it is empty"_s);
    row("no JSON", "{\n\"kind\" 1}", u"it is no JSON from line 2, column 8 on"_s);
    row("a list", "[]", u"it is not a JSON object"_s);
    row("a name twice", R"({"title": "a", "title": "b"})", u"the name “title” stands twice in one object"_s);
    row("an unknown member",
        File().with("locking", "1"),
        u"“locking” is not known here; use $schema, kind, title, summary, story, engines, level, setup, "
        "sessions, steps, expect"_s);
    row("another kind",
        File().with("kind", R"("scenario")"),
        u"“kind” is “scenario”, and a lesson of transactions has “transactions”"_s);
    row("no kind", File().with("kind", ""), u"“kind” is missing"_s);
    row("no title", File().with("title", ""), u"“title” is missing"_s);
    row("an empty title", File().with("title", R"(" ")"), u"“title” is empty"_s);
    row("a title that is no text", File().with("title", "1"), u"“title” is not a text"_s);
    row("a summary that is no text", File().with("summary", "[]"), u"“summary” is not a text"_s);
    row("a schema that is no text", File().with("$schema", "1"), u"“$schema” is not a text"_s);
    row("a story that is too long",
        File().with("story", quoted(QString(91, u'x'))),
        u"“story” has 91 characters, and may have 90"_s);
    row("a story of two lines", File().with("story", R"("One.\nTwo.")"), u"“story” has more than one line"_s);
    row("a story with a control character",
        File().with("story", R"("\u001b[31mred")"),
        u"“story” has more than one line"_s);
    row("a story with another control character",
        File().with("story", R"("\u0085")"),
        u"“story” has more than one line"_s);

    row("an unknown engine",
        File().with("engines", R"(["oracle"])"),
        u"“engines” names the engine “oracle”; there are sqlite, postgresql and mariadb"_s);
    row("no engines", File().with("engines", "[]"), u"“engines” is empty; leave it out, or name one"_s);
    row("an engine twice",
        File().with("engines", R"(["sqlite", "mariadb", "sqlite"])"),
        u"“engines” names sqlite twice"_s);
    row("engines that are no list",
        File().with("engines", R"("sqlite")"),
        u"“engines” is not a list of values"_s);
    row("engines that are no texts", File().with("engines", "[1]"), u"“engines” is not a list of texts"_s);
    row("an engine that is left out",
        File().with("engines", R"(["mariadb"])").with("level", R"({"postgresql": "serializable"})"),
        u"“level” names postgresql, which “engines” leaves out"_s);
    row("a statement for an engine that is left out",
        File()
            .with("engines", R"(["mariadb"])")
            .steps(R"({"session": "A", "do": "sql", "sql": {"*": "SELECT 1", "sqlite": "SELECT 2"}})"),
        u"“steps[0].sql” names sqlite, which “engines” leaves out"_s);

    row("a level that an engine does not have",
        File().with("level", R"("repeatable read")"),
        u"“level” names the level “repeatable read”, and SQLite has read uncommitted, serializable and "
        "serializable immediate"_s);
    row("a level of another engine",
        File().with("level", R"({"postgresql": "repeatable read snapshot"})"),
        u"“level” names the level “repeatable read snapshot”, and PostgreSQL has read committed, repeatable "
        "read and serializable"_s);
    row("a level of an unknown engine",
        File().with("level", R"({"oracle": "serializable"})"),
        u"“level” names the engine “oracle”; there are sqlite, postgresql and mariadb"_s);
    row("no level by engine",
        File().with("level", "{}"),
        u"“level” is empty; name an engine, or * for all"_s);
    row("a level that is no text", File().with("level", "[]"), u"“level” is not a text"_s);

    row("no setup", File().with("setup", ""), u"“setup” is missing"_s);
    row("a setup that is no list",
        File().with("setup", R"("SELECT 1")"),
        u"“setup” is not a list of values"_s);
    row("a setup of numbers", File().with("setup", "[1]"), u"“setup” is not a list of texts"_s);
    row("an empty setup",
        File().with("setup", "[]"),
        u"“setup” makes no tables for sqlite; at least one statement is needed"_s);
    row("no setup for an engine",
        File().with("setup", R"({"sqlite": ["SELECT 1"], "postgresql": ["SELECT 1"]})"),
        u"“setup” makes no tables for mariadb; at least one statement is needed"_s);
    row("a setup of an unknown engine",
        File().with("setup", R"({"oracle": ["SELECT 1"]})"),
        u"“setup” names the engine “oracle”; there are sqlite, postgresql and mariadb"_s);
    row("two statements in one of the setup",
        File().with("setup", R"(["SELECT 1", "SELECT 2; SELECT 3"])"),
        u"“setup[1]” holds two statements; give each a step of its own"_s);
    row("a transaction in the setup of an engine",
        File().with("setup", R"({"*": ["SELECT 1"], "sqlite": ["BEGIN"]})"),
        u"“setup.sqlite[0]” is “BEGIN”, which is no “sql”: begin and end transactions by steps of their own"_s);

    row("no sessions", File().with("sessions", ""), u"“sessions” is missing"_s);
    row("nobody", File().with("sessions", "{}"), u"“sessions” has 0, and may have from 1 to 6"_s);
    row("too many sessions",
        File().with("sessions", R"({"A": {}, "B": {}, "C": {}, "D": {}, "E": {}, "F": {}, "G": {}})"),
        u"“sessions” has 7, and may have from 1 to 6"_s);
    row("sessions that are a list", File().with("sessions", R"(["A"])"), u"“sessions” is not an object"_s);
    row("a session that is a text",
        File().with("sessions", R"({"A": "Shop"})"),
        u"“sessions.A” is not an object"_s);
    row("a session without a name",
        File().with("sessions", R"({"A": {}, " ": {}})"),
        u"in “sessions” a name is empty, or longer than 24 characters"_s);
    row("a session with a long name",
        File().with("sessions", "{\"A\": {}, " + quoted(QString(25, u'x')) + ": {}}"),
        u"in “sessions” a name is empty, or longer than 24 characters"_s);
    row("a session with a name of two lines",
        File().with("sessions", R"({"A": {}, "B\nC": {}})"),
        u"in “sessions” a name begins or ends with a blank, or holds a control character"_s);
    row("a session with a blank before its name",
        File().with("sessions", R"({"A": {}, " B": {}})"),
        u"in “sessions” a name begins or ends with a blank, or holds a control character"_s);
    row("an unknown member of a session",
        File().with("sessions", R"({"A": {"colour": 1}})"),
        u"“sessions.A.colour” is not known here; use label, level, ignoresErrors"_s);
    row("an empty label",
        File().with("sessions", R"({"A": {"label": ""}})"),
        u"“sessions.A.label” is empty"_s);
    row("a long label",
        File().with("sessions", "{\"A\": {\"label\": " + quoted(QString(17, u'x')) + "}}"),
        u"“sessions.A.label” is longer than 16 characters"_s);
    row("a label of two lines",
        File().with("sessions", R"({"A": {"label": "a\nb"}})"),
        u"“sessions.A.label” begins or ends with a blank, or holds a control character"_s);
    row("a label that is no text",
        File().with("sessions", R"({"A": {"label": true}})"),
        u"“sessions.A.label” is not a text"_s);
    row("a level of a session",
        File().with("sessions", R"({"A": {"level": {"mariadb": "snapshot"}}})"),
        u"“sessions.A.level” names the level “snapshot”, and MariaDB has read uncommitted, read committed, "
        "repeatable read, repeatable read snapshot and serializable"_s);
    row("a level of a session for the others",
        File().with("sessions", R"({"A": {"level": {"mariadb": "serializable", "*": "read committed"}}})"),
        u"“sessions.A.level” names the level “read committed”, and SQLite has read uncommitted, serializable "
        u"and "
        "serializable immediate"_s);
    row("ignores errors, but how",
        File().with("sessions", R"({"A": {"ignoresErrors": "yes"}})"),
        u"“sessions.A.ignoresErrors” is not true or false"_s);

    row("no steps", File().with("steps", ""), u"“steps” is missing"_s);
    row("nothing to do", File().steps(""), u"“steps” has 0, and may have from 1 to 200"_s);
    row("steps that are an object", File().with("steps", "{}"), u"“steps” is not a list"_s);
    row("too many steps",
        File().steps(
            QByteArray(R"({"session": "A", "do": "sql", "sql": "SELECT 1"}, )").repeated(200) +
            R"({"session": "A", "do": "sql", "sql": "SELECT 1"})"),
        u"“steps” has 201, and may have from 1 to 200"_s);
    row("a step that is a text", File().steps(R"("BEGIN")"), u"“steps[0]” is not an object"_s);
    row("an unknown member of a step",
        step(R"("do": "begin", "wait": 1)"),
        u"“steps[0].wait” is not known here; use session, do, sql, keep, if, say, ask"_s);
    row("a step of nobody", File().steps(R"({"do": "begin"})"), u"“steps[0].session” is missing"_s);
    row("a step of an unknown session",
        File().steps(R"({"session": "C", "do": "begin"})"),
        u"“steps[0].session” is “C”, which is not in “sessions”"_s);
    row("a step that does nothing", step(R"("say": "Hm.")"), u"“steps[0].do” is missing"_s);
    row("an unknown do",
        step(R"("do": "savepoint")"),
        u"“steps[0].do” is “savepoint”; there are begin, sql, commit and rollback"_s);
    row("begun twice",
        File().steps(beginA + R"({"session": "B", "do": "begin"}, {"session": "A", "do": "begin"})"),
        u"“steps[2].do” begins a transaction, and session A has one; end that before"_s);
    row("a commit without a begin",
        File().steps(R"({"session": "B", "do": "begin"}, {"session": "A", "do": "commit"})"),
        u"“steps[1].do” ends a transaction, and session A has none; begin one before"_s);
    row("two ends without a condition",
        File().steps(beginA + R"({"session": "A", "do": "rollback"}, {"session": "A", "do": "commit"})"),
        u"“steps[2].do” ends a transaction, and session A has none; begin one before"_s);

    row("no statement", step(R"("do": "sql")"), u"“steps[0].sql” has no statement for sqlite"_s);
    row("an empty statement", sql(R"("sql": "")"), u"“steps[0].sql” has no statement for sqlite"_s);
    row("a blank statement", sql(R"("sql": " ; ")"), u"“steps[0].sql” holds no statement"_s);
    row("only a comment", sql(R"("sql": "-- SELECT 1")"), u"“steps[0].sql” holds no statement"_s);
    row("no statement for an engine",
        sql(R"("sql": {"sqlite": "SELECT 1", "mariadb": "SELECT 1"})"),
        u"“steps[0].sql” has no statement for postgresql"_s);
    row("no statement by engine",
        sql(R"("sql": {})"),
        u"“steps[0].sql” is empty; name an engine, or * for all"_s);
    row("a statement for an unknown engine",
        sql(R"("sql": {"*": "SELECT 1", "oracle": "SELECT 1"})"),
        u"“steps[0].sql” names the engine “oracle”; there are sqlite, postgresql and mariadb"_s);
    row("a statement that is a number", sql(R"("sql": 1)"), u"“steps[0].sql” is not a text"_s);
    row("two statements",
        sql(R"("sql": "SELECT 1; SELECT 2")"),
        u"“steps[0].sql” holds two statements; give each a step of its own"_s);
    row("a commit as a statement",
        sql(R"("sql": "commit")"),
        u"“steps[0].sql” is “commit”, which is no “sql”: begin and end transactions by steps of their own"_s);
    row("a long statement",
        sql("\"sql\": \"SELECT " + QByteArray(9'994, '1') + "\""),
        u"“steps[0].sql” is longer than 10000 characters"_s);
    row("a statement to commit",
        File().steps(beginA + R"({"session": "A", "do": "commit", "sql": "COMMIT"})"),
        u"“steps[1].sql” is not needed: the step’s “do” says it"_s);
    row("a begin that begins nothing",
        step(R"("do": "begin", "sql": "SELECT 1")"),
        u"“steps[0].sql” begins no transaction; write BEGIN or START TRANSACTION"_s);
    row("two statements to begin",
        step(R"("do": "begin", "sql": "BEGIN; DROP TABLE item")"),
        u"“steps[0].sql” holds two statements; give each a step of its own"_s);
    row("nothing to begin with", step(R"("do": "begin", "sql": "")"), u"“steps[0].sql” holds no statement"_s);
    row("nothing to begin with on an engine",
        step(R"("do": "begin", "sql": {"mariadb": " "})"),
        u"“steps[0].sql” holds no statement"_s);
    row("a long statement to begin with",
        step("\"do\": \"begin\", \"sql\": \"BEGIN" + QByteArray(9'996, ' ') + "\""),
        u"“steps[0].sql” is longer than 10000 characters"_s);
    row("a value to begin with",
        step(R"("do": "begin", "sql": "BEGIN {rows}")"),
        u"“steps[0].sql” has a placeholder, and no value is bound where a transaction begins"_s);

    for (const char* name : {"N", "1n", "", "a b", "rows", "refused", "é"})
        row(qPrintable(u"keeps “%1”"_s.arg(QString::fromUtf8(name))),
            sql(R"("sql": "SELECT 1", "keep": ")" + QByteArray(name) + "\""),
            u"“steps[0].keep” is “%1”, which is no name; use small letters, digits and _, and neither rows "
            u"nor "
            "refused"_s.arg(QString::fromUtf8(name)));
    row("keeps a number", sql(R"("sql": "SELECT 1", "keep": 1)"), u"“steps[0].keep” is not a text"_s);
    row("keeps a commit",
        File().steps(beginA + R"({"session": "A", "do": "commit", "keep": "n"})"),
        u"“steps[1].keep” keeps nothing: only “sql” returns rows"_s);
    row("a value that nobody keeps",
        sql(R"("sql": "SELECT {n-3}")"),
        u"“steps[0].sql” needs “n”, and no step of session A before it keeps that"_s);
    row("a value that the step itself keeps",
        sql(R"("sql": "SELECT {n}", "keep": "n")"),
        u"“steps[0].sql” needs “n”, and no step of session A before it keeps that"_s);
    row("a value that another session keeps",
        File().steps(R"({"session": "B", "do": "sql", "sql": "SELECT 1", "keep": "n"}, )"
                     R"({"session": "A", "do": "sql", "sql": "SELECT {n}"})"),
        u"“steps[1].sql” needs “n”, and no step of session A before it keeps that"_s);
    row("a value for one engine that nobody keeps",
        sql(R"("sql": {"*": "SELECT 1", "mariadb": "SELECT {m}"})"),
        u"“steps[0].sql” needs “m”, and no step of session A before it keeps that"_s);
    row("no comparison",
        sql(R"("sql": "SELECT 1", "if": "n")"),
        u"“steps[0].if” is no comparison; write one such as n >= 2"_s);
    for (const char* other : {"\\\"", "2 3", "'a", "N", "99999999999999999999", "{n}"}) {
        row(qPrintable(u"a comparison with %1"_s.arg(QLatin1String(other))),
            step(R"("do": "begin", "if": "rows = )" + QByteArray(other) + '"'),
            u"“steps[0].if” is no comparison; write one such as n >= 2"_s);
    }
    row("a condition that is no text",
        step(R"("do": "begin", "if": true)"),
        u"“steps[0].if” is not a text"_s);
    row("a condition of an unknown name",
        step(R"("do": "begin", "if": "n >= 2")"),
        u"“steps[0].if” needs “n”, and no step of session A before it keeps that"_s);
    row("a condition of another unknown name",
        step(R"("do": "begin", "if": "rows >= m")"),
        u"“steps[0].if” needs “m”, and no step of session A before it keeps that"_s);
    row("says a number", step(R"("do": "begin", "say": 1)"), u"“steps[0].say” is not a text"_s);
    row("says it for nobody",
        step(R"("do": "begin", "say": {})"),
        u"“steps[0].say” is empty; name an engine, or * for all"_s);
    row("asks a list", step(R"("do": "begin", "ask": [])"), u"“steps[0].ask” is not a text"_s);

    row("expects a text", File().with("expect", R"("yes")"), u"“expect” is not an object"_s);
    row("expects of an unknown engine",
        File().with("expect", R"({"oracle": {}})"),
        u"“expect” names the engine “oracle”; there are sqlite, postgresql and mariadb"_s);
    row("expects of all engines",
        File().with("expect", R"({"*": {}})"),
        u"“expect” names the engine “*”; there are sqlite, postgresql and mariadb"_s);
    row("expects of an engine that is left out",
        File().with("engines", R"(["mariadb"])").with("expect", R"({"sqlite": {}})"),
        u"“expect” names sqlite, which “engines” leaves out"_s);
    row("expects at an unknown level",
        File().with("expect", R"({"sqlite": {"read committed": {}}})"),
        u"“expect.sqlite” names the level “read committed”, and SQLite has read uncommitted, serializable "
        u"and "
        "serializable immediate"_s);
    row("expects an unknown member",
        expecting(R"("lost": 1)"),
        u"“expect.sqlite.serializable.lost” is not known here; use explained, anomaly, refused, waits, tables"_s);
    row("explained, but how",
        expecting(R"("explained": "maybe")"),
        u"“expect.sqlite.serializable.explained” is “maybe”; there are yes, no and cannot be judged"_s);
    row("explained in two lines",
        expecting(R"("explained": "may\nbe")"),
        u"“expect.sqlite.serializable.explained” is “may<U+000A>be”; there are yes, no and cannot be judged"_s);
    row("explained, true",
        expecting(R"("explained": true)"),
        u"“expect.sqlite.serializable.explained” is not a text"_s);
    row("an unknown anomaly",
        expecting(R"("anomaly": "P4")"),
        u"“expect.sqlite.serializable.anomaly” is “P4”; there are dirty read, non-repeatable read, phantom, "
        "lost update, read skew, write skew and read-only transaction anomaly"_s);
    row("an unknown session refused",
        expecting(R"("refused": {"C": "517"})"),
        u"“expect.sqlite.serializable.refused” names session C, which is not in “sessions”"_s);
    row("refused with a number",
        expecting(R"("refused": {"A": 517})"),
        u"“expect.sqlite.serializable.refused.A” is not a text"_s);
    row("refused without a code",
        expecting(R"("refused": {"A": ""})"),
        u"“expect.sqlite.serializable.refused.A” is empty"_s);
    row("refused, a list",
        expecting(R"("refused": ["A"])"),
        u"“expect.sqlite.serializable.refused” is not an object"_s);
    row("an unknown session waits",
        expecting(R"("waits": ["A", "C"])"),
        u"“expect.sqlite.serializable.waits” names session C, which is not in “sessions”"_s);
    row("a session waits twice",
        expecting(R"("waits": ["A", "B", "A"])"),
        u"“expect.sqlite.serializable.waits” names A twice"_s);
    row("waits, true",
        expecting(R"("waits": true)"),
        u"“expect.sqlite.serializable.waits” is not a list of values"_s);
    row("tables of the wrong kind",
        expecting(R"("tables": ["item"])"),
        u"“expect.sqlite.serializable.tables” is not an object"_s);
    row("a table of the wrong kind",
        expecting(R"("tables": {"item": [1]})"),
        u"“expect.sqlite.serializable.tables.item” is not an object"_s);
    row("a row of the wrong kind",
        expecting(R"("tables": {"item": {"lamp": 5}})"),
        u"“expect.sqlite.serializable.tables.item.lamp” is not an object"_s);
    row("a value of the wrong kind",
        expecting(R"("tables": {"item": {"lamp": {"stock": [5]}}})"),
        u"“expect.sqlite.serializable.tables.item.lamp” is no record: the field “stock” holds an array, and "
        u"a "
        "field holds text, a number, true, false or null"_s);
}

void TestTransactionLesson::mistake_isToldInASentence()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, clause);
    const auto lesson = transactionLessonFromJson(file);
    QVERIFY(!lesson);
    QCOMPARE(lesson.error(), u"The lesson cannot be run: %1."_s.arg(clause));
    const bool isBeyond = beyondTransactionSchema().contains(QLatin1String(QTest::currentDataTag()));
    QCOMPARE(testing::SchemaCheck(schema()).problemIn(file).isEmpty(), isBeyond);
}

void TestTransactionLesson::hostile_isRefused()
{
    const auto deep = transactionLessonFromJson(QByteArray(10'000, '['));
    QVERIFY(!deep);
    QCOMPARE(deep.error(), u"The lesson cannot be run: it is nested too deeply."_s);
    const auto large = transactionLessonFromJson(
        expecting(R"("tables": {"item": {"lamp": {"stock": 99999999999999999999}}})"));
    QVERIFY(!large);
    QCOMPARE(
        large.error(),
        u"The lesson cannot be run: the number at “expect.sqlite.serializable.tables.item.lamp.stock” is too "
        "large: integers up to 9007199254740991 are kept exactly."_s);
    const auto foreign = transactionLessonFromJson("{\"title\": \"\xff\"}");
    QVERIFY(!foreign);
    QCOMPARE(foreign.error(), u"The lesson cannot be run: it is not UTF-8."_s);
}

void TestTransactionLesson::builtIn_isRead_data()
{
    QTest::addColumn<QString>("file");
    for (const QString& file : lessonFiles())
        QTest::newRow(qPrintable(file)) << file;
}

void TestTransactionLesson::builtIn_isRead()
{
    QFETCH(const QString, file);
    const auto lesson = transactionLessonFromJson(contentsOf(file));
    QVERIFY2(lesson, lesson ? "" : qPrintable(lesson.error()));
    QVERIFY(isTransactionLesson(contentsOf(file)));
    QVERIFY(!lesson->summary.isEmpty());
    QVERIFY(!lesson->story.isEmpty());
    QVERIFY(lesson->story.size() <= 90);
    QCOMPARE(sorted(lesson->expect.keys()), sorted(lesson->engines));
    for (const QString& engine : lesson->engines) {
        QCOMPARE(lesson->problemOn(engine, lesson->levelOn(engine)), QString());
        QVERIFY2(lesson->expect.value(engine).contains(lesson->levelOn(engine)), qPrintable(engine));
        for (const auto& [level, end] : lesson->expect.value(engine).asKeyValueRange()) {
            QCOMPARE(lesson->problemOn(engine, level), QString());
            QVERIFY2(
                end.explained && end.anomaly && end.refused && end.waits && !end.tables.isEmpty(),
                qPrintable(engine + u' ' + level));
        }
    }
    QVERIFY(std::ranges::any_of(lesson->steps, [](const LessonStep& step) { return !step.ask.isEmpty(); }));
}

void TestTransactionLesson::schema_namesTheMembersThatTheReaderKnows()
{
    const auto propertiesOf = [](const QString& definition) {
        return sorted(inSchema(u"$defs/%1/properties"_s.arg(definition)).toObject().keys());
    };
    QCOMPARE(sorted(inSchema(u"properties"_s).toObject().keys()), namesKnownTo(File().with("zzz", "1")));
    QCOMPARE(propertiesOf(u"sessionLook"_s), namesKnownTo(File().with("sessions", R"({"A": {"zzz": 1}})")));
    QCOMPARE(propertiesOf(u"expectation"_s), namesKnownTo(expecting(R"("zzz": 1)")));
    // The steps have what the reader knows between them; which of it each may have is tested by mistakes.
    const QStringList known = namesKnownTo(File().steps(R"({"session": "A", "do": "begin", "zzz": 1})"));
    const QStringList common{u"ask"_s, u"do"_s, u"if"_s, u"say"_s, u"session"_s};
    QCOMPARE(propertiesOf(u"sql"_s), known);
    QCOMPARE(propertiesOf(u"begin"_s), sorted(common + QStringList{u"sql"_s}));
    QCOMPARE(propertiesOf(u"end"_s), common);
    QCOMPARE(known, sorted(common + QStringList{u"sql"_s, u"keep"_s}));
    // By engine.
    for (const char* texts :
         {"properties/setup/oneOf",
          "$defs/levelByEngine/oneOf",
          "$defs/statementByEngine/oneOf",
          "$defs/words/oneOf"}) {
        const QJsonObject object = inSchema(QLatin1String(texts)).toArray().at(1).toObject();
        QCOMPARE(
            sorted(object[u"properties"_s].toObject().keys()),
            sorted(knownEngineNames() + QStringList{u"*"_s}));
        QCOMPARE(object[u"minProperties"_s], QJsonValue(1));
    }
    QCOMPARE(
        sorted(inSchema(u"properties/expect/properties"_s).toObject().keys()), sorted(knownEngineNames()));
}

void TestTransactionLesson::schema_demandsWhatTheReaderDemands_data()
{
    QTest::addColumn<QString>("definition");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("step");
    QTest::newRow("begin") << u"begin"_s << QByteArray() << QByteArray(R"({"session": "A", "do": "begin"})");
    QTest::newRow("sql") << u"sql"_s << QByteArray()
                         << QByteArray(R"({"session": "A", "do": "sql", "sql": "SELECT 1"})");
    QTest::newRow("commit") << u"end"_s << beginA << QByteArray(R"({"session": "A", "do": "commit"})");
    QTest::newRow("rollback") << u"end"_s << beginA << QByteArray(R"({"session": "A", "do": "rollback"})");
}

void TestTransactionLesson::schema_demandsWhatTheReaderDemands()
{
    QFETCH(const QString, definition);
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, step);
    QVERIFY(transactionLessonFromJson(File().steps(before + step)));
    const QJsonObject whole = QJsonDocument::fromJson(step).object();
    const QStringList required = textsOf(inSchema(u"$defs/%1/required"_s.arg(definition)));
    QCOMPARE(sorted(required), sorted(whole.keys()));
    for (const QString& name : required) {
        QJsonObject less = whole;
        less.remove(name);
        QVERIFY2(
            !transactionLessonFromJson(File().steps(before + QJsonDocument(less).toJson())),
            qPrintable(name));
    }
    const QStringList members = textsOf(inSchema(u"required"_s));
    QCOMPARE(sorted(members), sorted(QJsonDocument::fromJson(File()).object().keys()));
    for (const QString& name : members)
        QVERIFY2(!transactionLessonFromJson(File().with(qPrintable(name), "")), qPrintable(name));
}

void TestTransactionLesson::schema_namesTheEnginesAndLevels()
{
    QCOMPARE(inSchema(u"properties/kind/const"_s).toString(), u"transactions"_s);
    QCOMPARE(textsOf(inSchema(u"$defs/engine/enum"_s)), knownEngineNames());
    QStringList references;
    for (const KnownEngine& engine : knownEngines()) {
        QCOMPARE(textsOf(inSchema(u"$defs/%1Level/enum"_s.arg(engine.name))), engine.levels);
        const QString reference = u"#/$defs/%1Level"_s.arg(engine.name);
        references.append(reference);
        QCOMPARE(
            inSchema(u"properties/expect/properties/%1/propertyNames/$ref"_s.arg(engine.name)).toString(),
            reference);
        const QJsonObject levels = inSchema(u"$defs/levelByEngine/oneOf"_s).toArray().at(1).toObject();
        QCOMPARE(levels[u"properties"_s].toObject()[engine.name].toObject()[u"$ref"_s].toString(), reference);
    }
    QStringList listed;
    for (const QJsonValue& level : inSchema(u"$defs/level/anyOf"_s).toArray())
        listed.append(level.toObject()[u"$ref"_s].toString());
    QCOMPARE(listed, references);
}

void TestTransactionLesson::schema_namesTheStepsVerdictsAndAnomalies()
{
    QStringList actions;
    for (const QJsonValue& step : inSchema(u"properties/steps/items/oneOf"_s).toArray())
        actions += textsOf(inSchema(step.toObject()[u"$ref"_s].toString().mid(2) + u"/properties/do/enum"_s));
    using enum TransactionAction;
    QCOMPARE(actions, (QStringList{toName(Begin), toName(Sql), toName(Commit), toName(Rollback)}));
    using enum SerialVerdict;
    QCOMPARE(
        textsOf(inSchema(u"$defs/expectation/properties/explained/enum"_s)),
        (QStringList{toName(Explained), toName(NotExplained), toName(CannotBeJudged)}));
    QCOMPARE(
        textsOf(inSchema(u"$defs/expectation/properties/anomaly/enum"_s)),
        QStringList{QString()} + anomalyTitles());
    QCOMPARE(textsOf(inSchema(u"$defs/name/not/enum"_s)), (QStringList{u"rows"_s, u"refused"_s}));
}

void TestTransactionLesson::schema_hasTheReadersLimits_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<qint64>("limit");
    const auto row = [](const QString& path, qint64 limit) {
        QTest::newRow(qPrintable(path)) << path << limit;
    };
    // That these are the reader's is tested by mistakes of one more, and one less.
    row(u"properties/story/maxLength"_s, LongestStory);
    row(u"properties/engines/minItems"_s, 1);
    row(u"properties/sessions/minProperties"_s, 1);
    row(u"properties/sessions/maxProperties"_s, 6);
    row(u"properties/steps/minItems"_s, 1);
    row(u"properties/steps/maxItems"_s, 200);
    row(u"$defs/statement/maxLength"_s, 10'000);
    row(u"$defs/statements/minItems"_s, 1);
    row(u"$defs/session/minLength"_s, 1);
    row(u"$defs/session/maxLength"_s, LongestClientName);
    row(u"$defs/sessionLook/properties/label/minLength"_s, 1);
    row(u"$defs/sessionLook/properties/label/maxLength"_s, LongestClientLabel);
    row(u"$defs/expectation/properties/refused/additionalProperties/minLength"_s, 1);
}

void TestTransactionLesson::schema_hasTheReadersLimits()
{
    QFETCH(const QString, path);
    QFETCH(const qint64, limit);
    QCOMPARE(inSchema(path), QJsonValue(limit));
}

void TestTransactionLesson::schema_closesEveryObject()
{
    QList<QJsonValue> values{schema()};
    int closed = 0;
    while (!values.isEmpty()) {
        const QJsonValue value = values.takeLast();
        for (const QJsonValue& each : value.toArray())
            values.append(each);
        const QJsonObject object = value.toObject();
        if (object.contains(u"properties"_s) && object[u"type"_s].toString() == u"object"_s) {
            QCOMPARE(object[u"additionalProperties"_s], QJsonValue(false));
            ++closed;
        }
        for (const QJsonValue& each : object)
            values.append(each);
    }
    QCOMPARE(closed, 11);
}

void TestTransactionLesson::readme_namesTheMembersThatTheReaderKnows()
{
    const QString told = QString::fromUtf8(contentsOf(u"README.md"_s));
    const QStringList members =
        namesKnownTo(File().with("zzz", "1")) + namesKnownTo(expecting(R"("zzz": 1)"));
    QCOMPARE(members.size(), 16);
    for (const QString& member : members)
        QVERIFY2(told.contains(u"\n| `%1` |"_s.arg(member)), qPrintable(member));
    using enum TransactionAction;
    for (const TransactionAction action : {Begin, Sql, Commit, Rollback})
        QVERIFY2(told.contains(u"\n| `%1` |"_s.arg(toName(action))), qPrintable(toName(action)));
    const QStringList inText = namesKnownTo(File().with("sessions", R"({"A": {"zzz": 1}})")) +
                               namesKnownTo(File().steps(R"({"session": "A", "do": "begin", "zzz": 1})"));
    QCOMPARE(inText.size(), 10);
    for (const QString& member : inText)
        QVERIFY2(told.contains(u"`%1`"_s.arg(member)), qPrintable(member));
}

void TestTransactionLesson::readme_namesTheEnginesLevelsAndAnomalies()
{
    const QStringList lines = QString::fromUtf8(contentsOf(u"README.md"_s)).split(u'\n');
    const qsizetype at = lines.indexOf(u"| engine | levels | what stands behind them |"_s);
    QVERIFY(at >= 0);
    QMap<QString, QString> rows;
    QString engine;
    for (qsizetype i = at + 2; lines.value(i).startsWith(u'|'); ++i) {
        const QStringList cells = lines.at(i).split(u'|');
        engine = cells.at(1).trimmed().isEmpty() ? engine : cells.at(1).trimmed();
        rows[engine] += cells.at(2);
    }
    QCOMPARE(rows.size(), knownEngines().size());
    for (const KnownEngine& known : knownEngines()) {
        const QString row = rows.value(u"`%1`"_s.arg(known.name));
        for (const QString& level : known.levels)
            QVERIFY2(row.contains(u"`%1`"_s.arg(level)), qPrintable(known.name + u' ' + level));
        QVERIFY2(row.contains(u"`%1` (the usual one)"_s.arg(known.usualLevel)), qPrintable(known.name));
        QCOMPARE(row.count(u'`'), 2 * known.levels.size());
    }
    const QString anomalies = lines.filter(u"| `anomaly` |"_s).value(0);
    for (const QString& title : anomalyTitles())
        QVERIFY2(anomalies.contains(u"`%1`"_s.arg(title)), qPrintable(title));
    const QString verdicts = lines.filter(u"| `explained` |"_s).value(0);
    using enum SerialVerdict;
    for (const SerialVerdict verdict : {Explained, NotExplained, CannotBeJudged})
        QVERIFY2(verdicts.contains(u"`%1`"_s.arg(toName(verdict))), qPrintable(toName(verdict)));
}

void TestTransactionLesson::readme_namesTheLimits()
{
    const QString told = QString::fromUtf8(contentsOf(u"README.md"_s)).simplified();
    for (const QString& words :
         {u"in one line of at most %1 characters"_s.arg(LongestStory),
          u"A name has at most %1 characters."_s.arg(LongestClientName),
          u"`label`, of at most %1, stands"_s.arg(LongestClientLabel),
          u"who takes part, one to six,"_s,
          u"one to 200"_s,
          u"A statement has at most 10 000 characters."_s})
        QVERIFY2(told.contains(words), qPrintable(words));
}

QTEST_GUILESS_MAIN(TestTransactionLesson)
#include "tst_transactionlesson.moc"
