#pragma once

#include "gui/diagram/diagramcanvas.h"

class QPainter;
class QPen;

namespace interleave {

/// A canvas in the colours of a theme, for the screen and for images. Create it where it is used.
class PainterCanvas final : public DiagramCanvas
{
public:
    PainterCanvas(QPainter& painter, const Theme& theme);
    /// Restores the painter's state.
    ~PainterCanvas() override;
    PainterCanvas(const PainterCanvas&) = delete;
    PainterCanvas& operator=(const PainterCanvas&) = delete;

    void line(const QPointF& from, const QPointF& to, const Stroke& stroke) override;
    void polyline(const QPolygonF& points, const Stroke& stroke) override;
    void polygon(const QPolygonF& points, const Paint& fill) override;
    void
    box(const QRectF& rect,
        qreal radius,
        const std::optional<Paint>& fill,
        const std::optional<Stroke>& stroke) override;
    void circle(
        const QPointF& middle,
        qreal radius,
        const std::optional<Paint>& fill,
        const std::optional<Stroke>& stroke) override;
    void hatch(const QRectF& rect, qreal radius, qreal hidden, qreal step, const Stroke& stroke) override;
    void words(const CanvasWords& words) override;
    void icon(const QRectF& area, Icon icon, const Paint& paint) override;
    void beginClip(const QRectF& rect) override;
    void endClip() override;
    void beginGroup(const QString&) override {}
    void endGroup() override {}

private:
    [[nodiscard]] QColor colorOf(const Paint& paint) const;
    [[nodiscard]] QPen penOf(const Stroke& stroke) const;
    void set(const std::optional<Paint>& fill, const std::optional<Stroke>& stroke);

    QPainter& m_painter;
    const Theme& m_theme;
};

} // namespace interleave
