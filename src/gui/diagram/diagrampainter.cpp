#include "gui/diagram/diagrampainter.h"

#include "gui/diagram/paintercanvas.h"
#include "gui/diagram/typesetter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace interleave {

namespace {

constexpr qreal HatchStep = 11;
constexpr qreal BadgeRadius = 10;
constexpr qreal HeadLength = 10;
constexpr qreal HeadHalf = 5;
constexpr qreal CrossArm = 5;
/// Half of the line through a lost version's number, as a part of its bead's radius.
constexpr qreal StrikeHalf = 0.62;

} // namespace

DiagramPainter::DiagramPainter(DiagramCanvas& canvas, const Theme& theme, const DiagramMotion& motion)
    : m_canvas(canvas)
    , m_theme(theme)
    , m_motion(motion)
{
}

DiagramPainter::DiagramPainter(QPainter& painter, const Theme& theme, const DiagramMotion& motion)
    : m_own(std::make_unique<PainterCanvas>(painter, theme))
    , m_canvas(*m_own)
    , m_theme(theme)
    , m_motion(motion)
{
}

DiagramPainter::~DiagramPainter() = default;

void DiagramPainter::paint(const DiagramPicture& picture)
{
    const auto each = [this](const auto& items, auto how) {
        for (const auto& item : items)
            (this->*how)(item);
    };
    each(picture.rows, &DiagramPainter::paintRow);
    each(picture.lines, &DiagramPainter::paintLine);
    each(picture.arrows, &DiagramPainter::paintArrow);
    each(picture.lifelines, &DiagramPainter::paintLifeline);
    each(picture.frames, &DiagramPainter::paintFrame);
    each(picture.bars, &DiagramPainter::paintBar);
    each(picture.leases, &DiagramPainter::paintLease);
    each(picture.stretches, &DiagramPainter::paintStretch);
    each(picture.paths, &DiagramPainter::paintPath);
    each(picture.arrows, &DiagramPainter::paintRefusal);
    each(picture.beads, &DiagramPainter::paintBead);
    each(picture.rings, &DiagramPainter::paintRing);
    each(picture.marks, &DiagramPainter::paintMark);
    each(picture.texts, &DiagramPainter::paintText);
    each(picture.legend, &DiagramPainter::paintLegend);
}

Stroke
DiagramPainter::stroke(const Paint& paint, qreal width, const QList<qreal>& dashes, Qt::PenCapStyle cap) const
{
    QList<qreal> drawn;
    for (const qreal dash : dashes)
        drawn.append(px(dash));
    return {paint, px(width), drawn, cap};
}

Stroke DiagramPainter::lostOutline() const
{
    return stroke(Paint::ink(Role::Lost), 2, {4, 3});
}

void DiagramPainter::paintRow(const PictureRow& row)
{
    if (!row.selected)
        return;
    m_canvas.box(row.rect, 0, Paint::band());
    m_canvas.box(
        QRectF(row.rect.left(), row.rect.top(), px(3.0), row.rect.height()), 0, Paint::ink(Role::Text));
}

void DiagramPainter::paintLifeline(const PictureLifeline& lifeline)
{
    m_canvas.line(
        QPointF(lifeline.x, lifeline.top),
        QPointF(lifeline.x, lifeline.bottom),
        stroke(Paint::ink(Role::Quiet), 2, {2, 6}));
}

void DiagramPainter::paintFrame(const PictureFrame& frame)
{
    QRectF rect = frame.rect;
    if (frame.seq == m_motion.seq)
        rect.setHeight(rect.height() * m_motion.arrows);
    m_canvas.beginClip(rect);
    // As with a bar's, a cut end is drawn beyond the edge.
    if (!frame.begins)
        rect.setTop(rect.top() - px(12.0));
    if (!frame.ends)
        rect.setBottom(rect.bottom() + px(12.0));
    const qreal half = px(1.0);
    m_canvas.box(
        rect.adjusted(half, half, -half, -half),
        std::min(px(7.0), rect.width() / 3),
        Paint::fill(frame.role),
        stroke(Paint::ink(frame.role), 2));
    m_canvas.endClip();
}

void DiagramPainter::paintNeverWas(const QRectF& rect)
{
    const qreal half = px(1.0);
    m_canvas.box(
        rect.adjusted(half, half, -half, -half),
        px(4.0),
        Paint::fill(Role::Lost),
        stroke(Paint::ink(Role::Lost), 2));
}

void DiagramPainter::paintBar(const PictureBar& bar)
{
    QRectF rect = bar.rect;
    if (bar.seq == m_motion.seq) {
        const qreal part = bar.state == Freshness::Stale ? m_motion.hatch : m_motion.arrows;
        rect.setHeight(rect.height() * share(bar.seq, part));
    }
    m_canvas.beginClip(rect);
    // Draw a cut end beyond the edge, so that no corner shows.
    if (!bar.begins)
        rect.setTop(rect.top() - px(8.0));
    if (!bar.ends)
        rect.setBottom(rect.bottom() + px(8.0));
    if (bar.neverWas) {
        paintNeverWas(rect);
        m_canvas.endClip();
        return;
    }
    const qreal radius = px(4.0);
    const bool stale = bar.state == Freshness::Stale;
    m_canvas.box(rect, radius, stale ? Paint::fill(Role::Stale) : Paint::ink(Role::Current));
    if (stale) {
        const qreal inset = px(1.0);
        m_canvas.hatch(
            rect.adjusted(inset, inset, -inset, -inset),
            px(3.0),
            bar.begins ? 0 : bar.hidden - px(8.0),
            px(HatchStep),
            stroke(Paint::ink(Role::Stale), 2));
        const qreal half = px(0.75);
        m_canvas.box(
            rect.adjusted(half, half, -half, -half), radius - half, {}, stroke(Paint::ink(Role::Stale), 1.5));
    }
    m_canvas.endClip();
}

void DiagramPainter::paintLease(const PictureLease& lease)
{
    if (share(lease.seq, m_motion.arrows) < 1)
        return;
    const qreal middle = lease.rect.center().x();
    if (lease.waits) {
        m_canvas.line(
            QPointF(middle, lease.rect.top()),
            QPointF(middle, lease.rect.bottom()),
            stroke(Paint::ink(Role::Pending), 3, {5, 4}));
        return;
    }
    const qreal half = px(0.75);
    m_canvas.box(
        lease.rect.adjusted(half, half, -half, -half),
        px(2.0),
        Paint::fill(Role::Leased),
        stroke(Paint::ink(Role::Leased), 1.5));
}

void DiagramPainter::paintStretch(const PictureStretch& stretch)
{
    if (!stretch.lost) {
        m_canvas.box(stretch.rect, 0, Paint::ink(stretch.role));
        return;
    }
    m_canvas.box(stretch.rect, 0, Paint::fill(Role::Lost));
    const Stroke dashed = lostOutline();
    for (const qreal x : {stretch.rect.left(), stretch.rect.right()})
        m_canvas.line(QPointF(x, stretch.rect.top()), QPointF(x, stretch.rect.bottom()), dashed);
}

void DiagramPainter::paintHead(const QPointF& tip, bool toRight, const Paint& paint)
{
    const qreal back = toRight ? -px(HeadLength) : px(HeadLength);
    m_canvas.polygon(
        QPolygonF({tip, tip + QPointF(back, -px(HeadHalf)), tip + QPointF(back, px(HeadHalf))}), paint);
}

void DiagramPainter::paintArrow(const PictureArrow& arrow)
{
    if (arrow.kind == ArrowKind::Folded) {
        m_canvas.line(arrow.from, arrow.to, stroke(Paint::ink(arrow.role), 1));
        return;
    }
    const bool request = arrow.kind == ArrowKind::Request || arrow.kind == ArrowKind::Refused;
    // The answer starts moving when the request has arrived.
    const qreal drawn = share(arrow.seq, m_motion.arrows);
    const qreal part = std::clamp(request ? 2 * drawn : 2 * drawn - 1, 0.0, 1.0);
    if (part <= 0)
        return;
    const QPointF to = arrow.from + (arrow.to - arrow.from) * part;
    const Paint paint = Paint::ink(arrow.role);
    const bool toRight = arrow.to.x() > arrow.from.x();
    const bool headed = arrow.kind == ArrowKind::Request || arrow.kind == ArrowKind::Answer;
    const QPointF back(toRight ? -px(HeadLength - 1) : px(HeadLength - 1), 0);
    m_canvas.line(arrow.from, headed ? to + back : to, request ? stroke(paint, 2) : stroke(paint, 2, {5, 4}));
    if (headed)
        paintHead(to, toRight, paint);
    if (arrow.kind == ArrowKind::Unanswered && part >= 1)
        paintCross(arrow.to, px(CrossArm), stroke(paint, 2, {}, Qt::RoundCap));
}

/// The ✕ at the end of a refused request, on the server's lifeline.
void DiagramPainter::paintRefusal(const PictureArrow& arrow)
{
    // The request takes the first half of the time, its answer the second.
    if (arrow.kind != ArrowKind::Refused || share(arrow.seq, m_motion.arrows) < 0.5)
        return;
    const qreal away = px(7.0) * std::sin(std::numbers::pi * share(arrow.seq, m_motion.recoil));
    const QPointF middle = arrow.to + QPointF(arrow.to.x() > arrow.from.x() ? -away : away, 0);
    m_canvas.circle(middle, px(BadgeRadius + 2), Paint::ground());
    paintBadge(middle, px(BadgeRadius));
}

void DiagramPainter::paintCross(const QPointF& middle, qreal arm, const Stroke& stroke)
{
    m_canvas.line(middle - QPointF(arm, arm), middle + QPointF(arm, arm), stroke);
    m_canvas.line(middle - QPointF(arm, -arm), middle + QPointF(arm, -arm), stroke);
}

void DiagramPainter::paintBadge(const QPointF& middle, qreal radius)
{
    m_canvas.circle(middle, radius, Paint::ink(Role::Stale));
    paintCross(middle, 0.36 * radius, {Paint::onInk(), 0.25 * radius, {}, Qt::RoundCap});
}

void DiagramPainter::paintBead(const PictureBead& bead)
{
    if (share(bead.seq, m_motion.arrows) < 0.5)
        return;
    const qreal wide = std::max(bead.half, bead.radius);
    // A circle, or a capsule where the text is long.
    const auto shape = [&](qreal more, const Paint& fill, const std::optional<Stroke>& outline) {
        const QPointF corner(wide + more, bead.radius + more);
        if (wide > bead.radius)
            m_canvas.box(
                QRectF(bead.middle - corner, bead.middle + corner), bead.radius + more, fill, outline);
        else
            m_canvas.circle(bead.middle, bead.radius + more, fill, outline);
    };
    shape(px(2.5), Paint::ground(), {});
    if (bead.lost)
        shape(-px(0.5), Paint::fill(Role::Lost), lostOutline());
    else
        shape(0, Paint::ink(bead.role), {});
    const QPointF corner(wide, bead.radius);
    CanvasWords words;
    words.rect = QRectF(bead.middle - corner, bead.middle + corner);
    words.style = TextStyle::Label;
    words.paint = bead.lost ? Paint::ink(Role::Text) : Paint::onInk();
    words.text = bead.text;
    words.most = 2 * wide - px(5.0);
    // The line is behind the number, which stays readable.
    const QPointF half(wide * StrikeHalf, 0);
    if (bead.lost)
        m_canvas.line(bead.middle - half, bead.middle + half, stroke(Paint::ink(Role::Lost), 1.5));
    m_canvas.words(words);
}

void DiagramPainter::paintPath(const PicturePath& path)
{
    // What a request brings about appears when it has arrived.
    if (share(path.seq, m_motion.arrows) < 0.5)
        return;
    const Paint paint = Paint::ink(path.role);
    switch (path.kind) {
    case PathKind::Pending:
        m_canvas.polyline(path.points, stroke(paint, 4, {6, 4}));
        break;
    case PathKind::Waits:
        m_canvas.polyline(path.points, stroke(paint, 3, {5, 4}));
        break;
    case PathKind::Snapshot:
        m_canvas.polyline(path.points, stroke(paint, 1.5, {3, 3}));
        break;
    }
    if (!path.gone || path.points.isEmpty())
        return;
    m_canvas.circle(path.points.last(), px(9.0), Paint::ground());
    paintCross(path.points.last(), px(6.0), stroke(Paint::ink(Role::Server), 3, {}, Qt::RoundCap));
}

void DiagramPainter::paintRing(const PictureRing& ring)
{
    if (share(ring.seq, m_motion.arrows) < 0.5)
        return;
    const qreal half = px(1.0);
    m_canvas.box(
        ring.rect.adjusted(half, half, -half, -half),
        ring.rect.height() / 2 - half,
        Paint::ground(),
        stroke(Paint::ink(ring.role), 2, {4, 3}));
    CanvasWords words;
    words.rect = ring.rect;
    words.style = TextStyle::Label;
    words.paint = Paint::ink(ring.role);
    words.text = ring.text;
    words.most = ring.rect.width() - px(8.0);
    m_canvas.words(words);
}

void DiagramPainter::paintMark(const PictureMark& mark)
{
    const Paint paint = Paint::ink(mark.role);
    if (!mark.answerLost) {
        m_canvas.circle(mark.middle, px(5.0), paint, stroke(Paint::ground(), 2));
        return;
    }
    m_canvas.circle(mark.middle, px(11.0), Paint::ground(), stroke(paint, 2));
    const qreal half = px(7.0);
    m_canvas.icon(
        QRectF(mark.middle - QPointF(half, half), QSizeF(2 * half, 2 * half)), Icon::Hourglass, paint);
}

void DiagramPainter::paintLine(const PictureLine& line)
{
    m_canvas.line(
        QPointF(line.left, line.y),
        QPointF(line.right, line.y),
        line.playhead ? stroke(Paint::ink(Role::Text), 2) : stroke(Paint::ink(Role::Quiet), 1.5, {4, 4}));
}

void DiagramPainter::paintGround(const PictureText& text)
{
    if (text.kind == TextKind::NotYet) {
        m_canvas.box(
            text.box, px(8.0), Paint::ground(), stroke(Paint::ink(text.role), 1.25, {5, 2.5}, Qt::SquareCap));
        return;
    }
    const bool pill = text.kind == TextKind::Answer || text.kind == TextKind::Rule;
    const qreal radius = pill || text.kind == TextKind::Head ? text.box.height() / 2 : px(6.0);
    if (pill || text.kind == TextKind::Playhead) {
        // Let lines end a little before the pill on them.
        const qreal ring = px(text.kind == TextKind::Answer ? 2.0 : 3.0);
        m_canvas.box(text.box.adjusted(-ring, -ring, ring, ring), radius + ring, Paint::ground());
    }
    if (text.boxed)
        m_canvas.box(text.box, radius, Paint::fill(text.role));
}

void DiagramPainter::paintText(const PictureText& text)
{
    const bool late = text.kind == TextKind::Answer || text.kind == TextKind::LostNote ||
                      text.kind == TextKind::RefusedNote || text.kind == TextKind::Note;
    if (text.box.isEmpty() || (late && share(text.seq, m_motion.arrows) < 1))
        return;
    m_canvas.beginGroup(text.wordings.first());
    if (text.boxed || text.kind == TextKind::NotYet || text.kind == TextKind::Playhead)
        paintGround(text);
    if (text.icon)
        m_canvas.icon(iconRect(text, m_theme), *text.icon, Paint::ink(text.role));
    m_canvas.words({wordsRect(text, m_theme), text.style, Paint::ink(text.role), text.text});
    m_canvas.endGroup();
}

} // namespace interleave
