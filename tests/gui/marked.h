#pragma once

#include "gui/record/fieldedit.h"
#include "gui/theme/theme.h"

#include <QImage>

namespace interleave::uitest {

/// Whether the field has the border of a text that was not sent.
[[nodiscard]] inline bool isMarked(FieldEdit& field)
{
    const QRgb colour = themeOf(&field).color(Role::Pending).rgb();
    const QImage image = field.grab().toImage().convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) == colour)
                return true;
        }
    }
    return false;
}

} // namespace interleave::uitest
