#pragma once

#include "core/export/drawingoptions.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "gui/diagram/diagramlayout.h"

namespace interleave {

// What drawings and pages have in common.

/// What a diagram of requests is, for people who cannot see it.
[[nodiscard]] inline QString titleOf(const DiagramLayout& layout)
{
    return Text::tr("%1: who read and wrote what, and what was lost").arg(listed(layout.records()));
}

/// Numbers the rows by the steps, which both sides share, instead of by each side's messages; those of the
/// first \a position have happened.
template<typename Layout>
void numberSteps(
    DiagramPicture& picture,
    const Layout& layout,
    const DiagramFrame& frame,
    int position = 0,
    const DrawingOptions& options = {})
{
    std::erase_if(picture.texts, [](const PictureText& text) { return text.kind == TextKind::Step; });
    // Of rows that are lower than a number only some are numbered.
    const qreal least = frame.scale * DiagramLayout::LeastNumberPitch;
    qreal before = -least;
    for (int step = 0; step < layout.stepCount(); ++step) {
        const qreal top = layout.stepTop(step, frame.scale);
        const qreal height = layout.stepTop(step + 1, frame.scale) - top;
        const bool isSelected = options.highlight == step + 1 && step < position;
        if (isSelected)
            picture.rows.push_back({0, QRectF(0, top, frame.width, height), true, false});
        if (!isSelected && top + height / 2 - before < least)
            continue;
        before = top + height / 2;
        PictureText number;
        number.kind = TextKind::Step;
        number.role = isSelected ? Role::Text : Role::Quiet;
        number.wordings = {QString::number(step + 1)};
        number.space = QRectF(0, top, frame.scale * frame.gutter, height);
        picture.texts.push_back(number);
    }
}

} // namespace interleave
