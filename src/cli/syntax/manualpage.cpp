#include "cli/syntax/manualpage.h"

#include "cli/syntax/commandsyntax.h"
#include "core/values/text.h"

namespace interleave {

namespace {

/// Text for roff: nothing in it is a request, an escape or a typographic substitute of an ASCII character.
QString roff(QString text)
{
    text.replace(QLatin1Char('\\'), QLatin1String("\\e"))
        .replace(QLatin1Char('-'), QLatin1String("\\-"))
        .replace(QLatin1Char('\''), QLatin1String("\\(aq"))
        .replace(QLatin1Char('`'), QLatin1String("\\(ga"))
        .replace(QLatin1Char('^'), QLatin1String("\\(ha"))
        .replace(QLatin1Char('~'), QLatin1String("\\(ti"));
    return text.startsWith(QLatin1Char('.')) ? QLatin1String("\\&") + text : text;
}

QString bold(const QString& text)
{
    return QStringLiteral("\\fB%1\\fR").arg(roff(text));
}

QString italic(const QString& text)
{
    return QStringLiteral("\\fI%1\\fR").arg(roff(text));
}

QString section(const QString& title)
{
    return QStringLiteral(".SH %1\n").arg(title);
}

QString paragraph(const QString& text)
{
    return QStringLiteral(".PP\n%1\n").arg(roff(text));
}

/// \a name is roff already.
QString item(const QString& name, const QString& meaning)
{
    return QStringLiteral(".TP\n%1\n%2\n").arg(name, roff(meaning));
}

QString options(const QStringList& names, bool forFiles)
{
    QString text;
    for (const QString& name : names) {
        const QCommandLineOption option = commandOption(name, forFiles);
        QString head = bold(QLatin1String("--") + name);
        if (!option.valueName().isEmpty())
            head += QLatin1Char(' ') + italic(option.valueName());
        text += item(head, option.description() + QLatin1Char('.'));
    }
    return text;
}

QString synopsis()
{
    QString text = section(QStringLiteral("SYNOPSIS"));
    text +=
        QStringLiteral("%1 [%2] [%3]\n")
            .arg(bold(QStringLiteral("interleave")), italic(Text::tr("options")), italic(Text::tr("FILE")));
    for (const CommandSyntax& syntax : subcommands()) {
        text += QStringLiteral(".br\n%1").arg(bold(QLatin1String("interleave ") + syntax.name));
        if (!syntax.options.isEmpty())
            text += QStringLiteral(" [%1]").arg(italic(Text::tr("options")));
        if (!syntax.arguments.isEmpty())
            text += QLatin1Char(' ') + roff(syntax.arguments);
        text += QLatin1Char('\n');
    }
    return text;
}

QString description()
{
    return section(QStringLiteral("DESCRIPTION")) +
           paragraph(Text::tr("Two clients edit one record, and whoever saves second either wipes out the "
                              "first one’s change in "
                              "silence or is told so. The clients speak HTTP to a server in the same "
                              "process, which runs SQL on a "
                              "database, and every verdict is computed from what happened.")) +
           paragraph(Text::tr("Without a command the window opens. FILE is a journal, a scenario or a lesson "
                              "of transactions to "
                              "open there, as with --open or --scenario. With a command there is no window, "
                              "and no display is "
                              "needed."));
}

QString commands()
{
    QString text = section(QStringLiteral("COMMANDS"));
    for (const CommandSyntax& syntax : subcommands()) {
        text += QStringLiteral(".SS %1").arg(roff(syntax.name));
        if (!syntax.arguments.isEmpty())
            text += QLatin1Char(' ') + roff(syntax.arguments);
        text += QLatin1Char('\n') + roff(syntax.summary + QLatin1Char('.')) + QLatin1Char('\n');
        if (!syntax.argumentHelp.isEmpty())
            text += item(italic(syntax.argumentName), syntax.argumentHelp + QLatin1Char('.'));
        text += options(syntax.options, syntax.writesAFile());
    }
    return text;
}

QString exitStatus()
{
    return section(QStringLiteral("EXIT STATUS")) +
           item(bold(QStringLiteral("0")), Text::tr("All went well.")) +
           item(bold(QStringLiteral("1")), Text::tr("An expectation of a checked lesson was not met.")) +
           item(
               bold(QStringLiteral("2")),
               Text::tr("The command line or a file is wrong, or a journal could be read only in part.")) +
           item(
               bold(QStringLiteral("3")),
               Text::tr("A port, a file, a database or a display is not available."));
}

QString files()
{
    return section(QStringLiteral("FILES")) +
           item(
               italic(QStringLiteral("~/.config/Interleave/Interleave.ini")),
               Text::tr("What the window remembers: theme, zoom, size and recent files.")) +
           item(
               italic(QStringLiteral("~/.local/share/interleave/last-session.jsonl")),
               Text::tr("The journal of what was left for something else."));
}

QString examples()
{
    return section(QStringLiteral("EXAMPLES")) +
           item(
               bold(QStringLiteral("interleave --scenario lost-update")),
               Text::tr("Open the window with the lesson of the lost update.")) +
           item(
               bold(QStringLiteral("interleave serve --locking version")),
               Text::tr("Serve a record to curl, and demand a version check of every save.")) +
           item(
               bold(QStringLiteral("interleave shot lesson.png --scenario version-check --theme dark")),
               Text::tr("Draw a lesson as a picture."));
}

} // namespace

QString programVersion()
{
    return QStringLiteral(INTERLEAVE_VERSION);
}

QString manualPage()
{
    return QStringLiteral(".TH INTERLEAVE 1 %1 \"Interleave %2\"\n")
               .arg(QStringLiteral(INTERLEAVE_RELEASED), programVersion()) +
           section(QStringLiteral("NAME")) +
           QStringLiteral("interleave \\- %1\n")
               .arg(roff(Text::tr("show how concurrent API updates overwrite each other"))) +
           synopsis() + description() + section(QStringLiteral("OPTIONS")) +
           item(
               bold(QStringLiteral("-h")) + QLatin1String(", ") + bold(QStringLiteral("--help")),
               Text::tr("Tell the options, of a command where one is named.")) +
           item(
               bold(QStringLiteral("-v")) + QLatin1String(", ") + bold(QStringLiteral("--version")),
               Text::tr("Tell the version.")) +
           options(windowOptions(), false) + commands() + exitStatus() + files() + examples() +
           section(QStringLiteral("SEE ALSO")) + QStringLiteral("\\fBcurl\\fR(1)\n");
}

} // namespace interleave
