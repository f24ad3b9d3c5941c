#include "engine/lessonexperiment.h"

#include "core/values/text.h"
#include "engine/databases/commitwatch.h"
#include "engine/statereplay.h"

#include <QScopeGuard>

#include <algorithm>

namespace interleave {

namespace {

/// 120 orders.
constexpr qsizetype MostCommitted = 5;

QString varies()
{
    return Text::tr("A statement asks for the time or for chance.");
}

/// Why there is nothing to compare with; empty when there is.
QString problemWith(
    const QList<CommittedTransaction>& committed,
    const RunOutcome& outcome,
    const TransactionJournal& journal)
{
    if (committed.size() > MostCommitted)
        return Text::tr("%1 transactions were committed, and their orders are tried for at most %2.")
            .arg(QString::number(committed.size()), QString::number(MostCommitted));
    const bool isCut = std::ranges::any_of(outcome.tables, &TableContent::isCut) ||
                       std::ranges::any_of(journal.events(), [](const TransactionEvent& event) {
                           return event.isRead() && event.rowCount > event.rows.size();
                       });
    return isCut ? Text::tr("A result or a table has more than %1 rows, which are not compared.")
                       .arg(EngineAnswer::MostRows)
                 : QString();
}

bool keepsSessions(const QList<CommittedTransaction>& committed, const QList<int>& order)
{
    for (qsizetype i = 0; i < order.size(); ++i) {
        for (qsizetype j = i + 1; j < order.size(); ++j) {
            if (committed.at(order.at(i)).session == committed.at(order.at(j)).session &&
                order.at(i) > order.at(j))
                return false;
        }
    }
    return true;
}

} // namespace

LessonExperiment::LessonExperiment(
    Engine& engine, const TransactionLesson& lesson, QString level, std::stop_token stop)
    : m_engine(engine)
    , m_lesson(lesson)
    , m_level(std::move(level))
    , m_stop(std::move(stop))
    , m_script(scriptOf(lesson, engine.name(), m_level))
    , m_player(engine, m_level, [this](const TransactionEvent& event, bool isStill) {
        m_observer(event, isStill);
    })
{
}

void LessonExperiment::setKeepsConnections(bool keeps)
{
    m_keepsConnections = keeps;
    m_player.setKeepsConnections(keeps);
}

LessonRun LessonExperiment::play()
{
    QList<int> all;
    for (int step = 1; step <= static_cast<int>(m_script.steps.size()); ++step)
        all.append(step);
    m_begun.clear();
    return play(all);
}

LessonRun LessonExperiment::play(const QList<int>& steps, bool stopsAtWaits)
{
    const TransactionScript script = scriptWith(steps);
    LessonRun run;
    TransactionHeader header = headerOf(m_lesson, m_engine.name(), m_level);
    header.version = m_engine.version();
    CommitWatch watch(m_engine);
    // Where the tables cannot be made the journal is empty.
    run.journal = TransactionJournal(header);
    m_player.setStarted([&] {
        header.tables = watch.begin();
        run.journal = TransactionJournal(header);
    });
    m_observer = [&](const TransactionEvent& event, bool isStill) {
        TransactionEvent told = event;
        told.step = steps.at(event.step - 1);
        watch.complete(told, isStill);
        run.journal.append(std::move(told));
    };
    m_player.setStopsAtWaits(stopsAtWaits);
    TransactionRun played = m_player.play(script, m_stop);
    run.problem = std::move(played.problem);
    run.mayVary = m_engine.mayVary();
    if (played.stoppedAt)
        run.stoppedAt = steps.at(static_cast<qsizetype>(*played.stoppedAt));
    return run;
}

/// One after the other nobody is refused, and what was tried again would be left out.
bool LessonExperiment::isBegunWithoutCondition(int step) const
{
    return m_begun.contains(step) &&
           namesInCondition(m_script.steps.at(step - 1).condition).contains(QLatin1String("refused"));
}

TransactionScript LessonExperiment::scriptWith(const QList<int>& steps) const
{
    TransactionScript script = m_script;
    script.steps.clear();
    for (const int number : steps) {
        script.steps.append(m_script.steps.at(number - 1));
        if (isBegunWithoutCondition(number))
            script.steps.last().condition.clear();
    }
    return script;
}

void LessonExperiment::judge(LessonRun& run)
{
    const QList<CommittedTransaction> committed = committedTransactions(run.journal);
    QList<int> steps;
    for (const CommittedTransaction& each : committed)
        steps.append(each.steps);
    const RunOutcome outcome = outcomeOf(run.journal, steps);
    run.judgement.reason = run.mayVary ? varies() : problemWith(committed, outcome, run.journal);
    if (!run.judgement.reason.isEmpty())
        return;
    const auto forget = qScopeGuard([this] { m_begun.clear(); });
    for (const TransactionEvent& event : run.journal.events()) {
        if (event.isAnswer() && event.action == TransactionAction::Begin)
            m_begun.append(event.step);
    }
    QList<SerialOutcome> serial;
    run.judgement.reason = runOrders(committed, 1, serial);
    // The run itself may have been on another engine.
    if (run.judgement.reason.isEmpty() && !serial.isEmpty() && m_engine.mayVary())
        run.judgement.reason = varies();
    if (!run.judgement.reason.isEmpty())
        return;
    run.judgement = judged(outcome, serial);
    if (run.judgement.verdict == SerialVerdict::NotExplained && !m_keepsConnections)
        repeat(run, committed, outcome);
    if (run.judgement.verdict == SerialVerdict::NotExplained)
        nameAnomaly(run.judgement, run.journal, answersByState(run.journal, committed));
}

/// Runs all orders again: what depends on chance comes to something else.
void LessonExperiment::repeat(
    LessonRun& run, const QList<CommittedTransaction>& committed, const RunOutcome& outcome)
{
    QList<SerialOutcome> serial = run.judgement.serial;
    QList<SerialOutcome> again;
    run.judgement.reason = runOrders(committed, 2, again);
    run.judgement.verdict = SerialVerdict::CannotBeJudged;
    if (!run.judgement.reason.isEmpty())
        return;
    for (qsizetype i = 0; i < serial.size(); ++i)
        serial[i].repeats = serial.at(i).outcome == again.at(i).outcome;
    run.judgement = judged(outcome, serial);
}

/// Runs every order. The result is why that went wrong.
QString LessonExperiment::runOrders(
    const QList<CommittedTransaction>& committed, int round, QList<SerialOutcome>& serial)
{
    QList<int> order;
    for (int i = 0; i < static_cast<int>(committed.size()); ++i)
        order.append(i);
    if (order.isEmpty())
        return {};
    do {
        if (!keepsSessions(committed, order))
            continue;
        SerialOutcome outcome;
        QList<int> steps;
        for (const int i : order) {
            steps.append(committed.at(i).steps);
            outcome.order.append(committed.at(i).label);
        }
        if (const QString problem = runSerially(steps, round, outcome.outcome); !problem.isEmpty())
            return problem;
        serial.append(outcome);
    } while (std::ranges::next_permutation(order).found && !isStopped());
    return isStopped() ? Text::tr("The run was cancelled.") : QString();
}

/// The result is why that went wrong.
QString LessonExperiment::runSerially(const QList<int>& steps, int round, RunOutcome& outcome)
{
    std::pair<int, QList<int>> key{round, {}};
    for (const int step : steps)
        key.second.append(isBegunWithoutCondition(step) ? -step : step);
    const auto known = m_serial.constFind(key);
    if (known != m_serial.constEnd()) {
        outcome = *known;
        return {};
    }
    m_engine.setDaysAhead(m_keepsConnections ? 0 : round);
    const auto today = qScopeGuard([this] { m_engine.setDaysAhead(0); });
    const LessonRun run = play(steps);
    if (!run.problem.isEmpty())
        return run.problem;
    // The run that is judged may have been made elsewhere, where nobody looked.
    if (run.mayVary)
        return varies();
    outcome = outcomeOf(run.journal, steps);
    m_serial.insert(key, outcome);
    return {};
}

/// What each read of the committed transactions returns from each state that was ever committed.
AnswersByState LessonExperiment::answersByState(
    const TransactionJournal& journal, const QList<CommittedTransaction>& committed)
{
    AnswersByState answers;
    const CommittedStates states = committedStates(journal);
    StateReplay replay(m_engine, m_level, m_script.setup);
    if (m_keepsConnections)
        replay.useTables();
    const auto drop = qScopeGuard([&] {
        if (replay.hasReset())
            m_player.dropConnections();
    });
    for (const Tables& state : states.tables) {
        for (const CommittedTransaction& transaction : committed) {
            for (const qint64 seq : transaction.events) {
                const TransactionEvent& event = journal.event(seq);
                if (!event.isRead())
                    continue;
                if (isStopped() || !replay.goTo(state))
                    return {};
                // A statement that returns rows may change some, too.
                const StateReplay::Replayed replayed = replay.run({event.statement});
                if (!replayed.answers.isEmpty())
                    answers[seq].append(replayed.answers.first().rows);
            }
        }
    }
    return answers;
}

} // namespace interleave
