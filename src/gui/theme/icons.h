#pragma once

#include <QPixmap>
#include <QRectF>
#include <QString>

class QColor;
class QPainter;

namespace interleave {

/// Symbols that the fonts lack, drawn from resources/icons.
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

/// The SVG file, drawn for 16 px, black on transparent.
[[nodiscard]] QString iconFile(Icon icon);

/// A square of \a size logical px in one colour, sharp at \a ratio device pixels each; kept in Qt's pixmap
/// cache.
[[nodiscard]] QPixmap iconPixmap(Icon icon, const QColor& color, int size, qreal ratio);

/// Centred in \a area, as large as its shorter side, aligned to whole device pixels.
void drawIcon(QPainter& painter, const QRectF& area, Icon icon, const QColor& color);

} // namespace interleave
