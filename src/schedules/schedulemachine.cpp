#include "schedules/schedulemachine.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr quint8 bit(int client)
{
    return static_cast<quint8>(1U << static_cast<unsigned>(client));
}

} // namespace

quint64 ScheduleState::key() const
{
    quint64 key = 0;
    for (const Client& client : clients) {
        key = key << 2U | client.turns;
        key = key << 2U | client.done;
        key = key << 3U | client.held;
        key = key << 1U | client.retries;
        key = key << 3U | client.place;
    }
    return key << 6U | static_cast<quint64>(tip) << 3U | versions;
}

ScheduleMachine::ScheduleMachine(const ScheduleSetup& setup, ScheduleRule rule)
    : m_setup(setup)
    , m_rule(rule)
    , m_proof(ruleOf(rule).proof)
    , m_holdsLeases(ruleOf(rule).holdsLeases)
    , m_length(static_cast<quint8>(setup.length()))
{
}

bool ScheduleMachine::canRefuse() const
{
    switch (m_proof) {
    case Proof::None:
    case Proof::Lease:
        return false;
    case Proof::Version:
        return true;
    case Proof::Date:
        return m_setup.tick == ScheduleTick::Older;
    }
    Q_UNREACHABLE();
}

bool ScheduleMachine::canRetry() const
{
    return canRefuse() && m_setup.retry != ScheduleRetry::None;
}

ScheduleState ScheduleMachine::start() const
{
    ScheduleState state;
    for (size_t i = 0; i < state.clients.size(); ++i) {
        ScheduleState::Client& client = state.clients[i];
        if (i < static_cast<size_t>(m_setup.clients))
            client.retries = canRetry() ? 1 : 0;
        else
            client.turns = client.done = m_length;
    }
    return state;
}

bool ScheduleMachine::isEnd(const ScheduleState& state) const
{
    return std::ranges::all_of(
        state.clients, [this](const ScheduleState::Client& client) { return client.turns == m_length; });
}

ScheduleEffect ScheduleMachine::take(ScheduleState& state, int client, std::vector<ScheduleAct>* acts) const
{
    Q_ASSERT(canTake(state, client));
    if (m_holdsLeases)
        return takeLeased(state, client, acts);
    ++state.clients[static_cast<size_t>(client)].turns;
    return perform(state, client, acts);
}

bool ScheduleMachine::isStale(const ScheduleState& state, const ScheduleState::Client& client) const
{
    switch (m_proof) {
    case Proof::Version:
        // Nothing is overwritten under this rule, so a depth identifies a version.
        return client.held != state.tip;
    case Proof::Date:
        // Depth 0 is the initial version, the only one whose stamp can be older than the tick.
        return m_setup.tick == ScheduleTick::Older && client.held == 0 && state.tip > 0;
    case Proof::None:
    case Proof::Lease:
        return false;
    }
    Q_UNREACHABLE();
}

ScheduleAction ScheduleMachine::actionAt(int step) const
{
    if (step == 0)
        return ScheduleAction::Read;
    return step == m_length - 1 ? ScheduleAction::Save : ScheduleAction::Edit;
}

ScheduleEffect
ScheduleMachine::perform(ScheduleState& state, int client, std::vector<ScheduleAct>* acts) const
{
    ScheduleState::Client& me = state.clients[static_cast<size_t>(client)];
    const ScheduleAction action = actionAt(me.done++);
    if (action == ScheduleAction::Read && m_rule != ScheduleRule::Atomic)
        me.held = state.tip;
    const bool refused = action == ScheduleAction::Save && isStale(state, me);
    if (acts != nullptr)
        acts->push_back({client, action, refused});
    if (action != ScheduleAction::Save)
        return {};
    if (!refused) {
        ++state.versions;
        state.tip = static_cast<quint8>((m_rule == ScheduleRule::Atomic ? state.tip : me.held) + 1);
    }
    me.held = 0;
    if (refused && me.retries > 0) {
        me.turns = me.done = 0;
        if (m_setup.retry == ScheduleRetry::Once)
            me.retries = 0;
    } else {
        me.retries = 0;
    }
    return {refused ? bit(client) : quint8{0}, 0};
}

ScheduleEffect
ScheduleMachine::takeLeased(ScheduleState& state, int client, std::vector<ScheduleAct>* acts) const
{
    ScheduleEffect effect;
    ScheduleState::Client& me = state.clients[static_cast<size_t>(client)];
    ++me.turns;
    if (me.place == 0) {
        const auto there = std::ranges::count_if(
            state.clients, [](const ScheduleState::Client& other) { return other.place > 0; });
        me.place = static_cast<quint8>(there + 1);
        if (there > 0)
            effect.waited = bit(client);
    }
    // A client that gets the lease performs the steps that had to wait, and may release the lease after them.
    for (;;) {
        const auto holder = std::ranges::find(state.clients, quint8{1}, &ScheduleState::Client::place);
        if (holder == state.clients.end())
            return effect;
        const auto who = static_cast<int>(holder - state.clients.begin());
        while (holder->done < holder->turns)
            perform(state, who, acts);
        if (holder->done < m_length)
            return effect;
        for (ScheduleState::Client& other : state.clients) {
            if (other.place > 0)
                --other.place;
        }
    }
}

} // namespace interleave
