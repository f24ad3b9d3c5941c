#pragma once

#include "http/apiserver.h"
#include "store/recordstore.h"

#include <QEventLoop>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <memory>

namespace interleave::test {

/// Fri, 02 Jan 2026 03:04:05 GMT, the fixed time of the test's clock.
inline constexpr qint64 Now = 1767323045;
/// The date of the record, five minutes earlier.
inline constexpr qint64 Start = Now - 300;

inline Record startRecord()
{
    return {
        QStringLiteral("item"),
        {{QStringLiteral("stock"), qint64(10)}, {QStringLiteral("name"), QStringLiteral("Desk lamp")}},
        1,
        Start};
}

inline std::unique_ptr<RecordStore> startStore()
{
    auto store = RecordStore::openPrivate();
    if (!store || !store.value()->reset({startRecord()}).isEmpty())
        qFatal("The store cannot be opened.");
    return std::move(store).value();
}

/// A server with the standard record, a clock that stands still, and all events that it reported.
class Served final
{
public:
    explicit Served(Locking locking = Locking::Off, ServerOptions options = {})
        : store(startStore())
    {
        if (!options.now)
            options.now = [] {
                return Now * 1000;
            };
        server = std::make_unique<ApiServer>(*store, std::move(options));
        start(locking);
    }
    /// With another source instead of the store.
    Served(Locking locking, std::unique_ptr<RecordSource> records, ServerOptions options = {})
        : source(std::move(records))
    {
        options.now = [] {
            return Now * 1000;
        };
        server = std::make_unique<ApiServer>(*source, std::move(options));
        start(locking);
    }

    std::unique_ptr<RecordStore> store;
    std::unique_ptr<RecordSource> source;
    std::unique_ptr<ApiServer> server;
    QList<Event> events;
    QList<int> others;

private:
    void start(Locking locking)
    {
        server->setLocking(locking);
        QObject::connect(
            server.get(), &ApiServer::happened, server.get(), [this](const Event& e) { events.append(e); });
        QObject::connect(server.get(), &ApiServer::otherAnswered, server.get(), [this](int status) {
            others.append(status);
        });
        QString problem;
        if (!server->listen(QHostAddress(QHostAddress::LocalHost), 0, &problem))
            qFatal("%s", qPrintable(problem));
    }
};

/// A socket that sends exactly the given bytes.
class Peer final
{
public:
    explicit Peer(const ApiServer& server)
    {
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), server.port());
        if (!socket.waitForConnected())
            qFatal("%s", qPrintable(socket.errorString()));
    }

    [[nodiscard]] Endpoint end() const { return Endpoint::ofOwn(socket); }
    void send(const QByteArray& bytes)
    {
        socket.write(bytes);
        socket.flush();
    }
    /// Receives up to \a size bytes, or up to the end of the connection.
    QByteArray receive(qsizetype size)
    {
        // Wait for the socket's signals instead of polling.
        QEventLoop loop;
        QObject::connect(&socket, &QTcpSocket::disconnected, &loop, &QEventLoop::quit);
        QObject::connect(&socket, &QTcpSocket::readyRead, &loop, [this, size, &loop] {
            if (socket.bytesAvailable() >= size)
                loop.quit();
        });
        QTimer::singleShot(5000, &loop, &QEventLoop::quit);
        if (socket.bytesAvailable() < size && socket.state() != QAbstractSocket::UnconnectedState)
            loop.exec();
        return socket.readAll();
    }
    bool isClosed()
    {
        QSignalSpy ended(&socket, &QTcpSocket::disconnected);
        return socket.state() == QAbstractSocket::UnconnectedState || ended.wait();
    }

    QTcpSocket socket;
};

inline const QByteArray DateField = "Date: Fri, 02 Jan 2026 03:04:05 GMT\r\n";
/// The fields for browsers in every answer to an outside client.
inline const QByteArray BrowserFields =
    "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nVary: Origin\r\n";
inline const QByteArray StartFields =
    "ETag: \"1\"\r\nLast-Modified: Fri, 02 Jan 2026 02:59:05 GMT\r\nCache-Control: no-cache\r\n";
inline const QByteArray StartBody = "{\"stock\": 10, \"name\": \"Desk lamp\"}";
inline const QByteArray Host = "Host: localhost\r\n";

/// An expected answer on the wire. \a head: status and reason, then fields that end in CRLF.
inline QByteArray answer(const QByteArray& head, const QByteArray& fields, const QByteArray& body)
{
    return "HTTP/1.1 " + head + "\r\n" + fields + DateField + BrowserFields +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

inline QByteArray json(const QByteArray& head, const QByteArray& fields, const QByteArray& body)
{
    return answer(head, fields + "Content-Type: application/json\r\n", body);
}

inline QByteArray startAnswer()
{
    return json("200 OK", StartFields, StartBody);
}

/// An expected refusal on the wire.
inline QByteArray problem(
    const QByteArray& head,
    const QByteArray& detail,
    const QByteArray& extensions = {},
    const QByteArray& more = {})
{
    const QByteArray body = "{\"title\": \"" + head.mid(4) + "\", \"status\": " + head.left(3) +
                            ", \"detail\": \"" + detail + '"' + extensions + '}';
    return answer(head, more + "Cache-Control: no-store\r\nContent-Type: application/problem+json\r\n", body);
}

/// The same answer to a page of this machine.
inline QByteArray toPage(QByteArray text, const QByteArray& origin)
{
    const qsizetype end = text.indexOf(BrowserFields) + BrowserFields.size();
    return text.insert(
        end,
        "Access-Control-Allow-Origin: " + origin +
            "\r\nAccess-Control-Expose-Headers: ETag, Last-Modified, Lock-Token\r\n");
}

/// The same answer with `Connection: close`.
inline QByteArray closing(QByteArray text)
{
    return text.insert(text.indexOf("\r\n\r\n") + 2, "Connection: close\r\n");
}

} // namespace interleave::test
