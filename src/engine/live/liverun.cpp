#include "engine/live/liverun.h"

#include "engine/lessonrun.h"

#include <algorithm>

namespace interleave {

namespace {

LessonStep lessonStepOf(TransactionStep step)
{
    LessonStep result;
    result.sql.otherwise = std::exchange(step.sql, {});
    result.what = std::move(step);
    return result;
}

} // namespace

LiveRun::LiveRun(EnginePlaces places, QObject* parent)
    : QObject(parent)
    , m_worker(std::move(places))
{
    connect(&m_worker, &EngineWorker::told, this, &LiveRun::told);
    connect(&m_experiments, &LiveExperiments::factsFound, this, [this](const RunFacts& facts) {
        m_story.facts = facts;
        emit changed();
    });
    connect(&m_experiments, &LiveExperiments::judged, this, [this](const Judgement& judgement) {
        m_story.judgement = judgement;
        emit changed();
    });
}

LiveRun::~LiveRun()
{
    // Both threads are asked to end before either is waited for.
    m_worker.cancel();
    m_experiments.end();
}

void LiveRun::close()
{
    m_worker.cancel();
    m_open = 0;
    m_waits.clear();
    m_underWay.clear();
    m_isActive = false;
}

void LiveRun::start(const LiveScript& script, int steps)
{
    close();
    m_experiments.cancel();
    LiveScript begun = script;
    begun.lesson.steps = script.lesson.steps.first(std::min<qsizetype>(steps, script.lesson.steps.size()));
    m_story = {
        begun.lesson, TransactionJournal(headerOf(script.lesson, script.engine, script.level)), {}, {}, {}};
    for (LessonSession& session : m_story.lesson.sessions)
        session.ignoresErrors = true;
    m_state = m_story.journal.at(0);
    m_asked.reset();
    m_isGuest = false;
    m_tookTooLong = false;
    if (const QString problem = script.lesson.problemOn(script.engine, script.level); !problem.isEmpty()) {
        end(problem);
        return;
    }
    m_isActive = true;
    m_open = 1;
    m_commands = std::make_shared<LiveCommands>();
    m_worker.run(
        [this, begun, commands = m_commands, era = m_worker.era()](
            EnginePool& pool, const std::stop_token& stop) {
            const auto tell = [this, era](LiveNews news) {
                m_worker.deliver(era, [this, news = std::move(news)] { take(news); });
            };
            return runSessions(pool, begun, *commands, tell, stop);
        },
        [this](const QString& problem) { end(problem); });
    emit changed();
}

void LiveRun::perform(const TransactionStep& step)
{
    if (const QString problem = problemWith(step); !problem.isEmpty()) {
        emit problemMet(problem);
        return;
    }
    ++m_open;
    m_commands->push(step);
}

/// What can be said without asking the sessions.
QString LiveRun::problemWith(const TransactionStep& step) const
{
    if (!m_isActive)
        return tr("No session is open. Start the lesson first.");
    QString problem;
    if (step.action == TransactionAction::Sql)
        problem = problemWithSql(step.sql);
    else if (step.action == TransactionAction::Begin && !step.sql.isEmpty())
        problem = problemWithBegin(step.sql);
    return problem.isEmpty()
               ? QString()
               : tr("A statement of session %1 %2.", "a session, and a problem").arg(step.session, problem);
}

void LiveRun::cancel(const QString& session)
{
    if (m_isActive)
        m_commands->push(LiveCancel{session});
}

void LiveRun::stop()
{
    close();
    emit changed();
}

void LiveRun::take(const LiveNews& news)
{
    if (news.header) {
        m_story.journal = TransactionJournal(*news.header);
        m_state = m_story.journal.at(0);
        --m_open;
    }
    for (const TransactionStep& step : news.steps)
        m_story.lesson.steps.append(lessonStepOf(step));
    for (const TransactionEvent& event : news.events)
        m_state.apply(m_story.journal.append(event));
    m_open -= news.done;
    m_waits = news.waits;
    m_underWay = news.underWay;
    m_isGuest = news.isGuest;
    m_tookTooLong = news.tookTooLong;
    review();
    emit changed();
    for (const QString& problem : news.problems)
        emit problemMet(problem);
}

/// The sessions are gone, or never were open.
void LiveRun::end(const QString& problem)
{
    m_story.problem = problem;
    m_isActive = false;
    m_open = 0;
    m_waits.clear();
    m_underWay.clear();
    emit changed();
    emit problemMet(problem);
}

/// Asks for what is not known of the story yet.
void LiveRun::review()
{
    const QString problem = problemWithJudging();
    const std::pair asked(m_story.journal.size(), problem);
    if (m_asked == asked)
        return;
    m_asked = asked;
    m_story.judgement = {};
    m_story.judgement.reason =
        problem.isEmpty() ? tr("The transactions are being run one after the other.") : problem;
    if (m_isGuest || m_tookTooLong)
        m_experiments.cancel();
    else
        m_experiments.ask(m_story, problem.isEmpty());
}

/// Why the story is not judged now, in one sentence; empty when it can be.
QString LiveRun::problemWithJudging() const
{
    if (m_isGuest)
        return tr("On a server of yours nothing is run a second time while its sessions are open.");
    if (m_tookTooLong)
        return tr("A statement took long, so it is not run a second time.");
    const QList<SessionInfo>& sessions = m_story.journal.header().sessions;
    const auto any = [&](const auto& holds) {
        return std::ranges::any_of(
            sessions, [&](const SessionInfo& session) { return holds(m_state.session(session.name)); });
    };
    if (any([](const SessionState& state) { return state.isInTransaction; }))
        return tr("A transaction is still open.");
    if (isBusy() || any([](const SessionState& state) { return !state.waitsFor.isEmpty(); }))
        return tr("A statement has no answer yet.");
    return {};
}

} // namespace interleave
