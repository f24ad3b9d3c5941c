#include "gui/export/drawingfile.h"

#include "core/values/text.h"
#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/paintercanvas.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace interleave {

namespace {

/// Adds the story at the left and what came of it at the right, or below it if they do not fit beside each
/// other. Returns the height that they take.
qreal addHeadline(Drawing& drawing, const Headline& headline, const Theme& theme)
{
    if (headline.story.isEmpty())
        return 0;
    const qreal side = theme.px(20.0);
    const qreal line = theme.px(28.0);
    const qreal whole = drawing.size.width() - 2 * side;
    const QFontMetricsF titles(theme.font(TextStyle::CardTitle));
    const qreal top = theme.px(12.0);
    drawing.headings.push_back(
        {QRectF(side, top, whole, line),
         TextStyle::CardTitle,
         Paint::ink(Role::Text),
         titles.elidedText(headline.story, Qt::ElideRight, whole),
         false});
    if (headline.outcome.isEmpty())
        return top + line;
    const QFontMetricsF labels(theme.font(TextStyle::Strong));
    const qreal sign = theme.px(16.0);
    const qreal gap = theme.px(6.0);
    const QString& outcome = headline.outcome.at(0);
    const qreal width = std::ceil(labels.horizontalAdvance(outcome)) + sign + gap;
    const bool beside = std::ceil(titles.horizontalAdvance(headline.story)) + theme.px(24.0) + width <= whole;
    const QRectF area(beside ? side + whole - width : side, beside ? top : top + line, width, line);
    const Paint ink = Paint::ink(roleOf(headline.severity));
    drawing.sign = Drawing::Sign{
        QRectF(area.left(), area.center().y() - sign / 2, sign, sign), signOf(headline.severity), ink};
    drawing.headings.push_back({area.adjusted(sign + gap, 0, 0, 0), TextStyle::Strong, ink, outcome, false});
    return area.bottom();
}

} // namespace

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

qreal drawingWidth(qsizetype lanes, int least, int lane)
{
    return std::max<qreal>(least, lane * static_cast<qreal>(lanes + 1));
}

DiagramFrame drawingFrame(qsizetype lanes, const Theme& theme, qint64 moment, qreal width, qreal height)
{
    DiagramFrame frame;
    frame.moment = moment;
    frame.scale = theme.zoom() / 100.0;
    frame.width = theme.px(width);
    frame.middles = DiagramLayout::spread(frame.width, lanes);
    frame.heads = true;
    frame.height = height;
    return frame;
}

Drawing
drawingUnder(const Headline& headline, DiagramPicture picture, const QString& title, const Theme& theme)
{
    Drawing drawing{picture.size, title, {}, {}};
    const qreal taken = addHeadline(drawing, headline, theme);
    drawing.size.rheight() += taken;
    drawing.parts.push_back({QPointF(0, taken), std::move(picture)});
    return drawing;
}

} // namespace interleave
