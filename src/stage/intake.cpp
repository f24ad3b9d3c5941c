#include "stage/intake.h"

#include "core/model/footprint.h"
#include "core/values/bounds.h"

#include <algorithm>

namespace interleave {

Intake::Intake(Take take, QObject* parent)
    : QObject(parent)
    , m_take(std::move(take))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Intake::takeBatch);
}

void Intake::put(const Event& event, qint64 ticket)
{
    const qint64 bytes =
        qint64{sizeof(Item)} + footprintOfTexts(event) + footprint(event.before) + footprint(event.after);
    put(Item{event, ticket, {}, bytes});
}

void Intake::put(std::function<void()> function)
{
    put(Item{{}, 0, std::move(function), qint64{sizeof(Item)}});
}

void Intake::put(Item item)
{
    const QMutexLocker lock(&m_mutex);
    while (!m_isClosed && m_bytes > bounds::Intake)
        m_room.wait(&m_mutex);
    if (m_isClosed)
        return;
    m_bytes += item.bytes;
    m_items.push_back(std::move(item));
    if (!std::exchange(m_isWoken, true))
        QMetaObject::invokeMethod(this, &Intake::wake, Qt::QueuedConnection);
}

void Intake::close()
{
    const QMutexLocker lock(&m_mutex);
    m_isClosed = true;
    m_items.clear();
    m_bytes = 0;
    m_room.wakeAll();
}

qint64 Intake::bytes()
{
    const QMutexLocker lock(&m_mutex);
    return m_bytes;
}

bool Intake::next(Item& item)
{
    const QMutexLocker lock(&m_mutex);
    if (m_items.empty()) {
        m_isWoken = false;
        return false;
    }
    item = std::move(m_items.front());
    m_items.pop_front();
    m_bytes -= item.bytes;
    // Wake writers only when half is free, not for each item, so that they are not woken for one item at a
    // time.
    if (m_bytes <= bounds::Intake / 2)
        m_room.wakeAll();
    return true;
}

void Intake::wake()
{
    if (m_rest.hasExpired())
        takeBatch();
    else
        m_timer.start(static_cast<int>(m_rest.remainingTime()));
}

void Intake::takeBatch()
{
    QElapsedTimer spent;
    spent.start();
    Item item;
    bool isMore = next(item);
    while (isMore) {
        if (item.function)
            item.function();
        else
            m_take(item.event, item.ticket);
        if (spent.elapsed() >= BatchTime)
            break;
        isMore = next(item);
    }
    emit taken();
    const qint64 took = spent.elapsed();
    if (took >= ShortTime)
        m_rest.setRemainingTime(std::max({FrameTime - took, took / 2, RestTime}), Qt::PreciseTimer);
    if (isMore)
        wake();
}

} // namespace interleave
