#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace interleave {

/// A lock on one record that expires.
struct Lease final
{
    /// The client's name, as on its lane.
    QString owner;
    /// The fencing token: grows with each grant of that record's lease and never goes back.
    qint64 token = 0;
    /// When it expires, in milliseconds since the Unix epoch; it is over at that time.
    qint64 until = 0;

    bool operator==(const Lease&) const = default;
};

/// The state of one record's lease: who holds it, and who waits for it.
struct LeaseState final
{
    /// Until it is given back or has expired.
    std::optional<Lease> held;
    /// The token of the last grant; 0 before the first.
    qint64 lastToken = 0;
    /// First come, first served. A client may wait more than once.
    QStringList waiting;

    bool operator==(const LeaseState&) const = default;
};

/// Options of a server's leases; switching one off shows what goes wrong without it.
struct LeaseRules final
{
    /// A record compares a save's fencing token with its own.
    bool fencing = true;
    /// A wait that would close a cycle of waits is refused.
    bool deadlockDetection = true;

    bool operator==(const LeaseRules&) const = default;
};

/// How long a lease lasts if the client does not say, in seconds; at most LongestTtl
/// (core/values/httpdate.h).
inline constexpr qint64 UsualTtl = 30;
/// The longest time that a client may wait for one, in seconds.
inline constexpr qint64 LongestLeaseWait = 3600;
/// How long a panel waits for a lease before a read, in seconds.
inline constexpr qint64 PanelLeaseWait = 60;

/// One edge of a cycle of waits.
struct WaitsFor final
{
    QString client;
    QString record;
    /// Who holds that record's lease.
    QString holder;

    bool operator==(const WaitsFor&) const = default;
};

/// The cycle that would be closed if \a client began to wait for \a record's lease; empty when there is none.
/// \a holderOf names the holder of a record's lease, or nobody; \a waitsOf the records that a client waits
/// for. Begins with \a client and ends with the client whose lease leads back to it. Asks each client once.
[[nodiscard]] QList<WaitsFor> cycleOfWaits(
    const QString& client,
    const QString& record,
    const std::function<QString(const QString& record)>& holderOf,
    const std::function<QStringList(const QString& client)>& waitsOf);

/// The value of a `Lock-Token` header (RFC 4918 §10.5: a URI in angle brackets): `<lease:3>`. It has the same
/// suffix as the run's entity tags: `<lease:3r1>`.
[[nodiscard]] QByteArray lockTokenFor(qint64 token, const QByteArray& suffix = {});
/// Whether the value is a URI in angle brackets, whatever it names.
[[nodiscard]] bool isLockToken(const QByteArray& value);
/// The fencing token for which lockTokenFor() with the same \a suffix gives that value; nothing for other
/// values.
[[nodiscard]] std::optional<qint64> tokenOfLock(const QByteArray& value, const QByteArray& suffix = {});

} // namespace interleave
