#pragma once

#include "http/connection/message.h"

namespace interleave {

/// For how many seconds a client waits at most: `Prefer: wait=10` (RFC 7240 §4.3). 0 when it does not say, or
/// says it in a way that cannot be read: a preference is no demand and is then left aside (§2).
[[nodiscard]] qint64 waitPreference(const HttpRequest& request);

} // namespace interleave
