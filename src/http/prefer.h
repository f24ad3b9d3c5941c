#pragma once

#include "http/connection/message.h"

namespace interleave {

/// The longest time in seconds that a client wants to wait: `Prefer: wait=10` (RFC 7240 §4.3). 0 when the
/// field is missing or malformed: a preference that cannot be read is ignored (§2).
[[nodiscard]] qint64 waitPreference(const HttpRequest& request);

} // namespace interleave
