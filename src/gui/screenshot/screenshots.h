#pragma once

#include "cli/commandline.h"

namespace interleave {

// Pictures from the command line. They need no display, read and write no settings, and come out the same
// whatever fonts, scale and look this user has chosen: only the bundled fonts are there. Each makes the
// process's application object, so it is called once. Messages go to stderr.

/// The window or the diagram of each, one after the other. Those that cannot be drawn are told and left out.
[[nodiscard]] ExitCode takeShots(const ShotsCommand& command);
/// ExportFormat::Svg.
[[nodiscard]] ExitCode writeDrawing(const ExportCommand& command);

} // namespace interleave
