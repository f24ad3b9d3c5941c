#pragma once

#include "core/transactionwords/storyview.h"

namespace interleave {

// Internal to core/transactionwords: what the account tells of the tables.

/// Some values, or how many rows a table has where rows were added.
class ToldOfTables final
{
public:
    /// Those that some order of the transactions ends otherwise with, where that \a isWrong; else the first
    /// ones.
    ToldOfTables(const StoryView& view, bool isWrong);

    /// "stock"; "lamp, chair"; "rows in booking"
    [[nodiscard]] QString name() const;
    /// "8"; "9, 8"; "3"
    [[nodiscard]] QString value(const Tables& tables) const;
    /// What the orders come to, each once.
    [[nodiscard]] QStringList serialValues() const;

private:
    [[nodiscard]] QList<Cell> differingCells() const;

    const StoryView& m_view;
    QList<Cell> m_cells;
    /// Of which the rows are counted; empty where values are told.
    QString m_table;
};

} // namespace interleave
