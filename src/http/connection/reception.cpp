#include "http/connection/reception.h"

#include "http/connection/descriptors.h"
#include "http/connection/httpconnection.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <utility>

namespace interleave {

namespace {

constexpr int AcceptAgainMs = 200;
constexpr int MostAttempts = 20;
constexpr int KeptFromWaiting = 64;
constexpr int NewestSpared = 16;

/// Why \a listener cannot listen on \a port.
QString problemOf(const QTcpServer& listener, quint16 port)
{
    if (listener.serverError() == QAbstractSocket::AddressInUseError)
        return Reception::tr(
                   "Port %1 is in use by another program. Choose another port, or 0 for a free one.")
            .arg(port);
    return Reception::tr("Port %1 cannot be listened on: %2.")
        .arg(QString::number(port), listener.errorString());
}

/// This machine has no IPv6, or has it switched off.
bool isWithoutIPv6(const QTcpServer& listener)
{
    return listener.serverError() == QAbstractSocket::UnsupportedSocketOperationError ||
           listener.serverError() == QAbstractSocket::SocketAddressNotAvailableError;
}

} // namespace

Reception::Reception(
    const ServerLimits& limits, std::function<bool(const HttpConnection&)> isPanels, QObject* parent)
    : QObject(parent)
    , m_limits(limits)
    , m_isPanels(std::move(isPanels))
    , m_ownConnections(connectionsWithin(limits.connections, descriptorLimit()))
    , m_mostConnections(m_ownConnections)
    , m_room(limits.sharedBytes, m_isPanels)
{
    prepare(m_listener);
    prepare(m_newerListener);
}

Reception::~Reception()
{
    const QList<HttpConnection*> connections = m_connections.keys();
    for (HttpConnection* connection : connections)
        delete connection;
}

void Reception::prepare(QTcpServer& listener)
{
    listener.setParent(this);
    // Qt accepts no further connection until this one was taken: the others wait in the system's queue, where
    // they need no descriptor.
    listener.setMaxPendingConnections(1);
    listener.setListenBacklogSize(m_limits.connections);
    connect(&listener, &QTcpServer::newConnection, this, &Reception::accept);
    // When file descriptors run out, Qt stops accepting for good, so start it again.
    connect(&listener, &QTcpServer::acceptError, this, [&listener] {
        QTimer::singleShot(AcceptAgainMs, &listener, &QTcpServer::resumeAccepting);
    });
}

bool Reception::listen(const QHostAddress& address, quint16 port, QString* problem)
{
    if (m_listener.listen(address, port))
        return true;
    if (problem != nullptr)
        *problem = problemOf(m_listener, port);
    return false;
}

bool Reception::listenOnLoopback(quint16 port, QString* problem)
{
    // The port that is free on the one address may be taken on the other, so try another.
    for (int attempt = 0; attempt < MostAttempts; ++attempt) {
        if (!listen(QHostAddress::LocalHost, port, problem))
            return false;
        if (m_newerListener.listen(QHostAddress::LocalHostIPv6, this->port()) ||
            isWithoutIPv6(m_newerListener))
            return true;
        if (problem != nullptr)
            *problem = problemOf(m_newerListener, this->port());
        m_listener.close();
        if (port != 0)
            break;
    }
    return false;
}

quint16 Reception::port() const
{
    return m_listener.serverPort();
}

int Reception::mostWaiting() const
{
    return m_mostConnections - std::min(KeptFromWaiting, m_mostConnections / 2);
}

void Reception::leaveDescriptors(int connections)
{
    raiseDescriptorLimit(m_ownConnections + connections + KeptDescriptors);
    m_mostConnections = connectionsWithin(m_ownConnections, descriptorLimit() - connections);
}

void Reception::accept()
{
    for (QTcpServer* from : {&m_listener, &m_newerListener}) {
        while (from->hasPendingConnections() && makeRoom()) {
            if (QTcpSocket* socket = from->nextPendingConnection())
                adopt(socket);
        }
    }
}

void Reception::acceptLater()
{
    if (m_listener.hasPendingConnections() || m_newerListener.hasPendingConnections())
        QMetaObject::invokeMethod(this, &Reception::accept, Qt::QueuedConnection);
}

/// Makes room for one more connection by closing the one with the smallest claim. False when all of them wait
/// for an answer: then newcomers wait too.
bool Reception::makeRoom()
{
    if (m_connections.size() < m_mostConnections)
        return true;
    HttpConnection* least = nullptr;
    std::optional<HttpConnection::Claim> leastClaim;
    const qint64 newest = m_entered - std::min(NewestSpared, m_mostConnections / 8);
    for (auto it = m_connections.constBegin(); it != m_connections.constEnd(); ++it) {
        HttpConnection* connection = it.key();
        auto claim = connection->claim();
        // It may be a panel's connection that has not announced itself yet: let the newest one ask first.
        if (claim && claim->rank == HttpConnection::Claim::NothingYet && it.value() > newest)
            claim->rank = HttpConnection::Claim::Asking;
        const bool isLess = claim && (!leastClaim || *claim < *leastClaim);
        if (!isLess || m_isPanels(*connection))
            continue;
        least = connection;
        leastClaim = claim;
    }
    if (least != nullptr)
        least->giveWay();
    return least != nullptr;
}

/// The connection that has read none of its answers for longest, among those with answers to read and no
/// request under way.
HttpConnection* Reception::slowest() const
{
    HttpConnection* slowest = nullptr;
    for (auto it = m_connections.constBegin(); it != m_connections.constEnd(); ++it) {
        HttpConnection* connection = it.key();
        const bool mayEnd = connection->claim() || connection->isStreaming();
        const bool isSlower = connection->unsent() > 0 && mayEnd &&
                              (slowest == nullptr || connection->lastTaken() < slowest->lastTaken());
        if (isSlower && !m_isPanels(*connection))
            slowest = connection;
    }
    return slowest;
}

void Reception::onUnsentChanged(qint64 by)
{
    m_unsent += by;
    while (by > 0 && m_unsent > m_limits.sharedUnsentBytes) {
        HttpConnection* connection = slowest();
        if (connection == nullptr)
            break;
        connection->giveWay();
    }
}

void Reception::adopt(QTcpSocket* socket)
{
    // The peer left while it waited to be accepted.
    if (socket->state() != QAbstractSocket::ConnectedState) {
        socket->deleteLater();
        return;
    }
    auto* connection = new HttpConnection(socket, m_limits, m_room, this);
    m_connections.insert(connection, ++m_entered);
    connect(connection, &HttpConnection::unsentChanged, this, &Reception::onUnsentChanged);
    connect(connection, &HttpConnection::closed, this, [this, connection] { onClosed(connection); });
    emit entered(connection);
}

void Reception::onClosed(HttpConnection* connection)
{
    m_connections.remove(connection);
    emit left(connection);
    connection->deleteLater();
    acceptLater();
    finishStop();
}

void Reception::stop()
{
    m_listener.close();
    m_newerListener.close();
    m_isStopping = true;
    // A copy, because a connection that closes removes itself from the table.
    const QList<HttpConnection*> connections = m_connections.keys();
    for (HttpConnection* connection : connections)
        connection->stop();
    QMetaObject::invokeMethod(this, &Reception::finishStop, Qt::QueuedConnection);
}

void Reception::finishStop()
{
    if (!m_isStopping || !m_connections.isEmpty())
        return;
    m_isStopping = false;
    emit emptied();
}

} // namespace interleave
