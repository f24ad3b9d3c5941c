#pragma once

#include "core/words/severity.h"
#include "gui/room/roomtiles.h"

#include <QStringList>

namespace interleave {

/// What happened in a room, in whole sentences; each may be empty.
struct RoomStory final
{
    /// "It was 100. 31 people sold one each."
    QString done;
    /// "31 were told “saved”."
    QString told;
    /// "30 changes were overwritten. Nobody was told."
    QString outcome;
    Severity severity = Severity::Neutral;

    bool operator==(const RoomStory&) const = default;

    [[nodiscard]] QString text() const;
};
/// Before the truth is told there is no outcome.
[[nodiscard]] RoomStory roomStory(const RoomView& view, const QList<RoomTile>& tiles);

/// When the first tries of the room's clients arrived.
struct RoomArrivals final
{
    /// In milliseconds after the first, ascending.
    QList<qint64> times;
    /// The version that most of them were made on, and how many were; 0 for none.
    qint64 version = 0;
    qsizetype made = 0;

    bool operator==(const RoomArrivals&) const = default;

    /// "31 saves arrived within 1.8 s; all of them were made on version 1."; empty for fewer than two.
    [[nodiscard]] QString text() const;
};
[[nodiscard]] RoomArrivals roomArrivals(const RoomView& view, const QList<RoomTile>& tiles);

} // namespace interleave
