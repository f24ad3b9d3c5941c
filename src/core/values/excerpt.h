#pragma once

#include "core/values/fields.h"

#include <QString>

namespace interleave {

/// Characters of a text that a view shows: more than has room in a line, and laid out in no time. What is not
/// to be read at a glance has a place of its own that shows all of it (gui/record/valuepopup.h).
inline constexpr qsizetype LongestShown = 400;

/// \a text for people: as it is up to \a longest characters, else its beginning and its length, `Once upon a…
/// (900,000 characters)`. Never for what is edited, saved, exported or sent.
[[nodiscard]] QString excerpt(const QString& text, qsizetype longest = LongestShown);
/// toText() of \a value likewise.
[[nodiscard]] QString excerpt(const Value& value);

} // namespace interleave
