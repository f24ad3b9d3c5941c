#pragma once

#include "schedules/scheduleoutcome.h"

#include <array>
#include <atomic>
#include <functional>
#include <vector>

namespace interleave {

/// The results of all orders, for filters and sorting: one byte for each order and rule. Without a filter it
/// is not needed (outcomeOf() computes a single order, ScheduleCounting all of them together).
struct ScheduleDigest final
{
    /// The number of orders under one rule.
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
    /// Greater for worse results: first by verdict, then by the versions that first attempts lose. Losses by
    /// further attempts of an order that already loses are not counted, because that would take a search in
    /// each order.
    [[nodiscard]] quint8 badness(ScheduleRule rule, quint64 rank) const
    {
        return marks[static_cast<size_t>(rule)][rank];
    }
    [[nodiscard]] bool losesAnywhere(quint64 rank) const;
    /// Whether the rules have different verdicts.
    [[nodiscard]] bool differs(quint64 rank) const;
};

/// Plays every order under every rule; common beginnings of orders are played once. Any thread. Reports the
/// number of finished orders to \a progress now and then. Nothing when \a cancelled became true.
[[nodiscard]] std::optional<ScheduleDigest> sweep(
    const ScheduleSetup& setup,
    const std::atomic<bool>& cancelled,
    const std::function<void(quint64)>& progress = {});

} // namespace interleave
