#pragma once

#include <QPixmap>
#include <QRectF>
#include <QString>

class QColor;
class QPainter;

namespace interleave {

/// The signs that the fonts lack, drawn from resources/icons.
enum class Icon {
    ArrowDown,
    Check,
    ChevronDown,
    Copy,
    Cross,
    Dot,
    Eye,
    Hourglass,
    More,
    Padlock,
    Pause,
    Play,
    Retry
};

/// Where it is drawn, for 16 px, black on nothing.
[[nodiscard]] QString iconFile(Icon icon);

/// A square of \a size logical px in one colour, sharp at \a ratio device pixels each; kept in Qt's pixmap
/// cache.
[[nodiscard]] QPixmap iconPixmap(Icon icon, const QColor& color, int size, qreal ratio);

/// Centred in \a area, as large as its shorter side, on a whole device pixel.
void drawIcon(QPainter& painter, const QRectF& area, Icon icon, const QColor& color);

} // namespace interleave
