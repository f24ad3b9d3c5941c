#pragma once

#include "core/values/bounds.h"

#include <QtGlobal>

namespace interleave {

/// Limits of the server. Beyond them it answers 413, 431 or 408, or closes.
struct ServerLimits final
{
    qsizetype headerBytes = 16 * bounds::Kilobyte;
    qsizetype bodyBytes = bounds::Megabyte;
    /// A longer body is read once there is memory for the whole request among sharedBytes; until then it is
    /// not read, and after requestMs it is answered 503.
    qsizetype freeBodyBytes = bounds::FreeBody;
    qint64 sharedBytes = bounds::RequestBodies;
    int requestMs = 10'000;
    int idleMs = 60'000;
    /// Fewer where the process may not have so many descriptors (http/connection/descriptors.h). Beyond them,
    /// the connection with the smallest claim is closed; when all wait for an answer, new ones wait to be
    /// accepted.
    int connections = 4096;
    /// Beyond it, a connection's next request waits until its answers were read.
    qint64 unsentBytes = 256 * bounds::Kilobyte;
    /// For all connections together; beyond it, the connection that has read nothing for longest is closed.
    qint64 sharedUnsentBytes = bounds::UntakenAnswers;
};

} // namespace interleave
