#pragma once

#include <QFont>

namespace interleave {

/// Makes the bundled faces (Inter, JetBrains Mono; SIL Open Font License) known to Qt. Once, before the first
/// window.
void loadBundledFonts();

/// \a size in px. Unhinted and without subpixel colours, so that pictures are the same everywhere.
[[nodiscard]] QFont bundledFont(bool mono, int size, QFont::Weight weight);

} // namespace interleave
