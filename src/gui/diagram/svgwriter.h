#pragma once

#include "gui/diagram/diagramcanvas.h"

#include <QFontMetricsF>
#include <QHash>
#include <QXmlStreamWriter>

#include <initializer_list>
#include <map>
#include <utility>

namespace interleave {

/// A canvas that writes SVG elements. Colours are classes, defined in a style sheet: `clienta-line` for a
/// line in client A's ink, `clienta-fillink` and `clienta-fill` for shapes filled with its ink or its fill,
/// `clienta-ink` for text. Line styles are classes too, because some viewers do not combine a class for a
/// line's colour with an attribute for its width.
class SvgWriter final : public DiagramCanvas
{
public:
    explicit SvgWriter(QXmlStreamWriter& xml, const Theme& theme)
        : m_xml(xml)
        , m_theme(theme)
    {
    }

    void line(const QPointF& from, const QPointF& to, const Stroke& stroke) override;
    void polyline(const QPolygonF& points, const Stroke& stroke) override;
    void polygon(const QPolygonF& points, const Paint& fill) override;
    void
    box(const QRectF& rect,
        qreal radius,
        const std::optional<Paint>& fill,
        const std::optional<Stroke>& stroke) override;
    void circle(
        const QPointF& middle,
        qreal radius,
        const std::optional<Paint>& fill,
        const std::optional<Stroke>& stroke) override;
    void hatch(const QRectF& rect, qreal radius, qreal hidden, qreal step, const Stroke& stroke) override;
    void words(const CanvasWords& words) override;
    void icon(const QRectF& area, Icon icon, const Paint& paint) override;
    // A document shows everything: only a box that goes on beyond the end is cut there.
    void beginClip(const QRectF& rect) override { m_clip = rect; }
    void endClip() override { m_clip.reset(); }
    void beginGroup(const QString& title) override;
    void endGroup() override;

    /// The prefix of a role's classes, the part before the hyphen.
    [[nodiscard]] static QString nameOf(Role role);
    /// Removes characters that XML cannot hold (XML 1.0 §2.2); outside clients may use them in names.
    [[nodiscard]] static QString plainText(const QString& text);
    /// The declarations of every line's class beside its colour.
    [[nodiscard]] static QString usualLine();
    /// The classes of lines that differ from that, with the declarations of each.
    [[nodiscard]] const std::map<QString, QString>& lineRules() const { return m_lineRules; }

private:
    using Attribute = std::pair<const char*, QString>;

    /// A style's font, measured once.
    struct Face
    {
        QFont font;
        qreal ascent = 0;
        qreal descent = 0;
        QFontMetricsF metrics;
        /// Measuring is slow, and texts repeat.
        QHash<QString, qreal> widths = {};

        [[nodiscard]] qreal widthOf(const QString& text);
    };

    void openBox(
        const QRectF& rect,
        qreal radius,
        const std::optional<Paint>& fill,
        const std::optional<Stroke>& stroke);
    void start(const char* name, const std::optional<Paint>& fill, const std::optional<Stroke>& stroke);
    void attributes(std::initializer_list<Attribute> attributes);
    Face& face(TextStyle style);
    /// The class for lines with these \a declarations; empty for usual lines.
    QString lineRule(const QString& declarations);

    QXmlStreamWriter& m_xml;
    const Theme& m_theme;
    std::map<TextStyle, Face> m_faces;
    std::map<QString, QString> m_lineRules;
    std::optional<QRectF> m_clip;
};

} // namespace interleave
