#include "http/room/roompath.h"

#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

bool mayBeCode(const QByteArray& segment)
{
    return segment.size() == RoomCodeLength && std::ranges::all_of(segment, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
           });
}

RoomPath recordPathOf(const QList<QByteArray>& path, const QString& record)
{
    if (path.size() < 2 || record.isEmpty() || path[1] != record.toUtf8())
        return RoomPath::OtherRecord;
    if (path.size() == 2)
        return RoomPath::Record;
    if (path.size() == 3 && path[2] == "lease")
        return RoomPath::Lease;
    if (path.size() == 3 && path[2] == "versions")
        return RoomPath::Versions;
    return RoomPath::OtherRecord;
}

} // namespace

RoomPath roomPathOf(const Target& target, const QString& record)
{
    const QList<QByteArray>& path = target.segments;
    if (path.isEmpty())
        return RoomPath::Elsewhere;
    if (path.size() == 1 && (path[0].isEmpty() || mayBeCode(path[0])))
        return RoomPath::Page;
    if (path[0] == "records")
        return recordPathOf(path, record);
    if (path.size() != 2 || path[0] != "room")
        return RoomPath::Elsewhere;
    if (path[1] == "join")
        return RoomPath::Join;
    if (path[1] == "news")
        return RoomPath::News;
    if (path[1] == "state")
        return RoomPath::State;
    if (path[1] == "vote")
        return RoomPath::Vote;
    return path[1] == "name" ? RoomPath::Name : RoomPath::Elsewhere;
}

bool isForAnybody(RoomPath path)
{
    return path == RoomPath::Page || path == RoomPath::Join || path == RoomPath::Elsewhere;
}

QByteArray methodsOf(RoomPath path)
{
    switch (path) {
    case RoomPath::Page:
    case RoomPath::State:
        return QByteArrayLiteral("GET, HEAD");
    case RoomPath::News:
    case RoomPath::Versions:
        return QByteArrayLiteral("GET");
    case RoomPath::Join:
    case RoomPath::Vote:
    case RoomPath::Name:
        return QByteArrayLiteral("POST");
    case RoomPath::Record:
        return QByteArrayLiteral("GET, HEAD, PUT, PATCH");
    case RoomPath::Lease:
        return QByteArrayLiteral("POST, DELETE");
    case RoomPath::OtherRecord:
    case RoomPath::Elsewhere:
        return {};
    }
    Q_UNREACHABLE();
}

std::optional<Refusal>
problemWithGuest(const HttpRequest& request, const Target& target, const QByteArray& authority)
{
    const QByteArray host = target.authority
                                ? *target.authority
                                : request.header(QByteArrayLiteral("Host")).value_or(QByteArray());
    if (host.compare(authority, Qt::CaseInsensitive) != 0) {
        return Refusal{
            421,
            Text::tr("“%1” is not the room's address. Ask for http://%2/.")
                .arg(QString::fromUtf8(host), QString::fromLatin1(authority))};
    }
    const auto origin = request.list(QByteArrayLiteral("Origin"));
    if (origin && origin->compare("http://" + authority, Qt::CaseInsensitive) != 0) {
        return Refusal{
            403,
            Text::tr("A page from “%1” may not use the room. Use the page at http://%2/.")
                .arg(QString::fromUtf8(*origin), QString::fromLatin1(authority))};
    }
    return std::nullopt;
}

QByteArray secretOf(const HttpRequest& request)
{
    static constexpr QByteArrayView scheme("Bearer ");
    const QByteArray name = QByteArrayLiteral("Authorization");
    const QByteArray value = request.header(name).value_or(QByteArray());
    if (request.count(name) != 1 || value.left(scheme.size()).compare(scheme, Qt::CaseInsensitive) != 0)
        return {};
    return value.mid(scheme.size()).trimmed();
}

HttpRequest withoutSecret(HttpRequest request, const QByteArray& secret)
{
    const QByteArray blank(secret.size(), '*');
    const auto blankIn = [&](QByteArray& bytes) {
        bytes.replace(secret, blank);
    };
    for (Header& header : request.headers) {
        blankIn(header.first);
        blankIn(header.second);
    }
    blankIn(request.target);
    blankIn(request.body);
    blankIn(request.text);
    return request;
}

} // namespace interleave
