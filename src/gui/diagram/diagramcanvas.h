#pragma once

#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QLineF>
#include <QList>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

namespace interleave {

/// A colour of the theme, named by its use.
struct Paint final
{
    enum class Tint {
        Ink,    ///< a role's ink
        Fill,   ///< a role's fill
        Ground, ///< the window's background
        OnInk,  ///< text on a background of ink
        Band    ///< the background of a selected row
    };

    Tint tint = Tint::Ink;
    Role role = Role::Text;

    [[nodiscard]] static Paint ink(Role role) { return {Tint::Ink, role}; }
    [[nodiscard]] static Paint fill(Role role) { return {Tint::Fill, role}; }
    [[nodiscard]] static Paint ground() { return {Tint::Ground, Role::Text}; }
    [[nodiscard]] static Paint onInk() { return {Tint::OnInk, Role::Text}; }
    [[nodiscard]] static Paint band() { return {Tint::Band, Role::Text}; }
};

/// Lengths in px of the picture.
struct Stroke final
{
    Paint paint;
    qreal width = 1;
    QList<qreal> dashes = {};
    Qt::PenCapStyle cap = Qt::FlatCap;
};

/// One line of text, vertically centred.
struct CanvasWords final
{
    QRectF rect;
    TextStyle style = TextStyle::Label;
    Paint paint;
    QString text;
    /// Otherwise aligned left.
    bool centred = true;
    /// Shrink the text to this width if it is wider; 0 for never.
    qreal most = 0;
};

/// What a diagram is drawn on: the screen, an image, a document. DiagramPainter draws everything, in one
/// place; a canvas only knows how to output basic shapes in its format. Lengths are in px of the picture.
class DiagramCanvas
{
public:
    DiagramCanvas() = default;
    DiagramCanvas(const DiagramCanvas&) = delete;
    DiagramCanvas& operator=(const DiagramCanvas&) = delete;
    virtual ~DiagramCanvas() = default;

    virtual void line(const QPointF& from, const QPointF& to, const Stroke& stroke) = 0;
    virtual void polyline(const QPolygonF& points, const Stroke& stroke) = 0;
    virtual void polygon(const QPolygonF& points, const Paint& fill) = 0;
    virtual void
    box(const QRectF& rect,
        qreal radius,
        const std::optional<Paint>& fill,
        const std::optional<Stroke>& stroke = {}) = 0;
    virtual void circle(
        const QPointF& middle,
        qreal radius,
        const std::optional<Paint>& fill,
        const std::optional<Stroke>& stroke = {}) = 0;
    /// Lines \a step apart, clipped to \a rect and its corners' \a radius.
    virtual void hatch(const QRectF& rect, qreal radius, qreal hidden, qreal step, const Stroke& stroke) = 0;
    virtual void words(const CanvasWords& words) = 0;
    virtual void icon(const QRectF& area, Icon icon, const Paint& paint) = 0;
    /// Clips what follows to \a rect, until endClip().
    virtual void beginClip(const QRectF& rect) = 0;
    virtual void endClip() = 0;
    /// Groups what follows under \a title, which a viewer can read out, until endGroup().
    virtual void beginGroup(const QString& title) = 0;
    virtual void endGroup() = 0;
};

/// The lines of a hatch, \a step apart and clipped to \a rect. When \a hidden px of its top are scrolled
/// away, the rest does not move.
[[nodiscard]] std::vector<QLineF> hatchLines(const QRectF& rect, qreal hidden, qreal step);

} // namespace interleave
