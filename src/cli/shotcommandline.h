#pragma once

// Internal to the command line: pictures, and how diagrams are drawn.

#include "cli/commandreader.h"

namespace interleave {

[[nodiscard]] ShotsCommand shotsCommand(CommandReader& reader, const QStringList& arguments);

/// --width, --no-legend and --highlight, where the first \a steps are shown.
[[nodiscard]] DrawingOptions drawingOptions(CommandReader& reader, int steps);
/// Refuses what has no effect on an export that is a drawing or a page.
void refuseWithoutEffect(CommandReader& reader, const ExportCommand& command);
/// Refuses these for an export that is no drawing.
void refuseDrawingOptions(CommandReader& reader, ExportFormat format);

} // namespace interleave
