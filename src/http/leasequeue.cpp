#include "http/leasequeue.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace interleave {

namespace {

constexpr qint64 ShortestTimerMs = 10;
constexpr qint64 LongestTimerMs = 3'600'000;

/// The earliest of the sorted times; a very large number when there is none.
template<typename Sorted>
qint64 earliest(const Sorted& times)
{
    return times.empty() ? std::numeric_limits<qint64>::max() : times.begin()->first;
}

} // namespace

LeaseQueue::LeaseQueue(RecordApi& api, Hooks hooks)
    : m_api(api)
    , m_hooks(std::move(hooks))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { settle(); });
}

void LeaseQueue::load(const QMap<QString, Lease>& held)
{
    m_held.clear();
    m_ends.clear();
    for (auto it = held.constBegin(); it != held.constEnd(); ++it)
        hold(it.key(), it.value());
    startTimer();
}

void LeaseQueue::hold(const QString& record, const Lease& lease)
{
    drop(record);
    m_held.insert(record, lease);
    m_ends.emplace(lease.until, record);
}

Lease LeaseQueue::drop(const QString& record)
{
    const auto held = m_held.constFind(record);
    if (held == m_held.constEnd())
        return {};
    const Lease lease = *held;
    m_ends.erase({lease.until, record});
    m_held.erase(held);
    return lease;
}

void LeaseQueue::wait(Waiter waiter)
{
    const Arrival arrival = ++m_last;
    m_deadlines.emplace(waiter.wait.deadline, arrival);
    m_byRecord[waiter.wait.record].insert(arrival);
    m_byClient[waiter.caller.name].insert(arrival);
    m_byConnection.insert(waiter.connection, arrival);
    m_outsideWaiters += waiter.caller.outside ? 1 : 0;
    m_waiters.emplace(arrival, std::move(waiter));
    startTimer();
}

LeaseQueue::Waiter LeaseQueue::take(Arrival arrival)
{
    const auto found = m_waiters.find(arrival);
    if (found == m_waiters.end())
        return {};
    Waiter waiter = std::move(found->second);
    m_waiters.erase(found);
    const auto leave = [arrival](QHash<QString, Line>& lines, const QString& key) {
        const auto line = lines.find(key);
        if (line == lines.end())
            return;
        line->erase(arrival);
        if (line->empty())
            lines.erase(line);
    };
    leave(m_byRecord, waiter.wait.record);
    leave(m_byClient, waiter.caller.name);
    m_deadlines.erase({waiter.wait.deadline, arrival});
    m_byConnection.remove(waiter.connection);
    m_outsideWaiters -= waiter.caller.outside ? 1 : 0;
    return waiter;
}

void LeaseQueue::observe(const Event& event)
{
    if (!event.isAboutLease()) {
        if (event.lease && isRefusal(event.verdict))
            hold(event.record, *event.lease);
        return;
    }
    switch (event.verdict) {
    case Verdict::Granted:
    case Verdict::Locked:
    case Verdict::Waiting:
        if (event.lease)
            hold(event.record, *event.lease);
        startTimer();
        break;
    case Verdict::Done:
        drop(event.record);
        grantNext(event.record);
        startTimer();
        break;
    case Verdict::Unchanged:
    case Verdict::Saved:
    case Verdict::Stale:
    case Verdict::PreconditionMissing:
    case Verdict::Refused:
    case Verdict::Fenced:
    case Verdict::Deadlock:
    case Verdict::Expired:
    case Verdict::GaveUp:
    case Verdict::Busy:
    case Verdict::Unknown:
        break;
    }
}

void LeaseQueue::settle()
{
    if (m_ends.empty() && m_deadlines.empty())
        return;
    const qint64 now = m_hooks.now();
    while (settleNext(now)) {
    }
    startTimer();
}

/// Settles the first event that is due. At the same time, a lease expires before a wait for it ends.
bool LeaseQueue::settleNext(qint64 now)
{
    if (std::min(earliest(m_ends), earliest(m_deadlines)) > now)
        return false;
    if (earliest(m_deadlines) < earliest(m_ends))
        giveUp(m_deadlines.begin()->second);
    else
        expire(QString(m_ends.begin()->second));
    return true;
}

void LeaseQueue::expire(const QString& record)
{
    const Lease lease = drop(record);
    Event event;
    event.time = m_hooks.now();
    event.client = lease.owner;
    event.action = Action::Release;
    event.verdict = Verdict::Expired;
    event.record = record;
    event.lease = lease;
    m_hooks.tell(event, 0);
    grantNext(record);
}

void LeaseQueue::giveUp(Arrival arrival)
{
    const Waiter leaving = take(arrival);
    Caller caller = leaving.caller;
    caller.now = m_hooks.now();
    m_hooks.answer(leaving, m_api.giveUp(leaving.request, caller, leaving.wait));
}

void LeaseQueue::grantNext(const QString& record)
{
    while (!m_held.contains(record)) {
        const auto line = m_byRecord.constFind(record);
        if (line == m_byRecord.constEnd())
            return;
        const Arrival arrival = *line->begin();
        const Waiter& first = m_waiters.at(arrival);
        if (m_hooks.isGone(first)) {
            leave(first.connection);
            continue;
        }
        Caller caller = first.caller;
        caller.now = m_hooks.now();
        Reply reply = m_api.grant(first.request, caller, first.wait);
        if (reply.wait)
            return;
        const Waiter next = take(arrival);
        m_hooks.answer(next, std::move(reply));
    }
}

void LeaseQueue::leave(const HttpConnection* connection)
{
    const auto waiter = m_byConnection.constFind(connection);
    if (waiter == m_byConnection.constEnd())
        return;
    const Waiter leaving = take(*waiter);
    Event event;
    event.time = m_hooks.now();
    event.client = leaving.caller.name;
    event.outside = leaving.caller.outside;
    event.purpose = leaving.caller.purpose;
    event.action = Action::Acquire;
    event.verdict = Verdict::GaveUp;
    event.record = leaving.wait.record;
    event.request = leaving.number;
    event.waited = true;
    m_hooks.tell(event, leaving.caller.ticket);
}

void LeaseQueue::sendAway(const Refusal& refusal)
{
    // Take all out first: a client may ask again while the others are being refused.
    std::vector<Waiter> leaving;
    while (!m_waiters.empty())
        leaving.push_back(take(m_waiters.begin()->first));
    for (const Waiter& waiter : leaving) {
        Caller caller = waiter.caller;
        caller.now = m_hooks.now();
        Reply reply = m_api.refuse(waiter.request, caller, refusal);
        reply.event->action = Action::Acquire;
        reply.event->record = waiter.wait.record;
        reply.event->waited = true;
        m_hooks.answer(waiter, std::move(reply));
    }
}

QList<WaitsFor> LeaseQueue::cycleOf(const QString& client, const QString& record) const
{
    return cycleOfWaits(
        client,
        record,
        [this](const QString& id) { return m_held.value(id).owner; },
        [this](const QString& waiting) {
            QStringList records;
            for (const Arrival arrival : m_byClient.value(waiting))
                records.append(m_waiters.at(arrival).wait.record);
            return records;
        });
}

void LeaseQueue::startTimer()
{
    if (m_ends.empty() && m_deadlines.empty()) {
        m_timer.stop();
        return;
    }
    const qint64 due = std::min(earliest(m_ends), earliest(m_deadlines));
    // The clock may stand still or be moved; then somebody calls settle().
    m_timer.start(static_cast<int>(std::clamp(due - m_hooks.now(), ShortestTimerMs, LongestTimerMs)));
}

} // namespace interleave
