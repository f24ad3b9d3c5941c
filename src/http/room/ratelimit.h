#pragma once

#include <QList>

#include <algorithm>

namespace interleave {

/// How often something may happen within a time that ends now. A value without a clock.
class RateLimit final
{
public:
    /// \a most times in \a window milliseconds.
    RateLimit(int most, qint64 window)
        : m_most(most)
        , m_window(window)
    {
    }

    /// How many milliseconds from \a now it is too often; 0 where it may happen.
    [[nodiscard]] qint64 waitAt(qint64 now) const
    {
        if (m_times.size() < m_most)
            return 0;
        return std::max<qint64>(0, m_times.at(m_times.size() - m_most) + m_window - now);
    }
    /// It happened.
    void count(qint64 now)
    {
        forget(now);
        m_times.append(now);
    }
    /// Forgets what was too long ago to count; true if nothing is left.
    bool forget(qint64 now)
    {
        m_times.removeIf([this, now](qint64 time) { return time + m_window <= now; });
        return m_times.isEmpty();
    }

private:
    int m_most;
    qint64 m_window;
    QList<qint64> m_times;
};

} // namespace interleave
