#include "engine/databases/enginepool.h"
#include "engine/isolation/anomalylesson.h"
#include "engine/isolation/celltext.h"
#include "engine/isolationexpectations.h"
#include "warningfreetest.h"

#include <QTest>

#include <algorithm>

using namespace interleave;
using namespace Qt::StringLiterals;

/// The schedules as lessons, and the cells in words; on SQLite, which is always there.
class TestCellText final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lesson_isTheSchedule();
    void lesson_isTheSameFromEveryEngine();
    void toldCells_areThoseOfTheMatrix();
    void serialRuns_keepBothSales();
    void run_isTold_data();
    void run_isTold();
    void unknownSerialRuns_areLeftOut();
    void run_canBeStopped();
    void words_areForPeople();

private:
    [[nodiscard]] Engine& engine() { return *m_pool.engine(u"sqlite"_s); }

    EnginePool m_pool;
};

namespace {

Anomaly anomalyOf(const QString& name, const QString& variant = {})
{
    const QList<Anomaly> all = anomaliesFor(u"sqlite"_s);
    const auto found = std::ranges::find_if(
        all, [&](const Anomaly& anomaly) { return anomaly.name == name && anomaly.variant == variant; });
    return found == all.end() ? Anomaly() : *found;
}

} // namespace

void TestCellText::lesson_isTheSchedule()
{
    for (const QString& name : {u"sqlite"_s, u"postgresql"_s, u"mariadb"_s}) {
        for (const Anomaly& anomaly : anomaliesFor(name)) {
            const TransactionLesson lesson = lessonOf(anomaly);
            QCOMPARE(lesson.stepsOn(name), anomaly.script.steps);
            QCOMPARE(lesson.setupOn(name), anomaly.script.setup);
            QCOMPARE(anomaly.meanings.size(), anomaly.script.steps.size());
            QVERIFY(!lesson.title.isEmpty() && !lesson.story.isEmpty() && !lesson.summary.isEmpty());
            QCOMPARE(lesson.problemOn(name, lesson.levelOn(name)), QString());
        }
    }
    QCOMPARE(lessonOf(anomalyOf(u"lost-update"_s, u"plain"_s)).title, u"Lost update"_s);
    QCOMPARE(lessonOf(anomalyOf(u"lost-update"_s, u"for-update"_s)).title, u"Lost update, FOR UPDATE"_s);
}

void TestCellText::lesson_isTheSameFromEveryEngine()
{
    const QList<Anomaly> one = anomaliesFor(u"sqlite"_s);
    const QList<Anomaly> other = anomaliesFor(u"mariadb"_s);
    for (qsizetype i = 0; i < one.size(); ++i)
        QCOMPARE(lessonOf(one.at(i)), lessonOf(other.at(i)));
}

void TestCellText::toldCells_areThoseOfTheMatrix()
{
    QStringList lines{u"level: "_s + engine().levels().join(u" | "_s)};
    for (const Anomaly& anomaly : anomaliesFor(engine())) {
        QStringList words;
        for (const QString& level : engine().levels())
            words.append(isolationWord(runToldCell(engine(), level, anomaly).cell));
        lines.append((anomaly.name + u' ' + anomaly.variant).trimmed() + u": "_s + words.join(u" | "_s));
    }
    QCOMPARE(lines, expectedIsolation(u"sqlite"_s));
}

void TestCellText::serialRuns_keepBothSales()
{
    for (const QString& variant : anomalyVariants()) {
        const auto serial = serialMeasures(engine(), u"serializable"_s, anomalyOf(u"lost-update"_s, variant));
        const QList<SerialMeasure> five{{{u"A"_s, u"B"_s}, {5}}, {{u"B"_s, u"A"_s}, {5}}};
        QCOMPARE(serial, five);
    }
    QCOMPARE(serialMeasures(engine(), u"serializable"_s, anomalyOf(u"read-only-anomaly"_s)).size(), 6);
    QVERIFY(serialMeasures(engine(), u"serializable"_s, anomalyOf(u"deadlock"_s)).isEmpty());
}

void TestCellText::run_isTold_data()
{
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("anomaly");
    QTest::addColumn<QString>("variant");
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("a lost update")
        << u"read uncommitted"_s << u"lost-update"_s << u"plain"_s
        << u"Both read 10. A writes 7 and commits. B writes 8 and commits."_s << QString()
        << u"One after the other the stock would be 5; here it is 8. Nobody was told."_s;
    QTest::newRow("one that is refused")
        << u"serializable"_s << u"lost-update"_s << u"plain"_s
        << u"Both read 10. A writes 7 and commits. B’s UPDATE is refused: another one has committed since "
           u"its "
           "snapshot."_s
        << u"ERROR 517\ndatabase is locked"_s
        << u"One after the other the stock would be 5. B has to run its whole transaction again."_s;
    QTest::newRow("one that waits")
        << u"serializable immediate"_s << u"lost-update"_s << u"plain"_s
        << u"B’s BEGIN waits for A. A reads 10, writes 7 and commits. B goes on, reads 7, writes 5 and commits."_s
        << QString() << u"As one after the other, the stock is 5. Nobody was refused."_s;
    QTest::newRow("one whose UPDATE finds no row")
        << u"read uncommitted"_s << u"lost-update"_s << u"version-checked"_s
        << u"Both read 10 and version 1. A writes 7 and commits. B finds no row of version 1 any more "
           u"and "
           "rolls back."_s
        << QString()
        << u"One after the other the stock would be 5. B has to look at the number of changed rows, and run "
           u"it all "
           "again."_s;
    QTest::newRow("one without transactions")
        << u"serializable"_s << u"lost-update"_s << u"autocommit"_s
        << u"Both read 10. A writes 7. B writes 8."_s << QString()
        << u"One after the other the stock would be 5; here it is 8. Nobody was told."_s;
    QTest::newRow("a dirty read")
        << u"read uncommitted"_s << u"dirty-read"_s << QString()
        << u"A writes 999. B reads 999. A rolls back. B reads 10 and commits."_s << QString()
        << u"One after the other what B reads first would be 10; here it is 999. Nobody was told."_s;
    QTest::newRow("two reads that differ")
        << u"read uncommitted"_s << u"non-repeatable-read"_s << QString()
        << u"B reads 10. A writes 7 and commits. B reads 7 and commits."_s << QString()
        << u"One after the other what B reads would be 7 twice or 10 twice; here it is 10 and 7. Nobody was told."_s;
    QTest::newRow("a condition that does not hold")
        << u"serializable immediate"_s << u"write-skew"_s << QString()
        << u"B’s BEGIN waits for A. A counts 2, takes Alice off call and commits. B goes on, counts 1, "
           u"leaves its "
           "UPDATE out and commits."_s
        << QString() << u"As one after the other, the number of doctors on call is 1. Nobody was refused."_s;
    QTest::newRow("what no order gives") << u"read uncommitted"_s << u"read-only-anomaly"_s << QString()
                                         << u"B reads x 0 and y 0. A reads y 0, writes y 20 and "
                                            u"commits. C reads x 0 and y 20 and commits. B "
                                            "writes x −11 and commits."_s
                                         << QString()
                                         << u"In no order one after the other what B reads of y, and C of x "
                                            u"and y, would be 0, 0 and 20. Nobody was "
                                            "told."_s;
}

void TestCellText::run_isTold()
{
    QFETCH(const QString, level);
    QFETCH(const QString, anomaly);
    QFETCH(const QString, variant);
    const Anomaly schedule = anomalyOf(anomaly, variant);
    const CellText text =
        cellText(schedule, runToldCell(engine(), level, schedule), serialMeasures(engine(), level, schedule));
    QTEST(text.story, "story");
    QTEST(text.error, "error");
    QTEST(text.outcome, "outcome");
}

void TestCellText::unknownSerialRuns_areLeftOut()
{
    const Anomaly schedule = anomalyOf(u"lost-update"_s, u"plain"_s);
    const CellText text = cellText(schedule, runToldCell(engine(), u"read uncommitted"_s, schedule), {});
    QCOMPARE(text.outcome, u"Nobody was told."_s);
}

void TestCellText::run_canBeStopped()
{
    std::stop_source stop;
    stop.request_stop();
    const Anomaly schedule = anomalyOf(u"lost-update"_s, u"plain"_s);
    // What is answered at once is not waited for.
    QVERIFY(serialMeasures(engine(), u"serializable"_s, schedule, stop.get_token()).size() <= 1);
}

void TestCellText::words_areForPeople()
{
    IsolationCell cell{u"serializable"_s, u"lost-update"_s, u"plain"_s};
    cell.prevention = Prevention::Error;
    cell.code = u"40001"_s;
    QCOMPARE(cellWord(cell), u"40001"_s);
    QCOMPARE(cellPhrase(cell), u"refused with 40001"_s);
    QCOMPARE(cellTitle(cell, u"PostgreSQL"_s), u"Lost update, PostgreSQL, serializable"_s);
    cell.variant = u"version-checked"_s;
    QCOMPARE(cellTitle(cell, u"PostgreSQL"_s), u"Lost update, version in WHERE, PostgreSQL, serializable"_s);
    cell.code.clear();
    cell.prevention = Prevention::Statement;
    QCOMPARE(verdictOf(cell), CellVerdict::Refused);
    QCOMPARE(cellWord(cell), u"0 rows"_s);
    cell = {u"serializable"_s, u"deadlock"_s, {}, true, Prevention::None, u"1213"_s};
    QCOMPARE(verdictOf(cell), CellVerdict::Refused);
    QCOMPARE(refusalReason(u"mariadb"_s, u"1064"_s), QString());
}

QTEST_GUILESS_MAIN(TestCellText)
#include "tst_celltext.moc"
