#pragma once

#include "core/values/bounds.h"

#include <QtGlobal>

namespace interleave {

/// What a server bounds. Beyond them it answers 413, 431 or 408, or closes.
struct ServerLimits final
{
    qsizetype headerBytes = 16 * 1024;
    qsizetype bodyBytes = 1024 * 1024;
    /// A longer body is read when there is room for all of its request in what all of them share; who finds
    /// none is not read meanwhile, and is answered 503 after requestMs.
    qsizetype freeBodyBytes = bounds::FreeBody;
    qint64 sharedBytes = bounds::RequestBodies;
    int requestMs = 10'000;
    int idleMs = 60'000;
    /// Fewer where the process may not have so many descriptors (http/connection/descriptors.h). Beyond them
    /// the one with the least claim is closed; where each waits for an answer, newcomers wait to be let in.
    int connections = 4096;
    /// Beyond it a connection's next request waits until its answers were taken.
    qint64 unsentBytes = 256 * 1024;
    /// Of all connections together; beyond it the one is closed that has taken nothing for longest.
    qint64 sharedUnsentBytes = bounds::UntakenAnswers;
};

} // namespace interleave
