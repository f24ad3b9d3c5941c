#pragma once

#include "gui/diagram/diagramlayout.h"

class QIODevice;

namespace interleave {

/// The whole diagram of a moment as SVG 1.1, \a width px wide and with the names of its lanes: real text, a
/// title for each message, and the colours of both themes behind `prefers-color-scheme`. The fonts are named,
/// not carried along.
void writeDiagramSvg(QIODevice& device, const DiagramLayout& layout, qint64 moment, qreal width);

} // namespace interleave
