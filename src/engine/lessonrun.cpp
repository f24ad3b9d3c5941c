#include "engine/lessonrun.h"

#include "core/transactions/tablecells.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QScopeGuard>

#include <algorithm>

namespace interleave {

namespace {

/// 120 orders.
constexpr qsizetype MostCommitted = 5;

/// Runs the lesson's sessions at their levels.
class Experiment final
{
public:
    Experiment(Engine& engine, const TransactionLesson& lesson, QString level, std::stop_token stop)
        : m_engine(engine)
        , m_lesson(lesson)
        , m_level(std::move(level))
        , m_stop(std::move(stop))
    {
        m_script.setup = lesson.setupOn(engine.name());
        m_script.steps = lesson.stepsOn(engine.name());
        for (const LessonSession& session : lesson.sessions)
            m_script.sessions.append(
                {session.name, lesson.levelOf(session, engine.name(), m_level), session.ignoresErrors});
    }

    LessonRun play()
    {
        QList<int> all;
        for (int step = 1; step <= static_cast<int>(m_script.steps.size()); ++step)
            all.append(step);
        return playSteps(all);
    }

    void judge(LessonRun& run)
    {
        const QList<CommittedTransaction> committed = committedTransactions(run.journal);
        QList<int> steps;
        for (const CommittedTransaction& each : committed)
            steps.append(each.steps);
        const RunOutcome outcome = outcomeOf(run.journal, steps);
        run.judgement.reason = m_engine.mayVary()
                                   ? Text::tr("A statement asks for the time or for chance.")
                                   : problemWith(committed, outcome, run.journal);
        if (!run.judgement.reason.isEmpty())
            return;
        for (const TransactionEvent& event : run.journal.events()) {
            if (event.isAnswer() && event.action == TransactionAction::Begin)
                m_begun.append(event.step);
        }
        QList<SerialOutcome> serial;
        run.judgement.reason = runOrders(committed, serial);
        if (!run.judgement.reason.isEmpty())
            return;
        run.judgement = judged(outcome, serial);
        if (run.judgement.verdict == SerialVerdict::NotExplained)
            repeat(run, committed, outcome);
        if (run.judgement.verdict == SerialVerdict::NotExplained)
            nameAnomaly(run.judgement, run.journal, answersByState(run.journal, committed));
    }

private:
    /// Runs all orders again: what depends on chance comes to something else.
    void repeat(LessonRun& run, const QList<CommittedTransaction>& committed, const RunOutcome& outcome)
    {
        QList<SerialOutcome> serial = run.judgement.serial;
        QList<SerialOutcome> again;
        run.judgement.reason = runOrders(committed, again);
        run.judgement.verdict = SerialVerdict::CannotBeJudged;
        if (!run.judgement.reason.isEmpty())
            return;
        for (qsizetype i = 0; i < serial.size(); ++i)
            serial[i].repeats = serial.at(i).outcome == again.at(i).outcome;
        run.judgement = judged(outcome, serial);
    }

    [[nodiscard]] bool isStopped() const { return m_stop.stop_requested(); }

    /// Runs some of the steps, in that order.
    LessonRun playSteps(const QList<int>& steps)
    {
        TransactionScript script = m_script;
        script.steps.clear();
        for (const int number : steps) {
            script.steps.append(m_script.steps.at(number - 1));
            QString& condition = script.steps.last().condition;
            // One after the other nobody is refused, and what was tried again would be left out.
            if (m_begun.contains(number) && namesInCondition(condition).contains(QLatin1String("refused")))
                condition.clear();
        }
        LessonRun run;
        TransactionHeader header{
            m_lesson.title,
            m_lesson.story,
            m_engine.name(),
            m_engine.title(),
            m_engine.version(),
            m_level,
            {},
            script.setup,
            {}};
        for (qsizetype i = 0; i < script.sessions.size(); ++i)
            header.sessions.append(
                {script.sessions.at(i).name, m_lesson.sessions.at(i).label, script.sessions.at(i).level});
        Tables last;
        const auto started = [&] {
            header.tables = m_engine.tables().value_or(Tables());
            last = header.tables;
            run.journal = TransactionJournal(header);
        };
        // Where the tables cannot be made the journal is empty.
        run.journal = TransactionJournal(header);
        const TransactionObserver observer = [&](const TransactionEvent& event, bool isStill) {
            TransactionEvent told = event;
            told.step = steps.at(event.step - 1);
            const bool mayCommit = event.isAnswer() && isStill;
            const std::optional<Tables> tables = mayCommit ? m_engine.tables() : std::nullopt;
            if (tables && *tables != last) {
                last = *tables;
                told.committed = last;
            }
            run.journal.append(std::move(told));
        };
        TransactionPlayer player(m_engine, m_level, observer);
        player.setStarted(started);
        run.problem = player.play(script, m_stop).problem;
        return run;
    }

    /// Why there is nothing to compare with; empty when there is.
    [[nodiscard]] static QString problemWith(
        const QList<CommittedTransaction>& committed, const RunOutcome& outcome, const TransactionJournal& journal)
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

    /// Runs every order. The result is why that went wrong.
    [[nodiscard]] QString runOrders(const QList<CommittedTransaction>& committed, QList<SerialOutcome>& serial)
    {
        QList<int> order;
        for (int i = 0; i < static_cast<int>(committed.size()); ++i)
            order.append(i);
        if (order.isEmpty())
            return {};
        m_engine.setDaysAhead(++m_days);
        const auto today = qScopeGuard([this] { m_engine.setDaysAhead(0); });
        do {
            if (!keepsSessions(committed, order))
                continue;
            SerialOutcome outcome;
            QList<int> steps;
            for (const int i : order) {
                steps.append(committed.at(i).steps);
                outcome.order.append(committed.at(i).label);
            }
            const LessonRun run = playSteps(steps);
            if (!run.problem.isEmpty())
                return run.problem;
            outcome.outcome = outcomeOf(run.journal, steps);
            serial.append(outcome);
        } while (std::ranges::next_permutation(order).found && !isStopped());
        return isStopped() ? Text::tr("The run was cancelled.") : QString();
    }

    [[nodiscard]] static bool
    keepsSessions(const QList<CommittedTransaction>& committed, const QList<int>& order)
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

    /// What each read of the committed transactions returns from each state that was ever committed.
    [[nodiscard]] AnswersByState
    answersByState(const TransactionJournal& journal, const QList<CommittedTransaction>& committed)
    {
        AnswersByState answers;
        const CommittedStates states = committedStates(journal);
        for (const Tables& state : states.tables) {
            if (isStopped() || !m_engine.reset(m_level, m_script.setup).isEmpty() || !m_engine.restore(state).isEmpty())
                return {};
            for (const CommittedTransaction& transaction : committed) {
                for (const qint64 seq : transaction.events) {
                    const TransactionEvent& event = journal.event(seq);
                    if (!event.isRead())
                        continue;
                    // A statement that returns rows may change some, too.
                    (void)m_engine.look({QStringLiteral("BEGIN")});
                    const EngineAnswer answer = m_engine.look(event.statement);
                    (void)m_engine.look({QStringLiteral("ROLLBACK")});
                    if (answer.succeeded)
                        answers[seq].append(answer.rows);
                }
            }
        }
        return answers;
    }

    Engine& m_engine;
    const TransactionLesson& m_lesson;
    QString m_level;
    std::stop_token m_stop;
    TransactionScript m_script;
    /// The steps that began a transaction in the run that is judged.
    QList<int> m_begun;
    /// The day of the clock, other in each repetition.
    int m_days = 0;
};

QString tableText(const QMap<QString, Fields>& rows)
{
    QStringList parts;
    for (auto it = rows.constBegin(); it != rows.constEnd(); ++it)
        parts.append(Text::tr("%1: %2", "a row and its values").arg(it.key(), QString::fromUtf8(it->toJson())));
    return parts.join(QLatin1String("; "));
}

/// The rows of a table by their first column, as far as \a expected names their columns.
QMap<QString, Fields> rowsLike(const TableContent& table, const QMap<QString, Fields>& expected)
{
    QMap<QString, Fields> rows;
    for (const QList<Value>& row : table.rows) {
        Fields& fields = rows[toText(row.first())];
        const Fields like = expected.value(toText(row.first()));
        for (qsizetype column = 0; column < row.size(); ++column) {
            if (like.find(table.columns.at(column)) != nullptr)
                fields.set(table.columns.at(column), row.at(column));
        }
    }
    return rows;
}

/// The code of the last refusal, by session.
QMap<QString, QString> refusalsIn(const TransactionJournal& journal)
{
    QMap<QString, QString> codes;
    for (const TransactionEvent& event : journal.events()) {
        if (event.isRefused())
            codes.insert(event.session, event.code);
    }
    return codes;
}

QStringList waitersIn(const TransactionJournal& journal)
{
    QStringList names;
    for (const TransactionEvent& event : journal.events()) {
        if (event.kind == TransactionEvent::Kind::Waits && !names.contains(event.session))
            names.append(event.session);
    }
    names.sort();
    return names;
}

QString codesText(const QMap<QString, QString>& codes)
{
    QStringList parts;
    for (auto it = codes.constBegin(); it != codes.constEnd(); ++it)
        parts.append(Text::tr("%1 with %2", "a session and a code").arg(it.key(), it.value()));
    return parts.isEmpty() ? Text::tr("nobody") : parts.join(QLatin1String(", "));
}

} // namespace

LessonRun playLesson(
    Engine& engine, const TransactionLesson& lesson, const QString& level, const std::stop_token& stop)
{
    return Experiment(engine, lesson, level, stop).play();
}

LessonRun
runLesson(Engine& engine, const TransactionLesson& lesson, const QString& level, const std::stop_token& stop)
{
    Experiment experiment(engine, lesson, level, stop);
    LessonRun run = experiment.play();
    if (run.problem.isEmpty())
        experiment.judge(run);
    return run;
}

QStringList unmetExpectations(const TransactionLesson& lesson, const LessonRun& run)
{
    const TransactionHeader& header = run.journal.header();
    const LessonExpectation end = lesson.expect.value(header.engine).value(header.level);
    const Judgement& judgement = run.judgement;
    QStringList unmet;
    if (end.explained && *end.explained != judgement.verdict)
        unmet.append(Text::tr("expected that an order explains it: %1, and it is: %2.")
                         .arg(toName(*end.explained), toName(judgement.verdict)));
    const auto orNone = [](const QString& text) {
        return text.isEmpty() ? Text::tr("none") : text;
    };
    if (end.anomaly && *end.anomaly != judgement.anomaly)
        unmet.append(Text::tr("expected as anomaly %1, and it is %2.")
                         .arg(orNone(*end.anomaly), orNone(judgement.anomaly)));
    if (const auto codes = refusalsIn(run.journal); end.refused && *end.refused != codes)
        unmet.append(Text::tr("expected as refused %1, and it was %2.")
                         .arg(codesText(*end.refused), codesText(codes)));
    if (const QStringList names = waitersIn(run.journal); end.waits && *end.waits != names)
        unmet.append(Text::tr("expected as waiting %1, and it was %2.")
                         .arg(orNone(listed(*end.waits)), orNone(listed(names))));
    const Tables tables = run.journal.at(run.journal.size()).tables();
    for (auto it = end.tables.constBegin(); it != end.tables.constEnd(); ++it) {
        const QMap<QString, Fields> rows = rowsLike(tables.value(it.key()), it.value());
        if (rows != it.value())
            unmet.append(Text::tr("expected in table “%1” %2, and it holds %3.")
                             .arg(it.key(), tableText(it.value()), tableText(rows)));
    }
    if (unmet.isEmpty())
        return unmet;
    unmet.append({judgement.sentence(), judgement.outcomes});
    unmet.removeAll(QString());
    return unmet;
}

} // namespace interleave
