#pragma once

// Internal to the command line: what the window and its pictures show.

#include "cli/commandreader.h"

namespace interleave {

[[nodiscard]] WindowCommand windowCommand(CommandReader& reader);
/// The two places that --compare names for a lesson; some that are not used if they cannot be read.
[[nodiscard]] std::pair<EngineLevel, EngineLevel>
comparedPlaces(CommandReader& reader, const TransactionLesson& lesson, const EngineChoice& choice);

} // namespace interleave
