#include "gui/export/diagramfile.h"

#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/diagramsvg.h"
#include "gui/diagram/typesetter.h"

#include <QBuffer>
#include <QPainter>

#include <algorithm>

namespace interleave {

namespace {

constexpr int LeastWidth = 1080;
constexpr int LaneWidth = 300;

DiagramLayout layoutOf(const Journal& journal, const ExportSource& source)
{
    DiagramLayout layout;
    layout.setJournal(&journal, source.panels);
    return layout;
}

/// What came after the moment is no part of it.
Journal shown(const ExportSource& source)
{
    return source.journal->cut(source.moment);
}

qreal widthOf(const DiagramLayout& layout)
{
    return std::max<qreal>(LeastWidth, LaneWidth * static_cast<qreal>(layout.laneCount() + 1));
}

} // namespace

QByteArray diagramSvg(const ExportSource& source)
{
    const Journal journal = shown(source);
    const DiagramLayout layout = layoutOf(journal, source);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeDiagramSvg(buffer, layout, source.moment, widthOf(layout));
    return buffer.data();
}

QImage diagramImage(const ExportSource& source, const Theme& theme, int scale)
{
    const Journal journal = shown(source);
    const DiagramLayout layout = layoutOf(journal, source);
    DiagramFrame frame;
    frame.moment = source.moment;
    frame.scale = theme.zoom() / 100.0;
    frame.width = theme.px(widthOf(layout));
    frame.middles = DiagramLayout::spread(frame.width, layout.laneCount());
    frame.heads = true;
    frame.height = layout.height(frame.scale, true);
    DiagramPicture picture = layout.picture(frame);
    typeset(picture, theme);
    QImage image(scale * QSize(qRound(frame.width), qRound(frame.height)), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(theme.window());
    QPainter painter(&image);
    DiagramPainter(painter, theme).paint(picture);
    return image;
}

} // namespace interleave
