#pragma once

// Internal to RoomServer.

#include "http/connection/target.h"

namespace interleave {

/// Of the code that people type, in letters and digits.
inline constexpr qsizetype RoomCodeLength = 4;

/// What the room's listener serves; all else is Elsewhere.
enum class RoomPath { Page, Join, News, State, Vote, Name, Record, Lease, Versions, OtherRecord, Elsewhere };

/// \a record is the room's.
[[nodiscard]] RoomPath roomPathOf(const Target& target, const QString& record);
/// Whether it is served to anybody, and not to members alone.
[[nodiscard]] bool isForAnybody(RoomPath path);
/// As in an Allow field; empty where nothing is served.
[[nodiscard]] QByteArray methodsOf(RoomPath path);

/// Why a request is refused because of who sends it: it names another host than \a authority (421, DNS
/// rebinding), or comes from a page of another origin (403). Relies on no field that browsers leave out on
/// plain HTTP, such as Sec-Fetch-Site.
[[nodiscard]] std::optional<Refusal>
problemWithGuest(const HttpRequest& request, const Target& target, const QByteArray& authority);

/// The value of `Authorization: Bearer …` (RFC 6750 §2.1); empty without one, or with several.
[[nodiscard]] QByteArray secretOf(const HttpRequest& request);
/// The request with asterisks in place of the \a secret, wherever it stands.
[[nodiscard]] HttpRequest withoutSecret(HttpRequest request, const QByteArray& secret);

} // namespace interleave
