#pragma once

#include "core/scenario/scenario.h"
#include "schedules/scheduleoutcome.h"

#include <QStringList>

#include <vector>

namespace interleave {

/// An execution with example numbers. The record is a stock of ten desk lamps, and each client sells some (A
/// three, B two, C one, D four: never more than there are), so that the final stock can be compared with the
/// correct one.
struct ScheduleStory final
{
    static constexpr qint64 Stock = 10;
    static constexpr std::array<qint64, ScheduleSetup::MostClients> Sold{3, 2, 1, 4};

    /// A step that was taken, with the stock that a save wrote or tried to write.
    struct Line final
    {
        ScheduleAct act;
        qint64 stock = 0;
        /// Clients whose versions it overwrote.
        std::vector<int> loses;

        bool operator==(const Line&) const = default;
    };

    std::vector<Line> lines;
    /// Clients whose versions are overwritten at the end, in the order of their commits.
    std::vector<int> lost;
    /// Clients that gave up after a refusal.
    std::vector<int> gaveUp;
    /// Clients that had to wait, in the order of their arrival.
    std::vector<int> waited;
    qint64 stock = Stock;
    /// The stock if every committed change had been kept.
    qint64 kept = Stock;
};
[[nodiscard]] ScheduleStory storyOf(const ScheduleMachine& machine, const ScheduleTurns& execution);

/// "Stock 10: A sells 3, B sells 2."
[[nodiscard]] QString startInWords(const ScheduleSetup& setup);
/// "A reads, B reads, A saves, B saves."
[[nodiscard]] QString orderInWords(const ScheduleSetup& setup, const ScheduleTurns& order);
/// The result of the order under the rule: "B writes over a version that it never saw. Ends with 8 instead of
/// 5." For an order with several executions it describes worstExecution().
[[nodiscard]] QString outcomeInWords(const ScheduleMachine& machine, const ScheduleTurns& order);
/// The text beside the icon: "1 lost", "B refused", "B waits · none lost", "none lost". \a brief omits the
/// obvious, for a narrow column.
[[nodiscard]] QString verdictText(const ScheduleOutcome& outcome, bool brief = false);

/// worstExecution() of the order for the stage, with the outcome as its expectation; nothing if the stage
/// does not have the rule. Everything happens within one tick; with ScheduleTick::Older one second passes
/// before it, so that the record's own stamp is older. Under the lease the steps are the turns, and the stage
/// makes clients wait. In an atomic order a save is an increment, and editing is left out, because an edit
/// would never be sent.
[[nodiscard]] std::optional<Scenario> scenarioOf(const ScheduleMachine& machine, quint64 rank);

} // namespace interleave
