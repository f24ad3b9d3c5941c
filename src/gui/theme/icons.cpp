#include "gui/theme/icons.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace interleave {

namespace {

QString nameOf(Icon icon)
{
    switch (icon) {
    case Icon::ArrowDown:
        return QStringLiteral("arrow-down");
    case Icon::Check:
        return QStringLiteral("check");
    case Icon::ChevronDown:
        return QStringLiteral("chevron-down");
    case Icon::Copy:
        return QStringLiteral("copy");
    case Icon::Cross:
        return QStringLiteral("cross");
    case Icon::Dot:
        return QStringLiteral("dot");
    case Icon::Eye:
        return QStringLiteral("eye");
    case Icon::Hourglass:
        return QStringLiteral("hourglass");
    case Icon::More:
        return QStringLiteral("more");
    case Icon::Padlock:
        return QStringLiteral("padlock");
    case Icon::Pause:
        return QStringLiteral("pause");
    case Icon::Play:
        return QStringLiteral("play");
    case Icon::Retry:
        return QStringLiteral("retry");
    }
    Q_UNREACHABLE();
}

/// The files are black on transparent; fill that shape with the colour.
QPixmap render(Icon icon, const QColor& color, int pixels)
{
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer renderer(iconFile(icon));
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    return pixmap;
}

} // namespace

QString iconFile(Icon icon)
{
    return QStringLiteral(":/icons/%1.svg").arg(nameOf(icon));
}

QPixmap iconPixmap(Icon icon, const QColor& color, int size, qreal ratio)
{
    const int pixels = std::max(1, qRound(size * ratio));
    const QString key = QStringLiteral("interleave %1 %2 %3")
                            .arg(
                                QString::number(static_cast<int>(icon)),
                                color.name(QColor::HexArgb),
                                QString::number(pixels));
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = render(icon, color, pixels);
        QPixmapCache::insert(key, pixmap);
    }
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

void drawIcon(QPainter& painter, const QRectF& area, Icon icon, const QColor& color)
{
    const int size = qRound(std::min(area.width(), area.height()));
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QPointF corner = area.center() - QPointF(size / 2.0, size / 2.0);
    const QPointF sharp(std::round(corner.x() * ratio) / ratio, std::round(corner.y() * ratio) / ratio);
    painter.drawPixmap(sharp, iconPixmap(icon, color, size, ratio));
}

} // namespace interleave
