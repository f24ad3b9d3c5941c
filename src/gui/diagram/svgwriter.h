#pragma once

#include "gui/diagram/diagrampicture.h"

#include <QXmlStreamWriter>

#include <initializer_list>
#include <utility>

namespace interleave {

/// Writes a typeset picture, in which nothing is still to come, as SVG elements. Colours are classes: `a-ink`
/// and `a-fill` for client A, and so on.
class SvgWriter final
{
public:
    explicit SvgWriter(QXmlStreamWriter& xml, const Theme& theme)
        : m_xml(xml)
        , m_theme(theme)
    {
    }

    void write(const DiagramPicture& picture);
    /// Large, from the left; nothing where it is empty.
    void writeCaption(const QString& caption, const QRectF& rect);
    /// The class of a role's ink or fill.
    [[nodiscard]] static QString nameOf(Role role);

private:
    using Attributes = std::initializer_list<std::pair<const char*, QString>>;

    void element(const char* name, const QString& classes, Attributes attributes);
    void line(const QString& classes, const QPointF& from, const QPointF& to);
    void rect(const QString& classes, const QRectF& rect, qreal radius);
    void circle(const QString& classes, const QPointF& middle, qreal radius);
    void polyline(const QString& classes, const QPolygonF& points);
    void words(
        const QString& classes,
        const QRectF& rect,
        TextStyle style,
        const QString& text,
        bool centred = true);
    void cross(const QString& classes, const QPointF& middle, qreal arm);

    void writeBar(const PictureBar& bar);
    void writeLease(const PictureLease& lease);
    void writeStretch(const PictureStretch& stretch);
    void writeArrow(const PictureArrow& arrow);
    void writeBracket(const PictureBracket& bracket);
    void writeBead(const PictureBead& bead);
    void writeMark(const PictureMark& mark);
    void writeText(const PictureText& text);
    void writeIcon(const PictureText& text);
    void writeLegend(const LegendEntry& entry);

    QXmlStreamWriter& m_xml;
    const Theme& m_theme;
};

} // namespace interleave
