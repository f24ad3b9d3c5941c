#pragma once

#include "core/model/locking.h"
#include "core/scenario/step.h"

namespace interleave {

/// The rows that a step is going to have in a diagram, as far as its script tells; a refusal may bring more.
struct StoryRows final
{
    qint64 messages = 0;
    /// Of them, those that save.
    qint64 saves = 0;
    /// Of what is typed before a save.
    qint64 edits = 0;
    /// Across the diagram: the clock, the rule.
    qint64 lines = 0;
};
[[nodiscard]] StoryRows storyRows(const Step& step, Locking rule);

} // namespace interleave
