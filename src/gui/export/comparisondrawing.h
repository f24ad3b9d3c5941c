#pragma once

#include "core/export/drawingoptions.h"
#include "core/values/result.h"
#include "gui/diagram/diagramsvg.h"

namespace interleave {

class Comparison;
class TransactionComparison;

// Both sides, as far as they are shown, which must have been played: next to each other and row by row, or
// one below the other where the options ask for less width than that needs. The error, for a width that is
// too small, is one sentence.

[[nodiscard]] Result<Drawing, QString>
drawingOf(const Comparison& comparison, const Theme& theme, const DrawingOptions& options = {});
[[nodiscard]] Result<Drawing, QString>
drawingOf(const TransactionComparison& comparison, const Theme& theme, const DrawingOptions& options = {});

} // namespace interleave
