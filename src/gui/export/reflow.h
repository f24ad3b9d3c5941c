#pragma once

#include "core/export/drawingoptions.h"
#include "core/values/result.h"
#include "gui/diagram/diagramlayout.h"

namespace interleave {

class TransactionLayout;

/// What a diagram needs across: its lanes, and the least of what stands between them. Lengths are in px at
/// 100 %.
struct LaneNeeds final
{
    qsizetype lanes = 0;
    /// Between two lifelines, for a text beside each.
    qreal gap = 0;
    /// For the steps' numbers, from there to the first lifeline, and from the last one to the edge.
    qreal gutter = 0;
    qreal left = 0;
    qreal right = 0;
    /// Of several lifelines side by side (LaneGeometry).
    qreal laneHalf = 0;
    qreal serverHalf = 0;
};

[[nodiscard]] LaneNeeds needsOf(const DiagramLayout& layout);
[[nodiscard]] LaneNeeds needsOf(const TransactionLayout& layout);

/// The least width in which no text that has to be there is cut.
[[nodiscard]] int leastWidth(const LaneNeeds& needs);
/// One sentence for a width that is too small, with the least one; else empty.
[[nodiscard]] QString widthProblem(const LaneNeeds& needs, const DrawingOptions& options);
/// All of a diagram, with the names of its lanes, in \a width at 100 %, which is at least leastWidth(): the
/// narrower it is, the closer its texts are to the lifelines. \a height is that of the diagram.
[[nodiscard]] DiagramFrame
narrowFrame(const LaneNeeds& needs, qreal scale, qint64 moment, qreal width, qreal height);
/// Whether a deadlock's cycle has space beside the server.
[[nodiscard]] bool hasSpaceForCycles(const DiagramLayout& layout, const DiagramFrame& frame);

} // namespace interleave
