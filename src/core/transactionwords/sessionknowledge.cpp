#include "core/transactionwords/sessionknowledge.h"

#include <algorithm>

namespace interleave {

SessionKnowledge::SessionKnowledge(const StoryView& view, const QString& session, qint64 moment)
    : m_view(view)
{
    for (qint64 seq = 1; seq <= moment; ++seq) {
        const TransactionEvent& event = view.event(seq);
        if (event.session != session)
            continue;
        if (event.isRead())
            read(event);
        write(seq);
        const TransactionSpan* span = view.spanOf(seq);
        const bool isTakenBack =
            span != nullptr && span->end == seq && span->how != TransactionSpan::End::Committed;
        if (isTakenBack)
            takeBack(*span);
    }
}

void SessionKnowledge::read(const TransactionEvent& event)
{
    m_lastRead = event.seq;
    const QList<ToldValue> told = m_view.toldBy(event.seq);
    for (qint64 seq = event.seq - 1; told.isEmpty() && seq >= 1; --seq) {
        const TransactionEvent& earlier = m_view.event(seq);
        if (earlier.session == event.session && earlier.isRead() && earlier.statement == event.statement)
            forget(m_view.toldBy(seq));
    }
    for (auto each = told.crbegin(); each != told.crend(); ++each)
        know(*each);
}

void SessionKnowledge::write(qint64 seq)
{
    if (m_lastRead == 0)
        return;
    const Changes changes = m_view.changesOf(seq);
    for (const StoryCell& each : m_view.cells()) {
        const auto change = changes.find(each.cell);
        if (change != changes.end())
            know({each.name, cellText(change->second), each.cell});
    }
}

/// What was written is again as it was told before it was written.
void SessionKnowledge::takeBack(const TransactionSpan& span)
{
    std::map<Cell, qint64> written;
    for (const qint64 seq : span.events) {
        for (const auto& [cell, value] : m_view.changesOf(seq))
            written.emplace(cell, seq);
    }
    for (const auto& [cell, write] : written) {
        forget({{m_view.nameOf(cell), {}, cell}});
        for (qint64 seq = write - 1; seq >= 1; --seq) {
            const QList<ToldValue> told =
                m_view.event(seq).session == span.session ? m_view.toldBy(seq) : QList<ToldValue>();
            const auto found = std::ranges::find(told, std::optional(cell), &ToldValue::cell);
            if (found == told.end())
                continue;
            know(*found);
            break;
        }
    }
}

void SessionKnowledge::know(const ToldValue& value)
{
    forget({value});
    m_values.prepend(value);
}

void SessionKnowledge::forget(const QList<ToldValue>& values)
{
    for (const ToldValue& value : values)
        m_values.removeIf([&value](const ToldValue& each) { return each.name == value.name; });
}

} // namespace interleave
