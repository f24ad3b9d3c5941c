#pragma once

#include "gui/diagram/diagramcanvas.h"
#include "gui/diagram/diagrampicture.h"

#include <memory>

class QPainter;

namespace interleave {

/// The progress of the animation that draws a new message.
struct DiagramMotion final
{
    /// The message; 0 when nothing moves.
    qint64 seq = 0;
    /// From 0 to 1: arrows, hatch, and the recoiling ✕.
    qreal arrows = 1;
    qreal hatch = 1;
    qreal recoil = 1;
};

/// Draws a typeset picture on any canvas; what things look like is decided here alone. Create it where it is
/// used.
class DiagramPainter final
{
public:
    DiagramPainter(DiagramCanvas& canvas, const Theme& theme, const DiagramMotion& motion = {});
    /// Draws in the colours of the theme.
    DiagramPainter(QPainter& painter, const Theme& theme, const DiagramMotion& motion = {});
    ~DiagramPainter();

    void paint(const DiagramPicture& picture);

private:
    void paintRow(const PictureRow& row);
    void paintLifeline(const PictureLifeline& lifeline);
    void paintFrame(const PictureFrame& frame);
    void paintBar(const PictureBar& bar);
    void paintNeverWas(const QRectF& rect);
    void paintLease(const PictureLease& lease);
    void paintStretch(const PictureStretch& stretch);
    void paintArrow(const PictureArrow& arrow);
    void paintRefusal(const PictureArrow& arrow);
    void paintHead(const QPointF& tip, bool toRight, const Paint& paint);
    void paintCross(const QPointF& middle, qreal arm, const Stroke& stroke);
    void paintBadge(const QPointF& middle, qreal radius);
    void paintPath(const PicturePath& path);
    void paintBead(const PictureBead& bead);
    void paintRing(const PictureRing& ring);
    void paintMark(const PictureMark& mark);
    void paintLine(const PictureLine& line);
    void paintText(const PictureText& text);
    void paintGround(const PictureText& text);
    void paintLegend(const LegendEntry& entry);
    void paintSample(const LegendEntry& entry);
    void paintTransactionSample(const LegendEntry& entry);
    void paintBarSample(const QRectF& sample, Freshness state, bool neverWas = false);
    /// Lengths at 100 %.
    /// Around everything that was lost.
    [[nodiscard]] Stroke lostOutline() const;
    [[nodiscard]] Stroke stroke(
        const Paint& paint,
        qreal width,
        const QList<qreal>& dashes = {},
        Qt::PenCapStyle cap = Qt::FlatCap) const;
    [[nodiscard]] qreal px(qreal length) const { return m_theme.px(length); }
    /// How much of an event's shapes to draw, from 0 to 1.
    [[nodiscard]] qreal share(qint64 seq, qreal part) const
    {
        return seq != 0 && seq == m_motion.seq ? part : 1;
    }

    /// The canvas made for a QPainter; null when the caller brought one.
    std::unique_ptr<DiagramCanvas> m_own;
    DiagramCanvas& m_canvas;
    const Theme& m_theme;
    DiagramMotion m_motion;
};

} // namespace interleave
