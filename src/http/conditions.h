#pragma once

#include "core/entitytag.h"
#include "core/locking.h"
#include "core/result.h"
#include "http/message.h"

#include <optional>

namespace interleave {

/// The preconditions of a request (RFC 9110 §13.1).
struct Conditions final
{
    std::optional<TagCondition> ifMatch;
    std::optional<TagCondition> ifNoneMatch;
    /// As sent, such as `If-Match: "1"`; empty when there is none.
    QByteArray text;

    /// `If-Match` holds for a record at \a version: strong comparison (§8.8.3.2). True when there is none.
    [[nodiscard]] bool isMatchedBy(qint64 version, int rewinds) const;
    /// `If-None-Match` names \a version: weak comparison. False when there is none.
    [[nodiscard]] bool excludes(qint64 version, int rewinds) const;
    /// `If-None-Match: *`
    [[nodiscard]] bool creates() const { return ifNoneMatch && ifNoneMatch->any; }
    /// A rule that demands proof is satisfied.
    [[nodiscard]] bool areProof() const { return ifMatch.has_value() || creates(); }
    /// The version that `If-Match` proves to be known when it names exactly one.
    [[nodiscard]] std::optional<qint64> onlyVersion(int rewinds) const;

    /// What the store has to see to. Tags in If-None-Match are not part of it: excludes() decides on them.
    [[nodiscard]] Precondition toPrecondition(int rewinds) const;
};

/// A malformed or empty field is a refusal (400): to ignore it would be to write without the check that was
/// asked.
[[nodiscard]] Result<Conditions, Refusal> conditionsOf(const HttpRequest& request);

} // namespace interleave
