#include "schedules/scheduleorder.h"

#include <algorithm>
#include <numeric>

namespace interleave {

namespace {

/// The remaining turns, and the number of their orders.
class Remaining final
{
public:
    explicit Remaining(const ScheduleSetup& setup)
        : m_clients(setup.clients)
        , m_turns(static_cast<quint64>(setup.turns()))
        , m_ways(orderCount(setup))
    {
        m_of.fill(static_cast<quint64>(setup.length()));
    }

    [[nodiscard]] int clients() const { return m_clients; }
    [[nodiscard]] bool isEmpty() const { return m_turns == 0; }
    /// The number of orders in which \a client is next. Exact: its share of all orders is its share of the
    /// turns.
    [[nodiscard]] quint64 waysWith(int client) const
    {
        return m_ways * m_of[static_cast<size_t>(client)] / m_turns;
    }
    void take(int client)
    {
        m_ways = waysWith(client);
        --m_of[static_cast<size_t>(client)];
        --m_turns;
    }

private:
    int m_clients;
    quint64 m_turns;
    quint64 m_ways;
    std::array<quint64, ScheduleSetup::MostClients> m_of{};
};

} // namespace

quint64 orderCount(const ScheduleSetup& setup)
{
    // A product of binomials: one client after the other chooses its places among those taken so far.
    quint64 count = 1;
    quint64 places = 0;
    for (int client = 0; client < setup.clients; ++client) {
        for (quint64 turn = 1; turn <= static_cast<quint64>(setup.length()); ++turn)
            count = count * ++places / turn;
    }
    return count;
}

ScheduleTurns orderAt(const ScheduleSetup& setup, quint64 rank)
{
    Q_ASSERT(rank < orderCount(setup));
    ScheduleTurns order;
    order.reserve(static_cast<size_t>(setup.turns()));
    for (Remaining remaining(setup); !remaining.isEmpty();) {
        int client = 0;
        for (; client < remaining.clients() - 1 && rank >= remaining.waysWith(client); ++client)
            rank -= remaining.waysWith(client);
        remaining.take(client);
        order.push_back(static_cast<quint8>(client));
    }
    return order;
}

quint64 rankOf(const ScheduleSetup& setup, const ScheduleTurns& order)
{
    quint64 rank = 0;
    Remaining remaining(setup);
    for (const quint8 next : order) {
        for (int client = 0; client < next; ++client)
            rank += remaining.waysWith(client);
        remaining.take(next);
    }
    return rank;
}

std::vector<quint64> serialRanks(const ScheduleSetup& setup)
{
    std::vector<quint8> sequence(static_cast<size_t>(setup.clients));
    std::iota(sequence.begin(), sequence.end(), quint8{0});
    std::vector<quint64> ranks;
    do {
        ScheduleTurns order;
        for (const quint8 client : sequence)
            order.insert(order.end(), static_cast<size_t>(setup.length()), client);
        ranks.push_back(rankOf(setup, order));
    } while (std::ranges::next_permutation(sequence).found);
    return ranks;
}

} // namespace interleave
