#pragma once

#include "core/export/exporting.h"

namespace interleave {

class Stage;

/// The first \a moment events of \a stage, for an export.
[[nodiscard]] ExportSource exportSource(const Stage& stage, qint64 moment);

} // namespace interleave
