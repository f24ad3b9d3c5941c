#include "cli/commandline.h"

#include "cli/commandreader.h"
#include "cli/commandsyntax.h"
#include "cli/lessoncommandline.h"
#include "cli/windowcommandline.h"
#include "core/values/bounds.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "stage/files/inputfile.h"
#include "stage/files/lessonschema.h"
#include "stage/files/savedfile.h"
#include "stage/pagenames.h"

#include <QCommandLineParser>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>

#include <algorithm>

namespace interleave {

namespace {

ExportCommand exportCommand(CommandReader& reader, const QStringList& arguments)
{
    ExportCommand command{windowCommand(reader), arguments.value(0), ExportFormat::Journal};
    reader.endUnlessNamed(command.what);
    command.format = exportFormat(reader, arguments);
    if (command.what.compare && !holdsComparison(command.format))
        reader.fail(
            Text::tr("--compare puts two diagrams beside each other, and of the files to write only .svg "
                     "and .html can hold both. Write one of each rule with --locking."));
    return command;
}

int scaleOf(CommandReader& reader)
{
    return reader.has("scale") ? reader.number("scale", 1, 2) : 1;
}

/// The format from --format, else from the file's suffix; PNG when the file has none.
PictureFormat pictureFormat(CommandReader& reader, const QString& file)
{
    const auto named = [](const QString& name, const char* format) {
        return name.compare(QLatin1String(format), Qt::CaseInsensitive) == 0;
    };
    const QString format = reader.text("format");
    if (reader.has("format") && !named(format, "png") && !named(format, "svg"))
        reader.fail(Text::tr("--format is “%1”; give one of %2.").arg(format, QStringLiteral("png, svg")));
    if (named(format, "svg") || (!reader.has("format") && named(file.right(4), ".svg")))
        return PictureFormat::Svg;
    if (!reader.has("format") && !named(file.right(4), ".png") && !isStandardOutput(file))
        reader.fail(Text::tr("“%1” does not say what to draw; let the file’s name end in .png or .svg, or "
                             "say it with --format.")
                        .arg(file));
    return PictureFormat::Png;
}

ShotCommand shotCommand(CommandReader& reader, const QStringList& arguments)
{
    ShotCommand command{
        windowCommand(reader), arguments.value(0), PictureFormat::Png, ShotCommand::Part::Window};
    reader.endUnlessNamed(command.what);
    if (arguments.size() != 1)
        reader.fail(Text::tr("“interleave shot” takes one file to write, as in: interleave shot window.png"));
    else
        command.format = pictureFormat(reader, command.file);
    const QString what = reader.has("what") ? reader.text("what") : QStringLiteral("window");
    if (what == QLatin1String("diagram")) {
        command.part = ShotCommand::Part::Diagram;
        if (reader.has("page"))
            reader.fail(
                Text::tr("--what diagram draws no page. Leave --page out, or name the page with --what."));
    } else if (viewNames().contains(what)) {
        if (reader.has("page") && reader.text("page") != what)
            reader.fail(Text::tr("--what draws the page %1, and --page shows another. Give one of them.").arg(what));
        command.part = ShotCommand::Part::Page;
        command.what.page = what;
    } else if (what != QLatin1String("window")) {
        reader.fail(
            Text::tr("--what is “%1”; give one of window, diagram, %2.").arg(what, listed(viewNames())));
    }
    refuseWithoutEffect(reader, command);
    return command;
}

/// Each line of a list is a command line, but they share one scale, which Qt reads only once.
void addShots(const QString& file, CommandReader& reader, ShotsCommand& command)
{
    InputFile list(file, bounds::PictureList);
    const QList<QByteArray> lines = list.isOpen() ? list.readAll().split('\n') : QList<QByteArray>();
    if (!list.problem().isEmpty()) {
        reader.fail(Text::tr("The list “%1” cannot be read: %2.").arg(file, list.problem()));
        return;
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = QString::fromUtf8(lines.at(i)).trimmed();
        if (line.isEmpty() || line.startsWith(QLatin1Char('#')))
            continue;
        QStringList words{QStringLiteral("interleave"), QStringLiteral("shot")};
        words += QProcess::splitCommand(line);
        const Command one = parseCommandLine(words);
        const auto* shots = std::get_if<ShotsCommand>(&one);
        if (const auto* bad = std::get_if<BadCommand>(&one))
            reader.fail(Text::tr("“%1”, line %2: %3").arg(file, QString::number(i + 1), bad->problem));
        else if (shots == nullptr)
            reader.fail(Text::tr("“%1”, line %2 is no picture. Write OUT and its options.")
                            .arg(file, QString::number(i + 1)));
        else if (words.contains(QStringLiteral("--list")))
            reader.fail(Text::tr("“%1”, line %2 names another list. Write OUT and its options.")
                            .arg(file, QString::number(i + 1)));
        else if (!command.shots.isEmpty() && shots->scale != command.scale)
            reader.fail(
                Text::tr("“%1”, line %2 has another --scale than the lines before. Keep a list for each.")
                    .arg(file, QString::number(i + 1)));
        else {
            command.scale = shots->scale;
            command.shots += shots->shots;
        }
    }
    const auto toOutput = std::ranges::count_if(
        command.shots, [](const ShotCommand& shot) { return isStandardOutput(shot.file); });
    if (toOutput > 1)
        reader.fail(Text::tr("The list “%1” sends more than one picture to standard output, where nobody can "
                             "tell them apart. Name files.")
                        .arg(file));
    if (command.shots.isEmpty())
        reader.fail(
            Text::tr("The list “%1” names no picture. Write OUT and its options in each line.").arg(file));
}

ShotsCommand shotsCommand(CommandReader& reader, const QStringList& arguments)
{
    ShotsCommand command;
    command.scale = scaleOf(reader);
    if (!reader.has("list"))
        command.shots.append(shotCommand(reader, arguments));
    else if (!arguments.isEmpty())
        reader.fail(Text::tr("“interleave shot” takes a file to write or a --list, not both."));
    else if (reader.count() > 1)
        reader.fail(
            Text::tr("In a --list each line has its own options. Write them there, and none beside it."));
    else
        addShots(reader.text("list"), reader, command);
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

Command subcommand(const CommandSyntax& syntax, CommandReader& reader, const QStringList& arguments)
{
    if (syntax.arguments.isEmpty() && !arguments.isEmpty())
        reader.fail(Text::tr("“interleave %1” takes no “%2”.").arg(syntax.name, arguments.first()));
    if (syntax.name == QLatin1String("scenarios"))
        return ListCommand{};
    if (syntax.name == QLatin1String("stacks")) {
        if (arguments.size() > 1)
            reader.fail(
                Text::tr("“interleave stacks” takes one name, and “%1” is a second one. Put a name of several "
                         "words in quotation marks.")
                    .arg(arguments.at(1)));
        return StacksCommand{arguments.value(0), reader.has("markdown")};
    }
    if (syntax.name == QLatin1String("schema"))
        return schemaCommand(reader, arguments);
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
            isWindow ? QStringLiteral("Usage: interleave [command]") : QStringLiteral("Usage: interleave"));
        return PrintCommand{isWindow ? commandOverview(text) : text};
    }
    if (parser.isSet(version))
        return PrintCommand{QStringLiteral("interleave %1\n").arg(QStringLiteral(INTERLEAVE_VERSION))};
    const QStringList rest = parser.positionalArguments();
    if (isWindow && !rest.isEmpty())
        return BadCommand{Text::tr("There is no command “%1”. %2").arg(rest.first(), advice)};

    CommandReader reader(parser);
    Command command = isWindow ? Command(windowCommand(reader)) : subcommand(*syntax, reader, rest.mid(1));
    if (!reader.problem().isEmpty())
        return BadCommand{reader.problem()};
    return command;
}

} // namespace interleave
