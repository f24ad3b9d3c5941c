#pragma once

#include "core/model/event.h"

#include <QString>

#include <optional>

namespace interleave {

/// What the value \a index of a statement means, where its column holds a time: the time of day, "09:00:00".
/// Dates are kept in seconds since the epoch, the ends of leases in milliseconds.
[[nodiscard]] std::optional<QString> timeBound(const Statement& statement, qsizetype index);

/// The statement with its values in place of the placeholders and the times as times of day, for reading:
/// `WHERE id = 'item' AND modified_at <= 09:00:00`.
[[nodiscard]] QString readable(const Statement& statement);

} // namespace interleave
