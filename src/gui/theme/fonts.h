#pragma once

#include <QFont>

namespace interleave {

/// Registers the bundled faces (Inter, JetBrains Mono; SIL Open Font License) with Qt. Call it once, before
/// the first window.
void loadBundledFonts();

/// \a size in px. Without hinting and subpixel colours, so that pictures are the same everywhere.
[[nodiscard]] QFont bundledFont(bool mono, int size, QFont::Weight weight);

} // namespace interleave
