#pragma once

// Internal to ApiServer.

#include "http/recordapi.h"

#include <QHash>
#include <QMap>
#include <QTimer>

#include <functional>
#include <map>
#include <set>
#include <utility>

namespace interleave {

class HttpConnection;

/// Who waits for which lease, and when a lease or somebody's patience is over. First come, first served;
/// everything that only waits does so here, by one timer. What a request costs here grows with the logarithm
/// of the leases and of the guests; only cycleOf() looks at all who wait. Lives in the server's thread.
class LeaseQueue final
{
public:
    /// A request that is not answered yet.
    struct Waiter final
    {
        HttpConnection* connection = nullptr;
        HttpRequest request;
        Caller caller;
        LeaseWait wait;
        /// The server's number for the request.
        qint64 number = 0;
    };
    struct Hooks final
    {
        /// Milliseconds since the epoch.
        std::function<qint64()> now;
        /// Answers \a waiter, who waits no longer.
        std::function<void(const Waiter& waiter, Reply reply)> answer;
        /// Whether nobody is there any more to take what \a waiter waits for.
        std::function<bool(const Waiter& waiter)> isGone;
        /// Something happened that answers nobody; \a ticket is that of the panel's request that it ends, or
        /// 0.
        std::function<void(Event event, qint64 ticket)> tell;
    };

    /// \a api must outlive it.
    LeaseQueue(RecordApi& api, Hooks hooks);

    /// What is held in the store, after it became another.
    void load(const QMap<QString, Lease>& held);
    void wait(Waiter waiter);
    /// How many of them are outside clients.
    [[nodiscard]] int outsideWaiters() const { return m_outsideGuests; }
    /// Every event passes by here, so that it knows who holds what. A lease that is given back goes to the
    /// next.
    void observe(const Event& event);
    /// What is due by now: leases that have expired, and waits that have been too long, in the order of their
    /// times.
    void settle();
    /// A connection is gone.
    void leave(const HttpConnection* connection);
    /// Turns down all who wait.
    void sendAway(const Refusal& refusal);

    /// As cycleOfWaits().
    [[nodiscard]] QList<WaitsFor> cycleOf(const QString& client, const QString& record) const;

private:
    /// In which order they came.
    using Arrival = qint64;
    using Line = std::set<Arrival>;

    void hold(const QString& record, const Lease& lease);
    Lease drop(const QString& record);
    /// Out of every list.
    Waiter take(Arrival arrival);
    [[nodiscard]] bool settleNext(qint64 now);
    void grantNext(const QString& record);
    void expire(const QString& record);
    void giveUp(Arrival arrival);
    void startTimer();

    RecordApi& m_api;
    Hooks m_hooks;
    std::map<Arrival, Waiter> m_waiters;
    QHash<QString, Lease> m_held;
    // The same by what is asked of them, so that no request pays for how many there are.
    std::set<std::pair<qint64, QString>> m_ends;
    std::set<std::pair<qint64, Arrival>> m_deadlines;
    QHash<QString, Line> m_byRecord;
    QHash<QString, Line> m_byClient;
    QHash<const HttpConnection*, Arrival> m_byConnection;
    Arrival m_last = 0;
    int m_outsideGuests = 0;
    QTimer m_timer;
};

} // namespace interleave
