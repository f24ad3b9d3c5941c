#pragma once

#include "http/connection/message.h"

namespace interleave {

/// A member of a JSON object, its value already as JSON.
using JsonMember = std::pair<QByteArray, QByteArray>;

/// `{"a": 1, "b": "two"}`
[[nodiscard]] QByteArray jsonObject(const QList<JsonMember>& members);
[[nodiscard]] QByteArray jsonText(const QString& text);

/// A refusal as application/problem+json (RFC 9457): `title` (the status phrase, as its type is about:blank),
/// `status`, `detail`, and \a extensions. Never cached: the same request may succeed later.
[[nodiscard]] HttpResponse problemResponse(const Refusal& refusal, const QList<JsonMember>& extensions = {});

} // namespace interleave
