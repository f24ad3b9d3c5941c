#include "cli/commandline.h"

#include "cli/commandreader.h"
#include "cli/lessoncommandline.h"
#include "cli/shotcommandline.h"
#include "cli/syntax/commandsyntax.h"
#include "cli/syntax/completion.h"
#include "cli/syntax/manualpage.h"
#include "cli/windowcommandline.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "stage/files/lessonschema.h"
#include "stage/files/savedfile.h"
#include "stage/pagenames.h"

#include <QCommandLineParser>
#include <QRegularExpression>

#include <algorithm>

namespace interleave {

namespace {

ExportCommand exportCommand(CommandReader& reader, const QStringList& arguments)
{
    ExportCommand command{windowCommand(reader), arguments.value(0), ExportFormat::Journal};
    reader.endUnlessNamed(command.what);
    command.format = exportFormat(reader, arguments);
    command.drawing = drawingOptions(reader, command.what.step);
    refuseDrawingOptions(reader, command.format);
    if (command.what.compare && !holdsComparison(command.format))
        reader.fail(
            Text::tr("--compare puts two diagrams beside each other, and of the files to write only .svg "
                     "and .html can hold both. Write one of each rule with --locking."));
    refuseWithoutEffect(reader, command);
    return command;
}

PrintCommand schemaCommand(CommandReader& reader, const QStringList& arguments)
{
    if (arguments.size() > 1)
        reader.fail(Text::tr("“interleave schema” takes one kind of lesson file, or none."));
    const auto schema = lessonSchema(arguments.value(0));
    if (schema)
        return {QString::fromUtf8(*schema)};
    reader.fail(schema.error());
    return {};
}

PrintCommand completionCommand(CommandReader& reader, const QStringList& arguments)
{
    const QString shell = arguments.value(0);
    if (arguments.size() > 1)
        reader.fail(Text::tr("“interleave completion” takes one shell."));
    if (const auto script = shellCompletion(shell))
        return {*script};
    reader.fail(
        shell.isEmpty()
            ? Text::tr("“interleave completion” needs the name of a shell; give one of %1.")
                  .arg(listed(shellNames()))
            : Text::tr("There is no completion for “%1”; give one of %2.").arg(shell, listed(shellNames())));
    return {};
}

/// Of those that only print what is built in.
std::optional<Command>
tellingCommand(const CommandSyntax& syntax, CommandReader& reader, const QStringList& arguments)
{
    if (syntax.name == QLatin1String("scenarios"))
        return ListCommand{};
    if (syntax.name == QLatin1String("stacks")) {
        if (arguments.size() > 1)
            reader.fail(
                Text::tr(
                    "“interleave stacks” takes one name, and “%1” is a second one. Put a name of several "
                    "words in quotation marks.")
                    .arg(arguments.at(1)));
        return StacksCommand{arguments.value(0), reader.has("markdown")};
    }
    if (syntax.name == QLatin1String("schema"))
        return schemaCommand(reader, arguments);
    if (syntax.name == QLatin1String("manual"))
        return PrintCommand{manualPage()};
    if (syntax.name == QLatin1String("completion"))
        return completionCommand(reader, arguments);
    return std::nullopt;
}

Command subcommand(const CommandSyntax& syntax, CommandReader& reader, const QStringList& arguments)
{
    if (syntax.arguments.isEmpty() && !arguments.isEmpty())
        reader.fail(Text::tr("“interleave %1” takes no “%2”.").arg(syntax.name, arguments.first()));
    if (const auto telling = tellingCommand(syntax, reader, arguments))
        return *telling;
    if (syntax.name == QLatin1String("orders")) {
        return OrdersCommand{
            reader.text("clients"),
            reader.text("program"),
            reader.text("retry"),
            reader.text("tick"),
            reader.has("csv")};
    }
    if (syntax.name == QLatin1String("isolation")) {
        return IsolationCommand{
            reader.text("engine"),
            reader.text("level"),
            reader.text("anomaly"),
            reader.text("postgresql"),
            reader.text("mariadb"),
            reader.has("csv")};
    }
    if (syntax.name == QLatin1String("serve")) {
        ServeCommand command{reader.stage(), std::nullopt};
        if (reader.has("scenario"))
            command.scenario = reader.scenario(reader.text("scenario"));
        if (reader.has("database") && reader.has("scenario"))
            reader.fail(
                Text::tr("--database serves the records that the file keeps, and --scenario brings its own. "
                         "Give one of them."));
        if (command.scenario && !reader.has("locking"))
            command.stage.locking = command.scenario->scenario.locking;
        command.room = reader.room(arguments);
        return command;
    }
    if (syntax.name == QLatin1String("check"))
        return checkCommand(reader, arguments);
    if (syntax.name == QLatin1String("export")) {
        if (namesTransactions(reader))
            return transactionExportCommand(reader, arguments);
        // A file with a mistake does not say which kind it is.
        if (!reader.has("scenario") || reader.lesson(reader.text("scenario")))
            refuseEngines(reader);
        return exportCommand(reader, arguments);
    }
    if (syntax.name == QLatin1String("shot"))
        return shotsCommand(reader, arguments);
    return playCommand(reader, arguments);
}

} // namespace

Command parseCommandLine(const QStringList& arguments)
{
    const QList<CommandSyntax> known = subcommands();
    const auto syntax = std::ranges::find(known, arguments.value(1), &CommandSyntax::name);
    const bool isWindow = syntax == known.end();

    QCommandLineParser parser;
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    for (const QString& name : isWindow ? windowOptions() : syntax->options)
        parser.addOption(commandOption(name, !isWindow && syntax->writesAFile()));
    if (isWindow) {
        parser.setApplicationDescription(Text::tr(
            "Shows how concurrent API updates overwrite each other, and how a version check stops it."));
    } else {
        parser.setApplicationDescription(syntax->summary);
        parser.addPositionalArgument(syntax->name, {}, syntax->name);
        if (!syntax->arguments.isEmpty())
            parser.addPositionalArgument(syntax->argumentName, syntax->argumentHelp, syntax->arguments);
    }

    const QString advice = isWindow
                               ? Text::tr("“interleave --help” lists what there is.")
                               : Text::tr("“interleave %1 --help” lists what it takes.").arg(syntax->name);
    if (!parser.parse(arguments))
        return BadCommand{QStringLiteral("%1 %2").arg(parser.errorText(), advice)};
    // Qt adds the second one, for options of its own, which are not shown here.
    if (parser.isSet(help) || parser.isSet(QStringLiteral("help-all"))) {
        // The program's name in Qt's text depends on whether there is an application object.
        static const QRegularExpression usage(QStringLiteral("^Usage: \\S+"));
        const QString text = parser.helpText().replace(
            usage,
            isWindow ? QStringLiteral("Usage: interleave [command | FILE]")
                     : QStringLiteral("Usage: interleave"));
        return PrintCommand{isWindow ? commandOverview(text) : text};
    }
    if (parser.isSet(version))
        return PrintCommand{QStringLiteral("interleave %1\n").arg(programVersion())};
    const QStringList rest = parser.positionalArguments();
    const bool isFile = isWindow && rest.size() == 1 && namesAFile(rest.first());
    if (isWindow && !rest.isEmpty() && !isFile)
        return BadCommand{Text::tr("There is no command “%1”. %2").arg(rest.first(), advice)};

    CommandReader reader(parser);
    if (isFile)
        reader.take(rest.first());
    Command command = isWindow ? Command(windowCommand(reader)) : subcommand(*syntax, reader, rest.mid(1));
    if (!reader.problem().isEmpty())
        return BadCommand{reader.problem()};
    return command;
}

} // namespace interleave
