#include "gui/playback/storyrows.h"

namespace interleave {

StoryRows storyRows(const Step& step, Locking rule)
{
    const bool leases = ruleOf(rule).holdsLeases;
    const auto* save = std::get_if<SaveStep>(&step.action);
    const bool aboutLease =
        std::holds_alternative<AcquireStep>(step.action) || std::holds_alternative<ReleaseStep>(step.action);
    // Under leases a read acquires one first, and a save gives it back.
    const bool withLease = leases && (save != nullptr || std::holds_alternative<ReadStep>(step.action));
    StoryRows rows;
    if (step.client.isEmpty())
        rows.lines = 1;
    else if (!aboutLease || leases)
        rows.messages = withLease ? 2 : 1;
    if (save != nullptr && !(save->set.isEmpty() && save->change.isEmpty()))
        rows.edits = 1;
    if (save != nullptr || std::holds_alternative<IncrementStep>(step.action))
        rows.saves = 1;
    return rows;
}

} // namespace interleave
