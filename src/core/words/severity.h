#pragma once

namespace interleave {

/// The colour and icon of a text; the words always say the same.
enum class Severity {
    Neutral,
    Good,  ///< current, saved
    Stale, ///< stale, refused: protection, not a failure
    Lost,  ///< overwritten
    Pending
};

} // namespace interleave
