#pragma once

#include <QString>

namespace interleave {

/// What others wrote, so that a terminal shows it and does nothing else: each control character (C0 with the
/// line's end, DEL and C1, ECMA-48), line and paragraph separator, control of the writing direction
/// (Unicode's Bidi_Control, UAX #9) and half of a character becomes its number, `<U+001B>`. One line stays
/// one line. What is printable stays as it is, so twice is as once.
[[nodiscard]] QString printable(const QString& text);

/// The same for text that is several lines of our own: their ends stay.
[[nodiscard]] QString printableLines(const QString& text);

} // namespace interleave
