#include "core/transactionwords/transactionexplanation.h"
#include "stories.h"
#include "warningfreetest.h"

#include <QRegularExpression>
#include <QTest>

using namespace interleave;
using namespace interleave::fixtures;
using namespace Qt::StringLiterals;

/// What the explanations of all events have in common.
class TestTransactionExplanation final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void later_isNotToldBefore();
    void choices_areThoseThatApply_data();
    void choices_areThoseThatApply();
    void textbook_isSaidOfTheAnomalysEvents();
    void statementAndAnswer_areShown();
    void text_isEscaped();
    void everyEvent_isExplained_data();
    void everyEvent_isExplained();
    void message_isOneLine_data();
    void message_isOneLine();
    void ownWords_areTheLessons();
    void noEvent_hasNoWords();
};

namespace {

QStringList choicesIn(const Explanation& explanation)
{
    QStringList choices;
    for (const Choice& each : explanation.choices)
        choices.append(each.name + u": "_s + each.effect);
    return choices;
}

void allStories()
{
    QTest::addColumn<TransactionStory>("story");
    QTest::newRow("dirty read") << dirtyRead();
    QTest::newRow("no dirty read") << noDirtyRead();
    QTest::newRow("lost update") << lostUpdate();
    QTest::newRow("refused update") << refusedUpdate();
    QTest::newRow("run again") << runAgain();
    QTest::newRow("write skew") << writeSkew();
    QTest::newRow("phantom") << phantom();
    QTest::newRow("read skew") << readSkew();
    QTest::newRow("reader") << readOnlyAnomaly();
    QTest::newRow("deadlock") << deadlock();
    QTest::newRow("wait") << waitThenCommit();
    QTest::newRow("failed commit") << failedCommit();
    QTest::newRow("kept the rest") << keptTheRest();
    QTest::newRow("unique") << uniqueSeat();
    QTest::newRow("version in WHERE") << versionInWhere();
    QTest::newRow("read then write") << readThenWrite();
    QTest::newRow("snapshot") << snapshot();
    QTest::newRow("busy") << busy();
    QTest::newRow("cancelled") << waitRefused(Mariadb, u"1317"_s);
    QTest::newRow("refused at COMMIT") << refusedAtCommit();
    QTest::newRow("free play") << freePlay();
}

} // namespace

void TestTransactionExplanation::later_isNotToldBefore()
{
    const Explanation dirty = explainTransaction(dirtyRead(), 4, 4);
    QCOMPARE(dirty.title, u"B read what A has not committed"_s);
    QVERIFY2(dirty.story.endsWith(u"A may still take it back."_s), qPrintable(dirty.story));
    const Explanation lost = explainTransaction(lostUpdate(), 7, 7);
    QVERIFY2(
        lost.story.endsWith(u"If B commits, A’s change is gone, and nobody is told."_s),
        qPrintable(lost.story));
    QVERIFY(lost.choices.isEmpty());
    QVERIFY(lost.textbook.isEmpty());
    const Explanation wait = explainTransaction(waitThenCommit(), 4, 4);
    QVERIFY2(wait.story.endsWith(u"It is answered when A commits or rolls back."_s), qPrintable(wait.story));
    const Explanation circle = explainTransaction(deadlock(), 6, 6);
    QVERIFY2(
        circle.story.endsWith(u"The database looks for such circles, and will refuse one of them."_s),
        qPrintable(circle.story));
}

void TestTransactionExplanation::choices_areThoseThatApply_data()
{
    QTest::addColumn<Explanation>("is");
    QTest::addColumn<QStringList>("choices");
    const QString again = u"Run it again: the whole transaction, from BEGIN on: what it had read is old"_s;
    const QString order = u"One order of rows: who takes rows in the same order cannot wait in a circle"_s;
    const QString version =
        u"A version in WHERE: an UPDATE that finds no row tells that somebody was faster"_s;
    const QString atomic = u"SET stock = stock − 2: the database computes from what stands there"_s;
    QTest::newRow("a lost update on PostgreSQL")
        << explainTransaction(lostUpdate(), 7)
        << QStringList{
               u"A higher level: at repeatable read or higher the second write is refused (40001)"_s,
               u"SELECT … FOR UPDATE: locks the row while it is read: the second one waits, and then reads what the first has committed"_s,
               atomic,
               version};
    QTest::newRow("a lost update on SQLite")
        << explainTransaction(lostUpdate(Sqlite, ReadUncommitted), 7)
        << QStringList{
               u"A higher level: at serializable the second write is refused (517)"_s,
               u"BEGIN IMMEDIATE: the second one waits, and then reads what the first has committed"_s,
               atomic,
               version};
    QTest::newRow("a dirty read")
        << explainTransaction(dirtyRead(), 4)
        << QStringList{u"A higher level: at serializable nobody reads what is not committed"_s};
    QTest::newRow("a refused update") << explainTransaction(refusedUpdate(), 7) << QStringList{again};
    QTest::newRow("a refusal by SQLite")
        << explainTransaction(runAgain(), 7)
        << QStringList{again, u"BEGIN IMMEDIATE: asks for the lock for writing first, and waits instead"_s};
    QTest::newRow("a deadlock") << explainTransaction(deadlock(), 7)
                                << QStringList{
                                       u"Run it again: the whole transaction, from BEGIN on"_s, order};
    QTest::newRow("a write from an old value")
        << explainTransaction(readThenWrite(), 8) << QStringList{version, atomic};
    QTest::newRow("a read") << explainTransaction(lostUpdate(), 3) << QStringList();
}

void TestTransactionExplanation::choices_areThoseThatApply()
{
    QFETCH(Explanation, is);
    QTEST(choicesIn(is), "choices");
}

void TestTransactionExplanation::textbook_isSaidOfTheAnomalysEvents()
{
    const QString dirty = u"Dirty read (P1): A writes, B reads it, and A has not committed."_s;
    const TransactionStory story = dirtyRead();
    QStringList said;
    for (qint64 seq = 1; seq <= story.journal.size(); ++seq)
        said.append(explainTransaction(story, seq).textbook);
    QCOMPARE(said, (QStringList{{}, dirty, {}, dirty, dirty, {}, {}}));
    QCOMPARE(
        explainTransaction(lostUpdate(), 7).textbook,
        u"Lost update (P4): both read, A writes, and B writes over it from what it had read before."_s);
    QCOMPARE(
        explainTransaction(phantom(), 6).textbook,
        u"Phantom (P3): A asks for rows, B adds one that fits and commits, A asks again."_s);
    QCOMPARE(
        explainTransaction(deadlock(), 7).textbook,
        u"Deadlock: each waits for another in a circle, so nobody could ever go on."_s);
}

void TestTransactionExplanation::statementAndAnswer_areShown()
{
    const Explanation write = explainTransaction(lostUpdate(), 7);
    QCOMPARE(write.ran, u"UPDATE item SET stock = 8 WHERE id = 'lamp'"_s);
    QCOMPARE(write.heard, u"1 row"_s);
    QVERIFY(write.sent.isEmpty());
    const Explanation read = explainTransaction(dirtyRead(), 4);
    QCOMPARE(read.heard, u"stock 999, which A has not committed"_s);
    QCOMPARE(read.deciding, QStringList{read.heard});
    const Explanation refusal = explainTransaction(refusedUpdate(), 7);
    QCOMPARE(refusal.heard, u"40001 · could not serialize access due to concurrent update"_s);
    QCOMPARE(refusal.deciding, QStringList{u"40001"_s});
    QCOMPARE(explainTransaction(deadlock(), 5).heard, u"waits for B"_s);
}

void TestTransactionExplanation::text_isEscaped()
{
    const Tables tables = numbers(u"item"_s, u"id"_s, u"<i>"_s, {{u"<b>"_s, 1}, {u"&"_s, 2}});
    const Changes changes{{{u"item"_s, u"<b>"_s, u"<i>"_s}, u"<u>"_s}};
    StoryBuilder run(Postgresql, ReadCommitted, tables);
    run.begin(u"<a>"_s).write(u"<a>"_s, {u"UPDATE <x>"_s}, changes);
    run.refuse(u"<c>"_s, {u"<x>"_s}, u"<5>"_s, u"<text>"_s);
    const TransactionStory& story = run.story();
    QCOMPARE(
        explainTransaction(story, 2).story.section(u'.', 0, 0),
        u"&lt;a&gt; wrote <b>&lt;b&gt; &lt;i&gt; &lt;u&gt;</b>"_s);
    QVERIFY(explainTransaction(story, 3).story.contains(u"<b>&lt;5&gt; · &lt;text&gt;</b>"_s));
    QCOMPARE(explainTransaction(story, 2).title, u"<a> wrote <b> <i> <u>"_s);
}

void TestTransactionExplanation::everyEvent_isExplained_data()
{
    allStories();
}

/// At every moment, also without the facts: nothing is empty, and no text is unfinished.
void TestTransactionExplanation::everyEvent_isExplained()
{
    QFETCH(TransactionStory, story);
    static const QRegularExpression unfinished(u"%[0-9n]|  |\\.\\.|’s ’s| ,"_s);
    static const QRegularExpression markup(u"</?(?!b>)[a-z]"_s);
    TransactionStory bare = story;
    bare.facts = {};
    for (const TransactionStory& each : {story, bare}) {
        for (qint64 seq = 1; seq <= each.journal.size(); ++seq) {
            for (qint64 moment = seq; moment <= each.journal.size(); ++moment) {
                const Explanation explanation = explainTransaction(each, seq, moment);
                QVERIFY(!explanation.title.isEmpty());
                QVERIFY(!explanation.story.isEmpty());
                const QString all =
                    QStringList{
                        explanation.title,
                        explanation.story,
                        explanation.textbook,
                        choicesIn(explanation).join(u"; "_s)}
                        .join(u"; "_s);
                QVERIFY2(!unfinished.match(all).hasMatch(), qPrintable(all));
                QVERIFY2(!markup.match(explanation.story).hasMatch(), qPrintable(explanation.story));
            }
        }
    }
}

void TestTransactionExplanation::message_isOneLine_data()
{
    QTest::addColumn<MessageText>("is");
    QTest::addColumn<QString>("line");
    QTest::addColumn<Severity>("severity");
    QTest::newRow("a dirty read")
        << transactionMessage(dirtyRead(), 4)
        << u"B: SELECT stock FROM item WHERE id = 'lamp' → stock 999, which A has not committed"_s
        << Severity::Lost;
    QTest::newRow("a write") << transactionMessage(lostUpdate(), 5)
                             << u"A: UPDATE item SET stock = 7 WHERE id = 'lamp' → 1 row"_s
                             << Severity::Neutral;
    QTest::newRow("a commit") << transactionMessage(lostUpdate(), 6) << u"A: COMMIT → done"_s
                              << Severity::Good;
    QTest::newRow("a wait") << transactionMessage(deadlock(), 5)
                            << u"A: UPDATE item SET stock = stock - 1 WHERE id = 'chair' → waits for B"_s
                            << Severity::Pending;
    QTest::newRow("a refusal")
        << transactionMessage(deadlock(), 7)
        << u"B: UPDATE item SET stock = stock - 1 WHERE id = 'lamp' → 40P01 · deadlock detected"_s
        << Severity::Stale;
    QTest::newRow("its rollback") << transactionMessage(deadlock(), 8)
                                  << u"B: ROLLBACK → because a statement was refused"_s << Severity::Neutral;
    StoryBuilder skipping(Postgresql, ReadCommitted, lamps(10));
    skipping.leftOut(A, u"n > 2"_s, TransactionAction::Sql);
    TransactionStory skipped = skipping.story();
    skipped.lesson.steps[0].sql = {u"UPDATE item SET stock = {n-2}"_s};
    QTest::newRow("a statement that was left out")
        << transactionMessage(skipped, 1) << u"A: UPDATE item SET stock = {n-2} → left out"_s
        << Severity::Neutral;
    QTest::newRow("what was left out")
        << transactionMessage(deadlock(), 11) << u"B: COMMIT → left out"_s << Severity::Neutral;
}

void TestTransactionExplanation::message_isOneLine()
{
    QFETCH(MessageText, is);
    QTEST(is.request + u" → "_s + is.answer, "line");
    QTEST(is.severity, "severity");
}

void TestTransactionExplanation::ownWords_areTheLessons()
{
    TransactionStory story = dirtyRead();
    story.lesson.steps[1].say = {u"A’s finger slips."_s, {{Mariadb, u"Elsewhere."_s}}};
    QCOMPARE(wordsOn(story, 2), u"A’s finger slips."_s);
    QCOMPARE(wordsOn(story, 3), QString());
    QCOMPARE(wordsOn(freePlay(), 2), QString());
}

void TestTransactionExplanation::noEvent_hasNoWords()
{
    QVERIFY(explainTransaction(TransactionStory(), 0).title.isEmpty());
    QVERIFY(explainTransaction(lostUpdate(), 99).title.isEmpty());
    QVERIFY(transactionMessage(TransactionStory(), 1).request.isEmpty());
    QVERIFY(wordsOn(TransactionStory(), 1).isEmpty());
}

QTEST_GUILESS_MAIN(TestTransactionExplanation)
#include "tst_transactionexplanation.moc"
