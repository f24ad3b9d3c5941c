#pragma once

#include "gui/diagram/diagrampicture.h"

class QPainter;

namespace interleave {

/// How far the newest message has been drawn, while it slides in.
struct DiagramMotion final
{
    /// 0 when nothing moves.
    qint64 seq = 0;
    /// From 0 to 1: the arrows, the hatch, the ✕ that recoils.
    qreal arrows = 1;
    qreal hatch = 1;
    qreal recoil = 1;
};

/// Paints a typeset picture in the colours of a theme. Made where it is used.
class DiagramPainter final
{
public:
    DiagramPainter(QPainter& painter, const Theme& theme, const DiagramMotion& motion = {});

    void paint(const DiagramPicture& picture);

private:
    void paintRow(const PictureRow& row);
    void paintLifeline(const PictureLifeline& lifeline);
    void paintBar(const PictureBar& bar);
    void paintLease(const PictureLease& lease);
    void paintHatch(const QRectF& rect, qreal hidden);
    void paintStretch(const PictureStretch& stretch);
    void paintArrow(const PictureArrow& arrow);
    void paintHead(const QPointF& tip, bool toRight, const QColor& color);
    void paintBadge(const QPointF& middle, qreal radius);
    void paintBracket(const PictureBracket& bracket);
    void paintBead(const PictureBead& bead);
    void paintMark(const PictureMark& mark);
    void paintLine(const PictureLine& line);
    void paintText(const PictureText& text);
    void paintGround(const PictureText& text);
    void paintLegend(const LegendEntry& entry);
    void setPen(const QColor& color, qreal width, const QList<qreal>& dashes = {});
    [[nodiscard]] qreal px(qreal length) const { return m_theme.px(length); }
    /// How much of what belongs to an event is drawn.
    [[nodiscard]] qreal share(qint64 seq, qreal part) const
    {
        return seq != 0 && seq == m_motion.seq ? part : 1;
    }

    QPainter& m_painter;
    const Theme& m_theme;
    DiagramMotion m_motion;
};

} // namespace interleave
