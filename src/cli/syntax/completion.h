#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace interleave {

/// What a shell offers for the value of an option or for an argument.
struct Offers final
{
    QStringList words = {};
    bool files = false;
};

/// The value of the option without its dashes; nothing for one whose values cannot be listed, such as a port.
[[nodiscard]] Offers offersForOption(const QString& name);
/// The arguments of a subcommand.
[[nodiscard]] Offers offersForArguments(const QString& command);

/// `bash` and `zsh`
[[nodiscard]] QStringList shellNames();
/// A script that completes the program's command line, made of subcommands() and commandOption(); nothing for
/// another shell.
[[nodiscard]] std::optional<QString> shellCompletion(const QString& shell);

} // namespace interleave
