#include "core/transactionwords/storyview.h"

#include "core/transactions/refusalkind.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QRegularExpression>

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;

constexpr qsizetype MostName = 24;

/// Rows by their first column; of rows that are called alike the last, as cellsOf() has it.
QHash<QString, const QList<Value>*> rowsByKey(const Rows& rows, qsizetype from, qsizetype to)
{
    QHash<QString, const QList<Value>*> byKey;
    for (qsizetype i = from; i < to; ++i)
        byKey.insert(toText(rows.at(i).first()), &rows.at(i));
    return byKey;
}

void addChanges(const QString& name, const TableContent& before, const TableContent& after, Changes& changes)
{
    // A large table mostly differs in a few rows, in one place.
    const qsizetype shorter = std::min(before.rows.size(), after.rows.size());
    const bool isComparable = before.columns == after.columns;
    qsizetype from = 0;
    while (isComparable && from < shorter && before.rows.at(from) == after.rows.at(from))
        ++from;
    qsizetype tail = 0;
    while (isComparable && tail < shorter - from &&
           before.rows.at(before.rows.size() - tail - 1) == after.rows.at(after.rows.size() - tail - 1))
        ++tail;
    const auto old = rowsByKey(before.rows, from, before.rows.size() - tail);
    const auto now = rowsByKey(after.rows, from, after.rows.size() - tail);
    for (auto it = now.constBegin(); it != now.constEnd(); ++it) {
        const QList<Value>* was = old.value(it.key());
        for (qsizetype i = 0; i < (*it)->size(); ++i) {
            const QString& column = after.columns.at(i);
            const qsizetype place = before.columns.indexOf(column);
            if (was == nullptr || place < 0 || was->at(place) != (*it)->at(i))
                changes[{name, it.key(), column}] = (*it)->at(i);
        }
    }
    for (auto it = old.constBegin(); it != old.constEnd(); ++it) {
        for (const QString& column : before.columns) {
            if (!now.contains(it.key()) || !after.columns.contains(column))
                changes[{name, it.key(), column}] = Value();
        }
    }
}

} // namespace

Changes changesBetween(const Tables& before, const Tables& after)
{
    Changes changes;
    for (auto it = after.constBegin(); it != after.constEnd(); ++it) {
        const TableContent old = before.value(it.key());
        if (old != *it)
            addChanges(it.key(), old, *it, changes);
    }
    for (auto it = before.constBegin(); it != before.constEnd(); ++it) {
        if (!after.contains(it.key()))
            addChanges(it.key(), *it, {}, changes);
    }
    return changes;
}

QSet<QString> literalsOf(const BoundSql& statement)
{
    static const QRegularExpression literal(
        QStringLiteral("'((?:[^']|'')*)'|(?<![\\w.])(\\d+(?:\\.\\d+)?)(?![\\w.])"));
    QSet<QString> literals;
    for (auto it = literal.globalMatch(statement.sql); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const bool isText = match.hasCaptured(1);
        literals.insert(
            isText ? match.captured(1).replace(QLatin1String("''"), QLatin1String("'")) : match.captured(2));
    }
    for (const Value& value : statement.values)
        literals.insert(toText(value));
    return literals;
}

QString verbOf(const TransactionEvent& event)
{
    static const QRegularExpression word(QStringLiteral("^\\s*([A-Za-z]+)"));
    return word.match(sentStatement(event).sql).captured(1).toUpper();
}

bool isWrite(const TransactionEvent& event)
{
    static const QStringList verbs{
        QStringLiteral("UPDATE"),
        QStringLiteral("INSERT"),
        QStringLiteral("DELETE"),
        QStringLiteral("REPLACE"),
        QStringLiteral("MERGE")};
    return event.action == TransactionAction::Sql && verbs.contains(verbOf(event));
}

QString bold(const QString& text)
{
    return QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped());
}

QString ToldValue::phrase() const
{
    return name.isEmpty() || name == value ? value
                                           : Text::tr("%1 %2", "a value's name and itself").arg(name, value);
}

StoryView::StoryView(const TransactionStory& story)
    : m_story(story)
    , m_cells(storyCells(story))
    , m_turns(transactionTurns(story.journal))
{
    m_tables.insert(0, header().tables);
    for (const TransactionEvent& event : journal().events()) {
        if (!event.committed)
            continue;
        m_committed.insert(event.seq, changesBetween(m_tables.last(), *event.committed));
        m_tables.insert(event.seq, *event.committed);
    }
    for (qsizetype i = 0; i < m_turns.size(); ++i) {
        m_turnOf.insert(m_turns.at(i).begin->seq, i);
        if (m_turns.at(i).answer != nullptr)
            m_turnOf.insert(m_turns.at(i).answer->seq, i);
    }
    findSpans();
}

void StoryView::findSpans()
{
    QMap<QString, qsizetype> open;
    for (const TransactionEvent& event : journal().events()) {
        switch (event.kind) {
        case Kind::LeftOut:
            break;
        case Kind::Waits:
            // Outside of a transaction a statement begins one that it ends by itself.
            if (!open.contains(event.session)) {
                open.insert(event.session, m_spans.size());
                m_spans.append({.session = event.session});
            }
            m_spans[open.value(event.session)].events.append(event.seq);
            m_spanOf.insert(event.seq, open.value(event.session));
            break;
        case Kind::RolledBack:
            if (const auto known = open.constFind(event.session); known != open.constEnd()) {
                m_spans[*known].end = event.seq;
                m_spans[*known].how = TransactionSpan::End::Refused;
                m_spanOf.insert(event.seq, *known);
                open.erase(known);
            }
            break;
        case Kind::Answered:
            addAnswer(event, open);
            break;
        }
    }
}

void StoryView::addAnswer(const TransactionEvent& event, QMap<QString, qsizetype>& open)
{
    if (!open.contains(event.session)) {
        open.insert(event.session, m_spans.size());
        m_spans.append({.session = event.session});
    }
    TransactionSpan& span = m_spans[open.value(event.session)];
    span.events.append(event.seq);
    m_spanOf.insert(event.seq, open.value(event.session));
    const auto finish = [&](TransactionSpan::End how) {
        span.end = event.seq;
        span.how = how;
        open.remove(event.session);
    };
    if (event.action == TransactionAction::Begin && event.succeeded) {
        span.begin = event.seq;
    } else if (span.isAutocommit()) {
        finish(event.succeeded ? TransactionSpan::End::Committed : TransactionSpan::End::Refused);
    } else if (event.succeeded && event.action == TransactionAction::Commit) {
        finish(event.keptNothing ? TransactionSpan::End::KeptNothing : TransactionSpan::End::Committed);
    } else if (event.succeeded && event.action == TransactionAction::Rollback) {
        finish(TransactionSpan::End::RolledBack);
    }
}

const TransactionSpan* StoryView::spanOf(qint64 seq) const
{
    const auto found = m_spanOf.constFind(seq);
    return found == m_spanOf.constEnd() ? nullptr : &m_spans.at(*found);
}

const TransactionTurn* StoryView::turnOf(qint64 seq) const
{
    const auto found = m_turnOf.constFind(seq);
    return found == m_turnOf.constEnd() ? nullptr : &m_turns.at(*found);
}

const Tables& StoryView::tablesAt(qint64 moment) const
{
    return std::prev(m_tables.upperBound(moment)).value();
}

Changes StoryView::changesOf(qint64 write) const
{
    const auto known = m_story.facts.pending.constFind(write);
    if (known != m_story.facts.pending.constEnd())
        return *known;
    const TransactionSpan* span = spanOf(write);
    if (span == nullptr || span->isAutocommit())
        return span == nullptr ? Changes() : committedBy(write);
    // Without facts, what the only write of a transaction changed is what its COMMIT did.
    const bool hasFacts = !m_story.facts.pending.isEmpty() || !m_story.facts.reads.isEmpty();
    const auto writes = [this](qint64 seq) {
        return event(seq).isAnswer() && event(seq).succeeded && isWrite(event(seq)) &&
               event(seq).rowCount > 0;
    };
    const bool isOnly = !hasFacts && writes(write) && std::ranges::count_if(span->events, writes) == 1;
    return isOnly && span->how == TransactionSpan::End::Committed ? committedBy(span->end) : Changes();
}

Changes StoryView::changesOf(const TransactionSpan& span, qint64 moment) const
{
    Changes changes;
    for (const qint64 seq : span.events) {
        if (seq > moment)
            break;
        if (event(seq).isRefused() && endsTransaction(engine(), event(seq).code))
            changes.clear();
        for (const auto& [cell, value] : changesOf(seq))
            changes[cell] = value;
    }
    // A change that was taken back within the transaction is none.
    const qint64 before = span.end == 0 ? moment : std::min(moment, span.end - 1);
    std::erase_if(changes, [&](const auto& change) {
        return committedAt(change.first, before).value_or(Value()) == change.second;
    });
    return changes;
}

std::optional<Value> StoryView::committedAt(const Cell& cell, qint64 moment) const
{
    std::optional<Value> value;
    const TableContent table = tablesAt(moment).value(cell.table);
    const qsizetype column = table.columns.indexOf(cell.column);
    for (const QList<Value>& row : table.rows) {
        if (column >= 0 && toText(row.first()) == cell.row)
            value = row.at(column);
    }
    return value;
}

QString StoryView::changesPhrase(const Changes& changes) const
{
    QList<StoryCell> cells = m_cells;
    const bool isOneColumn =
        std::ranges::all_of(cells, [](const StoryCell& each) { return each.name == each.cell.row; });
    if (isOneColumn) {
        for (StoryCell& each : cells) {
            if (tablesAt(size()).value(each.cell.table).columns.size() < 2)
                continue;
            each.name = Text::tr("%1 %2", "a row and a column").arg(each.cell.row, each.cell.column);
        }
    }
    return namedChanges(changes, cells);
}

QString StoryView::nameOf(const Cell& cell) const
{
    const auto known = std::ranges::find(m_cells, cell, &StoryCell::cell);
    if (known != m_cells.end())
        return known->name;
    const auto isLike = [&cell](const QString Cell::*member) {
        return [&cell, member](const StoryCell& each) {
            return each.cell.table == cell.table && each.cell.*member == cell.*member &&
                   each.name == (member == &Cell::row ? each.cell.column : each.cell.row);
        };
    };
    if (!m_cells.isEmpty() && std::ranges::all_of(m_cells, isLike(&Cell::row)))
        return inALine(cell.column, MostName);
    if (!m_cells.isEmpty() && std::ranges::all_of(m_cells, isLike(&Cell::column)))
        return inALine(cell.row, MostName);
    return inALine(Text::tr("%1 %2", "a row and a column").arg(cell.row, cell.column), MostName);
}

qint64 StoryView::earlierRead(qint64 read) const
{
    const TransactionSpan* span = spanOf(read);
    const TransactionEvent& later = event(read);
    if (span == nullptr || !later.isRead())
        return 0;
    for (const qint64 seq : span->events) {
        const TransactionEvent& earlier = event(seq);
        if (seq < read && earlier.isRead() && earlier.statement == later.statement &&
            sortedRows(earlier.rows) != sortedRows(later.rows) &&
            changesOf(*span, seq) == changesOf(*span, read))
            return seq;
    }
    return 0;
}

std::optional<StaleWrite> StoryView::staleWrite(qint64 write) const
{
    const TransactionEvent& writer = event(write);
    for (const auto& [cell, value] : changesOf(write)) {
        // What the database computed is made of what stood there.
        if (!literalsOf(writer.statement).contains(toText(value)))
            continue;
        const qint64 read = lastReadOf(cell, writer.session, write);
        if (read == 0)
            continue;
        const ReadSource source = sourceOf(read);
        const qint64 from = source.kind == ReadSource::Kind::Older ? source.commit : read;
        for (const qint64 commit : commits()) {
            const Changes changes = committedBy(commit);
            if (commit <= from || commit > write || event(commit).session == writer.session ||
                !changes.contains(cell))
                continue;
            const QList<ToldValue> told = toldBy(read);
            StaleWrite stale{.write = write, .read = read, .commit = commit, .cell = cell};
            stale.had = std::ranges::find(told, std::optional(cell), &ToldValue::cell)->value;
            stale.by = event(commit).session;
            stale.lost = cellText(changes.at(cell));
            stale.written = cellText(value);
            stale.isInOneTransaction = spanOf(read) == spanOf(write);
            return stale;
        }
    }
    return std::nullopt;
}

qint64 StoryView::lastReadOf(const Cell& cell, const QString& session, qint64 before) const
{
    for (qint64 seq = before - 1; seq >= 1; --seq) {
        if (event(seq).session != session)
            continue;
        // What it wrote itself since it read, it knows.
        if (changesOf(seq).contains(cell))
            return 0;
        const QList<ToldValue> told = toldBy(seq);
        if (std::ranges::find(told, std::optional(cell), &ToldValue::cell) != told.end())
            return seq;
    }
    return 0;
}

QStringList StoryView::circleAt(qint64 moment) const
{
    QMap<QString, QStringList> waits;
    for (qint64 seq = 1; seq <= moment; ++seq)
        waits[event(seq).session] = event(seq).waitsFor;
    for (auto it = waits.constBegin(); it != waits.constEnd(); ++it) {
        QStringList path{it.key()};
        while (!waits.value(path.last()).isEmpty()) {
            const QString next = waits.value(path.last()).constFirst();
            if (next == path.first())
                return path;
            if (path.contains(next))
                break;
            path.append(next);
        }
    }
    return {};
}

QMap<QString, Changes> StoryView::pendingOfOthers(qint64 seq) const
{
    QMap<QString, Changes> pending;
    for (const TransactionSpan& span : m_spans) {
        if (span.session == event(seq).session || span.events.isEmpty() || span.events.first() >= seq ||
            !span.isOpenAt(seq - 1))
            continue;
        if (const Changes changes = changesOf(span, seq - 1); !changes.empty())
            pending.insert(span.session, changes);
    }
    return pending;
}

} // namespace interleave
