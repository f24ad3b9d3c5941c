#pragma once

#include "core/model/event.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace interleave {

/// The sentence of a problem in a response's body (RFC 9457, `detail`); empty when the body is none, or was
/// not kept.
[[nodiscard]] QString refusalDetail(const QByteArray& responseText);

/// The value of the first header field called \a name, in lower case, in an HTTP/1 message (RFC 9110 §5.1);
/// empty when there is none.
[[nodiscard]] QByteArray headerIn(const QByteArray& message, const QByteArray& name);

/// The one version that a request's `If-Match` demands; nothing for another precondition, several tags, a
/// weak one, or one of another run.
[[nodiscard]] std::optional<qint64> versionNamed(const Event& event);

// What the server compared before it refused a request, the longest wording first; empty where the event does
// not tell.

/// "B read v1, it is at v2", or "B named v1 …" where it read another; of dates "B read 09:00:00, it is of
/// 09:00:02".
[[nodiscard]] QStringList comparedStale(const Event& event);
/// "B’s token is 1, the newest is 2"
[[nodiscard]] QStringList comparedTokens(const Event& event);
/// The circle of a deadlock: "B would wait for A, and A waits for B".
[[nodiscard]] QStringList comparedWaits(const Event& event);

/// The time of day in an HTTP date of the event, or nothing if it is none.
[[nodiscard]] std::optional<QString> timeInDate(const QByteArray& date, const Event& event);
/// The same of the record in the answer: every 200 has its `Last-Modified`, a 412 only after a date was
/// compared.
[[nodiscard]] std::optional<QString> answeredTime(const Event& event);

} // namespace interleave
