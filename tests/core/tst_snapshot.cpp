#include "core/journalbuilder.h"
#include "core/model/snapshot.h"
#include "core/words/explanation.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;
using namespace interleave::testing;

namespace {

const QString a = QStringLiteral("A");
const QString b = QStringLiteral("B");
const QString c = QStringLiteral("C");
const QString curl = QStringLiteral("curl");
const QString item = QStringLiteral("item");

qint64 stockOf(const Fields& fields)
{
    return std::get<qint64>(*fields.find(QStringLiteral("stock")));
}

} // namespace

class TestSnapshot final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void start_hasRecordsAndNoClients()
    {
        const JournalBuilder builder(Locking::Version);
        QCOMPARE(builder.now().records(), QList<Record>{standardRecord()});
        QVERIFY(builder.now().clients().isEmpty());
        QCOMPARE(builder.now().locking(), Locking::Version);
        QCOMPARE(builder.now().seq(), 0);
        QCOMPARE(builder.now().freshness(a, item), Freshness::NoCopy);
        QCOMPARE(stockThatShouldBe(builder.now(), item), std::optional<qint64>(10));
        QVERIFY(builder.now().author(item).isEmpty());
        QVERIFY(!builder.now().baseOf(a, item));
        QCOMPARE(builder.now().client(a).name, a);
    }

    void lessonOff_losesOneChangeAndTellsNobody()
    {
        const Snapshot now = lesson(Locking::Off).now();
        QCOMPARE(stockOf(now.record(item)->fields), 8);
        QCOMPARE(now.record(item)->version, 3);
        QCOMPARE(now.author(item), b);
        QCOMPARE(now.messages(), 4);
        QCOMPARE(now.seq(), 6);
        QCOMPARE(now.lostCount(item), 1);
        QCOMPARE(stockThatShouldBe(now, item), std::optional<qint64>(5));

        const ClientState stateA = now.client(a);
        QCOMPARE(stateA.saved, 1);
        QCOMPARE(stateA.lost(), 1);
        QCOMPARE(stateA.answer->verdict, Verdict::Saved);
        QCOMPARE(stateA.answer->number.step, 3);
        QCOMPARE(stateA.copyOf(item).held->version, 2);
        QCOMPARE(now.freshness(a, item), Freshness::Stale);
        const ClientState stateB = now.client(b);
        QCOMPARE(stateB.lost(), 0);
        QCOMPARE(stateB.answer->version, std::optional<qint64>(3));
        QCOMPARE(now.freshness(b, item), Freshness::Current);
        QVERIFY(!stateA.copyOf(item).draft && !stateB.copyOf(item).conflict);
    }

    void lessonOn_keepsTheDraftAndTheConflict()
    {
        const Snapshot now = lesson(Locking::Version).now();
        QCOMPARE(stockOf(now.record(item)->fields), 7);
        QCOMPARE(now.lostCount(item), 0);
        QCOMPARE(stockThatShouldBe(now, item), std::optional<qint64>(5));

        const ClientState state = now.client(b);
        QCOMPARE(state.tried, 1);
        QCOMPARE(state.saved, 0);
        QCOMPARE(state.refused, 1);
        QCOMPARE(state.answer->status, 412);
        const Copy copy = state.copyOf(item);
        QCOMPARE(copy.held->version, 1);
        QCOMPARE(copy.draft, std::optional(Draft{stock(8), 1}));
        QCOMPARE(copy.conflict->version, 2);
        QCOMPARE(copy.conflict->changedBy, a);
        QCOMPARE(stockOf(copy.conflict->theirs), 7);
        QCOMPARE(stockOf(copy.shown()), 8);
        QCOMPARE(now.freshness(b, item), Freshness::Stale);
        QCOMPARE(now.freshness(a, item), Freshness::Current);
    }

    void read_dropsDraftAndConflict()
    {
        JournalBuilder builder = lesson(Locking::Version);
        builder.read(b);
        const Copy copy = builder.now().client(b).copyOf(item);
        QVERIFY(!copy.draft && !copy.conflict);
        QCOMPARE(copy.held->version, 2);
        QCOMPARE(stockThatShouldBe(builder.now(), item), std::optional<qint64>(7));
        builder.save(b, stock(5));
        QCOMPARE(stockThatShouldBe(builder.now(), item), std::optional<qint64>(5));
        QCOMPARE(builder.now().lostCount(item), 0);
    }

    void draft_keepsItsBase()
    {
        JournalBuilder builder;
        builder.read(a).read(b).edit(b, stock(8)).save(a, stock(7));
        QCOMPARE(builder.now().baseOf(b, item), std::optional<qint64>(1));
        builder.edit(b, named(QStringLiteral("Lamp")));
        QCOMPARE(builder.now().client(b).copyOf(item).draft->base, 1);
        QCOMPARE(builder.now().client(b).copyOf(item).draft->fields.size(), 2);
    }

    void draft_endsWhenTypedBack()
    {
        JournalBuilder builder;
        builder.read(a).edit(a, stock(7)).edit(a, stock(10));
        QVERIFY(!builder.now().client(a).copyOf(item).draft);
        builder.edit(a, stock(7)).edit(a, named(QStringLiteral("Lamp"))).edit(a, stock(10));
        QCOMPARE(builder.now().client(a).copyOf(item).draft->fields, named(QStringLiteral("Lamp")));
    }

    void edit_isNeitherAnswerNorMessage()
    {
        JournalBuilder builder;
        builder.read(a).edit(a, stock(7));
        QCOMPARE(builder.now().messages(), 1);
        QCOMPARE(builder.now().client(a).answer->action, Action::Read);
        QCOMPARE(builder.now().client(a).tried, 0);
    }

    void headAndNotModified_keepTheCopy()
    {
        JournalBuilder builder;
        builder.read(a).save(a, stock(7)).read(b).save(b, stock(8));
        Event head;
        head.client = a;
        head.status = 200;
        head.version = 3;
        head.headersOnly = true;
        builder.custom(head);
        QCOMPARE(builder.now().client(a).copyOf(item).held->version, 2);
        QCOMPARE(builder.now().client(a).answer->version, std::optional<qint64>(3));
        Event same = head;
        same.client = b;
        same.verdict = Verdict::Unchanged;
        same.status = 304;
        builder.custom(same);
        QCOMPARE(builder.now().client(b).copyOf(item).held->version, 3);
        QCOMPARE(builder.now().freshness(b, item), Freshness::Current);
    }

    void recordWithoutFields_canBeACopy()
    {
        JournalBuilder builder;
        Event empty;
        empty.client = a;
        empty.record = item;
        empty.status = 200;
        empty.version = 1;
        builder.custom(empty);
        QCOMPARE(builder.now().freshness(a, item), Freshness::Current);
        QVERIFY(builder.now().client(a).copyOf(item).held->fields.isEmpty());
    }

    void outsideClient_hasADraftOnceRefused()
    {
        JournalBuilder builder(Locking::Version);
        builder.read(curl, true).read(a).save(a, stock(7));
        builder.put(curl, standardRecord().fields.with(stock(9)), "If-Match: \"1\"");
        const Copy copy = builder.now().client(curl).copyOf(item);
        QVERIFY(builder.now().client(curl).outside);
        QCOMPARE(copy.draft, std::optional(Draft{stock(9), 1}));
        QCOMPARE(copy.conflict->version, 2);
        QCOMPARE(stockThatShouldBe(builder.now(), item), std::optional<qint64>(6));
    }

    void refusalWithoutACopy_isOnlyCounted()
    {
        JournalBuilder builder(Locking::Version);
        builder.put(curl, stock(9));
        QCOMPARE(builder.now().client(curl).refused, 1);
        QVERIFY(!builder.now().client(curl).copyOf(item).draft);
        QVERIFY(!builder.now().client(curl).copyOf(item).conflict);
        QCOMPARE(builder.last().status, 428);
        QCOMPARE(builder.now().record(item)->version, 1);
    }

    void rule_appliesFromItsEventOn()
    {
        JournalBuilder builder(Locking::Off);
        builder.read(a).rule(Locking::Version);
        QCOMPARE(builder.journal().at(1).locking(), Locking::Off);
        QCOMPARE(builder.now().locking(), Locking::Version);
        QCOMPARE(builder.now().clients().size(), 1);
        QCOMPARE(builder.now().messages(), 1);
    }

    void lostAnswer_restoresTheClientsState()
    {
        JournalBuilder builder;
        builder.read(a).edit(a, stock(7));
        const Copy typed = builder.now().client(a).copyOf(item);
        builder.save(a);
        QCOMPARE(builder.now().client(a).copyOf(item).held->version, 2);
        builder.answerLost(a);
        const ClientState state = builder.now().client(a);
        Copy unsure = typed;
        unsure.unanswered = Unanswered{1, typed.shown()};
        unsure.sent.counted = {{QStringLiteral("stock"), Value(qint64{10}), Value(qint64{7})}};
        QCOMPARE(state.copyOf(item), unsure);
        QCOMPARE(state.unknown, 1);
        QCOMPARE(state.saved, 0);
        QCOMPARE(state.lost(), 0);
        QCOMPARE(state.answer->action, Action::AnswerLost);
        QCOMPARE(state.answer->number.step, 2);
        QCOMPARE(builder.now().record(item)->version, 2);
        QCOMPARE(builder.now().freshness(a, item), Freshness::Stale);
    }

    void lostAnswer_isNotToldAtItsEvent()
    {
        JournalBuilder builder;
        // Enough events that a checkpoint lies between the answer and its loss.
        builder.read(a);
        while (builder.journal().size() < 253)
            builder.read(b);
        builder.edit(a, stock(7)).edit(a, named(QStringLiteral("Lamp"))).save(a);
        const qint64 answered = builder.journal().size();
        QCOMPARE(answered, 256);
        builder.read(b).answerLost(a);
        QVERIFY(builder.journal().event(answered).answerLost);
        QCOMPARE(builder.journal().silencedBy(builder.journal().size()), answered);
        const Snapshot then = builder.journal().at(answered);
        const ClientState state = then.client(a);
        QCOMPARE(state.copyOf(item).held->version, 1);
        QCOMPARE(state.saved, 0);
        QCOMPARE(state.unknown, 1);
        QCOMPARE(state.lost(), 0);
        QCOMPARE(then.record(item)->version, 2);
        QCOMPARE(answerText(state).status, QStringLiteral("No answer yet"));
        QCOMPARE(answerText(state).origin, QStringLiteral("asked in step 254"));
        QCOMPARE(answerText(builder.now().client(a)).status, QStringLiteral("No answer"));
        // Applying all events again gives the same states.
        const Journal again = builder.journal().copy(builder.journal().size());
        for (qint64 n = 0; n <= again.size(); ++n)
            QCOMPARE(again.at(n), builder.journal().at(n));
    }

    void lostAnswer_namesTheRequestedAction()
    {
        JournalBuilder builder;
        builder.read(a).answerLost(a);
        QCOMPARE(answerText(builder.now().client(a)).sentence, QStringLiteral("Nothing was read."));
        builder.increment(a, stock(-1)).answerLost(a);
        QCOMPARE(answerText(builder.now().client(a)).sentence, QStringLiteral("It may have been saved."));
        QCOMPARE(builder.now().client(a).unknown, 1);
        QCOMPARE(builder.now().freshness(a, item), Freshness::NoCopy);
    }

    void lostReadAnswer_isNotAnUnknownSave()
    {
        JournalBuilder builder;
        builder.read(a).answerLost(a);
        QCOMPARE(builder.now().client(a).unknown, 0);
        QCOMPARE(builder.now().freshness(a, item), Freshness::NoCopy);
    }

    void unknownWrite_isCountedAndChangesNothing()
    {
        JournalBuilder builder;
        builder.read(a).edit(a, stock(7));
        Event event;
        event.client = a;
        event.action = Action::Write;
        event.verdict = Verdict::Unknown;
        event.after = standardRecord().fields.with(stock(7));
        builder.custom(event);
        QCOMPARE(builder.now().client(a).tried, 1);
        QCOMPARE(builder.now().client(a).unknown, 1);
        QCOMPARE(builder.now().client(a).refused, 0);
        QVERIFY(builder.now().client(a).copyOf(item).draft);
        QCOMPARE(builder.now().record(item)->version, 1);
    }

    void createdRecord_isAddedToTheOthers()
    {
        JournalBuilder builder(Locking::Version);
        builder.on(QStringLiteral("chair")).put(curl, stock(4), "If-None-Match: *");
        QCOMPARE(builder.last().status, 201);
        QCOMPARE(builder.now().records().size(), 2);
        QCOMPARE(builder.now().record(QStringLiteral("chair"))->version, 1);
        QCOMPARE(builder.now().author(QStringLiteral("chair")), curl);
        QCOMPARE(builder.now().record(item)->version, 1);
        QCOMPARE(stockThatShouldBe(builder.now(), QStringLiteral("chair")), std::optional<qint64>(4));
    }

    void records_areIndependent()
    {
        const Record chair{QStringLiteral("chair"), stock(4), 1, 0};
        JournalBuilder builder(Locking::Off, {standardRecord(), chair});
        builder.read(a).on(chair.id).read(a).read(b).save(a, stock(3)).save(b, stock(2));
        QCOMPARE(builder.now().lostCount(chair.id), 1);
        QCOMPARE(builder.now().lostCount(item), 0);
        QCOMPARE(builder.now().freshness(a, item), Freshness::Current);
        QCOMPARE(builder.now().freshness(a, chair.id), Freshness::Stale);
    }

    void missingRecord_hasAnEmptyAccount()
    {
        QVERIFY(!stockThatShouldBe(JournalBuilder().now(), QStringLiteral("nothing")));
    }

    void findOut_reportsASave()
    {
        JournalBuilder builder;
        builder.read(a).save(a, stock(7)).answerLost(a).read(b).save(b, stock(5)).findOut(a);
        const ClientState state = builder.now().client(a);
        QCOMPARE(state.answer->found, 2);
        QCOMPARE(state.tried, 1);
        QCOMPARE(state.saved, 1);
        QCOMPARE(state.unknown, 0);
        QCOMPARE(state.lost(), 0);
        const Copy copy = state.copyOf(item);
        QCOMPARE(copy.held->version, 3);
        QVERIFY(!copy.draft && !copy.unanswered && !copy.conflict);
    }

    void findOut_reportsAMissingSave()
    {
        JournalBuilder builder(Locking::Version);
        builder.read(a).read(b).save(b, stock(8)).save(a, stock(7)).answerLost(a);
        QCOMPARE(builder.now().client(a).refused, 0);
        QCOMPARE(builder.now().client(a).unknown, 1);
        builder.findOut(a);
        const ClientState state = builder.now().client(a);
        QCOMPARE(state.answer->found, std::nullopt);
        QCOMPARE(state.refused, 1);
        QCOMPARE(state.unknown, 0);
        const Copy copy = state.copyOf(item);
        QVERIFY(!copy.unanswered);
        QCOMPARE(copy.draft->fields, stock(7));
        QCOMPARE(copy.draft->base, 1);
        QCOMPARE(copy.conflict->version, 2);
        QCOMPARE(copy.conflict->changedBy, b);
    }

    void findOut_ignoresAnothersEqualSave()
    {
        JournalBuilder builder(Locking::Version);
        builder.read(a).read(b).save(b, stock(7)).save(a, stock(7)).answerLost(a).findOut(a);
        QCOMPARE(builder.now().client(a).answer->found, std::nullopt);
        QCOMPARE(builder.now().client(a).saved, 0);
    }

    void findOut_ignoresLaterVersions()
    {
        JournalBuilder builder(Locking::Version);
        builder.read(a).read(b).save(b, stock(8)).save(a, stock(7)).answerLost(a).findOut(a);
        const qint64 before = builder.journal().size();
        // The same fields by the same client, but in a later version.
        builder.read(a).save(a, stock(7));
        QCOMPARE(builder.journal().at(before).client(a).answer->found, std::nullopt);
    }

    void overwrite_movesTheDraftToTheVersionRead()
    {
        JournalBuilder builder = lesson(Locking::Version);
        builder.overwrite(b);
        QCOMPARE(builder.last().base, 2);
        QCOMPARE(builder.last().purpose, Purpose::Overwrite);
        QVERIFY(builder.last().isCommit());
        QCOMPARE(builder.now().lostCount(item), 0);
        QCOMPARE(builder.now().record(item)->fields.at(0).value, Value(qint64{8}));
    }

    void overwrite_isRefusedAfterAnotherSave()
    {
        JournalBuilder builder(Locking::Version);
        builder.read(c).read(a).read(b).save(a, stock(7)).save(b, stock(8)).read(c);
        builder.overwrite(b, c, stock(6));
        QCOMPARE(builder.last().verdict, Verdict::Stale);
        const Copy copy = builder.now().client(b).copyOf(item);
        QCOMPARE(copy.draft->fields, stock(8));
        QCOMPARE(copy.draft->base, 2);
        QCOMPARE(copy.conflict->version, 3);
    }

    void retry_keepsItsBaseAndLosesTheUnseenVersion()
    {
        JournalBuilder builder = lesson(Locking::Version);
        builder.retry(b);
        QVERIFY(builder.last().isCommit());
        QCOMPARE(builder.last().base, 1);
        QCOMPARE(builder.now().lostCount(item), 1);
        QCOMPARE(builder.now().client(a).lost(), 1);
    }

    void merge_movesTheDraftToTheCurrentVersion()
    {
        JournalBuilder builder = lesson(Locking::Version);
        builder.merge(b, {{QStringLiteral("stock"), Take::Both}});
        const Copy copy = builder.now().client(b).copyOf(item);
        QCOMPARE(copy.held->version, 2);
        QCOMPARE(copy.draft->fields, stock(5));
        QCOMPARE(copy.draft->base, 2);
        QVERIFY(!copy.conflict);
        builder.save(b);
        QVERIFY(builder.last().isCommit());
        QCOMPARE(builder.now().lostCount(item), 0);
    }

    void mergeOfTheirs_leavesNoDraft()
    {
        JournalBuilder builder = lesson(Locking::Version);
        builder.merge(b);
        const Copy copy = builder.now().client(b).copyOf(item);
        QVERIFY(!copy.draft && !copy.conflict);
        QCOMPARE(builder.now().freshness(b, item), Freshness::Current);
    }

    void increment_keepsADraftsBase()
    {
        JournalBuilder builder;
        builder.read(a)
            .edit(a, named(QStringLiteral("Lamp")))
            .increment(b, stock(-1))
            .increment(a, stock(-1));
        const Copy copy = builder.now().client(a).copyOf(item);
        QCOMPARE(copy.held->version, 3);
        QCOMPARE(copy.held->fields.find(QStringLiteral("stock")), &copy.held->fields.at(0).value);
        QCOMPARE(copy.held->fields.at(0).value, Value(qint64{8}));
        QCOMPARE(copy.draft->base, 1);
        QCOMPARE(builder.now().baseOf(a, item), 1);
        QCOMPARE(builder.now().client(a).tried, 1);
        QCOMPARE(builder.now().client(a).saved, 1);
        QCOMPARE(builder.now().lostCount(item), 0);
        QCOMPARE(stockThatShouldBe(builder.now(), item), 8);
        QCOMPARE(builder.now().freshness(a, item), Freshness::Current);
    }
};

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
