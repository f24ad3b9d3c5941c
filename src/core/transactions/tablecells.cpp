#include "core/transactions/tablecells.h"

#include <algorithm>

namespace interleave {

Rows sortedRows(Rows rows)
{
    std::ranges::sort(rows, {}, [](const QList<Value>& row) {
        QByteArray key;
        for (const Value& value : row)
            key += toJson(value) + '\0';
        return key;
    });
    return rows;
}

QString keyOf(const QString& table, const Tables& tables)
{
    return tables.value(table).columns.value(0);
}

std::map<Cell, Value> cellsOf(const Tables& tables)
{
    std::map<Cell, Value> cells;
    for (auto it = tables.constBegin(); it != tables.constEnd(); ++it) {
        for (const QList<Value>& row : it->rows) {
            for (qsizetype column = 0; column < row.size(); ++column)
                cells[{it.key(), toText(row.first()), it->columns.at(column)}] = row.at(column);
        }
    }
    return cells;
}

std::map<Cell, Value> changedCells(const Tables& before, const Tables& after)
{
    std::map<Cell, Value> old = cellsOf(before);
    std::map<Cell, Value> changed;
    for (const auto& [cell, value] : cellsOf(after)) {
        const auto was = old.find(cell);
        if (was == old.end() || was->second != value)
            changed[cell] = value;
        if (was != old.end())
            old.erase(was);
    }
    for (const auto& [cell, value] : old)
        changed[cell] = Value();
    return changed;
}

} // namespace interleave
