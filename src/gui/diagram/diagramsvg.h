#pragma once

#include "gui/diagram/diagramcanvas.h"
#include "gui/diagram/diagrampicture.h"

#include <map>
#include <optional>
#include <vector>

class QIODevice;

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

/// What stands above the diagrams, on any canvas.
void paintHeadings(DiagramCanvas& canvas, const Drawing& drawing);

/// SVG 1.1: real text, a title for each message, and the colours of both themes behind
/// `prefers-color-scheme`. Every rule is limited to the drawing's own class, so that a page that embeds it
/// keeps its look. Fonts are named, not embedded. \a drawing is typeset for the light theme at 100 %.
void writeSvg(QIODevice& device, const Drawing& drawing);

/// The rules for what an SvgWriter drew, under the class `interleave-diagram`; \a lines are its own.
[[nodiscard]] QString diagramStyleSheet(const std::map<QString, QString>& lines);

} // namespace interleave
