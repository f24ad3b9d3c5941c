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
    /// The lane's name.
    QString owner;
    /// The fencing token: grows with each grant of that record's lease and never goes back.
    qint64 token = 0;
    /// Milliseconds since the Unix epoch: over from this moment on.
    qint64 until = 0;

    bool operator==(const Lease&) const = default;
};

/// What becomes of one record's lease: who holds it, and who waits for it.
struct LeaseState final
{
    /// Until it is given back or has expired.
    std::optional<Lease> held;
    /// Of the last grant; 0 before the first.
    qint64 lastToken = 0;
    /// First come, first served. A client may stand in it more than once.
    QStringList waiting;

    bool operator==(const LeaseState&) const = default;
};

/// What a server does about leases; without the one or the other it shows what goes wrong.
struct LeaseRules final
{
    /// A record compares a save's fencing token with its own.
    bool fencing = true;
    /// A wait that would close a circle of waits is refused.
    bool deadlockDetection = true;

    bool operator==(const LeaseRules&) const = default;
};

/// How long a lease lasts where nobody says, in seconds; at most LongestTtl (core/values/httpdate.h).
inline constexpr qint64 UsualTtl = 30;
/// The longest that a client may wait for one.
inline constexpr qint64 LongestLeaseWait = 3600;
/// How long a panel waits for a lease on its way to a read.
inline constexpr qint64 PanelLeaseWait = 60;

/// One link of a circle of waits.
struct WaitsFor final
{
    QString client;
    QString record;
    /// Who holds that record's lease.
    QString holder;

    bool operator==(const WaitsFor&) const = default;
};

/// The circle that would be closed if \a client began to wait for \a record's lease; empty when none would.
/// \a holderOf names the holder of a record's lease, or nobody; \a waitsOf the records that a client waits
/// for. Begins with \a client and ends with the one whose lease it came back to. Each client is asked once.
[[nodiscard]] QList<WaitsFor> cycleOfWaits(
    const QString& client,
    const QString& record,
    const std::function<QString(const QString& record)>& holderOf,
    const std::function<QStringList(const QString& client)>& waitsOf);

/// The value of a `Lock-Token` header (RFC 4918 §10.5: a URI in angle brackets): `<lease:3>`. It ends as the
/// run's entity tags do: `<lease:3r1>`.
[[nodiscard]] QByteArray lockTokenFor(qint64 token, const QByteArray& suffix = {});
/// A URI in angle brackets, whatever it names.
[[nodiscard]] bool isLockToken(const QByteArray& value);
/// The fencing token that lockTokenFor() with the same \a suffix gave that value for; nothing for another.
[[nodiscard]] std::optional<qint64> tokenOfLock(const QByteArray& value, const QByteArray& suffix = {});

} // namespace interleave
