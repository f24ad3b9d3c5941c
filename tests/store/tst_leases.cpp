#include "store/recordstore.h"
#include "warningfreetest.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <barrier>
#include <thread>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

const QString item = QStringLiteral("item");
const QString A = QStringLiteral("A");
const QString B = QStringLiteral("B");
const Record lamp{item, {{QStringLiteral("stock"), qint64{10}}}, 1, 1000};

constexpr qint64 Now = 1'000'000;
constexpr qint64 Ttl = 30'000;

Fields stock(qint64 number)
{
    return {{QStringLiteral("stock"), number}};
}

} // namespace

class TestLeases final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void lease_isGrantedToOneAtATime();
    void lease_endsAtItsTime();
    void lease_canBeExtendedByItsOwner();
    void lease_isGivenBackByItsOwner();
    void token_neverDecreases();
    void write_needsTheLease_data();
    void write_needsTheLease();
    void write_reportsTheDecidingStatement();
    void increment_isRefusedWhileAnotherHoldsTheLease();
    void reset_startsFromTheGivenLeases();
    void leases_areDropped();
    void missingRecord_hasNone();
    void race_hasOneWinner();

private:
    void prepare() override;

    std::unique_ptr<RecordStore> m_store;
};

void TestLeases::prepare()
{
    auto opened = RecordStore::openPrivate();
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error()));
    m_store = std::move(opened).value();
    QCOMPARE(m_store->reset({lamp}), QString());
}

void TestLeases::lease_isGrantedToOneAtATime()
{
    const LeaseResult first = m_store->acquire(item, A, Now, Now + Ttl);
    QCOMPARE(first.outcome, LeaseOutcome::Done);
    QCOMPARE(first.lease, std::optional(Lease{A, 1, Now + Ttl}));
    const LeaseResult second = m_store->acquire(item, B, Now + 1, Now + 1 + Ttl);
    QCOMPARE(second.outcome, LeaseOutcome::Refused);
    QCOMPARE(second.lease, first.lease);
    // Refused even to its owner: another program may use the same name.
    QCOMPARE(m_store->acquire(item, A, Now + 1, Now + 1 + Ttl).outcome, LeaseOutcome::Refused);
    QCOMPARE(m_store->lease(item, Now + 1).lastToken, 1);
}

void TestLeases::lease_endsAtItsTime()
{
    QCOMPARE(m_store->acquire(item, A, Now, Now + Ttl).outcome, LeaseOutcome::Done);
    QVERIFY(m_store->lease(item, Now + Ttl - 1).lease);
    QVERIFY(!m_store->lease(item, Now + Ttl).lease);
    QCOMPARE(m_store->acquire(item, B, Now + Ttl - 1, Now + 2 * Ttl).outcome, LeaseOutcome::Refused);
    const LeaseResult next = m_store->acquire(item, B, Now + Ttl, Now + 2 * Ttl);
    QCOMPARE(next.lease, std::optional(Lease{B, 2, Now + 2 * Ttl}));
}

void TestLeases::lease_canBeExtendedByItsOwner()
{
    QCOMPARE(m_store->acquire(item, A, Now, Now + Ttl).outcome, LeaseOutcome::Done);
    const LeaseResult more = m_store->renew(item, A, 1, Now + 10, Now + 10 + Ttl);
    QCOMPARE(more.outcome, LeaseOutcome::Done);
    QCOMPARE(more.lease, std::optional(Lease{A, 1, Now + 10 + Ttl}));
    QCOMPARE(m_store->renew(item, B, 1, Now + 10, Now + Ttl).outcome, LeaseOutcome::Refused);
    QCOMPARE(m_store->renew(item, A, 2, Now + 10, Now + Ttl).outcome, LeaseOutcome::Refused);
    QCOMPARE(m_store->renew(item, A, 1, Now + 10 + Ttl, Now + 3 * Ttl).outcome, LeaseOutcome::Refused);
}

void TestLeases::lease_isGivenBackByItsOwner()
{
    QCOMPARE(m_store->acquire(item, A, Now, Now + Ttl).outcome, LeaseOutcome::Done);
    QCOMPARE(m_store->release(item, B, 1, Now + 1).outcome, LeaseOutcome::Refused);
    QCOMPARE(m_store->release(item, A, 2, Now + 1).outcome, LeaseOutcome::Refused);
    QCOMPARE(m_store->release(item, A, 1, Now + 1).outcome, LeaseOutcome::Done);
    QCOMPARE(m_store->release(item, A, 1, Now + 1).outcome, LeaseOutcome::Refused);
    QCOMPARE(m_store->acquire(item, B, Now + 1, Now + Ttl).outcome, LeaseOutcome::Done);
}

void TestLeases::token_neverDecreases()
{
    qint64 last = 0;
    for (int i = 0; i < 20; ++i) {
        const LeaseResult granted = m_store->acquire(item, A, Now, Now + Ttl);
        QVERIFY(granted.lease->token > last);
        last = granted.lease->token;
        if (i % 2 == 0)
            QCOMPARE(m_store->release(item, A, last, Now).outcome, LeaseOutcome::Done);
        else
            QCOMPARE(m_store->dropLeases(), QString());
    }
    QCOMPARE(last, 20);
}

void TestLeases::write_needsTheLease_data()
{
    QTest::addColumn<QString>("owner");
    QTest::addColumn<qint64>("token");
    QTest::addColumn<qint64>("later");
    QTest::addColumn<bool>("isSaved");

    QTest::newRow("its holder") << A << qint64{2} << qint64{1} << true;
    QTest::newRow("its holder, in the last moment") << A << qint64{2} << Ttl - 1 << true;
    QTest::newRow("its holder, when it is over") << A << qint64{2} << Ttl << false;
    QTest::newRow("its holder, with the token before") << A << qint64{1} << qint64{1} << false;
    QTest::newRow("its holder, with a token to come") << A << qint64{3} << qint64{1} << false;
    QTest::newRow("another, with the right token") << B << qint64{2} << qint64{1} << false;
}

void TestLeases::write_needsTheLease()
{
    QFETCH(const QString, owner);
    QFETCH(const qint64, token);
    QFETCH(const qint64, later);
    QFETCH(const bool, isSaved);
    QCOMPARE(m_store->acquire(item, A, Now - Ttl, Now).outcome, LeaseOutcome::Done);
    QCOMPARE(m_store->acquire(item, A, Now, Now + Ttl).outcome, LeaseOutcome::Done);

    const StoreResult result =
        m_store->write(item, stock(7), HoldsLease{owner, token, Now + later}, owner, 2000);
    QCOMPARE(result.outcome, isSaved ? StoreOutcome::Saved : StoreOutcome::Stale);
    QCOMPARE(m_store->read(item).record->version, isSaved ? 2 : 1);
    // A save does not change the lease, and a lease does not write history.
    QCOMPARE(m_store->lease(item, Now + 1).lease, std::optional(Lease{A, 2, Now + Ttl}));
    QCOMPARE(m_store->versions(item)->size(), isSaved ? 2U : 1U);
}

void TestLeases::write_reportsTheDecidingStatement()
{
    const LeaseResult granted = m_store->acquire(item, A, Now, Now + Ttl);
    QCOMPARE(granted.statements.first().deciding, u"AND lease_until <= ?"_s);
    QCOMPARE(granted.statements.first().rows, 1);
    const StoreResult saved = m_store->write(item, stock(7), HoldsLease{A, 1, Now}, A, 2000);
    const Statement& statement = saved.statements.last();
    QCOMPARE(statement.deciding, u"AND lease_owner = ? AND lease_until > ? AND lease_token = ?"_s);
    QVERIFY(withValues(statement).endsWith(
        u"WHERE id = 'item' AND lease_owner = 'A' AND lease_until > 1000000 AND lease_token = 1"_s));
}

void TestLeases::increment_isRefusedWhileAnotherHoldsTheLease()
{
    const auto add = [this](const QString& owner, qint64 token, qint64 now) {
        return m_store->increment(item, stock(-1), NotLeasedAway{owner, token, now}, owner, 2000).outcome;
    };
    QCOMPARE(add(B, 0, Now), StoreOutcome::Saved);
    QCOMPARE(m_store->acquire(item, A, Now, Now + Ttl).outcome, LeaseOutcome::Done);
    QCOMPARE(add(B, 0, Now + 1), StoreOutcome::Stale);
    QCOMPARE(add(A, 0, Now + 1), StoreOutcome::Stale);
    QCOMPARE(add(A, 1, Now + 1), StoreOutcome::Saved);
    QCOMPARE(add(B, 0, Now + Ttl), StoreOutcome::Saved);
}

void TestLeases::reset_startsFromTheGivenLeases()
{
    LeaseState state;
    state.held = Lease{B, 7, Now + Ttl};
    state.lastToken = 7;
    QCOMPARE(m_store->reset({lamp}, {}, {{item, state}}), QString());
    QCOMPARE(*m_store->leases(), (QMap<QString, Lease>{{item, *state.held}}));
    state.held.reset();
    QCOMPARE(m_store->reset({lamp}, {}, {{item, state}}), QString());
    QVERIFY(m_store->leases()->isEmpty());
    QCOMPARE(m_store->acquire(item, A, Now, Now + Ttl).lease->token, 8);
}

void TestLeases::leases_areDropped()
{
    QCOMPARE(m_store->acquire(item, A, Now, Now + Ttl).outcome, LeaseOutcome::Done);
    QCOMPARE(m_store->dropLeases(), QString());
    QVERIFY(!m_store->lease(item, Now).lease);
    QVERIFY(m_store->leases()->isEmpty());
    QCOMPARE(m_store->lease(item, Now).lastToken, 1);
}

void TestLeases::missingRecord_hasNone()
{
    QCOMPARE(m_store->acquire(u"none"_s, A, Now, Now + Ttl).outcome, LeaseOutcome::Missing);
    QCOMPARE(m_store->release(u"none"_s, A, 1, Now).outcome, LeaseOutcome::Missing);
    QCOMPARE(m_store->lease(u"none"_s, Now).outcome, LeaseOutcome::Missing);
}

/// Runs the store's own statement on eight connections in eight threads.
void TestLeases::race_hasOneWinner()
{
    constexpr int racers = 8;
    constexpr int rounds = 200;
    const QString sql = m_store->acquire(item, A, Now, Now + Ttl).statements.first().sql;
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"race.sqlite"_s);
    {
        auto store = RecordStore::open(file);
        QVERIFY2(store, store ? "" : qPrintable(store.error()));
        QCOMPARE(store.value()->reset({lamp}), QString());
    }

    std::array<std::atomic<int>, rounds> winners{};
    std::atomic<int> failures = 0;
    std::barrier together(racers);
    const auto race = [&](int racer) {
        const QString name = QString::number(racer);
        {
            QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
            connection.setDatabaseName(file);
            connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=60000"_s);
            if (!connection.open())
                ++failures;
            QSqlQuery query(connection);
            query.exec(u"PRAGMA synchronous = OFF"_s);
            for (int round = 0; round < rounds; ++round) {
                together.arrive_and_wait();
                // In each round, the lease of the round before has just ended.
                const qint64 now = Now + round * Ttl;
                query.prepare(sql);
                for (const QVariant& value :
                     {QVariant(name), QVariant(now + Ttl), QVariant(item), QVariant(now)})
                    query.addBindValue(value);
                if (query.exec())
                    winners[static_cast<std::size_t>(round)] += query.numRowsAffected();
                else
                    ++failures;
                query.finish();
            }
        }
        QSqlDatabase::removeDatabase(name);
    };
    std::vector<std::thread> threads;
    threads.reserve(racers);
    for (int racer = 0; racer < racers; ++racer)
        threads.emplace_back(race, racer);
    for (std::thread& thread : threads)
        thread.join();

    QCOMPARE(failures.load(), 0);
    for (int round = 0; round < rounds; ++round)
        QCOMPARE(winners[static_cast<std::size_t>(round)].load(), 1);
    auto store = RecordStore::open(file);
    QVERIFY(store);
    QCOMPARE(store.value()->lease(item, Now).lastToken, rounds);
}

QTEST_GUILESS_MAIN(TestLeases)

#include "tst_leases.moc"
