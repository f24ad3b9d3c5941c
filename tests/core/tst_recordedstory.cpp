#include "core/transactions/recordedstory.h"

#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

class TestRecordedStory final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void journal_givesTheLesson();
    void values_areWrittenOut();
    void missingSteps_areEmpty();
    void judgement_saysWhyThereIsNone();
};

namespace {

TransactionJournal journal()
{
    TransactionHeader header;
    header.title = u"Lost update"_s;
    header.story = u"Both sell."_s;
    header.engine = u"postgresql"_s;
    header.engineTitle = u"PostgreSQL"_s;
    header.level = u"read committed"_s;
    header.sessions = {{u"A"_s, u"Till"_s, u"read committed"_s}, {u"B"_s, {}, u"serializable"_s}};
    header.setup = {u"CREATE TABLE item (stock INT)"_s};
    return TransactionJournal(header);
}

TransactionEvent
eventOf(const QString& session, int step, TransactionAction action, const BoundSql& statement)
{
    TransactionEvent event;
    event.session = session;
    event.step = step;
    event.action = action;
    event.statement = statement;
    return event;
}

} // namespace

void TestRecordedStory::journal_givesTheLesson()
{
    TransactionJournal run = journal();
    run.append(eventOf(u"A"_s, 1, TransactionAction::Begin, {u"BEGIN"_s}));
    TransactionEvent waits = eventOf(u"B"_s, 2, TransactionAction::Sql, {u"SELECT stock FROM item"_s});
    waits.kind = TransactionEvent::Kind::Waits;
    waits.waitsFor = {u"A"_s};
    run.append(waits);
    run.append(eventOf(u"A"_s, 3, TransactionAction::Commit, {u"COMMIT"_s}));
    run.append(eventOf(u"B"_s, 2, TransactionAction::Sql, {u"SELECT stock FROM item"_s}));

    const TransactionStory story = recordedStory(run);
    QCOMPARE(story.journal, run);
    QVERIFY(story.problem.isEmpty());
    const TransactionLesson& lesson = story.lesson;
    QCOMPARE(lesson.title, u"Lost update"_s);
    QCOMPARE(lesson.story, u"Both sell."_s);
    QCOMPARE(lesson.levelOn(u"postgresql"_s), u"read committed"_s);
    QCOMPARE(lesson.setupOn(u"postgresql"_s), run.header().setup);
    QCOMPARE(lesson.problemOn(u"postgresql"_s, u"read committed"_s), QString());
    QCOMPARE(lesson.sessions.size(), 2);
    QCOMPARE(lesson.sessions.first().label, u"Till"_s);
    QCOMPARE(
        lesson.levelOf(lesson.sessions.first(), u"postgresql"_s, u"repeatable read"_s), u"repeatable read"_s);
    QCOMPARE(lesson.levelOf(lesson.sessions.last(), u"postgresql"_s, u"read committed"_s), u"serializable"_s);

    const QList<TransactionStep> steps = lesson.stepsOn(u"postgresql"_s);
    QCOMPARE(steps.size(), 3);
    QCOMPARE(steps.at(0), (TransactionStep{.session = u"A"_s, .action = TransactionAction::Begin}));
    QCOMPARE(steps.at(1), (TransactionStep{.session = u"B"_s, .sql = u"SELECT stock FROM item"_s}));
    QCOMPARE(steps.at(2), (TransactionStep{.session = u"A"_s, .action = TransactionAction::Commit}));
}

void TestRecordedStory::values_areWrittenOut()
{
    TransactionJournal run = journal();
    run.append(
        eventOf(u"A"_s, 1, TransactionAction::Sql, {u"UPDATE item SET stock = ?"_s, {Value(qint64{7})}}));
    QCOMPARE(recordedStory(run).lesson.steps.first().sql.otherwise, u"UPDATE item SET stock = 7"_s);
}

/// A journal may begin with any step.
void TestRecordedStory::missingSteps_areEmpty()
{
    TransactionJournal run = journal();
    run.append(eventOf(u"B"_s, 4, TransactionAction::Rollback, {u"ROLLBACK"_s}));
    const TransactionLesson lesson = recordedStory(run).lesson;
    QCOMPARE(lesson.steps.size(), 4);
    QCOMPARE(lesson.steps.first(), LessonStep());
    QCOMPARE(lesson.steps.last().what.action, TransactionAction::Rollback);
    QVERIFY(recordedStory(journal()).lesson.steps.isEmpty());
}

void TestRecordedStory::judgement_saysWhyThereIsNone()
{
    const TransactionStory story = recordedStory(journal());
    QCOMPARE(story.judgement.verdict, SerialVerdict::CannotBeJudged);
    QCOMPARE(
        story.judgement.sentence(),
        u"It cannot be judged. This is a saved run, whose transactions were not run again one after the other."_s);
}

QTEST_GUILESS_MAIN(TestRecordedStory)

#include "tst_recordedstory.moc"
