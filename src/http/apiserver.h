#pragma once

#include "core/model/event.h"
#include "core/model/locking.h"
#include "http/connection/message.h"
#include "http/connection/serverlimits.h"
#include "http/panelconnections.h"

#include <QHostAddress>
#include <QObject>

#include <functional>
#include <memory>

namespace interleave {

class HttpConnection;
class RecordSource;

struct ServerOptions final
{
    ServerLimits limits;
    /// Milliseconds since the epoch; called in the server's thread. Dates and versions are stamped with it,
    /// within the years that HTTP has dates for (clockTime()).
    /// The system's clock where none is given.
    std::function<qint64()> now;
    /// Which connections are panels; may be null (serve has none).
    std::shared_ptr<PanelConnections> panels;
    /// Whether events carry the exact texts and statements.
    bool keepTexts = true;
    LeaseRules leases;
};

/// The records over HTTP: turns requests into store calls, answers, and reports what happened. The server and
/// its store live in one thread, which need not be the GUI's; call every member there.
class ApiServer final : public QObject
{
    Q_OBJECT

public:
    /// \a source must live until the next startOver() or the end of the server.
    ApiServer(RecordSource& source, ServerOptions options, QObject* parent = nullptr);
    ~ApiServer() override;

    /// Port 0 takes a free one. The error is one sentence.
    [[nodiscard]] bool listen(const QHostAddress& address, quint16 port, QString* problem);
    /// Listens on 127.0.0.1 and with the same port on ::1, so that "localhost" leads here whichever of them
    /// it resolves to (RFC 6761 §6.3); on 127.0.0.1 alone where there is no IPv6. A port counts as in use
    /// when another program has it on either address.
    [[nodiscard]] bool listenOnLoopback(quint16 port, QString* problem);
    /// 0 while not listening.
    [[nodiscard]] quint16 port() const;

    [[nodiscard]] Locking locking() const;
    /// Applies from the next request on; the change is reported as a Rule event, which has no client.
    void setLocking(Locking locking);
    void setLeaseRules(const LeaseRules& rules);
    /// Replaces the records by those of \a source, which may be the same source with other contents. Requests
    /// that wait for a lease are refused, and that is not reported.
    void startOver(RecordSource& source);
    /// Takes over the leases that the store holds; reports those that have expired by now.
    void resumeLeases();
    /// Call this after moving the injected clock: leases expire, and waiting requests get their lease or run
    /// out of time. A clock that runs by itself needs no call.
    void clockMoved();
    /// What entity tags and lock tokens end in, from the next request on (core/model/tagruns.h).
    void setTagSuffix(const QByteArray& suffix);

    /// Answers a request that came over another listener, at once or, when it waits for a lease, later. That
    /// listener knows the \a client, which is an outside one, and has checked the sender. Call forget()
    /// before \a connection is destroyed. The request is kept in the event as it is given here.
    void serveGuest(HttpConnection& connection, const HttpRequest& request, const QString& client);
    /// Drops what that connection waits for.
    void forget(const HttpConnection& connection);
    /// As Reception::leaveDescriptors(): how many connections that other listener may have; 0 when it closed.
    void leaveDescriptors(int connections);

    /// Refuses new connections, answers and flushes the requests at hand, then emits stopped(). A peer that
    /// does not read its answer gets ServerLimits::requestMs.
    void stop();

signals:
    /// An action on a record was answered, or the rule was changed. Emitted in the order in which the server
    /// did it, and before the answer's first byte leaves. A refused request of a panel is reported too, as
    /// Refused, so that the panel can show the reason. \a ticket is the panel's number of the request; 0 when
    /// it is not about one.
    void happened(const interleave::Event& event, qint64 ticket);
    /// A request that is not an action (404, 400, a favicon, the list of versions) was answered.
    void otherAnswered(int status);
    /// The source could not read its leases, or could not drop them: one sentence, with what to do.
    void troubled(const QString& problem);
    void stopped();

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace interleave
