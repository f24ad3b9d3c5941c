#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace interleave {

/// The first and last millisecond that an HTTP-date can express: its years have four digits (RFC 9110
/// §5.6.7).
inline constexpr qint64 FirstTime = -62'135'596'800'000;
inline constexpr qint64 LastTime = 253'402'300'799'999;
/// The longest duration of a lease, in seconds.
inline constexpr qint64 LongestTtl = 3600;
/// The time \a ms limited to a clock's range: from FirstTime to the last time that still lets the longest
/// lease end in range.
[[nodiscard]] qint64 clockTime(qint64 ms);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7), from seconds since the epoch. Limited to the years that
/// such dates have.
[[nodiscard]] QByteArray httpDate(qint64 seconds);

/// Seconds since the epoch; nothing when the text is not one HTTP-date, such as a list of dates. Reads all
/// three forms of RFC 9110 §5.6.7: the preferred one, RFC 850's, and asctime's. A two-digit year that would
/// be more than 50 years after \a now (in seconds too) belongs to the century before. The weekday must be a
/// valid name, but need not match the date.
[[nodiscard]] std::optional<qint64> secondsOfHttpDate(const QByteArray& text, qint64 now);

/// "08:49:37", from milliseconds since the epoch, in UTC like all HTTP dates.
[[nodiscard]] QString timeOfDay(qint64 ms);

} // namespace interleave
