#include "engine/transactionplayer.h"

#include "core/values/text.h"

#include <QElapsedTimer>

#include <algorithm>
#include <set>

namespace interleave {

namespace {

/// How long to look for an answer before the engine is asked whether the statement waits.
constexpr int LookMs = 2;
/// A statement that is neither answered nor waits for a lock by then is cancelled.
constexpr int DeadlineMs = 10'000;

} // namespace

TransactionPlayer::TransactionPlayer(Engine& engine, QString level)
    : m_engine(engine)
    , m_level(std::move(level))
{
}

TransactionRun TransactionPlayer::play(const TransactionScript& script)
{
    m_script = &script;
    m_run = {};
    m_answers = 0;
    m_run.steps.resize(static_cast<std::size_t>(script.steps.size()));
    m_run.problem = m_engine.reset(m_level, script.setup);
    if (m_run.problem.isEmpty())
        m_run.problem = openSessions(script);
    for (std::size_t index = 0; index < m_run.steps.size() && m_run.problem.isEmpty(); ++index) {
        Seat& seat = m_seats.at(stepAt(index).session);
        seat.queue.push_back(index);
        pump(seat);
        settle();
    }
    endWaits();
    for (auto& [name, seat] : m_seats) {
        if (seat.isInTransaction && !seat.session->isBusy())
            rollBack(seat);
    }
    m_seats.clear();
    m_script = nullptr;
    return std::move(m_run);
}

QString TransactionPlayer::openSessions(const TransactionScript& script)
{
    for (const TransactionStep& step : script.steps) {
        if (m_seats.contains(step.session))
            continue;
        auto session = m_engine.connect(step.session, m_level);
        if (!session)
            return Text::tr("%1 gives session %2 no connection: %3.")
                .arg(m_engine.title(), step.session, session.error());
        m_seats[step.session].session = std::move(session).value();
    }
    return {};
}

/// Does what the session has to do, up to a step that waits.
void TransactionPlayer::pump(Seat& seat)
{
    while (!seat.waiting && !seat.queue.empty() && m_run.problem.isEmpty()) {
        const std::size_t index = seat.queue.front();
        seat.queue.pop_front();
        begin(seat, index);
    }
}

void TransactionPlayer::begin(Seat& seat, std::size_t index)
{
    const TransactionStep& step = stepAt(index);
    StepOutcome& outcome = m_run.steps[index];
    if (!seat.isRefused && !step.condition.isEmpty()) {
        const auto holds = isTrue(step.condition, seat.kept);
        if (!holds) {
            m_run.problem = holds.error();
            return;
        }
        outcome.state = *holds ? StepOutcome::State::NotReached : StepOutcome::State::LeftOut;
    }
    if (seat.isRefused)
        outcome.state = StepOutcome::State::LeftOut;
    if (outcome.state == StepOutcome::State::LeftOut)
        return;
    auto statement = statementOf(seat, step);
    if (!statement) {
        m_run.problem = statement.error();
        return;
    }
    seat.statement = std::move(statement).value();
    seat.session->execute(seat.statement);
    follow(seat, index);
}

Result<BoundSql, QString> TransactionPlayer::statementOf(const Seat& seat, const TransactionStep& step) const
{
    switch (step.action) {
    case TransactionAction::Begin:
        return BoundSql{step.sql.isEmpty() ? m_engine.beginSql(m_level) : step.sql};
    case TransactionAction::Sql:
        return boundSql(step.sql, seat.kept);
    case TransactionAction::Commit:
        return BoundSql{QStringLiteral("COMMIT")};
    case TransactionAction::Rollback:
        return BoundSql{QStringLiteral("ROLLBACK")};
    }
    Q_UNREACHABLE();
}

/// Waits until the statement under way is answered, or the engine says that it waits for another session.
void TransactionPlayer::follow(Seat& seat, std::size_t index)
{
    StepOutcome& outcome = m_run.steps[index];
    QElapsedTimer time;
    time.start();
    seat.waiting.reset();
    while (!seat.session->waitForAnswer(LookMs)) {
        const QStringList blockers = blockersOf(seat);
        if (!blockers.isEmpty()) {
            wait(seat, index, blockers);
            return;
        }
        if (time.elapsed() > DeadlineMs) {
            seat.session->cancel();
            m_run.problem =
                Text::tr("%1 neither answered “%2” within %3 seconds nor said what it waits for.")
                    .arg(m_engine.title(), seat.statement.sql, QString::number(DeadlineMs / 1000));
            return;
        }
    }
    EngineAnswer answer = seat.session->takeAnswer();
    const QStringList others = m_engine.isTriedAgain(answer) ? blockersOf(seat) : QStringList();
    if (others.isEmpty()) {
        finish(seat, index, std::move(answer));
        return;
    }
    outcome.answer = std::move(answer);
    wait(seat, index, others);
}

/// Locks are given in the order in which they were asked for, so nobody new comes to stand in the way of a
/// wait. InnoDB names one who does: it knows transactions that have not written by the same number, 0.
void TransactionPlayer::wait(Seat& seat, std::size_t index, const QStringList& blockers)
{
    QStringList still = blockers;
    still.removeIf([&seat](const QString& name) { return !seat.blockers.contains(name); });
    seat.blockers = seat.waits == 0 || still.isEmpty() ? blockers : still;
    seat.waiting = index;
    if (seat.waits == 0)
        seat.waits = ++m_waits;
    // The story tells for whom it waited first.
    if (m_run.steps[index].waitedFor.isEmpty())
        m_run.steps[index].waitedFor = blockers;
}

/// The sessions with an open transaction that the statement waits for; where the engine names none, all
/// others in a transaction. A session that itself waits, and began later, is behind in the queue: InnoDB
/// lists it, too.
QStringList TransactionPlayer::blockersOf(const Seat& seat)
{
    const bool isTried = !seat.session->isBusy();
    const QList<qint64> backends = isTried ? QList<qint64>() : m_engine.blockersOf(*seat.session);
    QStringList names;
    for (const auto& [name, other] : m_seats) {
        const bool isBehind = seat.waits != 0 && other.waiting && other.waits > seat.waits;
        if (&other != &seat && other.isInTransaction && !isBehind &&
            (isTried || backends.contains(other.session->backend())))
            names.append(name);
    }
    return names;
}

void TransactionPlayer::finish(Seat& seat, std::size_t index, EngineAnswer answer)
{
    const TransactionStep& step = stepAt(index);
    StepOutcome& outcome = m_run.steps[index];
    outcome.state = StepOutcome::State::Answered;
    seat.waits = 0;
    outcome.order = ++m_answers;
    if (answer.succeeded) {
        if (step.action != TransactionAction::Sql)
            seat.isInTransaction = step.action == TransactionAction::Begin;
        else
            seat.kept.insert(QStringLiteral("rows"), answer.rowCount);
        if (!step.keep.isEmpty())
            seat.kept.insert(step.keep, answer.rows.isEmpty() ? Value() : answer.rows.first().value(0));
    } else if (m_engine.isConnectionLost(answer)) {
        m_run.problem = Text::tr("%1 ended the connection of session %2 in the middle: %3. Run it again.")
                            .arg(m_engine.title(), seat.session->name(), answer.text.trimmed());
        seat.isInTransaction = false;
    } else {
        seat.isRefused = true;
        if (seat.isInTransaction)
            rollBack(seat);
    }
    outcome.answer = std::move(answer);
}

void TransactionPlayer::rollBack(Seat& seat)
{
    // Where the engine has ended the transaction itself, its refusal of this statement says nothing new.
    seat.session->execute({QStringLiteral("ROLLBACK")});
    if (!seat.session->waitForAnswer(DeadlineMs)) {
        m_run.problem = Text::tr("%1 did not roll back session %2 within %3 seconds.")
                            .arg(m_engine.title(), seat.session->name(), QString::number(DeadlineMs / 1000));
        return;
    }
    (void)seat.session->takeAnswer();
    seat.isInTransaction = false;
}

/// Looks after the sessions that wait, until nothing moves.
void TransactionPlayer::settle()
{
    for (bool moves = true; moves && m_run.problem.isEmpty();) {
        moves = false;
        if (hasCycle())
            awaitVictim();
        for (auto& [name, seat] : m_seats) {
            if (!seat.waiting || !m_run.problem.isEmpty())
                continue;
            const std::size_t index = *seat.waiting;
            if (!seat.session->isBusy())
                seat.session->execute(seat.statement);
            follow(seat, index);
            moves = moves || !seat.waiting;
            pump(seat);
        }
    }
}

/// Whether some sessions wait for each other in a circle, all inside the engine, which will then refuse one.
bool TransactionPlayer::hasCycle() const
{
    for (const auto& [start, first] : m_seats) {
        std::set<QString> reached;
        std::deque<QString> open{start};
        while (!open.empty()) {
            const Seat& seat = m_seats.at(open.front());
            open.pop_front();
            if (!seat.waiting || !seat.session->isBusy())
                continue;
            for (const QString& next : seat.blockers) {
                if (next == start)
                    return true;
                if (reached.insert(next).second)
                    open.push_back(next);
            }
        }
    }
    return false;
}

void TransactionPlayer::awaitVictim()
{
    QElapsedTimer time;
    time.start();
    while (time.elapsed() < DeadlineMs) {
        for (auto& [name, seat] : m_seats) {
            if (!seat.waiting || !seat.session->waitForAnswer(LookMs))
                continue;
            const std::size_t index = *seat.waiting;
            seat.waiting.reset();
            finish(seat, index, seat.session->takeAnswer());
            pump(seat);
            return;
        }
    }
    m_run.problem =
        Text::tr("%1 refused none of the sessions that wait for each other.").arg(m_engine.title());
}

/// What still waits when the script is over is cancelled.
void TransactionPlayer::endWaits()
{
    for (auto& [name, seat] : m_seats) {
        if (!seat.session->isBusy() && !seat.waiting)
            continue;
        if (m_run.problem.isEmpty())
            m_run.problem =
                Text::tr("Session %1 waits for ever for “%2”: nobody ends the transaction that it "
                         "waits for. Let another session commit.")
                    .arg(name, seat.statement.sql);
        if (seat.session->isBusy()) {
            seat.session->cancel();
            if (seat.session->waitForAnswer(DeadlineMs))
                (void)seat.session->takeAnswer();
        }
    }
}

} // namespace interleave
