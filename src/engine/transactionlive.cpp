#include "engine/transactionplayer.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

/// How long the sessions of an engine that has ended may take to see it.
constexpr int LossMs = 500;

} // namespace

QString TransactionPlayer::start(const TransactionScript& script, const std::stop_token& stop)
{
    m_run.problem = prepare(script, stop);
    playSteps();
    for (auto& [name, one] : m_participants) {
        one.ignoresErrors = true;
        one.leavesOut = false;
    }
    m_isLive = m_run.problem.isEmpty();
    return m_run.problem;
}

QString TransactionPlayer::perform(const TransactionStep& step)
{
    const auto found = m_participants.find(step.session);
    if (found == m_participants.end())
        return Text::tr("There is no session “%1”.").arg(step.session);
    Participant& one = found->second;
    if (const QString problem = problemWith(one, step); !problem.isEmpty())
        return problem;
    const std::size_t index = m_run.steps.size();
    m_steps.append(step);
    m_run.steps.emplace_back();
    one.queue.push_back(index);
    pump(one);
    settle();
    return {};
}

/// Why a session cannot do a step now, in one sentence; empty when it can.
QString TransactionPlayer::problemWith(const Participant& one, const TransactionStep& step) const
{
    if (one.waiting && one.isLong)
        return Text::tr("Session %1 has no answer to “%2” yet. Wait for it, or cancel it.")
            .arg(step.session, one.statement.sql);
    if (one.waiting)
        return Text::tr(
                   "Session %1 waits for %2. Let the other session end its transaction, or cancel the wait.")
            .arg(step.session, listed(one.blockers, ListStyle::And));
    if (step.action == TransactionAction::Begin && one.isInTransaction)
        return Text::tr("Session %1 is in a transaction. Commit it or roll it back first.").arg(step.session);
    if (isEnd(step.action) && !one.isInTransaction)
        return Text::tr("Session %1 is in no transaction. Begin one first.").arg(step.session);
    if (const auto statement = statementOf(one, step); !statement)
        return statement.error();
    if (step.condition.isEmpty())
        return {};
    const auto holds = isTrue(step.condition, one.kept);
    return holds ? QString() : holds.error();
}

void TransactionPlayer::look()
{
    settle();
}

/// Whether a session that waits is to be followed now. Where sessions stay open, only one that was answered,
/// or one that was last looked at before the newest answer of another, or some time ago. One that takes long
/// is not followed until it is answered; it may begin to wait, though.
bool TransactionPlayer::isDue(Participant& one)
{
    const bool isBusy = one.session->isBusy();
    if (!m_isLive || (isBusy && one.session->waitForAnswer(0)))
        return true;
    if (one.sinceAsked.isValid() && one.sinceAsked.elapsed() < AskMs && one.answersThen == m_answers)
        return false;
    // What had not begun yet could not be cancelled.
    if (isBusy && one.isCancelled)
        one.session->cancel();
    if (!isBusy || !one.isLong)
        return true;
    const QStringList blockers = blockersOf(one);
    one.sinceAsked.start();
    one.answersThen = m_answers;
    if (!blockers.isEmpty())
        wait(one, *one.waiting, blockers);
    return false;
}

void TransactionPlayer::cancel(const QString& session)
{
    const auto found = m_participants.find(session);
    if (found == m_participants.end() || !found->second.waiting)
        return;
    Participant& one = found->second;
    if (one.session->isBusy()) {
        one.isCancelled = true;
        one.session->cancel();
        return;
    }
    const std::size_t index = *std::exchange(one.waiting, std::nullopt);
    finish(one, index, m_run.steps[index].answer);
    pump(one);
    settle();
}

bool TransactionPlayer::isAwaiting() const
{
    return std::ranges::any_of(
        m_participants, [](const auto& each) { return each.second.waiting.has_value(); });
}

QMap<QString, QStringList> TransactionPlayer::waits() const
{
    QMap<QString, QStringList> blockers;
    for (const auto& [name, one] : m_participants) {
        if (one.waiting && !one.isLong)
            blockers.insert(name, one.blockers);
    }
    return blockers;
}

QStringList TransactionPlayer::underWay() const
{
    QStringList names;
    for (const auto& [name, one] : m_participants) {
        if (one.isLong)
            names.append(name);
    }
    return names;
}

/// Some errors end the transaction in the engine, and then the session has none any more.
void TransactionPlayer::noticeEnd(Participant& one, std::size_t index)
{
    if (one.isInTransaction && !one.session->isInTransaction())
        endTransaction(one, index);
}

void TransactionPlayer::endTransaction(Participant& one, std::size_t index)
{
    if (!std::exchange(one.isInTransaction, false))
        return;
    tell(TransactionEvent::Kind::RolledBack, one, index);
}

/// Its connection has ended with the statement of that step. Whether the engine has ended, too, a new one
/// tells best: what a server has begun may outlive it for a moment.
void TransactionPlayer::lose(Participant& one, std::size_t index)
{
    one.isLost = true;
    one.queue.clear();
    tell(TransactionEvent::Kind::Answered, one, index);
    endTransaction(one, index);
    if (m_isGone)
        return;
    const QString session = stepAt(index).session;
    const QString text = m_run.steps[index].answer.text.trimmed();
    one.isLost = !connect(one, session).isEmpty() || !m_engine.isThere();
    m_isGone = one.isLost;
    if (m_isGone)
        loseAll();
    if (m_problemMet)
        m_problemMet(
            m_isGone
                ? Text::tr(
                      "%1 has ended or is out of reach: %2. Start the lesson again, which connects anew.")
                      .arg(m_engine.title(), text)
                : Text::tr("%1 ended the connection of session %2: %3. It has a new one.")
                      .arg(m_engine.title(), session, text));
}

/// What was not committed is gone with the engine.
void TransactionPlayer::loseAll()
{
    for (auto& [name, one] : m_participants) {
        if (one.isLost)
            continue;
        if (one.waiting && one.session->isBusy() && one.session->waitForAnswer(LossMs)) {
            const std::size_t index = *std::exchange(one.waiting, std::nullopt);
            finish(one, index, one.session->takeAnswer());
        } else {
            one.isLost = true;
            endTransaction(one, one.last);
        }
    }
}

} // namespace interleave
