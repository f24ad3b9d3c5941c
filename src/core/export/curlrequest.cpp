#include "core/export/curlrequest.h"

#include "core/model/demand.h"
#include "core/model/increment.h"
#include "core/model/outsiders.h"

#include <algorithm>

namespace interleave {

namespace {

QByteArray nameOf(const QByteArray& header)
{
    return header.left(header.indexOf(':')).trimmed().toLower();
}

QByteArray valueOf(const QByteArray& header)
{
    return header.mid(header.indexOf(':') + 1).trimmed();
}

/// Headers that curl sends itself, or that only concern the old connection.
bool isCurlsOwn(const QByteArray& header)
{
    static const QList<QByteArray> names{"host", "content-length", "connection", "transfer-encoding"};
    return names.contains(nameOf(header)) || (nameOf(header) == "accept" && valueOf(header) == "*/*");
}

/// What a phone's browser tells only the room: who it is, and that the page is the room's. The server of
/// records on this machine would refuse a page of that address.
bool isRoomsOwn(const QByteArray& header)
{
    static const QList<QByteArray> names{"authorization", "origin", "referer"};
    return names.contains(nameOf(header)) || nameOf(header).startsWith("sec-");
}

/// The room has replaced the member's secret by asterisks (resources/room/README.md).
bool isFromRoom(const QByteArray& header)
{
    static constexpr QByteArrayView scheme("Bearer ");
    const QByteArray value = valueOf(header);
    return nameOf(header) == "authorization" && value.size() > scheme.size() &&
           value.left(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0 &&
           value.count('*') == value.size() - scheme.size();
}

QByteArray methodOf(const Event& event)
{
    switch (event.action) {
    case Action::Write:
        return "PUT";
    case Action::Increment:
        return "PATCH";
    case Action::Acquire:
    case Action::Wait:
        return "POST";
    case Action::Release:
        return "DELETE";
    case Action::Read:
    case Action::Edit:
    case Action::Rule:
    case Action::AnswerLost:
    case Action::Clock:
        break;
    }
    return event.headersOnly ? "HEAD" : "GET";
}

QByteArray bodyOf(const Event& event)
{
    if (event.action == Action::Write)
        return event.after.asPut();
    if (event.action == Action::Increment)
        return incrementToJson(event.amounts);
    if (event.isAboutLease() && event.ttl > 0)
        return "{\"ttl\": " + QByteArray::number(event.ttl) + '}';
    return {};
}

CurlRequest assembled(const Event& event)
{
    QByteArray target = "/records/" + event.record.toUtf8().toPercentEncoding();
    if (event.isAboutLease())
        target += "/lease";
    else if (event.purpose == Purpose::FindOut)
        target += "/versions";
    CurlRequest request{methodOf(event), target, {"User-Agent: " + event.client.toUtf8()}, bodyOf(event)};
    if (event.isAboutLease() && event.maxWait > 0)
        request.headers.append("Prefer: wait=" + QByteArray::number(event.maxWait));
    for (const QByteArrayView name :
         {"Lock-Token", "If-Match", "If-None-Match", "If-Unmodified-Since", "If-Modified-Since"}) {
        if (const auto value = fieldIn(event.condition, name))
            request.headers.append(name.toByteArray() + ": " + *value);
    }
    if (!request.body.isEmpty())
        request.headers.append("Content-Type: application/json");
    return request;
}

/// Other lines are not valid HTTP (RFC 9110 §5.1), and for one that begins with "@" curl would read a file.
bool hasFieldName(const QByteArray& header)
{
    const QByteArray name = header.left(std::max<qsizetype>(header.indexOf(':'), 0));
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

CurlRequest parsed(const Event& event)
{
    const QByteArray& text = event.requestText;
    const qsizetype end = text.indexOf("\r\n\r\n");
    QList<QByteArray> lines = text.left(end < 0 ? text.size() : end).split('\n');
    const QList<QByteArray> words = lines.takeFirst().trimmed().split(' ');
    CurlRequest request{words.value(0), words.value(1), {}, end < 0 ? QByteArray() : text.mid(end + 4)};
    for (const QByteArray& line : lines) {
        const QByteArray header = line.trimmed();
        if (!hasFieldName(header))
            continue;
        // On the wire a chunked body has sizes between its parts; send the plain body.
        if (nameOf(header) == "transfer-encoding")
            request.body = bodyOf(event);
        request.headers.append(header);
    }
    // The absolute form of a target, meant for proxies, contains a host; remove that.
    const qsizetype scheme = request.target.indexOf("://");
    if (!request.target.startsWith('/') && scheme > 0) {
        const qsizetype path = request.target.indexOf('/', scheme + 3);
        request.target = path < 0 ? QByteArray("/") : request.target.mid(path);
    }
    // Anything else would become part of the host's name.
    if (!request.target.startsWith('/'))
        request.target.prepend('/');
    return request;
}

/// A header without a value must end in a semicolon; otherwise curl would remove the header.
QString headerWord(const QByteArray& header)
{
    const QByteArray value = valueOf(header);
    const QByteArray name = header.left(header.indexOf(':')).trimmed();
    return shellQuoted(QString::fromUtf8(value.isEmpty() ? name + ';' : name + ": " + value));
}

} // namespace

QString shellQuoted(const QString& word)
{
    QString quoted = word;
    quoted.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

CurlRequest curlRequest(const Event& event)
{
    CurlRequest request = event.requestText.isEmpty() ? assembled(event) : parsed(event);
    request.headers.removeIf(isCurlsOwn);
    if (!event.outside)
        return request;
    // All phones may have the same User-Agent; the room tells them apart by their clients' names.
    if (std::ranges::any_of(request.headers, isFromRoom)) {
        request.headers.removeIf(isRoomsOwn);
        request.headers.removeIf([](const QByteArray& header) { return nameOf(header) == "user-agent"; });
        request.headers.prepend("User-Agent: " + agentBesidePanels(event.client, event.client.toUtf8()));
        return request;
    }
    const auto agent = std::ranges::find(request.headers, QByteArrayLiteral("user-agent"), nameOf);
    // An explicit empty one, because otherwise curl would send its own User-Agent.
    if (agent == request.headers.end())
        request.headers.prepend("User-Agent:");
    else
        *agent = "User-Agent: " + agentBesidePanels(event.client, valueOf(*agent));
    return request;
}

QString curlHeader(const QByteArray& header)
{
    if (nameOf(header) == "user-agent")
        return QStringLiteral("-A ") + shellQuoted(QString::fromUtf8(valueOf(header)));
    return QStringLiteral("-H ") + headerWord(header);
}

QString curlBody(const QByteArray& body)
{
    // Don't use --data: for a body that begins with "@" it would read a file.
    return QStringLiteral("--data-raw ") + shellQuoted(QString::fromUtf8(body));
}

QString curlMethod(const CurlRequest& request)
{
    QString words;
    if (request.method == "HEAD")
        words = QStringLiteral(" -I");
    else if (request.method != "GET")
        words = QStringLiteral(" -X ") + shellQuoted(QString::fromUtf8(request.method));
    // Curl takes brackets and braces for ranges.
    const auto isGlob = [](char c) {
        return c == '[' || c == ']' || c == '{' || c == '}';
    };
    if (std::ranges::any_of(request.target, isGlob))
        words += QStringLiteral(" -g");
    // A record may be called "..", which curl would resolve as the parent folder.
    if (request.target.contains("/."))
        words += QStringLiteral(" --path-as-is");
    return words;
}

QString curlCommand(const Event& event, quint16 port)
{
    // A request that waited was sent when it began to wait.
    if (!event.isMessage() || event.waited)
        return {};
    const CurlRequest request = curlRequest(event);
    // Curl shows only the headers when only they are requested.
    const bool isHead = request.method == "HEAD";
    const bool isLong = request.body.size() > LongestWord;
    const QString body = isLong ? QStringLiteral("printf '%s' ") +
                                      shellQuoted(QString::fromUtf8(request.body)) + QLatin1String(" | ")
                                : QString();
    QStringList parts{
        body + (isHead ? QStringLiteral("curl") : QStringLiteral("curl -i")) + curlMethod(request)};
    for (const QByteArray& header : request.headers)
        parts.append(curlHeader(header));
    if (isLong)
        parts.append(QStringLiteral("--data-binary @-"));
    else if (!request.body.isEmpty())
        parts.append(curlBody(request.body));
    parts.append(shellQuoted(QStringLiteral("http://localhost:%1%2")
                                 .arg(QString::number(port), QString::fromUtf8(request.target))));
    return parts.join(QLatin1String(" \\\n  "));
}

} // namespace interleave
