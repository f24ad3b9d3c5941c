#include "cli/commandsyntax.h"

#include "stage/pagenames.h"

#include <QCoreApplication>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::CommandLine)
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
        QStringLiteral("format"),
        QStringLiteral("list")};
}

QCommandLineOption usualOption(const QString& name)
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
        return {
            name,
            Text::tr(
                "The window’s size in pixels, as in 1440x900, even if the screen has less; without it as "
                "last time, within the screen"),
            Text::tr("WxH")};
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
    if (name == QLatin1String("format"))
        return {
            name,
            Text::tr("What to write, whatever OUT ends in: the suffix without its dot, as in svg"),
            Text::tr("FORMAT")};
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
    if (name == QLatin1String("open"))
        return {
            name,
            Text::tr("Open a journal that was saved; one that could only be read in part is shown as far as "
                     "that, which is told, and the exit code is 2"),
            Text::tr("JOURNAL")};
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
    return usualOption(name);
}

} // namespace

bool CommandSyntax::writesAFile() const
{
    return name == QLatin1String("export") || name == QLatin1String("shot");
}

QList<CommandSyntax> subcommands()
{
    const QString scenario = Text::tr("A built-in scenario, or a file");
    return {
        {QStringLiteral("serve"),
         Text::tr("Run the server alone, for curl"),
         {},
         {QStringLiteral("port"),
          QStringLiteral("locking"),
          QStringLiteral("database"),
          QStringLiteral("scenario")},
         {}},
        {QStringLiteral("play"),
         Text::tr("Tell a scenario as text, or all built-in ones"),
         Text::tr("[SCENARIO]"),
         {QStringLiteral("locking")},
         scenario},
        {QStringLiteral("check"),
         Text::tr("Play scenarios under every rule that they have expectations for, and compare"),
         Text::tr("SCENARIO…"),
         {},
         scenario},
        {QStringLiteral("orders"),
         Text::tr("Count what every order of the clients’ steps comes to, under each rule"),
         {},
         {QStringLiteral("clients"),
          QStringLiteral("program"),
          QStringLiteral("retry"),
          QStringLiteral("tick"),
          QStringLiteral("csv")},
         {}},
        {QStringLiteral("export"),
         Text::tr("Write a scenario’s story as a file for documents, without a window"),
         Text::tr("OUT"),
         {QStringLiteral("scenario"),
          QStringLiteral("step"),
          QStringLiteral("open"),
          QStringLiteral("locking"),
          QStringLiteral("compare"),
          QStringLiteral("format")},
         Text::tr("The file to write: .mmd (Mermaid), .puml (PlantUML), .svg (the diagram), .jsonl (the "
                  "journal), .sh (the same requests as curl commands); or - with --format, to write to "
                  "standard output")},
        {QStringLiteral("shot"),
         Text::tr("Draw the window or the diagram as a picture, without a display"),
         Text::tr("[OUT]"),
         shotOptions(),
         Text::tr("The file to write: .png or .svg; or - for a PNG on standard output")},
        {QStringLiteral("scenarios"), Text::tr("List the built-in scenarios"), {}, {}, {}},
    };
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

QCommandLineOption commandOption(const QString& name, bool forFiles)
{
    return forFiles ? optionForFiles(name) : usualOption(name);
}

QString commandOverview(const QString& options)
{
    QString commands;
    for (const CommandSyntax& syntax : subcommands())
        commands += QStringLiteral("  %1%2\n").arg(syntax.name.leftJustified(12), syntax.summary);
    return Text::tr("%1\nCommands, each with a --help of its own:\n%2").arg(options, commands);
}

} // namespace interleave
