#pragma once

#include "core/scenario/headline.h"
#include "gui/diagram/diagramsvg.h"

namespace interleave {

/// How words that are too wide for a drawing are made to fit.
enum class TooWide { Cut, Wrap };

/// Adds the story at the left and what came of it at the right, or below it if they do not fit beside each
/// other, over a drawing of the size that it has. Returns the height that they take; 0 without a story.
[[nodiscard]] qreal
addHeadline(Drawing& drawing, const Headline& headline, const Theme& theme, TooWide tooWide);
/// Adds what a part of a drawing is, from \a top of \a area on. Returns the height that it takes.
[[nodiscard]] qreal addCaption(
    Drawing& drawing,
    const QString& caption,
    const QPointF& at,
    qreal width,
    const Theme& theme,
    TooWide tooWide);

} // namespace interleave
