#pragma once

// Internal to RoomServer.

#include "http/room/ratelimit.h"

#include <QHash>
#include <QHostAddress>

namespace interleave {

/// Counts wrong codes by the address that they come from, so that a code of four letters cannot be found by
/// trying. Only wrong ones count: all phones of a lecture hall may share one address.
class CodeGuard final
{
public:
    /// \a most wrong codes a minute.
    explicit CodeGuard(int most);

    /// For how many milliseconds from \a now no code from there is to be compared; 0 where it may be.
    [[nodiscard]] qint64 waitAt(const QHostAddress& address, qint64 now);
    void countWrong(const QHostAddress& address, qint64 now);

private:
    /// IPv6 by its first 64 bits, which is what one network gives to one machine (RFC 4291 §2.5.4).
    [[nodiscard]] static QByteArray keyOf(const QHostAddress& address);

    int m_most;
    QHash<QByteArray, RateLimit> m_byAddress;
};

} // namespace interleave
