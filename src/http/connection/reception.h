#pragma once

// Internal to ApiServer.

#include "http/connection/requestroom.h"
#include "http/connection/serverlimits.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>

#include <functional>

namespace interleave {

class HttpConnection;

/// Accepts connections: listens, accepts as many as allowed, and closes the one with the smallest claim to
/// make room for a new one. Lives in the server's thread.
class Reception final : public QObject
{
    Q_OBJECT

public:
    /// \a isPanels: whether a connection is one of the window's panels, which is never closed to make room.
    Reception(
        const ServerLimits& limits,
        std::function<bool(const HttpConnection& connection)> isPanels,
        QObject* parent = nullptr);
    ~Reception() override;

    /// As ApiServer::listen().
    [[nodiscard]] bool listen(const QHostAddress& address, quint16 port, QString* problem);
    /// As ApiServer::listenOnLoopback().
    [[nodiscard]] bool listenOnLoopback(quint16 port, QString* problem);
    /// 0 while not listening.
    [[nodiscard]] quint16 port() const;

    /// How many outside connections may be kept waiting for a lease. The others can always be closed to make
    /// room for a new one, which may be a panel's.
    [[nodiscard]] int mostWaiting() const;

    /// Keeps room for so many connections of another listener: by asking the system for more descriptors, and
    /// where that is not enough by accepting fewer. 0 when there is no other any more.
    void leaveDescriptors(int connections);

    /// Accepts the connections that had to wait, when control returns to the event loop and not from within a
    /// connection's own code.
    void acceptLater();
    /// Refuses new connections and stops each open one; emptied() says when all are gone.
    void stop();

signals:
    void entered(interleave::HttpConnection* connection);
    /// The connection has closed; it is deleted when control returns to the event loop.
    void left(interleave::HttpConnection* connection);
    /// Emitted once after stop(), when no connection is left.
    void emptied();

private:
    void prepare(QTcpServer& listener);
    void accept();
    [[nodiscard]] bool makeRoom();
    void onUnsentChanged(qint64 by);
    [[nodiscard]] HttpConnection* slowest() const;
    void adopt(QTcpSocket* socket);
    void onClosed(HttpConnection* connection);
    void finishStop();

    ServerLimits m_limits;
    std::function<bool(const HttpConnection&)> m_isPanels;
    /// Without another listener.
    int m_ownConnections;
    int m_mostConnections;
    RequestRoom m_room;
    QTcpServer m_listener;
    /// The same port on ::1; not listening where there is no IPv6.
    QTcpServer m_newerListener;
    /// Numbered in the order in which they came.
    QHash<HttpConnection*, qint64> m_connections;
    qint64 m_entered = 0;
    qint64 m_unsent = 0;
    bool m_isStopping = false;
};

} // namespace interleave
