#include "gui/export/drawingfile.h"

#include "core/values/text.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/paintercanvas.h"

#include <QBuffer>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace interleave {

QByteArray svgOf(const Drawing& drawing)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeSvg(buffer, drawing);
    return buffer.data();
}

Result<QImage, QString> imageOf(const Drawing& drawing, const Theme& theme, int scale)
{
    const double width = std::round(drawing.size.width()) * scale;
    const double height = std::round(drawing.size.height()) * scale;
    if (std::max(width, height) > MostSide || width * height > double(MostPixels))
        return Text::tr(
                   "As a picture this diagram would have %1 × %2 pixels, which is too much: at most %3 in "
                   "one direction, and %4 million altogether. Save it as a drawing (SVG), which has no such "
                   "limit, or show an earlier moment.")
            .arg(
                QString::number(width, 'f', 0),
                QString::number(height, 'f', 0),
                QString::number(MostSide),
                QString::number(MostPixels / 1'000'000));
    QImage image(QSize(static_cast<int>(width), static_cast<int>(height)), QImage::Format_RGB32);
    if (image.isNull())
        return Text::tr(
                   "There is not enough memory for a picture of %1 × %2 pixels. Save it as a drawing (SVG).")
            .arg(QString::number(width, 'f', 0), QString::number(height, 'f', 0));
    image.setDevicePixelRatio(scale);
    image.fill(theme.window());
    QPainter painter(&image);
    PainterCanvas canvas(painter, theme);
    paintHeadings(canvas, drawing);
    for (const Drawing::Part& part : drawing.parts) {
        painter.save();
        painter.translate(part.at);
        DiagramPainter(painter, theme).paint(part.picture);
        painter.restore();
    }
    return image;
}

} // namespace interleave
