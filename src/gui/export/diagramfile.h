#pragma once

#include "core/exporting.h"
#include "gui/theme/theme.h"

#include <QByteArray>
#include <QImage>

namespace interleave {

// The diagram of a moment for documents: whole, with the names of its lanes, at 100 % and as wide as its
// lanes want to be.

/// As SVG, in the colours of both themes.
[[nodiscard]] QByteArray diagramSvg(const ExportSource& source);
/// In the colours of \a theme and at its zoom, with \a scale pixels for each px.
[[nodiscard]] QImage diagramImage(const ExportSource& source, const Theme& theme, int scale);

} // namespace interleave
