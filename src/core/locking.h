#pragma once

#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace interleave {

/// The server's rule for writes.
enum class Locking {
    Off,      ///< the last save wins
    Version,  ///< optimistic: a save must prove that it has seen the current version (first committer wins)
    Timestamp ///< optimistic: a save must name the date of what it has seen, in whole seconds
};

[[nodiscard]] QList<Locking> allLocking();
/// As in files and on the command line: `off`, `version`, `timestamp`.
[[nodiscard]] QString toName(Locking locking);
[[nodiscard]] std::optional<Locking> lockingFromName(const QString& name);
/// For people: "Off", "Version", "Timestamp".
[[nodiscard]] QString toTitle(Locking locking);
/// For people: "Off · last save wins".
[[nodiscard]] QString toStatus(Locking locking);

/// What a write demands of the present state (RFC 9110 §13).
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
/// `If-Match` with tags: one of these versions must be the present one. Tags that can never match are left
/// out, so the list may be empty, and then nothing matches.
struct VersionIn final
{
    std::vector<qint64> versions;

    bool operator==(const VersionIn&) const = default;
};
/// `If-Unmodified-Since` (RFC 9110 §13.1.4): the present version is of this second or of an earlier one.
struct UnmodifiedSince final
{
    qint64 seconds = 0;

    bool operator==(const UnmodifiedSince&) const = default;
};
using Precondition = std::variant<Unconditional, MustExist, MustBeAbsent, VersionIn, UnmodifiedSince>;

} // namespace interleave
