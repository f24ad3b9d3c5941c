#pragma once

#include "core/event.h"
#include "core/locking.h"
#include "http/message.h"

#include <QHash>
#include <QHostAddress>
#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

class QTcpServer;

namespace interleave {

class RecordStore;

/// Which connections are this process's own panels, by the local port they come from: a mark that no byte on the
/// wire carries, so that no stranger can forge it. Thread-safe.
class PanelRegister final
{
public:
    void add(quint16 port, const QString& panel);
    void remove(quint16 port);
    /// Empty for a stranger.
    [[nodiscard]] QString panelAt(quint16 port) const;

private:
    mutable std::mutex m_mutex;
    QHash<quint16, QString> m_panels;
};

/// What a server bounds (DESIGN §6). Beyond them it answers 413, 431 or 408, or closes.
struct ServerLimits final
{
    qsizetype headerBytes = 16 * 1024;
    qsizetype bodyBytes = 1024 * 1024;
    int requestMs = 10'000;
    int idleMs = 60'000;
    int connections = 4096;
    qint64 unsentBytes = 256 * 1024;
};

struct ServerOptions final
{
    ServerLimits limits;
    /// Milliseconds since the epoch; called in the server's thread. Dates and versions are stamped with it.
    std::function<qint64()> now;
    /// Which connections are panels; may be null (serve has none).
    std::shared_ptr<const PanelRegister> panels;
    /// Whether events carry the exact texts and statements.
    bool keepTexts = true;
};

/// The records over HTTP (DESIGN §6): turns requests into store calls, answers, and reports what happened. It and
/// its store live in one thread, which need not be the GUI's; every member is called there.
class ApiServer final : public QObject
{
    Q_OBJECT

public:
    /// \a store must outlive the server.
    ApiServer(RecordStore& store, ServerOptions options, QObject* parent = nullptr);
    ~ApiServer() override;

    /// Port 0 takes a free one. The error is one sentence.
    [[nodiscard]] bool listen(const QHostAddress& address, quint16 port, QString* problem);
    [[nodiscard]] quint16 port() const;

    [[nodiscard]] Locking locking() const;
    /// Holds from the next request on, and is reported as a Rule event by \a client-less happened().
    void setLocking(Locking locking);
    /// Marks entity tags after the past was cut (core/entitytag.h).
    void setRewinds(int rewinds);

    /// Refuses new connections, answers and flushes what was asked, then emits stopped().
    void stop();

signals:
    /// An action on a record was answered, or the rule was changed; in the order in which the server did it.
    void happened(const interleave::Event& event);
    /// A request that is no action (404, 400, a favicon, the list of versions) was answered.
    void otherAnswered(int status);
    void stopped();

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace interleave
