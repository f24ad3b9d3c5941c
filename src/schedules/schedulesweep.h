#pragma once

#include "schedules/scheduleoutcome.h"

#include <array>
#include <atomic>
#include <functional>
#include <vector>

namespace interleave {

/// What all orders come to, for filters and sorting: one byte for each order and rule. What has no filter
/// needs none of it (outcomeOf() tells a single order, ScheduleCounting all of them together).
struct ScheduleDigest final
{
    /// Orders under one rule.
    struct Sums final
    {
        quint64 losing = 0;
        quint64 refused = 0;
        quint64 waiting = 0;

        bool operator==(const Sums&) const = default;
    };

    ScheduleSetup setup;
    std::array<std::vector<quint8>, AllScheduleRules.size()> marks;
    std::array<Sums, AllScheduleRules.size()> sums;

    [[nodiscard]] ScheduleVerdict verdict(ScheduleRule rule, quint64 rank) const;
    /// Grows with what is worse: first by verdict, then by the versions that first attempts lose. What
    /// further attempts can add to an order that loses is not counted, which would take a search in each
    /// order.
    [[nodiscard]] quint8 badness(ScheduleRule rule, quint64 rank) const
    {
        return marks[static_cast<size_t>(rule)][rank];
    }
    [[nodiscard]] bool losesAnywhere(quint64 rank) const;
    /// Not all rules come to the same verdict.
    [[nodiscard]] bool differs(quint64 rank) const;
};

/// Looks at every order under every rule; what orders begin with alike is played once. Any thread. Tells
/// \a progress the orders done, now and then. Nothing when \a cancelled became true.
[[nodiscard]] std::optional<ScheduleDigest> sweep(
    const ScheduleSetup& setup,
    const std::atomic<bool>& cancelled,
    const std::function<void(quint64)>& progress = {});

} // namespace interleave
