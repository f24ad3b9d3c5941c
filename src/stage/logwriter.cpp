#include "stage/logwriter.h"

#include "core/values/bounds.h"
#include "core/values/printable.h"
#include "core/values/text.h"
#include "stage/files/replacedfile.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace interleave {

struct LogWriter::Queue
{
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<QByteArray> lines;
    qint64 bytes = 0;
    qint64 dropped = 0;
    bool isWriting = false;
    bool isEnding = false;

    [[nodiscard]] bool isDone() const { return lines.empty() && dropped == 0 && !isWriting; }

    void append(const QByteArray& line)
    {
        bytes += line.size();
        lines.push_back(line);
    }

    /// Writes the number of dropped lines in their place.
    void tellDropped()
    {
        if (dropped == 0)
            return;
        append((Text::tr("(%1 lines are not here: nobody took them in time.)", nullptr, pluralOf(dropped))
                    .arg(dropped) +
                u'\n')
                   .toLocal8Bit());
        dropped = 0;
    }
};

LogWriter::LogWriter(int descriptor)
    : m_queue(std::make_shared<Queue>())
{
    std::thread([queue = m_queue, descriptor] { write(queue, descriptor); }).detach();
}

LogWriter::~LogWriter()
{
    std::unique_lock lock(m_queue->mutex);
    m_queue->isEnding = true;
    m_queue->changed.notify_all();
    m_queue->changed.wait_for(lock, std::chrono::milliseconds(EndTime), [this] { return m_queue->isDone(); });
}

void LogWriter::line(const QString& text)
{
    const QByteArray line = (printable(text) + u'\n').toLocal8Bit();
    const std::lock_guard lock(m_queue->mutex);
    if (m_queue->bytes + line.size() > bounds::Log) {
        ++m_queue->dropped;
        return;
    }
    m_queue->tellDropped();
    m_queue->append(line);
    m_queue->changed.notify_all();
}

void LogWriter::write(const std::shared_ptr<Queue>& queue, int descriptor)
{
    std::unique_lock lock(queue->mutex);
    while (true) {
        queue->changed.wait(
            lock, [&queue] { return !queue->lines.empty() || queue->dropped > 0 || queue->isEnding; });
        if (queue->lines.empty())
            queue->tellDropped();
        if (queue->lines.empty())
            return;
        const QByteArray line = std::move(queue->lines.front());
        queue->lines.pop_front();
        queue->isWriting = true;
        lock.unlock();
        // If this cannot be written, there is nowhere left to report it.
        static_cast<void>(writeAll(descriptor, line));
        lock.lock();
        queue->isWriting = false;
        queue->bytes -= line.size();
        queue->changed.notify_all();
    }
}

} // namespace interleave
