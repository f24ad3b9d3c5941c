#include "http/connection/httpconnection.h"

#include "core/values/bounds.h"
#include "core/values/text.h"
#include "http/connection/requestroom.h"

#include <QHostAddress>
#include <QTcpSocket>

#include <algorithm>
#include <utility>

#ifdef Q_OS_UNIX
#include <poll.h>
#endif

namespace interleave {

namespace {

// Read buffers: what every connection gets, and what one gets whose large request is let in.
constexpr qint64 ReadAhead = 16 * bounds::Kilobyte;
constexpr qint64 LargeReadAhead = 64 * bounds::Kilobyte;
constexpr int LingerMs = 1000;
constexpr int RetryAfter = 10;

} // namespace

HttpConnection::HttpConnection(
    QTcpSocket* socket, const ServerLimits& limits, RequestRoom& room, QObject* parent)
    : QObject(parent)
    , m_socket(socket)
    , m_limits(limits)
    , m_room(room)
    , m_parser(limits)
    , m_peer(Endpoint::ofPeer(*socket))
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(ReadAhead);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpConnection::onTimeout);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::readRequests);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::onBytesWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &HttpConnection::onDisconnected);
    waitFor(Wait::Idle);
    // The connection may have waited to be accepted; the socket does not signal again for bytes that came
    // before.
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::readRequests, Qt::QueuedConnection);
}

HttpConnection::~HttpConnection()
{
    leaveRoom();
    // The socket emits signals while it is destroyed; don't receive them in a half-destroyed object.
    m_socket->disconnect(this);
}

void HttpConnection::readRequests()
{
    if (m_inLoop)
        return;
    if (m_state == State::Lingering)
        m_socket->skip(m_socket->bytesAvailable());
    if (m_state != State::Reading)
        return;
    m_inLoop = true;
    m_needsBytes = false;
    while (m_state == State::Reading && !m_needsBytes && !isChoked())
        readOne();
    m_socket->flush();
    if (m_state == State::Reading && m_needsBytes && m_stopping)
        close();
    tellUnsent(m_socket->bytesToWrite());
    m_inLoop = false;
    if (m_state == State::Reading || m_state == State::Answering)
        waitFor(presentWait());
}

void HttpConnection::readOne()
{
    const RequestParser::Progress progress = m_parser.advance();
    switch (progress) {
    case RequestParser::Progress::NeedMore:
        readMore();
        break;
    case RequestParser::Progress::AwaitsContinue:
        m_owesContinue = true;
        break;
    case RequestParser::Progress::Complete:
    case RequestParser::Progress::Refused:
        handOver(progress);
        break;
    }
}

void HttpConnection::readMore()
{
    m_needsBytes = !hasRoom();
    if (m_needsBytes)
        return;
    if (std::exchange(m_owesContinue, false))
        write(QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n"));
    const qint64 there = m_socket->bytesAvailable();
    m_needsBytes = there == 0;
    if (!m_needsBytes)
        m_parser.append(m_socket->read(std::min(there, m_parser.missingBytes())));
}

bool HttpConnection::hasRoom()
{
    if (m_roomOfRequest != Room::NotAsked || !m_parser.isLarge())
        return m_roomOfRequest != Room::Awaited;
    if (!m_room.enter(*this, m_parser.mostBytes())) {
        m_roomOfRequest = Room::Awaited;
        return false;
    }
    takeRoom();
    return true;
}

void HttpConnection::takeRoom()
{
    m_roomOfRequest = Room::Given;
    m_socket->setReadBufferSize(LargeReadAhead);
    m_parser.reserve();
}

void HttpConnection::onRoom()
{
    takeRoom();
    // The peer's time for the body begins now.
    m_wait = Wait::None;
    QMetaObject::invokeMethod(this, &HttpConnection::readRequests, Qt::QueuedConnection);
}

void HttpConnection::leaveRoom()
{
    if (std::exchange(m_roomOfRequest, Room::NotAsked) == Room::NotAsked)
        return;
    m_room.leave(*this);
    m_socket->setReadBufferSize(ReadAhead);
}

void HttpConnection::handOver(RequestParser::Progress progress)
{
    m_owesContinue = false;
    leaveRoom();
    const HttpRequest request = m_parser.take();
    m_toHead = request.method == "HEAD";
    m_refusing = progress == RequestParser::Progress::Refused;
    m_state = State::Answering;
    m_wait = Wait::None;
    if (!m_refusing) {
        m_hasAsked = true;
        emit requested(request);
        return;
    }
    const Refusal refusal = m_parser.refusal();
    m_unreadBody = refusal.status == 413 || refusal.status == 431;
    emit refused(request, refusal);
}

QByteArray HttpConnection::answer(const HttpResponse& response)
{
    Q_ASSERT(m_state == State::Answering || m_state == State::Closed);
    const bool last = m_refusing || !m_parser.keepsAlive();
    QByteArray connection;
    if (last)
        connection = QByteArrayLiteral("close");
    else if (m_parser.isOld())
        connection = QByteArrayLiteral("keep-alive");
    const QByteArray text = bytesOf(response, connection, !m_toHead);
    if (m_state == State::Closed)
        return text;
    write(text);
    if (last) {
        close();
        return text;
    }
    m_state = State::Reading;
    if (!m_inLoop)
        QMetaObject::invokeMethod(this, &HttpConnection::readRequests, Qt::QueuedConnection);
    return text;
}

/// Beyond the limit, read nothing more until everything was sent, so that a peer that only asks and never
/// reads costs no more memory than this.
bool HttpConnection::isChoked()
{
    if (m_socket->bytesToWrite() <= m_limits.unsentBytes)
        return false;
    m_socket->flush();
    return m_socket->bytesToWrite() > 0;
}

void HttpConnection::write(const QByteArray& bytes)
{
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->write(bytes);
}

void HttpConnection::cut()
{
    m_socket->abort();
}

void HttpConnection::stop()
{
    m_stopping = true;
    if (std::exchange(m_wait, Wait::None) == Wait::Flush)
        waitFor(Wait::Flush);
    endStream();
    if (m_state != State::Reading)
        return;
    // Also answer what has arrived but the socket has not signalled yet.
    if (m_socket->state() == QAbstractSocket::ConnectedState && m_socket->bytesAvailable() == 0)
        m_socket->waitForReadyRead(0);
    readRequests();
}

std::optional<HttpConnection::Claim> HttpConnection::claim() const
{
    if (m_state == State::Answering || m_state == State::Streaming || m_inLoop)
        return std::nullopt;
    if (m_state != State::Reading || m_wait == Wait::Flush)
        return Claim{Claim::Answered, m_waitsSince};
    if (!m_hasAsked)
        return Claim{Claim::NothingYet, m_waitsSince};
    const bool isIdle = m_wait == Wait::Idle && m_socket->bytesAvailable() == 0;
    return Claim{isIdle ? Claim::Idle : Claim::Asking, m_waitsSince};
}

void HttpConnection::giveWay()
{
    m_socket->flush();
    m_socket->abort();
}

bool HttpConnection::isPeerGone() const
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return true;
#ifdef POLLRDHUP
    pollfd end{static_cast<int>(m_socket->socketDescriptor()), POLLRDHUP, 0};
    return ::poll(&end, 1, 0) > 0 && (end.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
#else
    return false;
#endif
}

void HttpConnection::close()
{
    m_state = State::Closing;
    waitFor(Wait::Flush);
    if (m_unreadBody || m_socket->bytesAvailable() > 0)
        m_socket->flush();
    if (m_socket->bytesToWrite() == 0)
        lingerOrClose();
    else if (!m_unreadBody)
        m_socket->disconnectFromHost();
}

/// Closing a socket with unread bytes resets the connection, and the peer may lose the answer.
void HttpConnection::lingerOrClose()
{
    if (m_unreadBody || m_socket->bytesAvailable() > 0) {
        m_state = State::Lingering;
        m_socket->skip(m_socket->bytesAvailable());
        waitFor(Wait::Linger);
    } else {
        m_socket->disconnectFromHost();
    }
}

void HttpConnection::tellUnsent(qint64 unsent)
{
    if (unsent == m_unsent)
        return;
    if (m_unsent == 0 || unsent < m_unsent)
        m_lastTaken = QDeadlineTimer::current().deadline();
    emit unsentChanged(unsent - std::exchange(m_unsent, unsent));
}

void HttpConnection::onBytesWritten()
{
    if (m_inLoop)
        return;
    tellUnsent(m_socket->bytesToWrite());
    if (m_wait == Wait::Flush)
        m_deadline.setRemainingTime(m_stopping ? m_limits.requestMs : m_limits.idleMs);
    if (m_socket->bytesToWrite() > 0)
        return;
    if (m_state == State::Closing)
        lingerOrClose();
    else if (m_state == State::Reading)
        readRequests();
}

void HttpConnection::onDisconnected()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    leaveRoom();
    tellUnsent(0);
    m_timer.stop();
    emit closed();
}

HttpConnection::Wait HttpConnection::presentWait()
{
    if (m_state == State::Answering)
        return Wait::None;
    if (!m_needsBytes)
        return Wait::Flush;
    return m_parser.isStarted() ? Wait::Request : Wait::Idle;
}

/// A deadline covers the whole wait: a peer that sends a byte now and then gets no more time. Leave the timer
/// running and move it only when it would fire too late, because starting it for each request costs more than
/// reading it.
void HttpConnection::waitFor(Wait wait)
{
    if (wait == m_wait && wait != Wait::Idle)
        return;
    m_wait = wait;
    if (wait == Wait::None)
        return;
    int ms = m_limits.idleMs;
    if (wait == Wait::Request || (wait == Wait::Flush && m_stopping))
        ms = m_limits.requestMs;
    else if (wait == Wait::Linger)
        ms = std::min(m_limits.requestMs, LingerMs);
    m_deadline.setRemainingTime(ms);
    m_waitsSince = m_deadline.deadline() - ms;
    if (!m_timer.isActive() || m_deadline < m_timerDue) {
        m_timerDue = m_deadline;
        m_timer.start(ms);
    }
}

void HttpConnection::onTimeout()
{
    if (m_wait == Wait::None || m_state == State::Closed)
        return;
    if (!m_deadline.hasExpired()) {
        m_timerDue = m_deadline;
        m_timer.start(static_cast<int>(m_deadline.remainingTime()) + 1);
        return;
    }
    if (m_wait == Wait::Request)
        refuseLate();
    else if (m_wait == Wait::Idle)
        close();
    else
        m_socket->abort();
}

void HttpConnection::refuseLate()
{
    const bool hadNoRoom = m_roomOfRequest == Room::Awaited;
    leaveRoom();
    const HttpRequest request = m_parser.take();
    m_toHead = false;
    m_refusing = true;
    m_state = State::Answering;
    m_wait = Wait::None;
    const double seconds = m_limits.requestMs / 1000.0;
    if (!hadNoRoom) {
        emit refused(
            request,
            {408,
             Text::tr("The request was not complete after %1 seconds. Send it again, faster.").arg(seconds)});
        return;
    }
    m_unreadBody = true;
    emit refused(
        request,
        {503,
         Text::tr("The server is busy with other large requests, and had no room for this one within %1 "
                  "seconds. Send it again later, or with less than %2 bytes.")
             .arg(QString::number(seconds), QString::number(m_limits.freeBodyBytes)),
         RetryAfter});
}

} // namespace interleave
