#pragma once

#include "core/model/journal.h"
#include "http/room/roommember.h"
#include "http/room/roomscene.h"

#include <QSet>

namespace interleave {

/// What a journal may say of the room's clients.
struct RoomNames final
{
    QList<RoomMember> members;
    /// The clients that the presenter removed: their names go with them.
    QSet<QString> removed;
    /// No name is said.
    bool isHidden = false;
};
/// \a looks with the names as they are now: of members, of those that were removed, and of others who were
/// in the room once. All members are in it afterwards if \a addsMembers. No two labels are the same.
[[nodiscard]] QList<ClientLook> withRoom(QList<ClientLook> looks, const RoomNames& names, bool addsMembers);

/// \a scene about \a record. \a about is the field that figures are about, if the record has it.
[[nodiscard]] RoomScene withRecord(RoomScene scene, const Record& record, const QString& about);

} // namespace interleave
