#pragma once

// Internal to RoomServer.

#include "http/room/roommember.h"
#include "http/room/roomscene.h"

#include <QByteArray>

namespace interleave {

/// `{"round": 2, "phase": "read", …}`; \a ms is what is left of a countdown.
[[nodiscard]] QByteArray stateJson(const RoomScene& scene, qint64 ms);
/// `{"client": "Teal heron", "name": "Lena"}`, with what the member chose in the \a question where it has.
[[nodiscard]] QByteArray youJson(const RoomMember& member, const std::optional<RoomQuestion>& question);

/// One server-sent event (WHATWG HTML §9.2). \a json is on one line.
[[nodiscard]] QByteArray newsText(QByteArrayView event, const QByteArray& json);
/// What a stream begins with: so long that a proxy that collects bytes lets some through.
[[nodiscard]] QByteArray firstComment();
/// What tells both ends of a silent stream that it is alive.
[[nodiscard]] QByteArray heartbeatComment();

} // namespace interleave
