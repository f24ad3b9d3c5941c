#pragma once

#include "gui/diagram/diagramcanvas.h"
#include "gui/diagram/diagrampicture.h"

#include <optional>
#include <vector>

namespace interleave {

/// A document's content: one diagram, or several side by side. Typeset for one theme, in px at its zoom.
struct Drawing final
{
    struct Part final
    {
        QPointF at;
        DiagramPicture picture;
    };
    struct Sign final
    {
        QRectF area;
        Icon icon;
        Paint paint;
    };

    QSizeF size;
    /// A description for people who cannot see it.
    QString title;
    std::vector<Part> parts;
    /// Above the diagrams: the headline, or what each side is.
    std::vector<CanvasWords> headings;
    /// In front of what came of it.
    std::optional<Sign> sign = {};
};

} // namespace interleave
