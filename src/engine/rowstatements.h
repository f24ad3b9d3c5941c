#pragma once

#include "core/transactions/transactionlesson.h"

namespace interleave {

/// Whether a lesson's statements on \a engine change nothing but rows, and come to the same whenever they are run
/// on the same rows, as far as their words tell: then it can be run many times on the same connections and
/// tables. False in case of doubt, which costs only time.
[[nodiscard]] bool changesOnlyRows(const TransactionLesson& lesson, const QString& engine);

} // namespace interleave
