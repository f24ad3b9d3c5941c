#pragma once

#include "core/model/event.h"
#include "core/model/snapshot.h"

#include <QFlags>

namespace interleave {

/// The kinds of requests whose answers are described in different words.
enum class Request {
    Read = 1,
    Try = 2,     ///< a write or an increment
    Acquire = 4, ///< answered at once, or after a wait
    Release = 8
};
Q_DECLARE_FLAGS(Requests, Request)
Q_DECLARE_OPERATORS_FOR_FLAGS(Requests)
[[nodiscard]] Request requestOf(Action action);
/// If no answer came, the request that it would have answered.
[[nodiscard]] Request requestOf(const Answer& answer);

} // namespace interleave
