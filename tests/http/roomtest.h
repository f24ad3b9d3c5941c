#pragma once

#include "http/room/roomserver.h"
#include "httptest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <memory>
#include <vector>

namespace interleave::test {

/// The room's address in tests; the server of records is at 127.0.0.1.
inline const QHostAddress RoomHost(QStringLiteral("127.0.0.2"));

inline RoomScene roomScene(RoomPhase phase = RoomPhase::Free)
{
    RoomScene scene;
    scene.phase = phase;
    scene.round = 1;
    scene.record = QStringLiteral("item");
    scene.title = QStringLiteral("Desk lamp · stock");
    scene.field = QStringLiteral("stock");
    return scene;
}

/// An open room before a server of records, with a clock that the test moves, and all that it reported.
class OpenRoom final
{
public:
    explicit OpenRoom(RoomLimits limits = {}, Locking locking = Locking::Off)
        : served(locking)
        , room(std::make_unique<RoomServer>(*served.server, limits, [this] { return now; }))
    {
        QObject::connect(
            room.get(), &RoomServer::memberChanged, room.get(), [this](const RoomMember& member) {
                changes.append(member);
            });
        QObject::connect(room.get(), &RoomServer::memberRemoved, room.get(), [this](const QString& client) {
            removed.append(client);
        });
        QObject::connect(room.get(), &RoomServer::unlocked, room.get(), [this] { ++unlocked; });
        QObject::connect(room.get(), &RoomServer::closed, room.get(), [this] { ++closed; });
        room->setScene(roomScene());
        open();
    }
    void open(const QHostAddress& address = RoomHost)
    {
        QString problem;
        if (!room->open(address, 0, &problem))
            qFatal("%s", qPrintable(problem));
        authority = address.toString().toLatin1() + ':' + QByteArray::number(room->port());
    }
    [[nodiscard]] QByteArray codeJson() const { return "{\"code\": \"" + room->code().toLatin1() + "\"}"; }
    /// The last that was reported of that client.
    [[nodiscard]] RoomMember member(const QString& client) const
    {
        const auto found =
            std::find_if(changes.crbegin(), changes.crend(), [&client](const RoomMember& member) {
                return member.client == client;
            });
        return found == changes.crend() ? RoomMember{} : *found;
    }

    qint64 now = 1'000'000;
    Served served;
    std::unique_ptr<RoomServer> room;
    QByteArray authority;
    QList<RoomMember> changes;
    QStringList removed;
    int unlocked = 0;
    int closed = 0;
};

/// One answer on the wire.
struct Answer final
{
    int status = 0;
    QByteArray head;
    QByteArray body;

    [[nodiscard]] QByteArray field(const QByteArray& name) const
    {
        for (const QByteArray& line : head.split('\n')) {
            if (line.left(name.size() + 1).compare(name + ':', Qt::CaseInsensitive) == 0)
                return line.mid(name.size() + 1).trimmed();
        }
        return {};
    }
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    [[nodiscard]] QString text(const char* name) const
    {
        return json().value(QLatin1String(name)).toString();
    }
};

/// A socket of a phone: sends bytes to the room, and reads answers and news.
class Phone final
{
public:
    explicit Phone(const OpenRoom& room, const QHostAddress& from = {})
        : authority(room.authority)
    {
        if (!from.isNull())
            socket.bind(from);
        const QString host = QString::fromLatin1(authority.left(authority.lastIndexOf(':')));
        socket.connectToHost(QHostAddress(host), room.room->port());
        if (!socket.waitForConnected())
            qFatal("%s", qPrintable(socket.errorString()));
    }

    /// At the room's address.
    explicit Phone(const QUrl& room)
        : authority(room.authority().toLatin1())
    {
        socket.connectToHost(QHostAddress(room.host()), static_cast<quint16>(room.port()));
        if (!socket.waitForConnected())
            qFatal("%s", qPrintable(socket.errorString()));
    }

    void send(const QByteArray& bytes)
    {
        socket.write(bytes);
        socket.flush();
    }
    [[nodiscard]] QByteArray
    request(const QByteArray& line, const QByteArray& body = {}, const QByteArray& fields = {}) const
    {
        return line + " HTTP/1.1\r\nHost: " + authority + "\r\n" +
               (secret.isEmpty() ? QByteArray() : "Authorization: Bearer " + secret + "\r\n") + fields +
               (body.isEmpty() ? QByteArray()
                               : "Content-Length: " + QByteArray::number(body.size()) + "\r\n") +
               "\r\n" + body;
    }
    Answer ask(const QByteArray& line, const QByteArray& body = {}, const QByteArray& fields = {})
    {
        send(request(line, body, fields));
        return answer(line.startsWith("HEAD"));
    }
    /// Waits for one whole answer.
    Answer answer(bool toHead = false)
    {
        Answer result;
        if (!waitFor([this] { return unread.contains("\r\n\r\n"); }))
            return result;
        const qsizetype end = unread.indexOf("\r\n\r\n");
        result.head = unread.left(end);
        result.status = result.head.mid(9, 3).toInt();
        unread.remove(0, end + 4);
        const qsizetype size = toHead ? 0 : result.field("Content-Length").toLongLong();
        if (waitFor([this, size] { return unread.size() >= size; })) {
            result.body = unread.left(size);
            unread.remove(0, size);
        }
        return result;
    }
    /// Joins, and is that member from now on.
    Answer join(const QByteArray& json)
    {
        Answer result = ask("POST /room/join", json);
        secret = result.text("secret").toLatin1();
        client = result.text("client");
        return result;
    }
    /// Opens the stream of news.
    Answer openNews()
    {
        send(request("GET /room/news"));
        Answer head = answer();
        return head;
    }
    /// Waits for the next event of that name; its data. Events before it are dropped.
    QJsonObject news(const QByteArray& event)
    {
        QJsonObject data;
        const bool came = waitFor([&] {
            takeChunks();
            const QByteArray start = "event: " + event + "\ndata: ";
            const qsizetype at = stream.indexOf(start);
            const qsizetype end = at < 0 ? -1 : stream.indexOf("\n\n", at);
            if (end < 0)
                return false;
            data = QJsonDocument::fromJson(stream.mid(at + start.size(), end - at - start.size())).object();
            stream.remove(0, end + 2);
            return true;
        });
        if (!came)
            data.insert(QStringLiteral("missing"), QString::fromLatin1(event));
        return data;
    }
    /// The stream came to its proper end.
    bool isStreamOver()
    {
        return waitFor([this] {
            takeChunks();
            return hasEnded;
        });
    }
    bool isClosed()
    {
        QSignalSpy ended(&socket, &QTcpSocket::disconnected);
        return socket.state() == QAbstractSocket::UnconnectedState || ended.wait();
    }

    QTcpSocket socket;
    QByteArray authority;
    QByteArray secret;
    QString client;
    /// What came and was not read as an answer yet.
    QByteArray unread;
    /// Chunks of the stream, put together.
    QByteArray stream;
    bool hasEnded = false;

private:
    template<typename Condition>
    bool waitFor(Condition isTrue)
    {
        QDeadlineTimer deadline(10'000);
        unread += socket.readAll();
        while (!isTrue()) {
            if (deadline.hasExpired() ||
                (socket.state() == QAbstractSocket::UnconnectedState && socket.bytesAvailable() == 0))
                return false;
            QCoreApplication::processEvents(
                QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeUserInputEvents);
            unread += socket.readAll();
        }
        return true;
    }
    void takeChunks()
    {
        for (;;) {
            const qsizetype line = unread.indexOf("\r\n");
            if (line < 0)
                return;
            const qsizetype size = unread.left(line).toLongLong(nullptr, 16);
            if (unread.size() < line + 2 + size + 2)
                return;
            stream += unread.mid(line + 2, size);
            unread.remove(0, line + 2 + size + 2);
            hasEnded = hasEnded || size == 0;
            if (size == 0)
                return;
        }
    }
};

} // namespace interleave::test
