#include "http/leasedesk.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace interleave {

namespace {

constexpr qint64 ShortestTimerMs = 10;
constexpr qint64 LongestTimerMs = 3'600'000;

/// Of what is sorted by time first; what is not there is never due.
template<typename Sorted>
qint64 earliest(const Sorted& times)
{
    return times.empty() ? std::numeric_limits<qint64>::max() : times.begin()->first;
}

} // namespace

LeaseDesk::LeaseDesk(RecordApi& api, Hooks hooks)
    : m_api(api)
    , m_hooks(std::move(hooks))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { settle(); });
}

void LeaseDesk::load(const QMap<QString, Lease>& held)
{
    m_held.clear();
    m_ends.clear();
    for (auto it = held.constBegin(); it != held.constEnd(); ++it)
        hold(it.key(), it.value());
    startTimer();
}

void LeaseDesk::hold(const QString& record, const Lease& lease)
{
    drop(record);
    m_held.insert(record, lease);
    m_ends.emplace(lease.until, record);
}

Lease LeaseDesk::drop(const QString& record)
{
    const auto held = m_held.constFind(record);
    if (held == m_held.constEnd())
        return {};
    const Lease lease = *held;
    m_ends.erase({lease.until, record});
    m_held.erase(held);
    return lease;
}

void LeaseDesk::wait(Guest guest)
{
    const Arrival arrival = ++m_last;
    m_deadlines.emplace(guest.wait.deadline, arrival);
    m_byRecord[guest.wait.record].insert(arrival);
    m_byClient[guest.caller.name].insert(arrival);
    m_byConnection.insert(guest.connection, arrival);
    m_outsideGuests += guest.caller.outside ? 1 : 0;
    m_guests.emplace(arrival, std::move(guest));
    startTimer();
}

LeaseDesk::Guest LeaseDesk::take(Arrival arrival)
{
    const auto found = m_guests.find(arrival);
    if (found == m_guests.end())
        return {};
    Guest guest = std::move(found->second);
    m_guests.erase(found);
    const auto leave = [arrival](QHash<QString, Line>& lines, const QString& key) {
        const auto line = lines.find(key);
        if (line == lines.end())
            return;
        line->erase(arrival);
        if (line->empty())
            lines.erase(line);
    };
    leave(m_byRecord, guest.wait.record);
    leave(m_byClient, guest.caller.name);
    m_deadlines.erase({guest.wait.deadline, arrival});
    m_byConnection.remove(guest.connection);
    m_outsideGuests -= guest.caller.outside ? 1 : 0;
    return guest;
}

void LeaseDesk::observe(const Event& event)
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
    default:
        break;
    }
}

void LeaseDesk::settle()
{
    if (m_ends.empty() && m_deadlines.empty())
        return;
    const qint64 now = m_hooks.now();
    while (settleNext(now)) {
    }
    startTimer();
}

/// The first that is due. What happens at the same time: a lease expires before somebody stops waiting for
/// it.
bool LeaseDesk::settleNext(qint64 now)
{
    if (std::min(earliest(m_ends), earliest(m_deadlines)) > now)
        return false;
    if (earliest(m_deadlines) < earliest(m_ends))
        giveUp(m_deadlines.begin()->second);
    else
        expire(QString(m_ends.begin()->second));
    return true;
}

void LeaseDesk::expire(const QString& record)
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

void LeaseDesk::giveUp(Arrival arrival)
{
    const Guest leaving = take(arrival);
    Caller caller = leaving.caller;
    caller.now = m_hooks.now();
    m_hooks.answer(leaving, m_api.giveUp(leaving.request, caller, leaving.wait));
}

void LeaseDesk::grantNext(const QString& record)
{
    while (!m_held.contains(record)) {
        const auto line = m_byRecord.constFind(record);
        if (line == m_byRecord.constEnd())
            return;
        const Arrival arrival = *line->begin();
        const Guest& first = m_guests.at(arrival);
        if (m_hooks.isGone(first)) {
            leave(first.connection);
            continue;
        }
        Caller caller = first.caller;
        caller.now = m_hooks.now();
        Reply reply = m_api.grant(first.request, caller, first.wait);
        if (reply.wait)
            return;
        const Guest next = take(arrival);
        m_hooks.answer(next, std::move(reply));
    }
}

void LeaseDesk::leave(const HttpConnection* connection)
{
    const auto guest = m_byConnection.constFind(connection);
    if (guest == m_byConnection.constEnd())
        return;
    const Guest leaving = take(*guest);
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

void LeaseDesk::sendAway(const Refusal& refusal)
{
    // A list of its own: who is turned down may come back while others still are.
    std::vector<Guest> leaving;
    while (!m_guests.empty())
        leaving.push_back(take(m_guests.begin()->first));
    for (const Guest& guest : leaving) {
        Caller caller = guest.caller;
        caller.now = m_hooks.now();
        Reply reply = m_api.refuse(guest.request, caller, refusal);
        reply.event->action = Action::Acquire;
        reply.event->record = guest.wait.record;
        reply.event->waited = true;
        m_hooks.answer(guest, std::move(reply));
    }
}

QList<WaitsFor> LeaseDesk::circleOf(const QString& client, const QString& record) const
{
    return circleOfWaits(
        client,
        record,
        [this](const QString& id) { return m_held.value(id).owner; },
        [this](const QString& waiting) {
            QStringList records;
            for (const Arrival arrival : m_byClient.value(waiting))
                records.append(m_guests.at(arrival).wait.record);
            return records;
        });
}

void LeaseDesk::startTimer()
{
    if (m_ends.empty() && m_deadlines.empty()) {
        m_timer.stop();
        return;
    }
    const qint64 due = std::min(earliest(m_ends), earliest(m_deadlines));
    // The clock may stand still, and may be moved: then somebody calls settle().
    m_timer.start(static_cast<int>(std::clamp(due - m_hooks.now(), ShortestTimerMs, LongestTimerMs)));
}

} // namespace interleave
