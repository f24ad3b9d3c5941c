#include "core/values/httpdate.h"
#include "core/values/json.h"
#include "core/values/text.h"
#include "http/apiserver.h"
#include "http/connection/httpconnection.h"
#include "http/connection/sender.h"
#include "http/problem.h"
#include "http/room/roomnews.h"
#include "http/room/roompage.h"
#include "http/room/roomserverprivate.h"

#include <QDateTime>

namespace interleave {

namespace {

constexpr qint64 SecondMs = 1000;
/// A full room gives a newcomer the place of somebody who has been away so long.
constexpr qint64 AwayMs = 600'000;
/// Requests of one member that wait for an answer at the same time.
constexpr qsizetype MostWaiting = 4;

Refusal nothingHere()
{
    return {404, Text::tr("There is nothing here. The room is at /.")};
}

Refusal notJson(const QString& why)
{
    return {400, Text::tr("The body cannot be read: %1").arg(why)};
}

QString textIn(const Fields& fields, const QString& name)
{
    const Value* value = fields.find(name);
    return value != nullptr && std::holds_alternative<QString>(*value) ? std::get<QString>(*value)
                                                                       : QString();
}

std::optional<qint64> integerIn(const Fields& fields, const QString& name)
{
    const Value* value = fields.find(name);
    if (value == nullptr || !std::holds_alternative<qint64>(*value))
        return std::nullopt;
    return std::get<qint64>(*value);
}

int secondsOf(qint64 ms)
{
    return static_cast<int>((ms + SecondMs - 1) / SecondMs);
}

/// In the same time wherever they differ.
bool isSameSecret(const QString& typed, const QString& secret)
{
    if (typed.size() != secret.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < secret.size(); ++i)
        difference |= typed[i].unicode() ^ secret[i].unicode();
    return difference == 0;
}

} // namespace

void RoomServer::Private::receive(HttpConnection& connection, const HttpRequest& request)
{
    reception->acceptLater();
    const auto target = parseTarget(request.method, request.target);
    if (!target)
        return refuse(connection, target.error());
    if (const auto problem = problemWithGuest(request, *target, authority))
        return refuse(connection, *problem);
    const RoomPath path = roomPathOf(*target, scene.record);
    RoomPlace* place = nullptr;
    if (!isForAnybody(path)) {
        place = memberOf(connection, secretOf(request));
        if (place == nullptr)
            return;
    }
    const QByteArray methods = methodsOf(path);
    if (methods.isEmpty())
        return refuse(connection, nothingHere());
    if (!splitList(methods).contains(request.method)) {
        return refuse(
            connection,
            {405,
             Text::tr("“%1” is not for this address. Use one of these: %2.")
                 .arg(QString::fromLatin1(request.method), QString::fromLatin1(methods))},
            {{QByteArrayLiteral("Allow"), methods}});
    }
    if (path == RoomPath::Page)
        answer(connection, roomPage());
    else if (path == RoomPath::Join)
        join(connection, request);
    else
        serveMember(connection, request, path, *place);
}

RoomPlace* RoomServer::Private::memberOf(HttpConnection& connection, const QByteArray& secret)
{
    RoomPlace* place = members.bySecret(secret);
    if (place == nullptr && members.wasRemoved(secret)) {
        refuse(connection, {410, Text::tr("The presenter removed you from the room.")});
        return nullptr;
    }
    if (place == nullptr) {
        refuse(
            connection,
            {401,
             Text::tr("The room does not know you. Join it at http://%1/.")
                 .arg(QString::fromLatin1(authority))},
            {{QByteArrayLiteral("WWW-Authenticate"), QByteArrayLiteral("Bearer")}});
        return nullptr;
    }
    const qint64 time = now();
    if (const qint64 wait = place->requests.waitAt(time)) {
        refuse(
            connection,
            {429,
             Text::tr("That is more than %1 requests a second. Ask again later.").arg(limits.requests),
             secondsOf(wait)});
        return nullptr;
    }
    place->requests.count(time);
    return place;
}

void RoomServer::Private::serveMember(
    HttpConnection& connection, const HttpRequest& request, RoomPath path, RoomPlace& place)
{
    switch (path) {
    case RoomPath::News:
        return openNews(connection, place);
    case RoomPath::State:
        return answerJson(
            connection,
            200,
            jsonObject(
                {{QByteArrayLiteral("state"), stateJson(scene, countdownLeft())},
                 {QByteArrayLiteral("you"), youJson(place.member, scene.question)}}));
    case RoomPath::Vote:
        return vote(connection, request, place);
    case RoomPath::Name:
        return changeName(connection, request, place);
    case RoomPath::Record:
    case RoomPath::Lease:
    case RoomPath::Versions:
        return passOn(connection, request, path, place);
    case RoomPath::Page:
    case RoomPath::Join:
    case RoomPath::OtherRecord:
    case RoomPath::Elsewhere:
        return refuse(connection, nothingHere());
    }
}

std::optional<Refusal> RoomServer::Private::problemWithCode(
    const QHostAddress& from, const QString& typed, const QString& typedToken)
{
    if (isSameSecret(typedToken, token))
        return std::nullopt;
    if (typed.isEmpty() && typedToken.isEmpty())
        return Refusal{400, Text::tr("Say the room's code, as in {\"code\": \"ABCD\"}.")};
    if (typed.isEmpty()) {
        return Refusal{
            403, Text::tr("This address is of a room that was open earlier. Scan the one on the screen.")};
    }
    const qint64 time = now();
    if (const qint64 wait = guard.waitAt(from, time)) {
        return Refusal{
            429,
            Text::tr("Too many wrong codes came from your network. Scan the code on the screen, or try again "
                     "in a minute."),
            secondsOf(wait)};
    }
    if (typed.trimmed().toUpper() == code)
        return std::nullopt;
    guard.countWrong(from, time);
    return Refusal{403, Text::tr("That is not the room's code. Type the four characters on the screen.")};
}

/// Phones that joined twice, or were there in the morning, do not fill the room for good.
bool RoomServer::Private::hasPlace()
{
    if (static_cast<int>(members.all().size()) < limits.members)
        return true;
    RoomPlace* gone = members.longestAway(now() - AwayMs);
    if (gone == nullptr)
        return false;
    const QString client = gone->member.client;
    cutWaiting(*gone);
    members.remove(*gone, RoomMembers::Told::No);
    emit q->memberRemoved(client);
    return true;
}

void RoomServer::Private::join(HttpConnection& connection, const HttpRequest& request)
{
    const auto body = fieldsFromJson(request.body);
    if (!body)
        return refuse(connection, notJson(body.error().message));
    const auto problem = problemWithCode(
        connection.peer().address,
        textIn(*body, QStringLiteral("code")),
        textIn(*body, QStringLiteral("token")));
    if (problem)
        return refuse(connection, *problem);
    if (!hasPlace()) {
        return refuse(
            connection,
            {503, Text::tr("The room is full: %1 are in it. Ask the presenter.").arg(limits.members)});
    }
    const RoomPlace& place =
        members.add(textIn(*body, QStringLiteral("name")), RateLimit(limits.requests, SecondMs), now());
    const RoomMember member = place.member;
    answerJson(
        connection,
        201,
        jsonObject(
            {{QByteArrayLiteral("secret"), jsonText(QString::fromLatin1(place.secret))},
             {QByteArrayLiteral("client"), jsonText(member.client)},
             {QByteArrayLiteral("name"), jsonText(member.name)}}));
    emit q->memberChanged(member);
}

void RoomServer::Private::openNews(HttpConnection& connection, RoomPlace& place)
{
    endStream(place, "elsewhere");
    const bool wasHere = std::exchange(place.member.isHere, true);
    place.stream = &connection;
    HttpResponse head;
    head.status = 200;
    head.headers = {
        {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("text/event-stream")},
        {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store, no-transform")}};
    head.headers += ownPageFields();
    connection.beginStream(head);
    connection.stream(
        firstComment() + stateNews() + newsText("you", youJson(place.member, scene.question)),
        limits.unreadNews);
    if (!wasHere && place.stream == &connection)
        report(place);
}

void RoomServer::Private::vote(HttpConnection& connection, const HttpRequest& request, RoomPlace& place)
{
    const auto body = fieldsFromJson(request.body);
    if (!body)
        return refuse(connection, notJson(body.error().message));
    const auto question = integerIn(*body, QStringLiteral("question"));
    const auto choice = integerIn(*body, QStringLiteral("choice"));
    if (!question || !choice)
        return refuse(connection, {400, Text::tr("Say which, as in {\"question\": 3, \"choice\": 1}.")});
    if (!scene.question || scene.question->id != *question || scene.question->right)
        return refuse(connection, {409, Text::tr("That is not asked any more.")});
    if (*choice < 0 || *choice >= scene.question->choices.size())
        return refuse(connection, {400, Text::tr("There is no choice %1.").arg(*choice)});
    const int chosen = static_cast<int>(*choice);
    const bool isNew = std::exchange(place.member.vote, chosen) != chosen;
    HttpResponse response;
    response.status = 204;
    answer(connection, response);
    if (isNew)
        report(place);
}

void RoomServer::Private::changeName(HttpConnection& connection, const HttpRequest& request, RoomPlace& place)
{
    const auto body = fieldsFromJson(request.body);
    if (!body)
        return refuse(connection, notJson(body.error().message));
    const bool isNew = members.rename(place, textIn(*body, QStringLiteral("name")));
    answerJson(
        connection,
        200,
        jsonObject(
            {{QByteArrayLiteral("client"), jsonText(place.member.client)},
             {QByteArrayLiteral("name"), jsonText(place.member.name)}}));
    if (isNew)
        report(place);
}

/// The server of records does not see the secret, because it keeps requests as they came.
void RoomServer::Private::passOn(
    HttpConnection& connection, const HttpRequest& request, RoomPath path, RoomPlace& place)
{
    place.waiting.removeIf([](const HttpConnection* waiting) { return !waiting->owesAnswer(); });
    if (place.waiting.size() >= MostWaiting) {
        return refuse(
            connection, {429, Text::tr("You wait for other answers already. Ask again after them."), 1});
    }
    const bool isWrite = request.method == "PUT" || request.method == "PATCH";
    if (isWrite && place.copy == RoomPlace::Copy::Former) {
        return refuse(
            connection,
            {409, Text::tr("The record has started over since you read it. Read it again, then save.")});
    }
    if (path == RoomPath::Record)
        place.copy = RoomPlace::Copy::Current;
    const QByteArray secret = place.secret;
    records.serveGuest(connection, withoutSecret(request, secret), place.member.client);
    // Whoever was told of it may have removed the member.
    RoomPlace* still = members.bySecret(secret);
    if (still != nullptr && connection.owesAnswer())
        still->waiting.insert(&connection);
}

void RoomServer::Private::answer(HttpConnection& connection, HttpResponse response)
{
    response.headers.append({QByteArrayLiteral("Date"), httpDate(QDateTime::currentSecsSinceEpoch())});
    response.headers += ownPageFields();
    connection.answer(response);
}

void RoomServer::Private::answerJson(HttpConnection& connection, int status, const QByteArray& json)
{
    answer(
        connection,
        {status,
         {{QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store")},
          {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")}},
         json,
         {}});
}

void RoomServer::Private::refuse(
    HttpConnection& connection, const Refusal& refusal, const QList<Header>& more)
{
    HttpResponse response = problemResponse(refusal);
    response.headers = more + response.headers;
    if (refusal.retryAfter > 0) {
        response.headers.prepend({QByteArrayLiteral("Retry-After"), QByteArray::number(refusal.retryAfter)});
    }
    answer(connection, std::move(response));
}

} // namespace interleave
