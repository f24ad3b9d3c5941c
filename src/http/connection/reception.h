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

/// Where connections come in: it listens, lets in as many as there may be, and closes the one with the least
/// claim for a newcomer. Lives in the server's thread.
class Reception final : public QObject
{
    Q_OBJECT

public:
    /// \a isPanels: whether a connection is one of the window's own, which is never closed for another.
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

    /// How many connections of outside clients may be kept waiting for something to happen. The others can
    /// always be closed for a newcomer, which may be one of the window's panels.
    [[nodiscard]] int mostWaiting() const;

    /// Lets in who could not be let in before, as soon as control is back in the event loop: not from within
    /// what a connection does.
    void acceptLater();
    /// Refuses newcomers and ends every connection in its own time; emptied() says when that is done.
    void stop();

signals:
    void entered(interleave::HttpConnection* connection);
    /// It has closed, and is deleted when control is back in the event loop.
    void left(interleave::HttpConnection* connection);
    /// Once after stop(), when nobody is here any more.
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
    int m_mostConnections;
    RequestRoom m_room;
    QTcpServer m_listener;
    /// The same port on ::1; not listening where there is no IPv6.
    QTcpServer m_newerListener;
    /// Each with its number in the order in which they came.
    QHash<HttpConnection*, qint64> m_connections;
    qint64 m_entered = 0;
    qint64 m_unsent = 0;
    bool m_isStopping = false;
};

} // namespace interleave
