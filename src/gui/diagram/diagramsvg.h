#pragma once

#include "gui/diagram/drawing.h"

class QIODevice;

namespace interleave {

/// SVG 1.1: real text, a title for each message, and the colours of both themes behind
/// `prefers-color-scheme`. The fonts are named, not carried along. \a drawing is typeset for the light theme
/// at 100 %.
void writeSvg(QIODevice& device, const Drawing& drawing);

} // namespace interleave
