#pragma once

#include "gui/diagram/diagramcanvas.h"
#include "gui/diagram/drawing.h"

class QIODevice;

namespace interleave {

/// How a part's caption is written, on any canvas.
[[nodiscard]] CanvasWords captionWords(const Drawing::Part& part);

/// SVG 1.1: real text, a title for each message, and the colours of both themes behind
/// `prefers-color-scheme`. Every rule is for the drawing's own class, so that a page which holds it keeps its
/// own look. The fonts are named, not carried along. \a drawing is typeset for the light theme at 100 %.
void writeSvg(QIODevice& device, const Drawing& drawing);

} // namespace interleave
