#pragma once

#include <QCommandLineOption>
#include <QList>
#include <QString>
#include <QStringList>

namespace interleave {

// The syntax of the command line. Needs no application object.

/// A subcommand, its options, and the text for its arguments in the help.
struct CommandSyntax final
{
    QString name;
    QString summary;
    /// Empty when it takes none.
    QString arguments;
    QStringList options;
    QString argumentHelp;
    /// What the help calls them.
    QString argumentName;

    /// Whether it writes a picture or an export, and ignores the window's remembered settings.
    [[nodiscard]] bool writesAFile() const;
};

[[nodiscard]] QList<CommandSyntax> subcommands();
/// The options of the window, without a subcommand.
[[nodiscard]] QStringList windowOptions();
/// The option with its meaning for the window and the subcommands, or for those that write a file.
[[nodiscard]] QCommandLineOption commandOption(const QString& name, bool forFiles);
/// The program's help: \a options, and the list of subcommands.
[[nodiscard]] QString commandOverview(const QString& options);

} // namespace interleave
