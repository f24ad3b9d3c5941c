#pragma once

#include <QByteArray>

class QImage;

namespace interleave {

/// \a image, which must be opaque, as the content of a PNG file. Any thread. The PNG filters are off: they
/// help photographs, but windows and diagrams have flat colours, whose files they make larger and slower to
/// write.
[[nodiscard]] QByteArray pngOf(const QImage& image);

} // namespace interleave
