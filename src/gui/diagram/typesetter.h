#pragma once

#include "gui/diagram/diagrampicture.h"

namespace interleave {

/// Fits the texts of a picture into their spaces, with the theme's fonts: the first wording that fits, else
/// the last one cut with "…", else none. Sets each text's \c text and \c box, and the positions in the
/// legend; if the legend is too wide, it drops the samples that need the least explanation. In a reflowed
/// picture nothing is cut or dropped for that: a text of which no wording fits is left out, and the legend
/// has as many lines as it takes.
void typeset(DiagramPicture& picture, const Theme& theme);

/// Where the words go in a text's box, beside its icon and inside its padding.
[[nodiscard]] QRectF wordsRect(const PictureText& text, const Theme& theme);
/// Empty when the text has no icon.
[[nodiscard]] QRectF iconRect(const PictureText& text, const Theme& theme);

} // namespace interleave
