#include "engine/engineworker.h"

#include <utility>

namespace interleave {

EngineWorker::EngineWorker(EnginePlaces places, QObject* parent)
    : QObject(parent)
    , m_thread([this, places = std::move(places)] { work(places); })
{
}

EngineWorker::~EngineWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.clear();
        m_stop.request_stop();
        m_isEnding = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

/// std::function asks for jobs that can be copied; results that cannot are shared.
void EngineWorker::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_all();
    setOpen(m_open + 1);
}

void EngineWorker::deliver(quint64 era, std::function<void()> done)
{
    QMetaObject::invokeMethod(
        this,
        [this, era, done = std::move(done)] {
            if (era == m_era)
                done();
        },
        Qt::QueuedConnection);
}

void EngineWorker::cancel()
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.clear();
        m_stop.request_stop();
        m_stop = {};
    }
    ++m_era;
    setOpen(0);
}

void EngineWorker::work(EnginePlaces places)
{
    std::stop_token stop;
    EnginePool pool(std::move(places), [this, &stop](const QString& sentence) {
        QMetaObject::invokeMethod(
            this,
            [this, stop, sentence] {
                if (!stop.stop_requested())
                    emit told(sentence);
            },
            Qt::QueuedConnection);
    });
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isEnding || !m_jobs.empty(); });
        if (m_isEnding)
            return;
        const Job job = std::exchange(m_jobs.front(), {});
        m_jobs.pop_front();
        stop = m_stop.get_token();
        lock.unlock();
        job(pool, stop);
        QMetaObject::invokeMethod(this, [this, stop] {
            if (!stop.stop_requested())
                setOpen(m_open - 1);
        });
        lock.lock();
    }
}

void EngineWorker::setOpen(int open)
{
    const bool wasBusy = isBusy();
    m_open = open;
    if (wasBusy != isBusy())
        emit busyChanged();
}

} // namespace interleave
