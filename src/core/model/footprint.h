#pragma once

#include "core/model/event.h"
#include "core/model/record.h"

namespace interleave {

/// About how many bytes of memory something holds, for what is bounded by bytes (core/values/bounds.h).
[[nodiscard]] qint64 footprint(const Value& value);
[[nodiscard]] qint64 footprint(const Fields& fields);
[[nodiscard]] qint64 footprint(const Record& record);
[[nodiscard]] qint64 footprint(const Statement& statement);
/// Of what the event says of its exchange: the texts and the statements.
[[nodiscard]] qint64 footprintOfTexts(const Event& event);

} // namespace interleave
