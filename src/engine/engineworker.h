#pragma once

#include "engine/databases/enginepool.h"

#include <QObject>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace interleave {

/// A thread with engines of its own, because they block. Jobs are done one after the other. Used from the
/// thread that it lives in.
class EngineWorker final : public QObject
{
    Q_OBJECT

public:
    explicit EngineWorker(EnginePlaces places = {}, QObject* parent = nullptr);
    /// Cancels everything and ends the engines.
    ~EngineWorker() override;

    /// Does \a work in the worker's thread, and then calls \a done with its result in this one, unless cancel()
    /// was called before. The work should end soon after \a stop was asked for.
    template<typename Work, typename Done>
    void run(Work work, Done done)
    {
        post([this, work = std::move(work), done = std::move(done), era = m_era](
                 EnginePool& pool, const std::stop_token& stop) mutable {
            auto result = work(pool, stop);
            deliver(era, [done = std::move(done), result = std::move(result)]() mutable {
                done(std::move(result));
            });
        });
    }
    /// Calls \a done in the worker's owner's thread while a job is under way, unless it was cancelled. Call it
    /// from the job, with the era() in which it was given.
    void deliver(quint64 era, std::function<void()> done);
    [[nodiscard]] quint64 era() const { return m_era; }

    /// Asks the job under way to stop, and forgets it and those that wait.
    void cancel();
    /// Whether jobs are under way or wait.
    [[nodiscard]] bool isBusy() const { return m_open > 0; }

signals:
    /// What is done while a private server starts, which takes seconds: one sentence. Not of a job that was
    /// cancelled.
    void told(const QString& sentence);
    void busyChanged();

private:
    using Job = std::function<void(EnginePool&, const std::stop_token&)>;

    void post(Job job);
    void work(EnginePlaces places);
    void setOpen(int open);

    /// Rises with each cancel().
    quint64 m_era = 0;
    int m_open = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    std::stop_source m_stop;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace interleave
