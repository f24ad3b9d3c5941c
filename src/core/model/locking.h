#pragma once

#include <QStringList>

#include <array>
#include <optional>
#include <variant>
#include <vector>

namespace interleave {

/// The server's rule for writes. What each of them means stands in its row, ruleOf().
enum class Locking {
    Off,       ///< the last save wins
    Version,   ///< optimistic: a save must prove that it has seen the current version (first committer wins)
    Timestamp, ///< optimistic: a save must name the date of what it has seen, in whole seconds
    Lease      ///< pessimistic: only the holder of the record's lease may save (core/model/lease.h)
};

/// In the order in which people are shown them. Off is the first.
inline constexpr std::array AllLocking{Locking::Off, Locking::Version, Locking::Timestamp, Locking::Lease};
[[nodiscard]] QList<Locking> allLocking();

/// What a save has to prove before it is let in.
enum class Proof {
    None,
    Version, ///< that it was made on the current version, by its tag: `If-Match`
    Date,    ///< that nothing newer is there than what it was made on: `If-Unmodified-Since`, or a tag
    Lease    ///< that its client holds the lease of the record: `Lock-Token`
};

/// A rule in one place: everything that is different from rule to rule, except where that takes a function.
/// Such a function asks for the proof, by a switch without a default. All texts are translated when they are
/// asked for, by Text::tr().
struct LockingRule final
{
    /// What a client can do, and how: "Read again", "and save with the tag that comes with it".
    struct Way final
    {
        const char* name;
        const char* how;
    };
    /// What is said about a save without its proof (428, RFC 6585 §3).
    struct Missing final
    {
        /// The answer's detail; null where http/leasewrite.cpp says it, which knows the holder.
        const char* detail;
        /// On its client's card.
        const char* outcome;
        const char* story;
        Way wayOn;
    };
    /// What is said when the rule comes into force.
    struct Beginning final
    {
        const char* title;
        const char* story;
        Way wayOn;
    };

    /// In files, on the command line, and as the beginning of its button's name; not translated.
    const char* name;
    /// What a panel sends with a save, and the server demands of everybody's.
    Proof proof;
    /// The header field that carries the proof.
    const char* header;
    /// Clients acquire a lease before they read, and leases end when another rule comes.
    bool holdsLeases;
    /// It cannot tell versions of the same second apart, and a clock that is set back deceives it.
    bool comparesDates;
    /// The WHERE of the server's UPDATE, and the part of it that fails when the proof is wrong; both
    /// without values. A lease is part of it only where fencing tokens are compared.
    const char* where;
    const char* deciding;

    const char* title;
    /// As the column of *Every order*, where it stands beside ways that need no rule.
    const char* columnTitle;
    const char* status;
    /// Where there is no room for the status.
    const char* shortStatus;
    /// What kind of locking it is, and the same in fewer words.
    const char* kind;
    const char* shortKind;
    /// What a save must do: the description of its button; null for Off, which has none.
    const char* demand;
    Beginning beginning;
    Missing missing;
    /// What a moved clock means; null where that depends on the records and their leases.
    const char* clock;
};

/// Lives as long as the program.
[[nodiscard]] const LockingRule& ruleOf(Locking locking);

/// The name in files and on the command line: `off`, `version`, `timestamp`, `lease`.
[[nodiscard]] QString toName(Locking locking);
/// The names of all rules, in their order.
[[nodiscard]] QStringList lockingNames();
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
