#pragma once

#include <QString>

#include <optional>

namespace interleave {

/// Somebody in the room, as the presenter sees them. A value.
struct RoomMember final
{
    /// The client's name in events: a colour and an animal, given by the room; no other member, and no former
    /// one, has it.
    QString client;
    /// What they call themselves, cleaned by cleanName() (http/room/roomnames.h); empty where nothing was
    /// said. It is never sent to the record's server, so that it is in no event.
    QString name = {};
    /// Its page is connected.
    bool isHere = false;
    /// What it chose, by number from 0, in the question that is asked; nothing where it has not voted.
    std::optional<int> vote = std::nullopt;

    bool operator==(const RoomMember&) const = default;
};

} // namespace interleave
