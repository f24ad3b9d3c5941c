#pragma once

// Internal to the command line: which options change which pictures.

#include "cli/commandreader.h"

namespace interleave {

/// Refuses each option that would change nothing in \a shot, which was read without it.
void refuseWithoutEffect(CommandReader& reader, const ShotCommand& shot);

} // namespace interleave
