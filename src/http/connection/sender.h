#pragma once

#include "http/connection/message.h"
#include "http/connection/target.h"

namespace interleave {

/// Why a request is turned down for whom it comes from, whatever it asks: by a name that this server does not
/// have (421, DNS rebinding), or on behalf of a web page elsewhere (403). A page is told by its `Origin`, and
/// where a browser sends none by `Sec-Fetch-Site` (W3C Fetch Metadata); a link that a person follows to here
/// is let in. Nothing for everybody else, curl above all.
[[nodiscard]] std::optional<Refusal> problemWithSender(const HttpRequest& request, const Target& target);

/// What every answer tells a browser: that no page elsewhere may take it in, nor read it as something else
/// than it says, and to a page of this machine that it may read it (Fetch Standard, CORS).
[[nodiscard]] QList<Header> browserFields(const HttpRequest& request);

/// The answer's further fields where the request asks on behalf of a page of this machine which requests it
/// may send; \a methods are those of the address. Empty where it asks no such thing.
[[nodiscard]] QList<Header> preflightFields(const HttpRequest& request, const QByteArray& methods);

} // namespace interleave
