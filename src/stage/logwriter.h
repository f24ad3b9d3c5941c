#pragma once

#include <QString>

#include <memory>

namespace interleave {

/// Writes lines to a terminal in a separate thread, so that the caller never waits for the reader. Beyond
/// bounds::Log, lines are dropped and counted, and the number is written in their place. Text by others is
/// made safe to print (core/values/printable.h).
class LogWriter final
{
public:
    /// How long the destructor waits for the last lines, in milliseconds.
    static constexpr int EndTime = 300;

    /// Does not close \a descriptor.
    explicit LogWriter(int descriptor);
    /// Lines that a blocked reader has not taken by then are lost.
    ~LogWriter();

    LogWriter(const LogWriter&) = delete;
    LogWriter& operator=(const LogWriter&) = delete;
    LogWriter(LogWriter&&) = delete;
    LogWriter& operator=(LogWriter&&) = delete;

    void line(const QString& text);

private:
    struct Queue;

    static void write(const std::shared_ptr<Queue>& queue, int descriptor);

    /// Shared with the writing thread, which may outlive this.
    std::shared_ptr<Queue> m_queue;
};

} // namespace interleave
