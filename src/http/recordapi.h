#pragma once

#include "core/model/event.h"
#include "http/connection/message.h"
#include "store/recordsource.h"

#include <functional>
#include <optional>

namespace interleave {

/// Who asks, and under which rule.
struct Caller final
{
    /// The lane's name.
    QString name;
    bool outside = true;
    /// Of a panel's request.
    Purpose purpose = Purpose::Plain;
    qint64 ticket = 0;
    bool isCut = false;
    Locking locking = Locking::Off;
    /// What entity tags and lock tokens end in (core/model/tagruns.h).
    QByteArray suffix;
    /// Milliseconds since the epoch.
    qint64 now = 0;
    /// Whether a record compares fencing tokens. Without it a lease is a promise among clients.
    bool fencing = true;
    /// The circle that would be closed if that client waited for that record's lease; null where nobody
    /// looks for circles.
    std::function<QList<WaitsFor>(const QString& client, const QString& record)> cycleOf = {};
};

/// A request for a lease that another holds, and whose client waits for it.
struct LeaseWait final
{
    QString record;
    /// Seconds.
    qint64 ttl = 0;
    qint64 maxWait = 0;
    /// Milliseconds since the epoch.
    qint64 deadline = 0;
};

struct Reply final
{
    HttpResponse response;
    /// What the request did; without its number and its exact texts, which the server knows. Nothing for a
    /// request that was answered and is no action, such as the list of versions.
    std::optional<Event> event;
    /// There is no response yet: the request waits.
    std::optional<LeaseWait> wait = {};
};

/// The protocol, from a request to store calls and an answer (RFC 9110, RFC 6585, RFC 9457).
/// Stateless; knows neither sockets nor a clock. Lives in the thread of its source.
class RecordApi final
{
public:
    /// \a source must live until the next use() or the last request.
    explicit RecordApi(RecordSource& source);
    /// From the next request on.
    void use(RecordSource& source) { m_source = &source; }

    [[nodiscard]] Reply handle(const HttpRequest& request, const Caller& caller);
    /// Once more for a request that waits: its lease, or with LeaseWait in the reply, still none.
    [[nodiscard]] Reply grant(const HttpRequest& request, const Caller& caller, const LeaseWait& wait);
    /// For a request that has waited long enough.
    [[nodiscard]] Reply giveUp(const HttpRequest& request, const Caller& caller, const LeaseWait& wait);
    /// For a request that cannot be handled at all.
    [[nodiscard]] Reply refuse(const HttpRequest& request, const Caller& caller, const Refusal& refusal);

private:
    class Exchange;

    RecordSource* m_source;
};

} // namespace interleave
