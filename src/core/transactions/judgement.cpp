#include "core/transactions/judgement.h"

#include "core/transactions/tablecells.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace interleave {

namespace {

/// What a session has not ended yet.
struct OpenTransaction final
{
    bool isOpen = false;
    /// It was rolled back, or its begin was refused, and the rest of its steps was left out.
    bool isOver = false;
    /// It ended with a ROLLBACK of its own, which another end may follow that is left out.
    bool isUndone = false;
    CommittedTransaction parts = {};
};

/// Collects the transactions of a journal that were committed.
class CommitFinder final
{
public:
    void add(const TransactionEvent& event)
    {
        OpenTransaction& open = m_open[event.session];
        switch (event.kind) {
        case TransactionEvent::Kind::Waits:
            return;
        case TransactionEvent::Kind::RolledBack:
            open = {.isOver = true};
            return;
        case TransactionEvent::Kind::LeftOut:
            leaveOut(event, open);
            return;
        case TransactionEvent::Kind::Answered:
            answer(event, open);
            return;
        }
        Q_UNREACHABLE();
    }

    QList<CommittedTransaction> found()
    {
        QMap<QString, int> counts;
        for (const CommittedTransaction& each : std::as_const(m_found))
            ++counts[each.session];
        QMap<QString, int> seen;
        for (CommittedTransaction& each : m_found) {
            ++seen[each.session];
            each.label =
                counts[each.session] == 1 ? each.session : each.session + QString::number(seen[each.session]);
        }
        return m_found;
    }

private:
    void leaveOut(const TransactionEvent& event, OpenTransaction& open)
    {
        const bool isEnd =
            event.action == TransactionAction::Commit || event.action == TransactionAction::Rollback;
        if (event.action == TransactionAction::Begin)
            open.isUndone = false;
        if (open.isOver || (open.isUndone && isEnd))
            return;
        if (open.isOpen) {
            open.parts.steps.append(event.step);
            return;
        }
        // In another order its condition may hold, so it goes with what the session did before.
        for (qsizetype i = m_found.size() - 1; i >= 0; --i) {
            if (m_found.at(i).session == event.session) {
                m_found[i].steps.append(event.step);
                return;
            }
        }
    }

    void answer(const TransactionEvent& event, OpenTransaction& open)
    {
        open.isOver = event.action == TransactionAction::Begin && !event.succeeded;
        open.isUndone = false;
        if (event.action == TransactionAction::Begin && event.succeeded)
            open = {.isOpen = true, .parts = {event.session, {}, {}, {}}};
        if (!open.isOpen) {
            if (event.succeeded && event.action == TransactionAction::Sql)
                m_found.append({event.session, {}, {event.step}, {event.seq}});
            return;
        }
        open.parts.steps.append(event.step);
        open.parts.events.append(event.seq);
        if (!event.succeeded)
            return;
        if (event.action == TransactionAction::Commit && !event.keptNothing)
            m_found.append(open.parts);
        if (event.action == TransactionAction::Commit || event.action == TransactionAction::Rollback)
            open = {.isUndone = event.action == TransactionAction::Rollback};
    }

    QMap<QString, OpenTransaction> m_open;
    QList<CommittedTransaction> m_found;
};

bool isOrdered(const QString& sql)
{
    return sql.contains(QLatin1String("ORDER BY"), Qt::CaseInsensitive);
}

/// The column that says which row is which; empty for an unknown table.
QString keyOf(const QString& table, const Tables& tables)
{
    return tables.value(table).columns.value(0);
}

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

/// The first step at which somebody was told something else; 0 for none.
int differingStep(const RunOutcome& run, const QList<SerialOutcome>& serial)
{
    const auto toldIn = [](const RunOutcome& outcome, int step) {
        const auto found = outcome.told.constFind(step);
        return found == outcome.told.constEnd() ? std::optional<RunOutcome::Told>() : std::optional(*found);
    };
    std::set<int> steps;
    for (const int step : run.told.keys())
        steps.insert(step);
    for (const SerialOutcome& each : serial) {
        for (const int step : each.outcome.told.keys())
            steps.insert(step);
    }
    for (const int step : steps) {
        const bool differs = std::ranges::any_of(serial, [&](const SerialOutcome& each) {
            return toldIn(each.outcome, step) != toldIn(run, step);
        });
        if (differs)
            return step;
    }
    return 0;
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

QString outcomesText(const RunOutcome& run, const QList<SerialOutcome>& serial)
{
    constexpr qsizetype most = 6;
    QList<Tables> all{run.tables};
    for (const SerialOutcome& each : serial)
        all.append(each.outcome.tables);
    const std::vector<Cell> cells = differingCells(all);
    const int step = cells.empty() ? differingStep(run, serial) : 0;
    if (cells.empty() && step == 0)
        return {};
    const bool isCountEnough = std::ranges::any_of(serial, [&](const SerialOutcome& each) {
        return toldAt(each.outcome, step, RowsAs::Count) != toldAt(run, step, RowsAs::Count);
    });
    const auto said = [&](const RunOutcome& outcome) {
        return cells.empty() ? toldAt(outcome, step, isCountEnough ? RowsAs::Count : RowsAs::Values)
                             : valuesOf(cells, outcome.tables);
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

struct Title final
{
    const char* name;
    const char* code;
};

/// Berenson et al. (1995); the last one is of Fekete, O'Neil and O'Neil (2004).
constexpr std::array Titles{
    Title{QT_TRANSLATE_NOOP("interleave", "dirty read"), "P1"},
    Title{QT_TRANSLATE_NOOP("interleave", "non-repeatable read"), "P2"},
    Title{QT_TRANSLATE_NOOP("interleave", "phantom"), "P3"},
    Title{QT_TRANSLATE_NOOP("interleave", "lost update"), "P4"},
    Title{QT_TRANSLATE_NOOP("interleave", "read skew"), "A5A"},
    Title{QT_TRANSLATE_NOOP("interleave", "write skew"), "A5B"},
    Title{QT_TRANSLATE_NOOP("interleave", "read-only transaction anomaly"), ""}};

} // namespace

QList<CommittedTransaction> committedTransactions(const TransactionJournal& journal)
{
    CommitFinder finder;
    for (const TransactionEvent& event : journal.events())
        finder.add(event);
    return finder.found();
}

RunOutcome outcomeOf(const TransactionJournal& journal, const QList<int>& steps)
{
    RunOutcome outcome;
    for (const TransactionEvent& event : journal.events()) {
        if (!event.isAnswer() || !steps.contains(event.step))
            continue;
        RunOutcome::Told told{event.rows, event.rowCount, event.code};
        if (!isOrdered(event.statement.sql))
            told.rows = sortedRows(std::move(told.rows));
        outcome.told.insert(event.step, told);
    }
    outcome.tables = journal.at(journal.size()).tables();
    for (TableContent& table : outcome.tables)
        table.rows = sortedRows(std::move(table.rows));
    return outcome;
}

CommittedStates committedStates(const TransactionJournal& journal)
{
    CommittedStates states{{journal.header().tables}, {0}};
    for (const TransactionEvent& event : journal.events()) {
        if (!event.committed)
            continue;
        states.tables.append(*event.committed);
        states.events.append(event.seq);
    }
    return states;
}

Judgement judged(const RunOutcome& run, QList<SerialOutcome> serial)
{
    Judgement judgement;
    judgement.serial = std::move(serial);
    const bool isExplained =
        judgement.serial.isEmpty() ||
        std::ranges::find(judgement.serial, run, &SerialOutcome::outcome) != judgement.serial.end();
    const bool repeats = std::ranges::all_of(judgement.serial, &SerialOutcome::repeats);
    if (isExplained) {
        judgement.verdict = SerialVerdict::Explained;
    } else if (!repeats) {
        judgement.reason = Text::tr(
            "The same order comes to something else each time, as with random() or the time of day.");
    } else {
        judgement.verdict = SerialVerdict::NotExplained;
    }
    if (judgement.verdict != SerialVerdict::CannotBeJudged)
        judgement.outcomes = outcomesText(run, judgement.serial);
    return judgement;
}

QString Judgement::sentence() const
{
    switch (verdict) {
    case SerialVerdict::Explained: {
        if (serial.isEmpty())
            return Text::tr("No transaction was committed, so there is nothing to explain.");
        return Text::tr("An order of the transactions, one after the other, explains it.");
    }
    case SerialVerdict::NotExplained:
        return anomaly.isEmpty()
                   ? Text::tr("No order of the transactions, one after the other, explains it.")
                   : Text::tr("No order of the transactions, one after the other, explains it: %1.")
                         .arg(anomalyWithCode(anomaly));
    case SerialVerdict::CannotBeJudged:
        return Text::tr("It cannot be judged. %1").arg(reason);
    }
    Q_UNREACHABLE();
}

QStringList anomalyTitles()
{
    QStringList titles;
    for (const Title& title : Titles)
        titles.append(QLatin1String(title.name));
    return titles;
}

QString anomalyWithCode(const QString& title)
{
    for (const Title& known : Titles) {
        if (title != QLatin1String(known.name))
            continue;
        const QString words = Text::tr(known.name);
        return qstrlen(known.code) == 0
                   ? words
                   : Text::tr("%1 (%2)", "an anomaly and its code").arg(words, QLatin1String(known.code));
    }
    return title;
}

} // namespace interleave
