#include "core/export/transactionsequence.h"

#include "core/transactions/sqlliterals.h"
#include "core/transactionwords/transactionparts.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QSet>

namespace interleave {

namespace {

/// How much of a statement or of an engine's text stands at an arrow.
constexpr qsizetype MostCharacters = 200;

class TransactionSequenceBuilder final
{
public:
    TransactionSequenceBuilder(const TransactionJournal& journal, const QString& title)
        : m_journal(journal)
        , m_sessions(sessionNames(journal))
        , m_now(journal.header())
    {
        m_sequence.title = title;
        m_sequence.server = databaseTitle(journal.header());
        for (const QString& session : m_sessions)
            m_sequence.clients.append(sessionHeading(journal.header(), session));
    }

    Sequence tell()
    {
        for (const TransactionEvent& event : m_journal.events()) {
            m_now.apply(event);
            tellOf(event);
            setActive(event.session, m_now.session(event.session).isInTransaction);
        }
        if (m_wasActive)
            add(SequenceLine::Kind::Legend,
                {},
                Text::tr("A session’s lane is active while its transaction is open."));
        for (const QString& session : m_sessions)
            setActive(session, false);
        return std::move(m_sequence);
    }

private:
    /// Without a session the line is of all.
    void add(SequenceLine::Kind kind, const QString& session, const QString& text = {})
    {
        m_sequence.lines.push_back({kind, 1 + m_sessions.indexOf(session), text});
    }

    void tellOf(const TransactionEvent& event)
    {
        switch (event.kind) {
        case TransactionEvent::Kind::Waits:
            addRequest(event);
            add(SequenceLine::Kind::Note,
                event.session,
                Text::tr("waits for %1").arg(listed(event.waitsFor, ListStyle::And)));
            return;
        case TransactionEvent::Kind::Answered:
            addRequest(event);
            if (event.isRefused())
                add(SequenceLine::Kind::Refusal, event.session, inALine(refusalText(event), MostCharacters));
            else
                add(SequenceLine::Kind::Answer, event.session, answerText(event));
            return;
        case TransactionEvent::Kind::LeftOut:
            add(SequenceLine::Kind::Note, event.session, Text::tr("step %1 left out").arg(event.step));
            return;
        case TransactionEvent::Kind::RolledBack:
            if (event.isEngineRollback())
                add(SequenceLine::Kind::Note, event.session, engineRollbackText(m_journal.header()));
            else
                add(SequenceLine::Kind::Request, event.session, sentStatement(event).sql);
            return;
        }
        Q_UNREACHABLE();
    }

    /// A statement that waited was sent when it began to wait.
    void addRequest(const TransactionEvent& event)
    {
        if (m_sent.contains(event.step))
            return;
        m_sent.insert(event.step);
        const QString sql = sqlWithValues(sentStatement(event), m_journal.header().engine);
        add(SequenceLine::Kind::Request,
            event.session,
            Text::tr("%1. %2", "the number of a step and its request")
                .arg(QString::number(event.step), inALine(sql, MostCharacters)));
    }

    void setActive(const QString& session, bool active)
    {
        if (m_active.contains(session) == active)
            return;
        add(active ? SequenceLine::Kind::Activate : SequenceLine::Kind::Deactivate, session);
        m_wasActive = true;
        if (active)
            m_active.insert(session);
        else
            m_active.remove(session);
    }

    const TransactionJournal& m_journal;
    QStringList m_sessions;
    TransactionState m_now;
    Sequence m_sequence;
    QSet<int> m_sent;
    QSet<QString> m_active;
    bool m_wasActive = false;
};

} // namespace

Sequence transactionSequence(const TransactionJournal& journal, const QString& title)
{
    return TransactionSequenceBuilder(journal, title).tell();
}

} // namespace interleave
