#include "gui/diagram/svgwriter.h"

#include "gui/diagram/diagrampicture.h"

#include <QFile>
#include <QFontMetricsF>
#include <QMetaEnum>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>

namespace interleave {

namespace {

/// At most two decimals; more cannot be seen.
QString number(qreal value)
{
    const auto hundredths = static_cast<qint64>(std::llround(value * 100));
    const qint64 size = std::abs(hundredths);
    QString text = QString::number(size / 100);
    if (const qint64 rest = size % 100; rest != 0) {
        text += QLatin1Char('.') + QString::number(rest / 10);
        if (rest % 10 != 0)
            text += QString::number(rest % 10);
    }
    return hundredths < 0 ? QLatin1Char('-') + text : text;
}

QString pointsText(const QPolygonF& points)
{
    QStringList result;
    for (const QPointF& point : points)
        result.append(number(point.x()) + QLatin1Char(',') + number(point.y()));
    return result.join(QLatin1Char(' '));
}

QString dashesText(const QList<qreal>& dashes)
{
    QStringList result;
    for (const qreal dash : dashes)
        result.append(number(dash));
    return result.join(QLatin1Char(' '));
}

QString capText(Qt::PenCapStyle cap)
{
    return cap == Qt::RoundCap ? QStringLiteral("round") : QStringLiteral("square");
}

QString declarationsOf(const Stroke& stroke)
{
    QString css = QStringLiteral("stroke-width: %1;").arg(number(stroke.width));
    if (!stroke.dashes.isEmpty())
        css += QStringLiteral(" stroke-dasharray: %1;").arg(dashesText(stroke.dashes));
    if (stroke.cap != Qt::FlatCap)
        css += QStringLiteral(" stroke-linecap: %1;").arg(capText(stroke.cap));
    return css;
}

QString fillClass(const Paint& paint)
{
    switch (paint.tint) {
    case Paint::Tint::Ink:
        return SvgWriter::nameOf(paint.role) + QLatin1String("-fillink");
    case Paint::Tint::Fill:
        return SvgWriter::nameOf(paint.role) + QLatin1String("-fill");
    case Paint::Tint::Ground:
        return QStringLiteral("ground");
    case Paint::Tint::OnInk:
        return QStringLiteral("onink");
    case Paint::Tint::Band:
        return QStringLiteral("band");
    }
    Q_UNREACHABLE();
}

QString lineClass(const Paint& paint)
{
    return paint.tint == Paint::Tint::Ink ? SvgWriter::nameOf(paint.role) + QLatin1String("-line")
                                          : fillClass(paint) + QLatin1String("-line");
}

/// The part of a line inside a rectangle with round corners; nothing when it is all outside.
std::optional<QLineF> cut(const QLineF& line, const QRectF& rect, qreal radius)
{
    const QRectF across = rect.adjusted(0, radius, 0, -radius);
    const QRectF down = rect.adjusted(radius, 0, -radius, 0);
    const auto isWithin = [&](const QPointF& point) {
        if (across.contains(point) || down.contains(point))
            return true;
        const QPointF corner(
            std::clamp(point.x(), down.left(), down.right()),
            std::clamp(point.y(), across.top(), across.bottom()));
        return QLineF(point, corner).length() <= radius;
    };
    // Steps finer than can be seen.
    constexpr int steps = 64;
    int first = 0;
    int last = steps;
    while (first <= steps && !isWithin(line.pointAt(qreal(first) / steps)))
        ++first;
    while (last > first && !isWithin(line.pointAt(qreal(last) / steps)))
        --last;
    if (first >= last)
        return std::nullopt;
    return QLineF(line.pointAt(qreal(first) / steps), line.pointAt(qreal(last) / steps));
}

} // namespace

QString SvgWriter::nameOf(Role role)
{
    static const QStringList names = [] {
        QStringList result;
        const QMetaEnum roles = QMetaEnum::fromType<Role>();
        for (int value = 0; roles.valueToKey(value) != nullptr; ++value)
            result.append(QString::fromLatin1(roles.valueToKey(value)).toLower());
        return result;
    }();
    return names.at(static_cast<int>(role));
}

QString SvgWriter::plainText(const QString& text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool isPair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (isPair) {
            plain += c;
            plain += text.at(++i);
            continue;
        }
        const bool isSpace = c == u'\t' || c == u'\n' || c == u'\r';
        const bool isBad = (c < u' ' && !isSpace) || c.isSurrogate() || c >= QChar(0xFFFE);
        plain += isBad ? QChar(QChar::ReplacementCharacter) : c;
    }
    return plain;
}

QString SvgWriter::usualLine()
{
    return QStringLiteral("stroke-width: 2;");
}

// --- elements ---

void SvgWriter::start(const char* name, const std::optional<Paint>& fill, const std::optional<Stroke>& stroke)
{
    m_xml.writeEmptyElement(QString::fromLatin1(name));
    QStringList classes;
    if (fill)
        classes.append(fillClass(*fill));
    if (stroke)
        classes.append({lineClass(stroke->paint), lineRule(declarationsOf(*stroke))});
    classes.removeAll(QString());
    m_xml.writeAttribute(QStringLiteral("class"), classes.join(QLatin1Char(' ')));
    if (!fill)
        m_xml.writeAttribute(QStringLiteral("fill"), QStringLiteral("none"));
}

QString SvgWriter::lineRule(const QString& declarations)
{
    if (declarations == usualLine())
        return {};
    for (const auto& [name, known] : m_lineRules) {
        if (known == declarations)
            return name;
    }
    const QString name = QStringLiteral("line%1").arg(m_lineRules.size() + 1);
    m_lineRules.emplace(name, declarations);
    return name;
}

void SvgWriter::attributes(std::initializer_list<Attribute> attributes)
{
    for (const auto& [name, value] : attributes)
        m_xml.writeAttribute(QString::fromLatin1(name), value);
}

void SvgWriter::line(const QPointF& from, const QPointF& to, const Stroke& stroke)
{
    start("line", {}, stroke);
    attributes(
        {{"x1", number(from.x())}, {"y1", number(from.y())}, {"x2", number(to.x())}, {"y2", number(to.y())}});
}

void SvgWriter::polyline(const QPolygonF& points, const Stroke& stroke)
{
    start("polyline", {}, stroke);
    attributes({{"points", pointsText(points)}});
}

void SvgWriter::polygon(const QPolygonF& points, const Paint& fill)
{
    start("polygon", fill, {});
    attributes({{"points", pointsText(points)}});
}

void SvgWriter::box(
    const QRectF& rect, qreal radius, const std::optional<Paint>& fill, const std::optional<Stroke>& stroke)
{
    if (m_clip && rect.bottom() > m_clip->bottom() + 1) {
        openBox(QRectF(rect.topLeft(), QPointF(rect.right(), m_clip->bottom())), radius, fill, stroke);
        return;
    }
    start("rect", fill, stroke);
    attributes(
        {{"x", number(rect.x())},
         {"y", number(rect.y())},
         {"width", number(rect.width())},
         {"height", number(rect.height())}});
    if (radius > 0)
        attributes({{"rx", number(radius)}});
}

/// Without a lower edge.
void SvgWriter::openBox(
    const QRectF& rect, qreal radius, const std::optional<Paint>& fill, const std::optional<Stroke>& stroke)
{
    const QString curve = number(std::min({radius, rect.height(), rect.width() / 2}));
    start("path", fill, stroke);
    attributes(
        {{"d",
          QStringLiteral("M%1 %2V%3a%4 %4 0 0 1 %4 -%4H%5a%4 %4 0 0 1 %4 %4V%2")
              .arg(
                  number(rect.left()),
                  number(rect.bottom()),
                  number(rect.top() + curve.toDouble()),
                  curve,
                  number(rect.right() - curve.toDouble()))}});
}

void SvgWriter::circle(
    const QPointF& middle,
    qreal radius,
    const std::optional<Paint>& fill,
    const std::optional<Stroke>& stroke)
{
    start("circle", fill, stroke);
    attributes({{"cx", number(middle.x())}, {"cy", number(middle.y())}, {"r", number(radius)}});
}

void SvgWriter::hatch(const QRectF& rect, qreal radius, qreal hidden, qreal step, const Stroke& stroke)
{
    for (const QLineF& hatched : hatchLines(rect.adjusted(-1, -1, 1, 1), hidden, step)) {
        if (const auto within = cut(hatched, rect, radius))
            line(within->p1(), within->p2(), stroke);
    }
}

qreal SvgWriter::Face::widthOf(const QString& text)
{
    const auto known = widths.constFind(text);
    return known != widths.constEnd() ? *known : *widths.insert(text, metrics.horizontalAdvance(text));
}

SvgWriter::Face& SvgWriter::face(TextStyle style)
{
    const auto known = m_faces.find(style);
    if (known != m_faces.end())
        return known->second;
    const QFont font = m_theme.font(style);
    const QFontMetricsF metrics(font);
    return m_faces.emplace(style, Face{font, metrics.ascent(), metrics.descent(), metrics}).first->second;
}

void SvgWriter::words(const CanvasWords& words)
{
    if (words.text.isEmpty())
        return;
    Face& face = this->face(words.style);
    qreal width = face.widthOf(words.text);
    const qreal share = words.most > 0 && width > words.most ? words.most / width : 1;
    width *= share;
    const qreal base = words.rect.center().y() + share * (face.ascent - face.descent) / 2;
    m_xml.writeStartElement(QStringLiteral("text"));
    attributes(
        {{"class",
          words.paint.tint == Paint::Tint::Ink ? nameOf(words.paint.role) + QLatin1String("-ink")
                                               : fillClass(words.paint)},
         {"font-family",
          face.font.family() + (words.style == TextStyle::Code ? QLatin1String(", monospace")
                                                               : QLatin1String(", sans-serif"))},
         {"font-size", number(share * face.font.pixelSize())},
         {"font-weight", QString::number(face.font.weight())},
         {"x", number(words.centred ? words.rect.center().x() : words.rect.left())},
         {"y", number(base)},
         // Where the font is missing, squeeze the substitute into the same width.
         {"textLength", number(width)},
         {"lengthAdjust", QStringLiteral("spacingAndGlyphs")}});
    if (words.centred)
        attributes({{"text-anchor", QStringLiteral("middle")}});
    m_xml.writeCharacters(plainText(words.text));
    m_xml.writeEndElement();
}

/// The icon file's shapes are black on transparent; draw them in the paint's colour.
void SvgWriter::icon(const QRectF& area, Icon icon, const Paint& paint)
{
    constexpr qreal drawnFor = 16;
    const int size = qRound(std::min(area.width(), area.height()));
    const QPointF corner = area.center() - QPointF(size / 2.0, size / 2.0);
    m_xml.writeStartElement(QStringLiteral("g"));
    attributes(
        {{"transform",
          QStringLiteral("translate(%1 %2) scale(%3)")
              .arg(
                  number(std::round(corner.x())),
                  number(std::round(corner.y())),
                  QString::number(size / drawnFor))}});
    QFile file(iconFile(icon));
    (void)file.open(QIODevice::ReadOnly);
    QXmlStreamReader shapes(&file);
    while (!shapes.atEnd()) {
        if (shapes.readNext() != QXmlStreamReader::StartElement || shapes.name() == QLatin1String("svg"))
            continue;
        const QXmlStreamAttributes drawn = shapes.attributes();
        const bool isLine = drawn.hasAttribute(QLatin1String("stroke"));
        const bool isFilled = drawn.value(QLatin1String("fill")) != QLatin1String("none");
        m_xml.writeEmptyElement(shapes.name().toString());
        QStringList classes;
        if (isFilled)
            classes.append(fillClass(paint));
        if (isLine) {
            QString line;
            for (const QXmlStreamAttribute& attribute : drawn) {
                if (attribute.name().startsWith(QLatin1String("stroke-")))
                    line += QStringLiteral("%1: %2; ").arg(attribute.name(), attribute.value());
            }
            classes.append({lineClass(paint), lineRule(line.trimmed())});
            classes.removeAll(QString());
        }
        attributes({{"class", classes.join(QLatin1Char(' '))}});
        for (const QXmlStreamAttribute& attribute : drawn) {
            const bool isColor = attribute.name().startsWith(QLatin1String("stroke")) ||
                                 (attribute.name() == QLatin1String("fill") && isFilled);
            if (!isColor)
                m_xml.writeAttribute(attribute);
        }
    }
    m_xml.writeEndElement();
}

void SvgWriter::beginGroup(const QString& title)
{
    m_xml.writeStartElement(QStringLiteral("g"));
    m_xml.writeTextElement(QStringLiteral("title"), plainText(title));
}

void SvgWriter::endGroup()
{
    m_xml.writeEndElement();
}

} // namespace interleave
