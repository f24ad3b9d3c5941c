#pragma once

#include "core/values/result.h"
#include "http/connection/message.h"

#include <QByteArrayView>
#include <QList>

namespace interleave {

/// What a request line asks for.
struct Target final
{
    /// From the absolute form, where it takes precedence over Host (RFC 9112 §3.2.2); empty for the usual
    /// form.
    std::optional<QByteArray> authority;
    /// Percent-decoded, without the query. "/records/item" has two.
    QList<QByteArray> segments;
    /// The target is the server as a whole: `OPTIONS *` (RFC 9112 §3.2.4).
    bool isServer = false;
};

/// Reads the origin form and the absolute form (RFC 9112 §3.2), and for OPTIONS the asterisk form; strict
/// about characters and percent-encoding.
[[nodiscard]] Result<Target, Refusal> parseTarget(const QByteArray& method, const QByteArray& target);

/// A name of this server with any port: localhost, 127.0.0.1, [::1], and interleave.localhost, which the
/// panels use. A web page elsewhere that lets its own name point here does not match (DNS rebinding).
[[nodiscard]] bool namesThisServer(QByteArrayView authority);
/// The origin is a page of this machine.
[[nodiscard]] bool isOwnOrigin(QByteArrayView origin);

} // namespace interleave
