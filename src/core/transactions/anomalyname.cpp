#include "core/transactions/judgement.h"

#include "core/transactions/tablecells.h"
#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

bool isSameBag(const Rows& a, const Rows& b)
{
    return sortedRows(a) == sortedRows(b);
}

qsizetype rowsIn(const Tables& tables)
{
    qsizetype count = 0;
    for (const TableContent& table : tables)
        count += table.rows.size();
    return count;
}

struct Read final
{
    qint64 event = 0;
    /// The index of the transaction that read.
    int by = 0;
    /// How many states had been committed when it was answered.
    qsizetype now = 0;
    /// The states from which it would have returned the same.
    QList<qsizetype> from;
};

/// One transaction came before another.
struct Edge final
{
    enum class Why { ReadWhatItWrote, ReadWhatItReplaced, WroteOver };

    int before = 0;
    int after = 0;
    Why why = Why::WroteOver;
    /// The value; empty where there is no single one.
    QString value;
};

/// The transactions of a run and what they depend on.
class Dependencies final
{
public:
    Dependencies(const TransactionJournal& journal, const AnswersByState& answers)
        : m_journal(journal)
        , m_answers(answers)
        , m_states(committedStates(journal))
        , m_transactions(committedTransactions(journal))
    {
        for (qsizetype state = 1; state < m_states.tables.size(); ++state)
            m_changes.append(changedCells(m_states.tables.at(state - 1), m_states.tables.at(state)));
        for (int i = 0; i < static_cast<int>(m_transactions.size()); ++i)
            findReads(i);
        for (const Read& read : std::as_const(m_reads))
            addEdgesOf(read);
        addOverwrites();
    }

    void name(Judgement& judgement) const
    {
        if (nameDirtyRead(judgement))
            return;
        const QList<Edge> circle = shortestCircle();
        judgement.because = sentenceOf(circle);
        for (const QString& title : {repeatedRead(), readSkew(), ofCircle(circle)}) {
            if (judgement.anomaly.isEmpty())
                judgement.anomaly = title;
        }
    }

private:
    [[nodiscard]] QString label(int transaction) const { return m_transactions.at(transaction).label; }
    [[nodiscard]] Rows answer(const Read& read, qsizetype state) const
    {
        return m_answers.value(read.event).value(state);
    }

    /// The transaction whose commit made the state; -1 for none.
    [[nodiscard]] int writerOf(qsizetype state) const
    {
        for (int i = 0; i < static_cast<int>(m_transactions.size()); ++i) {
            if (m_transactions.at(i).events.contains(m_states.events.at(state)))
                return i;
        }
        return -1;
    }

    [[nodiscard]] bool hasWritten(int transaction) const
    {
        for (qsizetype state = 1; state < m_states.tables.size(); ++state) {
            if (writerOf(state) == transaction)
                return true;
        }
        return false;
    }

    /// What a transaction reads after its own writes says nothing about the others.
    void findReads(int transaction)
    {
        for (const qint64 seq : m_transactions.at(transaction).events) {
            const TransactionEvent& event = m_journal.event(seq);
            const bool writes = event.columns.isEmpty() || event.statement.sql.contains(
                                                               QLatin1String("RETURNING"), Qt::CaseInsensitive);
            if (event.action == TransactionAction::Sql && writes && event.rowCount > 0)
                return;
            const QList<Rows> known = m_answers.value(seq);
            if (!event.isRead() || known.size() != m_states.tables.size())
                continue;
            Read read{
                seq,
                transaction,
                std::ranges::upper_bound(m_states.events, seq) - m_states.events.begin(),
                {}};
            for (qsizetype state = 0; state < read.now; ++state) {
                if (isSameBag(known.at(state), event.rows))
                    read.from.append(state);
            }
            m_reads.append(read);
        }
    }

    void addEdgesOf(const Read& read)
    {
        if (read.from.isEmpty())
            return;
        const qsizetype seen = read.from.last();
        for (qsizetype state = seen; state >= 1; --state) {
            if (isSameBag(answer(read, state), answer(read, state - 1)))
                continue;
            addEdge({writerOf(state), read.by, Edge::Why::ReadWhatItWrote, valueOf(read, state - 1)});
            break;
        }
        std::map<Cell, Value> own;
        for (qsizetype state = seen + 1; state < m_states.tables.size(); ++state) {
            const std::map<Cell, Value>& changes = m_changes.at(state - 1);
            if (writerOf(state) == read.by) {
                own.insert(changes.begin(), changes.end());
                continue;
            }
            // What replaced only the reader's own writes did not replace what it had read.
            const bool isOfOthers = std::ranges::any_of(
                changes, [&own](const auto& change) { return !own.contains(change.first); });
            if (!isOfOthers || isSameBag(answer(read, state), answer(read, state - 1)))
                continue;
            addEdge({read.by, writerOf(state), Edge::Why::ReadWhatItReplaced, valueOf(read, state)});
            break;
        }
    }

    /// The one value of the read's row that another state would have changed.
    [[nodiscard]] QString valueOf(const Read& read, qsizetype other) const
    {
        const Rows& rows = m_journal.event(read.event).rows;
        const Rows others = answer(read, other);
        // Where another state has more rows, what was read is not what changed.
        if (rows.size() != 1 || others.size() > 1)
            return {};
        for (qsizetype column = 0; column < rows.first().size(); ++column) {
            if (others.isEmpty() || others.first().value(column) != rows.first().at(column))
                return toText(rows.first().at(column));
        }
        return {};
    }

    void addOverwrites()
    {
        for (qsizetype later = 2; later < m_states.tables.size(); ++later) {
            for (const auto& [cell, value] : m_changes.at(later - 1)) {
                for (qsizetype earlier = later - 1; earlier >= 1; --earlier) {
                    const auto over = m_changes.at(earlier - 1).find(cell);
                    if (over == m_changes.at(earlier - 1).end())
                        continue;
                    addEdge({writerOf(earlier), writerOf(later), Edge::Why::WroteOver, toText(over->second)});
                    break;
                }
            }
        }
    }

    void addEdge(const Edge& edge)
    {
        if (edge.before >= 0 && edge.after >= 0 && edge.before != edge.after)
            m_edges.append(edge);
    }

    [[nodiscard]] QList<Edge> shortestCircle() const
    {
        for (const Edge& first : m_edges) {
            for (const Edge& second : m_edges) {
                if (second.before == first.after && second.after == first.before)
                    return {first, second};
            }
        }
        for (const Edge& first : m_edges) {
            for (const Edge& second : m_edges) {
                for (const Edge& third : m_edges) {
                    if (second.before == first.after && third.before == second.after &&
                        third.after == first.before)
                        return {first, second, third};
                }
            }
        }
        return {};
    }

    bool nameDirtyRead(Judgement& judgement) const
    {
        for (const Read& read : m_reads) {
            if (!read.from.isEmpty())
                continue;
            judgement.anomaly = QStringLiteral("dirty read");
            const Rows& rows = m_journal.event(read.event).rows;
            judgement.because = rows.size() == 1
                                    ? Text::tr("%1 read %2, which was not committed.")
                                          .arg(label(read.by), toText(rows.first().first()))
                                    : Text::tr("%1 read rows that were not committed.").arg(label(read.by));
            return true;
        }
        return false;
    }

    /// A statement that a transaction ran twice, and that saw two states.
    [[nodiscard]] QString repeatedRead() const
    {
        for (const Read& first : m_reads) {
            for (const Read& second : m_reads) {
                const TransactionEvent& one = m_journal.event(first.event);
                const TransactionEvent& other = m_journal.event(second.event);
                if (first.by != second.by || first.event >= second.event ||
                    one.statement != other.statement || isSameBag(one.rows, other.rows))
                    continue;
                return rowsIn(m_states.tables.at(first.from.last())) ==
                               rowsIn(m_states.tables.at(second.from.last()))
                           ? QStringLiteral("non-repeatable read")
                           : QStringLiteral("phantom");
            }
        }
        return {};
    }

    /// Two reads of a transaction that no one state explains.
    [[nodiscard]] QString readSkew() const
    {
        for (const Read& first : m_reads) {
            for (const Read& second : m_reads) {
                const bool isShared = std::ranges::any_of(
                    first.from, [&second](qsizetype state) { return second.from.contains(state); });
                if (first.by == second.by && !isShared)
                    return QStringLiteral("read skew");
            }
        }
        return {};
    }

    [[nodiscard]] QString ofCircle(const QList<Edge>& circle) const
    {
        const auto isOf = [](Edge::Why why) {
            return [why](const Edge& edge) {
                return edge.why == why;
            };
        };
        if (circle.isEmpty())
            return {};
        const bool overwrites = std::ranges::any_of(m_edges, [&circle](const Edge& edge) {
            return edge.why == Edge::Why::WroteOver && circle.size() == 2 &&
                   ((edge.before == circle.first().before && edge.after == circle.first().after) ||
                    (edge.before == circle.last().before && edge.after == circle.last().after));
        });
        if (overwrites && std::ranges::any_of(circle, isOf(Edge::Why::ReadWhatItReplaced)))
            return QStringLiteral("lost update");
        const auto isReader = [this](const Edge& edge) {
            return !hasWritten(edge.before);
        };
        if (circle.size() == 3 && std::ranges::any_of(circle, isReader))
            return QStringLiteral("read-only transaction anomaly");
        return std::ranges::all_of(circle, isOf(Edge::Why::ReadWhatItReplaced)) ? QStringLiteral("write skew")
                                                                                : QString();
    }

    [[nodiscard]] QString clauseOf(const Edge& edge) const
    {
        const QString before = label(edge.before);
        const QString after = label(edge.after);
        const bool isKnown = !edge.value.isEmpty();
        switch (edge.why) {
        case Edge::Why::ReadWhatItWrote:
            return isKnown ? Text::tr("%1 read the %2 that %3 wrote").arg(after, edge.value, before)
                           : Text::tr("%1 read what %2 wrote").arg(after, before);
        case Edge::Why::ReadWhatItReplaced:
            return isKnown ? Text::tr("%1 read the %2 that %3 replaced").arg(before, edge.value, after)
                           : Text::tr("%1 read what %2 replaced").arg(before, after);
        case Edge::Why::WroteOver:
            return isKnown ? Text::tr("%1 wrote over %2’s %3").arg(after, before, edge.value)
                           : Text::tr("%1 wrote over what %2 wrote").arg(after, before);
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] QString sentenceOf(const QList<Edge>& circle) const
    {
        if (circle.size() == 2)
            return Text::tr("%1 came before %2, because %3; but %2 came before %1, because %4.")
                .arg(
                    label(circle.at(0).before),
                    label(circle.at(0).after),
                    clauseOf(circle.at(0)),
                    clauseOf(circle.at(1)));
        if (circle.size() == 3)
            return Text::tr("%1 came before %2, because %4; %2 came before %3, because %5; but %3 came "
                            "before %1, because %6.")
                .arg(
                    label(circle.at(0).before),
                    label(circle.at(1).before),
                    label(circle.at(2).before),
                    clauseOf(circle.at(0)),
                    clauseOf(circle.at(1)),
                    clauseOf(circle.at(2)));
        return {};
    }

    const TransactionJournal& m_journal;
    const AnswersByState& m_answers;
    CommittedStates m_states;
    QList<CommittedTransaction> m_transactions;
    /// By state from 1: the cells that its commit changed.
    QList<std::map<Cell, Value>> m_changes;
    QList<Read> m_reads;
    QList<Edge> m_edges;
};

} // namespace

void nameAnomaly(Judgement& judgement, const TransactionJournal& journal, const AnswersByState& answers)
{
    Dependencies(journal, answers).name(judgement);
}

} // namespace interleave
