#include "schedules/scheduleoutcome.h"

#include <algorithm>
#include <unordered_map>

namespace interleave {

namespace {

/// Explores the executions of one order, merging equal states.
class Explorer final
{
public:
    Explorer(const ScheduleMachine& machine, const ScheduleTurns& order)
        : m_machine(machine)
        , m_order(order)
    {
    }

    /// Explores from \a state on, after the first \a placed turns of the order.
    const ScheduleOutcome& explore(const ScheduleState& state, size_t placed)
    {
        const quint64 key = state.key() << 4U | placed;
        if (const auto known = m_known.find(key); known != m_known.end())
            return known->second;
        ScheduleOutcome sum;
        sum.leastLost = ScheduleSetup::MostClients;
        bool isEnd = true;
        for (int client = 0; client < m_machine.setup().clients; ++client) {
            if (!canTake(state, placed, client))
                continue;
            isEnd = false;
            ScheduleState next = state;
            const ScheduleEffect effect = m_machine.take(next, client);
            const ScheduleOutcome& rest = explore(next, placed + (isNext(placed, client) ? 1 : 0));
            sum.executions += rest.executions;
            sum.withLost += rest.withLost;
            sum.mostLost = std::max(sum.mostLost, rest.mostLost);
            sum.leastLost = std::min(sum.leastLost, rest.leastLost);
            sum.refused |= static_cast<quint8>(rest.refused | effect.refused);
            sum.waited |= static_cast<quint8>(rest.waited | effect.waited);
        }
        if (isEnd) {
            const int lost = state.lost();
            sum = {1, lost > 0 ? quint64{1} : quint64{0}, lost, lost, 0, 0};
        }
        return m_known.emplace(key, sum).first->second;
    }

    ScheduleTurns worst()
    {
        ScheduleState state = m_machine.start();
        const int most = explore(state, 0).mostLost;
        ScheduleTurns turns;
        size_t placed = 0;
        const auto leadsThere = [&](int client) {
            if (!canTake(state, placed, client))
                return false;
            ScheduleState next = state;
            m_machine.take(next, client);
            return explore(next, placed + (isNext(placed, client) ? 1 : 0)).mostLost == most;
        };
        for (;;) {
            int chosen = placed < m_order.size() ? m_order[placed] : -1;
            if (chosen < 0 || !leadsThere(chosen)) {
                chosen = 0;
                while (chosen < m_machine.setup().clients && (isNext(placed, chosen) || !leadsThere(chosen)))
                    ++chosen;
            }
            if (chosen == m_machine.setup().clients)
                return turns;
            if (isNext(placed, chosen))
                ++placed;
            m_machine.take(state, chosen);
            turns.push_back(static_cast<quint8>(chosen));
        }
    }

private:
    [[nodiscard]] bool isNext(size_t placed, int client) const
    {
        return isFirstAttempt(placed, client) && m_order[placed] == client;
    }
    /// Whether the order has turns left for the client.
    [[nodiscard]] bool isFirstAttempt(size_t placed, int client) const
    {
        return std::find(m_order.begin() + static_cast<std::ptrdiff_t>(placed), m_order.end(), client) !=
               m_order.end();
    }
    [[nodiscard]] bool canTake(const ScheduleState& state, size_t placed, int client) const
    {
        if (isFirstAttempt(placed, client))
            return m_order[placed] == client;
        return m_machine.canTake(state, client);
    }

    const ScheduleMachine& m_machine;
    const ScheduleTurns& m_order;
    std::unordered_map<quint64, ScheduleOutcome> m_known;
};

} // namespace

ScheduleVerdict ScheduleOutcome::verdict() const
{
    if (mostLost > 0)
        return ScheduleVerdict::Lost;
    if (refused != 0)
        return ScheduleVerdict::Refused;
    return waited != 0 ? ScheduleVerdict::Waits : ScheduleVerdict::NoneLost;
}

ScheduleOutcome outcomeOf(const ScheduleMachine& machine, const ScheduleTurns& order)
{
    if (machine.canRetry())
        return Explorer(machine, order).explore(machine.start(), 0);
    ScheduleState state = machine.start();
    ScheduleOutcome outcome;
    for (const quint8 client : order) {
        const ScheduleEffect effect = machine.take(state, client);
        outcome.refused |= effect.refused;
        outcome.waited |= effect.waited;
    }
    outcome.executions = 1;
    outcome.mostLost = outcome.leastLost = state.lost();
    outcome.withLost = outcome.mostLost > 0 ? 1 : 0;
    return outcome;
}

ScheduleTurns worstExecution(const ScheduleMachine& machine, const ScheduleTurns& order)
{
    return machine.canRetry() ? Explorer(machine, order).worst() : order;
}

} // namespace interleave
