#include "gui/transactiondiagram/transactiontrace.h"

#include "core/transactions/isolationlevels.h"
#include "core/transactions/refusalkind.h"
#include "core/transactionwords/transactionparts.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "gui/transactiondiagram/transactionbeliefs.h"

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;
using Trace = TransactionTrace;

/// Goes through a run once.
class Tracer final
{
public:
    explicit Tracer(const StoryView& view)
        : m_view(view)
        , m_story(view.story())
        , m_journal(view.journal())
        , m_names(sessionNames(view.journal()))
        , m_cells(view.cells())
        , m_tables(view.header().tables)
    {
        addStart();
        for (const TransactionEvent& event : m_journal.events())
            add(event);
        addWaits();
        for (const Trace::Frame& frame : m_trace.frames)
            addSnapshot(frame);
        m_trace.beliefs = beliefsOf(view, m_names);
        m_trace.losses = lossesOf(view);
    }

    [[nodiscard]] Trace trace() && { return std::move(m_trace); }

private:
    [[nodiscard]] qsizetype laneOf(const TransactionEvent& event) const
    {
        return m_names.indexOf(event.session);
    }

    /// The row that the run is about first, and what is beside it.
    [[nodiscard]] Trace::Label labelOf(const Changes& changes) const
    {
        QList<std::pair<QString, QString>> rows;
        std::map<std::pair<QString, QString>, Changes> byRow;
        const auto note = [&](const Cell& cell) {
            if (!rows.contains(std::pair(cell.table, cell.row)))
                rows.append({cell.table, cell.row});
        };
        for (const StoryCell& each : m_cells) {
            if (changes.contains(each.cell))
                note(each.cell);
        }
        for (const auto& [cell, value] : changes) {
            note(cell);
            byRow[{cell.table, cell.row}].insert({cell, value});
        }
        Trace::Label label;
        QStringList others;
        for (const auto& row : rows) {
            const QString text = interleave::labelOf(byRow[row], m_cells);
            if (!label.text.isEmpty()) {
                others.append(text);
                continue;
            }
            label.text = text;
            const auto first = std::ranges::find_if(
                m_cells, [&](const StoryCell& each) { return byRow[row].contains(each.cell); });
            label.value =
                cellText(first == m_cells.end() ? byRow[row].begin()->second : byRow[row].at(first->cell));
        }
        label.others = listed(others);
        return label;
    }

    /// The start has one label for each value, so that all of them are seen.
    void addStart()
    {
        const std::map<Cell, Value> cells = cellsOf(m_tables);
        Trace::Commit start;
        QStringList others;
        for (const StoryCell& each : m_cells) {
            const auto found = cells.find(each.cell);
            if (found == cells.end())
                continue;
            const QString text = interleave::labelOf({*found}, m_cells);
            if (!start.label.text.isEmpty()) {
                others.append(text);
                continue;
            }
            start.label.text = text;
            start.label.value = cellText(found->second);
        }
        start.label.others = listed(others);
        // What is added later is not there yet.
        if (start.label.text.isEmpty() && !m_cells.isEmpty()) {
            const qint64 rows = m_tables.value(m_cells.first().cell.table).rows.size();
            start.label.text = Text::tr("%1 rows", nullptr, pluralOf(rows)).arg(QString::number(rows));
            start.label.value = QString::number(rows);
        }
        m_trace.commits.push_back(std::move(start));
    }

    void add(const TransactionEvent& event)
    {
        const qsizetype lane = laneOf(event);
        if (event.kind == Kind::RolledBack)
            end(lane, event.seq, false);
        if (!event.isAnswer())
            return;
        if (event.succeeded && event.action == TransactionAction::Begin) {
            m_frames.insert(lane, m_trace.frames.size());
            m_trace.frames.push_back({lane, event.seq, 0});
        }
        if (const auto changes = m_story.facts.pending.constFind(event.seq);
            changes != m_story.facts.pending.cend())
            addWrite(lane, event.seq, *changes);
        if (event.isRead() && m_strands.contains(lane) && isOwn(event))
            m_trace.ownReads.insert(event.seq);
        if (event.committed)
            addCommit(lane, event);
        if (event.isRefused() && endsTransaction(m_journal.header().engine, event.code))
            endStrand(lane, event.seq, false);
        if (event.succeeded && isEnd(event.action))
            end(lane, event.seq, event.action == TransactionAction::Commit && !event.keptNothing);
    }

    [[nodiscard]] bool isOwn(const TransactionEvent& read) const
    {
        const TransactionSpan* span = m_view.spanOf(read.seq);
        const Changes own = span == nullptr ? Changes() : m_view.changesOf(*span, read.seq - 1);
        return std::ranges::any_of(m_view.toldBy(read.seq), [&own](const ToldValue& told) {
            return told.cell && own.contains(*told.cell);
        });
    }

    void addWrite(qsizetype lane, qint64 seq, const Changes& changes)
    {
        if (!m_strands.contains(lane)) {
            Trace::Strand strand;
            strand.lane = lane;
            // The first lane is left of the database, all others are right of it.
            for (auto other = m_strands.cbegin(); lane > 0 && other != m_strands.cend(); ++other)
                strand.place += other.key() > 0 && other.key() < lane ? 1 : 0;
            m_strands.insert(lane, m_trace.strands.size());
            m_trace.strands.push_back(std::move(strand));
        }
        m_trace.strands.at(m_strands.value(lane)).writes.push_back({seq, labelOf(changes)});
    }

    void addCommit(qsizetype lane, const TransactionEvent& event)
    {
        m_trace.commits.push_back({event.seq, lane, labelOf(changedCells(m_tables, *event.committed))});
        m_tables = *event.committed;
        endStrand(lane, event.seq, true);
    }

    void end(qsizetype lane, qint64 seq, bool isKept)
    {
        if (const auto frame = m_frames.constFind(lane); frame != m_frames.cend()) {
            m_trace.frames.at(*frame).end = seq;
            m_frames.erase(frame);
        }
        endStrand(lane, seq, isKept);
    }

    void endStrand(qsizetype lane, qint64 seq, bool isKept)
    {
        const auto open = m_strands.constFind(lane);
        if (open == m_strands.cend())
            return;
        m_trace.strands.at(*open).end = seq;
        m_trace.strands.at(*open).joins = isKept;
        m_strands.erase(open);
    }

    void addWaits()
    {
        for (const TransactionTurn& turn : transactionTurns(m_journal)) {
            if (turn.begin->kind != Kind::Waits)
                continue;
            Trace::Wait wait{laneOf(*turn.begin), turn.begin->seq, 0, turn.waitedFor, 0};
            if (turn.answer != nullptr)
                wait.answer = turn.answer->seq;
            for (const Trace::Wait& other : m_trace.waits) {
                const bool isBeside = (other.lane > 0) == (wait.lane > 0) && other.covers(wait.begin);
                wait.place += isBeside ? 1 : 0;
            }
            m_trace.waits.push_back(std::move(wait));
        }
    }

    void addSnapshot(const Trace::Frame& frame)
    {
        const TransactionHeader& header = m_journal.header();
        bool isSnapshot = isSnapshotLevel(header.engine, sessionLevel(header, m_names.at(frame.lane)));
        Trace::Snapshot snapshot;
        snapshot.lane = frame.lane;
        const qint64 end = frame.end == 0 ? m_journal.size() : frame.end;
        for (qint64 seq = frame.begin + 1; seq <= end; ++seq) {
            const TransactionEvent& event = m_journal.event(seq);
            const bool isOwn = laneOf(event) == frame.lane;
            if (!isOwn && event.committed && snapshot.seq > 0 && snapshot.since == 0)
                snapshot.since = seq;
            if (!isOwn || !event.isAnswer())
                continue;
            const ReadSource source = m_story.facts.reads.value(seq);
            isSnapshot = isSnapshot || source.kind == ReadSource::Kind::Older;
            // On MariaDB only a query takes a snapshot.
            const bool takesIt = event.isRead() || header.engine != QLatin1String("mariadb");
            if (snapshot.seq == 0 && event.succeeded && event.action == TransactionAction::Sql && takesIt)
                snapshot.seq = seq;
            else if (snapshot.since > 0 && (source.kind == ReadSource::Kind::Older || event.isRefused()))
                snapshot.last = seq;
        }
        if (!isSnapshot || snapshot.seq == 0)
            return;
        if (snapshot.since > 0)
            snapshot.text = seenBefore(snapshot.since);
        m_trace.snapshots.push_back(std::move(snapshot));
    }

    /// What a commit replaced.
    [[nodiscard]] QString seenBefore(qint64 commit) const
    {
        const Tables before = m_journal.at(commit - 1).tables();
        const std::map<Cell, Value> cells = cellsOf(before);
        Changes replaced;
        for (const auto& [cell, value] : changedCells(before, *m_journal.event(commit).committed)) {
            if (const auto found = cells.find(cell); found != cells.end())
                replaced.insert(*found);
        }
        return interleave::labelOf(replaced, m_cells);
    }

    const StoryView& m_view;
    const TransactionStory& m_story;
    const TransactionJournal& m_journal;
    QStringList m_names;
    QList<StoryCell> m_cells;
    Tables m_tables;
    Trace m_trace;
    /// Those that are open, by lane.
    QMap<qsizetype, std::size_t> m_frames;
    QMap<qsizetype, std::size_t> m_strands;
};

} // namespace

QString labelOf(const Changes& changes, const QList<StoryCell>& cells)
{
    const bool isNamed = cells.size() == 1 && cells.first().name != cells.first().cell.column;
    return isNamed ? namedChanges(changes, cells) : changesText(changes, cells);
}

TransactionTrace traceOf(const StoryView& view)
{
    return Tracer(view).trace();
}

} // namespace interleave
