#pragma once

#include "core/values/result.h"
#include "gui/diagram/diagramsvg.h"

#include <QByteArray>
#include <QImage>

namespace interleave {

// Drawings of any kind of lesson as files. SVG has the colours of both themes at 100 %; images have those of
// the given theme, at its zoom, with `scale` pixels for each px.

/// For images: documents are read on high-resolution screens and on paper.
constexpr int DocumentScale = 2;
/// Limits of an image in pixels: Qt cannot paint more in one direction, and a larger area would take too much
/// memory (400 MB).
constexpr int MostSide = 32'767;
constexpr qint64 MostPixels = 100'000'000;

/// \a drawing is typeset for the light theme at 100 %.
[[nodiscard]] QByteArray svgOf(const Drawing& drawing);
/// The error for an image beyond these limits is one sentence.
[[nodiscard]] Result<QImage, QString> imageOf(const Drawing& drawing, const Theme& theme, int scale);

} // namespace interleave
