#pragma once

#include "schedules/schedulesetup.h"

#include <vector>

namespace interleave {

enum class ScheduleAction { Read, Edit, Save };

/// A step that was really taken.
struct ScheduleAct final
{
    int client = 0;
    ScheduleAction action = ScheduleAction::Read;
    /// A save that the rule did not let in.
    bool refused = false;

    bool operator==(const ScheduleAct&) const = default;
};

/// How far everybody is: all that decides what can still happen. Versions form a tree by base, and only
/// depths in it matter: the line is as long as the tip is deep, so lost = versions − depth of the tip. In
/// which order things came to be so is forgotten, so that equal states merge.
struct ScheduleState final
{
    struct Client final
    {
        /// Turns that it had in this attempt.
        quint8 turns = 0;
        /// Steps that it has done of them: fewer while it waits for the lease.
        quint8 done = 0;
        /// The depth of the version that it read; 0, which is the start, where that does not matter.
        quint8 held = 0;
        /// Attempts that it may still make after a refusal; stays where there is no end to them.
        quint8 retries = 0;
        /// For the lease: 0 has nothing to do with it, 1 holds it, from 2 on waits.
        quint8 place = 0;

        bool operator==(const Client&) const = default;
    };

    std::array<Client, ScheduleSetup::MostClients> clients{};
    /// The depth of the current version.
    quint8 tip = 0;
    /// Versions that clients committed.
    quint8 versions = 0;

    [[nodiscard]] int lost() const { return versions - tip; }
    /// Different for different states.
    [[nodiscard]] quint64 key() const;

    bool operator==(const ScheduleState&) const = default;
};

/// What a turn led to; clients are bits.
struct ScheduleEffect final
{
    quint8 refused = 0;
    /// Had its turn and could not go on.
    quint8 waited = 0;
};

/// One rule as an automaton. Immutable; any thread.
class ScheduleMachine final
{
public:
    ScheduleMachine(const ScheduleSetup& setup, ScheduleRule rule);

    [[nodiscard]] const ScheduleSetup& setup() const { return m_setup; }
    [[nodiscard]] ScheduleRule rule() const { return m_rule; }
    /// A save may be refused and then be tried again, so that executions are longer than their orders.
    [[nodiscard]] bool canRetry() const;

    [[nodiscard]] ScheduleState start() const;
    /// The client has turns left.
    [[nodiscard]] bool canTake(const ScheduleState& state, int client) const
    {
        return state.clients[static_cast<size_t>(client)].turns < m_length;
    }
    [[nodiscard]] bool isEnd(const ScheduleState& state) const;
    /// The client's next turn. What is done in it is appended to \a acts: nothing when it has to wait, and
    /// also others' steps when it releases the lease.
    ScheduleEffect take(ScheduleState& state, int client, std::vector<ScheduleAct>* acts = nullptr) const;

private:
    [[nodiscard]] bool isStale(const ScheduleState& state, const ScheduleState::Client& client) const;
    [[nodiscard]] ScheduleAction actionAt(int step) const;
    ScheduleEffect perform(ScheduleState& state, int client, std::vector<ScheduleAct>* acts) const;
    ScheduleEffect takeLeased(ScheduleState& state, int client, std::vector<ScheduleAct>* acts) const;

    ScheduleSetup m_setup;
    ScheduleRule m_rule;
    quint8 m_length;
};

} // namespace interleave
