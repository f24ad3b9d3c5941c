#pragma once

#include "core/exporting.h"
#include "gui/theme/theme.h"

#include <QByteArray>
#include <QImage>

namespace interleave {

class Comparison;

// Diagrams for documents: whole, with the names of their lanes, and as wide as the lanes want to be. As SVG
// they are in the colours of both themes at 100 %; as images in those of the theme they are given, at its
// zoom, with `scale` pixels for each px.

/// Of an image: documents are read on fine screens, and on paper.
constexpr int DocumentScale = 2;

[[nodiscard]] QByteArray diagramSvg(const ExportSource& source);
[[nodiscard]] QImage diagramImage(const ExportSource& source, const Theme& theme, int scale);

/// Both sides beside each other and row by row, as far as they are shown; both must have been played.
[[nodiscard]] QByteArray comparisonSvg(const Comparison& comparison);
[[nodiscard]] QImage comparisonImage(const Comparison& comparison, const Theme& theme, int scale);
/// One side alone.
[[nodiscard]] ExportSource comparedSource(const Comparison& comparison, std::size_t side);

} // namespace interleave
