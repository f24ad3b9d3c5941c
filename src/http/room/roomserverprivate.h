#pragma once

// Internal to RoomServer.

#include "http/connection/reception.h"
#include "http/room/codeguard.h"
#include "http/room/roommembers.h"
#include "http/room/roompath.h"
#include "http/room/roomserver.h"

#include <QTimer>

namespace interleave {

/// roomserver.cpp has the listener and what the presenter does, roomrequests.cpp the requests.
class RoomServer::Private final
{
public:
    Private(
        RoomServer* server, ApiServer& apiServer, const RoomLimits& roomLimits, std::function<qint64()> time);
    ~Private();

    [[nodiscard]] bool open(const QHostAddress& at, quint16 port, QString* problem);
    void attend(Reception* listener);
    /// Refuses new connections, tells every page and ends what is open.
    void retire();
    void finish(Reception* retired);
    /// Nothing of that connection is awaited any more.
    void leave(HttpConnection* connection);

    void setScene(const RoomScene& next);
    void startCountdown();
    void unlock();
    [[nodiscard]] qint64 countdownLeft() const;
    [[nodiscard]] QByteArray stateNews() const;
    void broadcast(const QByteArray& news);
    void tell(RoomPlace& place, const QByteArray& news) const;
    /// Tells it and ends its stream; emits nothing.
    static void endStream(RoomPlace& place, QByteArrayView event);
    void cutWaiting(RoomPlace& place);
    void report(const RoomPlace& place) const { emit q->memberChanged(place.member); }

    void receive(HttpConnection& connection, const HttpRequest& request);
    /// Null, after an answer, when no member may go on.
    [[nodiscard]] RoomPlace* memberOf(HttpConnection& connection, const QByteArray& secret);
    void serveMember(HttpConnection& connection, const HttpRequest& request, RoomPath path, RoomPlace& place);
    void join(HttpConnection& connection, const HttpRequest& request);
    [[nodiscard]] std::optional<Refusal>
    problemWithCode(const QHostAddress& from, const QString& code, const QString& typedToken);
    /// Makes one where it can.
    [[nodiscard]] bool hasPlace();
    void openNews(HttpConnection& connection, RoomPlace& place);
    void vote(HttpConnection& connection, const HttpRequest& request, RoomPlace& place);
    void changeName(HttpConnection& connection, const HttpRequest& request, RoomPlace& place);
    void passOn(HttpConnection& connection, const HttpRequest& request, RoomPath path, RoomPlace& place);
    static void answer(HttpConnection& connection, HttpResponse response);
    static void answerJson(HttpConnection& connection, int status, const QByteArray& json);
    static void refuse(HttpConnection& connection, const Refusal& refusal, const QList<Header>& more = {});

    RoomServer* q;
    ApiServer& records;
    RoomLimits limits;
    std::function<qint64()> now;
    QString code;
    QString token;
    /// Null while the room is closed.
    Reception* reception = nullptr;
    QHostAddress address;
    /// As in a Host field: "192.168.1.20:8413".
    QByteArray authority;
    /// Closed, with connections that end.
    QList<Reception*> retiring;
    RoomMembers members;
    CodeGuard guard;
    RoomScene scene;
    QTimer heartbeat;
    QTimer countdown;
    qint64 countdownEnd = 0;
};

} // namespace interleave
