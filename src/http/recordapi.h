#pragma once

#include "core/event.h"
#include "http/message.h"
#include "http/recordsource.h"

#include <optional>

namespace interleave {

/// Who asks, and under which rule.
struct Caller final
{
    /// The lane's name.
    QString name;
    bool outside = true;
    Locking locking = Locking::Off;
    /// Of the journal, for entity tags.
    int rewinds = 0;
    /// Milliseconds since the epoch.
    qint64 now = 0;
};

struct Reply final
{
    HttpResponse response;
    /// What the request did; without its number and its exact texts, which the server knows. Nothing for a
    /// request that was answered and is no action, such as the list of versions.
    std::optional<Event> event;
};

/// The protocol of DESIGN §6, from a request to store calls and an answer (RFC 9110, RFC 6585, RFC 9457).
/// Stateless; knows neither sockets nor a clock. Lives in the thread of its source.
class RecordApi final
{
public:
    /// \a source must outlive it.
    explicit RecordApi(RecordSource& source);

    [[nodiscard]] Reply handle(const HttpRequest& request, const Caller& caller);
    /// For a request that cannot be handled at all.
    [[nodiscard]] Reply refuse(const HttpRequest& request, const Caller& caller, const Refusal& refusal);

private:
    class Exchange;

    RecordSource& m_source;
};

} // namespace interleave
