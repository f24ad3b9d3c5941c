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

/// The records over HTTP: turns requests into store calls, answers, and reports what happened. It
/// and its store live in one thread, which need not be the GUI's; every member is called there.
class ApiServer final : public QObject
{
    Q_OBJECT

public:
    /// \a source must live until the next startOver() or the end of the server.
    ApiServer(RecordSource& source, ServerOptions options, QObject* parent = nullptr);
    ~ApiServer() override;

    /// Port 0 takes a free one. The error is one sentence.
    [[nodiscard]] bool listen(const QHostAddress& address, quint16 port, QString* problem);
    /// On 127.0.0.1 and with the same port on ::1, so that "localhost" leads here whichever of them it is
    /// resolved to (RFC 6761 §6.3); on the first alone where there is no IPv6. A port that another program
    /// has on either of them is in use.
    [[nodiscard]] bool listenOnLoopback(quint16 port, QString* problem);
    /// 0 while not listening.
    [[nodiscard]] quint16 port() const;

    [[nodiscard]] Locking locking() const;
    /// Holds from the next request on; the change is reported as a Rule event, which has no client.
    void setLocking(Locking locking);
    void setLeaseRules(const LeaseRules& rules);
    /// From now on the records are those of \a source, or the same source holds something else: who waited
    /// for a lease is turned away, and that is not reported.
    void startOver(RecordSource& source);
    /// Goes on with the leases that the store holds; what has expired by now is reported.
    void resumeLeases();
    /// The clock that was given has been moved: leases expire, and who waited has them or has waited too
    /// long. With a clock that runs by itself this needs no call.
    void clockMoved();
    /// What entity tags and lock tokens end in from the next request on (core/model/tagruns.h).
    void setTagSuffix(const QByteArray& suffix);

    /// Refuses new connections, answers and flushes what was asked, then emits stopped(). A peer that does
    /// not take its answer gets ServerLimits::requestMs.
    void stop();

signals:
    /// An action on a record was answered, or the rule was changed; in the order in which the server did it,
    /// and before the answer's first byte leaves. A panel's request that is turned down for any reason is
    /// reported here too, as Refused, so that the panel can show what it was told. \a ticket tells a panel
    /// which of its requests it is about; 0 where it is about none.
    void happened(const interleave::Event& event, qint64 ticket);
    /// A request that is no action (404, 400, a favicon, the list of versions) was answered.
    void otherAnswered(int status);
    /// The source could not be asked for its leases, or could not drop them: one sentence, with what to do.
    void troubled(const QString& problem);
    void stopped();

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace interleave
