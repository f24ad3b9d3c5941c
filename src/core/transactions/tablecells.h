#pragma once

#include "core/transactions/transactionjournal.h"

#include <map>
#include <tuple>

namespace interleave {

/// The rows of a result.
using Rows = QList<QList<Value>>;

/// The same rows in an order that depends only on their values.
[[nodiscard]] Rows sortedRows(Rows rows);

/// The place of one value in the tables. A row is known by the text of its first column.
struct Cell final
{
    QString table;
    QString row;
    QString column;

    bool operator==(const Cell&) const = default;
    bool operator<(const Cell& other) const
    {
        return std::tie(table, row, column) < std::tie(other.table, other.row, other.column);
    }
};

/// The column that says which row is which; empty for an unknown table.
[[nodiscard]] QString keyOf(const QString& table, const Tables& tables);
[[nodiscard]] std::map<Cell, Value> cellsOf(const Tables& tables);
/// The cells that differ, with their later values; null for those that are gone.
[[nodiscard]] std::map<Cell, Value> changedCells(const Tables& before, const Tables& after);

} // namespace interleave
