#pragma once

#include "core/export/exporting.h"
#include "core/values/result.h"
#include "gui/theme/theme.h"

#include <QByteArray>
#include <QImage>

namespace interleave {

class Comparison;

// Complete diagrams for documents, with the names of their lanes, and as wide as the lanes need. SVG has the
// colours of both themes at 100 %; images have those of the given theme, at its zoom, with `scale` pixels for
// each px.

/// For images: documents are read on high-resolution screens and on paper.
constexpr int DocumentScale = 2;
/// Limits of an image in pixels: Qt cannot paint more in one direction, and a larger area would take too much
/// memory (400 MB).
constexpr int MostSide = 32'767;
constexpr qint64 MostPixels = 100'000'000;

[[nodiscard]] QByteArray diagramSvg(const ExportSource& source);
/// The error for an image beyond these limits is one sentence.
[[nodiscard]] Result<QImage, QString> diagramImage(const ExportSource& source, const Theme& theme, int scale);

/// Both sides next to each other and row by row, as far as they are shown; both must have been played.
[[nodiscard]] QByteArray comparisonSvg(const Comparison& comparison);
[[nodiscard]] Result<QImage, QString>
comparisonImage(const Comparison& comparison, const Theme& theme, int scale);
/// One side alone.
[[nodiscard]] ExportSource comparedSource(const Comparison& comparison, std::size_t side);

} // namespace interleave
