#pragma once

#include <QByteArray>

namespace interleave {

/// What the tags and tokens of a new run end in (core/model/tagruns.h): drawn by lot, so that whoever kept
/// one from an earlier run, or from one of another start of the program, holds nothing that matches.
[[nodiscard]] QByteArray newTagSuffix();

} // namespace interleave
