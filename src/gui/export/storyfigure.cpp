#include "gui/export/storyfigure.h"

#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/diagramsvg.h"

#include <QXmlStreamReader>

namespace interleave {

namespace {

/// The elements in the root element of \a markup, as they are written there.
QStringList childrenOf(const QString& markup)
{
    QStringList children;
    QXmlStreamReader xml(markup);
    int depth = 0;
    qint64 begin = 0;
    qint64 end = 0;
    while (!xml.atEnd()) {
        const QXmlStreamReader::TokenType token = xml.readNext();
        if (token == QXmlStreamReader::StartElement && ++depth == 2)
            begin = end;
        if (token == QXmlStreamReader::EndElement && --depth == 1)
            children.append(markup.mid(begin, xml.characterOffset() - begin));
        end = xml.characterOffset();
    }
    Q_ASSERT(!xml.hasError());
    return children;
}

QString svgElement(const QSizeF& size, const QString& attributes, const QString& content)
{
    const QString width = QString::number(size.width());
    const QString height = QString::number(size.height());
    return QStringLiteral("<svg viewBox=\"0 0 %1 %2\" width=\"%1\" height=\"%2\" %3>%4</svg>")
        .arg(width, height, attributes, content);
}

} // namespace

StoryFigures::StoryFigures()
    : m_theme(Theme::light())
    , m_xml(&m_buffer)
    , m_writer(m_xml, m_theme)
{
    m_buffer.open(QIODevice::WriteOnly);
}

QStringList StoryFigures::elementsOf(const std::function<void(DiagramCanvas&)>& draw)
{
    const qint64 begin = m_buffer.pos();
    m_xml.writeStartElement(QStringLiteral("g"));
    draw(m_writer);
    m_xml.writeEndElement();
    return childrenOf(QString::fromUtf8(m_buffer.data().mid(begin)));
}

QString StoryFigures::figure(const std::vector<DiagramPicture>& moments, const QString& description)
{
    std::vector<QStringList> steps;
    steps.reserve(moments.size());
    for (const DiagramPicture& picture : moments)
        steps.push_back(
            elementsOf([&](DiagramCanvas& canvas) { DiagramPainter(canvas, m_theme).paint(picture); }));
    const int last = static_cast<int>(moments.size()) - 1;
    const QSizeF size = moments.back().size;
    QString content = QStringLiteral("<rect class=\"ground\" width=\"%1\" height=\"%2\"/>\n")
                          .arg(QString::number(size.width()), QString::number(size.height()));
    const std::vector<StepRange> always{{0, last}};
    std::vector<StepRange> open = always;
    for (const StoryFragment& fragment : mergedFragments(steps)) {
        if (fragment.shown != open) {
            content += open == always ? QString() : QStringLiteral("</g>\n");
            open = fragment.shown;
            if (open != always)
                content += QStringLiteral("<g data-s=\"%1\"%2>\n")
                               .arg(
                                   fragment.rangesText(),
                                   fragment.isShownAt(last) ? QString() : QStringLiteral(" class=\"off\""));
        }
        content += fragment.markup + QLatin1Char('\n');
    }
    if (open != always)
        content += QStringLiteral("</g>\n");
    const QString words = SvgWriter::plainText(description).toHtmlEscaped();
    return svgElement(
        size,
        QStringLiteral("class=\"interleave-diagram figure\" role=\"img\" aria-label=\"%1\"").arg(words),
        QLatin1Char('\n') + content);
}

QString StoryFigures::sign(Icon icon, Role role)
{
    constexpr qreal side = 16;
    const QStringList elements = elementsOf(
        [&](DiagramCanvas& canvas) { canvas.icon(QRectF(0, 0, side, side), icon, Paint::ink(role)); });
    return svgElement(
        QSizeF(side, side),
        QStringLiteral("class=\"interleave-diagram sign\" aria-hidden=\"true\""),
        elements.join(QString()));
}

QString StoryFigures::styleSheet() const
{
    return diagramStyleSheet(m_writer.lineRules());
}

} // namespace interleave
