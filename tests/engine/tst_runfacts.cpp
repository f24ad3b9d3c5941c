#include "engine/runfacts.h"
#include "engine/storyrun.h"
#include "lessonbuilder.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// What runs changed before they were committed, and what their reads had read, on all engines. What is expected
/// was worked out by hand.
class TestRunFacts final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void facts_areAsByHand_data();
    void facts_areAsByHand();
    void severalWriters_areToldApart();
    void oneOfSeveralStates_isThatOfTheSnapshot();
    void cutResult_isLeftOut_data() { engines(); }
    void cutResult_isLeftOut();
    void cutTable_hasNoFacts_data() { engines(); }
    void cutTable_hasNoFacts();
    void whatVaries_hasNoFacts_data();
    void whatVaries_hasNoFacts();
    void tableMadeInTheRun_isLeftOut_data() { engines(); }
    void tableMadeInTheRun_isLeftOut();
    void longRun_isNotTried();
    void stop_leavesAProblem();
    void judgedLesson_keepsItsName();
    void readsOfBuiltInLessons_areKnown_data() { engines(); }
    void readsOfBuiltInLessons_areKnown();

private:
    static void engines();
    [[nodiscard]] TransactionStory
    story(const QString& engine, const QString& level, const TransactionLesson& lesson);

    EnginePool m_pool;
};

namespace {

const QString AllLamps = u"SELECT id, stock FROM item ORDER BY id"_s;

/// "4 B reads item: pending 2 of A", "2 A writes lamp.stock 999".
QStringList linesOf(const TransactionStory& story)
{
    QStringList lines;
    for (const TransactionEvent& event : story.journal.events()) {
        QStringList cells;
        for (const auto& [cell, value] : story.facts.pending.value(event.seq))
            cells.append(u"%1.%2 %3"_s.arg(cell.row, cell.column, toText(value)));
        if (!cells.isEmpty())
            lines.append(u"%1 %2 writes %3"_s.arg(QString::number(event.seq), event.session, cells.join(u", "_s)));
        const auto read = story.facts.reads.constFind(event.seq);
        if (read == story.facts.reads.constEnd())
            continue;
        QString from = u"unknown"_s;
        if (read->kind == ReadSource::Kind::Current)
            from = u"current %1"_s.arg(read->commit);
        if (read->kind == ReadSource::Kind::Older)
            from = u"older %1"_s.arg(read->commit);
        if (read->kind == ReadSource::Kind::Pending)
            from = u"pending %1 of %2"_s.arg(QString::number(read->write), read->writer);
        lines.append(u"%1 %2 reads %3"_s.arg(QString::number(event.seq), event.session, from));
    }
    return lines;
}

QList<LessonStep> readTwice(const QString& query, const QString& change)
{
    return {begin(A), sql(A, query), begin(B), sql(B, change), commit(B), sql(A, query), commit(A)};
}

QList<LessonStep> readOwnWrite()
{
    return {
        begin(A),
        sql(A, u"UPDATE item SET stock = stock - 1 WHERE id = 'lamp'"_s),
        sql(A, ReadLamp),
        sql(A, u"DELETE FROM item WHERE id = 'chair'"_s),
        sql(A, AllLamps),
        rollback(A),
        sql(A, AllLamps)};
}

QList<LessonStep> readThreeTimes()
{
    const QString write = u"UPDATE item SET stock = %1 WHERE id = 'lamp'"_s;
    return {
        begin(A),
        sql(A, AllLamps),
        sql(B, write.arg(9)),
        sql(B, write.arg(10)),
        sql(B, write.arg(8)),
        sql(A, ReadLamp),
        commit(A)};
}

} // namespace

void TestRunFacts::engines()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : knownEngineNames())
        QTest::newRow(qPrintable(name)) << name;
}

TransactionStory
TestRunFacts::story(const QString& engine, const QString& level, const TransactionLesson& lesson)
{
    return runStoryOn(m_pool, engine, lesson, level);
}

void TestRunFacts::facts_areAsByHand_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QList<LessonStep>>("steps");
    QTest::addColumn<QStringList>("lines");
    const auto add = [](const char* name, const QStringList& places, const QList<LessonStep>& steps, const QStringList& lines) {
        for (const QString& place : places) {
            QTest::addRow("%s, %s", name, qPrintable(place))
                << place.section(u' ', 0, 0) << place.section(u' ', 1) << steps << lines;
        }
    };
    const QString wrong = u"2 A writes lamp.stock 999"_s;
    add("a dirty read",
        {u"sqlite read uncommitted"_s, u"mariadb read uncommitted"_s},
        dirtyRead(),
        {wrong, u"4 B reads pending 2 of A"_s});
    add("no dirty read",
        {u"sqlite serializable"_s, u"postgresql read committed"_s, u"mariadb read committed"_s},
        dirtyRead(),
        {wrong, u"4 B reads current 0"_s});
    const QString less = u"UPDATE item SET stock = stock - 3 WHERE id = 'lamp'"_s;
    add("a read that is not repeatable",
        {u"postgresql read committed"_s, u"mariadb read committed"_s, u"sqlite read uncommitted"_s},
        readTwice(ReadLamp, less),
        {u"2 A reads current 0"_s, u"4 B writes lamp.stock 7"_s, u"6 A reads current 5"_s});
    add("a repeatable read",
        {u"postgresql repeatable read"_s, u"mariadb repeatable read"_s, u"sqlite serializable"_s},
        readTwice(ReadLamp, less),
        {u"2 A reads current 0"_s, u"4 B writes lamp.stock 7"_s, u"6 A reads older 0"_s});
    const QString count = u"SELECT COUNT(*) FROM item"_s;
    const QString insert = u"INSERT INTO item VALUES ('desk', 1)"_s;
    add("a phantom",
        {u"postgresql read committed"_s, u"mariadb read committed"_s},
        readTwice(count, insert),
        {u"2 A reads current 0"_s, u"4 B writes desk.id desk, desk.stock 1"_s, u"6 A reads current 5"_s});
    add("no phantom",
        {u"postgresql repeatable read"_s, u"mariadb repeatable read"_s},
        readTwice(count, insert),
        {u"2 A reads current 0"_s, u"4 B writes desk.id desk, desk.stock 1"_s, u"6 A reads older 0"_s});
    add("a lost update",
        {u"postgresql read committed"_s, u"mariadb repeatable read"_s, u"sqlite read uncommitted"_s},
        lostUpdate(),
        {u"3 A reads current 0"_s,
         u"4 B reads current 0"_s,
         u"5 A writes lamp.stock 7"_s,
         u"7 B writes lamp.stock 8"_s});
    add("a refused update",
        {u"postgresql repeatable read"_s, u"sqlite serializable"_s},
        lostUpdate(),
        {u"3 A reads current 0"_s, u"4 B reads current 0"_s, u"5 A writes lamp.stock 7"_s});
    add("reads of own writes, which are taken back",
        {u"sqlite serializable"_s,
         u"sqlite read uncommitted"_s,
         u"postgresql read committed"_s,
         u"postgresql serializable"_s,
         u"mariadb repeatable read"_s,
         u"mariadb serializable"_s},
        readOwnWrite(),
        {u"2 A writes lamp.stock 9"_s,
         u"3 A reads current 0"_s,
         u"4 A writes chair.id null, chair.stock null"_s,
         u"5 A reads current 0"_s,
         u"7 A reads current 0"_s});
}

void TestRunFacts::facts_areAsByHand()
{
    QFETCH(const QString, engine);
    QFETCH(const QString, level);
    QFETCH(const QList<LessonStep>, steps);
    QFETCH(const QStringList, lines);
    const TransactionStory told = story(engine, level, lessonOf(steps));
    QCOMPARE(told.problem, QString());
    QCOMPARE(linesOf(told), lines);
}

void TestRunFacts::severalWriters_areToldApart()
{
    const QString write = u"UPDATE item SET stock = %1 WHERE id = '%2'"_s;
    const QString C = u"C"_s;
    const TransactionStory told = story(
        u"mariadb"_s,
        u"read uncommitted"_s,
        lessonOf(
            {begin(A),
             begin(B),
             sql(A, write.arg(u"1"_s, u"lamp"_s)),
             sql(A, write.arg(u"2"_s, u"lamp"_s)),
             sql(B, write.arg(u"3"_s, u"chair"_s)),
             sql(C, ReadLamp),
             sql(C, u"SELECT stock FROM item WHERE id = 'chair'"_s),
             sql(C, u"SELECT SUM(stock) FROM item"_s),
             rollback(A),
             rollback(B)}));
    QCOMPARE(told.problem, QString());
    QCOMPARE(
        linesOf(told),
        (QStringList{
            u"3 A writes lamp.stock 1"_s,
            u"4 A writes lamp.stock 2"_s,
            u"5 B writes chair.stock 3"_s,
            u"6 C reads pending 4 of A"_s,
            u"7 C reads pending 5 of B"_s,
            u"8 C reads pending 5 of B"_s}));
}

void TestRunFacts::oneOfSeveralStates_isThatOfTheSnapshot()
{
    // There were 10 lamps once more before they were 8, but the first read saw the 10 before.
    for (const QString& place : {u"postgresql"_s, u"mariadb"_s}) {
        const TransactionStory told = story(place, u"repeatable read"_s, lessonOf(readThreeTimes()));
        QCOMPARE(told.problem, QString());
        QCOMPARE(linesOf(told), (QStringList{u"2 A reads current 0"_s, u"6 A reads older 0"_s}));
    }
}

void TestRunFacts::cutResult_isLeftOut()
{
    QFETCH(const QString, name);
    const QString many =
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001) SELECT i FROM n"_s;
    const TransactionStory told =
        story(name, knownEngine(name)->usualLevel, lessonOf({begin(A), sql(A, many), sql(A, ReadLamp), commit(A)}));
    QCOMPARE(told.problem, QString());
    QCOMPARE(linesOf(told), QStringList(u"3 A reads current 0"_s));
}

void TestRunFacts::cutTable_hasNoFacts()
{
    QFETCH(const QString, name);
    TransactionLesson lesson = lessonOf({begin(A), sql(A, WriteLamp.arg(3).replace(u"{n-3}"_s, u"3"_s)), commit(A)});
    lesson.setup[QString()].append(
        {u"CREATE TABLE many (i INTEGER PRIMARY KEY)"_s,
         u"INSERT INTO many WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600) "
         "SELECT i FROM n"_s,
         u"INSERT INTO many SELECT i + 600 FROM many"_s});
    const TransactionStory told = story(name, knownEngine(name)->usualLevel, lesson);
    QCOMPARE(told.problem, QString());
    QCOMPARE(told.facts, RunFacts());
}

void TestRunFacts::whatVaries_hasNoFacts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("chance");
    QTest::newRow("SQLite") << u"sqlite"_s << u"abs(random() % 1000000)"_s;
    QTest::newRow("PostgreSQL") << u"postgresql"_s << u"floor(random() * 1000000)"_s;
    QTest::newRow("MariaDB") << u"mariadb"_s << u"floor(rand() * 1000000)"_s;
}

void TestRunFacts::whatVaries_hasNoFacts()
{
    QFETCH(const QString, name);
    QFETCH(const QString, chance);
    const TransactionStory told = story(
        name,
        knownEngine(name)->usualLevel,
        lessonOf({begin(A), sql(A, u"UPDATE item SET stock = %1 WHERE id = 'lamp'"_s.arg(chance)), commit(A)}));
    QCOMPARE(told.problem, QString());
    QVERIFY(told.facts.pending.isEmpty());
}

void TestRunFacts::tableMadeInTheRun_isLeftOut()
{
    QFETCH(const QString, name);
    const TransactionStory told = story(
        name,
        knownEngine(name)->usualLevel,
        lessonOf(
            {sql(A, ReadLamp),
             sql(A, u"CREATE TABLE room (id INTEGER PRIMARY KEY)"_s),
             begin(A),
             sql(A, u"INSERT INTO room VALUES (1)"_s),
             commit(A),
             sql(A, ReadLamp)}));
    QCOMPARE(told.problem, QString());
    QCOMPARE(told.facts.reads.value(1), (ReadSource{ReadSource::Kind::Current, 0}));
    QVERIFY(told.facts.pending.isEmpty());
}

void TestRunFacts::longRun_isNotTried()
{
    QList<LessonStep> steps;
    for (int i = 0; i < 201; ++i)
        steps.append(sql(A, ReadLamp));
    const TransactionStory told = story(u"sqlite"_s, u"serializable"_s, lessonOf(steps));
    QCOMPARE(told.problem, QString());
    QCOMPARE(told.facts, RunFacts());
    steps.removeLast();
    QCOMPARE(story(u"sqlite"_s, u"serializable"_s, lessonOf(steps)).facts.reads.size(), 200);
}

void TestRunFacts::stop_leavesAProblem()
{
    std::stop_source source;
    source.request_stop();
    const TransactionStory told =
        runStoryOn(m_pool, u"sqlite"_s, lessonOf({sql(A, ReadLamp)}), u"serializable"_s, source.get_token());
    QCOMPARE(told.problem, u"The run was cancelled."_s);
    QCOMPARE(told.facts, RunFacts());
}

/// The experiment that names anomalies runs on the same states.
void TestRunFacts::judgedLesson_keepsItsName()
{
    for (const QString& name : {u"postgresql"_s, u"mariadb"_s}) {
        const TransactionStory told = story(name, u"read committed"_s, lessonOf(lostUpdate()));
        QCOMPARE(told.judgement.anomaly, u"lost update"_s);
        QCOMPARE(
            told.judgement.because,
            u"B came before A, because B read the 10 that A replaced; but A came before B, because B wrote over "
            "A’s 7."_s);
    }
}

void TestRunFacts::readsOfBuiltInLessons_areKnown()
{
    QFETCH(const QString, name);
    const QDir folder(QStringLiteral(INTERLEAVE_TRANSACTIONS));
    int reads = 0;
    for (const QString& file : folder.entryList({u"*.json"_s})) {
        QFile text(folder.filePath(file));
        QVERIFY(text.open(QIODevice::ReadOnly));
        const auto lesson = transactionLessonFromJson(text.readAll());
        if (!lesson || !lesson->engines.contains(name))
            continue;
        const TransactionStory told = story(name, lesson->levelOn(name), *lesson);
        QCOMPARE(told.problem, QString());
        for (const TransactionEvent& event : told.journal.events()) {
            // What it reads depends on others' locks, too.
            if (!event.isRead() || event.statement.sql.contains(u"SKIP LOCKED"_s))
                continue;
            ++reads;
            QVERIFY2(
                told.facts.reads.value(event.seq).kind != ReadSource::Kind::Unknown,
                qPrintable(u"%1, %2"_s.arg(file, event.statement.sql)));
        }
    }
    QVERIFY(reads > 20);
}

QTEST_GUILESS_MAIN(TestRunFacts)
#include "tst_runfacts.moc"
