#include "core/transactions/outcomestext.h"

#include "core/transactions/tablecells.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>
#include <set>
#include <vector>

namespace interleave {

namespace {

/// The first few cells in which some outcomes differ. A row that only some have is told by its key.
std::vector<Cell> differingCells(const QList<Tables>& outcomes)
{
    constexpr std::size_t most = 4;
    std::vector<std::map<Cell, Value>> all;
    std::map<Cell, QString> keys;
    for (const Tables& tables : outcomes) {
        all.push_back(cellsOf(tables));
        for (const auto& [cell, value] : all.back())
            keys[cell] = keyOf(cell.table, tables);
    }
    std::vector<Cell> result;
    for (const auto& [cell, key] : keys) {
        std::vector<Value> values;
        for (const std::map<Cell, Value>& cells : all) {
            if (const auto found = cells.find(cell); found != cells.end())
                values.push_back(found->second);
        }
        const bool isMissing = values.size() < all.size();
        const bool differs = std::ranges::count(values, values.front()) < std::ssize(values);
        if (cell.column == key ? isMissing : differs)
            result.push_back(cell);
        if (result.size() == most)
            break;
    }
    return result;
}

/// "stock 5", or with the rows' names "lamp stock 5, chair stock 8"; "lamp" and "no lamp".
QString valuesOf(const std::vector<Cell>& cells, const Tables& tables)
{
    const std::map<Cell, Value> values = cellsOf(tables);
    const bool isOne = std::ranges::all_of(cells, [&](const Cell& cell) {
        return cell.table == cells.front().table && cell.row == cells.front().row;
    });
    QStringList parts;
    for (const Cell& cell : cells) {
        const auto found = values.find(cell);
        const QString value = found == values.end() ? QString() : toText(found->second);
        if (found == values.end())
            parts.append(Text::tr("no %1", "a row that is not there").arg(cell.row));
        else if (cell.column == keyOf(cell.table, tables))
            parts.append(cell.row);
        else if (isOne)
            parts.append(Text::tr("%1 %2", "a column and its value").arg(cell.column, value));
        else
            parts.append(
                Text::tr("%1 %2 %3", "a row, a column and its value").arg(cell.row, cell.column, value));
    }
    parts.removeDuplicates();
    return listed(parts);
}

std::optional<RunOutcome::Told> toldIn(const RunOutcome& outcome, int step)
{
    const auto found = outcome.told.constFind(step);
    return found == outcome.told.constEnd() ? std::nullopt : std::optional(*found);
}

/// Steps that together tell the run from all orders that it can be told from.
std::vector<int> differingSteps(const RunOutcome& run, QList<SerialOutcome> left)
{
    std::set<int> all(run.told.keyBegin(), run.told.keyEnd());
    for (const SerialOutcome& each : std::as_const(left))
        all.insert(each.outcome.told.keyBegin(), each.outcome.told.keyEnd());
    std::vector<int> result;
    for (;;) {
        std::pair<qsizetype, int> best{0, 0};
        for (const int step : all) {
            const qsizetype count = std::ranges::count_if(left, [&](const SerialOutcome& each) {
                return toldIn(each.outcome, step) != toldIn(run, step);
            });
            if (count > best.first)
                best = {count, step};
        }
        if (best.second == 0)
            break;
        const int step = best.second;
        result.push_back(step);
        left.removeIf(
            [&](const SerialOutcome& each) { return toldIn(each.outcome, step) != toldIn(run, step); });
    }
    std::ranges::sort(result);
    return result;
}

/// How the rows of a result are told.
enum class RowsAs { Count, Values };

/// "step 3 is told 10", "… 2 rows" or "… (lamp, 10) and (chair, 8)", "step 3 is left out".
QString toldAt(const RunOutcome& outcome, int step, RowsAs as)
{
    constexpr qsizetype most = 4;
    const QString number = QString::number(step);
    const auto told = outcome.told.constFind(step);
    if (told == outcome.told.constEnd())
        return Text::tr("step %1 is left out").arg(number);
    if (!told->code.isEmpty())
        return Text::tr("step %1 is refused (%2)", "a step, and the code of the error")
            .arg(number, told->code);
    QStringList rows;
    for (const QList<Value>& row : told->rows) {
        QStringList values;
        for (const Value& value : row)
            values.append(toText(value));
        rows.append(listed(values));
    }
    const bool isCounted = rows.isEmpty() || (rows.size() > 1 && as == RowsAs::Count) || rows.size() > most;
    for (QString& row : rows)
        row = rows.size() == 1 ? row : Text::tr("(%1)", "a row of several").arg(row);
    return Text::tr("step %1 is told %2")
        .arg(
            number,
            isCounted
                ? Text::tr("%1 rows", nullptr, pluralOf(told->rowCount)).arg(QString::number(told->rowCount))
                : listed(rows, ListStyle::And));
}

QString orderText(const QStringList& order)
{
    QString text = order.first();
    for (const QString& next : order.mid(1))
        text = Text::tr("%1, then %2", "transactions in their order").arg(text, next);
    return text;
}

/// Whether a number of rows is enough to tell the outcomes of a step apart.
bool isCountEnough(const RunOutcome& run, const QList<SerialOutcome>& serial, int step)
{
    return std::ranges::any_of(serial, [&](const SerialOutcome& each) {
        return toldAt(each.outcome, step, RowsAs::Count) != toldAt(run, step, RowsAs::Count);
    });
}

} // namespace

QString outcomesText(const RunOutcome& run, const QList<SerialOutcome>& serial)
{
    constexpr qsizetype most = 6;
    QList<Tables> all{run.tables};
    for (const SerialOutcome& each : serial)
        all.append(each.outcome.tables);
    const std::vector<Cell> cells = differingCells(all);
    // An order that ends in the same tables told somebody something else, or it explains the run.
    QList<SerialOutcome> alike = serial;
    alike.removeIf([&run](const SerialOutcome& each) { return each.outcome.tables != run.tables; });
    const bool isExplained = std::ranges::find(alike, run, &SerialOutcome::outcome) != alike.end();
    const std::vector<int> steps =
        isExplained && !cells.empty() ? std::vector<int>() : differingSteps(run, alike);
    if (cells.empty() && steps.empty())
        return {};
    const auto said = [&](const RunOutcome& outcome) {
        QStringList parts;
        if (!cells.empty())
            parts.append(valuesOf(cells, outcome.tables));
        for (const int step : steps)
            parts.append(
                toldAt(outcome, step, isCountEnough(run, serial, step) ? RowsAs::Count : RowsAs::Values));
        return listed(parts);
    };
    QStringList values;
    QStringList parts;
    for (const SerialOutcome& each : serial) {
        values.append(said(each.outcome));
        parts.append(
            Text::tr("%1: %2", "an order, and what it came to").arg(orderText(each.order), values.last()));
    }
    const QString here = said(run);
    if (values.size() > 2 && values.count(values.first()) == values.size())
        return Text::tr("In every order: %1. Here: %2.").arg(values.first(), here);
    if (parts.size() > most)
        parts = parts.mid(0, most) << Text::tr("and so on", "after some orders");
    return Text::tr("%1. Here: %2.").arg(listed(parts, ListStyle::Semicolons), here);
}

} // namespace interleave
