#include "cli/windowcommandline.h"

#include "cli/lessoncommandline.h"
#include "cli/lessonplace.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "stage/pagenames.h"

#include <algorithm>

namespace interleave {

namespace {

const QString& transactionsPage()
{
    static const QString name = QStringLiteral("transactions");
    return name;
}

const QString& comparePage()
{
    static const QString name = QStringLiteral("compare");
    return name;
}

/// Of --what, where it is a page, or of --page; empty for none.
QString askedPage(const CommandReader& reader)
{
    return viewNames().contains(reader.text("what")) ? reader.text("what") : reader.text("page");
}

/// Without a lesson, the page and the options of engines say it.
bool showsTransactions(CommandReader& reader)
{
    if (reader.has("open") || reader.has("scenario"))
        return namesTransactions(reader);
    const QString page = askedPage(reader);
    return page == transactionsPage() || (namesEngines(reader) && (page.isEmpty() || page == comparePage()));
}

void refuseOtherPages(CommandReader& reader, const WindowCommand& command)
{
    const QString page = askedPage(reader);
    if (page.isEmpty() || page == transactionsPage())
        return;
    if (command.transactionRun)
        reader.fail(
            Text::tr(
                "“%1” is a journal of transactions, which the page %2 does not show. Leave the page out, or "
                "give %3.")
                .arg(reader.text("open"), page, transactionsPage()));
    else if (page != comparePage())
        reader.fail(
            Text::tr(
                "“%1” is a lesson of transactions, which the page %2 does not show. Leave the page out, or "
                "give one of %3.")
                .arg(command.transactions->name, page, listed({comparePage(), transactionsPage()})));
}

/// A side of --compare: "postgresql/read committed", an engine's name, or a level.
EngineLevel sideOf(const TransactionLesson& lesson, const EngineChoice& choice, const QString& text)
{
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    if (slash >= 0)
        return {text.first(slash).trimmed(), text.sliced(slash + 1).trimmed()};
    if (knownEngine(text) != nullptr)
        return {text, lesson.levelOn(text)};
    return {engineFor(lesson, choice), text};
}

bool namesEngine(const QString& side)
{
    return side.contains(QLatin1Char('/')) || knownEngine(side) != nullptr;
}

/// A run that is over has its place, and nothing more to ask.
void readRun(CommandReader& reader, WindowCommand& command)
{
    command.transactionRun = std::get<std::shared_ptr<const ReadTransactionJournal>>(*reader.journal());
    const TransactionJournal& journal = command.transactionRun->journal;
    command.place = {journal.header().engine, journal.header().level};
    refuseEnginesOfRun(reader);
    if (reader.has("compare"))
        reader.fail(Text::tr(
            "--open shows a run that is over, and --compare runs a lesson twice. Give one of them."));
    if (reader.has("ask-first"))
        reader.fail(
            Text::tr("--open shows a run that is over, of which --ask-first asks nothing. Leave it out."));
    int last = 0;
    for (const TransactionEvent& event : journal.events())
        last = std::max(last, event.step);
    command.step = reader.has("step") ? reader.number("step", 0, last) : last;
}

void readLesson(CommandReader& reader, WindowCommand& command)
{
    command.transactions = reader.has("scenario")
                               ? std::get<NamedTransactionLesson>(*reader.lesson(reader.text("scenario")))
                               : builtinTransactionLessons().constFirst();
    const TransactionLesson& lesson = command.transactions->lesson;
    command.engines = engineChoice(reader, reader.has("compare") ? Runs::OnCompared : Runs::OnOne);
    if (reader.has("step"))
        command.step = reader.number("step", 0, static_cast<int>(lesson.steps.size()));
    if (reader.has("compare")) {
        command.comparePlaces = comparedPlaces(reader, lesson, command.engines);
        return;
    }
    command.place = placeFor(lesson, command.engines);
    reader.failIf(lesson.problemOn(command.place.engine, command.place.level));
}

void readTransactions(CommandReader& reader, WindowCommand& command)
{
    refuseRequests(reader);
    if (reader.has("open"))
        readRun(reader, command);
    else
        readLesson(reader, command);
    command.isStepNamed = reader.has("step");
    refuseOtherPages(reader, command);
    if (command.page.isEmpty())
        command.page = command.comparePlaces ? comparePage() : transactionsPage();
    command.freePlay = reader.has("database");
}

void readRequests(CommandReader& reader, WindowCommand& command)
{
    command.locking = reader.locking();
    command.compare = reader.compare();
    command.freePlay = reader.has("database") && !reader.has("scenario");
    const bool isFound = !reader.has("scenario") || reader.lesson(reader.text("scenario"));
    if (reader.has("open")) {
        const auto& journal = reader.journal();
        if (journal)
            command.journal = std::get<std::shared_ptr<const ReadJournal>>(*journal);
        else
            reader.fail(journal.error());
    }
    if (reader.has("open") && reader.has("locking"))
        reader.fail(Text::tr("--open shows a journal, which has its own rule. Leave --locking out."));
    command.isStepNamed = reader.has("step");
    if (command.isStepNamed && !command.journal)
        command.step = reader.number("step", 0, static_cast<int>(command.scenario.scenario.steps.size()));
    // A file with a mistake does not say which kind it is.
    if (isFound)
        refuseEngines(reader);
    if (askedPage(reader) == transactionsPage())
        reader.fail(
            Text::tr(
                "“%1” sends requests, which the page %2 does not show. Give a lesson of transactions, or "
                "another page.")
                .arg(reader.text(reader.has("open") ? "open" : "scenario"), transactionsPage()));
}

} // namespace

std::pair<EngineLevel, EngineLevel>
comparedPlaces(CommandReader& reader, const TransactionLesson& lesson, const EngineChoice& choice)
{
    const QStringList sides = reader.comparedNames();
    if (sides.size() != 2) {
        const QStringList levels = knownEngine(lesson.engines.first())->levels;
        reader.fail(
            Text::tr(
                "--compare is “%1”; give two levels with a comma between them, as in %2,%3, or two engines, "
                "as in postgresql/%4,mariadb.")
                .arg(
                    reader.text("compare"),
                    levels.first(),
                    levels.last(),
                    knownEngine(QStringLiteral("postgresql"))->usualLevel));
        return {};
    }
    if (reader.has("level"))
        reader.fail(Text::tr(
            "--compare names the levels to run the lesson at, and --level another. Leave --level out."));
    if (reader.has("engine") && std::ranges::all_of(sides, namesEngine))
        reader.fail(Text::tr(
            "--compare names the engines to run the lesson on, and --engine another. Leave --engine out."));
    const std::pair places(sideOf(lesson, choice, sides.first()), sideOf(lesson, choice, sides.last()));
    for (const EngineLevel& place : {places.first, places.second})
        reader.failIf(lesson.problemOn(place.engine, place.level));
    refuseUnusedServers(reader, {places.first.engine, places.second.engine});
    return places;
}

WindowCommand windowCommand(CommandReader& reader)
{
    WindowCommand command;
    command.file = reader.text(reader.has("open") ? "open" : "scenario");
    if (!command.file.isEmpty() && !isBuiltinLesson(command.file))
        command.fileRead = FileStamp::of(command.file);
    command.stage = reader.stage();
    command.page = reader.page();
    command.askFirst = reader.has("ask-first");
    command.theme = reader.theme();
    if (reader.has("zoom"))
        command.zoom = reader.number("zoom", 75, 250);
    command.size = reader.size();
    command.title = titleOf(reader);
    command.animations = !reader.has("no-animations");
    if (reader.has("open") && reader.has("scenario"))
        reader.fail(Text::tr("--open and --scenario each choose what is shown. Give one of them."));
    const bool isOfTransactions = showsTransactions(reader);
    const bool isNamed = reader.has("scenario") && !isOfTransactions;
    const auto scenario =
        reader.scenario(isNamed ? reader.text("scenario") : builtinScenarios().constFirst().name);
    if (scenario)
        command.scenario = *scenario;
    if (isOfTransactions)
        readTransactions(reader, command);
    else
        readRequests(reader, command);
    return command;
}

} // namespace interleave
