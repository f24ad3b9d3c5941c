#include "store/recordstore.h"
#include "warningfreetest.h"

#include <QTest>

#include <array>
#include <random>

using namespace interleave;

/// 10,000 random schedules of reads, saves, increments and a clock that may go back, on the real store and on
/// a model of each rule; all answers and states must be equal.
class TestRandomSchedules final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void store_agreesWithTheModel_data();
    void store_agreesWithTheModel();

private:
    std::unique_ptr<RecordStore> m_store;
};

namespace {

constexpr int Schedules = 10'000;
constexpr int Steps = 12;
constexpr std::size_t Clients = 3;
const QString item = QStringLiteral("item");
const QString stock = QStringLiteral("stock");

/// What a client has seen.
struct Seen
{
    qint64 version = 0;
    qint64 modifiedAt = 0;
    /// The last fencing token that it got.
    qint64 token = 0;
};

constexpr qint64 Ttl = 3;

/// The record and a simple implementation of each rule.
struct Model
{
    Locking rule;
    qint64 stock = 10;
    qint64 version = 1;
    qint64 modifiedAt = 1000;
    /// The token identifies the owner, because each is granted only once.
    qint64 token = 0;
    qint64 until = 0;

    [[nodiscard]] bool admits(const Seen& seen, qint64 now) const
    {
        switch (rule) {
        case Locking::Off:
            return true;
        case Locking::Version:
            return seen.version == version;
        case Locking::Timestamp:
            return modifiedAt <= seen.modifiedAt;
        case Locking::Lease:
            return seen.token == token && until > now;
        }
        Q_UNREACHABLE();
    }
    void commit(qint64 value, qint64 now)
    {
        stock = value;
        ++version;
        modifiedAt = now;
    }
};

Precondition proofOf(Locking rule, const Seen& seen, const QString& client, qint64 now)
{
    switch (rule) {
    case Locking::Off:
        return Unconditional();
    case Locking::Version:
        return VersionIn{{seen.version}};
    case Locking::Timestamp:
        return UnmodifiedSince{seen.modifiedAt};
    case Locking::Lease:
        return HoldsLease{client, seen.token, now * 1000};
    }
    Q_UNREACHABLE();
}

/// Runs one schedule on both; returns the first difference, or nothing.
class Schedule final
{
public:
    Schedule(RecordStore& store, Locking rule, unsigned seed)
        : m_store(store)
        , m_model{rule}
        , m_random(seed)
    {
    }

    QString play()
    {
        if (!m_store.reset({Record{item, {{stock, m_model.stock}}, 1, m_model.modifiedAt}}).isEmpty())
            return QStringLiteral("the store cannot be reset");
        for (int i = 0; i < Steps && m_difference.isEmpty(); ++i)
            step();
        const std::vector<StoredVersion> versions = *m_store.versions(item);
        if (m_difference.isEmpty() && static_cast<qint64>(versions.size()) != m_model.version)
            return QStringLiteral("the history has %1 versions").arg(versions.size());
        return m_difference;
    }

private:
    int upTo(int most) { return std::uniform_int_distribution(0, most)(m_random); }

    void step()
    {
        const int client = upTo(Clients - 1);
        m_client = QString::number(client);
        Seen& seen = m_seen[static_cast<std::size_t>(client)];
        // Usually in the same second or the next; sometimes the clock goes back.
        m_now += std::array{0, 0, 1, 1, 5, -2}[static_cast<std::size_t>(upTo(5))];
        switch (upTo(m_model.rule == Locking::Lease ? 7 : 3)) {
        case 0:
            seen.version = m_model.version;
            seen.modifiedAt = m_model.modifiedAt;
            compare(StoreOutcome::Saved, m_store.read(item));
            break;
        case 1:
            increment(seen, upTo(6) - 3);
            break;
        case 4:
        case 5:
            acquire(seen);
            break;
        case 6:
            renew(seen);
            break;
        case 7:
            release(seen);
            break;
        default:
            save(seen, upTo(20));
        }
    }

    void save(Seen& seen, qint64 value)
    {
        const StoreResult result = m_store.write(
            item, {{stock, value}}, proofOf(m_model.rule, seen, m_client, m_now), m_client, m_now);
        const bool isAdmitted = m_model.admits(seen, m_now);
        if (isAdmitted) {
            m_model.commit(value, m_now);
            seen.version = m_model.version;
            seen.modifiedAt = m_model.modifiedAt;
        }
        compare(isAdmitted ? StoreOutcome::Saved : StoreOutcome::Stale, result);
    }

    void acquire(Seen& seen)
    {
        const bool isFree = m_model.until <= m_now;
        if (isFree) {
            seen.token = ++m_model.token;
            m_model.until = m_now + Ttl;
        }
        compare(isFree, m_store.acquire(item, m_client, m_now * 1000, (m_now + Ttl) * 1000));
    }

    void renew(const Seen& seen)
    {
        const bool isHolder = m_model.admits(seen, m_now);
        if (isHolder)
            m_model.until = m_now + Ttl;
        compare(isHolder, m_store.renew(item, m_client, seen.token, m_now * 1000, (m_now + Ttl) * 1000));
    }

    void release(const Seen& seen)
    {
        const bool isHolder = m_model.admits(seen, m_now);
        if (isHolder)
            m_model.until = 0;
        compare(isHolder, m_store.release(item, m_client, seen.token, m_now * 1000));
    }

    void compare(bool isDone, const LeaseResult& result)
    {
        const bool isHeld = m_model.until > m_now;
        const bool isSame = result.outcome == (isDone ? LeaseOutcome::Done : LeaseOutcome::Refused) &&
                            result.lastToken == m_model.token && result.lease.has_value() == isHeld &&
                            (!isHeld || result.lease->until == m_model.until * 1000);
        if (!isSame) {
            m_difference = QStringLiteral("the lease, second %1, token %2").arg(m_now).arg(m_model.token);
        }
    }

    void increment(const Seen& seen, qint64 by)
    {
        const bool isLease = m_model.rule == Locking::Lease;
        const bool isAdmitted = !isLease || m_model.until <= m_now || seen.token == m_model.token;
        const StoreResult result = m_store.increment(
            item,
            {{stock, by}},
            isLease ? Precondition(NotLeasedAway{m_client, seen.token, m_now * 1000}) : Unconditional(),
            m_client,
            m_now);
        if (isAdmitted)
            m_model.commit(m_model.stock + by, m_now);
        compare(isAdmitted ? StoreOutcome::Saved : StoreOutcome::Stale, result);
    }

    void compare(StoreOutcome outcome, const StoreResult& result)
    {
        const Record expected{item, {{stock, m_model.stock}}, m_model.version, m_model.modifiedAt};
        if (result.outcome == outcome && result.record == expected)
            return;
        m_difference = QStringLiteral("at version %1, second %2: outcome %3, expected %4")
                           .arg(m_model.version)
                           .arg(m_now)
                           .arg(static_cast<int>(result.outcome))
                           .arg(static_cast<int>(outcome));
    }

    RecordStore& m_store;
    Model m_model;
    std::array<Seen, Clients> m_seen;
    qint64 m_now = 1000;
    std::mt19937 m_random;
    QString m_client;
    QString m_difference;
};

} // namespace

void TestRandomSchedules::initTestCase()
{
    auto opened = RecordStore::openPrivate();
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error()));
    m_store = std::move(opened).value();
}

void TestRandomSchedules::store_agreesWithTheModel_data()
{
    QTest::addColumn<Locking>("rule");
    for (const Locking rule : allLocking())
        QTest::newRow(qPrintable(toName(rule))) << rule;
}

void TestRandomSchedules::store_agreesWithTheModel()
{
    QFETCH(Locking, rule);
    const auto each = static_cast<unsigned>(Schedules / allLocking().size() + 1);
    for (unsigned seed = 1; seed <= each; ++seed) {
        const QString difference = Schedule(*m_store, rule, seed).play();
        QVERIFY2(
            difference.isEmpty(), qPrintable(QStringLiteral("schedule %1: %2").arg(seed).arg(difference)));
    }
}

QTEST_GUILESS_MAIN(TestRandomSchedules)

#include "tst_randomschedules.moc"
