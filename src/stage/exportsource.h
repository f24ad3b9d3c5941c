#pragma once

#include "core/export/exporting.h"

namespace interleave {

class Stage;

/// What \a stage tells of itself in its first \a moment events.
[[nodiscard]] ExportSource exportSource(const Stage& stage, qint64 moment);

} // namespace interleave
