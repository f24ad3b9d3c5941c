#pragma once

#include "gui/diagram/diagrampicture.h"

#include <vector>

namespace interleave {

/// A document's content: one diagram, or several side by side. Typeset for one theme, in px at its zoom.
struct Drawing final
{
    struct Part final
    {
        QPointF at;
        /// Above the diagram; empty for none.
        QString caption;
        QRectF captionRect;
        DiagramPicture picture;
    };

    QSizeF size;
    /// A description for people who cannot see it.
    QString title;
    std::vector<Part> parts;
};

} // namespace interleave
