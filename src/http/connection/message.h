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

/// A request as received, or as it will be sent.
struct HttpRequest final
{
    QByteArray method;
    /// As on the request line, not decoded.
    QByteArray target;
    QList<Header> headers;
    QByteArray body;
    /// The exact bytes of the message on the wire; empty before it is sent.
    QByteArray text;

    [[nodiscard]] std::optional<QByteArray> header(const QByteArray& name) const;
    /// All fields of that name joined into one list (RFC 9110 §5.3); empty when there is none.
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

/// Why a request is refused: the answer's status, and in plain words what is wrong and what to do.
struct Refusal final
{
    int status = 400;
    QString detail;
    /// Seconds after which to ask again (RFC 9110 §10.2.3); 0 where waiting does not help.
    int retryAfter = 0;
};

/// The elements of a list, trimmed, without empty ones (RFC 9110 §5.6.1). A separator in a quoted string does
/// not separate (§5.6.4); a quotation mark that is never closed quotes the rest.
[[nodiscard]] QList<QByteArray> splitList(const QByteArray& value, char separator = ',');
/// The value without quotation marks and backslashes where it is a quoted string (RFC 9110 §5.6.4), else
/// unchanged.
[[nodiscard]] QByteArray unquoted(const QByteArray& value);

/// The answer's bytes on the wire, with Content-Length and, unless \a connection is empty, Connection;
/// without the body if \a withBody is false.
[[nodiscard]] QByteArray bytesOf(const HttpResponse& response, const QByteArray& connection, bool withBody);
/// The answer's bytes up to its body, whose length is not known yet: with `Transfer-Encoding: chunked` (RFC
/// 9112 §7.1), or where the client knows no chunks, with `Connection: close`.
[[nodiscard]] QByteArray streamHeadOf(const HttpResponse& response, bool isChunked, bool closes);

} // namespace interleave
