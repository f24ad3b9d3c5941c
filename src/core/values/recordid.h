#pragma once

#include <QString>

namespace interleave {

/// The longest id, in bytes of UTF-8.
inline constexpr qsizetype LongestRecordId = 200;

/// Whether the server accepts the id: at most LongestRecordId bytes, without control characters and lone
/// surrogates. Callers decide about an empty one.
[[nodiscard]] bool isRecordId(const QString& id);

} // namespace interleave
