#pragma once

#include "core/model/journal.h"

namespace interleave {

/// The event among the first \a n of \a journal that decided what came of them: the first that took a version
/// off the line that is still lost; else the first wait that was refused as a deadlock; else the first
/// refused try; else the first wait for a lease; else the first try without an answer. 0 if there is none of
/// these. Takes time in proportion to \a n.
[[nodiscard]] qint64 turningPoint(const Journal& journal, qint64 n);

} // namespace interleave
