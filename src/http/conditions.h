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
    /// Seconds since the epoch. Empty when `If-Match` is there, or when the field is not an HTTP-date: then
    /// it must be ignored (§13.1.4).
    std::optional<qint64> ifUnmodifiedSince;
    /// The `If-Unmodified-Since` that was ignored because it is not an HTTP-date; empty otherwise.
    QByteArray unreadableDate;
    /// Of a GET or HEAD, in seconds since the epoch. Empty when `If-None-Match` is there, or when the field
    /// is not an HTTP-date: then it must be ignored (§13.1.3).
    std::optional<qint64> ifModifiedSince;
    /// As sent, such as `If-Match: "1"`; empty when there is none.
    QByteArray text;

    /// `If-Match` holds for a record at \a version: strong comparison (§8.8.3.2). True when there is none.
    [[nodiscard]] bool isMatchedBy(qint64 version, const QByteArray& suffix) const;
    /// `If-None-Match` names \a version: weak comparison. False when there is none.
    [[nodiscard]] bool excludes(qint64 version, const QByteArray& suffix) const;
    /// `If-None-Match: *`
    [[nodiscard]] bool creates() const { return ifNoneMatch && ifNoneMatch->any; }
    /// `If-Unmodified-Since` holds for a record last changed at \a modifiedAt: in that second or before. True
    /// when the field is not there.
    [[nodiscard]] bool isOldEnough(qint64 modifiedAt) const
    {
        return !ifUnmodifiedSince || modifiedAt <= *ifUnmodifiedSince;
    }
    /// `If-Modified-Since` is there, and a record last changed at \a modifiedAt has not changed since. Dates
    /// have whole seconds: a second change within one second goes unseen.
    [[nodiscard]] bool isUnmodified(qint64 modifiedAt) const
    {
        return ifModifiedSince && modifiedAt <= *ifModifiedSince;
    }
    /// The request carries what \a locking demands of a save. A tag also counts where a date is demanded; a
    /// lease is not one of these fields.
    [[nodiscard]] bool areProof(Locking locking) const;
    /// The version in `If-Match`, when it names exactly one.
    [[nodiscard]] std::optional<qint64> onlyVersion(const QByteArray& suffix) const;

    /// The part that the store checks. Tags in If-None-Match are left out: excludes() checks them.
    [[nodiscard]] Precondition toPrecondition(const QByteArray& suffix) const;
};

/// A malformed or empty field is refused (400): ignoring it would write without the check that was asked for.
/// A malformed date is ignored, as §13.1.4 demands. \a now is in seconds since the epoch.
[[nodiscard]] Result<Conditions, Refusal> conditionsOf(const HttpRequest& request, qint64 now);

} // namespace interleave
