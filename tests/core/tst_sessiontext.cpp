#include "core/transactionwords/sessiontext.h"
#include "stories.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::fixtures;
using namespace Qt::StringLiterals;

/// The cards of sessions and of the database, and what only an observer knows.
class TestSessionText final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void status_saysHowTheTransactionIs();
    void sees_whatItWasToldAndWroteSince();
    void sees_againWhatItWasToldWhenItsWriteIsTakenBack();
    void sees_saysWhichValueItIs();
    void answer_isWhatTheSessionWasTold_data();
    void answer_isWhatTheSessionWasTold();
    void answer_isShort();
    void observer_knowsMore_data();
    void observer_knowsMore();
    void observer_doesNotClaimWhatItCannotCompare();
    void database_showsWhatIsCommitted_data();
    void database_showsWhatIsCommitted();
    void withoutFacts_somethingTrueIsSaid();
};

namespace {

/// "1 row · stock is 10 · answer to step 3"
QString answerOf(const TransactionStory& story, const QString& session, qint64 moment)
{
    const AnswerText answer = sessionText(story, session, moment).answer;
    return QStringList{answer.status, answer.sentence, answer.origin}.join(u" · "_s);
}

QString statusOf(const TransactionStory& story, const QString& session, qint64 moment)
{
    return sessionText(story, session, moment).status;
}

QStringList seenBy(const TransactionStory& story, const QString& session, qint64 moment)
{
    return sessionText(story, session, moment).sees;
}

} // namespace

void TestSessionText::status_saysHowTheTransactionIs()
{
    const TransactionStory story = deadlock();
    QCOMPARE(statusOf(story, A, 0), u"no transaction open"_s);
    QCOMPARE(statusOf(story, A, 1), u"transaction open"_s);
    QCOMPARE(statusOf(story, A, 5), u"waits for B"_s);
    QCOMPARE(sessionText(story, A, 5).severity, Severity::Pending);
    QCOMPARE(statusOf(story, B, 7), u"refused"_s);
    QCOMPARE(statusOf(story, B, 8), u"refused"_s);
    QCOMPARE(sessionText(story, B, 8).severity, Severity::Stale);
    QCOMPARE(statusOf(story, A, 10), u"no transaction open"_s);
    QCOMPARE(sessionText(story, A, 10).severity, Severity::Neutral);
}

void TestSessionText::sees_whatItWasToldAndWroteSince()
{
    const TransactionStory story = lostUpdate();
    QVERIFY(seenBy(story, A, 2).isEmpty());
    QCOMPARE(seenBy(story, A, 3), QStringList{u"stock 10"_s});
    QCOMPARE(seenBy(story, A, 5), QStringList{u"stock 7"_s});
    QCOMPARE(seenBy(story, A, 8), QStringList{u"stock 7"_s});
    QCOMPARE(seenBy(story, B, 8), QStringList{u"stock 8"_s});
    // The newest first.
    QCOMPARE(seenBy(readSkew(), A, 7), (QStringList{u"chair 15"_s, u"lamp 10"_s}));
}

void TestSessionText::sees_againWhatItWasToldWhenItsWriteIsTakenBack()
{
    StoryBuilder run(Postgresql, ReadCommitted, lamps(10));
    run.begin(A).read(A, ReadLamp, Stock, one(qint64{10})).write(A, writeLamp(7), stock(7));
    run.read(A, ReadLamp, Stock, one(qint64{7})).rollback(A);
    QCOMPARE(seenBy(run.story(), A, 4), QStringList{u"stock 7"_s});
    QCOMPARE(seenBy(run.story(), A, 5), QStringList{u"stock 10"_s});
    // Who has never asked sees nothing, whatever it wrote.
    QVERIFY(seenBy(dirtyRead(), A, 7).isEmpty());
}

void TestSessionText::sees_saysWhichValueItIs()
{
    StoryBuilder run(Postgresql, ReadCommitted, lampsAndChairs(10, 4));
    run.write(A, {SellLamp}, {}, 1, lampsAndChairs(9, 4));
    run.read(B, ReadChair, Stock, one(qint64{4}));
    run.read(B, u"SELECT id, stock FROM item"_s, {u"id"_s, u"stock"_s}, lampsAndChairs(9, 4)[u"item"_s].rows);
    run.read(C, u"SELECT COUNT(*) FROM item"_s, {u"COUNT(*)"_s}, one(qint64{2}));
    run.read(C, u"SELECT 1 + 1"_s, {u"?column?"_s}, one(qint64{2}));
    run.read(C, u"SELECT SUM(stock) FROM item"_s, {u"SUM(stock)"_s}, one(qint64{13}));
    const TransactionStory& story = run.story();
    QCOMPARE(seenBy(story, B, 2), QStringList{u"chair 4"_s});
    QCOMPARE(seenBy(story, B, 3), (QStringList{u"lamp 9"_s, u"chair 4"_s}));
    QCOMPARE(seenBy(story, C, 4), QStringList{u"count 2"_s});
    QCOMPARE(seenBy(story, C, 6), (QStringList{u"SUM(stock) 13"_s, u"2"_s, u"count 2"_s}));
}

void TestSessionText::answer_isWhatTheSessionWasTold_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing yet") << answerOf(dirtyRead(), B, 2) << u" · Nothing sent yet · "_s;
    QTest::newRow("begin") << answerOf(lostUpdate(), A, 1)
                           << u"BEGIN · Its transaction is open. · answer to step 1"_s;
    QTest::newRow("a value") << answerOf(lostUpdate(), A, 4) << u"1 row · stock is 10 · answer to step 3"_s;
    QTest::newRow("several values") << answerOf(versionInWhere(), A, 3)
                                    << u"1 row · stock 10, version 1 · answer to step 3"_s;
    QTest::newRow("a write") << answerOf(lostUpdate(), A, 5)
                             << u"1 row · Not committed yet: 7. · answer to step 5"_s;
    QTest::newRow("a write of no row")
        << answerOf(versionInWhere(), B, 7)
        << u"0 rows · Nothing was changed: no row has what its WHERE names. · answer to step 7"_s;
    QTest::newRow("a write without a transaction")
        << answerOf(readThenWrite(), B, 8) << u"1 row · Committed at once: 8. · answer to step 8"_s;
    QTest::newRow("commit") << answerOf(lostUpdate(), A, 6) << u"COMMIT · Committed: 7. · answer to step 6"_s;
    QTest::newRow("commit of nothing")
        << answerOf(dirtyRead(), B, 7) << u"COMMIT · Its transaction is over. · answer to step 7"_s;
    QTest::newRow("commit that kept nothing")
        << answerOf(failedCommit(), A, 5) << u"COMMIT · Done, without an error. · answer to step 5"_s;
    QTest::newRow("rollback") << answerOf(dirtyRead(), A, 5)
                              << u"ROLLBACK · Taken back: 999. · answer to step 5"_s;
    QTest::newRow("wait") << answerOf(deadlock(), A, 5)
                          << u"no answer · It waits, and is not answered yet. · asked in step 5"_s;
    QTest::newRow("refusal") << answerOf(deadlock(), B, 7)
                             << u"40P01 · deadlock detected · answer to step 6"_s;
    QTest::newRow("refusal, and what the session left out for it")
        << answerOf(refusedUpdate(), B, 9)
        << u"40001 · could not serialize access due to concurrent update · answer to step 7"_s;
}

void TestSessionText::answer_isWhatTheSessionWasTold()
{
    QFETCH(QString, answer);
    QTEST(answer, "expected");
}

void TestSessionText::answer_isShort()
{
    StoryBuilder run(Postgresql, ReadCommitted, lamps(10));
    run.refuse(A, {u"SELEC"_s}, u"a code that is much too long"_s, QString(1000, u'x'));
    const AnswerText answer = sessionText(run.story(), A, 1).answer;
    QVERIFY(answer.status.size() <= 13);
    QVERIFY(answer.sentence.size() < 130);
}

void TestSessionText::observer_knowsMore_data()
{
    QTest::addColumn<ObserverText>("text");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing to say") << sessionObserver(lostUpdate(), A, 1) << Severity::Neutral << QString();
    QTest::newRow("a copy that is right")
        << sessionObserver(lostUpdate(), B, 4) << Severity::Good << u"what B sees is what is committed"_s;
    QTest::newRow("an open change") << sessionObserver(lostUpdate(), A, 5) << Severity::Pending
                                    << u"A has not committed 7 yet"_s;
    QTest::newRow("a copy that is old") << sessionObserver(lostUpdate(), B, 6) << Severity::Stale
                                        << u"B’s stock 10 is old: A has committed 7"_s;
    QTest::newRow("a lost change") << sessionObserver(lostUpdate(), A, 8) << Severity::Lost
                                   << u"A does not know: its 7 is gone, B wrote over it"_s;
    QTest::newRow("before it is lost for good")
        << sessionObserver(lostUpdate(), A, 7) << Severity::Good << u"what A sees is what is committed"_s;
    QTest::newRow("read before it was committed") << sessionObserver(dirtyRead(), B, 4) << Severity::Lost
                                                  << u"B believes 999, which A has not committed"_s;
    QTest::newRow("read and taken back") << sessionObserver(dirtyRead(), B, 5) << Severity::Lost
                                         << u"B believes 999, which was never committed"_s;
    QTest::newRow("read again") << sessionObserver(dirtyRead(), B, 6) << Severity::Good
                                << u"what B sees is what is committed"_s;
    QTest::newRow("waiting") << sessionObserver(deadlock(), A, 5) << Severity::Pending
                             << u"A waits for B’s COMMIT or ROLLBACK"_s;
    QTest::newRow("a commit that kept nothing") << sessionObserver(failedCommit(), A, 5) << Severity::Stale
                                                << u"A does not know: its COMMIT kept nothing"_s;
    QTest::newRow("a write skew") << sessionObserver(writeSkew(), A, 8) << Severity::Lost
                                  << u"A does not know: B changed what A had read"_s;
    QTest::newRow("the reader that makes it wrong")
        << sessionObserver(readOnlyAnomaly(), C, 13) << Severity::Lost
        << u"C does not know: what it read fits no order"_s;
    QTest::newRow("a write from an old value") << sessionObserver(readThenWrite(), A, 8) << Severity::Lost
                                               << u"A does not know: its 7 is gone, B wrote over it"_s;
}

void TestSessionText::observer_knowsMore()
{
    QFETCH(ObserverText, text);
    QTEST(text.sentence, "sentence");
    QTEST(text.severity, "severity");
    QVERIFY(text.shortText.size() <= text.sentence.size());
}

void TestSessionText::observer_doesNotClaimWhatItCannotCompare()
{
    // A count is no place in the tables: whether it is still right is not known.
    QCOMPARE(sessionObserver(phantom(), A, 5).sentence, QString());
    QCOMPARE(sessionObserver(writeSkew(), B, 4).sentence, QString());
}

void TestSessionText::database_showsWhatIsCommitted_data()
{
    QTest::addColumn<DatabaseText>("text");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("caption");
    QTest::addColumn<QStringList>("others");
    QTest::addColumn<QString>("pending");
    QTest::newRow("pending") << databaseText(lostUpdate(), 5) << u"10"_s << u"stock · committed"_s
                             << QStringList() << u"A: 7"_s;
    QTest::newRow("committed") << databaseText(lostUpdate(), 8) << u"8"_s << u"stock · committed"_s
                               << QStringList() << QString();
    QTest::newRow("several rows") << databaseText(deadlock(), 6) << u"10"_s << u"lamp stock · committed"_s
                                  << QStringList{u"chair 10"_s} << u"A: lamp 9; B: chair 9"_s;
    QTest::newRow("before a row is added")
        << databaseText(phantom(), 4) << u"1"_s << u"rows in booking · committed"_s << QStringList()
        << u"B: b1 (12A, Ann)"_s;
    QTest::newRow("after a row was added")
        << databaseText(phantom(), 5) << u"2"_s << u"rows in booking · committed"_s
        << QStringList{u"b1 seat 12A"_s, u"b1 guest Ann"_s} << QString();
    QTest::newRow("no tables") << databaseText(TransactionStory(), 0) << QString() << QString()
                               << QStringList() << QString();
}

void TestSessionText::database_showsWhatIsCommitted()
{
    QFETCH(DatabaseText, text);
    QTEST(text.value, "value");
    QTEST(text.caption, "caption");
    QTEST(text.others, "others");
    QStringList pending;
    for (const DatabaseText::Pending& each : std::as_const(text.pending))
        pending.append(each.session + u": "_s + each.text);
    QTEST(pending.join(u"; "_s), "pending");
}

void TestSessionText::withoutFacts_somethingTrueIsSaid()
{
    TransactionStory story = freePlay();
    // What its only write changed is told by its COMMIT.
    QCOMPARE(answerOf(story, A, 5), u"1 row · Not committed yet: 7. · answer to step 5"_s);
    QCOMPARE(answerOf(story, A, 6), u"COMMIT · Committed: 7. · answer to step 6"_s);
    QCOMPARE(seenBy(story, B, 6), QStringList{u"stock 10"_s});
    QCOMPARE(sessionObserver(story, B, 6).sentence, u"B’s stock 10 is old: A has committed 7"_s);
    QCOMPARE(databaseText(story, 5).pending.size(), 1);
    // Before that nobody knows.
    story.journal = story.journal.copy(5);
    QCOMPARE(answerOf(story, A, 5), u"1 row · Not committed yet. · answer to step 5"_s);
    QVERIFY(databaseText(story, 5).pending.isEmpty());
}

QTEST_GUILESS_MAIN(TestSessionText)
#include "tst_sessiontext.moc"
