#pragma once

// Internal to the command line: what the window and its pictures show.

#include "cli/commandreader.h"

namespace interleave {

[[nodiscard]] WindowCommand windowCommand(CommandReader& reader);
/// Refuses what has no effect on a picture of transactions that is \a shot.
void refuseWithoutEffect(CommandReader& reader, const ShotCommand& shot);

} // namespace interleave
