#include "gui/playback/storyrows.h"

#include <QString>

#include <map>
#include <utility>

namespace interleave {

namespace {

/// A client's lease, as far as it concerns the rows.
enum class Holding { None, WithRead, AskedFor };

/// The lease messages that a step brings with it: a read acquires one where there is none, and a save gives
/// that one back.
qint64 leaseMessages(const Step& step, Holding& holding)
{
    const bool reads = std::holds_alternative<ReadStep>(step.action);
    const bool saves =
        std::holds_alternative<SaveStep>(step.action) || std::holds_alternative<IncrementStep>(step.action);
    const Holding before = holding;
    if (std::holds_alternative<AcquireStep>(step.action))
        holding = Holding::AskedFor;
    else if (std::holds_alternative<ReleaseStep>(step.action) || (saves && before == Holding::WithRead))
        holding = Holding::None;
    else if (reads && before == Holding::None)
        holding = Holding::WithRead;
    return (reads && before == Holding::None) || (saves && before == Holding::WithRead) ? 1 : 0;
}

} // namespace

std::vector<StoryRows> storyRows(const QList<Step>& steps, Locking rule)
{
    const bool leases = ruleOf(rule).holdsLeases;
    std::map<std::pair<QString, QString>, Holding> held;
    std::vector<StoryRows> result;
    for (const Step& step : steps) {
        const auto* save = std::get_if<SaveStep>(&step.action);
        const bool aboutLease = std::holds_alternative<AcquireStep>(step.action) ||
                                std::holds_alternative<ReleaseStep>(step.action);
        StoryRows rows;
        if (step.client.isEmpty())
            rows.lines = 1;
        else if (leases)
            rows.messages = 1 + leaseMessages(step, held[{step.client, step.record}]);
        else if (!aboutLease)
            rows.messages = 1;
        if (save != nullptr && !(save->set.isEmpty() && save->change.isEmpty()))
            rows.edits = 1;
        if (save != nullptr || std::holds_alternative<IncrementStep>(step.action))
            rows.saves = 1;
        result.push_back(rows);
    }
    return result;
}

} // namespace interleave
