#include "core/transactionwords/toldtables.h"

#include "core/transactionwords/anomalyevents.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr qsizetype MostValues = 2;

QString valueIn(const Tables& tables, const Cell& cell)
{
    const TableContent table = tables.value(cell.table);
    const qsizetype column = table.columns.indexOf(cell.column);
    for (const QList<Value>& row : table.rows) {
        if (column >= 0 && toText(row.first()) == cell.row)
            return valueText(row.at(column));
    }
    return Text::tr("not there");
}

} // namespace

ToldOfTables::ToldOfTables(const StoryView& view, bool isWrong)
    : m_view(view)
{
    m_cells = isWrong ? differingCells() : QList<Cell>();
    if (m_cells.isEmpty()) {
        for (const StoryCell& each : view.cells())
            m_cells.append(each.cell);
    }
    const bool isAdded = std::ranges::any_of(
        m_cells, [&view](const Cell& cell) { return !view.committedAt(cell, 0).has_value(); });
    if (isAdded)
        m_table = m_cells.first().table;
    m_cells = m_cells.mid(0, MostValues);
}

QString ToldOfTables::name() const
{
    if (!m_table.isEmpty())
        return Text::tr("rows in %1").arg(m_table);
    QStringList names;
    for (const Cell& cell : m_cells)
        names.append(m_view.nameOf(cell));
    return listed(names);
}

QString ToldOfTables::value(const Tables& tables) const
{
    if (!m_table.isEmpty())
        return QString::number(tables.value(m_table).rows.size());
    QStringList values;
    for (const Cell& cell : m_cells)
        values.append(valueIn(tables, cell));
    return listed(values);
}

QStringList ToldOfTables::serialValues() const
{
    QStringList values;
    for (const SerialOutcome& each : m_view.story().judgement.serial)
        values.append(value(each.outcome.tables));
    values.removeDuplicates();
    return values;
}

QList<Cell> ToldOfTables::differingCells() const
{
    const Judgement& judgement = m_view.story().judgement;
    const auto loss = lossUntil(m_view, m_view.size());
    // What was written over is what it is about, and not the version beside it.
    if (loss && judgement.anomaly == QLatin1String("lost update"))
        return {loss->cell};
    const Tables& here = m_view.tablesAt(m_view.size());
    Changes all;
    for (const SerialOutcome& each : judgement.serial) {
        for (const auto& [cell, value] : changesBetween(here, each.outcome.tables))
            all.emplace(cell, value);
    }
    QList<Cell> cells;
    for (const auto& [cell, value] : all) {
        const bool isOnlyKey =
            cell.column == keyOf(cell.table, here) && here.value(cell.table).columns.size() > 1;
        if (!isOnlyKey)
            cells.append(cell);
    }
    return inOrder(std::move(cells), m_view.header().tables);
}

} // namespace interleave
