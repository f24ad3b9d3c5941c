#pragma once

#include "core/model/locking.h"
#include "core/values/entitytag.h"
#include "core/values/result.h"
#include "http/connection/message.h"

#include <optional>

namespace interleave {

/// The preconditions of a request (RFC 9110 §13.1).
struct Conditions final
{
    std::optional<TagCondition> ifMatch;
    std::optional<TagCondition> ifNoneMatch;
    /// Seconds since the epoch. Nothing when `If-Match` is there, or when the field is no HTTP-date: then it
    /// must be ignored (§13.1.4).
    std::optional<qint64> ifUnmodifiedSince;
    /// The `If-Unmodified-Since` that was ignored because it is no HTTP-date; empty when none was.
    QByteArray unreadableDate;
    /// Of a GET or HEAD, in seconds since the epoch. Nothing when `If-None-Match` is there, or when the field
    /// is no HTTP-date: then it must be ignored (§13.1.3).
    std::optional<qint64> ifModifiedSince;
    /// As sent, such as `If-Match: "1"`; empty when there is none.
    QByteArray text;

    /// `If-Match` holds for a record at \a version: strong comparison (§8.8.3.2). True when there is none.
    [[nodiscard]] bool isMatchedBy(qint64 version, const QByteArray& suffix) const;
    /// `If-None-Match` names \a version: weak comparison. False when there is none.
    [[nodiscard]] bool excludes(qint64 version, const QByteArray& suffix) const;
    /// `If-None-Match: *`
    [[nodiscard]] bool creates() const { return ifNoneMatch && ifNoneMatch->any; }
    /// `If-Unmodified-Since` holds for a record that was last changed then: in that second or before. True
    /// when there is none.
    [[nodiscard]] bool isOldEnough(qint64 modifiedAt) const
    {
        return !ifUnmodifiedSince || modifiedAt <= *ifUnmodifiedSince;
    }
    /// `If-Modified-Since` is there, and a record that was last changed then has not changed since. That is
    /// known to the second only: what changed within it goes unseen.
    [[nodiscard]] bool isUnmodified(qint64 modifiedAt) const
    {
        return ifModifiedSince && modifiedAt <= *ifModifiedSince;
    }
    /// What \a locking demands of a save is there. A tag proves more than a date does; a lease is none of
    /// these fields.
    [[nodiscard]] bool areProof(Locking locking) const;
    /// The version that `If-Match` proves to be known when it names exactly one.
    [[nodiscard]] std::optional<qint64> onlyVersion(const QByteArray& suffix) const;

    /// What the store has to see to. Tags in If-None-Match are not part of it: excludes() decides on them.
    [[nodiscard]] Precondition toPrecondition(const QByteArray& suffix) const;
};

/// A malformed or empty field is a refusal (400): to ignore it would be to write without the check that was
/// asked. A malformed date is none, as §13.1.4 demands. \a now is in seconds since the epoch.
[[nodiscard]] Result<Conditions, Refusal> conditionsOf(const HttpRequest& request, qint64 now);

} // namespace interleave
