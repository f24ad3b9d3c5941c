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
/// Refuses the options that only a lesson of transactions has.
void refuseEngines(CommandReader& reader);
[[nodiscard]] TransactionExportCommand
transactionExportCommand(CommandReader& reader, const QStringList& arguments);
[[nodiscard]] PlayCommand playCommand(CommandReader& reader, const QStringList& arguments);
[[nodiscard]] CheckCommand checkCommand(CommandReader& reader, const QStringList& arguments);

} // namespace interleave
