#include "gui/diagram/diagramsvg.h"

#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/svgwriter.h"

#include <QBuffer>
#include <QMetaEnum>
#include <QXmlStreamWriter>

namespace interleave {

namespace {

/// Prefix of every CSS rule, so that the drawing does not restyle a page that embeds it.
const QLatin1String Scope(".interleave-diagram ");

/// Written as class rules instead of CSS variables, which some viewers do not support.
QString colorsOf(const Theme& theme)
{
    QString css;
    const auto rule = [&css](const QString& name, const char* property, const QColor& color) {
        css += Scope + QStringLiteral(".%1 { %2: %3; }\n").arg(name, QLatin1String(property), color.name());
    };
    const QMetaEnum roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i) {
        const auto role = static_cast<Role>(roles.value(i));
        const QString name = SvgWriter::nameOf(role);
        rule(name + QLatin1String("-ink"), "fill", theme.color(role));
        rule(name + QLatin1String("-fillink"), "fill", theme.color(role));
        rule(name + QLatin1String("-fill"), "fill", theme.fill(role));
        rule(name + QLatin1String("-line"), "stroke", theme.color(role));
    }
    rule(QStringLiteral("ground"), "fill", theme.window());
    rule(QStringLiteral("ground-line"), "stroke", theme.window());
    rule(QStringLiteral("onink"), "fill", theme.onInk());
    rule(QStringLiteral("onink-line"), "stroke", theme.onInk());
    rule(QStringLiteral("band"), "fill", theme.band());
    return css;
}

} // namespace

QString diagramStyleSheet(const std::map<QString, QString>& lines)
{
    QString css;
    const QMetaEnum roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i)
        css += Scope + QStringLiteral(".%1-line { %2 }\n")
                           .arg(SvgWriter::nameOf(static_cast<Role>(roles.value(i))), SvgWriter::usualLine());
    for (const char* name : {"ground", "onink"})
        css += Scope + QStringLiteral(".%1-line { %2 }\n").arg(QLatin1String(name), SvgWriter::usualLine());
    for (const auto& [name, declarations] : lines)
        css += Scope + QStringLiteral(".%1 { %2 }\n").arg(name, declarations);
    return css + colorsOf(Theme::light()) +
           QStringLiteral("@media (prefers-color-scheme: dark) {\n%1}\n").arg(colorsOf(Theme::dark()));
}

void paintHeadings(DiagramCanvas& canvas, const Drawing& drawing)
{
    for (const CanvasWords& words : drawing.headings)
        canvas.words(words);
    if (drawing.sign)
        canvas.icon(drawing.sign->area, drawing.sign->icon, drawing.sign->paint);
}

void writeSvg(QIODevice& device, const Drawing& drawing)
{
    const Theme theme = Theme::light();
    const QString width = QString::number(drawing.size.width());
    const QString height = QString::number(drawing.size.height());
    // Write the body first: the line classes it uses are known only then.
    QBuffer body;
    body.open(QIODevice::WriteOnly);
    QXmlStreamWriter inner(&body);
    inner.setAutoFormatting(true);
    SvgWriter writer(inner, theme);
    paintHeadings(writer, drawing);
    for (const Drawing::Part& part : drawing.parts) {
        inner.writeStartElement(QStringLiteral("g"));
        if (!part.at.isNull())
            inner.writeAttribute(
                QStringLiteral("transform"),
                QStringLiteral("translate(%1 %2)")
                    .arg(QString::number(part.at.x()), QString::number(part.at.y())));
        DiagramPainter(writer, theme).paint(part.picture);
        inner.writeEndElement();
    }

    QXmlStreamWriter xml(&device);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("svg"));
    xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
    xml.writeAttribute(QStringLiteral("viewBox"), QStringLiteral("0 0 %1 %2").arg(width, height));
    xml.writeAttribute(QStringLiteral("width"), width);
    xml.writeAttribute(QStringLiteral("height"), height);
    xml.writeAttribute(QStringLiteral("class"), QStringLiteral("interleave-diagram"));
    // Code is drawn sign by sign, as on the screen.
    xml.writeAttribute(QStringLiteral("style"), QStringLiteral("font-variant-ligatures: none"));
    xml.writeAttribute(QStringLiteral("role"), QStringLiteral("img"));
    xml.writeTextElement(QStringLiteral("title"), SvgWriter::plainText(drawing.title));
    xml.writeTextElement(QStringLiteral("style"), diagramStyleSheet(writer.lineRules()));
    xml.writeEmptyElement(QStringLiteral("rect"));
    xml.writeAttribute(QStringLiteral("class"), QStringLiteral("ground"));
    xml.writeAttribute(QStringLiteral("width"), width);
    xml.writeAttribute(QStringLiteral("height"), height);
    xml.writeCharacters(QStringLiteral("\n"));
    device.write(body.data());
    xml.writeEndDocument();
}

} // namespace interleave
