#pragma once

#include "http/connection/message.h"
#include "http/connection/target.h"

namespace interleave {

/// Why a request is refused because of who sends it: it uses a name that this server does not have (421, DNS
/// rebinding), or comes from a web page elsewhere (403). A page is recognised by its `Origin`, and where a
/// browser sends none by `Sec-Fetch-Site` (W3C Fetch Metadata); a followed link is accepted. Empty for all
/// other clients, such as curl.
[[nodiscard]] std::optional<Refusal> problemWithSender(const HttpRequest& request, const Target& target);

/// The fields in every answer that tell a browser: no page of another origin may read it, and its type must
/// not be guessed.
[[nodiscard]] QList<Header> ownPageFields();
/// The fields in every answer that tell a browser: no page elsewhere may read it, its type must not be
/// guessed, and a page of this machine may read it (Fetch Standard, CORS).
[[nodiscard]] QList<Header> browserFields(const HttpRequest& request);

/// The additional fields of the answer to a CORS preflight of a page of this machine; \a methods are those of
/// the address. Empty when the request is not a preflight.
[[nodiscard]] QList<Header> preflightFields(const HttpRequest& request, const QByteArray& methods);

} // namespace interleave
