#include "cli/lessoncommandline.h"

#include "cli/lessonplace.h"
#include "cli/shotcommandline.h"
#include "cli/windowcommandline.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "stage/files/savedfile.h"

#include <algorithm>
#include <array>

namespace interleave {

namespace {

constexpr std::array EngineOptions{"engine", "level", "postgresql", "mariadb", "confirm"};
/// Named as the engines that run there.
constexpr std::array ServerOptions{"postgresql", "mariadb"};

} // namespace

bool namesEngines(const CommandReader& reader)
{
    return std::ranges::any_of(EngineOptions, [&reader](const char* option) { return reader.has(option); });
}

EngineChoice engineChoice(CommandReader& reader, Runs runs)
{
    for (const char* server : ServerOptions) {
        if (runs != Runs::OnCompared && reader.has(server) && reader.has("engine") &&
            reader.text("engine") != QLatin1String(server))
            reader.fail(
                Text::tr("--engine is “%1”, which does not run on the server of --%2. Leave one of them out.")
                    .arg(reader.text("engine"), QLatin1String(server)));
    }
    const bool hasBoth = reader.has("postgresql") && reader.has("mariadb");
    if (hasBoth && runs == Runs::OnOne)
        reader.fail(Text::tr(
            "--postgresql and --mariadb name two servers, and a lesson runs on one. Give one of them."));
    if (reader.has("confirm") && !reader.has("postgresql") && !reader.has("mariadb"))
        reader.fail(Text::tr(
            "--confirm names a role on a server of your own. Give --postgresql or --mariadb as well, "
            "or leave it out."));
    return {
        reader.text("engine"),
        reader.text("level"),
        reader.text("postgresql"),
        reader.text("mariadb"),
        reader.text("confirm")};
}

void refuseUnusedServers(CommandReader& reader, const QStringList& engines)
{
    for (const char* server : ServerOptions) {
        if (reader.has(server) && !engines.contains(QLatin1String(server)))
            reader.fail(
                Text::tr("--compare runs the lesson on %1, and not on the server of --%2. Leave --%2 out.")
                    .arg(listed(engines, ListStyle::And), QLatin1String(server)));
    }
}

void refuseEnginesOfRun(CommandReader& reader)
{
    for (const char* option : EngineOptions) {
        if (reader.has(option))
            reader.fail(
                Text::tr("--open shows a run that is over, and where that was stands in the journal. Leave "
                         "--%1 out.")
                    .arg(QLatin1String(option)));
    }
}

void refuseRequests(CommandReader& reader)
{
    if (reader.has("locking"))
        reader.fail(
            Text::tr("--locking is about requests, and a lesson of transactions has none. Leave it out; "
                     "--engine and --level choose where it runs."));
}

std::optional<QString> titleOf(CommandReader& reader)
{
    if (reader.has("title") && reader.has("no-title"))
        reader.fail(Text::tr("--title and --no-title exclude each other. Give one of them."));
    if (reader.has("no-title"))
        return QString();
    return reader.has("title") ? std::optional(reader.text("title")) : std::nullopt;
}

ExportFormat exportFormat(CommandReader& reader, const QStringList& arguments)
{
    if (arguments.size() != 1) {
        reader.fail(Text::tr("“interleave export” takes one file to write, as in: interleave export "
                             "lost-update.mmd"));
        return ExportFormat::Journal;
    }
    const QString file = arguments.first();
    const QString names = listed(exportFormatNames());
    QStringList suffixes;
    for (const QString& name : exportFormatNames())
        suffixes.append(QLatin1Char('.') + name);
    const auto format =
        reader.has("format") ? exportFormatNamed(reader.text("format")) : exportFormatOf(file);
    if (format)
        return *format;
    if (reader.has("format"))
        reader.fail(Text::tr("--format is “%1”; give one of %2.").arg(reader.text("format"), names));
    else if (isStandardOutput(file))
        reader.fail(Text::tr("“%1” is standard output, which does not say what to write; say it with "
                             "--format, one of %2.")
                        .arg(file, names));
    else
        reader.fail(Text::tr("“%1” does not say what to write; let the file’s name end in one of %2, or say "
                             "it with --format.")
                        .arg(file, listed(suffixes)));
    return ExportFormat::Journal;
}

bool namesTransactions(CommandReader& reader)
{
    if (reader.has("open"))
        return reader.journal() &&
               std::holds_alternative<std::shared_ptr<const ReadTransactionJournal>>(*reader.journal());
    if (!reader.has("scenario"))
        return false;
    const auto& found = reader.lesson(reader.text("scenario"));
    return found && std::holds_alternative<NamedTransactionLesson>(*found);
}

void refuseEngines(CommandReader& reader)
{
    for (const char* option : EngineOptions) {
        if (reader.has(option))
            reader.fail(
                Text::tr("--%1 is about transactions, and this scenario sends requests. Leave it out; "
                         "--locking chooses the rule.")
                    .arg(QLatin1String(option)));
    }
}

TransactionExportCommand transactionExportCommand(CommandReader& reader, const QStringList& arguments)
{
    refuseRequests(reader);
    TransactionExportCommand command;
    const bool isCompared = reader.has("compare");
    command.engines = engineChoice(reader, isCompared ? Runs::OnCompared : Runs::OnOne);
    command.title = titleOf(reader);
    command.file = arguments.value(0);
    command.format = exportFormat(reader, arguments);
    if (isCompared && !holdsComparison(command.format))
        reader.fail(Text::tr(
            "--compare shows two runs of a lesson of transactions beside each other, and of the files "
            "to write only .svg and .html can hold both. Write one of each with --engine and "
            "--level."));
    if (isCompared && reader.has("open"))
        reader.fail(Text::tr(
            "--open shows a run that is over, and --compare runs a lesson twice. Give one of them."));
    int last = 0;
    if (reader.has("open")) {
        if (reader.has("scenario"))
            reader.fail(Text::tr("--open and --scenario each choose what is shown. Give one of them."));
        refuseEnginesOfRun(reader);
        command.journal = std::get<std::shared_ptr<const ReadTransactionJournal>>(*reader.journal());
        for (const TransactionEvent& event : command.journal->journal.events())
            last = std::max(last, event.step);
    } else {
        command.lesson = std::get<NamedTransactionLesson>(*reader.lesson(reader.text("scenario")));
        last = static_cast<int>(command.lesson.lesson.steps.size());
        const TransactionLesson& lesson = command.lesson.lesson;
        const EngineLevel place = placeFor(lesson, command.engines);
        if (isCompared)
            command.comparePlaces = comparedPlaces(reader, lesson, command.engines);
        else
            reader.failIf(lesson.problemOn(place.engine, place.level));
    }
    if (reader.has("step"))
        command.step = reader.number("step", 0, last);
    command.drawing = drawingOptions(reader, command.step.value_or(last));
    refuseDrawingOptions(reader, command.format);
    return command;
}

PlayCommand playCommand(CommandReader& reader, const QStringList& arguments)
{
    PlayCommand command;
    if (arguments.size() > 1)
        reader.fail(Text::tr("“interleave play” takes one scenario, not also “%1”.").arg(arguments.at(1)));
    if (arguments.isEmpty()) {
        refuseEngines(reader);
        command.scenarios = builtinScenarios();
        command.locking = reader.locking();
        return command;
    }
    auto found = findLesson(arguments.first());
    if (!found) {
        reader.fail(found.error());
    } else if (auto* lesson = std::get_if<NamedTransactionLesson>(&found.value())) {
        refuseRequests(reader);
        command.engines = engineChoice(reader, Runs::OnOne);
        command.lessons.append(std::move(*lesson));
    } else {
        refuseEngines(reader);
        command.locking = reader.locking();
        command.scenarios.append(std::get<NamedScenario>(std::move(found).value()));
    }
    return command;
}

CheckCommand checkCommand(CommandReader& reader, const QStringList& arguments)
{
    if (arguments.isEmpty())
        reader.fail(Text::tr("Name the scenarios to check; “interleave scenarios” lists the built-in ones."));
    CheckCommand command;
    command.engines = engineChoice(reader, Runs::OnSeveral);
    for (const QString& argument : arguments) {
        auto found = findLesson(argument);
        if (!found)
            command.unreadable.append(found.error());
        else if (auto* lesson = std::get_if<NamedTransactionLesson>(&found.value()))
            command.lessons.append(std::move(*lesson));
        else
            command.scenarios.append(std::get<NamedScenario>(std::move(found).value()));
    }
    if (!command.scenarios.isEmpty() && command.lessons.isEmpty())
        refuseEngines(reader);
    return command;
}

} // namespace interleave
