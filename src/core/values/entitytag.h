#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace interleave {

/// An entity tag (RFC 9110 §8.8.3), without its quotation marks.
struct EntityTag final
{
    QByteArray opaque;
    bool weak = false;

    /// The header's form: `"7"` or `W/"7"`.
    [[nodiscard]] QByteArray toHeader() const;

    bool operator==(const EntityTag&) const = default;
};

/// The tag of a version, in a run whose tags end in \a suffix ("3r1", core/model/tagruns.h), so that a tag
/// from another run never matches.
[[nodiscard]] EntityTag tagForVersion(qint64 version, const QByteArray& suffix = {});
/// The version that a tag proves under strong comparison (RFC 9110 §8.8.3.2): nothing for a weak tag, or for
/// one that tagForVersion() with the same \a suffix would not return.
[[nodiscard]] std::optional<qint64> versionOfTag(const EntityTag& tag, const QByteArray& suffix = {});

/// The value of `If-Match` or `If-None-Match` (RFC 9110 §13.1.1, §13.1.2).
struct TagCondition final
{
    bool any = false; ///< `*`
    std::vector<EntityTag> tags;

    bool operator==(const TagCondition&) const = default;
};
/// Nothing when the value is empty or malformed. Empty list elements are allowed (§5.6.1.2), an empty list is
/// not.
[[nodiscard]] std::optional<TagCondition> parseTagCondition(const QByteArray& value);

} // namespace interleave
