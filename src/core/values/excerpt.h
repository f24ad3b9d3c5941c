#pragma once

#include "core/values/fields.h"

#include <QString>

namespace interleave {

/// How many characters of a text a view shows: more than fit into a line, yet fast to lay out. The whole text
/// is shown elsewhere (gui/record/valuepopup.h).
inline constexpr qsizetype LongestShown = 400;

/// \a text for people: whole up to \a longest characters, else its beginning and its length, `Once upon a…
/// (900,000 characters)`. Never for text that is edited, saved, exported or sent.
[[nodiscard]] QString excerpt(const QString& text, qsizetype longest = LongestShown);
/// The same for toText() of \a value.
[[nodiscard]] QString excerpt(const Value& value);

} // namespace interleave
