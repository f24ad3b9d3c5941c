#pragma once

#include "cli/commandline.h"
#include "cli/terminal.h"

namespace interleave {

/// Tells lessons of transactions, each run on the engine that was chosen, or the first that it is for.
[[nodiscard]] ExitCode
playTransactions(Output& out, const QList<NamedTransactionLesson>& lessons, const EngineChoice& choice);
/// Runs lessons on every engine and at every level for which they expect something, as far as chosen.
[[nodiscard]] ExitCode
checkTransactions(Output& out, const QList<NamedTransactionLesson>& lessons, const EngineChoice& choice);

} // namespace interleave
