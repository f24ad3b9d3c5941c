#pragma once

#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace interleave {

/// The server's rule for writes.
enum class Locking {
    Off,       ///< the last save wins
    Version,   ///< optimistic: a save must prove that it has seen the current version (first committer wins)
    Timestamp, ///< optimistic: a save must name the date of what it has seen, in whole seconds
    Lease      ///< pessimistic: only the holder of the record's lease may save (core/model/lease.h)
};

[[nodiscard]] QList<Locking> allLocking();
/// The name in files and on the command line: `off`, `version`, `timestamp`, `lease`.
[[nodiscard]] QString toName(Locking locking);
[[nodiscard]] std::optional<Locking> lockingFromName(const QString& name);
/// For people: "Off", "Version", "Timestamp", "Lease".
[[nodiscard]] QString toTitle(Locking locking);
/// For people: "Off · last save wins".
[[nodiscard]] QString toStatus(Locking locking);

/// What a write demands of the current state (RFC 9110 §13).
struct Unconditional final
{
    bool operator==(const Unconditional&) const = default;
};
/// `If-Match: *`
struct MustExist final
{
    bool operator==(const MustExist&) const = default;
};
/// `If-None-Match: *`
struct MustBeAbsent final
{
    bool operator==(const MustBeAbsent&) const = default;
};
/// `If-Match` with tags: the current version must be one of these. Tags that can never match are left out, so
/// the list may be empty, and then nothing matches.
struct VersionIn final
{
    std::vector<qint64> versions;

    bool operator==(const VersionIn&) const = default;
};
/// `If-Unmodified-Since` (RFC 9110 §13.1.4): the current version is from this second or earlier.
struct UnmodifiedSince final
{
    qint64 seconds = 0;

    bool operator==(const UnmodifiedSince&) const = default;
};
/// `Lock-Token` (RFC 4918 §10.5): that client holds the lease, and its fencing token is the current one.
struct HoldsLease final
{
    QString owner;
    qint64 token = 0;
    /// Milliseconds since the epoch: the lease must last longer than this.
    qint64 now = 0;

    bool operator==(const HoldsLease&) const = default;
};
/// For an increment, which needs no lease: nobody else holds the lease.
struct NotLeasedAway final
{
    QString owner;
    qint64 token = 0;
    /// As for HoldsLease.
    qint64 now = 0;

    bool operator==(const NotLeasedAway&) const = default;
};
using Precondition = std::
    variant<Unconditional, MustExist, MustBeAbsent, VersionIn, UnmodifiedSince, HoldsLease, NotLeasedAway>;

} // namespace interleave
