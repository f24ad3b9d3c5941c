#pragma once

#include "core/export/drawingoptions.h"
#include "core/export/exporting.h"
#include "core/transactions/transactionstory.h"
#include "gui/diagram/diagramsvg.h"

#include <vector>

namespace interleave {

struct LaneNeeds;

// One diagram below its headline. The error, for a width that is too small, is one sentence.

[[nodiscard]] Result<Drawing, QString>
drawingOf(const ExportSource& source, const Theme& theme, const DrawingOptions& options = {});
/// A run of transactions as it is after its first \a moment events.
[[nodiscard]] Result<Drawing, QString> drawingOf(
    const TransactionStory& story, qint64 moment, const Theme& theme, const DrawingOptions& options = {});

/// Moves what is below the headings, and adds space below, until all have one size and nothing jumps from one
/// to the next.
void alignDrawings(std::vector<Drawing>& drawings);

// For drawings of several diagrams.

/// As wide as the lanes need, in px at 100 %: \a least, or \a lane for each of them and for the server.
[[nodiscard]] qreal drawingWidth(qsizetype lanes, int least, int lane);
/// All of a diagram with the names of its lanes, in \a width at 100 %: reflowed if the options name one.
/// \a height is that of the diagram.
[[nodiscard]] DiagramFrame drawingFrame(
    const LaneNeeds& needs,
    const Theme& theme,
    qint64 moment,
    qreal width,
    qreal height,
    const DrawingOptions& options);
/// Typesets a picture, with its legend or without it, and makes it as high as that takes.
void finish(DiagramPicture& picture, const Theme& theme, const DrawingOptions& options);

} // namespace interleave
