#include "schedules/schedulecounting.h"

#include <algorithm>

namespace interleave {

namespace {

/// The same state with its clients sorted: for counting, it does not matter who is who.
ScheduleState merged(ScheduleState state)
{
    std::ranges::sort(state.clients, [](const ScheduleState::Client& a, const ScheduleState::Client& b) {
        return std::tie(a.turns, a.done, a.held, a.retries, a.place) <
               std::tie(b.turns, b.done, b.held, b.retries, b.place);
    });
    return state;
}

/// ScheduleCounts explains why this cannot overflow; if it does, stop instead of giving a wrong number.
void add(quint64& sum, quint64 more)
{
    if (__builtin_add_overflow(sum, more, &sum))
        qFatal("A count of executions does not fit into 64 bits");
}

} // namespace

ScheduleCounting::ScheduleCounting(const ScheduleSetup& setup, ScheduleRule rule)
    : m_machine(setup, rule)
{
    m_counts = count(merged(m_machine.start()));
}

const ScheduleCounts& ScheduleCounting::count(const ScheduleState& state)
{
    const quint64 key = state.key();
    if (const auto known = m_known.find(key); known != m_known.end())
        return known->second;
    ScheduleCounts sum;
    if (m_machine.isEnd(state)) {
        const auto lost = static_cast<quint64>(state.lost());
        sum = {1, lost > 0 ? quint64{1} : quint64{0}, lost, 0, 0, 0};
    } else {
        for (int client = 0; client < ScheduleSetup::MostClients; ++client) {
            if (!m_machine.canTake(state, client))
                continue;
            ScheduleState next = state;
            const ScheduleEffect effect = m_machine.take(next, client);
            const ScheduleCounts& rest = count(merged(next));
            add(sum.executions, rest.executions);
            add(sum.withLost, rest.withLost);
            add(sum.lost, rest.lost);
            add(sum.withRejection, effect.refused != 0 ? rest.executions : rest.withRejection);
            add(sum.rejections, rest.rejections);
            if (effect.refused != 0)
                add(sum.rejections, rest.executions);
            add(sum.withWait, effect.waited != 0 ? rest.executions : rest.withWait);
        }
    }
    return m_known.emplace(key, sum).first->second;
}

} // namespace interleave
