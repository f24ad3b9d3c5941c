#include "http/connection/httpconnection.h"

#include <QTcpSocket>

#ifdef Q_OS_UNIX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace interleave {

namespace {

constexpr int SendBuffer = 64 * 1024;

} // namespace

void HttpConnection::beginStream(const HttpResponse& head)
{
    Q_ASSERT(m_state == State::Answering || m_state == State::Closed);
    if (m_state == State::Closed)
        return;
    m_isChunked = !m_parser.isOld();
    m_state = State::Streaming;
    // What a sleeping peer does not take is to be known here, not to lie in the system's buffer.
    m_socket->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, SendBuffer);
#ifdef TCP_USER_TIMEOUT
    const unsigned int silence = StreamSilenceMs;
    (void)::setsockopt(
        static_cast<int>(m_socket->socketDescriptor()),
        IPPROTO_TCP,
        TCP_USER_TIMEOUT,
        &silence,
        sizeof silence);
#endif
    write(streamHeadOf(head, m_isChunked, !m_isChunked || !m_parser.keepsAlive()));
}

void HttpConnection::stream(const QByteArray& bytes, qint64 mostUnsent)
{
    // An empty chunk would end the body.
    if (m_state != State::Streaming || bytes.isEmpty())
        return;
    if (m_isChunked)
        write(QByteArray::number(bytes.size(), 16) + "\r\n");
    write(bytes);
    if (m_isChunked)
        write(QByteArrayLiteral("\r\n"));
    if (m_socket->bytesToWrite() > mostUnsent)
        m_socket->flush();
    if (m_socket->bytesToWrite() > mostUnsent)
        cut();
    else
        tellUnsent(m_socket->bytesToWrite());
}

void HttpConnection::endStream()
{
    if (m_state != State::Streaming)
        return;
    if (m_isChunked)
        write(QByteArrayLiteral("0\r\n\r\n"));
    if (!m_isChunked || !m_parser.keepsAlive()) {
        close();
        return;
    }
    m_state = State::Reading;
    if (!m_inLoop)
        QMetaObject::invokeMethod(this, &HttpConnection::readRequests, Qt::QueuedConnection);
}

} // namespace interleave
