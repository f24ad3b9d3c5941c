#pragma once

#include "gui/diagram/diagrampicture.h"

#include <vector>

namespace interleave {

/// For a document: a diagram, or several beside each other. Typeset for one theme, in px at its zoom.
struct Drawing final
{
    struct Part final
    {
        QPointF at;
        /// Over the diagram; empty for none.
        QString caption;
        QRectF captionRect;
        DiagramPicture picture;
    };

    QSizeF size;
    /// What it is, for who cannot see it.
    QString title;
    std::vector<Part> parts;
};

} // namespace interleave
