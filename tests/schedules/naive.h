#pragma once

#include "schedules/scheduleorder.h"

#include <QByteArray>

#include <deque>
#include <functional>
#include <map>
#include <vector>

namespace interleave::naive {

/// The end of an execution, computed in the simplest way: nothing is merged, precomputed or shared with
/// src/schedules.
struct Ended
{
    /// The clients in the order of all turns.
    ScheduleTurns turns;
    /// The turns of the first attempts only.
    ScheduleTurns order;
    int lost = 0;
    int rejections = 0;
    bool waited = false;
    bool operator==(const Ended&) const = default;
};

/// One record with all its versions, and its clients.
class World final
{
public:
    explicit World(const ScheduleSetup& setup, ScheduleRule rule)
        : m_setup(setup)
        , m_rule(rule)
        , m_clients(static_cast<size_t>(setup.clients))
    {
        m_versions.push_back({-1, setup.tick == ScheduleTick::Same ? Now : Now - 1});
        for (Client& client : m_clients)
            client.todo = program();
    }

    /// Enumerates every execution from here on.
    void goOn(const std::function<void(const Ended&)>& tell) const
    {
        bool isEnd = true;
        for (size_t i = 0; i < m_clients.size(); ++i) {
            if (m_clients[i].todo.isEmpty())
                continue;
            isEnd = false;
            World next = *this;
            next.turn(i);
            next.goOn(tell);
        }
        if (isEnd)
            tell(ended());
    }

private:
    static constexpr int Now = 1000;

    struct Version
    {
        int base;
        int stamp;
    };
    struct Client
    {
        /// Letters of the remaining steps: r, e, s.
        QByteArray todo;
        /// Steps that had their turn while the client waits.
        QByteArray late;
        int held = -1;
        int attempt = 1;
    };

    [[nodiscard]] QByteArray program() const
    {
        return m_setup.program == ScheduleProgram::ReadSave ? QByteArray("rs") : QByteArray("res");
    }

    void turn(size_t i)
    {
        Client& client = m_clients[i];
        const char step = client.todo.front();
        client.todo.remove(0, 1);
        m_ended.turns.push_back(static_cast<quint8>(i));
        if (client.attempt == 1)
            m_ended.order.push_back(static_cast<quint8>(i));
        if (m_rule == ScheduleRule::Lease)
            turnLeased(i, step);
        else
            run(i, step);
    }

    void turnLeased(size_t i, char step)
    {
        if (step == 'r') {
            m_line.push_back(i);
            m_ended.waited = m_ended.waited || m_line.size() > 1;
        }
        m_clients[i].late.append(step);
        while (!m_line.empty() && !m_clients[m_line.front()].late.isEmpty()) {
            const size_t holder = m_line.front();
            const char due = m_clients[holder].late.front();
            m_clients[holder].late.remove(0, 1);
            run(holder, due);
            if (due == 's')
                m_line.pop_front();
        }
    }

    void run(size_t i, char step)
    {
        Client& client = m_clients[i];
        const int tip = static_cast<int>(m_versions.size()) - 1;
        if (step == 'r')
            client.held = tip;
        if (step != 's')
            return;
        bool letIn = true;
        if (m_rule == ScheduleRule::Version)
            letIn = client.held == tip;
        if (m_rule == ScheduleRule::Timestamp)
            letIn = m_versions.back().stamp <= m_versions[static_cast<size_t>(client.held)].stamp;
        if (letIn) {
            m_versions.push_back({m_rule == ScheduleRule::Atomic ? tip : client.held, Now});
            return;
        }
        ++m_ended.rejections;
        const bool again = m_setup.retry == ScheduleRetry::Forever ||
                           (m_setup.retry == ScheduleRetry::Once && client.attempt == 1);
        if (again) {
            client.todo = program();
            ++client.attempt;
        }
    }

    [[nodiscard]] Ended ended() const
    {
        Ended result = m_ended;
        int onLine = 0;
        for (int at = static_cast<int>(m_versions.size()) - 1; at > 0;
             at = m_versions[static_cast<size_t>(at)].base)
            ++onLine;
        result.lost = static_cast<int>(m_versions.size()) - 1 - onLine;
        return result;
    }

    ScheduleSetup m_setup;
    ScheduleRule m_rule;
    std::vector<Client> m_clients;
    std::vector<Version> m_versions;
    std::deque<size_t> m_line;
    Ended m_ended;
};

/// A row for each setup of up to \a clients clients, with a descriptive name.
inline std::map<QByteArray, ScheduleSetup> setups(int clients)
{
    std::map<QByteArray, ScheduleSetup> all;
    for (int n = ScheduleSetup::FewestClients; n <= clients; ++n) {
        for (const auto program : {ScheduleProgram::ReadSave, ScheduleProgram::ReadEditSave}) {
            for (const auto retry : {ScheduleRetry::None, ScheduleRetry::Once, ScheduleRetry::Forever}) {
                for (const auto tick : {ScheduleTick::Same, ScheduleTick::Older}) {
                    const ScheduleSetup setup{n, program, retry, tick};
                    const QString name =
                        QStringLiteral("%1 clients %2, retry %3, tick %4")
                            .arg(QString::number(n), toName(program), toName(retry), toName(tick));
                    all.emplace(name.toUtf8(), setup);
                }
            }
        }
    }
    return all;
}

} // namespace interleave::naive
