#include "cli/syntax/commandsyntax.h"
#include "cli/syntax/completion.h"
#include "cli/syntax/shellscripts.h"

namespace interleave {

namespace {

/// Inside of single quotes, in a part of a specification of _arguments.
QString part(QString text)
{
    return text.replace(QLatin1Char('\\'), QLatin1String("\\\\"))
        .replace(QLatin1Char(':'), QLatin1String("\\:"))
        .replace(QLatin1Char('['), QLatin1String("\\["))
        .replace(QLatin1Char(']'), QLatin1String("\\]"))
        .replace(QLatin1Char('\''), QLatin1String("'\\''"));
}

QString inBrackets(QStringList words)
{
    for (QString& word : words)
        word = part(word).replace(QLatin1Char(' '), QLatin1String("\\ "));
    return QStringLiteral("(%1)").arg(words.join(QLatin1Char(' ')));
}

/// What completes a value: `:NAME:(one two)`.
QString action(const QString& name, const Offers& offers)
{
    const QString text = QStringLiteral(":%1:").arg(part(name));
    if (offers.words.isEmpty())
        return text + (offers.files ? QStringLiteral("_files") : QStringLiteral(" "));
    // Only lessons are both.
    return text + (offers.files ? QStringLiteral("_interleave_lessons") : inBrackets(offers.words));
}

QString specification(const QString& name, bool forFiles)
{
    const QCommandLineOption option = commandOption(name, forFiles);
    QString text = QStringLiteral("--%1[%2]").arg(name, part(option.description()));
    if (!option.valueName().isEmpty())
        text += action(option.valueName(), offersForOption(name));
    return QStringLiteral(" \\\n        '%1'").arg(text);
}

QString arguments(const QStringList& options, bool forFiles)
{
    QString text = QStringLiteral("_arguments -s");
    for (const QString& name : QStringList{QStringLiteral("help"), QStringLiteral("version")})
        text += QStringLiteral(" \\\n        '(- *)--%1'").arg(name);
    for (const QString& name : options)
        text += specification(name, forFiles);
    return text;
}

QString branch(const CommandSyntax& syntax)
{
    QString text = QStringLiteral("    %1)\n        %2")
                       .arg(syntax.name, arguments(syntax.options, syntax.writesAFile()));
    if (!syntax.arguments.isEmpty())
        text += QStringLiteral(" \\\n        '*%1'")
                    .arg(action(syntax.argumentName, offersForArguments(syntax.name)));
    return text + QStringLiteral("\n        ;;\n");
}

} // namespace

QString zshCompletion()
{
    QString branches;
    QString commands;
    QStringList names;
    for (const CommandSyntax& syntax : subcommands()) {
        names.append(syntax.name);
        branches += branch(syntax);
        commands += QStringLiteral("        '%1:%2'\n").arg(syntax.name, part(syntax.summary));
    }
    return QStringLiteral(R"(#compdef interleave
# Completes the command line of interleave in zsh.
_interleave_lessons() {
    _alternative 'lessons:lesson:%5' 'files:file:_files'
}
_interleave() {
    local -a commands
    if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then
        commands=(
%1        )
        _describe -t commands command commands
        _files
        return
    fi
    case $words[2] in
    %2)
        words=("${(@)words[2,-1]}")
        ((CURRENT--))
        ;;
    esac
    case $words[1] in
%3    *)
        %4 \
        '*:FILE:_files'
        ;;
    esac
}
_interleave "$@"
)")
        .arg(
            commands,
            names.join(QLatin1Char('|')),
            branches,
            arguments(windowOptions(), false),
            inBrackets(offersForOption(QStringLiteral("scenario")).words));
}

} // namespace interleave
