#include "gui/diagram/diagrampainter.h"

#include "gui/diagram/typesetter.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace interleave {

namespace {

constexpr qreal HatchStep = 11;
constexpr qreal BadgeRadius = 10;
constexpr qreal HeadLength = 10;
constexpr qreal HeadHalf = 5;
/// Half of what is left out of the line through a bead, of its radius.
constexpr qreal StrikeGap = 0.68;

} // namespace

DiagramPainter::DiagramPainter(QPainter& painter, const Theme& theme, const DiagramMotion& motion)
    : m_painter(painter)
    , m_theme(theme)
    , m_motion(motion)
{
}

void DiagramPainter::paint(const DiagramPicture& picture)
{
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    const auto each = [this](const auto& items, auto how) {
        for (const auto& item : items)
            (this->*how)(item);
    };
    each(picture.rows, &DiagramPainter::paintRow);
    each(picture.lines, &DiagramPainter::paintLine);
    each(picture.arrows, &DiagramPainter::paintArrow);
    each(picture.lifelines, &DiagramPainter::paintLifeline);
    each(picture.bars, &DiagramPainter::paintBar);
    each(picture.leases, &DiagramPainter::paintLease);
    each(picture.stretches, &DiagramPainter::paintStretch);
    each(picture.brackets, &DiagramPainter::paintBracket);
    each(picture.beads, &DiagramPainter::paintBead);
    each(picture.marks, &DiagramPainter::paintMark);
    each(picture.texts, &DiagramPainter::paintText);
    each(picture.legend, &DiagramPainter::paintLegend);
    m_painter.restore();
}

void DiagramPainter::setPen(const QColor& color, qreal width, const QList<qreal>& dashes)
{
    QPen pen(color, px(width), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (!dashes.isEmpty()) {
        // Qt counts dashes in widths of the pen.
        QList<qreal> pattern;
        for (const qreal dash : dashes)
            pattern.append(dash / width);
        pen.setDashPattern(pattern);
    }
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
}

void DiagramPainter::paintRow(const PictureRow& row)
{
    if (!row.selected)
        return;
    m_painter.fillRect(row.rect, m_theme.band());
    m_painter.fillRect(QRectF(row.rect.left(), row.rect.top(), px(3.0), row.rect.height()), m_theme.text());
}

void DiagramPainter::paintLifeline(const PictureLifeline& lifeline)
{
    setPen(m_theme.quiet(), 2, {2, 6});
    m_painter.drawLine(QPointF(lifeline.x, lifeline.top), QPointF(lifeline.x, lifeline.bottom));
}

void DiagramPainter::paintHatch(const QRectF& rect, qreal hidden)
{
    m_painter.save();
    QPainterPath clip;
    clip.addRoundedRect(rect, px(3.0), px(3.0));
    m_painter.setClipPath(clip, Qt::IntersectClip);
    setPen(m_theme.color(Role::Stale), 2);
    // A little over the edge, so that no line ends in sight.
    for (const QLineF& line : hatchLines(rect.adjusted(-1, -1, 1, 1), hidden, px(HatchStep)))
        m_painter.drawLine(line);
    m_painter.restore();
}

void DiagramPainter::paintBar(const PictureBar& bar)
{
    m_painter.save();
    QRectF rect = bar.rect;
    if (bar.seq == m_motion.seq) {
        const qreal part = bar.state == Freshness::Stale ? m_motion.hatch : m_motion.arrows;
        rect.setHeight(rect.height() * share(bar.seq, part));
    }
    m_painter.setClipRect(rect, Qt::IntersectClip);
    // A cut end is drawn beyond the edge, so that no corner shows.
    if (!bar.begins)
        rect.setTop(rect.top() - px(8.0));
    if (!bar.ends)
        rect.setBottom(rect.bottom() + px(8.0));
    const qreal radius = px(4.0);
    const bool stale = bar.state == Freshness::Stale;
    const Ink ink = m_theme.ink(stale ? Role::Stale : Role::Current);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(stale ? ink.fill : ink.ink);
    m_painter.drawRoundedRect(rect, radius, radius);
    if (stale) {
        paintHatch(
            rect.adjusted(px(1.0), px(1.0), -px(1.0), -px(1.0)), bar.begins ? 0 : bar.hidden - px(8.0));
        const qreal half = px(0.75);
        setPen(ink.ink, 1.5);
        m_painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half);
    }
    m_painter.restore();
}

void DiagramPainter::paintLease(const PictureLease& lease)
{
    if (share(lease.seq, m_motion.arrows) < 1)
        return;
    const qreal middle = lease.rect.center().x();
    if (lease.waits) {
        setPen(m_theme.color(Role::Pending), 3, {5, 4});
        m_painter.drawLine(QPointF(middle, lease.rect.top()), QPointF(middle, lease.rect.bottom()));
        return;
    }
    const Ink ink = m_theme.ink(Role::Leased);
    const qreal half = px(0.75);
    m_painter.setPen(QPen(ink.ink, px(1.5)));
    m_painter.setBrush(ink.fill);
    m_painter.drawRoundedRect(lease.rect.adjusted(half, half, -half, -half), px(2.0), px(2.0));
}

void DiagramPainter::paintStretch(const PictureStretch& stretch)
{
    m_painter.fillRect(stretch.rect, m_theme.color(stretch.role));
    const qreal half = stretch.rect.width() / 2 + 1;
    const qreal middle = stretch.rect.center().x();
    for (const qreal y : stretch.tears) {
        if (y < stretch.rect.top() || y > stretch.rect.bottom())
            continue;
        QPolygonF tear;
        const qreal rise = px(3.0);
        for (int i = 0; i <= 4; ++i)
            tear.append(QPointF(middle + half * (i - 2) / 2, y + (i % 2 == 0 ? rise : -rise)));
        m_painter.save();
        m_painter.setPen(QPen(m_theme.window(), px(7.0), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        m_painter.drawPolyline(tear);
        m_painter.setPen(QPen(m_theme.color(Role::Lost), px(2.0), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        m_painter.drawPolyline(tear);
        m_painter.restore();
    }
}

void DiagramPainter::paintHead(const QPointF& tip, bool toRight, const QColor& color)
{
    const qreal back = toRight ? -px(HeadLength) : px(HeadLength);
    const QPolygonF head({tip, tip + QPointF(back, -px(HeadHalf)), tip + QPointF(back, px(HeadHalf))});
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    m_painter.drawPolygon(head);
}

void DiagramPainter::paintArrow(const PictureArrow& arrow)
{
    const bool request = arrow.kind == ArrowKind::Request || arrow.kind == ArrowKind::Refused;
    // The answer sets out when the request has arrived.
    const qreal drawn = share(arrow.seq, m_motion.arrows);
    const qreal part = std::clamp(request ? 2 * drawn : 2 * drawn - 1, 0.0, 1.0);
    if (part <= 0)
        return;
    const QPointF to = arrow.from + (arrow.to - arrow.from) * part;
    const QColor color = m_theme.color(arrow.role);
    const bool toRight = arrow.to.x() > arrow.from.x();
    const bool headed = arrow.kind == ArrowKind::Request || arrow.kind == ArrowKind::Answer;
    const QPointF back(toRight ? -px(HeadLength - 1) : px(HeadLength - 1), 0);
    if (request)
        setPen(color, 2);
    else
        setPen(color, 2, {5, 4});
    m_painter.drawLine(arrow.from, headed ? to + back : to);
    if (headed)
        paintHead(to, toRight, color);
    if (arrow.kind == ArrowKind::Refused && part >= 1) {
        const qreal recoil = share(arrow.seq, m_motion.recoil);
        const qreal away = px(7.0) * std::sin(std::numbers::pi * recoil);
        paintBadge(arrow.to + QPointF(toRight ? -away : away, 0), px(BadgeRadius));
    }
}

void DiagramPainter::paintBadge(const QPointF& middle, qreal radius)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.color(Role::Stale));
    m_painter.drawEllipse(middle, radius, radius);
    const qreal arm = 0.36 * radius;
    m_painter.setPen(QPen(m_theme.onInk(), 0.25 * radius, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawLine(middle - QPointF(arm, arm), middle + QPointF(arm, arm));
    m_painter.drawLine(middle - QPointF(arm, -arm), middle + QPointF(arm, -arm));
}

void DiagramPainter::paintBracket(const PictureBracket& bracket)
{
    if (share(bracket.seq, m_motion.arrows) < 1)
        return;
    setPen(m_theme.color(bracket.lost ? Role::Lost : Role::Quiet), 2.5);
    QPolygonF line;
    if (!bracket.open)
        line.append(QPointF(bracket.tip, bracket.top));
    line << QPointF(bracket.spine, bracket.top) << QPointF(bracket.spine, bracket.bottom)
         << QPointF(bracket.tip, bracket.bottom);
    m_painter.drawPolyline(line);
    if (bracket.open) {
        const qreal half = px(4.5);
        m_painter.drawPolyline(QPolygonF(
            {QPointF(bracket.spine - half, bracket.top + half),
             QPointF(bracket.spine, bracket.top),
             QPointF(bracket.spine + half, bracket.top + half)}));
    }
}

void DiagramPainter::paintBead(const PictureBead& bead)
{
    if (share(bead.seq, m_motion.arrows) < 0.5)
        return;
    const qreal ring = px(2.5);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.window());
    m_painter.drawEllipse(bead.middle, bead.radius + ring, bead.radius + ring);
    m_painter.setBrush(m_theme.color(bead.role));
    m_painter.drawEllipse(bead.middle, bead.radius, bead.radius);

    const QString text = QStringLiteral("v%1").arg(bead.version);
    m_painter.setFont(m_theme.font(TextStyle::Label));
    const qreal width = QFontMetricsF(m_painter.font()).horizontalAdvance(text);
    const qreal most = 2 * bead.radius - px(5.0);
    const QRectF words(-bead.radius, -bead.radius, 2 * bead.radius, 2 * bead.radius);
    m_painter.setPen(m_theme.onInk());
    m_painter.save();
    m_painter.translate(bead.middle);
    if (width > most)
        m_painter.scale(most / width, most / width);
    m_painter.drawText(words, Qt::AlignCenter | Qt::TextDontClip, text);
    m_painter.restore();
    if (!bead.lost)
        return;
    const QColor red = m_theme.color(Role::Lost);
    setPen(red, 3);
    const qreal edge = bead.radius + px(0.5);
    m_painter.drawEllipse(bead.middle, edge, edge);
    // Broken in the middle, where the number is to be read.
    const QPointF arm(edge + px(1.5), -(edge - px(4.0)));
    const qreal in = bead.radius * StrikeGap / std::hypot(arm.x(), arm.y());
    m_painter.drawLine(bead.middle - arm, bead.middle - arm * in);
    m_painter.drawLine(bead.middle + arm, bead.middle + arm * in);
}

void DiagramPainter::paintMark(const PictureMark& mark)
{
    const QColor color = m_theme.color(mark.role);
    const qreal radius = px(mark.unheard ? 11.0 : 5.0);
    m_painter.setPen(QPen(mark.unheard ? color : m_theme.window(), px(2.0)));
    m_painter.setBrush(mark.unheard ? m_theme.window() : color);
    m_painter.drawEllipse(mark.middle, radius, radius);
    if (mark.unheard) {
        const qreal half = px(7.0);
        drawIcon(
            m_painter,
            QRectF(mark.middle - QPointF(half, half), QSizeF(2 * half, 2 * half)),
            Icon::Hourglass,
            color);
    }
}

void DiagramPainter::paintLine(const PictureLine& line)
{
    if (line.playhead)
        setPen(m_theme.text(), 2);
    else
        setPen(m_theme.quiet(), 1.5, {4, 4});
    m_painter.drawLine(QPointF(line.left, line.y), QPointF(line.right, line.y));
}

void DiagramPainter::paintGround(const PictureText& text)
{
    const Ink ink = m_theme.ink(text.role);
    if (text.kind == TextKind::NotYet) {
        m_painter.setPen(QPen(ink.ink, px(1.25), Qt::DashLine));
        m_painter.setBrush(m_theme.window());
        m_painter.drawRoundedRect(text.box, px(8.0), px(8.0));
        return;
    }
    const bool pill = text.kind == TextKind::Answer || text.kind == TextKind::Rule;
    const qreal radius = pill || text.kind == TextKind::Head ? text.box.height() / 2 : px(6.0);
    m_painter.setPen(Qt::NoPen);
    if (pill || text.kind == TextKind::Playhead) {
        // Lines end a little before what stands on them.
        const qreal ring = px(text.kind == TextKind::Answer ? 2.0 : 3.0);
        m_painter.setBrush(m_theme.window());
        m_painter.drawRoundedRect(text.box.adjusted(-ring, -ring, ring, ring), radius + ring, radius + ring);
    }
    if (text.boxed) {
        m_painter.setBrush(ink.fill);
        m_painter.drawRoundedRect(text.box, radius, radius);
    }
}

void DiagramPainter::paintText(const PictureText& text)
{
    const bool late = text.kind == TextKind::Answer || text.kind == TextKind::LostNote;
    if (text.box.isEmpty() || (late && share(text.seq, m_motion.arrows) < 1))
        return;
    if (text.boxed || text.kind == TextKind::NotYet || text.kind == TextKind::Playhead)
        paintGround(text);
    const QColor color = m_theme.color(text.role);
    if (text.icon)
        drawIcon(m_painter, iconRect(text, m_theme), *text.icon, color);
    m_painter.setFont(m_theme.font(text.style));
    m_painter.setPen(color);
    m_painter.drawText(
        wordsRect(text, m_theme), Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, text.text);
}

void DiagramPainter::paintLegend(const LegendEntry& entry)
{
    const QRectF& sample = entry.sampleRect;
    const QPointF middle = sample.center();
    switch (entry.sample) {
    case LegendSample::Current:
    case LegendSample::Stale: {
        PictureBar bar;
        bar.state = entry.sample == LegendSample::Stale ? Freshness::Stale : Freshness::Current;
        bar.rect = sample.adjusted(0, px(2.0), 0, -px(2.0));
        paintBar(bar);
        break;
    }
    case LegendSample::Holds:
    case LegendSample::Waits: {
        PictureLease lease;
        lease.waits = entry.sample == LegendSample::Waits;
        lease.rect = sample;
        paintLease(lease);
        break;
    }
    case LegendSample::Records: {
        PictureBar bar;
        bar.state = Freshness::Current;
        const qreal width = sample.width() / 2 - px(2.0);
        bar.rect = QRectF(sample.left(), sample.top() + px(2.0), width, sample.height() - px(4.0));
        paintBar(bar);
        bar.rect.moveRight(sample.right());
        paintBar(bar);
        break;
    }
    case LegendSample::Bead:
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.color(Role::Server));
        m_painter.drawEllipse(middle, px(8.0), px(8.0));
        break;
    case LegendSample::Request:
    case LegendSample::Answer:
        if (entry.sample == LegendSample::Request)
            setPen(m_theme.quiet(), 2);
        else
            setPen(m_theme.quiet(), 2, {5, 4});
        m_painter.drawLine(QPointF(sample.left(), middle.y()), QPointF(sample.right(), middle.y()));
        break;
    case LegendSample::Edit:
        paintMark({0, middle, Role::Quiet, false});
        break;
    case LegendSample::Refused:
        paintBadge(middle, px(8.0));
        break;
    case LegendSample::Bracket: {
        const qreal half = px(8.0);
        setPen(m_theme.color(Role::Lost), 2.5);
        m_painter.drawPolyline(QPolygonF(
            {QPointF(sample.right(), middle.y() - half),
             QPointF(sample.left() + 1, middle.y() - half),
             QPointF(sample.left() + 1, middle.y() + half),
             QPointF(sample.right(), middle.y() + half)}));
        break;
    }
    }
    m_painter.setFont(m_theme.font(TextStyle::Hint));
    m_painter.setPen(m_theme.quiet());
    m_painter.drawText(entry.textRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, entry.text);
}

} // namespace interleave
