#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace interleave {

/// The first and the last millisecond that have an HTTP-date: its years have four digits (RFC 9110 §5.6.7).
inline constexpr qint64 FirstTime = -62'135'596'800'000;
inline constexpr qint64 LastTime = 253'402'300'799'999;
/// The longest that a lease may last, in seconds.
inline constexpr qint64 LongestTtl = 3600;
/// What a clock says that would say \a ms: it stops at the ends, and at the last one early enough for the
/// longest lease to end.
[[nodiscard]] qint64 clockTime(qint64 ms);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7), from seconds since the epoch. Never another year than
/// such dates have: beyond them it is the first or the last moment.
[[nodiscard]] QByteArray httpDate(qint64 seconds);

/// Seconds since the epoch; nothing for what is no HTTP-date, a list of dates included. Reads all three forms
/// of RFC 9110 §5.6.7: the preferred one, RFC 850's, and asctime's. A two-digit year that would be more than
/// 50 years after \a now (seconds too) is of the century before. The name of the day must be one, but the
/// date counts.
[[nodiscard]] std::optional<qint64> secondsOfHttpDate(const QByteArray& text, qint64 now);

/// "08:49:37", from milliseconds since the epoch, in UTC as all HTTP dates are.
[[nodiscard]] QString timeOfDay(qint64 ms);

} // namespace interleave
