#pragma once

#include <QSize>

class QFont;
class QString;

namespace interleave {

// Layouts ask for the width of the same text again and again, and shaping it takes far longer than looking it
// up. Each thread remembers its own.

/// As QFontMetrics::horizontalAdvance() says it, in px.
[[nodiscard]] int advanceOf(const QFont& font, const QString& text);
/// Of a button's text, in px: as QFontMetrics::size() says it, without the ampersands of mnemonics.
[[nodiscard]] int labelWidthOf(const QFont& font, const QString& text);
/// Of a plain text's lines, none of them broken, in px: as QLabel takes it for its size hint.
[[nodiscard]] QSize linesSizeOf(const QFont& font, const QString& text);

} // namespace interleave
