#include "core/transactions/transactionjournal.h"

#include "core/values/text.h"

namespace interleave {

TransactionState::TransactionState(const TransactionHeader& header)
    : m_tables(header.tables)
{
    for (const SessionInfo& session : header.sessions)
        m_sessions.insert(session.name, {});
}

void TransactionState::apply(const TransactionEvent& event)
{
    m_seq = event.seq;
    if (event.committed)
        m_tables = *event.committed;
    SessionState& session = m_sessions[event.session];
    session.last = event.seq;
    session.waitsFor = event.waitsFor;
    switch (event.kind) {
    case TransactionEvent::Kind::Waits:
    case TransactionEvent::Kind::LeftOut:
        return;
    case TransactionEvent::Kind::RolledBack:
        session.isInTransaction = false;
        return;
    case TransactionEvent::Kind::Answered:
        if (!session.isInTransaction)
            session.isRefused = false;
        if (event.isRefused())
            session.isRefused = true;
        else if (event.action != TransactionAction::Sql)
            session.isInTransaction = event.action == TransactionAction::Begin;
        return;
    }
    Q_UNREACHABLE();
}

const TransactionEvent& TransactionJournal::append(TransactionEvent event)
{
    event.seq = size() + 1;
    m_events.push_back(std::move(event));
    return m_events.back();
}

TransactionState TransactionJournal::at(qint64 n) const
{
    TransactionState state(m_header);
    for (qint64 seq = 1; seq <= n; ++seq)
        state.apply(event(seq));
    return state;
}

TransactionJournal TransactionJournal::copy(qint64 n) const
{
    TransactionJournal result(m_header);
    for (qint64 seq = 1; seq <= n; ++seq)
        result.append(event(seq));
    return result;
}

qint64 TransactionJournal::endOfStep(int steps) const
{
    qint64 seq = 0;
    while (seq < size() && event(seq + 1).step <= steps)
        ++seq;
    return seq;
}

} // namespace interleave
