#pragma once

#include "core/model/event.h"

namespace interleave {

/// The same request as a command for a POSIX shell, to the server on this machine's \a port. Built from the
/// event where the exact bytes were not kept. Empty for an event without a request.
[[nodiscard]] QString curlCommand(const Event& event, quint16 port);

/// A request for curl, without the headers that curl sends itself.
struct CurlRequest final
{
    QByteArray method;
    /// Begins with a slash.
    QByteArray target;
    /// Complete lines, `User-Agent: ann`.
    QList<QByteArray> headers;
    QByteArray body;
};
/// The request of \a event, built from the event where the exact bytes were not kept.
[[nodiscard]] CurlRequest curlRequest(const Event& event);
/// Options for the method and for reading the address, each preceded by a space.
[[nodiscard]] QString curlMethod(const CurlRequest& request);
/// The option for a header.
[[nodiscard]] QString curlHeader(const QByteArray& header);
/// The option for a body, which must not be empty.
[[nodiscard]] QString curlBody(const QByteArray& body);
/// In bytes: a longer word cannot be an argument of curl (Linux allows 128 KiB), only of the shell's built-in
/// commands.
inline constexpr qsizetype LongestWord = qsizetype{64} * 1024;

/// Quotes any text as one word of a POSIX shell.
[[nodiscard]] QString shellQuoted(const QString& word);

} // namespace interleave
