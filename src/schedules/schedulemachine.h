#pragma once

#include "schedules/schedulesetup.h"

#include <vector>

namespace interleave {

enum class ScheduleAction { Read, Edit, Save };

/// A step that was carried out.
struct ScheduleAct final
{
    int client = 0;
    ScheduleAction action = ScheduleAction::Read;
    /// A save that the rule refused.
    bool refused = false;

    bool operator==(const ScheduleAct&) const = default;
};

/// The state of all clients and of the record, as far as it determines what can still happen. Versions form a
/// tree by base, and only depths in it matter: the line has as many versions as the tip's depth, so lost =
/// versions − depth of the tip. The history is left out, so that equal states can be merged.
struct ScheduleState final
{
    struct Client final
    {
        /// Turns that it has had in this attempt.
        quint8 turns = 0;
        /// Steps that it has done in these turns: fewer while it waits for the lease.
        quint8 done = 0;
        /// The depth of the version that it read; 0 for the initial version, and where it does not matter.
        quint8 held = 0;
        /// Attempts that it may still make after a refusal; constant if they are unlimited.
        quint8 retries = 0;
        /// For the lease: 0 if it neither holds it nor waits, 1 if it holds it, from 2 on its place in the
        /// queue.
        quint8 place = 0;

        bool operator==(const Client&) const = default;
    };

    std::array<Client, ScheduleSetup::MostClients> clients{};
    /// The depth of the current version.
    quint8 tip = 0;
    /// Versions that clients committed.
    quint8 versions = 0;

    [[nodiscard]] int lost() const { return versions - tip; }
    /// Unique for each state.
    [[nodiscard]] quint64 key() const;

    bool operator==(const ScheduleState&) const = default;
};

/// The effect of a turn; clients are bits.
struct ScheduleEffect final
{
    quint8 refused = 0;
    /// Clients that had their turn and had to wait.
    quint8 waited = 0;
};

/// One rule as an automaton. Immutable; any thread.
class ScheduleMachine final
{
public:
    ScheduleMachine(const ScheduleSetup& setup, ScheduleRule rule);

    [[nodiscard]] const ScheduleSetup& setup() const { return m_setup; }
    [[nodiscard]] ScheduleRule rule() const { return m_rule; }
    /// Whether a save may be refused and tried again, so that executions are longer than their orders.
    [[nodiscard]] bool canRetry() const;

    [[nodiscard]] ScheduleState start() const;
    /// Whether the client has turns left.
    [[nodiscard]] bool canTake(const ScheduleState& state, int client) const
    {
        return state.clients[static_cast<size_t>(client)].turns < m_length;
    }
    [[nodiscard]] bool isEnd(const ScheduleState& state) const;
    /// Takes the client's next turn. Appends the steps of this turn to \a acts: none when it has to wait, and
    /// also others' steps when it releases the lease.
    ScheduleEffect take(ScheduleState& state, int client, std::vector<ScheduleAct>* acts = nullptr) const;

private:
    /// Whether a save can be refused in any order.
    [[nodiscard]] bool canRefuse() const;
    [[nodiscard]] bool isStale(const ScheduleState& state, const ScheduleState::Client& client) const;
    [[nodiscard]] ScheduleAction actionAt(int step) const;
    ScheduleEffect perform(ScheduleState& state, int client, std::vector<ScheduleAct>* acts) const;
    ScheduleEffect takeLeased(ScheduleState& state, int client, std::vector<ScheduleAct>* acts) const;

    ScheduleSetup m_setup;
    ScheduleRule m_rule;
    Proof m_proof;
    bool m_holdsLeases;
    quint8 m_length;
};

} // namespace interleave
