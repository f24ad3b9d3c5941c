#pragma once

#include "core/values/httpdate.h"

#include <QtGlobal>

#include <algorithm>
#include <atomic>

namespace interleave {

/// The server's time. Thread-safe: the server's thread reads it, the stage's thread moves it.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Milliseconds since the Unix epoch, limited to the range of clockTime().
    [[nodiscard]] virtual qint64 now() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 now() const override;
};

/// Moves only when told to, so that a scenario always gives the same bytes.
class ScriptedClock final : public Clock
{
public:
    /// The start time of every scenario: 2026-01-05 09:00:00 UTC, a Monday morning.
    static constexpr qint64 Start = 1'767'603'600'000;

    [[nodiscard]] qint64 now() const override { return m_now; }
    void set(qint64 ms) { m_now = clockTime(ms); }
    /// A negative \a ms moves it back.
    void advance(qint64 ms) { set(m_now + std::clamp(ms, FirstTime - LastTime, LastTime - FirstTime)); }

private:
    std::atomic<qint64> m_now = Start;
};

} // namespace interleave
