#include "core/transactionwords/transactionguess.h"
#include "stories.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::fixtures;
using namespace Qt::StringLiterals;

/// What the audience guesses before a step, and what became of it.
class TestTransactionGuess final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void truth_isWhatHappened_data();
    void truth_isWhatHappened();
    void verdict_saysBoth();
    void leftOut_hasNoTruth();
    void titles_differ();
};

void TestTransactionGuess::truth_isWhatHappened_data()
{
    QTest::addColumn<TransactionStory>("story");
    QTest::addColumn<int>("step");
    QTest::addColumn<TransactionGuess>("truth");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name,
                        const TransactionStory& story,
                        int step,
                        TransactionGuess truth,
                        const QString& said) {
        QTest::newRow(name) << story << step << truth << said;
    };
    row("a read", noDirtyRead(), 4, TransactionGuess::GoesThrough, u"It goes through: B is told stock 10."_s);
    row("a dirty read",
        dirtyRead(),
        4,
        TransactionGuess::ReadsUncommitted,
        u"It reads stock 999, which A has not committed."_s);
    row("a write", lostUpdate(), 7, TransactionGuess::GoesThrough, u"It goes through: 1 row."_s);
    row("a write of no row",
        versionInWhere(),
        7,
        TransactionGuess::GoesThrough,
        u"It goes through: 0 rows."_s);
    row("a commit", lostUpdate(), 8, TransactionGuess::GoesThrough, u"It goes through."_s);
    row("a commit that keeps nothing",
        failedCommit(),
        5,
        TransactionGuess::GoesThrough,
        u"It goes through, and keeps nothing."_s);
    row("a wait", waitThenCommit(), 4, TransactionGuess::Waits, u"It waits for A."_s);
    row("a wait that is refused then", deadlock(), 6, TransactionGuess::Waits, u"It waits for A."_s);
    row("a refusal",
        refusedUpdate(),
        7,
        TransactionGuess::Refused,
        u"It is refused with 40001, and B is told."_s);
}

void TestTransactionGuess::truth_isWhatHappened()
{
    QFETCH(TransactionStory, story);
    QFETCH(int, step);
    QFETCH(TransactionGuess, truth);
    QFETCH(QString, said);
    QCOMPARE(truthOf(story, step), std::optional(truth));
    QVERIFY(verdictOn(truth, story, step).endsWith(u"Right. "_s + said));
    for (const TransactionGuess guess : AllTransactionGuesses) {
        if (guess != truth)
            QVERIFY(verdictOn(guess, story, step).endsWith(u". "_s + said));
    }
}

void TestTransactionGuess::verdict_saysBoth()
{
    QCOMPARE(
        verdictOn(TransactionGuess::GoesThrough, waitThenCommit(), 4),
        u"You said it goes through. It waits for A."_s);
    QCOMPARE(
        verdictOn(TransactionGuess::Waits, waitThenCommit(), 4),
        u"You said it waits. Right. It waits for A."_s);
    QCOMPARE(
        verdictOn(TransactionGuess::ReadsUncommitted, noDirtyRead(), 4),
        u"You said it reads what was never committed. It goes through: B is told stock 10."_s);
}

void TestTransactionGuess::leftOut_hasNoTruth()
{
    QCOMPARE(truthOf(refusedUpdate(), 8), std::nullopt);
    QCOMPARE(
        verdictOn(TransactionGuess::GoesThrough, refusedUpdate(), 8),
        u"You said it goes through. It was left out."_s);
    QCOMPARE(truthOf(refusedUpdate(), 99), std::nullopt);
}

void TestTransactionGuess::titles_differ()
{
    QStringList titles;
    for (const TransactionGuess guess : AllTransactionGuesses)
        titles.append(toTitle(guess));
    QCOMPARE(
        titles,
        (QStringList{u"Goes through"_s, u"Waits"_s, u"Is refused"_s, u"Reads what was never committed"_s}));
}

QTEST_GUILESS_MAIN(TestTransactionGuess)
#include "tst_transactionguess.moc"
