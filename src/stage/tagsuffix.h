#pragma once

#include <QByteArray>

namespace interleave {

/// The suffix of a new run's tags and tokens (core/model/tagruns.h): random, so that tags from an earlier run
/// or from another start of the program never match.
[[nodiscard]] QByteArray newTagSuffix();

} // namespace interleave
