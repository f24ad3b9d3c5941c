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

/// Who waits for which lease, and when leases and waits run out. First come, first served; one timer serves
/// all waits. A request costs time logarithmic in the number of leases and waits; only cycleOf() looks at all
/// of them. Lives in the server's thread.
class LeaseQueue final
{
public:
    /// A request that waits for its answer.
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
        /// Answers \a waiter, which has left the queue.
        std::function<void(const Waiter& waiter, Reply reply)> answer;
        /// Whether the client of \a waiter has closed its connection.
        std::function<bool(const Waiter& waiter)> isGone;
        /// Reports an event that answers no request; \a ticket is that of the panel's request that it ends,
        /// or 0.
        std::function<void(Event event, qint64 ticket)> tell;
    };

    /// \a api must outlive the queue.
    LeaseQueue(RecordApi& api, Hooks hooks);

    /// Replaces the leases by those of another store.
    void load(const QMap<QString, Lease>& held);
    void wait(Waiter waiter);
    /// How many of the waiting requests come from outside clients.
    [[nodiscard]] int outsideWaiters() const { return m_outsideWaiters; }
    /// Call this for every event, to keep track of who holds what. A lease that is given back goes to the
    /// next in line.
    void observe(const Event& event);
    /// Settles what is due by now in the order of its time: expired leases, and waits that have run out.
    void settle();
    /// Drops the waits of a closed connection.
    void leave(const HttpConnection* connection);
    /// Refuses all waiting requests.
    void sendAway(const Refusal& refusal);

    /// As cycleOfWaits().
    [[nodiscard]] QList<WaitsFor> cycleOf(const QString& client, const QString& record) const;

private:
    /// Numbers the waits in the order in which they came.
    using Arrival = qint64;
    using Line = std::set<Arrival>;

    void hold(const QString& record, const Lease& lease);
    Lease drop(const QString& record);
    /// Removes the waiter from every list.
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
    // The same leases and waits, indexed for each question, so that no request gets slower as they grow.
    std::set<std::pair<qint64, QString>> m_ends;
    std::set<std::pair<qint64, Arrival>> m_deadlines;
    QHash<QString, Line> m_byRecord;
    QHash<QString, Line> m_byClient;
    QHash<const HttpConnection*, Arrival> m_byConnection;
    Arrival m_last = 0;
    int m_outsideWaiters = 0;
    QTimer m_timer;
};

} // namespace interleave
