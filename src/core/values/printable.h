#pragma once

#include <QString>

namespace interleave {

/// Makes text by others safe for a terminal: each control character (C0 with line ends, DEL and C1, ECMA-48),
/// line and paragraph separator, bidirectional control (Unicode's Bidi_Control, UAX #9) and lone surrogate is
/// replaced by its number, `<U+001B>`. One line stays one line. Printable text is unchanged, so applying it
/// twice has no further effect.
[[nodiscard]] QString printable(const QString& text);

/// The same for our own text of several lines: keeps the line ends.
[[nodiscard]] QString printableLines(const QString& text);

/// Whether a text can be a name on a line: without blanks at its ends and without control characters (C0,
/// DEL, C1).
[[nodiscard]] bool isPlainLine(const QString& text);

} // namespace interleave
