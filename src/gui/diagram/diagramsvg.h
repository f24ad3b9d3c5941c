#pragma once

#include "gui/diagram/diagramcanvas.h"
#include "gui/diagram/drawing.h"

class QIODevice;

namespace interleave {

/// What stands above the diagrams, on any canvas.
void paintHeadings(DiagramCanvas& canvas, const Drawing& drawing);

/// SVG 1.1: real text, a title for each message, and the colours of both themes behind
/// `prefers-color-scheme`. Every rule is limited to the drawing's own class, so that a page that embeds it
/// keeps its look. Fonts are named, not embedded. \a drawing is typeset for the light theme at 100 %.
void writeSvg(QIODevice& device, const Drawing& drawing);

} // namespace interleave
