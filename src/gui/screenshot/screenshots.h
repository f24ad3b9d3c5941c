#pragma once

#include "cli/commandline.h"

namespace interleave {

// Pictures from the command line. They need no display, neither read nor write settings, and do not depend on
// the user's scale and style. The machine's fonts are used for nothing but characters that the bundled ones
// lack. Each function creates the process's application object, so call it once. Messages go to stderr.

/// Takes pictures of windows or diagrams, one after the other. Reports those that cannot be drawn, and
/// continues.
[[nodiscard]] ExitCode takeShots(const ShotsCommand& command);
/// Writes the formats that isDrawn() names.
[[nodiscard]] ExitCode writeDrawing(const ExportCommand& command);
[[nodiscard]] ExitCode writeDrawing(const TransactionExportCommand& command);

} // namespace interleave
