#include "gui/diagram/diagramsvg.h"

#include "gui/diagram/svgwriter.h"
#include "gui/diagram/typesetter.h"

#include <QCoreApplication>
#include <QMetaEnum>
#include <QXmlStreamWriter>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::DiagramSvg)
};

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
    css +=
        QStringLiteral(
            ".ground, .notyet { fill: %1; } .gap { stroke: %1; } .onink { fill: %2; } .sign { stroke: %2; } "
            ".lifeline, .rule, .notyet { stroke: %3; } .playhead { stroke: %4; }\n")
            .arg(theme.window().name(), theme.onInk().name(), theme.quiet().name(), theme.text().name());
    return css;
}

QString styleSheet(const Theme& light)
{
    QString css = QStringLiteral("line, polyline, circle { fill: none; stroke-width: 2; }\n"
                                 ".gap { stroke-width: 7; } .sign { stroke-width: 2.5; } "
                                 ".dashed { stroke-dasharray: 5 4; } .lifeline { stroke-dasharray: 2 6; } "
                                 ".rule { stroke-width: 1.5; stroke-dasharray: 4 4; } "
                                 ".notyet { stroke-dasharray: 4 3; } "
                                 ".outline { fill: none; }\n");
    const QMetaEnum roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i)
        css += QStringLiteral(".%1-thin { stroke-width: 1.5; }\n")
                   .arg(SvgWriter::nameOf(static_cast<Role>(roles.value(i))));
    css += colorsOf(light);
    return css + QStringLiteral("@media (prefers-color-scheme: dark) {\n%1}\n").arg(colorsOf(Theme::dark()));
}

} // namespace

void writeDiagramSvg(QIODevice& device, const DiagramLayout& layout, qint64 moment, qreal width)
{
    const Theme theme = Theme::light();
    DiagramFrame frame;
    frame.moment = moment;
    frame.width = width;
    frame.middles = DiagramLayout::spread(width, layout.laneCount());
    frame.heads = true;
    frame.height = layout.height(1, true);
    DiagramPicture picture = layout.picture(frame);
    typeset(picture, theme);

    QXmlStreamWriter xml(&device);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("svg"));
    xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
    xml.writeAttribute(QStringLiteral("viewBox"), QStringLiteral("0 0 %1 %2").arg(width).arg(frame.height));
    xml.writeAttribute(QStringLiteral("width"), QString::number(width));
    xml.writeAttribute(QStringLiteral("height"), QString::number(frame.height));
    xml.writeAttribute(QStringLiteral("role"), QStringLiteral("img"));
    xml.writeTextElement(
        QStringLiteral("title"),
        Text::tr("%1: who read and wrote what, and what was lost")
            .arg(layout.records().join(QStringLiteral(", "))));
    xml.writeTextElement(QStringLiteral("style"), styleSheet(theme));
    xml.writeEmptyElement(QStringLiteral("rect"));
    xml.writeAttribute(QStringLiteral("class"), QStringLiteral("ground"));
    xml.writeAttribute(QStringLiteral("width"), QString::number(width));
    xml.writeAttribute(QStringLiteral("height"), QString::number(frame.height));
    SvgWriter(xml, theme).write(picture);
    xml.writeEndDocument();
}

} // namespace interleave
