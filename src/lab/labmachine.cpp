#include "lab/labmachine.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr quint8 bit(int client)
{
    return static_cast<quint8>(1U << static_cast<unsigned>(client));
}

} // namespace

quint64 LabState::key() const
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

LabMachine::LabMachine(const LabSetup& setup, LabRule rule)
    : m_setup(setup)
    , m_rule(rule)
    , m_length(static_cast<quint8>(setup.length()))
{
}

bool LabMachine::canRetry() const
{
    const bool canRefuse =
        m_rule == LabRule::Version || (m_rule == LabRule::Timestamp && m_setup.tick == LabTick::Older);
    return canRefuse && m_setup.retry != LabRetry::None;
}

LabState LabMachine::start() const
{
    LabState state;
    for (size_t i = 0; i < state.clients.size(); ++i) {
        LabState::Client& client = state.clients[i];
        if (i < static_cast<size_t>(m_setup.clients))
            client.retries = canRetry() ? 1 : 0;
        else
            client.turns = client.done = m_length;
    }
    return state;
}

bool LabMachine::isEnd(const LabState& state) const
{
    return std::ranges::all_of(
        state.clients, [this](const LabState::Client& client) { return client.turns == m_length; });
}

LabEffect LabMachine::take(LabState& state, int client, std::vector<LabAct>* acts) const
{
    Q_ASSERT(canTake(state, client));
    if (m_rule == LabRule::Lease)
        return takeLeased(state, client, acts);
    ++state.clients[static_cast<size_t>(client)].turns;
    return perform(state, client, acts);
}

bool LabMachine::isStale(const LabState& state, const LabState::Client& client) const
{
    switch (m_rule) {
    case LabRule::Version:
        // Nothing leaves the line under this rule, so a depth is a version.
        return client.held != state.tip;
    case LabRule::Timestamp:
        // Depth 0 is the start, the only version whose stamp can be older than the tick.
        return m_setup.tick == LabTick::Older && client.held == 0 && state.tip > 0;
    default:
        return false;
    }
}

LabAction LabMachine::actionAt(int step) const
{
    if (step == 0)
        return LabAction::Read;
    return step == m_length - 1 ? LabAction::Save : LabAction::Edit;
}

LabEffect LabMachine::perform(LabState& state, int client, std::vector<LabAct>* acts) const
{
    LabState::Client& me = state.clients[static_cast<size_t>(client)];
    const LabAction action = actionAt(me.done++);
    if (action == LabAction::Read && m_rule != LabRule::Atomic)
        me.held = state.tip;
    const bool refused = action == LabAction::Save && isStale(state, me);
    if (acts != nullptr)
        acts->push_back({client, action, refused});
    if (action != LabAction::Save)
        return {};
    if (!refused) {
        ++state.versions;
        state.tip = static_cast<quint8>((m_rule == LabRule::Atomic ? state.tip : me.held) + 1);
    }
    me.held = 0;
    if (refused && me.retries > 0) {
        me.turns = me.done = 0;
        if (m_setup.retry == LabRetry::Once)
            me.retries = 0;
    } else {
        me.retries = 0;
    }
    return {refused ? bit(client) : quint8{0}, 0};
}

LabEffect LabMachine::takeLeased(LabState& state, int client, std::vector<LabAct>* acts) const
{
    LabEffect effect;
    LabState::Client& me = state.clients[static_cast<size_t>(client)];
    ++me.turns;
    if (me.place == 0) {
        const auto there = std::ranges::count_if(
            state.clients, [](const LabState::Client& other) { return other.place > 0; });
        me.place = static_cast<quint8>(there + 1);
        if (there > 0)
            effect.waited = bit(client);
    }
    // Whoever gets the lease first does what had to wait, and may release it with that.
    for (;;) {
        const auto holder = std::ranges::find(state.clients, quint8{1}, &LabState::Client::place);
        if (holder == state.clients.end())
            return effect;
        const auto who = static_cast<int>(holder - state.clients.begin());
        while (holder->done < holder->turns)
            perform(state, who, acts);
        if (holder->done < m_length)
            return effect;
        for (LabState::Client& other : state.clients) {
            if (other.place > 0)
                --other.place;
        }
    }
}

} // namespace interleave
