#pragma once

#include "core/model/event.h"
#include "http/connection/message.h"
#include "store/recordsource.h"

#include <functional>
#include <optional>

namespace interleave {

/// Who sends the request, and under which rule.
struct Caller final
{
    /// The client's name, as on its lane.
    QString name;
    bool outside = true;
    /// It came over another listener, which has checked the sender. No page of another origin may read the
    /// answer.
    bool isGuest = false;
    /// Of a panel's request.
    Purpose purpose = Purpose::Plain;
    qint64 ticket = 0;
    bool isCut = false;
    Locking locking = Locking::Off;
    /// What entity tags and lock tokens end in (core/model/tagruns.h).
    QByteArray suffix;
    /// Milliseconds since the epoch.
    qint64 now = 0;
    /// Whether a record compares fencing tokens. Without that, nothing but the clients' cooperation protects
    /// a leased record.
    bool fencing = true;
    /// The cycle of waits that would close if that client waited for that record's lease; null where nobody
    /// looks for cycles.
    std::function<QList<WaitsFor>(const QString& client, const QString& record)> cycleOf = {};
};

/// A client's wait for a lease that another client holds.
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
    /// What the request did; without its number and exact texts, which the server adds. Empty for a request
    /// that is not an action, such as the list of versions.
    std::optional<Event> event;
    /// Set when there is no response yet: the request waits.
    std::optional<LeaseWait> wait = {};
};

/// The protocol, from a request to store calls and an answer (RFC 9110, RFC 6585, RFC 9457). Stateless; uses
/// neither sockets nor a clock. Lives in the thread of its source.
class RecordApi final
{
public:
    /// \a source must stay valid until the next use() or the last request.
    explicit RecordApi(RecordSource& source);
    /// Takes effect from the next request on.
    void use(RecordSource& source) { m_source = &source; }

    [[nodiscard]] Reply handle(const HttpRequest& request, const Caller& caller);
    /// Tries a waiting request again: the reply has its lease, or still a LeaseWait.
    [[nodiscard]] Reply grant(const HttpRequest& request, const Caller& caller, const LeaseWait& wait);
    /// Answers a request whose wait has run out.
    [[nodiscard]] Reply giveUp(const HttpRequest& request, const Caller& caller, const LeaseWait& wait);
    /// Answers a request that cannot be handled at all.
    [[nodiscard]] Reply refuse(const HttpRequest& request, const Caller& caller, const Refusal& refusal);

private:
    class Exchange;

    RecordSource* m_source;
};

} // namespace interleave
