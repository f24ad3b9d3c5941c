#pragma once

#include <QString>

#include <memory>

namespace interleave {

/// Lines for a terminal, written by a thread of its own: who tells them never waits for who reads them.
/// Beyond bounds::Log what is told is dropped and counted, and the number stands where the lines would have
/// stood. What others wrote does nothing there (core/values/printable.h).
class LogWriter final
{
public:
    /// How long the end waits for the last lines, in milliseconds.
    static constexpr int EndTime = 300;

    /// \a descriptor stays open.
    explicit LogWriter(int descriptor);
    /// What a reader who stands still has not taken by then is lost.
    ~LogWriter();

    LogWriter(const LogWriter&) = delete;
    LogWriter& operator=(const LogWriter&) = delete;
    LogWriter(LogWriter&&) = delete;
    LogWriter& operator=(LogWriter&&) = delete;

    void line(const QString& text);

private:
    struct Queue;

    static void write(const std::shared_ptr<Queue>& queue, int descriptor);

    /// Also its thread's, which may outlive this.
    std::shared_ptr<Queue> m_queue;
};

} // namespace interleave
