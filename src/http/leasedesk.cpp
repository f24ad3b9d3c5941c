#include "http/leasedesk.h"

#include <algorithm>
#include <limits>

namespace interleave {

namespace {

constexpr qint64 ShortestTimerMs = 10;
constexpr qint64 LongestTimerMs = 3'600'000;

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
    m_held = held;
    startTimer();
}

void LeaseDesk::wait(Guest guest)
{
    m_guests.push_back(std::move(guest));
    startTimer();
}

void LeaseDesk::observe(const Event& event)
{
    if (!event.isAboutLease()) {
        if (event.lease && isRefusal(event.verdict))
            m_held.insert(event.record, *event.lease);
        return;
    }
    switch (event.verdict) {
    case Verdict::Granted:
    case Verdict::Locked:
    case Verdict::Waiting:
        if (event.lease)
            m_held.insert(event.record, *event.lease);
        startTimer();
        break;
    case Verdict::Done:
        m_held.remove(event.record);
        grantNext(event.record);
        startTimer();
        break;
    default:
        break;
    }
}

void LeaseDesk::settle()
{
    if (m_held.isEmpty() && m_guests.empty())
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
    const auto guest = std::ranges::min_element(m_guests, {}, [](const Guest& g) { return g.wait.deadline; });
    QString record;
    qint64 until = std::numeric_limits<qint64>::max();
    for (auto it = m_held.constBegin(); it != m_held.constEnd(); ++it) {
        if (it->until < until) {
            until = it->until;
            record = it.key();
        }
    }
    const bool isGuestFirst = guest != m_guests.end() && guest->wait.deadline < until;
    if ((isGuestFirst ? guest->wait.deadline : until) > now)
        return false;
    if (isGuestFirst)
        giveUp(guest);
    else
        expire(record);
    return true;
}

void LeaseDesk::expire(const QString& record)
{
    const Lease lease = m_held.take(record);
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

void LeaseDesk::giveUp(std::list<Guest>::iterator guest)
{
    const Guest leaving = std::move(*guest);
    m_guests.erase(guest);
    Caller caller = leaving.caller;
    caller.now = m_hooks.now();
    m_hooks.answer(leaving, m_api.giveUp(leaving.request, caller, leaving.wait));
}

void LeaseDesk::grantNext(const QString& record)
{
    while (!m_held.contains(record)) {
        const auto first =
            std::ranges::find_if(m_guests, [&record](const Guest& g) { return g.wait.record == record; });
        if (first == m_guests.end())
            return;
        Caller caller = first->caller;
        caller.now = m_hooks.now();
        Reply reply = m_api.grant(first->request, caller, first->wait);
        if (reply.wait)
            return;
        const Guest next = std::move(*first);
        m_guests.erase(first);
        m_hooks.answer(next, std::move(reply));
    }
}

void LeaseDesk::leave(const HttpConnection* connection)
{
    const auto guest = std::ranges::find(m_guests, connection, &Guest::connection);
    if (guest == m_guests.end())
        return;
    const Guest leaving = std::move(*guest);
    m_guests.erase(guest);
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
    const std::list<Guest> leaving = std::exchange(m_guests, {});
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
            for (const Guest& guest : m_guests) {
                if (guest.caller.name == waiting)
                    records.append(guest.wait.record);
            }
            return records;
        });
}

void LeaseDesk::startTimer()
{
    qint64 due = std::numeric_limits<qint64>::max();
    for (const Lease& lease : std::as_const(m_held))
        due = std::min(due, lease.until);
    for (const Guest& guest : m_guests)
        due = std::min(due, guest.wait.deadline);
    if (due == std::numeric_limits<qint64>::max()) {
        m_timer.stop();
        return;
    }
    // The clock may stand still, and may be moved: then somebody calls settle().
    m_timer.start(static_cast<int>(std::clamp(due - m_hooks.now(), ShortestTimerMs, LongestTimerMs)));
}

} // namespace interleave
