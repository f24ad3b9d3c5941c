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

/// A colour of the theme by what it is for.
struct Paint final
{
    enum class Tint {
        Ink,    ///< a role's ink
        Fill,   ///< a role's fill
        Ground, ///< the window
        OnInk,  ///< what is written on ink
        Band    ///< the ground of a chosen row
    };

    Tint tint = Tint::Ink;
    Role role = Role::Text;

    [[nodiscard]] static Paint ink(Role role) { return {Tint::Ink, role}; }
    [[nodiscard]] static Paint fill(Role role) { return {Tint::Fill, role}; }
    [[nodiscard]] static Paint ground() { return {Tint::Ground, Role::Text}; }
    [[nodiscard]] static Paint onInk() { return {Tint::OnInk, Role::Text}; }
    [[nodiscard]] static Paint band() { return {Tint::Band, Role::Text}; }
};

/// Lengths in px, as drawn.
struct Stroke final
{
    Paint paint;
    qreal width = 1;
    QList<qreal> dashes = {};
    Qt::PenCapStyle cap = Qt::FlatCap;
};

/// One line of text, in the middle of its height.
struct CanvasWords final
{
    QRectF rect;
    TextStyle style = TextStyle::Label;
    Paint paint;
    QString text;
    /// Else from the left.
    bool centred = true;
    /// Made smaller where it would be wider than this; 0 for never.
    qreal most = 0;
};

/// What a diagram is drawn on: the screen, a picture, a document. Everything is drawn by DiagramPainter,
/// once; a canvas only knows how its kind of thing is written down. Lengths are in px of the picture.
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
    /// Lines \a step apart, within \a rect and its corners' \a radius.
    virtual void hatch(const QRectF& rect, qreal radius, qreal hidden, qreal step, const Stroke& stroke) = 0;
    virtual void words(const CanvasWords& words) = 0;
    virtual void icon(const QRectF& area, Icon icon, const Paint& paint) = 0;
    /// What follows is cut to \a rect, until endClip().
    virtual void beginClip(const QRectF& rect) = 0;
    virtual void endClip() = 0;
    /// What follows belongs together and can be read as \a title, until endGroup().
    virtual void beginGroup(const QString& title) = 0;
    virtual void endGroup() = 0;
};

} // namespace interleave
