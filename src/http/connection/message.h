#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace interleave {

/// A header field as sent. Names compare without case (RFC 9110 §5.1).
using Header = std::pair<QByteArray, QByteArray>;

/// The value of the first field of that name.
[[nodiscard]] std::optional<QByteArray> headerOf(const QList<Header>& headers, const QByteArray& name);

/// A request as it came, or as it is to be sent.
struct HttpRequest final
{
    QByteArray method;
    /// As on the request line, undecoded.
    QByteArray target;
    QList<Header> headers;
    QByteArray body;
    /// The exact bytes of the message as they were on the wire; empty for one that is still to be sent.
    QByteArray text;

    [[nodiscard]] std::optional<QByteArray> header(const QByteArray& name) const;
    /// All fields of that name as one list (RFC 9110 §5.3); nothing when there is none.
    [[nodiscard]] std::optional<QByteArray> list(const QByteArray& name) const;
    [[nodiscard]] qsizetype count(const QByteArray& name) const;
};

struct HttpResponse final
{
    int status = 0;
    QList<Header> headers;
    QByteArray body;
    /// As for HttpRequest.
    QByteArray text;

    [[nodiscard]] std::optional<QByteArray> header(const QByteArray& name) const;
};

/// Why a request is turned down: the answer's status, and in plain words what is wrong and what to do.
struct Refusal final
{
    int status = 400;
    QString detail;
    /// Seconds after which to ask again (RFC 9110 §10.2.3); 0 where waiting helps nothing.
    int retryAfter = 0;
};

/// The elements of a list, trimmed; empty ones are none (RFC 9110 §5.6.1). A separator within a quoted string
/// separates nothing (§5.6.4), nor does one after a quotation mark that is never closed.
[[nodiscard]] QList<QByteArray> splitList(const QByteArray& value, char separator = ',');
/// A value as it is meant: a quoted string without its quotation marks and backslashes (RFC 9110 §5.6.4),
/// anything else as it is.
[[nodiscard]] QByteArray unquoted(const QByteArray& value);

/// An answer as it is on the wire, with Content-Length and, unless \a connection is empty, Connection;
/// without its body where that is not wanted.
[[nodiscard]] QByteArray bytesOf(const HttpResponse& response, const QByteArray& connection, bool withBody);

} // namespace interleave
