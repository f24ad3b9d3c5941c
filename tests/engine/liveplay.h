#pragma once

#include "core/transactions/knownengines.h"
#include "engine/live/liverun.h"

#include <QSet>
#include <QTest>

namespace interleave {

/// Long enough for the start of two servers.
constexpr int PatienceMs = 60'000;

/// Sessions A, B and C with a lamp and a chair, in the hands of a test.
class LivePlay final
{
public:
    explicit LivePlay(EnginePlaces places = {})
        : m_run(std::move(places))
    {
        QObject::connect(&m_run, &LiveRun::problemMet, &m_run, [this](const QString& problem) {
            m_problems.append(problem);
        });
        QObject::connect(&m_run, &LiveRun::changed, &m_run, [this] {
            for (const QString& session : m_run.underWay())
                m_everLong.insert(session);
        });
    }

    [[nodiscard]] static TransactionLesson lesson(const QStringList& more = {})
    {
        TransactionLesson lesson;
        lesson.title = QStringLiteral("Free play");
        lesson.engines = knownEngineNames();
        lesson.setup = {
            {QString(),
             QStringList{
                 QStringLiteral("CREATE TABLE item (id VARCHAR(10) PRIMARY KEY, stock INTEGER)"),
                 QStringLiteral("INSERT INTO item VALUES ('lamp', 10), ('chair', 10)")} +
                 more}};
        for (const char* name : {"A", "B", "C"})
            lesson.sessions.append({QString::fromLatin1(name)});
        return lesson;
    }

    void start(const QString& engine, const QString& level = {}) { start(lesson(), engine, level); }
    void
    start(const TransactionLesson& lesson, const QString& engine, const QString& level = {}, int steps = 0)
    {
        m_run.start({lesson, engine, level.isEmpty() ? knownEngine(engine)->usualLevel : level}, steps);
    }

    void begin(const QString& session) { m_run.perform({session, TransactionAction::Begin}); }
    void commit(const QString& session) { m_run.perform({session, TransactionAction::Commit}); }
    void rollBack(const QString& session) { m_run.perform({session, TransactionAction::Rollback}); }
    void sql(const QString& session, const QString& sql, const QString& keep = {})
    {
        m_run.perform({session, TransactionAction::Sql, sql, keep});
    }

    [[nodiscard]] LiveRun& run() { return m_run; }
    [[nodiscard]] const TransactionStory& story() const { return m_run.story(); }
    [[nodiscard]] const TransactionEvent& last() const { return story().journal.events().back(); }
    /// The last that was answered or began to wait there.
    [[nodiscard]] TransactionEvent lastOf(const QString& session) const
    {
        TransactionEvent found;
        for (const TransactionEvent& event : story().journal.events()) {
            if (event.session == session && event.kind != TransactionEvent::Kind::RolledBack)
                found = event;
        }
        return found;
    }
    [[nodiscard]] SessionState state(const QString& session) const
    {
        return story().journal.at(story().journal.size()).session(session);
    }
    [[nodiscard]] QStringList waitsFor(const QString& session) const { return state(session).waitsFor; }
    [[nodiscard]] bool isLong(const QString& session) const { return m_run.underWay().contains(session); }
    /// It is, or was, however short that was.
    [[nodiscard]] bool hasBeenLong(const QString& session) const { return m_everLong.contains(session); }
    /// The committed stock of the lamp.
    [[nodiscard]] Value lamp() const
    {
        const Tables tables = story().journal.at(story().journal.size()).tables();
        for (const QList<Value>& row : tables.value(QStringLiteral("item")).rows) {
            if (row.first() == Value(QStringLiteral("lamp")))
                return row.last();
        }
        return {};
    }
    [[nodiscard]] const QStringList& problems() const { return m_problems; }
    void forgetProblems() { m_problems.clear(); }

private:
    QStringList m_problems;
    QSet<QString> m_everLong;
    LiveRun m_run;
};

} // namespace interleave

/// Waits until nothing is under way that is neither answered nor waits.
#define LIVE_SETTLED(play) QTRY_VERIFY_WITH_TIMEOUT(!(play).run().isBusy(), PatienceMs)
