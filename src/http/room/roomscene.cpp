#include "http/room/roomscene.h"

namespace interleave {

QString toName(RoomPhase phase)
{
    switch (phase) {
    case RoomPhase::Free:
        return QStringLiteral("free");
    case RoomPhase::Read:
        return QStringLiteral("read");
    case RoomPhase::Countdown:
        return QStringLiteral("countdown");
    case RoomPhase::Save:
        return QStringLiteral("save");
    case RoomPhase::Left:
        return QStringLiteral("left");
    }
    Q_UNREACHABLE();
}

} // namespace interleave
