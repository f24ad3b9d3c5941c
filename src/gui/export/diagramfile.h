#pragma once

#include "core/export/exporting.h"
#include "core/values/result.h"
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
/// Of an image, in pixels: more in one direction cannot be painted, and more altogether would take the memory
/// that others need (400 MB).
constexpr int MostSide = 32'767;
constexpr qint64 MostPixels = 100'000'000;

[[nodiscard]] QByteArray diagramSvg(const ExportSource& source);
/// An image that would be larger than that is refused in a sentence.
[[nodiscard]] Result<QImage, QString> diagramImage(const ExportSource& source, const Theme& theme, int scale);

/// Both sides beside each other and row by row, as far as they are shown; both must have been played.
[[nodiscard]] QByteArray comparisonSvg(const Comparison& comparison);
[[nodiscard]] Result<QImage, QString>
comparisonImage(const Comparison& comparison, const Theme& theme, int scale);
/// One side alone.
[[nodiscard]] ExportSource comparedSource(const Comparison& comparison, std::size_t side);

} // namespace interleave
