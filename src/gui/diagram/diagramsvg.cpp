#include "gui/diagram/diagramsvg.h"

#include "gui/diagram/svgwriter.h"

#include <QMetaEnum>
#include <QXmlStreamWriter>

namespace interleave {

namespace {

/// As rules for the classes, and not as variables: not every viewer knows those.
QString colorsOf(const Theme& theme)
{
    QString css;
    const QMetaEnum roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i) {
        const auto role = static_cast<Role>(roles.value(i));
        css += QStringLiteral(".%1-ink, .%1-fillink { fill: %2; } .%1-fill { fill: %3; } "
                              ".%1-line, .%1-thin { stroke: %2; }\n")
                   .arg(SvgWriter::nameOf(role), theme.color(role).name(), theme.fill(role).name());
    }
    css += QStringLiteral(
               ".ground { fill: %1; } .gap { stroke: %1; } .onink { fill: %2; } .sign { stroke: %2; } "
               ".lifeline, .rule { stroke: %3; }\n")
               .arg(theme.window().name(), theme.onInk().name(), theme.quiet().name());
    return css;
}

QString styleSheet(const Theme& light)
{
    QString css = QStringLiteral("line, polyline, circle { fill: none; stroke-width: 2; }\n"
                                 ".gap { stroke-width: 7; } .sign { stroke-width: 2.5; } "
                                 ".dashed { stroke-dasharray: 5 4; } .lifeline { stroke-dasharray: 2 6; } "
                                 ".rule { stroke-width: 1.5; stroke-dasharray: 4 4; } "
                                 ".outline { fill: none; }\n");
    const QMetaEnum roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i)
        css += QStringLiteral(".%1-thin { stroke-width: 1.5; }\n")
                   .arg(SvgWriter::nameOf(static_cast<Role>(roles.value(i))));
    css += colorsOf(light);
    return css + QStringLiteral("@media (prefers-color-scheme: dark) {\n%1}\n").arg(colorsOf(Theme::dark()));
}

} // namespace

void writeSvg(QIODevice& device, const Drawing& drawing)
{
    const Theme theme = Theme::light();
    const QString width = QString::number(drawing.size.width());
    const QString height = QString::number(drawing.size.height());
    QXmlStreamWriter xml(&device);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("svg"));
    xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
    xml.writeAttribute(QStringLiteral("viewBox"), QStringLiteral("0 0 %1 %2").arg(width, height));
    xml.writeAttribute(QStringLiteral("width"), width);
    xml.writeAttribute(QStringLiteral("height"), height);
    xml.writeAttribute(QStringLiteral("role"), QStringLiteral("img"));
    xml.writeTextElement(QStringLiteral("title"), drawing.title);
    xml.writeTextElement(QStringLiteral("style"), styleSheet(theme));
    xml.writeEmptyElement(QStringLiteral("rect"));
    xml.writeAttribute(QStringLiteral("class"), QStringLiteral("ground"));
    xml.writeAttribute(QStringLiteral("width"), width);
    xml.writeAttribute(QStringLiteral("height"), height);
    SvgWriter writer(xml, theme);
    for (const Drawing::Part& part : drawing.parts) {
        writer.writeCaption(part.caption, part.captionRect);
        if (!part.at.isNull()) {
            xml.writeStartElement(QStringLiteral("g"));
            xml.writeAttribute(
                QStringLiteral("transform"),
                QStringLiteral("translate(%1 %2)").arg(part.at.x()).arg(part.at.y()));
        }
        writer.write(part.picture);
        if (!part.at.isNull())
            xml.writeEndElement();
    }
    xml.writeEndDocument();
}

} // namespace interleave
