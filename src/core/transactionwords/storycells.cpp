#include "core/transactionwords/storycells.h"

#include "core/transactionwords/storyview.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>
#include <set>

namespace interleave {

namespace {

constexpr qsizetype MostValue = 24;
constexpr qsizetype MostChanges = 2;

/// All that the tables ever held, with the columns of each.
class KnownTables final
{
public:
    explicit KnownTables(const TransactionStory& story)
    {
        add(story.journal.header().tables);
        for (const TransactionEvent& event : story.journal.events()) {
            if (event.committed)
                add(*event.committed);
        }
    }

    /// Says only which row is which, and not what is in it.
    [[nodiscard]] bool isOnlyKey(const Cell& cell) const
    {
        const QStringList columns = m_columns.value(cell.table);
        return columns.size() > 1 && columns.first() == cell.column;
    }

private:
    void add(const Tables& tables)
    {
        for (auto it = tables.constBegin(); it != tables.constEnd(); ++it)
            m_columns.insert(it.key(), it->columns);
    }

    QMap<QString, QStringList> m_columns;
};

std::set<Cell> changedIn(const TransactionStory& story)
{
    std::set<Cell> changed;
    const auto add = [&changed](const Changes& changes) {
        for (const auto& [cell, value] : changes)
            changed.insert(cell);
    };
    Tables before = story.journal.header().tables;
    for (const TransactionEvent& event : story.journal.events()) {
        if (!event.committed)
            continue;
        add(changesBetween(before, *event.committed));
        before = *event.committed;
    }
    for (const Changes& changes : story.facts.pending)
        add(changes);
    return changed;
}

/// The first values of the tables, row by row.
QList<Cell> firstCells(const Tables& tables)
{
    QList<Cell> cells;
    for (auto it = tables.constBegin(); it != tables.constEnd(); ++it) {
        for (const QList<Value>& row : it->rows) {
            for (qsizetype column = it->columns.size() > 1 ? 1 : 0; column < row.size(); ++column) {
                if (cells.size() == MostStoryCells)
                    return cells;
                cells.append({it.key(), toText(row.first()), it->columns.value(column)});
            }
        }
    }
    return cells;
}

QString joinedName(const QString& first, const QString& second)
{
    return Text::tr("%1 %2", "a row and a column").arg(first, second);
}

/// As few words as tell the cells apart. A row needs no name where its table has held no other.
QList<StoryCell> named(const QList<Cell>& cells, const Tables& start)
{
    if (cells.isEmpty())
        return {};
    const auto isSame = [&cells](auto member) {
        return std::ranges::all_of(
            cells, [&](const Cell& cell) { return cell.*member == cells.first().*member; });
    };
    const bool isOneTable = isSame(&Cell::table);
    const Rows rows = start.value(cells.first().table).rows;
    const bool isOneRow = isOneTable && isSame(&Cell::row) && rows.size() == 1 &&
                          toText(rows.first().first()) == cells.first().row;
    const bool isOneColumn = isOneTable && isSame(&Cell::column);
    QList<StoryCell> result;
    QStringList names;
    for (const Cell& cell : cells) {
        const QString name = isOneRow      ? cell.column
                             : isOneColumn ? cell.row
                                           : joinedName(cell.row, cell.column);
        names.append(name);
        result.append({cell, name});
    }
    for (StoryCell& each : result) {
        if (names.count(each.name) > 1)
            each.name = joinedName(each.cell.table, each.name);
        each.name = inALine(each.name, MostValue);
    }
    return result;
}

/// "stock 7", "7", "12A", "12A gone"
QString changeText(const Cell& cell, const Value& value, const QList<StoryCell>& cells)
{
    const auto known = std::ranges::find(cells, cell, &StoryCell::cell);
    const QString text = cellText(value);
    const QString name = known == cells.end() ? joinedName(cell.row, cell.column) : known->name;
    return name.isEmpty() || toText(value) == name
               ? text
               : Text::tr("%1 %2", "a value's name and itself").arg(name, text);
}

/// The changes of one row. Where it was added, its other values: "A3 (noon)"; where it is no more: "A3 gone".
QStringList rowTexts(const Changes& row, const QList<StoryCell>& cells)
{
    const QString key = row.begin()->first.row;
    const auto isGone = [](const auto& change) {
        return std::holds_alternative<std::monostate>(change.second);
    };
    if (row.size() > 1 && std::ranges::all_of(row, isGone))
        return {Text::tr("%1 gone", "a row").arg(inALine(key, MostValue))};
    const auto isKey = [&](const auto& change) {
        return toText(change.second) == key && std::ranges::none_of(cells, [&change](const StoryCell& each) {
                   return each.cell.table == change.first.table && each.cell.column == change.first.column;
               });
    };
    QStringList texts;
    if (row.size() < 2 || std::ranges::none_of(row, isKey)) {
        for (const auto& [cell, value] : row)
            texts.append(changeText(cell, value, cells));
        return texts;
    }
    QList<std::pair<Cell, Value>> others;
    for (const auto& change : row) {
        if (!isKey(change))
            others.append(change);
    }
    std::ranges::stable_sort(others, {}, [&cells](const std::pair<Cell, Value>& change) {
        return std::ranges::find(cells, change.first, &StoryCell::cell) - cells.begin();
    });
    for (const auto& [cell, value] : std::as_const(others))
        texts.append(cellText(value));
    return {Text::tr("%1 (%2)", "a row that was added, and what is in it")
                .arg(inALine(key, MostValue), listed(texts))};
}

} // namespace

QList<Cell> inOrder(QList<Cell> cells, const Tables& start)
{
    QMap<QString, QMap<QString, qsizetype>> rows;
    for (const Cell& cell : std::as_const(cells))
        rows[cell.table].insert(cell.row, start.value(cell.table).rows.size());
    for (auto table = rows.begin(); table != rows.end(); ++table) {
        const QList<QList<Value>> content = start.value(table.key()).rows;
        for (qsizetype i = 0; i < content.size(); ++i) {
            if (const auto found = table->find(toText(content.at(i).first())); found != table->end())
                *found = std::min(*found, i);
        }
    }
    std::ranges::stable_sort(cells, {}, [&](const Cell& cell) {
        return std::tuple(
            cell.table,
            rows.value(cell.table).value(cell.row),
            cell.row,
            start.value(cell.table).columns.indexOf(cell.column));
    });
    return cells;
}

QList<StoryCell> storyCells(const TransactionStory& story)
{
    const Tables& start = story.journal.header().tables;
    const KnownTables known(story);
    QList<Cell> cells;
    for (const Cell& cell : changedIn(story)) {
        if (!known.isOnlyKey(cell))
            cells.append(cell);
    }
    if (cells.isEmpty())
        return named(firstCells(start), start);
    return named(inOrder(std::move(cells), start).mid(0, MostStoryCells), start);
}

QString changesText(const Changes& changes, const QList<StoryCell>& cells)
{
    if (cells.size() != 1)
        return namedChanges(changes, cells);
    return namedChanges(changes, {{cells.first().cell, {}}});
}

QString namedChanges(const Changes& changes, const QList<StoryCell>& cells)
{
    std::map<std::pair<QString, QString>, Changes> rows;
    QList<std::pair<QString, QString>> order;
    const auto rowOf = [](const Cell& cell) {
        return std::pair(cell.table, cell.row);
    };
    for (const StoryCell& each : cells)
        order.append(rowOf(each.cell));
    for (const auto& [cell, value] : changes) {
        rows[rowOf(cell)].emplace(cell, value);
        order.append(rowOf(cell));
    }
    QStringList texts;
    for (const auto& row : std::as_const(order)) {
        if (const auto found = rows.find(row); found != rows.end()) {
            texts += rowTexts(found->second, cells);
            rows.erase(found);
        }
    }
    if (texts.size() > MostChanges)
        texts = texts.mid(0, MostChanges) << QStringLiteral("…");
    return listed(texts);
}

QString cellText(const Value& value)
{
    return std::holds_alternative<std::monostate>(value) ? Text::tr("gone") : valueText(value);
}

QString valueText(const Value& value)
{
    if (std::holds_alternative<std::monostate>(value))
        return QStringLiteral("NULL");
    if (const auto* text = std::get_if<QString>(&value))
        return text->isEmpty() ? Text::tr("empty", "a text without characters") : inALine(*text, MostValue);
    return formatted(value);
}

QMap<QString, Changes> pendingAt(const TransactionStory& story, qint64 moment)
{
    const StoryView view(story);
    QMap<QString, Changes> pending;
    for (const TransactionSpan& span : view.spans()) {
        const Changes changes = span.isOpenAt(moment) ? view.changesOf(span, moment) : Changes();
        if (!changes.empty())
            pending.insert(span.session, changes);
    }
    return pending;
}

} // namespace interleave
