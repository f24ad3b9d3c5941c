#include "cli/transactioncommands.h"

#include "cli/lessonplace.h"
#include "cli/transactiontext.h"
#include "core/transactions/knownengines.h"
#include "core/values/text.h"
#include "engine/lessonrun.h"

#include <algorithm>

namespace interleave {

namespace {

/// The worse of two ends.
ExitCode worse(ExitCode a, ExitCode b)
{
    return std::max(a, b);
}

/// The engine for a lesson. The error is one sentence.
Result<Engine*, QString>
started(EnginePool& pool, const NamedTransactionLesson& named, const QString& name, const EngineChoice& choice)
{
    Engine* const engine = pool.engine(name);
    if (engine == nullptr)
        return pool.problemWith(name);
    const QString unconfirmed = confirmationFor(named, *engine, choice.role);
    if (!unconfirmed.isEmpty())
        return unconfirmed;
    return engine;
}

void tell(Output& out, const TransactionLesson& lesson, const LessonRun& run)
{
    const TransactionHeader& header = run.journal.header();
    out.line(Text::tr("%1  (%2 %3, %4)", "a lesson, an engine, its version and a level")
                 .arg(lesson.title, header.engineTitle, header.version, header.level));
    for (const QString& words : {lesson.summary, lesson.story}) {
        if (!words.isEmpty())
            out.lines(wrapped(words, {}));
    }
    QList<int> told;
    for (const TransactionEvent& event : run.journal.events()) {
        out.lines(eventLines(run.journal, event.seq));
        const QString say = lesson.steps.at(event.step - 1).say.on(header.engine);
        if (!say.isEmpty() && !told.contains(event.step))
            out.lines(wrapped(QStringLiteral("“%1”").arg(say), QStringLiteral("     ")));
        told.append(event.step);
    }
    if (!run.problem.isEmpty())
        return;
    for (const QString& line : judgementLines(run.judgement))
        out.lines(wrapped(line, QStringLiteral("     ")));
}

void tellCheck(Output& out, const QString& name, const QString& engine, const QString& level, const QString& end)
{
    out.line(QStringLiteral("%1  %2  %3  %4")
                 .arg(name.leftJustified(26), engine.leftJustified(10), level.leftJustified(24), end));
}

ExitCode checkOn(
    Output& out, const NamedTransactionLesson& named, Engine& engine, const QString& level)
{
    QString problem = problemOnServer(named.lesson, engine, level);
    LessonRun run;
    if (problem.isEmpty()) {
        run = runLesson(engine, named.lesson, level);
        problem = run.problem;
    }
    if (!problem.isEmpty()) {
        message(Text::tr("“%1” on %2 at %3: %4", "a lesson, an engine, a level and a sentence")
                    .arg(named.name, engine.title(), level, problem));
        return ExitCode::CannotDo;
    }
    const QStringList unmet = unmetExpectations(named.lesson, run);
    tellCheck(
        out,
        named.name,
        engine.name(),
        level,
        unmet.isEmpty() ? Text::tr("as expected") : Text::tr("not as expected"));
    for (const QString& line : unmet)
        out.line(QStringLiteral("    ") + line);
    return unmet.isEmpty() ? ExitCode::Done : ExitCode::CheckFailed;
}

/// The lesson's expectations that were chosen, and whether there was any.
struct Checked final
{
    ExitCode code = ExitCode::Done;
    bool isAny = false;
};

Checked
checkLesson(Output& out, EnginePool& pool, const NamedTransactionLesson& named, const EngineChoice& choice)
{
    Checked checked;
    for (auto at = named.lesson.expect.constBegin(); at != named.lesson.expect.constEnd(); ++at) {
        QStringList levels = at->keys();
        levels.removeIf([&](const QString& level) {
            const bool isChosen = (choice.engine.isEmpty() || choice.engine == at.key()) &&
                                  (choice.level.isEmpty() || choice.level == level);
            return !isChosen;
        });
        if (levels.isEmpty())
            continue;
        checked.isAny = true;
        const auto engine = started(pool, named, at.key(), choice);
        if (!engine) {
            message(engine.error());
            checked.code = worse(checked.code, ExitCode::CannotDo);
            continue;
        }
        for (const QString& level : std::as_const(levels))
            checked.code = worse(checked.code, checkOn(out, named, **engine, level));
    }
    if (!checked.isAny && !named.lesson.engines.contains(engineFor(named.lesson, choice)))
        tellCheck(
            out, named.name, engineFor(named.lesson, choice), choice.level, Text::tr("not a lesson for it"));
    else if (!checked.isAny) {
        message(Text::tr("“%1” expects nothing there, so there is nothing to check. Add an “expect”, or "
                         "choose another engine or level.")
                    .arg(named.name));
        checked.code = ExitCode::BadInput;
    }
    return checked;
}

/// A journal of the command: the saved one, or one of a run now.
Result<TransactionJournal, QString> journalOf(const TransactionExportCommand& command)
{
    if (command.journal)
        return command.journal->journal;
    const EngineLevel place = placeFor(command.lesson.lesson, command.engines);
    EnginePool pool({command.engines.postgresql, command.engines.mariadb}, progressMessage());
    const auto engine = started(pool, command.lesson, place.engine, command.engines);
    if (!engine)
        return engine.error();
    if (const QString problem = problemOnServer(command.lesson.lesson, **engine, place.level); !problem.isEmpty())
        return problem;
    LessonRun run = playLesson(**engine, command.lesson.lesson, place.level);
    return run.problem.isEmpty() ? Result<TransactionJournal, QString>(std::move(run.journal)) : run.problem;
}

} // namespace

ExitCode
playTransactions(Output& out, const QList<NamedTransactionLesson>& lessons, const EngineChoice& choice)
{
    EnginePool pool({choice.postgresql, choice.mariadb}, progressMessage());
    for (const NamedTransactionLesson& named : lessons) {
        const EngineLevel place = placeFor(named.lesson, choice);
        if (const QString problem = named.lesson.problemOn(place.engine, place.level); !problem.isEmpty()) {
            message(problem);
            return ExitCode::BadInput;
        }
        const auto engine = started(pool, named, place.engine, choice);
        if (!engine) {
            message(engine.error());
            return ExitCode::CannotDo;
        }
        if (const QString problem = problemOnServer(named.lesson, **engine, place.level); !problem.isEmpty()) {
            message(problem);
            return ExitCode::CannotDo;
        }
        const LessonRun run = runLesson(**engine, named.lesson, place.level);
        tell(out, named.lesson, run);
        if (!run.problem.isEmpty()) {
            message(run.problem);
            return ExitCode::CannotDo;
        }
    }
    return ExitCode::Done;
}

ExitCode
checkTransactions(Output& out, const QList<NamedTransactionLesson>& lessons, const EngineChoice& choice)
{
    if (const QString problem = problemWithEngine(choice.engine); !choice.engine.isEmpty() && !problem.isEmpty()) {
        message(problem);
        return ExitCode::BadInput;
    }
    EnginePool pool({choice.postgresql, choice.mariadb}, progressMessage());
    Checked all;
    for (const NamedTransactionLesson& named : lessons) {
        const Checked one = checkLesson(out, pool, named, choice);
        all = {worse(all.code, one.code), all.isAny || one.isAny};
    }
    if (all.isAny || lessons.isEmpty() || all.code != ExitCode::Done)
        return all.code;
    const KnownEngine* asked = knownEngine(engineFor(lessons.first().lesson, choice));
    message(Text::tr("No lesson is for %1, so nothing was checked. Choose another engine.").arg(asked->title));
    return ExitCode::BadInput;
}

ExitCode writeExport(const TransactionExportCommand& command)
{
    if (command.journal && !command.journal->problem.isEmpty())
        message(command.journal->problem);
    const auto whole = journalOf(command);
    if (!whole)
        return told({false, whole.error()});
    const TransactionJournal journal = whole->copy(command.step ? whole->endOfStep(*command.step) : whole->size());
    const QString title = command.title.value_or(
        Text::tr("%1 · %2 %3, %4", "a lesson, an engine, its version and a level")
            .arg(
                journal.header().title,
                journal.header().engineTitle,
                journal.header().version,
                journal.header().level));
    const auto text = exportText(command.format, TransactionExport{&journal, title});
    return told(text ? writeResult(command.file, *text) : Written{false, text.error()}, command.code());
}

} // namespace interleave
