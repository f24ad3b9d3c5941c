#include "engine/transactionplayer.h"

#include "core/values/text.h"

#include <QElapsedTimer>

#include <algorithm>

namespace interleave {

TransactionPlayer::TransactionPlayer(Engine& engine, QString level, TransactionObserver observer)
    : m_engine(engine)
    , m_level(std::move(level))
    , m_observer(std::move(observer))
{
}

TransactionRun TransactionPlayer::play(const TransactionScript& script, const std::stop_token& stop)
{
    m_run.problem = prepare(script, stop);
    playSteps();
    endTransactions();
    // One that was cancelled might still hear of it in the next run.
    if (m_keepsConnections && m_run.problem.isEmpty())
        keepConnections();
    else
        m_participants.clear();
    return std::move(m_run);
}

/// Makes the tables and connects the sessions.
QString TransactionPlayer::prepare(const TransactionScript& script, const std::stop_token& stop)
{
    m_steps = script.steps;
    m_stop = stop;
    m_run = {};
    m_answers = 0;
    m_waits = 0;
    m_run.steps.resize(static_cast<std::size_t>(script.steps.size()));
    m_isLive = false;
    m_isGone = false;
    m_tookTooLong = false;
    const bool isPrepared = prepareAgain();
    QString problem;
    if (!isPrepared) {
        m_participants.clear();
        problem = m_engine.reset(m_level, script.setup);
    }
    if (!problem.isEmpty())
        return problem;
    if (m_started)
        m_started();
    if (isPrepared)
        return {};
    if (m_keepsConnections)
        m_start = m_engine.tables().value_or(Tables());
    return openSessions(script);
}

/// Whether the connections and the tables of the last run do.
bool TransactionPlayer::prepareAgain()
{
    return m_keepsConnections && !m_participants.empty() && m_engine.restore(m_start).isEmpty() &&
           m_engine.holds(m_start);
}

void TransactionPlayer::playSteps()
{
    for (std::size_t index = 0; index < m_run.steps.size() && m_run.problem.isEmpty(); ++index) {
        Participant& one = m_participants.at(stepAt(index).session);
        if (m_stopsAtWaits && one.waiting && !goesWithBegin(index)) {
            m_run.stoppedAt = index;
            takeBack();
            break;
        }
        one.queue.push_back(index);
        pump(one);
        settle();
    }
}

void TransactionPlayer::end()
{
    endTransactions();
    m_participants.clear();
}

/// Cancels what waits and rolls back.
void TransactionPlayer::endTransactions()
{
    endWaits();
    for (auto& [name, one] : m_participants) {
        if (one.isInTransaction && !one.session->isBusy())
            rollBack(one);
    }
}

/// Leaves nothing of the run but the connections.
void TransactionPlayer::keepConnections()
{
    for (auto& [name, one] : m_participants) {
        Participant next;
        next.session = std::move(one.session);
        next.level = one.level;
        next.ignoresErrors = one.ignoresErrors;
        next.kept.insert(QStringLiteral("refused"), qint64{0});
        one = std::move(next);
    }
}

QString TransactionPlayer::openSessions(const TransactionScript& script)
{
    QString problem;
    for (const ScriptSession& session : script.sessions) {
        if (problem.isEmpty())
            problem = openSession(session);
    }
    for (const TransactionStep& step : script.steps) {
        if (problem.isEmpty() && !m_participants.contains(step.session))
            problem = openSession({step.session});
    }
    return problem;
}

QString TransactionPlayer::openSession(const ScriptSession& session)
{
    Participant one;
    one.level = session.level.isEmpty() ? m_level : session.level;
    one.ignoresErrors = session.ignoresErrors;
    one.kept.insert(QStringLiteral("refused"), qint64{0});
    const QString problem = connect(one, session.name);
    if (problem.isEmpty())
        m_participants[session.name] = std::move(one);
    return problem;
}

QString TransactionPlayer::connect(Participant& one, const QString& name)
{
    auto opened = m_engine.connect(name, one.level);
    if (!opened)
        return Text::tr("%1 gives session %2 no connection: %3.").arg(m_engine.title(), name, opened.error());
    one.session = std::move(opened).value();
    return {};
}

/// Does what the session has to do, up to a step that waits.
void TransactionPlayer::pump(Participant& one)
{
    while (!one.waiting && !one.queue.empty() && !one.isLost && m_run.problem.isEmpty()) {
        const std::size_t index = one.queue.front();
        one.queue.pop_front();
        begin(one, index);
    }
}

void TransactionPlayer::begin(Participant& one, std::size_t index)
{
    const TransactionStep& step = stepAt(index);
    one.last = index;
    if (isLeftOut(one, index)) {
        m_run.steps[index].state = StepOutcome::State::LeftOut;
        tell(TransactionEvent::Kind::LeftOut, one, index);
        return;
    }
    auto statement = m_run.problem.isEmpty() ? statementOf(one, step) : Result<BoundSql, QString>(m_run.problem);
    if (!statement) {
        m_run.problem = statement.error();
        return;
    }
    one.statement = std::move(statement).value();
    one.session->execute(one.statement);
    follow(one, index);
}

/// Whether a transaction is over after a step: a rollback may follow a commit with a condition.
bool TransactionPlayer::isLastEnd(std::size_t index) const
{
    const TransactionStep& step = stepAt(index);
    for (std::size_t next = index + 1; next < m_run.steps.size(); ++next) {
        if (stepAt(next).session == step.session)
            return isEnd(step.action) && !isEnd(stepAt(next).action);
    }
    return isEnd(step.action);
}

bool TransactionPlayer::isLeftOut(Participant& one, std::size_t index)
{
    const TransactionStep& step = stepAt(index);
    if (one.leavesOut) {
        one.leavesOut = !isLastEnd(index);
        return true;
    }
    if (step.condition.isEmpty())
        return false;
    const auto holds = isTrue(step.condition, one.kept);
    if (!holds)
        m_run.problem = holds.error();
    const bool isLeftOut = holds && !*holds;
    one.leavesOut = isLeftOut && step.action == TransactionAction::Begin;
    return isLeftOut;
}

Result<BoundSql, QString> TransactionPlayer::statementOf(const Participant& one, const TransactionStep& step) const
{
    switch (step.action) {
    case TransactionAction::Begin:
        return BoundSql{step.sql.isEmpty() ? m_engine.beginSql(one.level) : step.sql};
    case TransactionAction::Sql:
        if (const QString problem = problemWithSql(step.sql); !problem.isEmpty())
            return Text::tr("A statement of session %1 %2.", "a session, and a problem").arg(step.session, problem);
        return boundSql(step.sql, one.kept);
    case TransactionAction::Commit:
        return BoundSql{QStringLiteral("COMMIT")};
    case TransactionAction::Rollback:
        return BoundSql{QStringLiteral("ROLLBACK")};
    }
    Q_UNREACHABLE();
}

/// Waits until the statement under way is answered, takes too long, or waits for another session, as the engine
/// says.
void TransactionPlayer::follow(Participant& one, std::size_t index)
{
    StepOutcome& outcome = m_run.steps[index];
    QElapsedTimer time;
    time.start();
    one.waiting.reset();
    while (!one.session->waitForAnswer(LookMs)) {
        const QStringList blockers = blockersOf(one);
        if (!blockers.isEmpty()) {
            wait(one, index, blockers);
            return;
        }
        if (m_stop.stop_requested()) {
            m_run.problem = Text::tr("The run was cancelled.");
            return;
        }
        if (time.elapsed() > (m_isLive ? LongMs : DeadlineMs)) {
            exceed(one, index);
            return;
        }
    }
    EngineAnswer answer = one.session->takeAnswer();
    const QStringList others = m_engine.isTriedAgain(answer) ? blockersOf(one) : QStringList();
    if (others.isEmpty()) {
        finish(one, index, std::move(answer));
        return;
    }
    outcome.answer = std::move(answer);
    wait(one, index, others);
}

void TransactionPlayer::exceed(Participant& one, std::size_t index)
{
    if (m_isLive) {
        one.waiting = index;
        one.waits = 0;
        one.blockers.clear();
        one.isLong = true;
        one.sinceLong.start();
        return;
    }
    one.session->cancel();
    m_run.problem = Text::tr("%1 neither answered “%2” within %3 seconds nor said what it waits for.")
                        .arg(m_engine.title(), one.statement.sql, QString::number(DeadlineMs / 1000));
}

void TransactionPlayer::finish(Participant& one, std::size_t index, EngineAnswer answer)
{
    StepOutcome& outcome = m_run.steps[index];
    outcome.state = StepOutcome::State::Answered;
    one.waits = 0;
    m_tookTooLong = m_tookTooLong || (one.isLong && (one.isCancelled || one.sinceLong.elapsed() > TooLongMs));
    one.isLong = false;
    one.isCancelled = false;
    outcome.order = ++m_answers;
    outcome.answer = std::move(answer);
    // SQLite repeats the number of the statement before.
    if (stepAt(index).action != TransactionAction::Sql)
        outcome.answer.rowCount = 0;
    if (outcome.answer.succeeded) {
        keep(one, stepAt(index), outcome.answer);
        tell(TransactionEvent::Kind::Answered, one, index);
    } else if (m_engine.isConnectionLost(outcome.answer) && m_isLive) {
        lose(one, index);
    } else if (m_engine.isConnectionLost(outcome.answer)) {
        m_run.problem = Text::tr("%1 ended the connection of session %2 in the middle: %3. Run it again.")
                            .arg(m_engine.title(), one.session->name(), outcome.answer.text.trimmed());
        one.isInTransaction = false;
    } else {
        tell(TransactionEvent::Kind::Answered, one, index);
        refuse(one, index);
    }
}

void TransactionPlayer::keep(Participant& one, const TransactionStep& step, const EngineAnswer& answer)
{
    if (!one.isInTransaction)
        one.kept.insert(QStringLiteral("refused"), qint64{0});
    if (step.action != TransactionAction::Sql)
        one.isInTransaction = step.action == TransactionAction::Begin;
    else
        one.kept.insert(QStringLiteral("rows"), answer.rowCount);
    if (answer.keptNothing)
        one.kept.insert(QStringLiteral("refused"), qint64{1});
    if (!step.keep.isEmpty())
        one.kept.insert(step.keep, answer.rows.isEmpty() ? Value() : answer.rows.first().value(0));
}

void TransactionPlayer::refuse(Participant& one, std::size_t index)
{
    const TransactionAction action = stepAt(index).action;
    one.kept.insert(QStringLiteral("refused"), qint64{1});
    if (m_isLive)
        noticeEnd(one, index);
    if (one.ignoresErrors)
        return;
    one.leavesOut = action == TransactionAction::Begin || (one.isInTransaction && !isLastEnd(index));
    if (!one.isInTransaction)
        return;
    rollBack(one);
    tell(TransactionEvent::Kind::RolledBack, one, index);
}

void TransactionPlayer::rollBack(Participant& one)
{
    // Where the engine has ended the transaction itself, its refusal of this statement says nothing new.
    one.session->execute({QStringLiteral("ROLLBACK")});
    if (!one.session->waitForAnswer(DeadlineMs)) {
        m_run.problem = Text::tr("%1 did not roll back session %2 within %3 seconds.")
                            .arg(m_engine.title(), one.session->name(), QString::number(DeadlineMs / 1000));
        return;
    }
    (void)one.session->takeAnswer();
    one.isInTransaction = false;
}

void TransactionPlayer::tell(TransactionEvent::Kind kind, const Participant& one, std::size_t index) const
{
    if (!m_observer)
        return;
    const StepOutcome& outcome = m_run.steps[index];
    const TransactionStep& step = stepAt(index);
    TransactionEvent event{0, kind, step.session, static_cast<int>(index) + 1, step.action};
    if (kind == TransactionEvent::Kind::RolledBack) {
        event.action = TransactionAction::Rollback;
        // A session that stays open sends nothing by itself.
        event.statement = {m_isLive ? QString() : QStringLiteral("ROLLBACK")};
    } else if (kind != TransactionEvent::Kind::LeftOut) {
        event.statement = one.statement;
    }
    if (kind == TransactionEvent::Kind::Waits)
        event.waitsFor = outcome.waitedFor;
    if (kind == TransactionEvent::Kind::Answered) {
        const EngineAnswer& answer = outcome.answer;
        event.succeeded = answer.succeeded;
        event.keptNothing = answer.keptNothing;
        event.code = answer.code;
        event.text = answer.text.trimmed();
        event.columns = answer.columns;
        event.rows = answer.rows;
        event.rowCount = answer.rowCount;
    }
    const bool isStill = std::ranges::none_of(m_participants, [](const auto& each) {
        return each.second.waiting && !each.second.isInTransaction && !each.second.isLong &&
               each.second.session->isBusy();
    });
    m_observer(event, isStill);
}

} // namespace interleave
