#include "gui/compare/sidepicture.h"

#include "core/values/text.h"
#include "gui/diagram/diagramgeometry.h"

namespace interleave {

namespace {

/// The text for a step that did something only on the other side.
PictureText idleText(
    const ComparisonLayout& layout, std::size_t side, const DiagramFrame& frame, const Step& meant, int step)
{
    const DiagramGeometry geometry(layout.side(side), frame);
    const qsizetype lane = layout.side(side).laneOf(meant.client);
    PictureText text;
    text.kind = TextKind::AnswerLost;
    text.role = Role::Quiet;
    const qreal top = layout.stepTop(step, frame.scale) - frame.top;
    const qreal middle = (top + layout.stepTop(step + 1, frame.scale) - frame.top) / 2;
    qreal left = geometry.px(DiagramGeometry::Gutter);
    qreal right = frame.width;
    if (lane >= 0) {
        const DiagramGap gap =
            geometry.gap(geometry.widestGap(lane), DiagramGeometry::TextAway, DiagramGeometry::TextAway);
        left = gap.left;
        right = gap.right;
        const bool answersARefusal = std::holds_alternative<MergeStep>(meant.action) ||
                                     std::holds_alternative<OverwriteStep>(meant.action) ||
                                     std::holds_alternative<BlindRetryStep>(meant.action);
        text.wordings = {Text::tr("nothing to do"), Text::tr("nothing")};
        if (answersARefusal)
            text.wordings.prepend(Text::tr("nothing was refused"));
    } else {
        text.wordings = {describe(meant)};
        text.boxed = true;
    }
    text.space = QRectF(left, middle - geometry.px(11.0), right - left, geometry.px(22.0));
    return text;
}

} // namespace

DiagramPicture sidePicture(
    const ComparisonLayout& layout,
    std::size_t side,
    const DiagramFrame& frame,
    const Scenario& scenario,
    int position)
{
    DiagramPicture picture = layout.side(side).picture(frame);
    for (int step = 0; step < position; ++step) {
        if (layout.isEmpty(side, step))
            picture.texts.push_back(idleText(layout, side, frame, scenario.steps.at(step), step));
    }
    return picture;
}

} // namespace interleave
