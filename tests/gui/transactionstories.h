#pragma once

#include "engine/databases/enginepool.h"
#include "engine/storyrun.h"
#include "stage/files/scenariolibrary.h"

#include <algorithm>

namespace interleave::testing {

/// A built-in lesson, really run; its problem says why it could not be.
inline TransactionStory
lessonStory(EnginePool& pool, const QString& lesson, const QString& engine, const QString& level)
{
    TransactionStory story;
    for (const NamedTransactionLesson& named : builtinTransactionLessons()) {
        if (named.name != lesson)
            continue;
        const auto ready = pool.ready(engine);
        if (!ready)
            story.problem = ready.error();
        else
            story = runStory(**ready, named.lesson, level);
        return story;
    }
    story.problem = QStringLiteral("There is no lesson %1.").arg(lesson);
    return story;
}

/// A run on one table, `item (id, stock)` with 10 lamps, written by hand: events in their order, and their
/// facts.
class StoryScript final
{
public:
    using Kind = TransactionEvent::Kind;

    explicit StoryScript(
        const QStringList& sessions = {QStringLiteral("A"), QStringLiteral("B")},
        const QString& level = QStringLiteral("read committed"))
    {
        TransactionHeader header;
        header.engine = QStringLiteral("postgresql");
        header.engineTitle = QStringLiteral("PostgreSQL");
        header.level = level;
        for (const QString& session : sessions)
            header.sessions.append({session, {}, level});
        header.tables = tables(10);
        m_story.journal = TransactionJournal(header);
    }

    [[nodiscard]] const TransactionStory& story() const { return m_story; }

    StoryScript& begin(const QString& session)
    {
        TransactionEvent event = answer(session, TransactionAction::Begin);
        return add(event);
    }
    StoryScript& read(const QString& session, qint64 value, const ReadSource& source = {})
    {
        TransactionEvent event = answer(session, TransactionAction::Sql);
        event.statement = {QStringLiteral("SELECT stock FROM item WHERE id = 'lamp'")};
        event.columns = QStringList{QStringLiteral("stock")};
        event.rows = {{Value(value)}};
        event.rowCount = 1;
        add(event);
        m_story.facts.reads.insert(m_story.journal.size(), source);
        return *this;
    }
    StoryScript& write(const QString& session, qint64 value)
    {
        TransactionEvent event = answer(session, TransactionAction::Sql);
        event.statement = update(value);
        event.rowCount = 1;
        add(event);
        m_story.facts.pending.insert(m_story.journal.size(), {{lamp(), Value(value)}});
        m_pending.insert(session, value);
        return *this;
    }
    StoryScript& waits(const QString& session, qint64 value, const QString& holder)
    {
        TransactionEvent event = answer(session, TransactionAction::Sql);
        event.kind = Kind::Waits;
        event.statement = update(value);
        event.waitsFor = QStringList{holder};
        return add(event);
    }
    /// Of the statement that waited last.
    StoryScript& goesOn(const QString& session, qint64 value)
    {
        m_step -= 1;
        const int step = stepOfWait(session);
        write(session, value);
        return at(step);
    }
    StoryScript& refused(const QString& session, const QString& code)
    {
        TransactionEvent event = answer(session, TransactionAction::Sql);
        event.statement = update(8);
        event.succeeded = false;
        event.code = code;
        return add(event);
    }
    StoryScript& commit(const QString& session)
    {
        TransactionEvent event = answer(session, TransactionAction::Commit);
        if (m_pending.contains(session))
            event.committed = tables(m_pending.take(session));
        return add(event);
    }
    StoryScript& rollback(const QString& session)
    {
        m_pending.remove(session);
        TransactionEvent event = answer(session, TransactionAction::Rollback);
        return add(event);
    }
    StoryScript& rollsBack(const QString& session)
    {
        m_pending.remove(session);
        TransactionEvent event = answer(session, TransactionAction::Rollback);
        event.kind = Kind::RolledBack;
        event.statement = {QStringLiteral("ROLLBACK")};
        m_step -= 1;
        return add(event);
    }
    /// The same by the engine, with its refusal.
    StoryScript& isRolledBack(const QString& session)
    {
        m_pending.remove(session);
        TransactionEvent event = answer(session, TransactionAction::Rollback);
        event.kind = Kind::RolledBack;
        m_step -= 1;
        return add(event);
    }
    StoryScript& leavesOut(const QString& session)
    {
        TransactionEvent event = answer(session, TransactionAction::Commit);
        event.kind = Kind::LeftOut;
        return add(event);
    }

    [[nodiscard]] static ReadSource current(qint64 commit)
    {
        return {ReadSource::Kind::Current, commit, {}, 0};
    }
    [[nodiscard]] static ReadSource older(qint64 commit) { return {ReadSource::Kind::Older, commit, {}, 0}; }
    [[nodiscard]] static ReadSource pending(const QString& writer, qint64 write)
    {
        return {ReadSource::Kind::Pending, 0, writer, write};
    }

private:
    [[nodiscard]] static Cell lamp()
    {
        return {QStringLiteral("item"), QStringLiteral("lamp"), QStringLiteral("stock")};
    }
    [[nodiscard]] static Tables tables(qint64 stock)
    {
        TableContent item;
        item.columns = QStringList{QStringLiteral("id"), QStringLiteral("stock")};
        item.rows = {{Value(QStringLiteral("lamp")), Value(stock)}};
        return {{QStringLiteral("item"), item}};
    }
    [[nodiscard]] static BoundSql update(qint64 value)
    {
        return {QStringLiteral("UPDATE item SET stock = ? WHERE id = 'lamp'"), {Value(value)}};
    }
    [[nodiscard]] TransactionEvent answer(const QString& session, TransactionAction action)
    {
        TransactionEvent event;
        event.session = session;
        event.action = action;
        event.step = ++m_step;
        return event;
    }
    StoryScript& add(const TransactionEvent& event)
    {
        m_story.journal.append(event);
        return *this;
    }
    [[nodiscard]] int stepOfWait(const QString& session) const
    {
        int step = 0;
        for (const TransactionEvent& event : m_story.journal.events()) {
            if (event.session == session && event.kind == Kind::Waits)
                step = event.step;
        }
        return step;
    }
    /// Gives the last event another step.
    StoryScript& at(int step)
    {
        TransactionJournal journal = m_story.journal.copy(m_story.journal.size() - 1);
        TransactionEvent event = m_story.journal.events().back();
        event.step = step;
        journal.append(event);
        m_story.journal = std::move(journal);
        return *this;
    }

    TransactionStory m_story;
    QMap<QString, qint64> m_pending;
    int m_step = 0;
};

} // namespace interleave::testing
