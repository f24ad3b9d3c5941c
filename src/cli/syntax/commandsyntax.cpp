#include "cli/syntax/commandsyntax.h"

#include "core/model/locking.h"
#include "core/transactions/knownengines.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "stage/pagenames.h"

#include <algorithm>
#include <array>

namespace interleave {

namespace {

/// An option's text in the help. Texts are translated when they are requested; %1 is the pages' names, %2 the
/// rules', %3 the engines'.
struct OptionRow final
{
    const char* name;
    const char* meaning;
    /// Null when the option takes no value.
    const char* value = nullptr;
    /// Its meaning for commands that write a file; null when it is the same.
    const char* meaningForFiles = nullptr;
};

constexpr std::array optionRows = {
    OptionRow{
        "port",
        QT_TRANSLATE_NOOP("interleave", "Listen on this port, or give up if it is taken"),
        QT_TRANSLATE_NOOP("interleave", "N")},
    OptionRow{
        "locking",
        QT_TRANSLATE_NOOP("interleave", "The server’s rule: %2"),
        QT_TRANSLATE_NOOP("interleave", "RULE")},
    OptionRow{
        "database",
        QT_TRANSLATE_NOOP("interleave", "Keep the records of free play in this file"),
        QT_TRANSLATE_NOOP("interleave", "FILE")},
    OptionRow{
        "scenario",
        QT_TRANSLATE_NOOP("interleave", "A built-in scenario or lesson of transactions, or a file"),
        QT_TRANSLATE_NOOP("interleave", "NAME|FILE")},
    OptionRow{
        "step",
        QT_TRANSLATE_NOOP("interleave", "Show the scenario after this many steps"),
        QT_TRANSLATE_NOOP("interleave", "N"),
        QT_TRANSLATE_NOOP(
            "interleave",
            "As it is after this many steps, where a page opens; without it at the end, looking at what "
            "decided it")},
    OptionRow{
        "title",
        QT_TRANSLATE_NOOP("interleave", "Say this over the picture instead of the scenario’s story"),
        QT_TRANSLATE_NOOP("interleave", "TEXT")},
    OptionRow{"no-title", QT_TRANSLATE_NOOP("interleave", "Leave out what is said over the picture")},
    OptionRow{
        "compare",
        QT_TRANSLATE_NOOP(
            "interleave",
            "Compare two rules: the page with the scenario under both; or two levels or databases with a "
            "lesson "
            "of transactions, as in “read committed,serializable” or postgresql,mariadb"),
        QT_TRANSLATE_NOOP("interleave", "RULE,RULE"),
        QT_TRANSLATE_NOOP(
            "interleave",
            "Compare two rules, on the page or as two diagrams; with a lesson of transactions two levels or "
            "databases, as in “read committed,serializable” or postgresql,mariadb")},
    OptionRow{
        "ask-first",
        QT_TRANSLATE_NOOP(
            "interleave", "Ask what becomes of a step before it runs, where the scenario has a question")},
    OptionRow{
        "page",
        QT_TRANSLATE_NOOP("interleave", "The page to show: %1"),
        QT_TRANSLATE_NOOP("interleave", "NAME")},
    OptionRow{
        "open",
        QT_TRANSLATE_NOOP("interleave", "Open a journal that was saved"),
        QT_TRANSLATE_NOOP("interleave", "JOURNAL"),
        QT_TRANSLATE_NOOP(
            "interleave",
            "Open a journal that was saved; one that could only be read in part is shown as far as that, "
            "which is told, and the exit code is 2")},
    OptionRow{
        "theme",
        QT_TRANSLATE_NOOP("interleave", "system, light, dark or high-contrast; without it as last time"),
        QT_TRANSLATE_NOOP("interleave", "THEME"),
        QT_TRANSLATE_NOOP("interleave", "light, dark or high-contrast; without it light")},
    OptionRow{
        "zoom",
        QT_TRANSLATE_NOOP("interleave", "75 to 250; without it as last time, at first as fits the window"),
        QT_TRANSLATE_NOOP("interleave", "PERCENT"),
        QT_TRANSLATE_NOOP("interleave", "75 to 250; without it as fits the size")},
    OptionRow{
        "size",
        QT_TRANSLATE_NOOP(
            "interleave",
            "The window’s size in pixels, as in 1440x900, even if the screen has less; without it as last "
            "time, within the screen"),
        QT_TRANSLATE_NOOP("interleave", "WxH"),
        QT_TRANSLATE_NOOP(
            "interleave", "The window’s size in pixels, as in 1440x900, which it is without this")},
    OptionRow{
        "clients",
        QT_TRANSLATE_NOOP("interleave", "2 (unless you say otherwise) to 4"),
        QT_TRANSLATE_NOOP("interleave", "N")},
    OptionRow{
        "program",
        QT_TRANSLATE_NOOP("interleave", "What each client does: read,save or read,edit,save"),
        QT_TRANSLATE_NOOP("interleave", "STEPS")},
    OptionRow{
        "retry",
        QT_TRANSLATE_NOOP(
            "interleave", "How often a client that is refused runs it again: none, once or forever"),
        QT_TRANSLATE_NOOP("interleave", "TIMES")},
    OptionRow{
        "tick",
        QT_TRANSLATE_NOOP(
            "interleave", "The clock stands still, and the record is of the same tick or of an older one"),
        QT_TRANSLATE_NOOP("interleave", "same|older")},
    OptionRow{
        "engine",
        QT_TRANSLATE_NOOP("interleave", "The database to run transactions on: %3"),
        QT_TRANSLATE_NOOP("interleave", "NAME")},
    OptionRow{
        "level",
        QT_TRANSLATE_NOOP("interleave", "The isolation level, such as serializable"),
        QT_TRANSLATE_NOOP("interleave", "NAME")},
    OptionRow{
        "anomaly",
        QT_TRANSLATE_NOOP("interleave", "What to look for, such as lost-update; without it everything"),
        QT_TRANSLATE_NOOP("interleave", "NAME")},
    OptionRow{
        "postgresql",
        QT_TRANSLATE_NOOP(
            "interleave",
            "A server of your own instead of a private one, as in “host=db user=me dbname=test”"),
        QT_TRANSLATE_NOOP("interleave", "CONNINFO")},
    OptionRow{
        "mariadb",
        QT_TRANSLATE_NOOP(
            "interleave", "A server of your own instead of a private one, as in mariadb://me@db:3306/"),
        QT_TRANSLATE_NOOP("interleave", "URL")},
    OptionRow{
        "confirm",
        QT_TRANSLATE_NOOP(
            "interleave",
            "Run statements from a file on a server of your own as this role, which is the one you connect "
            "as"),
        QT_TRANSLATE_NOOP("interleave", "ROLE")},
    OptionRow{"markdown", QT_TRANSLATE_NOOP("interleave", "Markdown for documents instead of text")},
    OptionRow{"csv", QT_TRANSLATE_NOOP("interleave", "Comma-separated values instead of a table")},
    OptionRow{
        "scale",
        QT_TRANSLATE_NOOP("interleave", "1 or 2 pixels of the picture for each of the window"),
        QT_TRANSLATE_NOOP("interleave", "N")},
    OptionRow{
        "format",
        QT_TRANSLATE_NOOP(
            "interleave", "What to write, whatever OUT ends in: the suffix without its dot, as in svg"),
        QT_TRANSLATE_NOOP("interleave", "FORMAT")},
    OptionRow{
        "what",
        QT_TRANSLATE_NOOP("interleave", "window, diagram, or a page without the bar over it: %1"),
        QT_TRANSLATE_NOOP("interleave", "WHAT")},
    OptionRow{
        "list",
        QT_TRANSLATE_NOOP(
            "interleave", "Draw many in one go: each line of the file is OUT and its options, any of these"),
        QT_TRANSLATE_NOOP("interleave", "FILE")},
    OptionRow{
        "frames",
        QT_TRANSLATE_NOOP(
            "interleave",
            "Write a picture of each step to this folder instead of OUT, all of one size: step-00.png, "
            "step-01.png …"),
        QT_TRANSLATE_NOOP("interleave", "DIR")},
    OptionRow{
        "width",
        QT_TRANSLATE_NOOP(
            "interleave",
            "Fit the diagram into 320 to 2000 pixels at 100 %; of two, one goes below the other under 700"),
        QT_TRANSLATE_NOOP("interleave", "N")},
    OptionRow{"no-legend", QT_TRANSLATE_NOOP("interleave", "Leave out what the diagram’s signs mean")},
    OptionRow{
        "highlight",
        QT_TRANSLATE_NOOP("interleave", "Emphasise this step in the diagram"),
        QT_TRANSLATE_NOOP("interleave", "STEP")},
    OptionRow{
        "room",
        QT_TRANSLATE_NOOP(
            "interleave", "Open the room, so that phones in the same network can be clients of the record")},
    OptionRow{
        "room-port",
        QT_TRANSLATE_NOOP("interleave", "The room’s port, or give up if it is taken"),
        QT_TRANSLATE_NOOP("interleave", "N")},
    OptionRow{"no-animations", QT_TRANSLATE_NOOP("interleave", "Nothing moves")},
};

struct CommandRow final
{
    const char* name;
    const char* summary;
    /// In the order of the help, separated by spaces.
    const char* options;
    const char* arguments = nullptr;
    const char* argumentHelp = nullptr;
    const char* argumentName = "scenario";
};

constexpr std::array commandRows = {
    CommandRow{
        "serve",
        QT_TRANSLATE_NOOP("interleave", "Run the server alone, for curl, or for phones"),
        "port locking database scenario room room-port",
        QT_TRANSLATE_NOOP("interleave", "[ADDRESS]"),
        QT_TRANSLATE_NOOP(
            "interleave",
            "With --room: the address of this machine at which phones reach it, such as 192.168.1.20; "
            "without "
            "it the first one that is found"),
        "ADDRESS"},
    CommandRow{
        "play",
        QT_TRANSLATE_NOOP(
            "interleave", "Tell a scenario or a lesson of transactions as text, or all built-in scenarios"),
        "locking engine level postgresql mariadb confirm",
        QT_TRANSLATE_NOOP("interleave", "[SCENARIO]"),
        QT_TRANSLATE_NOOP("interleave", "A built-in scenario, or a file")},
    CommandRow{
        "check",
        QT_TRANSLATE_NOOP(
            "interleave",
            "Play scenarios under every rule, and lessons of transactions on every database and at every "
            "level, that they have expectations for, and compare"),
        "engine level postgresql mariadb confirm",
        QT_TRANSLATE_NOOP("interleave", "SCENARIO…"),
        QT_TRANSLATE_NOOP("interleave", "A built-in scenario, or a file")},
    CommandRow{
        "orders",
        QT_TRANSLATE_NOOP(
            "interleave", "Count what every order of the clients’ steps comes to, under each rule"),
        "clients program retry tick csv"},
    CommandRow{
        "isolation",
        QT_TRANSLATE_NOOP(
            "interleave",
            "Run transactions on real databases, and tell which anomalies each isolation level lets happen"),
        "engine level anomaly postgresql mariadb csv"},
    CommandRow{
        "export",
        QT_TRANSLATE_NOOP("interleave", "Write a scenario’s story as a file for documents, without a window"),
        "scenario step open locking compare engine level postgresql mariadb confirm title no-title width "
        "no-legend "
        "highlight format",
        QT_TRANSLATE_NOOP("interleave", "OUT"),
        QT_TRANSLATE_NOOP(
            "interleave",
            "The file to write: .mmd (Mermaid), .puml (PlantUML), .svg (the diagram), .html (a page to step "
            "through it), .jsonl (the journal), .sh (the same requests as curl commands), and for a lesson "
            "of "
            "transactions .sql (a script for each session) and .spec (for PostgreSQL’s isolationtester); or "
            "- "
            "with --format, to write to standard output"),
        "OUT"},
    CommandRow{
        "shot",
        QT_TRANSLATE_NOOP("interleave", "Draw the window or the diagram as a picture, without a display"),
        "scenario step open locking page compare engine level postgresql mariadb confirm ask-first theme "
        "zoom "
        "size scale title no-title what width no-legend highlight frames format list",
        QT_TRANSLATE_NOOP("interleave", "[OUT]"),
        QT_TRANSLATE_NOOP("interleave", "The file to write: .png or .svg; or - for a PNG on standard output"),
        "OUT"},
    CommandRow{"scenarios", QT_TRANSLATE_NOOP("interleave", "List the built-in scenarios"), ""},
    CommandRow{
        "stacks",
        QT_TRANSLATE_NOOP(
            "interleave",
            "Tell how a save is guarded in other stacks, such as Django or etcd, and what a conflict raises "
            "there"),
        "markdown",
        QT_TRANSLATE_NOOP("interleave", "[NAME]"),
        QT_TRANSLATE_NOOP("interleave", "Show the code for this one; without it all are listed"),
        "NAME"},
    CommandRow{
        "schema",
        QT_TRANSLATE_NOOP("interleave", "Print the JSON Schema of lesson files, for an editor"),
        "",
        QT_TRANSLATE_NOOP("interleave", "[KIND]"),
        QT_TRANSLATE_NOOP("interleave", "scenario or transactions, for files of one kind only"),
        "KIND"},
    CommandRow{"manual", QT_TRANSLATE_NOOP("interleave", "Print the manual page, for man"), ""},
    CommandRow{
        "completion",
        QT_TRANSLATE_NOOP("interleave", "Print a script with which a shell completes this command line"),
        "",
        QT_TRANSLATE_NOOP("interleave", "SHELL"),
        QT_TRANSLATE_NOOP("interleave", "bash or zsh"),
        "SHELL"},
};

constexpr const char* optionsOfWindow = "scenario step page compare ask-first open locking engine level "
                                        "postgresql mariadb confirm theme zoom size "
                                        "port database no-animations";

/// Empty for null.
QString translated(const char* text)
{
    return text == nullptr ? QString() : Text::tr(text);
}

QStringList namesIn(const char* options)
{
    return QString::fromLatin1(options).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

bool CommandSyntax::writesAFile() const
{
    return name == QLatin1String("export") || name == QLatin1String("shot");
}

QList<CommandSyntax> subcommands()
{
    QList<CommandSyntax> commands;
    for (const CommandRow& row : commandRows) {
        commands.append(
            {QString::fromLatin1(row.name),
             translated(row.summary),
             translated(row.arguments),
             namesIn(row.options),
             translated(row.argumentHelp),
             QString::fromLatin1(row.argumentName)});
    }
    return commands;
}

QStringList windowOptions()
{
    return namesIn(optionsOfWindow);
}

QCommandLineOption commandOption(const QString& name, bool forFiles)
{
    const auto* const row = std::ranges::find_if(
        optionRows, [&name](const OptionRow& each) { return name == QLatin1String(each.name); });
    if (row == optionRows.end())
        return QCommandLineOption(name);
    QString meaning = translated(forFiles && row->meaningForFiles ? row->meaningForFiles : row->meaning);
    meaning.replace(QLatin1String("%1"), listed(pageNames()));
    meaning.replace(QLatin1String("%2"), listed(lockingNames(), ListStyle::Or));
    meaning.replace(QLatin1String("%3"), listed(knownEngineNames(), ListStyle::Or));
    return {name, meaning, translated(row->value)};
}

QString commandOverview(const QString& options)
{
    QString commands;
    for (const CommandSyntax& syntax : subcommands())
        commands += QStringLiteral("  %1%2\n").arg(syntax.name.leftJustified(12), syntax.summary);
    return Text::tr("%1\nCommands, each with a --help of its own:\n%2").arg(options, commands);
}

} // namespace interleave
