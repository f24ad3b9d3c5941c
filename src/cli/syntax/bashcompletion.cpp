#include "cli/syntax/commandsyntax.h"
#include "cli/syntax/completion.h"
#include "cli/syntax/shellscripts.h"

namespace interleave {

namespace {

/// One word a line, because levels have blanks. Words have no quotation marks.
QString quoted(const QStringList& words)
{
    return QStringLiteral("$'%1'").arg(words.join(QStringLiteral("\\n")));
}

QStringList withDashes(QStringList names)
{
    names += {QStringLiteral("help"), QStringLiteral("version")};
    for (QString& name : names)
        name.prepend(QLatin1String("--"));
    return names;
}

QString branch(const QString& pattern, const Offers& offers)
{
    QString text = QStringLiteral("    %1)").arg(pattern);
    if (!offers.words.isEmpty())
        text += QStringLiteral(" words=%1").arg(quoted(offers.words));
    if (offers.files)
        text += offers.words.isEmpty() ? QStringLiteral(" files=yes") : QStringLiteral("; files=yes");
    return text + QStringLiteral(" ;;\n");
}

QStringList optionsWithValues()
{
    QStringList names = windowOptions();
    for (const CommandSyntax& syntax : subcommands())
        names += syntax.options;
    names.removeDuplicates();
    names.removeIf([](const QString& name) { return commandOption(name, false).valueName().isEmpty(); });
    return names;
}

} // namespace

QString bashCompletion()
{
    QString values;
    for (const QString& name : optionsWithValues())
        values += branch(QLatin1String("--") + name, offersForOption(name));
    QStringList names;
    QString others;
    for (const CommandSyntax& syntax : subcommands()) {
        names.append(syntax.name);
        others += branch(syntax.name + QLatin1String(":-*"), {withDashes(syntax.options)});
        others += branch(syntax.name + QLatin1String(":*"), offersForArguments(syntax.name));
    }
    others += branch(QStringLiteral(":-*"), {withDashes(windowOptions())});
    others += branch(QStringLiteral(":*"), {{}, true});
    return QStringLiteral(R"(# Completes the command line of interleave in bash.
_interleave() {
    local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command='' words='' files=''
    # “--option=value” are three words.
    if [[ $word == '=' ]]; then
        word=''
    elif [[ $before == '=' ]]; then
        before=${COMP_WORDS[COMP_CWORD-2]}
    fi
    if ((COMP_CWORD > 1)); then
        case ${COMP_WORDS[1]} in
        %1) command=${COMP_WORDS[1]} ;;
        esac
    fi
    case $before in
%2    *)
        case $command:$word in
%3        esac
        if ((COMP_CWORD == 1)) && [[ $word != -* ]]; then
            words=%4
        fi
        ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
    if [[ -n $files ]]; then
        COMPREPLY+=($(compgen -f -- "$word"))
    fi
    compopt -o filenames 2>/dev/null
}
complete -F _interleave interleave
)")
        .arg(names.join(QLatin1Char('|')), values, others, quoted(names));
}

} // namespace interleave
