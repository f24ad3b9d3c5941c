#pragma once

#include "core/transactions/transactionjournal.h"
#include "gui/diagram/diagrampicture.h"
#include "gui/transactiondiagram/transactiontrace.h"

namespace interleave {

/// What the picture of the first \a moment events shows, and no more.
[[nodiscard]] std::vector<LegendEntry>
legendOf(const TransactionTrace& trace, const TransactionJournal& journal, qint64 moment);

} // namespace interleave
