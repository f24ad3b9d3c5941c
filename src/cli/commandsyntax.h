#pragma once

#include <QCommandLineOption>
#include <QList>
#include <QString>
#include <QStringList>

namespace interleave {

// What a command line may say. Needs no application object.

/// A subcommand, the options it takes, and what stands for its arguments in the help.
struct CommandSyntax final
{
    QString name;
    QString summary;
    /// Empty when it takes none.
    QString arguments;
    QStringList options;
    QString argumentHelp;

    /// A picture or an export: what is remembered from the window is nothing to it.
    [[nodiscard]] bool writesAFile() const;
};

[[nodiscard]] QList<CommandSyntax> subcommands();
/// Of the window, which no subcommand names.
[[nodiscard]] QStringList windowOptions();
/// As the window and the subcommands mean it, or those that write a file.
[[nodiscard]] QCommandLineOption commandOption(const QString& name, bool forFiles);
/// The help of the whole: \a options, and what there is besides.
[[nodiscard]] QString commandOverview(const QString& options);

} // namespace interleave
