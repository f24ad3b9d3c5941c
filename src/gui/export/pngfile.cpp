#include "gui/export/pngfile.h"

#include <QImage>

#include <png.h>

namespace interleave {

QByteArray pngOf(const QImage& image)
{
    const QImage pixels = image.convertToFormat(QImage::Format_RGB888);
    png_image written{};
    written.version = PNG_IMAGE_VERSION;
    written.width = static_cast<png_uint_32>(pixels.width());
    written.height = static_cast<png_uint_32>(pixels.height());
    written.format = PNG_FORMAT_RGB;
    // No filters, and the fastest good compression.
    written.flags = PNG_IMAGE_FLAG_FAST;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(written);
    QByteArray content(static_cast<qsizetype>(size), Qt::Uninitialized);
    const auto stride = static_cast<png_int_32>(pixels.bytesPerLine());
    if (png_image_write_to_memory(&written, content.data(), &size, 0, pixels.constBits(), stride, nullptr) ==
        0)
        return {};
    content.resize(static_cast<qsizetype>(size));
    return content;
}

} // namespace interleave
