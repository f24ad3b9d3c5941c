// The room's listener in the server's thread.

#include "stage/serverthread.h"

#include "stage/room.h"

#include <QUrl>

namespace interleave {

QString RoomDoor::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(address.toString());
    url.setPort(port);
    return url.toString();
}

QString RoomDoor::joinUrl() const
{
    return QStringLiteral("%1/%2#%3").arg(url(), code, token);
}

void ServerThread::makeRoom()
{
    m_room = std::make_unique<RoomServer>(*m_server, m_limits);
    connect(m_room.get(), &RoomServer::memberChanged, this, &ServerThread::memberChanged);
    connect(m_room.get(), &RoomServer::memberMoved, this, &ServerThread::memberMoved);
    connect(m_room.get(), &RoomServer::memberRemoved, this, &ServerThread::memberRemoved);
    connect(m_room.get(), &RoomServer::unlocked, this, &ServerThread::unlocked);
    connect(m_room.get(), &RoomServer::closed, this, [this] {
        if (m_isStopping)
            m_server->stop();
        else
            emit roomClosed(m_roomTicket);
    });
}

void ServerThread::openRoom(const QHostAddress& address, quint16 port, qint64 ticket)
{
    m_roomTicket = ticket;
    QString problem = tr("The room needs the server, and that does not run.");
    const bool isOpen = m_room && (m_room->open(address, port == 0 ? Room::UsualPort : port, &problem) ||
                                   (port == 0 && m_room->open(address, 0, &problem)));
    if (isOpen)
        emit roomOpened({address, m_room->port(), m_room->code(), m_room->token()}, ticket);
    else
        emit roomFailed(problem, ticket);
}

void ServerThread::closeRoom(qint64 ticket)
{
    m_roomTicket = ticket;
    if (m_room)
        m_room->close();
    else
        emit roomClosed(ticket);
}

void ServerThread::setScene(const RoomScene& scene)
{
    if (m_room)
        m_room->setScene(scene);
}

void ServerThread::renameMember(const QString& client, const QString& name)
{
    if (m_room)
        m_room->rename(client, name);
}

void ServerThread::removeMember(const QString& client)
{
    if (m_room)
        m_room->remove(client);
}

} // namespace interleave
