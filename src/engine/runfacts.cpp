#include "engine/runfacts.h"

#include "core/transactions/judgement.h"
#include "engine/statereplay.h"

#include <algorithm>
#include <limits>

namespace interleave {

namespace {

/// Longer runs are not run again: it takes time for every event, and for every row of every state.
constexpr qint64 MostEvents = 200;
constexpr qsizetype MostRows = 20'000;

/// A transaction, or a statement of its own.
struct Part final
{
    QString session;
    bool isTransaction = false;
    bool isCommitted = false;
    /// The statements that were answered without an error.
    QList<qint64> statements = {};
    /// The event that ended it.
    qint64 end = std::numeric_limits<qint64>::max();
};

/// Takes a journal apart.
class PartFinder final
{
public:
    explicit PartFinder(const TransactionJournal& journal)
    {
        for (const TransactionEvent& event : journal.events()) {
            if (event.kind == TransactionEvent::Kind::RolledBack)
                close(event, false);
            else if (event.isAnswer() && event.succeeded)
                add(event);
        }
    }

    [[nodiscard]] const std::vector<Part>& parts() const { return m_parts; }

private:
    void add(const TransactionEvent& event)
    {
        const auto open = m_open.constFind(event.session);
        switch (event.action) {
        case TransactionAction::Begin:
            begin(event);
            return;
        case TransactionAction::Commit:
        case TransactionAction::Rollback:
            close(event, event.action == TransactionAction::Commit && !event.keptNothing);
            return;
        case TransactionAction::Sql:
            if (open == m_open.constEnd()) {
                m_parts.push_back({event.session, false, true, {event.seq}, event.seq});
                return;
            }
            m_parts.at(*open).statements.append(event.seq);
            // Some statements commit what was written before them, such as those that make tables on MariaDB.
            if (event.committed) {
                close(event, true);
                begin(event);
            }
            return;
        }
    }

    void begin(const TransactionEvent& event)
    {
        m_open.insert(event.session, m_parts.size());
        m_parts.push_back({event.session, true});
    }

    void close(const TransactionEvent& event, bool isCommitted)
    {
        const auto open = m_open.constFind(event.session);
        if (open == m_open.constEnd())
            return;
        m_parts.at(*open).isCommitted = isCommitted;
        m_parts.at(*open).end = event.seq;
        m_open.erase(open);
    }

    std::vector<Part> m_parts;
    /// By session.
    QMap<QString, std::size_t> m_open;
};

class FactFinder final
{
public:
    FactFinder(Engine& engine, const TransactionJournal& journal, std::stop_token stop)
        : m_journal(journal)
        , m_stop(std::move(stop))
        , m_replay(engine, journal.header().level, journal.header().setup)
        , m_states(committedStates(journal))
        , m_parts(PartFinder(journal).parts())
    {
    }

    RunFacts find()
    {
        if (isTooMuch())
            return {};
        for (qsizetype state = 0; state < m_states.tables.size(); ++state)
            tryNow(state);
        for (qsizetype state = m_states.tables.size() - 2; state >= 0; --state)
            tryOlder(state);
        for (const Part& part : m_parts)
            chooseOlder(part);
        for (const Part& part : m_parts)
            tryPending(part);
        for (const Part& part : m_parts)
            removeUntrue(part);
        return m_replay.mayVary() || m_stop.stop_requested() ? RunFacts() : m_facts;
    }

private:
    [[nodiscard]] bool isTooMuch() const
    {
        qsizetype rows = 0;
        for (const Tables& state : m_states.tables) {
            for (const TableContent& table : state)
                rows += table.isCut ? MostRows : table.rows.size();
        }
        return m_journal.size() > MostEvents || rows >= MostRows;
    }

    /// The state that was committed when the event happened.
    [[nodiscard]] qsizetype stateAt(qint64 seq) const
    {
        return std::ranges::lower_bound(m_states.events, seq) - m_states.events.begin() - 1;
    }
    [[nodiscard]] bool goTo(qsizetype state)
    {
        return !m_stop.stop_requested() && m_replay.goTo(m_states.tables.at(state));
    }
    [[nodiscard]] bool isTried(qint64 seq) const
    {
        const TransactionEvent& event = m_journal.event(seq);
        return event.isRead() && event.rowCount == event.rows.size();
    }
    [[nodiscard]] bool isOpenRead(qint64 seq) const { return isTried(seq) && !m_facts.reads.contains(seq); }

    [[nodiscard]] QList<BoundSql> statementsOf(const QList<qint64>& events) const
    {
        QList<BoundSql> statements;
        for (const qint64 seq : events)
            statements.append(m_journal.event(seq).statement);
        return statements;
    }

    /// How many of the statements were done again as they were done in the run.
    [[nodiscard]] qsizetype alike(const QList<qint64>& events, const StateReplay::Replayed& replayed) const
    {
        for (qsizetype i = 0; i < replayed.answers.size(); ++i) {
            const TransactionEvent& event = m_journal.event(events.at(i));
            if (event.columns.isEmpty() && event.rowCount != replayed.answers.at(i).rowCount)
                return i;
        }
        return replayed.answers.size();
    }

    [[nodiscard]] bool isSame(qint64 seq, const EngineAnswer& answer) const
    {
        const TransactionEvent& event = m_journal.event(seq);
        return asksForOrder(event.statement.sql) ? event.rows == answer.rows
                                                 : sortedRows(event.rows) == sortedRows(answer.rows);
    }

    /// What the statements come to that were answered while the state was the newest.
    void tryNow(qsizetype state)
    {
        for (const Part& part : m_parts) {
            QList<qint64> events = part.statements;
            events.removeIf([&](qint64 seq) { return stateAt(seq) > state; });
            if (events.isEmpty() || stateAt(events.last()) != state)
                continue;
            const qsizetype first =
                std::ranges::find_if(events, [&](qint64 seq) { return stateAt(seq) == state; }) - events.begin();
            if (!part.isTransaction && !isTried(events.first()))
                continue;
            if (part.isTransaction)
                findPending(state, events, first);
            else if (goTo(state))
                readNow(state, events, m_replay.run(statementsOf(events)));
        }
    }

    /// Twice: what depends on chance, or on a sequence that is not set back, comes to something else.
    void findPending(qsizetype state, const QList<qint64>& events, qsizetype first)
    {
        const QList<BoundSql> statements = statementsOf(events);
        if (!goTo(state))
            return;
        const StateReplay::Replayed once = m_replay.runAndLook(statements, first);
        readNow(state, events, once);
        if (std::ranges::all_of(once.changes, &Changes::empty) || !goTo(state))
            return;
        const StateReplay::Replayed again = m_replay.runAndLook(statements, first);
        const qsizetype count = std::min(alike(events, once), alike(events, again));
        for (qsizetype i = first; i < count; ++i) {
            const Changes& changes = once.changes.at(static_cast<std::size_t>(i));
            if (changes != again.changes.at(static_cast<std::size_t>(i)))
                return;
            if (!changes.empty() && !m_journal.event(events.at(i)).committed)
                m_facts.pending.insert(events.at(i), changes);
        }
    }

    void readNow(qsizetype state, const QList<qint64>& events, const StateReplay::Replayed& replayed)
    {
        for (qsizetype i = 0; i < alike(events, replayed); ++i) {
            const qint64 seq = events.at(i);
            if (!isTried(seq) || stateAt(seq) != state || !isSame(seq, replayed.answers.at(i)))
                continue;
            m_from[seq].append(state);
            m_facts.reads.insert(seq, {ReadSource::Kind::Current, m_states.events.at(state)});
        }
    }

    /// What the reads come to from a state that was not the newest any more.
    void tryOlder(qsizetype state)
    {
        for (const Part& part : m_parts) {
            const QList<qint64>& events = part.statements;
            const auto isLater = [&](qint64 seq) {
                return isOpenRead(seq) && stateAt(seq) > state;
            };
            if (std::ranges::none_of(events, isLater) || !goTo(state))
                continue;
            const StateReplay::Replayed replayed = m_replay.run(statementsOf(events));
            for (qsizetype i = 0; i < alike(events, replayed); ++i) {
                const qint64 seq = events.at(i);
                if (isTried(seq) && stateAt(seq) > state && isSame(seq, replayed.answers.at(i)))
                    m_from[seq].append(state);
            }
        }
    }

    /// The newest state, but where one is what all reads of the transaction saw, that snapshot.
    void chooseOlder(const Part& part)
    {
        for (const qint64 seq : part.statements) {
            if (!isOpenRead(seq) || m_from.value(seq).isEmpty())
                continue;
            const QList<qsizetype> from = m_from.value(seq);
            const auto shared = std::ranges::find_if(from, [&](qsizetype state) {
                return std::ranges::all_of(part.statements, [&](qint64 other) {
                    return !isTried(other) || m_from.value(other).isEmpty() ||
                           m_from.value(other).contains(state);
                });
            });
            const qsizetype state = shared == from.end() ? from.first() : *shared;
            m_older.insert(seq, {ReadSource::Kind::Older, m_states.events.at(state)});
        }
        for (auto it = m_older.constBegin(); it != m_older.constEnd(); ++it)
            m_facts.reads.insert(it.key(), *it);
    }

    /// What the reads come to when others' open transactions have written: of one, then of all.
    void tryPending(const Part& part)
    {
        for (const qint64 seq : part.statements) {
            if (!isOpenRead(seq) || !goTo(stateAt(seq)))
                continue;
            QList<qint64> own = part.statements;
            own.removeIf([seq](qint64 other) { return other > seq; });
            QList<QList<qint64>> tries;
            QList<qint64> all;
            for (const Part& other : m_parts) {
                if (!other.isTransaction || other.session == part.session || other.end < seq)
                    continue;
                QList<qint64> writes = other.statements;
                writes.removeIf([seq](qint64 write) { return write > seq; });
                tries.append(writes);
                all.append(writes);
            }
            std::ranges::sort(all);
            tries.append(all);
            ReadSource source;
            for (const QList<qint64>& writes : tries) {
                if (source.kind == ReadSource::Kind::Unknown)
                    source = sourceAmong(writes, own);
            }
            m_facts.reads.insert(seq, source);
        }
    }

    /// The newest of the writes that makes a difference for the last of a transaction's \a own statements.
    [[nodiscard]] ReadSource sourceAmong(QList<qint64> writes, const QList<qint64>& own)
    {
        ReadSource source;
        for (; !writes.isEmpty(); writes.removeLast()) {
            QList<qint64> events = own;
            events.append(writes);
            std::ranges::sort(events);
            if (!goTo(stateAt(own.last())))
                break;
            const StateReplay::Replayed replayed = m_replay.run(statementsOf(events));
            if (alike(events, replayed) < events.size() || !isSame(own.last(), replayed.answers.last()))
                break;
            source = {ReadSource::Kind::Pending, 0, m_journal.event(writes.last()).session, writes.last()};
        }
        return source;
    }

    /// A transaction that was committed wrote what is committed now, or the experiment was not the same.
    void removeUntrue(const Part& part)
    {
        if (!part.isTransaction || !part.isCommitted)
            return;
        Changes written;
        for (const qint64 seq : part.statements) {
            for (const auto& [cell, value] : m_facts.pending.value(seq))
                written[cell] = value;
        }
        const std::map<Cell, Value> cells = cellsOf(m_states.tables.at(stateAt(part.end + 1)));
        const bool isTrue = std::ranges::all_of(written, [&cells](const auto& change) {
            const auto found = cells.find(change.first);
            return change.second == (found == cells.end() ? Value() : found->second);
        });
        for (const qint64 seq : part.statements) {
            if (!isTrue)
                m_facts.pending.remove(seq);
        }
    }

    const TransactionJournal& m_journal;
    std::stop_token m_stop;
    StateReplay m_replay;
    CommittedStates m_states;
    std::vector<Part> m_parts;
    /// By read: the states from which it would have returned the same, newest first.
    QMap<qint64, QList<qsizetype>> m_from;
    QMap<qint64, ReadSource> m_older;
    RunFacts m_facts;
};

} // namespace

RunFacts factsOf(Engine& engine, const TransactionJournal& journal, const std::stop_token& stop)
{
    return FactFinder(engine, journal, stop).find();
}

} // namespace interleave
