#pragma once

#include "core/model/locking.h"
#include "core/scenario/step.h"

#include <QList>

#include <vector>

namespace interleave {

/// The rows that a step of a script is going to have in a diagram, as far as its script tells; a refusal may bring more.
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
[[nodiscard]] std::vector<StoryRows> storyRows(const QList<Step>& steps, Locking rule);

} // namespace interleave
