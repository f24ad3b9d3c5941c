#pragma once

#include "core/model/event.h"
#include "core/model/record.h"

namespace interleave {

/// About how many bytes of memory something takes, for limits in bytes (core/values/bounds.h).
[[nodiscard]] qint64 footprint(const Value& value);
[[nodiscard]] qint64 footprint(const Fields& fields);
[[nodiscard]] qint64 footprint(const Record& record);
[[nodiscard]] qint64 footprint(const Statement& statement);
/// For the event's exchange: texts and statements.
[[nodiscard]] qint64 footprintOfTexts(const Event& event);

} // namespace interleave
