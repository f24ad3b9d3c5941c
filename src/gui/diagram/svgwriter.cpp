#include "gui/diagram/svgwriter.h"

#include "gui/diagram/typesetter.h"

#include <QFontMetricsF>
#include <QMetaEnum>
#include <QPolygonF>
#include <QRegularExpression>

#include <cmath>

namespace interleave {

namespace {

constexpr qreal HatchStep = 11;

QString number(qreal value)
{
    return QString::number(value, 'f', 2).remove(QRegularExpression(QStringLiteral("\\.?0+$")));
}

QString pointsText(const QPolygonF& points)
{
    QStringList result;
    for (const QPointF& point : points)
        result.append(number(point.x()) + QLatin1Char(',') + number(point.y()));
    return result.join(QLatin1Char(' '));
}

} // namespace

QString SvgWriter::nameOf(Role role)
{
    return QString::fromLatin1(QMetaEnum::fromType<Role>().valueToKey(static_cast<int>(role))).toLower();
}

void SvgWriter::write(const DiagramPicture& picture)
{
    for (const PictureLine& item : picture.lines)
        line(QStringLiteral("rule"), {item.left, item.y}, {item.right, item.y});
    for (const PictureArrow& item : picture.arrows)
        writeArrow(item);
    for (const PictureLifeline& item : picture.lifelines)
        line(QStringLiteral("lifeline"), {item.x, item.top}, {item.x, item.bottom});
    for (const PictureBar& item : picture.bars)
        writeBar(item);
    for (const PictureLease& item : picture.leases)
        writeLease(item);
    for (const PictureStretch& item : picture.stretches)
        writeStretch(item);
    for (const PictureBracket& item : picture.brackets)
        writeBracket(item);
    for (const PictureBead& item : picture.beads)
        writeBead(item);
    for (const PictureMark& item : picture.marks)
        writeMark(item);
    for (const PictureText& item : picture.texts)
        writeText(item);
    for (const LegendEntry& item : picture.legend)
        writeLegend(item);
}

void SvgWriter::writeCaption(const QString& caption, const QRectF& rect)
{
    words(QStringLiteral("text-ink"), rect, TextStyle::CardTitle, caption, false);
}

// --- elements ---

void SvgWriter::element(const char* name, const QString& classes, Attributes attributes)
{
    m_xml.writeEmptyElement(QString::fromLatin1(name));
    m_xml.writeAttribute(QStringLiteral("class"), classes);
    for (const auto& [attribute, value] : attributes)
        m_xml.writeAttribute(QString::fromLatin1(attribute), value);
}

void SvgWriter::line(const QString& classes, const QPointF& from, const QPointF& to)
{
    element(
        "line",
        classes,
        {{"x1", number(from.x())}, {"y1", number(from.y())}, {"x2", number(to.x())}, {"y2", number(to.y())}});
}

void SvgWriter::rect(const QString& classes, const QRectF& rect, qreal radius)
{
    element(
        "rect",
        classes,
        {{"x", number(rect.x())},
         {"y", number(rect.y())},
         {"width", number(rect.width())},
         {"height", number(rect.height())},
         {"rx", number(radius)}});
}

void SvgWriter::circle(const QString& classes, const QPointF& middle, qreal radius)
{
    element(
        "circle", classes, {{"cx", number(middle.x())}, {"cy", number(middle.y())}, {"r", number(radius)}});
}

void SvgWriter::polyline(const QString& classes, const QPolygonF& points)
{
    element("polyline", classes, {{"points", pointsText(points)}});
}

void SvgWriter::words(
    const QString& classes, const QRectF& rect, TextStyle style, const QString& text, bool centred)
{
    if (text.isEmpty())
        return;
    const QFont font = m_theme.font(style);
    const QFontMetricsF metrics(font);
    const qreal base = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    m_xml.writeStartElement(QStringLiteral("text"));
    m_xml.writeAttribute(QStringLiteral("class"), classes);
    m_xml.writeAttribute(
        QStringLiteral("font-family"),
        font.family() +
            (style == TextStyle::Code ? QStringLiteral(", monospace") : QStringLiteral(", sans-serif")));
    m_xml.writeAttribute(QStringLiteral("font-size"), QString::number(font.pixelSize()));
    m_xml.writeAttribute(QStringLiteral("font-weight"), QString::number(font.weight()));
    m_xml.writeAttribute(QStringLiteral("x"), number(centred ? rect.center().x() : rect.left()));
    m_xml.writeAttribute(QStringLiteral("y"), number(base));
    // Where the face is missing, another one is squeezed into the same room.
    m_xml.writeAttribute(QStringLiteral("textLength"), number(metrics.horizontalAdvance(text)));
    m_xml.writeAttribute(QStringLiteral("lengthAdjust"), QStringLiteral("spacingAndGlyphs"));
    if (centred)
        m_xml.writeAttribute(QStringLiteral("text-anchor"), QStringLiteral("middle"));
    m_xml.writeCharacters(text);
    m_xml.writeEndElement();
}

void SvgWriter::cross(const QString& classes, const QPointF& middle, qreal arm)
{
    line(classes, middle - QPointF(arm, arm), middle + QPointF(arm, arm));
    line(classes, middle - QPointF(arm, -arm), middle + QPointF(arm, -arm));
}

// --- items ---

void SvgWriter::writeBar(const PictureBar& bar)
{
    if (bar.state == Freshness::Current) {
        rect(QStringLiteral("current-fillink"), bar.rect, 4);
        return;
    }
    rect(QStringLiteral("stale-fill"), bar.rect, 4);
    for (const QLineF& hatch : hatchLines(bar.rect, bar.hidden, HatchStep))
        line(QStringLiteral("stale-line"), hatch.p1(), hatch.p2());
    rect(QStringLiteral("stale-thin outline"), bar.rect, 4);
}

void SvgWriter::writeLease(const PictureLease& lease)
{
    const qreal middle = lease.rect.center().x();
    if (lease.waits) {
        line(
            QStringLiteral("pending-line dashed"), {middle, lease.rect.top()}, {middle, lease.rect.bottom()});
        return;
    }
    const QRectF inner = lease.rect.adjusted(0.75, 0.75, -0.75, -0.75);
    rect(QStringLiteral("leased-fill"), inner, 2);
    rect(QStringLiteral("leased-thin outline"), inner, 2);
}

void SvgWriter::writeStretch(const PictureStretch& stretch)
{
    rect(nameOf(stretch.role) + QStringLiteral("-fillink"), stretch.rect, 0);
    const qreal half = stretch.rect.width() / 2 + 1;
    for (const qreal y : stretch.tears) {
        QPolygonF tear;
        for (int i = 0; i <= 4; ++i)
            tear.append(QPointF(stretch.rect.center().x() + half * (i - 2) / 2, y + (i % 2 == 0 ? 3 : -3)));
        polyline(QStringLiteral("gap"), tear);
        polyline(QStringLiteral("lost-line"), tear);
    }
}

void SvgWriter::writeArrow(const PictureArrow& arrow)
{
    const bool toRight = arrow.to.x() > arrow.from.x();
    const bool solid = arrow.kind == ArrowKind::Request || arrow.kind == ArrowKind::Refused;
    const bool headed = arrow.kind == ArrowKind::Request || arrow.kind == ArrowKind::Answer;
    const QPointF back(toRight ? -9 : 9, 0);
    const QString role = nameOf(arrow.role);
    line(
        role + (solid ? QStringLiteral("-line") : QStringLiteral("-line dashed")),
        arrow.from,
        headed ? arrow.to + back : arrow.to);
    if (headed) {
        const QPointF wing(toRight ? -10 : 10, 5);
        const QPolygonF head({arrow.to, arrow.to + wing, arrow.to + QPointF(wing.x(), -wing.y())});
        element("polygon", role + QStringLiteral("-fillink"), {{"points", pointsText(head)}});
    }
    if (arrow.kind == ArrowKind::Refused) {
        circle(QStringLiteral("stale-fillink"), arrow.to, 10);
        cross(QStringLiteral("sign"), arrow.to, 3.6);
    }
}

void SvgWriter::writeBracket(const PictureBracket& bracket)
{
    QPolygonF points;
    if (!bracket.open)
        points.append(QPointF(bracket.tip, bracket.top));
    points << QPointF(bracket.spine, bracket.top) << QPointF(bracket.spine, bracket.bottom)
           << QPointF(bracket.tip, bracket.bottom);
    polyline(bracket.lost ? QStringLiteral("lost-line") : QStringLiteral("quiet-line"), points);
}

void SvgWriter::writeBead(const PictureBead& bead)
{
    circle(QStringLiteral("ground"), bead.middle, bead.radius + 2.5);
    circle(nameOf(bead.role) + QStringLiteral("-fillink"), bead.middle, bead.radius);
    const QPointF corner(bead.radius, bead.radius);
    words(
        QStringLiteral("onink"),
        QRectF(bead.middle - corner, bead.middle + corner),
        TextStyle::Label,
        QStringLiteral("v%1").arg(bead.version));
    if (!bead.lost)
        return;
    circle(QStringLiteral("lost-line"), bead.middle, bead.radius + 0.5);
    const QPointF arm(bead.radius + 2, -(bead.radius - 3.5));
    // Broken in the middle, where the number is to be read.
    const qreal in = bead.radius * 0.68 / std::hypot(arm.x(), arm.y());
    line(QStringLiteral("lost-line"), bead.middle - arm, bead.middle - arm * in);
    line(QStringLiteral("lost-line"), bead.middle + arm, bead.middle + arm * in);
}

void SvgWriter::writeMark(const PictureMark& mark)
{
    circle(QStringLiteral("ground"), mark.middle, mark.unheard ? 11 : 6);
    if (mark.unheard) {
        circle(nameOf(mark.role) + QStringLiteral("-line"), mark.middle, 8);
        cross(nameOf(mark.role) + QStringLiteral("-line"), mark.middle, 3);
    } else {
        circle(nameOf(mark.role) + QStringLiteral("-fillink"), mark.middle, 4);
    }
}

void SvgWriter::writeIcon(const PictureText& text)
{
    const QRectF icon = iconRect(text, m_theme);
    if (text.icon == Icon::Padlock) {
        const QPointF middle = icon.center();
        circle(nameOf(text.role) + QStringLiteral("-thin outline"), middle - QPointF(0, 1.5), 2.5);
        rect(
            nameOf(text.role) + QStringLiteral("-fillink"),
            QRectF(middle.x() - 4, middle.y() - 0.5, 8, 6),
            1);
    } else if (text.icon == Icon::Cross)
        cross(nameOf(text.role) + QStringLiteral("-thin"), icon.center(), icon.width() / 2 - 2);
    else
        circle(nameOf(text.role) + QStringLiteral("-thin"), icon.center(), icon.width() / 2 - 2);
}

void SvgWriter::writeText(const PictureText& text)
{
    if (text.box.isEmpty())
        return;
    const bool round =
        text.kind == TextKind::Answer || text.kind == TextKind::Rule || text.kind == TextKind::Head;
    const qreal radius = round ? text.box.height() / 2 : 6;
    m_xml.writeStartElement(QStringLiteral("g"));
    m_xml.writeTextElement(QStringLiteral("title"), text.wordings.first());
    if (text.boxed) {
        rect(QStringLiteral("ground"), text.box.adjusted(-2, -2, 2, 2), radius + 2);
        rect(nameOf(text.role) + QStringLiteral("-fill"), text.box, radius);
    }
    if (text.icon)
        writeIcon(text);
    words(nameOf(text.role) + QStringLiteral("-ink"), wordsRect(text, m_theme), text.style, text.text);
    m_xml.writeEndElement();
}

void SvgWriter::writeLegend(const LegendEntry& entry)
{
    const QRectF& sample = entry.sampleRect;
    const QPointF middle = sample.center();
    switch (entry.sample) {
    case LegendSample::Current:
    case LegendSample::Stale: {
        PictureBar bar;
        bar.state = entry.sample == LegendSample::Stale ? Freshness::Stale : Freshness::Current;
        bar.rect = sample.adjusted(0, 2, 0, -2);
        writeBar(bar);
        break;
    }
    case LegendSample::Holds:
    case LegendSample::Waits: {
        PictureLease lease;
        lease.waits = entry.sample == LegendSample::Waits;
        lease.rect = sample;
        writeLease(lease);
        break;
    }
    case LegendSample::Records: {
        PictureBar bar;
        bar.state = Freshness::Current;
        const qreal width = sample.width() / 2 - 2;
        bar.rect = QRectF(sample.left(), sample.top() + 2, width, sample.height() - 4);
        writeBar(bar);
        bar.rect.moveRight(sample.right());
        writeBar(bar);
        break;
    }
    case LegendSample::Bead:
        circle(QStringLiteral("server-fillink"), middle, 8);
        break;
    case LegendSample::Request:
        line(QStringLiteral("quiet-line"), {sample.left(), middle.y()}, {sample.right(), middle.y()});
        break;
    case LegendSample::Answer:
        line(QStringLiteral("quiet-line dashed"), {sample.left(), middle.y()}, {sample.right(), middle.y()});
        break;
    case LegendSample::Edit:
        circle(QStringLiteral("quiet-fillink"), middle, 4);
        break;
    case LegendSample::Refused:
        circle(QStringLiteral("stale-fillink"), middle, 8);
        cross(QStringLiteral("sign"), middle, 3);
        break;
    case LegendSample::Bracket:
        polyline(
            QStringLiteral("lost-line"),
            QPolygonF(
                {{sample.right(), middle.y() - 8},
                 {sample.left() + 1, middle.y() - 8},
                 {sample.left() + 1, middle.y() + 8},
                 {sample.right(), middle.y() + 8}}));
        break;
    }
    words(QStringLiteral("quiet-ink"), entry.textRect, TextStyle::Hint, entry.text, false);
}

} // namespace interleave
