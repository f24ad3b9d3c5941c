#pragma once

#include "core/export/exporting.h"

namespace interleave {

// A sequence diagram for programs that draw them from text. A client's lane is active while its copy is the
// current one (once more for each record); a refused request, one that may never have
// arrived, and an answer that was never heard, end in a cross. Names and values may hold anything: what
// either language would take for markup is written as a character's number.

/// For Mermaid (https://mermaid.js.org/syntax/sequenceDiagram.html).
[[nodiscard]] QString mermaidText(const ExportSource& source);
/// For PlantUML (https://plantuml.com/sequence-diagram).
[[nodiscard]] QString plantUmlText(const ExportSource& source);

} // namespace interleave
