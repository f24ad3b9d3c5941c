#pragma once

#include "core/values/result.h"
#include "http/connection/message.h"

#include <QByteArrayView>
#include <QList>

namespace interleave {

/// What a request line asks for.
struct Target final
{
    /// Of the absolute form, which counts instead of Host (RFC 9112 §3.2.2); nothing for the usual form.
    std::optional<QByteArray> authority;
    /// Percent-decoded; a query is left out. "/records/item" has two.
    QList<QByteArray> segments;
    /// It is the server as a whole, and no address of it: `OPTIONS *` (RFC 9112 §3.2.4).
    bool isServer = false;
};

/// The origin form and the absolute form (RFC 9112 §3.2), and of OPTIONS the asterisk form; strict about
/// characters and percent-encoding.
[[nodiscard]] Result<Target, Refusal> parseTarget(const QByteArray& method, const QByteArray& target);

/// A name of this server with any port: localhost, 127.0.0.1, [::1], and interleave.localhost, by which the
/// panels ask. A web page elsewhere that made its own name point here does not know these (DNS rebinding).
[[nodiscard]] bool namesThisServer(QByteArrayView authority);
/// A page of this machine's own.
[[nodiscard]] bool isOwnOrigin(QByteArrayView origin);

} // namespace interleave
