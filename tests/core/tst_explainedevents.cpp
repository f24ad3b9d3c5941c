#include "core/export/exporting.h"
#include "core/transactionwords/transactionexplanation.h"
#include "core/transactionwords/transactionparts.h"
#include "stories.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::fixtures;
using namespace Qt::StringLiterals;

/// The whole story of events of every kind, once the run is over.
class TestExplainedEvents final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void event_isExplained_data();
    void event_isExplained();
    void engineRollback_wasNotSent();
};

namespace {

/// On one event: its title and its whole story.
void beginnings()
{
    const auto row = [](const char* name, const Explanation& is, const QString& title, const QString& story) {
        QTest::newRow(name) << is << title << story;
    };
    row("begin",
        explainTransaction(lostUpdate(), 1),
        u"A begins a transaction"_s,
        u"What A does from now on counts together, at its COMMIT, or not at all. At <b>read committed</b> "
        u"each "
        "statement sees what is committed when it begins."_s);
    row("a read",
        explainTransaction(lostUpdate(), 3),
        u"A read stock 10"_s,
        u"A was told <b>stock 10</b>. That is what was committed at the start."_s);
    row("a read of what another has committed",
        explainTransaction(runAgain(), 10),
        u"B read stock 7"_s,
        u"B was told <b>stock 7</b>. That is what A committed in step 6."_s);
    // The newest commit is not the one that wrote every value.
    row("a read of what nobody has changed",
        explainTransaction(readOnlyAnomaly(), 9),
        u"C read checking 0"_s,
        u"C was told <b>checking 0</b>. That is what was committed at the start."_s);
    row("a read of what somebody has changed",
        explainTransaction(readOnlyAnomaly(), 10),
        u"C read savings 20"_s,
        u"C was told <b>savings 20</b>. That is what A committed in step 7."_s);
    row("a read beside a change that is not committed",
        explainTransaction(noDirtyRead(), 4),
        u"B read stock 10"_s,
        u"B was told <b>stock 10</b>. That is what was committed at the start. A has written <b>stock "
        u"999</b> and not "
        "committed: B does not see it."_s);
    row("a write",
        explainTransaction(lostUpdate(), 5),
        u"A wrote stock 7"_s,
        u"A wrote <b>stock 7</b>. Until A’s COMMIT only A sees it. Who wants to write the same row has to "
        u"wait until "
        "then."_s);
    row("a write that is taken back",
        explainTransaction(dirtyRead(), 2),
        u"A wrote stock 999"_s,
        u"A wrote <b>stock 999</b>. It is not committed: whoever reads at read uncommitted may see it before "
        u"A’s "
        "COMMIT. Until then nobody else can write: SQLite lets one transaction write at a time. In step 5 it "
        "took that "
        "back."_s);
    row("a commit",
        explainTransaction(lostUpdate(), 6),
        u"A committed stock 7"_s,
        u"A committed <b>stock 7</b>. From now on that counts, and who begins to read sees it. B, which has "
        u"read "
        "<b>stock 10</b>, is not told."_s);
    row("a commit that a snapshot does not show",
        explainTransaction(snapshot(), 5),
        u"A committed stock 7"_s,
        u"A committed <b>stock 7</b>. From now on that counts, and who begins to read sees it. B, which has "
        u"read "
        "<b>stock 10</b>, is not told, and goes on with its snapshot from before."_s);
    row("a commit of nothing",
        explainTransaction(dirtyRead(), 7),
        u"B committed"_s,
        u"B’s transaction is over. It had changed nothing."_s);
}

void anomalies()
{
    const auto row = [](const char* name, const Explanation& is, const QString& title, const QString& story) {
        QTest::newRow(name) << is << title << story;
    };
    row("a dirty read",
        explainTransaction(dirtyRead(), 4),
        u"B read what was never there"_s,
        u"A had written <b>stock 999</b> and not committed. B’s SELECT read <b>999</b> all the same: at read "
        "uncommitted it also sees what is not committed. Then A rolled back: stock was <b>10</b> all along, "
        "and B went "
        "on with a <b>999</b> that never was. Run alone, B would have read <b>10</b>."_s);
    row("a rollback of what was read",
        explainTransaction(dirtyRead(), 5),
        u"A rolled back"_s,
        u"What it had written, <b>stock 999</b>, is taken back, as if it had never been. B has read it, and "
        u"is not "
        "told."_s);
    row("a lost update",
        explainTransaction(lostUpdate(), 7),
        u"B wrote over A’s 7"_s,
        u"B had read <b>stock 10</b> in step 4. In step 6 A committed <b>7</b>, and B’s <b>8</b> still comes "
        u"from the "
        "10. So A’s change is gone, and nobody is told. One after the other, in either order, stock would be "
        "<b>5</b>. "
        "It is <b>8</b>. B came before A, because B read the 10 that A replaced; but A came before B, "
        "because B wrote "
        "over A’s 7."_s);
    row("its commit",
        explainTransaction(lostUpdate(), 8),
        u"B committed stock 8"_s,
        u"B committed <b>stock 8</b>. From now on that counts, and who begins to read sees it. A’s <b>7</b> "
        u"is gone "
        "with that, and nobody is told."_s);
    row("a write skew",
        explainTransaction(writeSkew(), 6),
        u"B wrote Bob on_call 0"_s,
        u"B wrote <b>Bob on_call 0</b>. In step 4 it had read <b>count 2</b>. A has changed what that rests "
        u"on: "
        "<b>Alice on_call 0</b>. Run one after the other: A, then B: Alice on_call 0, Bob on_call 1; B, then "
        "A: Alice "
        "on_call 1, Bob on_call 0. Here: Alice on_call 0, Bob on_call 0. A came before B; but B came before A."_s);
    row("a phantom",
        explainTransaction(phantom(), 6),
        u"A read twice and was told two things"_s,
        u"A was told <b>count 1</b>. In step 2 the same query of the same transaction told it <b>0</b>. B "
        u"committed in "
        "between, and at read committed each statement sees what is committed by then. One after the other, "
        "A would "
        "have read <b>0 and 0</b> or <b>1 and 1</b>. A came before B; but B came before A."_s);
    row("a read skew",
        explainTransaction(readSkew(), 7),
        u"A read two halves that do not fit"_s,
        u"A was told <b>chair 15</b>. That is what B committed in step 6. In step 2 it had read <b>lamp "
        u"10</b>, from "
        "before B’s COMMIT: the two were never true together. One after the other, A would have read <b>10 "
        "and 10</b> "
        "or <b>5 and 15</b>. A came before B; but B came before A."_s);
    row("the reader that makes it wrong",
        explainTransaction(readOnlyAnomaly(), 12),
        u"B wrote checking balance −11"_s,
        u"B wrote <b>checking balance −11</b>. Until B’s COMMIT only B sees it. Who wants to write the same "
        u"row has to "
        "wait until then. None of the 6 orders of the transactions comes to that. C came before B; B came "
        "before A; "
        "but A came before C."_s);
    row("a write from an old value",
        explainTransaction(readThenWrite(), 8),
        u"B wrote over A’s 7"_s,
        u"B had read <b>stock 10</b> in step 4, in an earlier transaction. In step 7 A committed <b>7</b>, "
        u"and B’s "
        "<b>8</b> still comes from the 10. So A’s change is gone, and nobody is told. No isolation level "
        "sees that: "
        "each transaction by itself is in order."_s);
    row("a snapshot",
        explainTransaction(snapshot(), 6),
        u"B read from its snapshot"_s,
        u"B was told <b>stock 10</b>. That is its snapshot, from before A’s COMMIT in step 5. By now "
        u"<b>stock 7</b> is "
        "committed. So all that one transaction reads is of one moment."_s);
}

void refusals()
{
    const auto row = [](const char* name, const Explanation& is, const QString& title, const QString& story) {
        QTest::newRow(name) << is << title << story;
    };
    row("refused, because the row was changed",
        explainTransaction(refusedUpdate(), 7),
        u"B was refused"_s,
        u"B had read <b>stock 10</b> in step 4. In step 6 A committed <b>stock 7</b>, after B’s snapshot was "
        u"taken. To "
        "write over what it has not seen would lose A’s change, so PostgreSQL refused B’s UPDATE with "
        "<b>40001</b>. "
        "Nothing of B’s transaction is kept: all of it has to be run again, the reads as well."_s);
    row("refused by SQLite",
        explainTransaction(runAgain(), 7),
        u"B was refused"_s,
        u"B had read <b>stock 10</b> in step 4. In step 6 A committed <b>stock 7</b>, after B’s snapshot was "
        u"taken. Who "
        "sees an old state may not write, because what was committed since could be lost. So SQLite refused "
        "B’s UPDATE "
        "with <b>517</b>. Nothing of B’s transaction is kept: all of it has to be run again, the reads as well."_s);
    row("the session’s own rollback",
        explainTransaction(refusedUpdate(), 8),
        u"B rolled back"_s,
        u"Because a statement was refused, B’s program ends the transaction. There was nothing to take back."_s);
    row("what it left out for that",
        explainTransaction(refusedUpdate(), 9),
        u"B left this out"_s,
        u"Its transaction was refused in step 7 and rolled back, so there is nothing left to do in it."_s);
    row("a wait",
        explainTransaction(waitThenCommit(), 4),
        u"B waits for A"_s,
        u"A has written <b>stock 7</b> and not committed. It has locked what B’s UPDATE needs, so that gets "
        u"no answer "
        "yet. It is answered when A commits or rolls back. A’s COMMIT in step 5 freed it."_s);
    row("the commit that frees it",
        explainTransaction(waitThenCommit(), 5),
        u"A committed stock 7"_s,
        u"A committed <b>stock 7</b>. From now on that counts, and who begins to read sees it. That also "
        u"ends the wait "
        "of B."_s);
    row("its answer",
        explainTransaction(waitThenCommit(), 6),
        u"B wrote stock 5"_s,
        u"It had waited for A. A’s COMMIT in step 5 freed it. B wrote <b>stock 5</b>. Until B’s COMMIT only "
        u"B sees it. "
        "Who wants to write the same row has to wait until then."_s);
    row("a circle",
        explainTransaction(deadlock(), 6),
        u"B and A wait for each other"_s,
        u"A has written <b>lamp stock 9</b> and not committed. It has locked what B’s UPDATE needs, so that "
        u"gets no "
        "answer yet. A waits for B and B waits for A: neither could ever go on. The database found the "
        "circle and "
        "refused B (40P01), so that A can go on."_s);
    row("a deadlock",
        explainTransaction(deadlock(), 7),
        u"B was refused"_s,
        u"B’s UPDATE needs what A has locked, and A waits for what B has locked: neither could ever go on. "
        u"The database "
        "found the circle and refused B with <b>40P01</b>, so that A can go on. Nothing of B’s transaction "
        "is kept: "
        "all of it has to be run again."_s);
    row("the rollback of its victim",
        explainTransaction(deadlock(), 8),
        u"B rolled back"_s,
        u"Because a statement was refused, B’s program ends the transaction. What it had written, <b>chair "
        u"stock 9</b>, "
        "is taken back, as if it had never been. That also ends the wait of A."_s);
    row("the rollback of its victim by the engine",
        explainTransaction(freeDeadlock(), 8),
        u"B was rolled back"_s,
        u"With its refusal PostgreSQL has ended B’s transaction itself: nothing was sent for that. What it "
        u"had "
        u"written, <b>chair stock 9</b>, is taken back, as if it had never been. That also ends the wait of A."_s);
    row("refused by SQLite while another writes",
        explainTransaction(busy(), 5),
        u"B was refused"_s,
        u"A has written <b>stock 7</b> and not committed, and SQLite lets one transaction write at a time. B "
        u"has read "
        "before: once the other commits, what it sees is old. So waiting would not help, and SQLite refused "
        "it with "
        "<b>5</b> at once. Nothing of B’s transaction is kept: all of it has to be run again, the reads as well."_s);
    row("waited as long as it was allowed to",
        explainTransaction(waitRefused(Postgresql, u"55P03"_s), 5),
        u"B was refused"_s,
        u"B waited for A as long as it was allowed to. Then it was refused with <b>55P03</b>. With that the "
        u"whole "
        "transaction has failed: until it ends the engine accepts nothing else."_s);
    row("the same where only the statement is undone",
        explainTransaction(waitRefused(Mariadb, u"1205"_s), 5),
        u"B was refused"_s,
        u"B waited for A as long as it was allowed to. Then it was refused with <b>1205</b>. Only this "
        u"statement is "
        "undone. The transaction is still open, and a COMMIT would keep the rest."_s);
    row("cancelled",
        explainTransaction(waitRefused(Postgresql, u"57014"_s), 5),
        u"B’s statement was cancelled"_s,
        u"It had waited for A. The statement was cancelled before it was done (<b>57014</b>). With that the "
        u"whole "
        "transaction has failed: until it ends the engine accepts nothing else."_s);
    row("a code without words",
        explainTransaction(waitRefused(Mariadb, u"1064"_s), 5),
        u"B was refused"_s,
        u"MariaDB refused it: <b>1064 · text</b>. Only this statement is undone. The transaction is still "
        u"open, and a "
        "COMMIT would keep the rest."_s);
    row("refused at its commit",
        explainTransaction(refusedAtCommit(), 8),
        u"B was refused"_s,
        u"A committed in step 7. Each of the two read what the other one changed, so no order of them would "
        u"explain "
        "both. PostgreSQL let A pass and refused B with <b>40001</b>. Nothing of B’s transaction is kept: "
        "all of it has "
        "to be run again, the reads as well."_s);
    row("no such value twice",
        explainTransaction(uniqueSeat(), 6),
        u"B was refused"_s,
        u"It had waited for A. A committed <b>b1 (12A, Ann)</b> in step 5, and the table allows that only "
        u"once: refused "
        "with <b>2067</b>. Only this statement is undone. The transaction is still open, and a COMMIT would "
        "keep the "
        "rest."_s);
    row("in a transaction that has failed",
        explainTransaction(failedCommit(), 4),
        u"A was refused"_s,
        u"A statement before it had failed, and with it the whole transaction: PostgreSQL answers everything "
        u"but "
        "ROLLBACK with <b>25P02</b>."_s);
    row("a commit that kept nothing",
        explainTransaction(failedCommit(), 5),
        u"A’s COMMIT kept nothing"_s,
        u"COMMIT was answered without an error, and nothing was kept. The statement of step 3 had failed "
        u"(23505). "
        "PostgreSQL then keeps nothing of the whole transaction, and its COMMIT does what ROLLBACK does."_s);
    row("a commit that kept the rest",
        explainTransaction(keptTheRest(), 4),
        u"A committed b1 (12A, Ann)"_s,
        u"A committed <b>b1 (12A, Ann)</b>. From now on that counts, and who begins to read sees it. The "
        u"statement of "
        "step 3 was refused (1062) and is not in it. COMMIT kept the rest."_s);
    row("a write of no row",
        explainTransaction(versionInWhere(), 7),
        u"B’s UPDATE found no row"_s,
        u"0 rows were changed: none has what its WHERE names. B had read it before A’s COMMIT in step 6, "
        u"which changed "
        "it to <b>stock 7, version 2</b>. So B knows that somebody was faster, and nothing is lost."_s);
    row("what a condition left out",
        explainTransaction(versionInWhere(), 8),
        u"B left this out"_s,
        u"It does this only if <b>rows = 1</b>, and that does not hold."_s);
}

} // namespace

void TestExplainedEvents::event_isExplained_data()
{
    QTest::addColumn<Explanation>("is");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("story");
    beginnings();
    anomalies();
    refusals();
}

void TestExplainedEvents::event_isExplained()
{
    QFETCH(Explanation, is);
    QTEST(is.title, "title");
    QTEST(is.story, "story");
}

/// Nowhere is it told as a statement of the session.
void TestExplainedEvents::engineRollback_wasNotSent()
{
    const TransactionStory story = freeDeadlock();
    const Explanation explained = explainTransaction(story, 8);
    QCOMPARE(explained.ran, QString());
    const MessageText message = transactionMessage(story, 8);
    QCOMPARE(message.request, u"B sends nothing"_s);
    QCOMPARE(message.answer, u"PostgreSQL rolled back"_s);
    QCOMPARE(sentStatement(story.journal.event(8)), BoundSql());
    for (const ExportFormat format :
         {ExportFormat::Mermaid, ExportFormat::PlantUml, ExportFormat::Sql, ExportFormat::IsolationSpec}) {
        const auto text = exportText(format, TransactionExport{&story.journal, {}});
        QVERIFY(text);
        QVERIFY2(!text->contains("ROLLBACK"), text->constData());
    }
}

QTEST_GUILESS_MAIN(TestExplainedEvents)
#include "tst_explainedevents.moc"
