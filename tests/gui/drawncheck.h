#pragma once

#include "gui/diagram/diagramsvg.h"
#include "gui/theme/theme.h"

#include <QFontMetricsF>

#include <algorithm>

namespace interleave::testing {

/// Whether a part of it is enough.
inline bool mayBeLeftOut(TextKind kind)
{
    return kind != TextKind::Request && kind != TextKind::Answer && kind != TextKind::Head &&
           kind != TextKind::Step && kind != TextKind::NotYet && kind != TextKind::Rule &&
           kind != TextKind::LeftOut;
}

inline QString told(const PictureText& text)
{
    return QStringLiteral("“%1” of row %2 (“%3”)")
        .arg(text.text, QString::number(text.seq), text.wordings.value(0));
}

/// What is cut, missing, outside of the picture or over another text; empty when all is well.
inline QStringList problemsOf(const DiagramPicture& picture)
{
    QStringList problems;
    const QRectF canvas(QPointF(), picture.size);
    std::vector<const PictureText*> drawn;
    for (const PictureText& text : picture.texts) {
        if (text.text.isEmpty()) {
            if (!mayBeLeftOut(text.kind))
                problems.append(QStringLiteral("missing: ") + told(text));
            continue;
        }
        if (!text.wordings.contains(text.text))
            problems.append(QStringLiteral("cut: ") + told(text));
        if (!canvas.contains(text.box))
            problems.append(QStringLiteral("outside: ") + told(text));
        for (const PictureText* other : drawn) {
            if (other->box.adjusted(1, 1, -1, -1).intersects(text.box.adjusted(1, 1, -1, -1)))
                problems.append(QStringLiteral("over another: %1 and %2").arg(told(*other), told(text)));
        }
        for (const PictureBar& bar : picture.bars) {
            if (bar.rect.intersects(text.box.adjusted(1, 1, -1, -1)) && text.kind != TextKind::Rule)
                problems.append(QStringLiteral("over a bar: ") + told(text));
        }
        drawn.push_back(&text);
    }
    for (const LegendEntry& entry : picture.legend) {
        if (!canvas.contains(entry.textRect))
            problems.append(QStringLiteral("outside: the legend’s “%1”").arg(entry.text));
        for (const PictureText* other : drawn) {
            if (other->box.intersects(entry.textRect))
                problems.append(QStringLiteral("over the legend: ") + told(*other));
        }
    }
    return problems;
}

/// The same of a drawing and its headings.
inline QStringList problemsOf(const Drawing& drawing, const Theme& theme)
{
    QStringList problems;
    const QRectF canvas(QPointF(), drawing.size);
    for (const Drawing::Part& part : drawing.parts) {
        problems += problemsOf(part.picture);
        const QRectF area(part.at, part.picture.size);
        if (!canvas.contains(area))
            problems.append(QStringLiteral("a diagram is outside"));
        for (const CanvasWords& words : drawing.headings) {
            if (words.rect.intersects(area))
                problems.append(QStringLiteral("over a diagram: “%1”").arg(words.text));
        }
    }
    for (const CanvasWords& words : drawing.headings) {
        const qreal width = QFontMetricsF(theme.font(words.style)).horizontalAdvance(words.text);
        if (words.rect.left() + width > drawing.size.width() || words.text.contains(QChar(0x2026)))
            problems.append(QStringLiteral("cut: “%1”").arg(words.text));
    }
    return problems;
}

} // namespace interleave::testing
