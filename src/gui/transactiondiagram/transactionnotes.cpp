#include "gui/transactiondiagram/transactionnotes.h"

#include "core/transactions/refusalkind.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;
using Trace = TransactionTrace;

class NoteFinder final
{
public:
    NoteFinder(const StoryView& view, const Trace& trace, const QStringList& sessions)
        : m_view(view)
        , m_trace(trace)
        , m_sessions(sessions)
    {
    }

    [[nodiscard]] std::optional<TransactionNote> noteOn(const TransactionEvent& event) const
    {
        if (event.kind == Kind::Waits)
            return waitNote(event);
        if (const auto loss = std::ranges::find(m_trace.losses, event.seq, &Trace::Loss::by);
            loss != m_trace.losses.end())
            return TransactionNote{
                {Text::tr("%1 is lost", "what a session wrote").arg(loss->text), Text::tr("lost")},
                Role::Lost,
                Icon::Cross};
        if (event.isRefused() && refusalKind(m_view.engine(), event.code) == RefusalKind::Deadlock)
            return deadlockNote(event);
        switch (m_view.sourceOf(event.seq).kind) {
        case ReadSource::Kind::Pending:
            return pendingNote(event);
        case ReadSource::Kind::Older:
            return olderNote(event);
        case ReadSource::Kind::Current:
        case ReadSource::Kind::Unknown:
            break;
        }
        return event.isRefused() ? refusedNote(event) : earlierNote(event);
    }

private:
    [[nodiscard]] static TransactionNote waitNote(const TransactionEvent& event)
    {
        return {
            {Text::tr("waits for %1").arg(listed(event.waitsFor, ListStyle::And)), Text::tr("waits")},
            Role::Pending,
            Icon::Hourglass};
    }

    /// Everybody who waits then, and the one that was refused.
    [[nodiscard]] TransactionNote deadlockNote(const TransactionEvent& event) const
    {
        QStringList sessions{event.session};
        for (const Trace::Wait& wait : m_trace.waits) {
            if (wait.covers(event.seq))
                sessions.append(m_sessions.at(wait.lane));
        }
        sessions.sort();
        sessions.removeDuplicates();
        TransactionNote note{{}, Role::Stale, Icon::Hourglass};
        if (sessions.size() > 1) {
            const QString names = listed(sessions, ListStyle::And);
            note.wordings = QStringList{
                Text::tr("deadlock: %1 wait for each other").arg(names),
                Text::tr("deadlock of %1").arg(names)};
        }
        note.wordings.append(Text::tr("deadlock"));
        return note;
    }

    [[nodiscard]] TransactionNote pendingNote(const TransactionEvent& event) const
    {
        const ReadSource source = m_view.sourceOf(event.seq);
        const TransactionSpan* span = m_view.spanOf(source.write);
        Changes changes;
        if (span != nullptr)
            changes = m_view.changesOf(*span, event.seq);
        const QString text = labelOf(changes, m_view.cells());
        return {
            {Text::tr("%1’s %2 is not committed yet", "a session and what it wrote").arg(source.writer, text),
             Text::tr("%1 is not committed yet", "what was written").arg(text),
             Text::tr("not committed")},
            Role::Text,
            {}};
    }

    /// What is committed by now of what was read.
    [[nodiscard]] TransactionNote olderNote(const TransactionEvent& event) const
    {
        Changes now;
        for (const ToldValue& told : m_view.toldBy(event.seq)) {
            const auto value = told.cell ? m_view.committedAt(*told.cell, event.seq) : std::nullopt;
            if (value)
                now.insert({*told.cell, *value});
        }
        const QString committed = labelOf(now, m_view.cells());
        TransactionNote note{{}, Role::Text};
        if (!committed.isEmpty())
            note.wordings = QStringList{
                Text::tr("%1 reads its snapshot: %2 is committed", "a session and a value")
                    .arg(event.session, committed),
                Text::tr("%1 is committed", "a value").arg(committed)};
        note.wordings.append(Text::tr("an old snapshot"));
        return note;
    }

    /// The same query in the same transaction was answered otherwise.
    [[nodiscard]] std::optional<TransactionNote> earlierNote(const TransactionEvent& event) const
    {
        const qint64 earlier = event.isRead() ? m_view.earlierRead(event.seq) : 0;
        if (earlier == 0 || m_trace.ownReads.contains(event.seq))
            return std::nullopt;
        const QString before = m_view.shortToldText(earlier);
        return TransactionNote{
            {Text::tr("%1 was told %2 before", "a session and a value").arg(event.session, before),
             Text::tr("%1 before", "a value").arg(before)},
            Role::Text,
            {}};
    }

    /// The commit after its snapshot for which a transaction was refused.
    [[nodiscard]] std::optional<TransactionNote> refusedNote(const TransactionEvent& event) const
    {
        const RefusalKind kind = refusalKind(m_view.engine(), event.code);
        if (kind != RefusalKind::Serialization && kind != RefusalKind::OldSnapshot)
            return std::nullopt;
        const qsizetype lane = m_sessions.indexOf(event.session);
        const auto found = std::ranges::find_if(m_trace.snapshots, [&](const Trace::Snapshot& snapshot) {
            return snapshot.lane == lane && snapshot.since > 0 && snapshot.since < event.seq &&
                   snapshot.last >= event.seq;
        });
        if (found == m_trace.snapshots.end())
            return std::nullopt;
        const QString text = labelOf(m_view.committedBy(found->since), m_view.cells());
        return TransactionNote{
            {Text::tr("%1 committed %2 after %3’s snapshot", "a session, a value, another session")
                 .arg(m_view.event(found->since).session, text, event.session),
             Text::tr("%1 was committed since", "a value").arg(text),
             Text::tr("%1 is committed", "a value").arg(text)},
            Role::Text};
    }

    const StoryView& m_view;
    const Trace& m_trace;
    const QStringList& m_sessions;
};

} // namespace

QMap<qint64, TransactionNote>
notesOf(const StoryView& view, const TransactionTrace& trace, const QStringList& sessions)
{
    const NoteFinder finder(view, trace, sessions);
    QMap<qint64, TransactionNote> notes;
    for (const TransactionEvent& event : view.journal().events()) {
        if (std::optional<TransactionNote> note = finder.noteOn(event))
            notes.insert(event.seq, std::move(*note));
    }
    return notes;
}

} // namespace interleave
