#include "schedules/schedulesweep.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr quint64 ProgressEvery = 4096;
constexpr unsigned LostBits = 2;

quint8 markOf(ScheduleVerdict verdict, int lost)
{
    return static_cast<quint8>(static_cast<unsigned>(verdict) << LostBits | static_cast<unsigned>(lost));
}

class Sweeper final
{
public:
    Sweeper(
        const ScheduleSetup& setup,
        const std::atomic<bool>& cancelled,
        const std::function<void(quint64)>& progress)
        : m_cancelled(cancelled)
        , m_progress(progress)
        , m_length(setup.length())
    {
        m_digest.setup = setup;
        // Only first attempts are played. They show who is refused and what is lost, except for what
        // canLoseLater() adds.
        ScheduleSetup once = setup;
        once.retry = ScheduleRetry::None;
        for (const ScheduleRule rule : AllScheduleRules) {
            m_machines.emplace_back(once, rule);
            m_digest.marks[static_cast<size_t>(rule)].reserve(orderCount(setup));
        }
    }

    std::optional<ScheduleDigest> run()
    {
        Moment start;
        for (const ScheduleMachine& machine : m_machines)
            start.states[static_cast<size_t>(machine.rule())] = machine.start();
        descend(start);
        if (m_cancelled)
            return std::nullopt;
        return std::move(m_digest);
    }

private:
    /// The states after the same turns under each rule.
    struct Moment
    {
        std::array<ScheduleState, AllScheduleRules.size()> states;
        std::array<ScheduleEffect, AllScheduleRules.size()> effects;
    };

    void descend(const Moment& moment)
    {
        if (m_cancelled)
            return;
        if (m_order.size() == static_cast<size_t>(m_digest.setup.turns())) {
            note(moment);
            return;
        }
        for (int client = 0; client < m_digest.setup.clients; ++client) {
            if (std::ranges::count(m_order, client) == m_length)
                continue;
            Moment next = moment;
            for (size_t i = 0; i < m_machines.size(); ++i) {
                const ScheduleEffect effect = m_machines[i].take(next.states[i], client);
                next.effects[i].refused |= effect.refused;
                next.effects[i].waited |= effect.waited;
            }
            m_order.push_back(static_cast<quint8>(client));
            descend(next);
            m_order.pop_back();
        }
    }

    /// Whether a further attempt can lose something in this order, when the first attempts lose nothing. A
    /// save refused by its date is based on the initial version, and that does not depend on when others
    /// retry; a further attempt is based on a version of this tick and is always let in. Two of them can read
    /// the same version. A single one can read before the save of another client that comes after its
    /// refusal, and save later; the last turn of an order is always a save.
    [[nodiscard]] bool canLoseLater(quint8 refused) const
    {
        const bool single = (refused & (refused - 1U)) == 0;
        return !single || refused != 1U << m_order.back();
    }

    void note(const Moment& end)
    {
        for (size_t i = 0; i < m_machines.size(); ++i) {
            const ScheduleRule rule = m_machines[i].rule();
            const ScheduleEffect& effect = end.effects[i];
            int lost = end.states[i].lost();
            if (lost == 0 && effect.refused != 0 && m_digest.setup.retry != ScheduleRetry::None &&
                ruleOf(rule).comparesDates && canLoseLater(effect.refused))
                lost = 1;
            auto verdict = ScheduleVerdict::NoneLost;
            if (lost > 0)
                verdict = ScheduleVerdict::Lost;
            else if (effect.refused != 0)
                verdict = ScheduleVerdict::Refused;
            else if (effect.waited != 0)
                verdict = ScheduleVerdict::Waits;
            m_digest.marks[i].push_back(markOf(verdict, lost));
            ScheduleDigest::Sums& sums = m_digest.sums[i];
            sums.losing += lost > 0 ? 1U : 0U;
            sums.refused += effect.refused != 0 ? 1U : 0U;
            sums.waiting += effect.waited != 0 ? 1U : 0U;
        }
        const quint64 done = m_digest.marks.front().size();
        if (m_progress && done % ProgressEvery == 0)
            m_progress(done);
    }

    const std::atomic<bool>& m_cancelled;
    const std::function<void(quint64)>& m_progress;
    std::ptrdiff_t m_length;
    std::vector<ScheduleMachine> m_machines;
    ScheduleTurns m_order;
    ScheduleDigest m_digest;
};

} // namespace

ScheduleVerdict ScheduleDigest::verdict(ScheduleRule rule, quint64 rank) const
{
    return static_cast<ScheduleVerdict>(badness(rule, rank) >> LostBits);
}

bool ScheduleDigest::losesAnywhere(quint64 rank) const
{
    return std::ranges::any_of(AllScheduleRules, [this, rank](ScheduleRule rule) {
        return verdict(rule, rank) == ScheduleVerdict::Lost;
    });
}

bool ScheduleDigest::differs(quint64 rank) const
{
    const ScheduleVerdict first = verdict(AllScheduleRules.front(), rank);
    return std::ranges::any_of(
        AllScheduleRules, [this, rank, first](ScheduleRule rule) { return verdict(rule, rank) != first; });
}

std::optional<ScheduleDigest> sweep(
    const ScheduleSetup& setup,
    const std::atomic<bool>& cancelled,
    const std::function<void(quint64)>& progress)
{
    return Sweeper(setup, cancelled, progress).run();
}

} // namespace interleave
