#include "core/transactionwords/storyview.h"
#include "core/transactionwords/transactionparts.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr qsizetype MostName = 24;

/// What an engine calls a column of its own: "COUNT(*)" is a count, and "?column?" says nothing.
QString columnName(const QString& column)
{
    if (column.startsWith(QLatin1String("count"), Qt::CaseInsensitive) && column.size() > 5)
        return Text::tr("count", "a number of rows");
    return column == QLatin1String("?column?") ? QString() : inALine(column, MostName);
}

} // namespace

std::optional<Cell>
StoryView::cellOf(const TransactionEvent& read, qsizetype column, const QList<Value>& row) const
{
    const QSet<QString> literals = literalsOf(read.statement);
    const Tables& tables = tablesAt(read.seq);
    QList<Cell> cells;
    for (auto it = tables.constBegin(); it != tables.constEnd(); ++it) {
        if (!it->columns.contains(read.columns.at(column), Qt::CaseInsensitive))
            continue;
        const QString name = *std::ranges::find_if(it->columns, [&](const QString& each) {
            return each.compare(read.columns.at(column), Qt::CaseInsensitive) == 0;
        });
        const qsizetype key = read.columns.indexOf(it->columns.first());
        if (key >= 0) {
            cells.append({it.key(), toText(row.at(key)), name});
            continue;
        }
        for (const QList<Value>& each : it->rows) {
            const auto* text = std::get_if<QString>(&each.first());
            if (it->rows.size() == 1 || literals.contains(text != nullptr ? *text : toText(each.first())))
                cells.append({it.key(), toText(each.first()), name});
        }
    }
    return cells.size() == 1 ? std::optional(cells.first()) : std::nullopt;
}

QList<ToldValue> StoryView::toldBy(qint64 read) const
{
    const auto known = m_told.constFind(read);
    return known == m_told.constEnd() ? *m_told.insert(read, findTold(event(read))) : *known;
}

QList<ToldValue> StoryView::findTold(const TransactionEvent& told) const
{
    if (!told.isRead() || told.rows.isEmpty() || told.rows.size() > MostToldRows ||
        told.rowCount > MostToldRows)
        return {};
    QList<ToldValue> values;
    for (const QList<Value>& row : told.rows) {
        for (qsizetype column = 0; column < std::min(row.size(), told.columns.size()); ++column) {
            std::optional<Cell> cell = cellOf(told, column, row);
            const QString value = valueText(row.at(column));
            if (!cell && told.rows.size() > 1)
                return {};
            // Which row it is, and no value of it.
            const bool isKey = cell && keyOf(cell->table, tablesAt(told.seq)) == cell->column;
            const bool isNothing = !cell && toText(row.at(column)).isEmpty();
            if (isNothing || (isKey && row.size() > 1))
                continue;
            if (isKey)
                cell.reset();
            values.append({cell ? nameOf(*cell) : columnName(told.columns.at(column)), value, cell});
        }
    }
    return values;
}

QString StoryView::toldText(qint64 read) const
{
    const QList<ToldValue> values = toldBy(read);
    if (values.isEmpty())
        return rowsText(event(read).rowCount);
    QStringList phrases;
    for (const ToldValue& each : values)
        phrases.append(each.phrase());
    return joined(phrases);
}

QString StoryView::shortToldText(qint64 read) const
{
    const QList<ToldValue> values = toldBy(read);
    return values.size() == 1 ? values.first().value : toldText(read);
}

} // namespace interleave
