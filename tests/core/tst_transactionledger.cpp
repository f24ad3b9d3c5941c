#include "core/transactionwords/transactionledger.h"
#include "stories.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::fixtures;
using namespace Qt::StringLiterals;

/// The account of a run.
class TestTransactionLedger final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void figures_areCounted_data();
    void figures_areCounted();
    void value_isComparedAtTheEndOnly();
    void value_isTheOneThatTheOrdersGiveOtherwise_data();
    void value_isTheOneThatTheOrdersGiveOtherwise();
    void manyOutcomes_areCut();
    void figure_leadsToItsEvents();
    void withoutFacts_theAnomalyCountsAllTheSame();
};

namespace {

TransactionLedger atEnd(const TransactionStory& story)
{
    return transactionLedger(story, story.journal.size());
}

QList<qint64> counted(TransactionFigure figure, const TransactionStory& story)
{
    QList<qint64> events;
    for (qint64 seq = 1; seq <= story.journal.size(); ++seq) {
        if (isCounted(figure, story, seq))
            events.append(seq);
    }
    return events;
}

} // namespace

void TestTransactionLedger::figures_areCounted_data()
{
    QTest::addColumn<TransactionStory>("story");
    QTest::addColumn<int>("dirtyReads");
    QTest::addColumn<int>("lostUpdates");
    QTest::addColumn<int>("waited");
    QTest::addColumn<int>("refused");
    QTest::newRow("dirty read") << dirtyRead() << 1 << 0 << 0 << 0;
    QTest::newRow("lost update") << lostUpdate() << 0 << 1 << 0 << 0;
    QTest::newRow("refused update") << refusedUpdate() << 0 << 0 << 0 << 1;
    QTest::newRow("deadlock") << deadlock() << 0 << 0 << 2 << 1;
    QTest::newRow("wait") << waitThenCommit() << 0 << 0 << 1 << 0;
    QTest::newRow("failed transaction") << failedCommit() << 0 << 0 << 0 << 2;
    QTest::newRow("write skew") << writeSkew() << 0 << 0 << 0 << 0;
}

void TestTransactionLedger::figures_areCounted()
{
    QFETCH(TransactionStory, story);
    const TransactionLedger ledger = atEnd(story);
    QTEST(ledger.dirtyReads, "dirtyReads");
    QTEST(ledger.lostUpdates, "lostUpdates");
    QTEST(ledger.waited, "waited");
    QTEST(ledger.refused, "refused");
}

void TestTransactionLedger::value_isComparedAtTheEndOnly()
{
    const TransactionLedger before = transactionLedger(lostUpdate(), 7);
    QCOMPARE(before.value, u"7"_s);
    QCOMPARE(before.serial, QString());
    QCOMPARE(before.anomaly, QString());
    QVERIFY(!before.isWrong);
    QCOMPARE(before.lostUpdates, 0);
    const TransactionLedger after = atEnd(lostUpdate());
    QCOMPARE(after.valueName, u"stock"_s);
    QCOMPARE(after.value, u"8"_s);
    QCOMPARE(after.serial, u"5"_s);
    QCOMPARE(after.anomaly, u"Lost update"_s);
    QVERIFY(after.isWrong);
    QCOMPARE(transactionLedger(TransactionStory(), 0), TransactionLedger());
}

void TestTransactionLedger::value_isTheOneThatTheOrdersGiveOtherwise_data()
{
    QTest::addColumn<TransactionStory>("story");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("serial");
    QTest::newRow("two rows") << writeSkew() << u"Alice, Bob"_s << u"0, 0"_s << u"0, 1 or 1, 0"_s;
    QTest::newRow("one of two rows") << readOnlyAnomaly() << u"checking"_s << u"−11"_s << u"−10 or −11"_s;
    QTest::newRow("nothing differs, so the first two")
        << readSkew() << u"lamp, chair"_s << u"5, 15"_s << u"5, 15"_s;
    QTest::newRow("rows that were added") << phantom() << u"rows in booking"_s << u"2"_s << u"2"_s;
    QTest::newRow("explained") << waitThenCommit() << u"stock"_s << u"5"_s << u"5"_s;
}

void TestTransactionLedger::value_isTheOneThatTheOrdersGiveOtherwise()
{
    QFETCH(TransactionStory, story);
    const TransactionLedger ledger = atEnd(story);
    QTEST(ledger.valueName, "name");
    QTEST(ledger.value, "value");
    QTEST(ledger.serial, "serial");
}

void TestTransactionLedger::manyOutcomes_areCut()
{
    TransactionStory story = lostUpdate();
    story.judgement.serial.clear();
    for (const qint64 value : {1, 2, 3, 4, 5})
        story.judgement.serial.append(order({A, B}, lamps(value)));
    QCOMPARE(atEnd(story).serial, u"1, 2, 3, …"_s);
}

void TestTransactionLedger::figure_leadsToItsEvents()
{
    QCOMPARE(counted(TransactionFigure::DirtyReads, dirtyRead()), QList<qint64>{4});
    QCOMPARE(counted(TransactionFigure::LostUpdates, lostUpdate()), QList<qint64>{7});
    QCOMPARE(counted(TransactionFigure::LostUpdates, refusedUpdate()), QList<qint64>());
    QCOMPARE(counted(TransactionFigure::Waited, deadlock()), (QList<qint64>{5, 6}));
    QCOMPARE(counted(TransactionFigure::Refused, failedCommit()), (QList<qint64>{3, 4}));
}

void TestTransactionLedger::withoutFacts_theAnomalyCountsAllTheSame()
{
    TransactionStory story = dirtyRead();
    story.facts = {};
    QCOMPARE(atEnd(story).dirtyReads, 1);
    QCOMPARE(counted(TransactionFigure::DirtyReads, story), QList<qint64>{4});
    story = lostUpdate();
    story.facts = {};
    QCOMPARE(atEnd(story).lostUpdates, 1);
    QCOMPARE(counted(TransactionFigure::LostUpdates, story), QList<qint64>{7});
    QCOMPARE(atEnd(freePlay()).serial, QString());
    QCOMPARE(atEnd(freePlay()).value, u"8"_s);
}

QTEST_GUILESS_MAIN(TestTransactionLedger)
#include "tst_transactionledger.moc"
