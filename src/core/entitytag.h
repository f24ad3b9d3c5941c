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

    /// As it stands in a header: `"7"` or `W/"7"`.
    [[nodiscard]] QByteArray toHeader() const;

    bool operator==(const EntityTag&) const = default;
};

/// The tag of a version. A journal that was rewound \a rewinds times marks its tags with that number ("3r1"),
/// so that a tag from the part that was cut never matches again.
[[nodiscard]] EntityTag tagForVersion(qint64 version, int rewinds = 0);
/// The version that a tag proves under strong comparison (RFC 9110 §8.8.3.2): nothing for a weak tag, or for
/// one that tagForVersion() with the same \a rewinds would not give.
[[nodiscard]] std::optional<qint64> versionOfTag(const EntityTag& tag, int rewinds = 0);

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
