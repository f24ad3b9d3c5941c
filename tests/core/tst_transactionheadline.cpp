#include "core/transactionwords/transactionexplanation.h"
#include "stories.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::fixtures;
using namespace Qt::StringLiterals;

/// What came of a run, in one line, and the event that decided it.
class TestTransactionHeadline final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void end_isSaidInOneSentence_data();
    void end_isSaidInOneSentence();
    void wordings_becomeShorter_data();
    void wordings_becomeShorter();
    void before_onlyWhatIsCertainIsSaid();
    void withoutJudgement_nothingIsClaimed();
    void turningPoint_isTheDecidingEvent_data();
    void turningPoint_isTheDecidingEvent();
};

namespace {

Headline atEnd(const TransactionStory& story)
{
    return transactionHeadline(story, story.journal.size());
}

void stories()
{
    QTest::addColumn<TransactionStory>("story");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<qint64>("turningPoint");
    const auto row = [](const char* name,
                        const TransactionStory& story,
                        Severity severity,
                        const QString& outcome,
                        qint64 turningPoint) {
        QTest::newRow(name) << story << severity << outcome << turningPoint;
    };
    row("dirty read", dirtyRead(), Severity::Lost, u"B read 999, and that was never committed"_s, 4);
    row("no dirty read",
        noDirtyRead(),
        Severity::Good,
        u"B read 10, and not the 999 that A had not committed"_s,
        4);
    row("lost update",
        lostUpdate(),
        Severity::Lost,
        u"stock is 8, not 5: A’s change is lost, and nobody was told"_s,
        7);
    row("refused update",
        refusedUpdate(),
        Severity::Stale,
        u"B was refused (40001) and has to run again: nothing is lost"_s,
        7);
    row("run again",
        runAgain(),
        Severity::Stale,
        u"B was refused (517), ran again, and nothing was lost"_s,
        7);
    // B was refused first, and made up for it.
    StoryBuilder two(Postgresql, RepeatableRead, lamps(10));
    two.session(C).refuse(B, {SellLamp}, u"55P03"_s, u"could not obtain lock"_s);
    two.write(B, {SellLamp}, {}, 1, lamps(9)).refuse(C, {SellLamp}, u"40001"_s, u"could not serialize"_s);
    row("two refusals",
        two.explained(),
        Severity::Stale,
        u"C was refused (40001) and has to run again: nothing is lost"_s,
        3);
    row("write skew",
        writeSkew(),
        Severity::Lost,
        u"Alice on_call 0, Bob on_call 0: no order of the two gives that"_s,
        6);
    row("phantom", phantom(), Severity::Lost, u"A read 0 and then 1, in one transaction"_s, 6);
    row("read skew",
        readSkew(),
        Severity::Lost,
        u"A read lamp 10 and chair 15, which were never true together"_s,
        7);
    row("the reader that makes it wrong",
        readOnlyAnomaly(),
        Severity::Lost,
        u"C read checking 0 and savings 20: no order of the 3 transactions gives that"_s,
        12);
    row("deadlock",
        deadlock(),
        Severity::Stale,
        u"B was refused (40P01), so that nobody waits for ever"_s,
        7);
    row("wait", waitThenCommit(), Severity::Good, u"B waited for A, and nothing was lost"_s, 4);
    row("snapshot",
        snapshot(),
        Severity::Good,
        u"B read 10 both times: its snapshot is from before A’s COMMIT"_s,
        6);
    row("a commit that kept nothing",
        failedCommit(),
        Severity::Stale,
        u"A’s COMMIT kept nothing, and was no error: a statement before it had failed (23505)"_s,
        5);
    row("a commit that kept the rest",
        keptTheRest(),
        Severity::Stale,
        u"A was refused (1062), and its COMMIT kept the rest"_s,
        3);
    row("unique", uniqueSeat(), Severity::Stale, u"B was refused (2067): there is such a row already"_s, 6);
    row("version in WHERE",
        versionInWhere(),
        Severity::Stale,
        u"B’s UPDATE found no row: it knows that somebody was faster, and nothing is lost"_s,
        7);
    row("read in one transaction, write in the next",
        readThenWrite(),
        Severity::Stale,
        u"stock is 8, and A’s 7 is gone: B had read 10 in an earlier transaction"_s,
        8);
}

} // namespace

void TestTransactionHeadline::end_isSaidInOneSentence_data()
{
    stories();
}

void TestTransactionHeadline::end_isSaidInOneSentence()
{
    QFETCH(TransactionStory, story);
    const Headline headline = atEnd(story);
    QCOMPARE(headline.story, u"10 lamps."_s);
    QTEST(headline.outcome.value(0), "outcome");
    QTEST(headline.severity, "severity");
}

void TestTransactionHeadline::wordings_becomeShorter_data()
{
    stories();
}

void TestTransactionHeadline::wordings_becomeShorter()
{
    QFETCH(TransactionStory, story);
    const QStringList wordings = atEnd(story).outcome;
    for (qsizetype i = 1; i < wordings.size(); ++i)
        QVERIFY2(wordings.at(i).size() < wordings.at(i - 1).size(), qPrintable(wordings.at(i)));
}

void TestTransactionHeadline::before_onlyWhatIsCertainIsSaid()
{
    QCOMPARE(transactionHeadline(lostUpdate(), 7).outcome, QStringList());
    QCOMPARE(transactionHeadline(refusedUpdate(), 6).outcome, QStringList());
    QCOMPARE(
        transactionHeadline(refusedUpdate(), 7).outcome.first(),
        u"B was refused (40001) and has to run again: nothing is lost"_s);
    // It has not run again yet.
    QCOMPARE(
        transactionHeadline(runAgain(), 8).outcome.first(),
        u"B was refused (517) and has to run again: nothing is lost"_s);
    QCOMPARE(transactionHeadline(dirtyRead(), 4).outcome, QStringList());
    QCOMPARE(
        transactionHeadline(dirtyRead(), 5).outcome.first(), u"B read 999, and that was never committed"_s);
    QCOMPARE(transactionHeadline(TransactionStory(), 0), Headline());
}

void TestTransactionHeadline::withoutJudgement_nothingIsClaimed()
{
    const TransactionStory free = freePlay();
    QCOMPARE(transactionHeadline(free, free.journal.size()), Headline());
    TransactionStory varying = lostUpdate();
    varying.judgement = {};
    varying.judgement.reason = u"A statement asks for the time or for chance."_s;
    QCOMPARE(
        atEnd(varying).outcome,
        QStringList{u"It cannot be judged. A statement asks for the time or for chance."_s});
    QCOMPARE(atEnd(varying).severity, Severity::Neutral);
    varying.problem = u"The run was cancelled."_s;
    QCOMPARE(atEnd(varying).outcome, QStringList{u"The run was cancelled."_s});
}

void TestTransactionHeadline::turningPoint_isTheDecidingEvent_data()
{
    stories();
    StoryBuilder quiet(Postgresql, ReadCommitted, lamps(10));
    quiet.begin(A).commit(A);
    QTest::newRow("nothing stands out") << quiet.explained() << Severity::Good << QString() << qint64{2};
    QTest::newRow("nothing at all") << TransactionStory() << Severity::Neutral << QString() << qint64{0};
}

void TestTransactionHeadline::turningPoint_isTheDecidingEvent()
{
    QFETCH(TransactionStory, story);
    QTEST(transactionTurningPoint(story), "turningPoint");
}

QTEST_GUILESS_MAIN(TestTransactionHeadline)
#include "tst_transactionheadline.moc"
