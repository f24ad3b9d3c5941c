#pragma once

// Internal to the command line: what lessons of both kinds have in common, and those of transactions.

#include "cli/commandreader.h"

namespace interleave {

/// --title and --no-title.
[[nodiscard]] std::optional<QString> titleOf(CommandReader& reader);
/// The format from --format, else from the suffix of the one file to write.
[[nodiscard]] ExportFormat exportFormat(CommandReader& reader, const QStringList& arguments);

/// Whether --scenario or --open names a lesson of transactions or a journal of one.
[[nodiscard]] bool namesTransactions(CommandReader& reader);
/// Whether an option says where transactions are run.
[[nodiscard]] bool namesEngines(const CommandReader& reader);
/// Which engines a command runs a lesson on.
enum class Runs {
    OnOne,
    OnSeveral,
    OnCompared ///< those of --compare, for one of which there may be an --engine; see refuseUnusedServers()
};
/// Refuses a server of the user's that would not be used, and a role where there is no such server.
[[nodiscard]] EngineChoice engineChoice(CommandReader& reader, Runs runs);
/// Refuses servers that none of \a engines runs on.
void refuseUnusedServers(CommandReader& reader, const QStringList& engines);
/// Refuses the options that only a lesson of transactions has.
void refuseEngines(CommandReader& reader);
/// Refuses them beside a journal of transactions.
void refuseEnginesOfRun(CommandReader& reader);
/// Refuses the rule, which only requests have.
void refuseRequests(CommandReader& reader);
[[nodiscard]] TransactionExportCommand
transactionExportCommand(CommandReader& reader, const QStringList& arguments);
[[nodiscard]] PlayCommand playCommand(CommandReader& reader, const QStringList& arguments);
[[nodiscard]] CheckCommand checkCommand(CommandReader& reader, const QStringList& arguments);

} // namespace interleave
