#pragma once

#include <QString>

namespace interleave {

/// The longest id, in bytes of UTF-8.
inline constexpr qsizetype LongestRecordId = 200;

/// Whether the server can have a record of that id: at most LongestRecordId bytes, without control characters
/// and halves of a character. Empty is for each caller to judge.
[[nodiscard]] bool isRecordId(const QString& id);

} // namespace interleave
