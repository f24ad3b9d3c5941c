#include "core/scenario/scenariowaits.h"

#include "core/values/httpdate.h"
#include "core/values/text.h"

#include <algorithm>
#include <deque>
#include <map>

namespace interleave {

namespace {

/// Monday, 5 January 2026, 09:00 UTC, the start time of every scenario; in seconds.
constexpr qint64 Start = 1'767'603'600;

/// Simulates leases and waits only; times in seconds from the start.
class Rehearsal final
{
public:
    explicit Rehearsal(const Scenario& scenario)
        : m_scenario(scenario)
    {
    }

    QString play()
    {
        for (int i = 0; i < m_scenario.steps.size(); ++i) {
            m_now += m_scenario.tick;
            settle();
            take(i);
        }
        if (m_waits.empty())
            return {};
        const Wait& wait = m_waits.front();
        const Step& step = m_scenario.steps.at(wait.step);
        return Text::tr(
                   "“steps[%1]” waits for ever: %2 waits for the lease on “%3”, %4 holds it, and no later "
                   "step gives it back or lets enough time pass")
            .arg(QString::number(wait.step), wait.client, step.record, m_held[step.record].owner);
    }

private:
    struct Held
    {
        QString owner;
        qint64 until = 0;
        bool withRead = false;
    };
    struct Wait
    {
        QString client;
        QString record;
        qint64 ttl = 0;
        qint64 deadline = 0;
        bool withRead = false;
        int step = 0;
    };

    [[nodiscard]] bool holds(const QString& client, const QString& record) const
    {
        const auto held = m_held.find(record);
        return held != m_held.end() && held->second.owner == client;
    }
    [[nodiscard]] bool isWaiting(const QString& client) const
    {
        return std::ranges::find(m_waits, client, &Wait::client) != m_waits.end();
    }

    /// Runs the step now, or after its client's wait.
    void take(int index)
    {
        const Step& step = m_scenario.steps.at(index);
        if (isWaiting(step.client))
            m_queued[step.client].push_back(index);
        else
            perform(index);
    }

    void perform(int index)
    {
        const Step& step = m_scenario.steps.at(index);
        if (const auto* wait = std::get_if<WaitStep>(&step.action)) {
            m_now += wait->seconds;
            settle();
        } else if (const auto* clock = std::get_if<ClockStep>(&step.action)) {
            m_now += clock->seconds;
            settle();
        } else if (const auto* locking = std::get_if<LockingStep>(&step.action)) {
            m_isOn = ruleOf(locking->locking).holdsLeases;
            m_held.clear();
            m_waits.clear();
            m_queued.clear();
        } else if (m_isOn) {
            performOn(step, index);
        }
    }

    void performOn(const Step& step, int index)
    {
        const bool isRead =
            std::holds_alternative<ReadStep>(step.action) || std::holds_alternative<ReloadStep>(step.action);
        const bool isTry = std::holds_alternative<SaveStep>(step.action) ||
                           std::holds_alternative<IncrementStep>(step.action);
        if (const auto* acquire = std::get_if<AcquireStep>(&step.action)) {
            if (holds(step.client, step.record))
                m_held[step.record].until = m_now + acquire->ttl;
            else
                ask({step.client, step.record, acquire->ttl, m_now + acquire->wait, false, index});
        } else if (isRead && !holds(step.client, step.record)) {
            ask({step.client, step.record, UsualTtl, m_now + PanelLeaseWait, true, index});
        } else if (isTry && holds(step.client, step.record) && m_held[step.record].withRead) {
            release(step.record);
        } else if (std::holds_alternative<ReleaseStep>(step.action) && holds(step.client, step.record)) {
            release(step.record);
        }
    }

    void ask(const Wait& wait)
    {
        if (!m_held.contains(wait.record))
            m_held[wait.record] = {wait.client, m_now + wait.ttl, wait.withRead};
        else if (wait.deadline > m_now && !(m_scenario.leases.deadlockDetection && closesCycle(wait)))
            m_waits.push_back(wait);
    }

    [[nodiscard]] bool closesCycle(const Wait& wait) const
    {
        const auto holderOf = [this](const QString& record) {
            const auto held = m_held.find(record);
            return held == m_held.end() ? QString() : held->second.owner;
        };
        const auto waitsOf = [this](const QString& client) {
            QStringList records;
            for (const Wait& other : m_waits) {
                if (other.client == client)
                    records.append(other.record);
            }
            return records;
        };
        return !cycleOfWaits(wait.client, wait.record, holderOf, waitsOf).isEmpty();
    }

    void release(const QString& record)
    {
        m_held.erase(record);
        const auto next = std::ranges::find(m_waits, record, &Wait::record);
        if (next == m_waits.end())
            return;
        const Wait wait = *next;
        m_waits.erase(next);
        m_held[record] = {wait.client, m_now + wait.ttl, wait.withRead};
        goOn(wait.client);
    }

    /// Runs the steps that were queued behind the wait.
    void goOn(const QString& client)
    {
        std::deque<int> queued = std::exchange(m_queued[client], {});
        while (!queued.empty()) {
            const int index = queued.front();
            queued.pop_front();
            take(index);
        }
    }

    /// Settles what is due, in order of time.
    void settle()
    {
        while (true) {
            const auto expired =
                std::ranges::min_element(m_held, {}, [](const auto& entry) { return entry.second.until; });
            const auto late = std::ranges::min_element(m_waits, {}, &Wait::deadline);
            const bool hasExpired = expired != m_held.end() && expired->second.until <= m_now;
            const bool isLate = late != m_waits.end() && late->deadline <= m_now;
            if (isLate && (!hasExpired || late->deadline < expired->second.until)) {
                const QString client = late->client;
                m_waits.erase(late);
                goOn(client);
            } else if (hasExpired) {
                release(QString(expired->first));
            } else {
                return;
            }
        }
    }

    const Scenario& m_scenario;
    qint64 m_now = 0;
    bool m_isOn = true;
    std::map<QString, Held> m_held;
    std::deque<Wait> m_waits;
    std::map<QString, std::deque<int>> m_queued;
};

QString problemWithTimes(const Scenario& scenario)
{
    qint64 now = 0;
    for (qsizetype i = 0; i < scenario.steps.size(); ++i) {
        const StepAction& action = scenario.steps.at(i).action;
        now += scenario.tick;
        if (const auto* wait = std::get_if<WaitStep>(&action))
            now += wait->seconds;
        else if (const auto* clock = std::get_if<ClockStep>(&action))
            now += clock->seconds;
        if (const qint64 ms = (Start + now) * 1000; clockTime(ms) != ms) {
            return Text::tr(
                       "“steps[%1]” leaves the years 1 to 9999, and HTTP has dates for no others (RFC 9110 "
                       "§5.6.7); move the clock by less")
                .arg(i);
        }
    }
    return {};
}

} // namespace

QString problemWithWaitsUnderLease(const Scenario& scenario)
{
    return Rehearsal(scenario).play();
}

QString problemWithWaits(const Scenario& scenario)
{
    if (const QString problem = problemWithTimes(scenario); !problem.isEmpty())
        return problem;
    const auto holdsLeases = [](Locking locking) {
        return ruleOf(locking).holdsLeases;
    };
    const bool isMeant = holdsLeases(scenario.locking) ||
                         std::ranges::any_of(scenario.expectedRules(), holdsLeases) ||
                         std::ranges::any_of(scenario.steps, [](const Step& step) {
                             return std::holds_alternative<AcquireStep>(step.action);
                         });
    return isMeant ? problemWithWaitsUnderLease(scenario) : QString();
}

} // namespace interleave
