#pragma once

#include "core/model/locking.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace interleave {

/// Where the presenter's script is. The pages of the room follow it; the server of records does not know it.
enum class RoomPhase {
    Free,      ///< no script: everybody may read, change and save at any time
    Read,      ///< everybody is asked to read and to sell one; saving is locked
    Countdown, ///< saving is unlocked at its end
    Save,      ///< everybody may save, and after a refusal read again or overwrite
    Left       ///< the same; the presenter asks or tells what is left
};
/// "free", "read", "countdown", "save", "left".
[[nodiscard]] QString toName(RoomPhase phase);

/// What the room votes on.
struct RoomQuestion final
{
    /// Grows with each question of a room.
    int id = 0;
    QString text;
    QStringList choices;
    /// Revealed: the one that turned out right, by number from 0. No vote is taken from then on. -1 where
    /// none was.
    std::optional<int> right = std::nullopt;

    bool operator==(const RoomQuestion&) const = default;
};

/// What every page in the room is told. A value.
struct RoomScene final
{
    RoomPhase phase = RoomPhase::Free;
    /// Grows when the records start over; a page drops its copy and draft then.
    int round = 0;
    /// The room's record; no other is served.
    QString record = {};
    /// What stands over its value, such as "Desk lamp · stock".
    QString title = {};
    /// The field that is shown and changed.
    QString field = {};
    /// The rule for which the pages send preconditions, as panels do.
    Locking locking = Locking::Off;
    std::optional<RoomQuestion> question = std::nullopt;

    bool operator==(const RoomScene&) const = default;
};

} // namespace interleave
