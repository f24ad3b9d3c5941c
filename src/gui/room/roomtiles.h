#pragma once

#include "core/model/journal.h"
#include "core/words/severity.h"

#include <QList>

namespace interleave {

class RoomTries;
struct RoomMember;

/// What a client of the room has come to.
enum class RoomFate {
    Joined,      ///< has sent nothing
    HasRead,     ///< and has not tried to save, as far as it matters yet
    NotSaved,    ///< the same, after the truth was told
    ToldSaved,   ///< was told that it saved; what became of that is not told yet
    Refused,     ///< was told that it did not save
    NoAnswer,    ///< was told nothing
    Overwritten, ///< a change of its own is lost, and it was not told
    Stands,      ///< all its changes are in the value
    SavedLast    ///< the value is its own
};
/// Decides the colour.
[[nodiscard]] Severity severityOf(RoomFate fate);

/// One client of the room in words. A value.
struct RoomTile final
{
    QString client;
    /// What it is called; the client's name where names are hidden or none was given.
    QString name;
    RoomFate fate = RoomFate::Joined;
    /// In a word or two: "overwritten", "told 200".
    QString word = {};
    /// What it holds or wrote, and was told: "wrote 99, told 200".
    QString facts = {};
    /// Its page is not connected.
    bool isAway = false;
    /// It has a lane of its own in the diagram.
    bool hasOwnLane = false;

    bool operator==(const RoomTile&) const = default;

    /// All of it in one line: "Lena (Teal heron): overwritten, wrote 99, told 200".
    [[nodiscard]] QString inALine() const;
};

/// Which value a room is about: the first record, and the field that represents it.
struct RoomSubject final
{
    QString record;
    QString field;

    bool operator==(const RoomSubject&) const = default;
};
[[nodiscard]] RoomSubject roomSubjectOf(const Journal& journal);

/// The room's clients at a moment.
struct RoomView final
{
    const Journal& journal;
    const Snapshot& snapshot;
    const RoomTries& tries;
    RoomSubject subject;
    /// The truth is told; otherwise only what each client was told.
    bool isTold = true;
};

/// The journal knows clients of a room.
[[nodiscard]] bool hasRoom(const Journal& journal);
/// The clients that the journal's header names as the room's, in its order, then \a members that are not among
/// them. Whoever is no member is away, and is left out where it has sent nothing. Without \a members, null, there
/// is no room, and nobody is away.
[[nodiscard]] QList<RoomTile> roomTiles(const RoomView& view, const QList<RoomMember>* members);

} // namespace interleave
