#pragma once

#include <QByteArray>

class QImage;

namespace interleave {

/// \a image, whose pixels are opaque, as the content of a PNG file. Takes any thread. Windows and diagrams
/// are flat, and the filters that help photographs only make their files larger and slower to pack.
[[nodiscard]] QByteArray pngOf(const QImage& image);

} // namespace interleave
