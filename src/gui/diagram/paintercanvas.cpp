#include "gui/diagram/paintercanvas.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace interleave {

PainterCanvas::PainterCanvas(QPainter& painter, const Theme& theme)
    : m_painter(painter)
    , m_theme(theme)
{
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
}

PainterCanvas::~PainterCanvas()
{
    m_painter.restore();
}

QColor PainterCanvas::colorOf(const Paint& paint) const
{
    switch (paint.tint) {
    case Paint::Tint::Ink:
        return m_theme.color(paint.role);
    case Paint::Tint::Fill:
        return m_theme.fill(paint.role);
    case Paint::Tint::Ground:
        return m_theme.window();
    case Paint::Tint::OnInk:
        return m_theme.onInk();
    case Paint::Tint::Band:
        return m_theme.band();
    }
    Q_UNREACHABLE();
}

QPen PainterCanvas::penOf(const Stroke& stroke) const
{
    const Qt::PenJoinStyle join = stroke.cap == Qt::FlatCap ? Qt::MiterJoin : Qt::BevelJoin;
    QPen pen(colorOf(stroke.paint), stroke.width, Qt::SolidLine, stroke.cap, join);
    if (!stroke.dashes.isEmpty()) {
        // Qt measures dashes in pen widths.
        QList<qreal> pattern;
        for (const qreal dash : stroke.dashes)
            pattern.append(dash / stroke.width);
        pen.setDashPattern(pattern);
    }
    return pen;
}

void PainterCanvas::set(const std::optional<Paint>& fill, const std::optional<Stroke>& stroke)
{
    m_painter.setPen(stroke ? penOf(*stroke) : QPen(Qt::NoPen));
    m_painter.setBrush(fill ? QBrush(colorOf(*fill)) : QBrush(Qt::NoBrush));
}

void PainterCanvas::line(const QPointF& from, const QPointF& to, const Stroke& stroke)
{
    set({}, stroke);
    m_painter.drawLine(from, to);
}

void PainterCanvas::polyline(const QPolygonF& points, const Stroke& stroke)
{
    set({}, stroke);
    m_painter.drawPolyline(points);
}

void PainterCanvas::polygon(const QPolygonF& points, const Paint& fill)
{
    set(fill, {});
    m_painter.drawPolygon(points);
}

void PainterCanvas::box(
    const QRectF& rect, qreal radius, const std::optional<Paint>& fill, const std::optional<Stroke>& stroke)
{
    if (radius <= 0 && !stroke && fill) {
        m_painter.fillRect(rect, colorOf(*fill));
        return;
    }
    set(fill, stroke);
    m_painter.drawRoundedRect(rect, radius, radius);
}

void PainterCanvas::circle(
    const QPointF& middle,
    qreal radius,
    const std::optional<Paint>& fill,
    const std::optional<Stroke>& stroke)
{
    set(fill, stroke);
    m_painter.drawEllipse(middle, radius, radius);
}

void PainterCanvas::hatch(const QRectF& rect, qreal radius, qreal hidden, qreal step, const Stroke& stroke)
{
    m_painter.save();
    QPainterPath clip;
    clip.addRoundedRect(rect, radius, radius);
    m_painter.setClipPath(clip, Qt::IntersectClip);
    set({}, stroke);
    // Draw a little beyond the edge, so that no end of a line is visible.
    for (const QLineF& line : hatchLines(rect.adjusted(-1, -1, 1, 1), hidden, step))
        m_painter.drawLine(line);
    m_painter.restore();
}

void PainterCanvas::words(const CanvasWords& words)
{
    const Qt::Alignment where = words.centred ? Qt::AlignCenter : Qt::AlignVCenter | Qt::AlignLeft;
    const int flags = static_cast<int>(where) | Qt::TextSingleLine | Qt::TextDontClip;
    m_painter.setFont(m_theme.font(words.style));
    m_painter.setPen(colorOf(words.paint));
    const qreal width = words.most > 0 ? QFontMetricsF(m_painter.font()).horizontalAdvance(words.text) : 0;
    if (width <= words.most) {
        m_painter.drawText(words.rect, flags, words.text);
        return;
    }
    m_painter.save();
    m_painter.translate(words.rect.center());
    m_painter.scale(words.most / width, words.most / width);
    m_painter.drawText(words.rect.translated(-words.rect.center()), flags, words.text);
    m_painter.restore();
}

void PainterCanvas::icon(const QRectF& area, Icon icon, const Paint& paint)
{
    drawIcon(m_painter, area, icon, colorOf(paint));
}

void PainterCanvas::beginClip(const QRectF& rect)
{
    m_painter.save();
    m_painter.setClipRect(rect, Qt::IntersectClip);
}

void PainterCanvas::endClip()
{
    m_painter.restore();
}

std::vector<QLineF> hatchLines(const QRectF& rect, qreal hidden, qreal step)
{
    std::vector<QLineF> lines;
    const qreal width = rect.width();
    for (qreal y = rect.top() + step - std::fmod(hidden, step); y < rect.bottom() + width; y += step) {
        const qreal from = std::max(0.0, y - rect.bottom());
        const qreal to = std::min(width, y - rect.top());
        if (from < to)
            lines.emplace_back(rect.left() + from, y - from, rect.left() + to, y - to);
    }
    return lines;
}

} // namespace interleave
