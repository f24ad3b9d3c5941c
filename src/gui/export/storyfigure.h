#pragma once

#include "gui/diagram/diagrampicture.h"
#include "gui/diagram/svgwriter.h"
#include "gui/export/storyfragments.h"

#include <QBuffer>
#include <QXmlStreamWriter>

#include <functional>
#include <vector>

namespace interleave {

/// Draws the moments of a diagram as one SVG for a page, in which a step shows, hides and swaps parts. All
/// figures of a page are drawn by one, because they share a style sheet. Drawn for the light theme at 100 %.
class StoryFigures final
{
public:
    StoryFigures();

    /// An `svg` element, described by \a description, of typeset pictures of one size: the first before the
    /// first step. What the last does not show has the class `off`; what not every step shows says in
    /// `data-s` when it is shown.
    [[nodiscard]] QString figure(const std::vector<DiagramPicture>& moments, const QString& description);
    /// An `svg` element of 16 px, which a screen reader leaves out.
    [[nodiscard]] QString sign(Icon icon, Role role);
    /// For all that was drawn until now.
    [[nodiscard]] QString styleSheet() const;

private:
    /// The elements that \a draw writes.
    [[nodiscard]] QStringList elementsOf(const std::function<void(DiagramCanvas&)>& draw);

    Theme m_theme;
    QBuffer m_buffer;
    QXmlStreamWriter m_xml;
    SvgWriter m_writer;
};

} // namespace interleave
