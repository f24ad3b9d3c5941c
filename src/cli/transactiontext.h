#pragma once

#include "engine/lessonrun.h"

#include <QStringList>

namespace interleave {

/// What happened at one step, a line each, the first with its number: `5  B: UPDATE item SET …`, and below it
/// what was answered. For a terminal.
[[nodiscard]] QStringList eventLines(const TransactionJournal& journal, qint64 seq);
/// What can be said of a run: the verdict, the outcomes of the orders, and why.
[[nodiscard]] QStringList judgementLines(const Judgement& judgement);

} // namespace interleave
