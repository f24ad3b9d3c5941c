#include "gui/export/reflow.h"

#include "core/values/text.h"
#include "gui/diagram/diagramgeometry.h"
#include "gui/transactiondiagram/transactionlayout.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace interleave {

namespace {

// At 100 %. For the shortest request, answer and note.
constexpr qreal RequestGap = 89.6;
/// The longest statement of one word, beside a value that is not committed.
constexpr qreal TransactionGap = 119;
/// Beside the outermost lanes: leases, and the number of a version.
constexpr qreal RequestEdge = 36;
constexpr qreal TransactionEdge = 30;
/// "10b", and "10".
constexpr qreal RequestGutter = 26;
constexpr qreal TransactionGutter = 24;
constexpr qreal RequestRight = 20;
constexpr qreal TransactionRight = 27;
constexpr qreal LeastCloseness = 0.7;
/// Two letters, and between them what they wait for.
constexpr qreal CycleWidth = 240;

/// What is left for larger distances.
qreal slackOf(const LaneNeeds& needs, qreal width)
{
    return std::max(0.0, width - leastWidth(needs));
}

} // namespace

LaneNeeds needsOf(const DiagramLayout& layout)
{
    return {
        layout.laneCount(),
        RequestGap,
        RequestGutter,
        RequestEdge,
        RequestRight,
        DiagramGeometry::laneHalf(layout),
        DiagramGeometry::serverHalf(layout)};
}

LaneNeeds needsOf(const TransactionLayout& layout)
{
    return {layout.laneCount(), TransactionGap, TransactionGutter, TransactionEdge, TransactionRight};
}

int leastWidth(const LaneNeeds& needs)
{
    const auto lanes = static_cast<qreal>(std::max<qsizetype>(needs.lanes, 2));
    const qreal least = needs.gutter + needs.left + needs.right + lanes * (needs.gap + 2 * needs.laneHalf) +
                        2 * needs.serverHalf;
    return std::max(DrawingOptions::LeastWidth, static_cast<int>(std::ceil(least)));
}

QString widthProblem(const LaneNeeds& needs, const DrawingOptions& options)
{
    if (!options.width || *options.width >= leastWidth(needs))
        return {};
    return Text::tr("--width is “%1”, which is too narrow for the lanes of this diagram; give at least %2.")
        .arg(QString::number(*options.width), QString::number(leastWidth(needs)));
}

DiagramFrame narrowFrame(const LaneNeeds& needs, qreal scale, qint64 moment, qreal width, qreal height)
{
    const auto lanes = static_cast<qreal>(std::max<qsizetype>(needs.lanes, 2));
    const qreal slack = slackOf(needs, width);
    DiagramFrame frame;
    frame.moment = moment;
    frame.scale = scale;
    frame.width = width * scale;
    frame.height = height;
    frame.heads = true;
    frame.isReflowed = true;
    frame.closeness = LeastCloseness + (1 - LeastCloseness) * std::min(1.0, slack / (60 * lanes));
    frame.gutter = needs.gutter + std::min(16.0, 0.04 * slack);
    const qreal outer = std::min(130.0, 0.12 * slack);
    const qreal left = frame.gutter + needs.left + outer;
    const qreal right = width - needs.right - outer;
    const qreal gap = (right - left - 2 * lanes * needs.laneHalf - 2 * needs.serverHalf) / lanes;
    qreal x = left + needs.laneHalf;
    frame.middles.clients.append(x * scale);
    x += needs.laneHalf + gap + needs.serverHalf;
    frame.middles.server = x * scale;
    x += needs.serverHalf;
    for (qsizetype lane = 1; lane < needs.lanes; ++lane) {
        x += gap + needs.laneHalf;
        frame.middles.clients.append(x * scale);
        x += needs.laneHalf;
    }
    return frame;
}

bool hasSpaceForCycles(const DiagramLayout& layout, const DiagramFrame& frame)
{
    const DiagramGeometry geometry(layout, frame);
    return std::ranges::all_of(std::array{-1, 1}, [&](int side) {
        return geometry.besideServer(side, DiagramGeometry::NoteAway, DiagramGeometry::NoteInset).width() >=
               geometry.px(CycleWidth);
    });
}

} // namespace interleave
