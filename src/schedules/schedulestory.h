#pragma once

#include "core/scenario/scenario.h"
#include "schedules/scheduleoutcome.h"

#include <QStringList>

#include <vector>

namespace interleave {

/// An execution with numbers. The record is a stock of ten desk lamps, and each client sells some (A three, B
/// two, C one, D four: together never more than there are), so that what the stock ends in can be compared
/// with what it should be.
struct ScheduleStory final
{
    static constexpr qint64 Stock = 10;
    static constexpr std::array<qint64, ScheduleSetup::MostClients> Sold{3, 2, 1, 4};

    /// A step that was taken, with the stock that a save wrote or wanted to write.
    struct Line final
    {
        ScheduleAct act;
        qint64 stock = 0;
        /// Clients whose versions left the line with it.
        std::vector<int> loses;

        bool operator==(const Line&) const = default;
    };

    std::vector<Line> lines;
    /// Clients whose versions are off the line at the end, in the order of their commits.
    std::vector<int> lost;
    /// Clients that gave up after a refusal.
    std::vector<int> gaveUp;
    /// Clients that had to wait, in the order in which they came.
    std::vector<int> waited;
    qint64 stock = Stock;
    /// What the stock would be with every committed change kept.
    qint64 kept = Stock;
};
[[nodiscard]] ScheduleStory storyOf(const ScheduleMachine& machine, const ScheduleTurns& execution);

/// "A reads, B reads, A saves, B saves."
[[nodiscard]] QString orderInWords(const ScheduleSetup& setup, const ScheduleTurns& order);
/// What the order ends in under the rule: "B writes over a version that it never saw. Ends with 8 instead of
/// 5." For an order with several executions it tells worstExecution().
[[nodiscard]] QString outcomeInWords(const ScheduleMachine& machine, const ScheduleTurns& order);
/// "1 lost", "B refused", "B waits · none lost", "none lost": what stands beside the sign. \a brief leaves
/// out what goes without saying, for a narrow column.
[[nodiscard]] QString verdictText(const ScheduleOutcome& outcome, bool brief = false);

/// worstExecution() of the order for the stage, with the outcome as its expectation; nothing where the stage
/// does not have the rule. All within one tick; with ScheduleTick::Older one second passes before it, so that
/// the record's own stamp is older. Under the lease the steps are the turns, and the stage lets wait who
/// must. In an atomic order a save is an increment, and editing, which would only be typing that nobody
/// sends, is left out.
[[nodiscard]] std::optional<Scenario> scenarioOf(const ScheduleMachine& machine, quint64 rank);

} // namespace interleave
