#include "core/leasejournal.h"
#include "core/model/ledger.h"
#include "core/words/explanation.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;

namespace {

const QString A = QStringLiteral("A");
const QString B = QStringLiteral("B");
const QString C = QStringLiteral("C");
const QString Item = QStringLiteral("item");

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

QList<Record> lampAndDesk()
{
    Record lamp = standardRecord();
    lamp.id = text("lamp");
    Record desk = standardRecord();
    desk.id = text("desk");
    return {lamp, desk};
}

/// A holds the lamp and waits for the desk; B holds the desk.
LeaseJournal crosswise()
{
    LeaseJournal journal(lampAndDesk());
    journal.on(text("lamp")).acquire(A).on(text("desk")).acquire(B).wait(A).on(text("lamp"));
    return journal;
}

/// A's lease expires, B saves, and A is about to save.
LeaseJournal late()
{
    LeaseJournal journal;
    journal.acquire(A).read(A).expire().acquire(B).read(B).save(B, stock(8)).release(B);
    return journal;
}

Explanation explained(const LeaseJournal& journal)
{
    return explain(journal.last(), journal.before());
}

bool says(const Explanation& explanation, const char* words)
{
    return explanation.story.contains(QString::fromUtf8(words));
}

} // namespace

class TestLease final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lockToken_isAUriInAngleBrackets_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("isOne");
        QTest::addColumn<int>("token");
        QTest::newRow("its own") << QByteArray("<lease:3>") << true << 3;
        QTest::newRow("another scheme") << QByteArray("<urn:uuid:150852e2>") << true << -1;
        QTest::newRow("written otherwise") << QByteArray("<lease:03>") << true << -1;
        QTest::newRow("a sign") << QByteArray("<lease:+3>") << true << -1;
        QTest::newRow("of a past that was cut") << QByteArray("<lease:3r1>") << true << -1;
        QTest::newRow("too large") << QByteArray("<lease:99999999999999999999>") << true << -1;
        QTest::newRow("no brackets") << QByteArray("lease:3") << false << -1;
        QTest::newRow("no scheme") << QByteArray("<3>") << false << -1;
        QTest::newRow("an entity tag") << QByteArray("\"3\"") << false << -1;
        QTest::newRow("two") << QByteArray("<lease:3>, <lease:4>") << false << -1;
        QTest::newRow("empty") << QByteArray("<>") << false << -1;
        QTest::newRow("nothing") << QByteArray() << false << -1;
    }
    void lockToken_isAUriInAngleBrackets()
    {
        QFETCH(QByteArray, value);
        QFETCH(int, token);
        QTEST(isLockToken(value), "isOne");
        QCOMPARE(tokenOfLock(value).value_or(-1), token);
    }

    void lockToken_hasTheSuffixOfItsRun()
    {
        QCOMPARE(lockTokenFor(3, "r2"), QByteArray("<lease:3r2>"));
        QCOMPARE(tokenOfLock("<lease:3r2>", "r2"), std::optional<qint64>(3));
        QCOMPARE(tokenOfLock("<lease:3>", "r2"), std::nullopt);
    }

    void cycle_isFoundOverAnyNumberOfClients()
    {
        const QMap<QString, QString> holders{
            {text("one"), A}, {text("two"), B}, {text("three"), C}, {text("free"), {}}};
        QMap<QString, QStringList> waits{{A, {text("two")}}, {B, {text("three")}}};
        const auto cycle = [&](const QString& client, const char* record) {
            return cycleOfWaits(
                client,
                text(record),
                [&](const QString& id) { return holders.value(id); },
                [&](const QString& waiting) { return waits.value(waiting); });
        };
        const QList<WaitsFor> closed{{C, text("one"), A}, {A, text("two"), B}, {B, text("three"), C}};
        QCOMPARE(cycle(C, "one"), closed);
        QVERIFY(cycle(C, "free").isEmpty());
        // A longer path is a cycle too, even if one of its branches leads nowhere.
        waits[A] = {text("free"), text("two")};
        QCOMPARE(cycle(C, "one"), closed);
        // Waiting for a client in an existing cycle does not close another one.
        waits = {{A, {text("two")}}, {B, {text("one")}}};
        QVERIFY(cycle(C, "one").isEmpty());
        // The shortest cycle is waiting for oneself.
        QCOMPARE(cycle(A, "one").size(), 1);
    }

    void cycleSearch_visitsEachClientOnce()
    {
        // Two clients per layer, each waiting for both records of the next one: 2^16 paths among 32 clients.
        constexpr int layers = 16;
        const auto name = [](int layer, int which) {
            return QStringLiteral("%1/%2").arg(QString::number(layer), QString::number(which));
        };
        int asked = 0;
        const auto cycle = cycleOfWaits(
            A,
            name(0, 0),
            [&](const QString& record) { return record; },
            [&](const QString& client) {
                ++asked;
                const int next = client.section(QLatin1Char('/'), 0, 0).toInt() + 1;
                return next < layers ? QStringList{name(next, 0), name(next, 1)} : QStringList();
            });
        QVERIFY(cycle.isEmpty());
        QVERIFY2(asked <= 2 * layers, qPrintable(QString::number(asked)));
    }

    void cycle_mayContainEveryClient()
    {
        constexpr int clients = 100'000;
        const QList<WaitsFor> cycle = cycleOfWaits(
            QStringLiteral("0"),
            QStringLiteral("1"),
            [](const QString& record) { return record; },
            [](const QString& client) {
                return QStringList{QString::number((client.toInt() + 1) % clients)};
            });
        QCOMPARE(cycle.size(), clients);
        QCOMPARE(cycle.constLast().holder, QStringLiteral("0"));
    }

    void snapshot_hasHolderAndWaitingClients()
    {
        LeaseJournal journal;
        journal.acquire(A);
        QCOMPARE(journal.now().lease(Item).held, journal.last().lease);
        QVERIFY(journal.now().holdsLease(A, Item));
        QCOMPARE(journal.now().client(A).leaseOf(Item)->token, 1);
        journal.wait(B).wait(C);
        QCOMPARE(journal.now().lease(Item).waiting, QStringList({B, C}));
        QCOMPARE(journal.now().waitsFor(C), QStringList{Item});
        QVERIFY(!journal.now().client(B).leaseOf(Item));
        journal.release(A);
        QVERIFY(!journal.now().lease(Item).held);
        QVERIFY(!journal.now().client(A).leaseOf(Item));
        journal.acquire(B, true);
        QCOMPARE(journal.now().lease(Item).waiting, QStringList{C});
        QCOMPARE(journal.now().lease(Item).held->owner, B);
        QCOMPARE(journal.now().lease(Item).lastToken, 2);
        journal.refuse(C, Verdict::Locked, 423, true);
        QVERIFY(journal.now().lease(Item).waiting.isEmpty());
        // Applying the events again gives the same states.
        for (qint64 n = 0; n <= journal.journal().size(); ++n)
            QCOMPARE(journal.journal().copy(n).latest(), journal.journal().at(n));
    }

    void snapshot_tellsNobodyOfAnExpiry()
    {
        LeaseJournal journal;
        journal.acquire(A);
        const ClientState told = journal.now().client(A);
        journal.expire();
        QVERIFY(!journal.now().lease(Item).held);
        QCOMPARE(journal.now().lease(Item).lastToken, 1);
        QCOMPARE(journal.now().client(A), told);
        QVERIFY(journal.now().client(A).leaseOf(Item));
        QCOMPARE(journal.last().message, 0);
        // The late save shows it.
        journal.read(A).save(A, stock(7), Verdict::Fenced);
        QVERIFY(!journal.now().client(A).leaseOf(Item));
        QVERIFY(journal.now().client(A).copyOf(Item).conflict);
    }

    void snapshot_dropsLeasesWithTheRule()
    {
        LeaseJournal journal;
        journal.acquire(A).wait(B).acquire(A);
        journal.builder().rule(Locking::Version);
        QVERIFY(!journal.now().lease(Item).held);
        QVERIFY(journal.now().lease(Item).waiting.isEmpty());
        QVERIFY(!journal.now().client(A).leaseOf(Item));
        QCOMPARE(journal.now().lease(Item).lastToken, 2);
    }

    void snapshot_endsALeaseWhoseAnswerWasLost()
    {
        LeaseJournal journal;
        journal.acquire(A);
        journal.builder().answerLost(A);
        QVERIFY(!journal.now().client(A).leaseOf(Item));
        QVERIFY(journal.now().holdsLease(A, Item));
    }

    void ledger_ignoresLeaseRequests()
    {
        LeaseJournal journal;
        journal.acquire(A).read(A).wait(B).save(A, stock(7)).release(A).acquire(B, true).read(B).expire();
        journal.save(B, stock(5), Verdict::Fenced).write(C, Verdict::Locked, 423);
        const Ledger ledger = ledgerOf(journal.now(), Item);
        QCOMPARE(ledger.tried, 3);
        QCOMPARE(ledger.saved, 1);
        QCOMPARE(ledger.refused, 2);
        QCOMPARE(ledger.lost, 0);
        QCOMPARE(ledger.shouldBe, std::optional(Value(qint64{5})));
    }

    void journal_readsBackLeases()
    {
        LeaseJournal journal = crosswise();
        Event deadlock = LeaseJournal::of(B, Action::Acquire, Verdict::Deadlock, 409);
        deadlock.cycle = {{B, text("lamp"), A}, {A, text("desk"), B}};
        deadlock.lease = journal.now().lease(text("lamp")).held;
        deadlock.ttl = 5;
        deadlock.maxWait = 20;
        deadlock.token = 7;
        journal.add(deadlock).acquire(C, true, Purpose::WithRead).expire();
        journal.refuse(A, Verdict::GaveUp, 0, true);
        QBuffer file;
        QVERIFY(file.open(QIODevice::ReadWrite));
        journal.journal().write(file);
        file.seek(0);
        const auto back = readJournal(file, text("x"));
        QVERIFY(back);
        QCOMPARE(back->problem, QString());
        QCOMPARE(back->journal.latest(), journal.now());
        for (qint64 seq = 1; seq <= journal.journal().size(); ++seq)
            QCOMPARE(back->journal.event(seq), journal.journal().event(seq));
    }

    void journal_refusesAGrantWithoutItsLease()
    {
        LeaseJournal journal;
        journal.acquire(A);
        QByteArray line = toJsonLine(journal.last());
        const qsizetype at = line.indexOf(",\"lease\":");
        line.remove(at, line.indexOf('}', at) - at + 1);
        const auto event = eventFromJsonLine(line);
        QVERIFY(!event);
        QVERIFY2(event.error().contains(text("“lease”")), qPrintable(event.error()));
    }

    void explanation_coversAGrant()
    {
        LeaseJournal journal;
        journal.acquire(A);
        QCOMPARE(explained(journal).title, text("A has the lease"));
        QVERIFY(says(explained(journal), "until 09:00:31"));
        QVERIFY(says(explained(journal), "token 1"));
        QVERIFY(explained(journal).textbook.contains(text("Pessimistic locking")));
        journal.wait(B).release(A).acquire(B, true);
        QVERIFY(says(explained(journal), "B was the first in line"));
        QVERIFY(says(explained(journal), "token 2"));
    }

    void explanation_coversWaiting()
    {
        LeaseJournal journal;
        journal.acquire(A).wait(B, 20);
        QCOMPARE(explained(journal).title, text("B waits for the lease"));
        QVERIFY(says(explained(journal), "up to 20 seconds"));
        QVERIFY(says(explained(journal), "A holds it until 09:00:31"));
        journal.wait(C);
        QVERIFY(says(explained(journal), "Before it B waits"));
        journal.refuse(B, Verdict::Locked, 423, true);
        QCOMPARE(explained(journal).title, text("B did not get the lease"));
        QCOMPARE(explained(journal).choices.size(), 2);
    }

    void explanation_namesTheCycle()
    {
        LeaseJournal journal = crosswise();
        Event deadlock = LeaseJournal::of(B, Action::Acquire, Verdict::Deadlock, 409);
        deadlock.cycle = {{B, text("lamp"), A}, {A, text("desk"), B}};
        QCOMPARE(refusedText(ledgerOf(journal.now(), text("lamp"))), text("0"));
        journal.add(deadlock);
        QCOMPARE(explained(journal).title, text("B was not allowed to wait: deadlock"));
        Ledger ledger = ledgerOf(journal.now(), text("lamp"));
        QCOMPARE(refusedText(ledger), text("1 lease"));
        ledger.refused = 2;
        QCOMPARE(refusedText(ledger), text("2, and 1 lease"));
        QVERIFY(
            says(explained(journal), "B waits for “lamp”, which A holds; A waits for “desk”, which B holds"));
        QVERIFY(explained(journal).textbook.startsWith(text("Deadlock")));
        // Without detection, the observer still sees it.
        LeaseJournal blind = crosswise();
        blind.wait(B);
        QCOMPARE(explained(blind).title, text("B waits: a deadlock"));
        QVERIFY(says(explained(blind), "A waits for “desk”, which B holds"));
    }

    void explanation_coversTheEndOfALease()
    {
        LeaseJournal journal;
        journal.acquire(A).wait(B).expire();
        QCOMPARE(explained(journal).title, text("A’s lease expired"));
        QVERIFY(says(explained(journal), "Nobody told A"));
        QVERIFY(says(explained(journal), "B has waited for it longest"));
        journal.acquire(B, true).release(B);
        QCOMPARE(explained(journal).title, text("B gave its lease back"));
        QVERIFY(says(explained(journal), "Nobody waits for it"));
    }

    void explanation_coversALateSave()
    {
        LeaseJournal journal = late();
        journal.save(A, stock(7), Verdict::Fenced);
        QCOMPARE(explained(journal).title, text("A’s late save was refused"));
        QVERIFY(says(explained(journal), "token 1"));
        QVERIFY(says(explained(journal), "with token 2"));
        QCOMPARE(explained(journal).choices.size(), 3);
        LeaseJournal unfenced = late();
        unfenced.save(A, stock(7));
        QCOMPARE(explained(unfenced).title, text("B’s update was lost"));
        QVERIFY(says(explained(unfenced), "did not compare fencing tokens"));
    }

    void explanation_saysWhyASaveSucceeded()
    {
        LeaseJournal journal;
        journal.acquire(A).read(A).save(A, stock(7));
        QCOMPARE(explained(journal).title, text("A saved version 2"));
        QVERIFY(says(explained(journal), "holds the lease"));
        journal.write(C, Verdict::Locked, 423);
        QVERIFY(says(explained(journal), "A holds the lease until"));
        journal.write(C, Verdict::PreconditionMissing, 428);
        QVERIFY(says(explained(journal), "named no lease"));
    }

    void card_saysWhatTheClientWasTold()
    {
        LeaseJournal journal;
        const auto said = [&journal](const QString& client) {
            return answerText(journal.now().client(client)).sentence;
        };
        journal.acquire(A).wait(B);
        QCOMPARE(said(A), text("Lease granted, token 1, until 09:00:31."));
        QCOMPARE(said(B), text("for A’s lease"));
        QCOMPARE(answerText(journal.now().client(B)).origin, text("asked in step 2"));
        journal.expire();
        QCOMPARE(said(A), text("Lease granted, token 1, until 09:00:31."));
        journal.acquire(B, true).read(A).save(A, stock(7), Verdict::Fenced);
        QCOMPARE(said(A), text("Not saved: its lease is over."));
        journal.refuse(A, Verdict::Locked, 423);
        QCOMPARE(said(A), text("No lease: B holds it."));
        journal.refuse(A, Verdict::Deadlock, 409);
        QCOMPARE(said(A), text("Not let to wait: a deadlock."));
        journal.write(C, Verdict::Locked, 423);
        QCOMPARE(said(C), text("Not saved: B holds the lease."));
        journal.release(B);
        QCOMPARE(said(B), text("Lease given back."));
    }

    void card_keepsTheAnswerToTheSave()
    {
        LeaseJournal journal;
        journal.acquire(A, false, Purpose::WithRead).read(A).save(A, stock(7));
        Event release = LeaseJournal::of(A, Action::Release, Verdict::Done, 204);
        release.purpose = Purpose::WithRead;
        release.lease = journal.now().lease(Item).held;
        journal.add(release);
        QVERIFY(!journal.now().lease(Item).held);
        QCOMPARE(answerText(journal.now().client(A)).sentence, text("Saved as v2."));
        // Whether the client heard the answer does not matter.
        Event answerLost = LeaseJournal::of(A, Action::AnswerLost, Verdict::Unknown, 0);
        answerLost.purpose = Purpose::WithRead;
        journal.add(answerLost);
        QCOMPARE(answerText(journal.now().client(A)).sentence, text("Saved as v2."));
        QCOMPARE(journal.now().client(A).saved, 1);
    }

    void messages_areOneLine()
    {
        LeaseJournal journal;
        const auto line = [&journal] {
            const MessageText message = messageText(journal.last());
            return message.request + text(" → ") + message.answer;
        };
        journal.acquire(A);
        QCOMPARE(line(), text("POST item/lease → 201 Created · token 1 · until 09:00:31"));
        journal.wait(B, 20);
        QCOMPARE(line(), text("POST item/lease · wait 20 → waits · A holds it"));
        journal.read(A).save(A, stock(7));
        QCOMPARE(line(), text("PUT stock 7 · token 1 → 200 OK"));
        journal.release(A);
        QCOMPARE(line(), text("DELETE item/lease · token 1 → 204 No Content"));
        journal.acquire(B, true);
        QCOMPARE(messageText(journal.last()).request, text("waited for item/lease"));
        journal.write(C, Verdict::Locked, 423);
        QVERIFY2(line().endsWith(text("423 · B holds it until 09:00:37")), qPrintable(line()));
        journal.expire();
        QCOMPARE(line(), text(" → the lease 2 of B on item expires: nobody is told"));
    }

    void whereClause_namesTheFencingToken()
    {
        QCOMPARE(
            whereClause(Locking::Lease).common, text("WHERE id = ? AND lease_owner = ? AND lease_until > ?"));
        QCOMPARE(whereClause(Locking::Lease).deciding, text("AND lease_token = ?"));
        QCOMPARE(whereClause(Locking::Lease, false).deciding, QString());
    }
};

QTEST_GUILESS_MAIN(TestLease)
#include "tst_lease.moc"
