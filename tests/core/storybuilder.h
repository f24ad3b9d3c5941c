#pragma once

#include "core/transactions/transactionstory.h"

#include <QString>

namespace interleave {

using namespace Qt::StringLiterals;

/// Builds a story in few words, as an engine would have told it. The statements are numbered as steps in the
/// order in which they begin.
class StoryBuilder final
{
public:
    using Kind = TransactionEvent::Kind;

    StoryBuilder(const QString& engine, const QString& level, const Tables& tables)
        : m_tables(tables)
    {
        TransactionHeader header;
        header.title = u"A lesson"_s;
        header.story = u"10 lamps."_s;
        header.engine = engine;
        header.engineTitle = engine == QLatin1String("sqlite")       ? u"SQLite"_s
                             : engine == QLatin1String("postgresql") ? u"PostgreSQL"_s
                                                                     : u"MariaDB"_s;
        header.level = level;
        header.tables = tables;
        for (const char* name : {"A", "B"})
            header.sessions.append({QLatin1String(name), {}, level});
        m_story.lesson.title = header.title;
        m_story.journal = TransactionJournal(header);
    }

    StoryBuilder& begin(const QString& session)
    {
        return add(step({.session = session, .action = TransactionAction::Begin, .statement = {u"BEGIN"_s}}));
    }
    /// With what is committed by it; nothing where it changed nothing.
    StoryBuilder& commit(const QString& session, const std::optional<Tables>& tables = {})
    {
        return end(session, TransactionAction::Commit, tables);
    }
    StoryBuilder& rollback(const QString& session) { return end(session, TransactionAction::Rollback, {}); }
    StoryBuilder& commitNothing(const QString& session)
    {
        TransactionEvent event{.session = session, .action = TransactionAction::Commit};
        event.statement = {u"COMMIT"_s};
        event.keptNothing = true;
        return add(step(event));
    }
    StoryBuilder& read(
        const QString& session,
        const QString& sql,
        const QStringList& columns,
        const Rows& rows,
        const ReadSource& source = {ReadSource::Kind::Current})
    {
        TransactionEvent event{.session = session, .statement = {sql}};
        event.columns = columns;
        event.rows = rows;
        event.rowCount = rows.size();
        add(step(event));
        m_story.facts.reads.insert(m_story.journal.size(), source);
        return *this;
    }
    /// \a changes as the facts have them. Without a transaction \a tables is what it committed.
    StoryBuilder& write(
        const QString& session,
        const BoundSql& sql,
        const Changes& changes,
        qint64 rows = 1,
        const std::optional<Tables>& tables = {})
    {
        return addWrite(step({.session = session, .statement = sql}), changes, rows, tables);
    }
    StoryBuilder& waits(const QString& session, const BoundSql& sql, const QStringList& others)
    {
        TransactionEvent event = step({.session = session, .statement = sql});
        event.kind = Kind::Waits;
        event.waitsFor = others;
        return add(event);
    }
    /// The answer to a statement that waited.
    StoryBuilder& freed(int number, const QString& session, const BoundSql& sql, const Changes& changes)
    {
        TransactionEvent event{.session = session, .statement = sql};
        event.step = number;
        return addWrite(event, changes, 1, {});
    }
    StoryBuilder&
    refuse(const QString& session, const BoundSql& sql, const QString& code, const QString& text)
    {
        return addRefusal(step({.session = session, .statement = sql}), code, text);
    }
    StoryBuilder& refuseCommit(const QString& session, const QString& code, const QString& text)
    {
        TransactionEvent event{.session = session, .action = TransactionAction::Commit};
        event.statement = {u"COMMIT"_s};
        return addRefusal(step(event), code, text);
    }
    /// The same for one that waited.
    StoryBuilder& refuseWaiting(
        int number, const QString& session, const BoundSql& sql, const QString& code, const QString& text)
    {
        TransactionEvent event{.session = session, .statement = sql};
        event.step = number;
        return addRefusal(event, code, text);
    }
    /// By the session itself, after the refusal before.
    StoryBuilder& rolledBack(const QString& session) { return addRollback(session, {u"ROLLBACK"_s}); }
    /// By the engine, with the refusal before.
    StoryBuilder& engineRollback(const QString& session) { return addRollback(session, {}); }
    StoryBuilder& addRollback(const QString& session, const BoundSql& statement)
    {
        TransactionEvent event{.session = session, .action = TransactionAction::Rollback};
        event.kind = Kind::RolledBack;
        event.statement = statement;
        event.step = m_story.journal.event(m_story.journal.size()).step;
        return add(event);
    }
    StoryBuilder& leftOut(
        const QString& session,
        const QString& condition = {},
        TransactionAction action = TransactionAction::Commit)
    {
        TransactionEvent event = step({.session = session, .action = action});
        event.kind = Kind::LeftOut;
        m_story.lesson.steps.last().what.condition = condition;
        return add(event);
    }

    StoryBuilder& session(const QString& name)
    {
        TransactionHeader header = m_story.journal.header();
        header.sessions.append({name, {}, header.level});
        m_story.journal = TransactionJournal(header);
        return *this;
    }

    /// Explained by an order that came to the same.
    TransactionStory explained()
    {
        m_story.judgement.verdict = SerialVerdict::Explained;
        m_story.judgement.serial = {{{u"A"_s, u"B"_s}, {{}, m_tables}}};
        return m_story;
    }
    /// Explained by none: what every order came to.
    TransactionStory wrong(
        const QString& anomaly,
        const QList<SerialOutcome>& serial,
        const QString& because = {},
        const QString& outcomes = {})
    {
        m_story.judgement.verdict = SerialVerdict::NotExplained;
        m_story.judgement.anomaly = anomaly;
        m_story.judgement.serial = serial;
        m_story.judgement.because = because;
        m_story.judgement.outcomes = outcomes;
        return m_story;
    }
    [[nodiscard]] const TransactionStory& story() const { return m_story; }

private:
    TransactionEvent step(TransactionEvent event)
    {
        event.step = static_cast<int>(m_story.lesson.steps.size()) + 1;
        LessonStep done;
        done.what = {event.session, event.action};
        done.sql = {event.statement.sql};
        m_story.lesson.steps.append(done);
        return event;
    }
    StoryBuilder& add(const TransactionEvent& event)
    {
        m_story.journal.append(event);
        return *this;
    }
    StoryBuilder&
    addWrite(TransactionEvent event, const Changes& changes, qint64 rows, const std::optional<Tables>& tables)
    {
        event.rowCount = rows;
        setCommitted(event, tables);
        add(event);
        if (!changes.empty())
            m_story.facts.pending.insert(m_story.journal.size(), changes);
        return *this;
    }
    StoryBuilder& addRefusal(TransactionEvent event, const QString& code, const QString& text)
    {
        event.succeeded = false;
        event.code = code;
        event.text = text;
        return add(event);
    }
    StoryBuilder& end(const QString& session, TransactionAction action, const std::optional<Tables>& tables)
    {
        TransactionEvent event{.session = session, .action = action};
        event.statement = {action == TransactionAction::Commit ? u"COMMIT"_s : u"ROLLBACK"_s};
        event = step(event);
        setCommitted(event, tables);
        return add(event);
    }
    void setCommitted(TransactionEvent& event, const std::optional<Tables>& tables)
    {
        event.committed = tables;
        if (tables)
            m_tables = *tables;
    }

    TransactionStory m_story;
    Tables m_tables;
};

} // namespace interleave
