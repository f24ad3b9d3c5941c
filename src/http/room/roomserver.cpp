#include "http/room/roomserver.h"

#include "core/values/bounds.h"
#include "core/values/text.h"
#include "http/apiserver.h"
#include "http/connection/httpconnection.h"
#include "http/room/roomnews.h"
#include "http/room/roomserverprivate.h"

#include <QRandomGenerator>

#include <algorithm>
#include <chrono>

namespace interleave {

namespace {

constexpr qsizetype MostBody = 64 * bounds::Kilobyte;
constexpr qint64 SharedBodies = 16 * bounds::Megabyte;
constexpr qint64 SharedUnsent = 32 * bounds::Megabyte;
/// Beside a stream of news and a request for each member: phones whose page is being loaded, and tabs.
constexpr int MoreConnections = 200;
constexpr int ClosingMs = 2000;

qint64 steadyTime()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Without 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V.
QString newCode()
{
    const auto letters = QLatin1String("ACDEFGHJKMNPQRTWXY34679");
    QString code;
    for (qsizetype i = 0; i < RoomCodeLength; ++i)
        code += letters[QRandomGenerator::system()->bounded(static_cast<int>(letters.size()))];
    return code;
}

ServerLimits listenerLimits(const RoomLimits& limits)
{
    ServerLimits listener;
    listener.bodyBytes = MostBody;
    listener.sharedBytes = SharedBodies;
    listener.sharedUnsentBytes = SharedUnsent;
    listener.connections = 2 * limits.members + MoreConnections;
    return listener;
}

/// As a browser writes it in a Host field (RFC 3986 §3.2.2), without the port where it is HTTP's own.
QByteArray authorityOf(QHostAddress address, quint16 port)
{
    address.setScopeId({});
    const QByteArray host = address.toString().toLatin1();
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isV6 ? '[' + host + ']' : host) + (port == 80 ? QByteArray() : ':' + QByteArray::number(port));
}

} // namespace

RoomServer::Private::Private(
    RoomServer* server, ApiServer& apiServer, const RoomLimits& roomLimits, std::function<qint64()> time)
    : q(server)
    , records(apiServer)
    , limits(roomLimits)
    , now(time ? std::move(time) : std::function<qint64()>(steadyTime))
    , code(newCode())
    , token(QString::fromLatin1(newSecret()))
    , guard(roomLimits.wrongCodes)
{
    heartbeat.setInterval(limits.heartbeat);
    QObject::connect(&heartbeat, &QTimer::timeout, q, [this] { broadcast(heartbeatComment()); });
    countdown.setSingleShot(true);
    countdown.setTimerType(Qt::PreciseTimer);
    QObject::connect(&countdown, &QTimer::timeout, q, [this] { unlock(); });
}

RoomServer::Private::~Private()
{
    for (const auto& place : members.all()) {
        for (const HttpConnection* connection : std::as_const(place->waiting))
            records.forget(*connection);
    }
    delete reception;
}

bool RoomServer::Private::open(const QHostAddress& at, quint16 port, QString* problem)
{
    const bool isOne = !at.isNull() && at != QHostAddress::Any && at != QHostAddress::AnyIPv4 &&
                       at != QHostAddress::AnyIPv6 && !at.isMulticast() && !at.isBroadcast();
    if (!isOne) {
        if (problem != nullptr)
            *problem = Text::tr("The room needs one address of this machine, such as 192.168.1.20.");
        return false;
    }
    if (reception != nullptr && at == address && (port == 0 || port == reception->port()))
        return true;
    const auto isPanels = [](const HttpConnection&) {
        return false;
    };
    const ServerLimits listening = listenerLimits(limits);
    records.leaveDescriptors(listening.connections);
    auto next = std::make_unique<Reception>(listening, isPanels, q);
    if (!next->listen(at, port, problem)) {
        if (reception == nullptr)
            records.leaveDescriptors(0);
        return false;
    }
    retire();
    reception = next.release();
    address = at;
    authority = authorityOf(at, reception->port());
    heartbeat.start();
    attend(reception);
    return true;
}

void RoomServer::Private::attend(Reception* listener)
{
    const auto enter = [this, listener](HttpConnection* connection) {
        const auto onRequest = [this, listener, connection](const HttpRequest& request) {
            if (listener == reception)
                receive(*connection, request);
            else
                refuse(*connection, {503, Text::tr("The presenter closed the room.")});
        };
        QObject::connect(connection, &HttpConnection::requested, q, onRequest);
        QObject::connect(
            connection,
            &HttpConnection::refused,
            q,
            [connection](const HttpRequest&, const Refusal& refusal) { refuse(*connection, refusal); });
    };
    QObject::connect(listener, &Reception::entered, q, enter);
    QObject::connect(
        listener, &Reception::left, q, [this](HttpConnection* connection) { leave(connection); });
}

void RoomServer::Private::retire()
{
    if (reception == nullptr)
        return;
    heartbeat.stop();
    Reception* retired = std::exchange(reception, nullptr);
    retiring.append(retired);
    QList<RoomMember> left;
    for (const auto& place : members.all()) {
        cutWaiting(*place);
        if (place->stream == nullptr)
            continue;
        endStream(*place, "closed");
        place->awaySince = now();
        place->member.isHere = false;
        left.append(place->member);
    }
    // Queued, so that who closes is told after the call, and who moves has moved.
    QObject::connect(
        retired, &Reception::emptied, q, [this, retired] { finish(retired); }, Qt::QueuedConnection);
    // Whoever does not take the news has missed them.
    QTimer::singleShot(ClosingMs, retired, [this, retired] { finish(retired); });
    retired->stop();
    for (const RoomMember& member : left)
        emit q->memberChanged(member);
}

void RoomServer::Private::finish(Reception* retired)
{
    if (!retiring.removeOne(retired))
        return;
    retired->disconnect(q);
    retired->deleteLater();
    if (!retiring.isEmpty() || reception != nullptr)
        return;
    records.leaveDescriptors(0);
    emit q->closed();
}

void RoomServer::Private::leave(HttpConnection* connection)
{
    records.forget(*connection);
    for (const auto& place : members.all()) {
        place->waiting.remove(connection);
        if (place->stream != connection)
            continue;
        place->stream = nullptr;
        place->awaySince = now();
        place->member.isHere = false;
        report(*place);
        return;
    }
}

void RoomServer::Private::setScene(const RoomScene& next)
{
    if (next == scene)
        return;
    const bool goesOn =
        countdown.isActive() && next.phase == RoomPhase::Countdown && next.round == scene.round;
    const bool asksAnew =
        (next.question ? next.question->id : 0) != (scene.question ? scene.question->id : 0);
    scene = next;
    if (!goesOn)
        countdown.stop();
    if (!goesOn && scene.phase == RoomPhase::Countdown)
        startCountdown();
    QList<RoomMember> changed;
    for (const auto& place : members.all()) {
        if (asksAnew && std::exchange(place->member.vote, std::nullopt))
            changed.append(place->member);
    }
    broadcast(stateNews());
    for (const RoomMember& member : changed)
        emit q->memberChanged(member);
}

void RoomServer::Private::startCountdown()
{
    countdownEnd = now() + limits.countdown;
    countdown.start(limits.countdown);
}

void RoomServer::Private::unlock()
{
    scene.phase = RoomPhase::Save;
    broadcast(stateNews());
    emit q->unlocked();
}

qint64 RoomServer::Private::countdownLeft() const
{
    return countdown.isActive() ? std::max<qint64>(0, countdownEnd - now()) : 0;
}

QByteArray RoomServer::Private::stateNews() const
{
    return newsText("state", stateJson(scene, countdownLeft()));
}

void RoomServer::Private::broadcast(const QByteArray& news)
{
    // A copy, because a stream that is cut changes the list of members' streams. The connections live on
    // until control returns to the event loop.
    QList<HttpConnection*> streams;
    for (const auto& place : members.all()) {
        if (place->stream != nullptr)
            streams.append(place->stream);
    }
    for (HttpConnection* stream : streams)
        stream->stream(news, limits.unreadNews);
}

void RoomServer::Private::tell(RoomPlace& place, const QByteArray& news) const
{
    if (place.stream != nullptr)
        place.stream->stream(news, limits.unreadNews);
}

void RoomServer::Private::endStream(RoomPlace& place, QByteArrayView event)
{
    HttpConnection* stream = std::exchange(place.stream, nullptr);
    if (stream == nullptr)
        return;
    stream->stream(newsText(event, QByteArrayLiteral("{}")), std::numeric_limits<qint64>::max());
    stream->endStream();
}

void RoomServer::Private::cutWaiting(RoomPlace& place)
{
    const QSet<HttpConnection*> waiting = std::exchange(place.waiting, {});
    for (HttpConnection* connection : waiting) {
        records.forget(*connection);
        if (connection->owesAnswer())
            connection->cut();
    }
}

RoomServer::RoomServer(ApiServer& records, RoomLimits limits, std::function<qint64()> now, QObject* parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>(this, records, limits, std::move(now)))
{
}

RoomServer::~RoomServer() = default;

bool RoomServer::open(const QHostAddress& address, quint16 port, QString* problem)
{
    return m_private->open(address, port, problem);
}

void RoomServer::close()
{
    m_private->retire();
    if (m_private->retiring.isEmpty())
        emit closed();
}

quint16 RoomServer::port() const
{
    return m_private->reception == nullptr ? 0 : m_private->reception->port();
}

QString RoomServer::code() const
{
    return m_private->code;
}

QString RoomServer::token() const
{
    return m_private->token;
}

void RoomServer::startOver(const QStringList& others)
{
    Private& d = *m_private;
    d.members.keepFree(others);
    for (const auto& place : d.members.all()) {
        if (place->copy == RoomPlace::Copy::Current)
            place->copy = RoomPlace::Copy::Former;
        if (!d.members.hasForeignName(*place))
            continue;
        const QString former = place->member.client;
        d.members.giveAnotherName(*place);
        emit memberMoved(former, place->member);
        d.tell(*place, newsText("you", youJson(place->member, d.scene.question)));
    }
}

void RoomServer::setScene(const RoomScene& scene)
{
    m_private->setScene(scene);
}

void RoomServer::rename(const QString& client, const QString& name)
{
    Private& d = *m_private;
    RoomPlace* place = d.members.byClient(client);
    if (place == nullptr || !d.members.rename(*place, name))
        return;
    const RoomMember member = place->member;
    d.tell(*place, newsText("you", youJson(member, d.scene.question)));
    emit memberChanged(member);
}

void RoomServer::remove(const QString& client)
{
    Private& d = *m_private;
    RoomPlace* place = d.members.byClient(client);
    if (place == nullptr)
        return;
    d.cutWaiting(*place);
    Private::endStream(*place, "removed");
    d.members.remove(*place, RoomMembers::Told::Yes);
    emit memberRemoved(client);
}

} // namespace interleave
