#include "http/apiclient.h"

#include "http/connection/httpparser.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

namespace interleave {

namespace {

QByteArray toBytes(const HttpRequest& request)
{
    QByteArray text = request.method + ' ' + request.target + " HTTP/1.1\r\nHost: interleave.localhost\r\n";
    for (const Header& header : request.headers)
        text += header.first + ": " + header.second + "\r\n";
    const bool carriesBody = request.method == "PUT" || request.method == "POST" || request.method == "PATCH";
    if (carriesBody || !request.body.isEmpty())
        text += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    return text + "\r\n" + request.body;
}

} // namespace

class ApiClient::Private final
{
public:
    explicit Private(ApiClient* client)
        : q(client)
    {
    }

    [[nodiscard]] bool hasUsableConnection();
    void begin();
    void write();
    void onReadyRead();
    void onDisconnected();
    void onError();
    void finish();
    void fail(const QString& problem);
    void drop();

    ApiClient* q;
    QTcpSocket socket;
    QTimer timer;
    quint16 port = 0;
    /// Port 0 while there is no connection.
    Endpoint own;
    HttpRequest request;
    /// Present while an answer is awaited.
    std::unique_ptr<ResponseParser> parser;
    bool isBusy = false;
    bool isConnecting = false;
    bool isSent = false;
};

/// The server may have closed an idle connection; the socket notices only when it is read.
bool ApiClient::Private::hasUsableConnection()
{
    if (socket.state() != QAbstractSocket::ConnectedState)
        return false;
    socket.waitForReadyRead(0);
    if (socket.state() != QAbstractSocket::ConnectedState)
        return false;
    // Unexpected bytes would be taken for the beginning of the next answer.
    return socket.bytesAvailable() == 0;
}

void ApiClient::Private::begin()
{
    if (hasUsableConnection()) {
        write();
        return;
    }
    drop();
    isConnecting = true;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

void ApiClient::Private::write()
{
    parser = std::make_unique<ResponseParser>(request.method == "HEAD");
    isConnecting = false;
    isSent = true;
    emit q->sending(own);
    socket.write(request.text);
    socket.flush();
}

void ApiClient::Private::onReadyRead()
{
    if (!isBusy || !parser)
        return;
    parser->append(socket.readAll());
    switch (parser->advance()) {
    case ResponseParser::Progress::NeedMore:
        break;
    case ResponseParser::Progress::Complete:
        finish();
        break;
    case ResponseParser::Progress::Unreadable:
        fail(tr("The server's answer is not HTTP, so what became of the request is unknown."));
        break;
    }
}

void ApiClient::Private::onDisconnected()
{
    if (own.port != 0)
        emit q->disconnected(std::exchange(own, Endpoint()));
    if (!isBusy || !parser)
        return;
    onReadyRead();
    if (!isBusy)
        return;
    if (parser->finish() == ResponseParser::Progress::Complete)
        finish();
    else
        fail(tr("The connection was cut before the answer came, so what became of the request is unknown."));
}

void ApiClient::Private::onError()
{
    // A connection that was open ends in disconnected(), which also reads what came before its end.
    if (isConnecting)
        fail(tr("No server answers on port %1 (%2).").arg(QString::number(port), socket.errorString()));
}

void ApiClient::Private::finish()
{
    timer.stop();
    const HttpResponse response = parser->take();
    const bool goesOn = parser->keepsAlive() && !parser->hasMore();
    parser.reset();
    isBusy = false;
    if (!goesOn)
        drop();
    emit q->answered(response);
}

void ApiClient::Private::fail(const QString& problem)
{
    timer.stop();
    const bool wasSent = isSent;
    isConnecting = false;
    parser.reset();
    isBusy = false;
    drop();
    emit q->failed(problem, wasSent);
}

void ApiClient::Private::drop()
{
    if (socket.state() != QAbstractSocket::UnconnectedState)
        socket.abort();
}

ApiClient::ApiClient(QObject* parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>(this))
{
    QTcpSocket& socket = m_private->socket;
    socket.setParent(this);
    m_private->timer.setParent(this);
    m_private->timer.setSingleShot(true);
    m_private->timer.setInterval(UsualTimeoutMs);
    connect(&m_private->timer, &QTimer::timeout, this, [this] {
        m_private->fail(
            m_private->isSent
                ? tr("No answer came within %1 seconds, so what became of the request is unknown.")
                      .arg(m_private->timer.interval() / 1000.0)
                : tr("The server on port %1 took no connection.").arg(m_private->port));
    });
    connect(&socket, &QTcpSocket::connected, this, [this] {
        m_private->socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_private->own = Endpoint::ofOwn(m_private->socket);
        emit connected(m_private->own);
        m_private->write();
    });
    connect(&socket, &QTcpSocket::readyRead, this, [this] { m_private->onReadyRead(); });
    connect(&socket, &QTcpSocket::disconnected, this, [this] { m_private->onDisconnected(); });
    connect(&socket, &QTcpSocket::errorOccurred, this, [this] { m_private->onError(); });
}

ApiClient::~ApiClient()
{
    m_private->isBusy = false;
    m_private->drop();
    m_private->socket.disconnect(this);
}

void ApiClient::setPort(quint16 port)
{
    Q_ASSERT(!isBusy());
    if (port != m_private->port)
        m_private->drop();
    m_private->port = port;
}

void ApiClient::setTimeout(int ms)
{
    m_private->timer.setInterval(ms);
}

void ApiClient::cut()
{
    if (isBusy())
        m_private->fail(tr("The connection was closed before the answer came."));
}

void ApiClient::send(const HttpRequest& request)
{
    Q_ASSERT(!isBusy());
    m_private->isBusy = true;
    m_private->isSent = false;
    m_private->request = request;
    m_private->request.text = toBytes(request);
    m_private->timer.start();
    m_private->begin();
}

bool ApiClient::isBusy() const
{
    return m_private->isBusy;
}

const HttpRequest& ApiClient::request() const
{
    return m_private->request;
}

} // namespace interleave
