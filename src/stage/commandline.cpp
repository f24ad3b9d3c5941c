#include "stage/commandline.h"

#include "stage/journalfile.h"
#include "stage/pagenames.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>

#include <algorithm>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::CommandLine)
};

/// A subcommand, the options it takes, and what stands for its arguments in the help.
struct Syntax
{
    QString name;
    QString summary;
    QString arguments;
    QStringList options;
    QString argumentHelp = Text::tr("A built-in scenario, or a file");

    /// A picture or an export: what is remembered from the window is nothing to it.
    [[nodiscard]] bool writesAFile() const
    {
        return name == QLatin1String("export") || name == QLatin1String("shot");
    }
};

QStringList shotOptions()
{
    return {
        QStringLiteral("scenario"),
        QStringLiteral("step"),
        QStringLiteral("open"),
        QStringLiteral("locking"),
        QStringLiteral("page"),
        QStringLiteral("compare"),
        QStringLiteral("ask-first"),
        QStringLiteral("theme"),
        QStringLiteral("zoom"),
        QStringLiteral("size"),
        QStringLiteral("scale"),
        QStringLiteral("what"),
        QStringLiteral("list")};
}

QList<Syntax> subcommands()
{
    return {
        {QStringLiteral("serve"),
         Text::tr("Run the server alone, for curl"),
         {},
         {QStringLiteral("port"),
          QStringLiteral("locking"),
          QStringLiteral("database"),
          QStringLiteral("scenario")}},
        {QStringLiteral("play"),
         Text::tr("Tell a scenario as text, or all built-in ones"),
         Text::tr("[SCENARIO]"),
         {QStringLiteral("locking")}},
        {QStringLiteral("check"),
         Text::tr("Play scenarios under every rule that they have expectations for, and compare"),
         Text::tr("SCENARIO…"),
         {}},
        {QStringLiteral("orders"),
         Text::tr("Count what every order of the clients’ steps comes to, under each rule"),
         {},
         {QStringLiteral("clients"),
          QStringLiteral("program"),
          QStringLiteral("retry"),
          QStringLiteral("tick"),
          QStringLiteral("csv")}},
        {QStringLiteral("export"),
         Text::tr("Write a scenario’s story as a file for documents, without a window"),
         Text::tr("OUT"),
         {QStringLiteral("scenario"),
          QStringLiteral("step"),
          QStringLiteral("open"),
          QStringLiteral("locking"),
          QStringLiteral("compare")},
         Text::tr("The file to write: .mmd (Mermaid), .puml (PlantUML), .svg (the diagram), .jsonl (the "
                  "journal), .sh (the same requests as curl commands)")},
        {QStringLiteral("shot"),
         Text::tr("Draw the window or the diagram as a picture, without a display"),
         Text::tr("[OUT]"),
         shotOptions(),
         Text::tr("The file to write: .png or .svg")},
        {QStringLiteral("scenarios"), Text::tr("List the built-in scenarios"), {}, {}},
    };
}

QCommandLineOption option(const QString& name)
{
    if (name == QLatin1String("port"))
        return {name, Text::tr("Listen on this port, or give up if it is taken"), Text::tr("N")};
    if (name == QLatin1String("locking"))
        return {name, Text::tr("The server’s rule: off, version, timestamp or lease"), Text::tr("RULE")};
    if (name == QLatin1String("database"))
        return {name, Text::tr("Keep the records of free play in this file"), Text::tr("FILE")};
    if (name == QLatin1String("scenario"))
        return {name, Text::tr("A built-in scenario, or a file"), Text::tr("NAME|FILE")};
    if (name == QLatin1String("step"))
        return {name, Text::tr("Show the scenario after this many steps"), Text::tr("N")};
    if (name == QLatin1String("compare"))
        return {
            name,
            Text::tr("Compare two rules: the page with the scenario under both"),
            Text::tr("RULE,RULE")};
    if (name == QLatin1String("ask-first"))
        return {
            name, Text::tr("Ask what becomes of a step before it runs, where the scenario has a question")};
    if (name == QLatin1String("page"))
        return {
            name,
            Text::tr("The page to show: %1").arg(pageNames().join(QLatin1String(", "))),
            Text::tr("NAME")};
    if (name == QLatin1String("open"))
        return {name, Text::tr("Open a journal that was saved"), Text::tr("JOURNAL")};
    if (name == QLatin1String("theme"))
        return {
            name,
            Text::tr("system, light, dark or high-contrast; without it as last time"),
            Text::tr("THEME")};
    if (name == QLatin1String("zoom"))
        return {
            name,
            Text::tr("75 to 250; without it as last time, at first as fits the window"),
            Text::tr("PERCENT")};
    if (name == QLatin1String("size"))
        return {name, Text::tr("The window’s size in pixels, as in 1440x900"), Text::tr("WxH")};
    if (name == QLatin1String("clients"))
        return {name, Text::tr("2 (unless you say otherwise) to 4"), Text::tr("N")};
    if (name == QLatin1String("program"))
        return {name, Text::tr("What each client does: read,save or read,edit,save"), Text::tr("STEPS")};
    if (name == QLatin1String("retry"))
        return {
            name,
            Text::tr("How often a client that is refused runs it again: none, once or forever"),
            Text::tr("TIMES")};
    if (name == QLatin1String("tick"))
        return {
            name,
            Text::tr("The clock stands still, and the record is of the same tick or of an older one"),
            Text::tr("same|older")};
    if (name == QLatin1String("csv"))
        return {name, Text::tr("Comma-separated values instead of a table")};
    if (name == QLatin1String("scale"))
        return {name, Text::tr("1 or 2 pixels of the picture for each of the window"), Text::tr("N")};
    if (name == QLatin1String("what"))
        return {
            name,
            Text::tr("window, diagram, or a page without the bar over it: %1")
                .arg(pageNames().join(QLatin1String(", "))),
            Text::tr("WHAT")};
    if (name == QLatin1String("list"))
        return {
            name,
            Text::tr("Draw many in one go: each line of the file is OUT and its options"),
            Text::tr("FILE")};
    return {name, Text::tr("Nothing moves")};
}

QCommandLineOption optionForFiles(const QString& name)
{
    if (name == QLatin1String("step"))
        return {
            name,
            Text::tr("As it is after this many steps, or messages of a journal; without it at the end"),
            Text::tr("N")};
    if (name == QLatin1String("theme"))
        return {name, Text::tr("light, dark or high-contrast; without it light"), Text::tr("THEME")};
    if (name == QLatin1String("zoom"))
        return {name, Text::tr("75 to 250; without it as fits the size"), Text::tr("PERCENT")};
    if (name == QLatin1String("compare"))
        return {
            name,
            Text::tr("Compare two rules: the page with the scenario under both, or the two diagrams"),
            Text::tr("RULE,RULE")};
    if (name == QLatin1String("size"))
        return {
            name,
            Text::tr("The window’s size in pixels, as in 1440x900, which it is without this"),
            Text::tr("WxH")};
    return option(name);
}

QStringList windowOptions()
{
    return {
        QStringLiteral("scenario"),
        QStringLiteral("step"),
        QStringLiteral("page"),
        QStringLiteral("compare"),
        QStringLiteral("ask-first"),
        QStringLiteral("open"),
        QStringLiteral("locking"),
        QStringLiteral("theme"),
        QStringLiteral("zoom"),
        QStringLiteral("size"),
        QStringLiteral("port"),
        QStringLiteral("database"),
        QStringLiteral("no-animations")};
}

/// Collects the first thing that is wrong.
class Reader final
{
public:
    explicit Reader(const QCommandLineParser& parser)
        : m_parser(&parser)
    {
    }

    [[nodiscard]] const QString& problem() const { return m_problem; }
    [[nodiscard]] bool has(const char* name) const
    {
        // Asked like this also for an option that this command does not take.
        return m_parser->optionNames().contains(QLatin1String(name));
    }
    [[nodiscard]] QString text(const char* name) const
    {
        return has(name) ? m_parser->value(QString::fromLatin1(name)) : QString();
    }

    [[nodiscard]] int number(const char* name, int least, int most)
    {
        bool ok = false;
        const int value = text(name).toInt(&ok);
        if (!ok || value < least || value > most) {
            fail(Text::tr("--%1 is “%2”; give a whole number from %3 to %4.")
                     .arg(QString::fromLatin1(name), text(name))
                     .arg(least)
                     .arg(most));
        }
        return value;
    }
    [[nodiscard]] std::optional<Locking> locking()
    {
        if (!has("locking"))
            return std::nullopt;
        const auto value = lockingFromName(text("locking"));
        if (!value) {
            QStringList names;
            for (const Locking rule : allLocking())
                names.append(toName(rule));
            fail(Text::tr("--locking is “%1”; give one of %2.")
                     .arg(text("locking"), names.join(QLatin1String(", "))));
        }
        return value;
    }
    [[nodiscard]] std::optional<NamedScenario> scenario(const QString& nameOrFile)
    {
        auto found = findScenario(nameOrFile);
        if (!found) {
            fail(found.error());
            return std::nullopt;
        }
        return std::move(found).value();
    }
    [[nodiscard]] StageOptions stage()
    {
        StageOptions options;
        if (has("port"))
            options.port = static_cast<quint16>(number("port", 0, 65535));
        options.databaseFile = text("database");
        if (has("database") && options.databaseFile.isEmpty())
            fail(Text::tr("--database names no file. Give one."));
        options.locking = locking().value_or(Locking::Off);
        return options;
    }
    /// What \a windowCommand chose, with the last step where none was named.
    void endUnlessNamed(WindowCommand& command)
    {
        const int last = command.journal ? static_cast<int>(command.journal->journal.latest().messages())
                                         : static_cast<int>(command.scenario.scenario.steps.size());
        command.step = has("step") ? number("step", 0, last) : last;
    }
    [[nodiscard]] QSize size()
    {
        if (!has("size"))
            return {};
        const QStringList parts = text("size").split(QLatin1Char('x'));
        const int width = parts.value(0).toInt();
        const int height = parts.value(1).toInt();
        if (parts.size() != 2 || std::min(width, height) < 320 || std::max(width, height) > 16384)
            fail(Text::tr("--size is “%1”; give width and height of 320 to 16384, as in 1440x900.")
                     .arg(text("size")));
        return {width, height};
    }
    [[nodiscard]] QString theme()
    {
        if (!has("theme"))
            return {};
        const QStringList known{
            QStringLiteral("system"),
            QStringLiteral("light"),
            QStringLiteral("dark"),
            QStringLiteral("high-contrast")};
        if (!known.contains(text("theme")))
            fail(Text::tr("--theme is “%1”; give one of %2.")
                     .arg(text("theme"), known.join(QLatin1String(", "))));
        return text("theme");
    }
    [[nodiscard]] QString page()
    {
        const QStringList known = pageNames();
        if (has("page") && !known.contains(text("page")))
            fail(Text::tr("--page is “%1”; give one of %2.")
                     .arg(text("page"), known.join(QLatin1String(", "))));
        return text("page");
    }
    [[nodiscard]] std::optional<std::pair<Locking, Locking>> compare()
    {
        if (!has("compare"))
            return std::nullopt;
        if (has("page") && text("page") != QLatin1String("compare"))
            fail(Text::tr("--compare shows the page compare, and --page another. Give one of them."));
        const QStringList names = text("compare").split(QLatin1Char(','));
        const auto left = lockingFromName(names.value(0));
        const auto right = lockingFromName(names.value(1));
        if (names.size() != 2 || !left || !right) {
            fail(Text::tr("--compare is “%1”; give two rules with a comma between them, as in off,version.")
                     .arg(text("compare")));
            return std::nullopt;
        }
        return std::pair(*left, *right);
    }
    void fail(const QString& problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }

private:
    const QCommandLineParser* m_parser;
    QString m_problem;
};

WindowCommand windowCommand(Reader& reader)
{
    WindowCommand command;
    command.stage = reader.stage();
    command.locking = reader.locking();
    command.page = reader.page();
    command.compare = reader.compare();
    command.askFirst = reader.has("ask-first");
    command.theme = reader.theme();
    if (reader.has("zoom"))
        command.zoom = reader.number("zoom", 75, 250);
    command.size = reader.size();
    command.animations = !reader.has("no-animations");
    command.freePlay = reader.has("database") && !reader.has("scenario");
    const auto scenario =
        reader.scenario(reader.has("scenario") ? reader.text("scenario") : builtinScenarios().first().name);
    if (!scenario)
        return command;
    command.scenario = *scenario;
    if (reader.has("open")) {
        auto journal = loadJournal(reader.text("open"));
        if (journal)
            command.journal = std::make_shared<const ReadJournal>(std::move(journal).value());
        else
            reader.fail(journal.error());
    }
    if (reader.has("open") && reader.has("scenario"))
        reader.fail(Text::tr("--open and --scenario each choose what is shown. Give one of them."));
    if (reader.has("step") && !command.journal)
        command.step = reader.number("step", 0, static_cast<int>(scenario->scenario.steps.size()));
    return command;
}

ExportCommand exportCommand(Reader& reader, const QStringList& arguments)
{
    ExportCommand command{windowCommand(reader), arguments.value(0), ExportFormat::Journal};
    reader.endUnlessNamed(command.what);
    if (arguments.size() != 1)
        reader.fail(Text::tr("“interleave export” takes one file to write, as in: interleave export "
                             "lost-update.mmd"));
    else if (const auto format = exportFormatOf(command.file))
        command.format = *format;
    else
        reader.fail(unknownExport(command.file));
    if (command.what.compare && command.format != ExportFormat::Svg)
        reader.fail(
            Text::tr("--compare puts two diagrams beside each other, and of the files to write only .svg "
                     "can hold both. Write one of each rule with --locking."));
    return command;
}

int scaleOf(Reader& reader)
{
    return reader.has("scale") ? reader.number("scale", 1, 2) : 1;
}

ShotCommand shotCommand(Reader& reader, const QStringList& arguments)
{
    ShotCommand command{windowCommand(reader), arguments.value(0), ShotCommand::Part::Window};
    reader.endUnlessNamed(command.what);
    if (arguments.size() != 1)
        reader.fail(Text::tr("“interleave shot” takes one file to write, as in: interleave shot window.png"));
    else if (
        !command.file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive) &&
        !command.file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        reader.fail(Text::tr("“%1” does not say what to draw; let the file’s name end in .png or .svg.")
                        .arg(command.file));
    const QString what = reader.has("what") ? reader.text("what") : QStringLiteral("window");
    if (what == QLatin1String("diagram")) {
        command.part = ShotCommand::Part::Diagram;
    } else if (pageNames().contains(what)) {
        command.part = ShotCommand::Part::Page;
        command.what.page = what;
    } else if (what != QLatin1String("window")) {
        reader.fail(Text::tr("--what is “%1”; give one of window, diagram, %2.")
                        .arg(what, pageNames().join(QLatin1String(", "))));
    }
    return command;
}

/// A list's lines are command lines of their own, and its scale is everybody's: Qt learns it once.
void addShots(const QString& file, Reader& reader, ShotsCommand& command)
{
    QFile list(file);
    if (!list.open(QIODevice::ReadOnly)) {
        reader.fail(Text::tr("The list “%1” cannot be read: %2.").arg(file, list.errorString()));
        return;
    }
    const QList<QByteArray> lines = list.readAll().split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = QString::fromUtf8(lines.at(i)).trimmed();
        if (line.isEmpty() || line.startsWith(QLatin1Char('#')))
            continue;
        QStringList words{QStringLiteral("interleave"), QStringLiteral("shot")};
        words += QProcess::splitCommand(line);
        const Command one = parseCommandLine(words);
        const auto* shots = std::get_if<ShotsCommand>(&one);
        if (const auto* bad = std::get_if<BadCommand>(&one))
            reader.fail(Text::tr("“%1”, line %2: %3").arg(file).arg(i + 1).arg(bad->problem));
        else if (shots == nullptr)
            reader.fail(
                Text::tr("“%1”, line %2 is no picture. Write OUT and its options.").arg(file).arg(i + 1));
        else if (words.contains(QStringLiteral("--list")))
            reader.fail(Text::tr("“%1”, line %2 names another list. Write OUT and its options.")
                            .arg(file)
                            .arg(i + 1));
        else if (!command.shots.isEmpty() && shots->scale != command.scale)
            reader.fail(
                Text::tr("“%1”, line %2 has another --scale than the lines before. Keep a list for each.")
                    .arg(file)
                    .arg(i + 1));
        else {
            command.scale = shots->scale;
            command.shots += shots->shots;
        }
    }
    if (command.shots.isEmpty())
        reader.fail(
            Text::tr("The list “%1” names no picture. Write OUT and its options in each line.").arg(file));
}

ShotsCommand shotsCommand(Reader& reader, const QStringList& arguments)
{
    ShotsCommand command;
    command.scale = scaleOf(reader);
    if (!reader.has("list"))
        command.shots.append(shotCommand(reader, arguments));
    else if (!arguments.isEmpty())
        reader.fail(Text::tr("“interleave shot” takes a file to write or a --list, not both."));
    else
        addShots(reader.text("list"), reader, command);
    return command;
}

Command subcommand(const Syntax& syntax, Reader& reader, const QStringList& arguments)
{
    if (syntax.arguments.isEmpty() && !arguments.isEmpty())
        reader.fail(Text::tr("“interleave %1” takes no “%2”.").arg(syntax.name, arguments.first()));
    if (syntax.name == QLatin1String("scenarios"))
        return ListCommand{};
    if (syntax.name == QLatin1String("orders")) {
        return OrdersCommand{
            reader.text("clients"),
            reader.text("program"),
            reader.text("retry"),
            reader.text("tick"),
            reader.has("csv")};
    }
    if (syntax.name == QLatin1String("serve")) {
        ServeCommand command{reader.stage(), std::nullopt};
        if (reader.has("scenario"))
            command.scenario = reader.scenario(reader.text("scenario"));
        if (command.scenario && !reader.has("locking"))
            command.stage.locking = command.scenario->scenario.locking;
        return command;
    }
    if (syntax.name == QLatin1String("check")) {
        if (arguments.isEmpty())
            reader.fail(
                Text::tr("Name the scenarios to check; “interleave scenarios” lists the built-in ones."));
        CheckCommand command;
        for (const QString& argument : arguments) {
            if (auto scenario = findScenario(argument))
                command.scenarios.append(std::move(scenario).value());
            else
                command.unreadable.append(scenario.error());
        }
        return command;
    }
    if (syntax.name == QLatin1String("export"))
        return exportCommand(reader, arguments);
    if (syntax.name == QLatin1String("shot"))
        return shotsCommand(reader, arguments);
    QList<NamedScenario> scenarios;
    for (const QString& argument : arguments) {
        if (const auto scenario = reader.scenario(argument))
            scenarios.append(*scenario);
    }
    if (arguments.size() > 1)
        reader.fail(Text::tr("“interleave play” takes one scenario, not also “%1”.").arg(arguments.at(1)));
    return PlayCommand{arguments.isEmpty() ? builtinScenarios() : scenarios, reader.locking()};
}

QString overview(const QString& options)
{
    QString commands;
    for (const Syntax& syntax : subcommands())
        commands += QStringLiteral("  %1%2\n").arg(syntax.name, -12).arg(syntax.summary);
    return Text::tr("%1\nCommands, each with a --help of its own:\n%2").arg(options, commands);
}

} // namespace

Command parseCommandLine(const QStringList& arguments)
{
    const QList<Syntax> known = subcommands();
    const auto syntax = std::ranges::find(known, arguments.value(1), &Syntax::name);
    const bool isWindow = syntax == known.end();

    QCommandLineParser parser;
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    for (const QString& name : isWindow ? windowOptions() : syntax->options)
        parser.addOption(!isWindow && syntax->writesAFile() ? optionForFiles(name) : option(name));
    if (isWindow) {
        parser.setApplicationDescription(Text::tr(
            "Shows how concurrent API updates overwrite each other, and how a version check stops it."));
    } else {
        parser.setApplicationDescription(syntax->summary);
        parser.addPositionalArgument(syntax->name, {}, syntax->name);
        if (!syntax->arguments.isEmpty())
            parser.addPositionalArgument(
                syntax->writesAFile() ? QStringLiteral("OUT") : QStringLiteral("scenario"),
                syntax->argumentHelp,
                syntax->arguments);
    }

    const QString advice = Text::tr("“interleave --help” lists what there is.");
    if (!parser.parse(arguments))
        return BadCommand{QStringLiteral("%1 %2").arg(parser.errorText(), advice)};
    if (parser.isSet(help)) {
        // What Qt takes for the program's name depends on whether there is an application object.
        static const QRegularExpression usage(QStringLiteral("^Usage: \\S+"));
        const QString text = parser.helpText().replace(
            usage,
            isWindow ? QStringLiteral("Usage: interleave [command]") : QStringLiteral("Usage: interleave"));
        return PrintCommand{isWindow ? overview(text) : text};
    }
    if (parser.isSet(version))
        return PrintCommand{QStringLiteral("interleave %1\n").arg(QStringLiteral(INTERLEAVE_VERSION))};
    const QStringList rest = parser.positionalArguments();
    if (isWindow && !rest.isEmpty())
        return BadCommand{Text::tr("There is no command “%1”. %2").arg(rest.first(), advice)};

    Reader reader(parser);
    Command command = isWindow ? Command(windowCommand(reader)) : subcommand(*syntax, reader, rest.mid(1));
    if (!reader.problem().isEmpty())
        return BadCommand{reader.problem()};
    return command;
}

} // namespace interleave
