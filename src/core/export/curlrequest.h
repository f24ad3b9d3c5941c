#pragma once

#include "core/model/event.h"

namespace interleave {

/// The same request as a command for a POSIX shell, to the server on this machine's \a port. Where the exact
/// bytes were not kept, it is put together from what the event says. Empty for what sent nothing.
[[nodiscard]] QString curlCommand(const Event& event, quint16 port);

/// A request as curl is to send it, without what curl says by itself.
struct CurlRequest final
{
    QByteArray method;
    /// Begins with a slash.
    QByteArray target;
    /// Whole lines, `User-Agent: ann`.
    QList<QByteArray> headers;
    QByteArray body;
};
/// What \a event sent, put together from what the event says where the exact bytes were not kept.
[[nodiscard]] CurlRequest curlRequest(const Event& event);
/// How curl is told the method and how to read the address, each with a space before it.
[[nodiscard]] QString curlMethod(const CurlRequest& request);
/// The words of a header.
[[nodiscard]] QString curlHeader(const QByteArray& header);
/// The words of a body that is not empty.
[[nodiscard]] QString curlBody(const QByteArray& body);
/// In bytes: a longer word could not be handed to curl (Linux takes 128 KiB), only to what the shell does
/// itself.
inline constexpr qsizetype LongestWord = qsizetype{64} * 1024;

/// As one word of a POSIX shell, whatever it holds.
[[nodiscard]] QString shellQuoted(const QString& word);

} // namespace interleave
