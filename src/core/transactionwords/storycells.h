#pragma once

#include "core/transactions/transactionstory.h"

namespace interleave {

/// A value that a run is about.
struct StoryCell final
{
    Cell cell;
    /// In few words: "stock" where the table has one row, "lamp" where the run is about the same column of
    /// one or several of its rows, else "lamp stock".
    QString name;

    bool operator==(const StoryCell&) const = default;
};

/// The values that the run is about: those that somebody changed or tried to, by the journal's committed
/// states and the facts; where there are none, all of the tables. At most MostStoryCells, in the order of the
/// tables' rows and columns; the first is the one that is shown large.
inline constexpr qsizetype MostStoryCells = 6;
[[nodiscard]] QList<StoryCell> storyCells(const TransactionStory& story);

/// "stock 7", or "7" where the run is about one value: as little as is clear. Of several changes the first
/// two, then "…".
[[nodiscard]] QString changesText(const Changes& changes, const QList<StoryCell>& cells);
/// "7", "gone" for null.
[[nodiscard]] QString cellText(const Value& value);

/// What a transaction that is open after the first \a moment events has changed so far and not committed, by
/// session. Only sessions with such changes.
[[nodiscard]] QMap<QString, Changes> pendingAt(const TransactionStory& story, qint64 moment);

} // namespace interleave
