#pragma once

#include "gui/diagram/diagramcanvas.h"

#include <QFontMetricsF>
#include <QHash>
#include <QXmlStreamWriter>

#include <initializer_list>
#include <map>
#include <utility>

namespace interleave {

/// A canvas that writes SVG elements. Colours are classes, which a style sheet gives their values:
/// `clienta-line` for a line in client A's ink, `clienta-fillink` and `clienta-fill` for what is filled with
/// its ink or its fill, `clienta-ink` for words. So are the kinds of lines, because some viewers take a
/// line's colour and its width from one place only.
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
    // A document is whole: nothing of it is cut.
    void beginClip(const QRectF&) override {}
    void endClip() override {}
    void beginGroup(const QString& title) override;
    void endGroup() override;

    /// The class of a role's ink or fill, without what follows the hyphen.
    [[nodiscard]] static QString nameOf(Role role);
    /// Without the characters that XML cannot hold (XML 1.0 §2.2), which names of others may.
    [[nodiscard]] static QString plainText(const QString& text);
    /// What every line's class declares beside its colour.
    [[nodiscard]] static QString usualLine();
    /// The classes of the lines that are otherwise, and what each declares.
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
        /// To measure is what costs, and a story says the same often.
        QHash<QString, qreal> widths = {};

        [[nodiscard]] qreal widthOf(const QString& text);
    };

    void start(const char* name, const std::optional<Paint>& fill, const std::optional<Stroke>& stroke);
    void attributes(std::initializer_list<Attribute> attributes);
    Face& face(TextStyle style);
    /// The class of what \a declarations say of lines; empty for what all do.
    QString lineRule(const QString& declarations);

    QXmlStreamWriter& m_xml;
    const Theme& m_theme;
    std::map<TextStyle, Face> m_faces;
    std::map<QString, QString> m_lineRules;
};

} // namespace interleave
