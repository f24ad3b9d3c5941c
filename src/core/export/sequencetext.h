#pragma once

#include "core/export/exporting.h"

namespace interleave {

// Sequence diagrams for programs that draw them from text. A client's lane is active while its copy is
// current (several times for several records). The arrow of a refused request, of one that may not have
// arrived, and of a lost answer ends in a cross. Names and values may contain anything: characters that a
// language would take for markup are written as numbers.

/// For Mermaid (https://mermaid.js.org/syntax/sequenceDiagram.html).
[[nodiscard]] QString mermaidText(const ExportSource& source);
/// For PlantUML (https://plantuml.com/sequence-diagram).
[[nodiscard]] QString plantUmlText(const ExportSource& source);

} // namespace interleave
