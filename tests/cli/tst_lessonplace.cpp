#include "cli/lessonplace.h"

#include "core/transactions/recordedstory.h"
#include "core/transactionwords/sessiontext.h"
#include "core/transactionwords/transactionexplanation.h"
#include "core/transactionwords/transactionledger.h"
#include "engine/databases/postgresqlengine.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// Where a command runs a lesson of transactions, and the story that it then shows.
class TestLessonPlace final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lesson_runsThere();
    void problem_isInTheStory();
    void savedRun_isNotRunAgain();
    void savedRun_isToldAtEachMoment_data();
    void savedRun_isToldAtEachMoment();
    void fileOnAServerOfOnesOwn_isConfirmed();

private:
    static NamedTransactionLesson dirtyRead()
    {
        return std::get<NamedTransactionLesson>(findLesson(u"dirty-read"_s).value());
    }
};

void TestLessonPlace::lesson_runsThere()
{
    WindowCommand command;
    command.transactions = dirtyRead();
    command.place = placeFor(command.transactions->lesson, {});
    EnginePool pool;
    const TransactionStory story = storyOf(pool, command);
    QCOMPARE(story.problem, QString());
    QCOMPARE(story.lesson, command.transactions->lesson);
    QCOMPARE(story.journal.header().engine, u"sqlite"_s);
    QCOMPARE(story.journal.header().level, u"read uncommitted"_s);
    QCOMPARE(story.judgement.verdict, SerialVerdict::NotExplained);
}

void TestLessonPlace::problem_isInTheStory()
{
    EnginePool pool({u"host=/nowhere/at/all"_s, {}});
    const TransactionStory story = storyOn(pool, dirtyRead(), {u"postgresql"_s, u"serializable"_s}, {});
    QVERIFY2(
        story.problem.startsWith(u"The server of --postgresql cannot be used"_s), qPrintable(story.problem));
    QCOMPARE(story.journal.header().engineTitle, u"PostgreSQL"_s);
    QCOMPARE(story.journal.header().level, u"serializable"_s);
    QCOMPARE(story.journal.size(), 0);
}

void TestLessonPlace::savedRun_isNotRunAgain()
{
    TransactionHeader header;
    header.engine = u"postgresql"_s;
    ReadTransactionJournal read{TransactionJournal(header), {}};
    read.journal.append({.session = u"A"_s, .step = 1});
    WindowCommand command;
    command.transactionRun = std::make_shared<const ReadTransactionJournal>(read);
    EnginePool pool({u"host=/nowhere/at/all"_s, {}});
    const TransactionStory story = storyOf(pool, command);
    QCOMPARE(story.problem, QString());
    QCOMPARE(story.journal, read.journal);
}

void TestLessonPlace::savedRun_isToldAtEachMoment_data()
{
    QTest::addColumn<QString>("lesson");
    for (const NamedTransactionLesson& named : builtinTransactionLessons()) {
        if (named.lesson.engines.contains(u"sqlite"_s))
            QTest::newRow(qPrintable(named.name)) << named.name;
    }
}

/// Without what only an experiment finds, and with each event as it is.
void TestLessonPlace::savedRun_isToldAtEachMoment()
{
    QFETCH(const QString, lesson);
    const auto named = std::get<NamedTransactionLesson>(findLesson(lesson).value());
    const EngineLevel place = placeFor(named.lesson, {});
    EnginePool pool;
    const TransactionStory run = storyOn(pool, named, place, {});
    QCOMPARE(run.problem, QString());
    const TransactionStory story = recordedStory(run.journal);
    QCOMPARE(story.lesson.steps.size(), run.journal.events().back().step);
    for (qint64 moment = 0; moment <= story.journal.size(); ++moment) {
        for (const LessonSession& session : story.lesson.sessions) {
            QVERIFY(!sessionText(story, session.name, moment).status.isEmpty());
            QVERIFY(sessionObserver(story, session.name, moment).sentence.isEmpty() || moment > 0);
        }
        QCOMPARE(databaseText(story, moment).value, databaseText(run, moment).value);
        QVERIFY(!transactionLedger(story, moment).isWrong);
        QCOMPARE(transactionHeadline(story, moment).story, run.lesson.story);
        if (moment == 0)
            continue;
        QVERIFY(!explainTransaction(story, moment).title.isEmpty());
        QVERIFY(!transactionMessage(story, moment).request.isEmpty());
        QVERIFY(wordsOn(story, moment).isEmpty());
    }
    QVERIFY(transactionTurningPoint(story) >= 1);
}

void TestLessonPlace::fileOnAServerOfOnesOwn_isConfirmed()
{
#ifdef INTERLEAVE_SANITIZED
    QSKIP("Starts a real server: not a second time under the sanitizers.");
#endif
    const auto server = PostgresqlEngine::start();
    QVERIFY2(server, server ? "" : qPrintable(server.error()));
    const QString there = static_cast<const PostgresqlEngine&>(**server).conninfo().replace(
        u"user=interleave"_s, u"user=interleave_admin"_s);
    const EngineLevel place{u"postgresql"_s, u"read committed"_s};
    NamedTransactionLesson named = dirtyRead();
    EnginePool pool({there, {}});
    QCOMPARE(storyOn(pool, named, place, {}).problem, QString());
    named.isBuiltIn = false;
    named.name = u"own.json"_s;
    for (const QString& role : {QString(), u"somebody"_s}) {
        const TransactionStory refused = storyOn(pool, named, place, role);
        QVERIFY2(
            refused.problem.endsWith(u"If that is what you want, add: --confirm interleave_admin"_s),
            qPrintable(refused.problem));
        QCOMPARE(refused.journal.size(), 0);
    }
    QCOMPARE(storyOn(pool, named, place, u"interleave_admin"_s).problem, QString());
}

QTEST_GUILESS_MAIN(TestLessonPlace)

#include "tst_lessonplace.moc"
