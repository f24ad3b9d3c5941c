#include "engine/transactionplayer.h"

#include "core/values/text.h"

#include <QElapsedTimer>

#include <algorithm>
#include <set>

namespace interleave {

namespace {

/// How long the answer of one who goes on may be ahead of that of the one who was refused.
constexpr int VictimMs = 500;

} // namespace

/// Locks are given in the order in which they were asked for, so nobody new comes to stand in the way of a
/// wait. InnoDB names one who does: it knows transactions that have not written by the same number, 0.
void TransactionPlayer::wait(Participant& one, std::size_t index, const QStringList& blockers)
{
    QStringList still = blockers;
    still.removeIf([&one](const QString& name) { return !one.blockers.contains(name); });
    one.blockers = one.waits == 0 || still.isEmpty() ? blockers : still;
    one.waiting = index;
    one.isLong = false;
    one.sinceAsked.start();
    one.answersThen = m_answers;
    if (one.waits == 0)
        one.waits = ++m_waits;
    // The story tells for whom it waited first.
    if (!m_run.steps[index].waitedFor.isEmpty())
        return;
    m_run.steps[index].waitedFor = blockers;
    tell(TransactionEvent::Kind::Waits, one, index);
}

/// The sessions with an open transaction that the statement waits for; where the engine names none, all
/// others in a transaction. A session that itself waits, and began later, is behind in the queue: InnoDB
/// lists it, too.
QStringList TransactionPlayer::blockersOf(const Participant& one)
{
    const bool isTried = !one.session->isBusy();
    const QList<qint64> backends = isTried ? QList<qint64>() : m_engine.blockersOf(*one.session);
    QStringList names;
    for (const auto& [name, other] : m_participants) {
        const bool isBehind = one.waits != 0 && other.waiting && other.waits > one.waits;
        // A statement of its own that takes long is a transaction, too.
        const bool mayBlock = other.isInTransaction || (m_isLive && other.waiting && other.session->isBusy());
        if (&other != &one && mayBlock && !isBehind &&
            (isTried || backends.contains(other.session->backend())))
            names.append(name);
    }
    return names;
}

/// Looks after the sessions that wait, until nothing moves.
void TransactionPlayer::settle()
{
    const auto goesOn = [this] {
        return m_run.problem.isEmpty() && !m_isGone;
    };
    for (bool moves = true; moves && goesOn();) {
        moves = false;
        QStringList inCycle = cycle();
        if (!inCycle.isEmpty() && awaitVictim())
            inCycle.clear();
        for (auto& [name, one] : m_participants) {
            if (!one.waiting || !goesOn() || inCycle.contains(name) || !isDue(one))
                continue;
            const std::size_t index = *one.waiting;
            if (!one.session->isBusy())
                one.session->execute(one.statement);
            follow(one, index);
            moves = moves || !one.waiting;
            pump(one);
        }
    }
}

/// The sessions that wait for each other in a circle, all inside the engine, which will then refuse one.
QStringList TransactionPlayer::cycle() const
{
    QStringList names;
    for (const auto& [start, first] : m_participants) {
        std::set<QString> reached;
        std::deque<QString> open{start};
        while (!open.empty()) {
            const Participant& one = m_participants.at(open.front());
            open.pop_front();
            if (!one.waiting || !one.session->isBusy())
                continue;
            for (const QString& next : one.blockers) {
                if (reached.insert(next).second)
                    open.push_back(next);
            }
        }
        if (reached.contains(start))
            names.append(start);
    }
    return names;
}

/// In a circle only one that is refused lets the others go on. Their answers may be here before its own, and
/// are told after it. Where sessions stay open it only has a look; false when there was no answer.
bool TransactionPlayer::awaitVictim()
{
    std::vector<std::pair<Participant*, EngineAnswer>> answers;
    const auto isVictim = [](const auto& each) {
        return !each.second.succeeded;
    };
    QElapsedTimer time;
    qint64 until = m_isLive ? LookMs : DeadlineMs;
    for (time.start(); time.elapsed() < until && std::ranges::none_of(answers, isVictim);) {
        if (m_stop.stop_requested())
            break;
        for (auto& [name, one] : m_participants) {
            if (!one.waiting || one.isLong || !one.session->isBusy() || !one.session->waitForAnswer(LookMs))
                continue;
            answers.emplace_back(&one, one.session->takeAnswer());
            until = m_isLive ? VictimMs : std::min<qint64>(until, time.elapsed() + VictimMs);
        }
    }
    if (answers.empty() && !m_isLive)
        m_run.problem = m_stop.stop_requested()
                            ? Text::tr("The run was cancelled.")
                            : Text::tr("%1 refused none of the sessions that wait for each other. Run it again.")
                                  .arg(m_engine.title());
    std::stable_partition(answers.begin(), answers.end(), isVictim);
    for (auto& [one, answer] : answers) {
        const std::size_t index = *one->waiting;
        one->waiting.reset();
        finish(*one, index, std::move(answer));
        pump(*one);
    }
    return !answers.empty();
}

/// Whether a step is the first after its session's BEGIN, and comes right after it.
bool TransactionPlayer::goesWithBegin(std::size_t index) const
{
    return index > 0 && stepAt(index - 1).session == stepAt(index).session &&
           stepAt(index - 1).action == TransactionAction::Begin;
}

/// Rolls back those who do not wait, which frees those who wait for them, until nobody waits.
void TransactionPlayer::takeBack()
{
    QElapsedTimer time;
    time.start();
    const auto isOpen = [](const auto& each) {
        return each.second.waiting || each.second.isInTransaction;
    };
    while (std::ranges::any_of(m_participants, isOpen) && time.elapsed() < DeadlineMs && m_run.problem.isEmpty()) {
        for (auto& [name, one] : m_participants) {
            if (one.waiting && one.session->isBusy()) {
                if (!one.session->waitForAnswer(LookMs))
                    continue;
                (void)one.session->takeAnswer();
            }
            one.waiting.reset();
            if (one.isInTransaction)
                rollBack(one);
        }
    }
}

/// What still waits when the script is over is cancelled.
void TransactionPlayer::endWaits()
{
    for (auto& [name, one] : m_participants) {
        if (!one.session->isBusy() && !one.waiting)
            continue;
        if (m_run.problem.isEmpty())
            m_run.problem =
                Text::tr("Session %1 waits for ever for “%2”: nobody ends the transaction that it "
                         "waits for. Let another session commit.")
                    .arg(name, one.statement.sql);
        // A statement that has not begun yet cannot be cancelled, so try again.
        QElapsedTimer time;
        for (time.start(); one.session->isBusy() && time.elapsed() < DeadlineMs;) {
            one.session->cancel();
            if (one.session->waitForAnswer(LookMs))
                (void)one.session->takeAnswer();
        }
    }
}

} // namespace interleave
