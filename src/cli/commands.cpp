#include "cli/commandline.h"

#include "cli/terminal.h"
#include "cli/transactioncommands.h"
#include "core/model/ledger.h"
#include "core/values/printable.h"
#include "core/values/text.h"
#include "core/words/explanation.h"
#include "stage/scenariorun.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace interleave {

namespace {

QString plain(const QString& rich)
{
    static const QRegularExpression mark(QStringLiteral("<[^>]*>"));
    QString text = rich;
    text.remove(mark);
    return text.replace(QLatin1String("&lt;"), QLatin1String("<"))
        .replace(QLatin1String("&gt;"), QLatin1String(">"))
        .replace(QLatin1String("&quot;"), QLatin1String("\""))
        .replace(QLatin1String("&amp;"), QLatin1String("&"));
}

void tellStep(Output& out, const ScenarioRun& run, int index)
{
    const Step& step = run.scenario.steps.at(index);
    const QString indent = QStringLiteral("     ");
    const bool several = run.scenario.records.size() > 1;
    out.line(
        QStringLiteral("%1  %2").arg(QString::number(index + 1).rightJustified(3), describe(step, several)));
    const auto events = run.eventsOf(index);
    const bool sends = std::ranges::any_of(events, &Event::isMoment);
    for (const Event* event : events) {
        // Skip edits, which are shown with their save, unless nothing was sent.
        if (!event->isMoment() && event->purpose != Purpose::Merge && sends)
            continue;
        out.line(indent + arrowText(*event, several));
        const Explanation explanation = explain(*event, run.journal().at(event->seq - 1));
        out.lines(wrapped(plain(explanation.title) + QLatin1String(". ") + plain(explanation.story), indent));
        if (!explanation.textbook.isEmpty())
            out.lines(wrapped(explanation.textbook, indent));
    }
    if (const QString problem = run.stage->problemOf(index); !problem.isEmpty())
        out.lines(wrapped(problem, indent));
    const QString words = wordsUnder(run.rule, run.scenario, step);
    if (!words.isEmpty())
        out.lines(wrapped(QStringLiteral("“%1”").arg(words), indent));
}

void tellLedger(Output& out, const ScenarioRun& run)
{
    const Ledger ledger = ledgerOf(run.journal().latest(), run.stage->recordId());
    QStringList figures{
        Text::tr("Changes tried %1").arg(ledger.tried),
        Text::tr("told “saved” %1").arg(ledger.saved),
        Text::tr("refused, and told %1").arg(refusedText(ledger)),
        Text::tr("lost, nobody told %1").arg(ledger.lost)};
    const Headline headline = headlineOf({}, run.journal().latest(), ledger);
    if (!headline.outcome.isEmpty())
        out.lines(wrapped(headline.outcome.at(0), QStringLiteral("     ")));
    const QString value = valueText(ledger);
    const QString shouldBe = shouldBeText(ledger);
    if (!value.isEmpty())
        figures.append(Text::tr("%1 is %2").arg(placeText(ledger), value));
    if (!shouldBe.isEmpty())
        figures.append(Text::tr("should be %1").arg(shouldBe));
    out.lines(wrapped(figures.join(QStringLiteral(" · ")), QStringLiteral("     ")));
}

} // namespace

ExitCode play(const PlayCommand& command)
{
    Output out;
    bool first = true;
    for (const NamedScenario& named : command.scenarios) {
        const Locking rule = command.locking.value_or(named.scenario.locking);
        const ScenarioRun run = runScenario(named.scenario, rule);
        if (!run.problem.isEmpty()) {
            message(run.problem);
            return ExitCode::CannotDo;
        }
        if (!std::exchange(first, false))
            out.line({});
        if (!out.line(Text::tr("%1  (locking: %2)").arg(named.scenario.title, toStatus(rule))))
            break;
        out.lines(wrapped(named.scenario.summary, {}));
        if (!named.scenario.story.isEmpty())
            out.lines(wrapped(named.scenario.story, {}));
        if (!named.scenario.isWrittenFor(rule))
            out.lines(wrapped(
                Text::tr("It is not written for this rule: what it types may not fit what was read."), {}));
        for (int i = 0; i < named.scenario.steps.size(); ++i)
            tellStep(out, run, i);
        tellLedger(out, run);
    }
    return out.end(playTransactions(out, command.lessons, command.engines));
}

ExitCode check(const CheckCommand& command)
{
    Output out;
    bool allMet = true;
    bool allUsable = command.unreadable.isEmpty();
    for (const QString& problem : command.unreadable)
        message(problem);
    for (const NamedScenario& named : command.scenarios) {
        const QList<Locking> rules = named.scenario.expectedRules();
        if (rules.isEmpty()) {
            message(Text::tr("“%1” expects nothing, so there is nothing to check. Add an “expect”.")
                        .arg(named.name));
            allUsable = false;
        }
        for (const Locking rule : rules) {
            const ScenarioRun run = runScenario(named.scenario, rule);
            if (!run.problem.isEmpty()) {
                message(run.problem);
                return ExitCode::CannotDo;
            }
            const QStringList unmet = unmetExpectations(run);
            allMet = allMet && unmet.isEmpty();
            out.line(QStringLiteral("%1  %2  %3")
                         .arg(
                             named.name.leftJustified(24),
                             toName(rule).leftJustified(10),
                             unmet.isEmpty() ? Text::tr("as expected") : Text::tr("not as expected")));
            for (const QString& line : unmet)
                out.line(QStringLiteral("    ") + line);
        }
    }
    const ExitCode transactions = checkTransactions(out, command.lessons, command.engines);
    if (!allUsable)
        return out.end(ExitCode::BadInput);
    return out.end(allMet ? transactions : std::max(transactions, ExitCode::CheckFailed));
}

ExitCode list(const ListCommand&)
{
    Output out;
    for (const NamedScenario& named : builtinScenarios())
        out.line(QStringLiteral("%1  %2 – %3")
                     .arg(named.name.leftJustified(24), named.scenario.title, named.scenario.summary));
    out.line({});
    out.line(Text::tr("Lessons of transactions, for play, check and export:"));
    for (const NamedTransactionLesson& named : builtinTransactionLessons())
        out.line(QStringLiteral("%1  %2 – %3")
                     .arg(named.name.leftJustified(26), named.lesson.title, named.lesson.summary));
    return out.end();
}

ExitCode print(const PrintCommand& command)
{
    Output out;
    out.text(command.text);
    return out.end();
}

ExitCode refuse(const BadCommand& command)
{
    message(command.problem);
    return ExitCode::BadInput;
}

} // namespace interleave
