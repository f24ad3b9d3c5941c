#pragma once

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

/// Numbers the rows by the steps, which both sides share, instead of by each side's messages.
template<typename Layout>
void numberSteps(DiagramPicture& picture, const Layout& layout, const DiagramFrame& frame)
{
    std::erase_if(picture.texts, [](const PictureText& text) { return text.kind == TextKind::Step; });
    for (int step = 0; step < layout.stepCount(); ++step) {
        const qreal top = layout.stepTop(step, frame.scale);
        PictureText number;
        number.kind = TextKind::Step;
        number.role = Role::Quiet;
        number.wordings = {QString::number(step + 1)};
        number.space =
            QRectF(0, top, frame.scale * frame.gutter, layout.stepTop(step + 1, frame.scale) - top);
        picture.texts.push_back(number);
    }
}

} // namespace interleave
