#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace interleave {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7), from seconds since the epoch.
[[nodiscard]] QByteArray httpDate(qint64 seconds);

/// Seconds since the epoch; nothing for what is no HTTP-date, a list of dates included. Reads all three forms
/// of RFC 9110 §5.6.7: the preferred one, RFC 850's, and asctime's. A two-digit year that would be more than
/// 50 years after \a now (seconds too) is of the century before. The name of the day must be one, but the
/// date counts.
[[nodiscard]] std::optional<qint64> secondsOfHttpDate(const QByteArray& text, qint64 now);

/// "08:49:37", from milliseconds since the epoch, in UTC as all HTTP dates are.
[[nodiscard]] QString timeOfDay(qint64 ms);

} // namespace interleave
