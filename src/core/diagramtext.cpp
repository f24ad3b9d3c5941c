#include "core/diagramtext.h"

#include <algorithm>

namespace interleave {

namespace {

/// A request as curl is to send it.
struct Request
{
    QByteArray method;
    QByteArray target;
    QList<QByteArray> headers;
    QByteArray body;
};

QByteArray nameOf(const QByteArray& header)
{
    return header.left(header.indexOf(':')).trimmed().toLower();
}

QByteArray valueOf(const QByteArray& header)
{
    return header.mid(header.indexOf(':') + 1).trimmed();
}

/// Curl says these by itself, or they belong to the connection that is gone.
bool isCurlsOwn(const QByteArray& header)
{
    static const QList<QByteArray> names{"host", "content-length", "connection", "transfer-encoding"};
    return names.contains(nameOf(header)) || (nameOf(header) == "accept" && valueOf(header) == "*/*");
}

Request assembled(const Event& event)
{
    Request request{
        event.isTry() ? "PUT" : "GET", "/records/" + event.record.toUtf8().toPercentEncoding(), {}, {}};
    request.headers.append("User-Agent: " + event.client.toUtf8());
    if (event.isAboutLease()) {
        request.method = event.action == Action::Release ? "DELETE" : "POST";
        request.target += "/lease";
        if (event.patience > 0)
            request.headers.append("Prefer: wait=" + QByteArray::number(event.patience));
        if (event.ttl > 0) {
            request.headers.append("Content-Type: application/json");
            request.body = "{\"ttl\": " + QByteArray::number(event.ttl) + '}';
        }
    }
    if (!event.condition.isEmpty())
        request.headers.append(event.condition);
    if (event.isTry()) {
        request.headers.append("Content-Type: application/json");
        request.body = event.after.toJson();
    }
    return request;
}

Request parsed(const Event& event)
{
    const QByteArray& text = event.requestText;
    const qsizetype end = text.indexOf("\r\n\r\n");
    QList<QByteArray> lines = text.left(end < 0 ? text.size() : end).split('\n');
    const QList<QByteArray> words = lines.takeFirst().trimmed().split(' ');
    Request request{words.value(0), words.value(1), {}, end < 0 ? QByteArray() : text.mid(end + 4)};
    for (const QByteArray& line : lines) {
        const QByteArray header = line.trimmed();
        // On the wire a chunked body has sizes between its parts.
        if (nameOf(header) == "transfer-encoding")
            request.body = event.after.toJson();
        if (!header.isEmpty())
            request.headers.append(header);
    }
    // A proxy's form of the target names a host of its own.
    const qsizetype scheme = request.target.indexOf("://");
    if (!request.target.startsWith('/') && scheme > 0) {
        const qsizetype path = request.target.indexOf('/', scheme + 3);
        request.target = path < 0 ? QByteArray("/") : request.target.mid(path);
    }
    return request;
}

/// A header without a value needs a semicolon, or curl would take it for one to leave out.
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

QString curlCommand(const Event& event, quint16 port)
{
    // What waited was sent when it began to wait.
    if (!event.isMessage() || event.waited)
        return {};
    const Request request = event.requestText.isEmpty() ? assembled(event) : parsed(event);
    QStringList parts{QStringLiteral("curl -i")};
    if (request.method == "HEAD")
        parts.first() = QStringLiteral("curl -I");
    else if (request.method != "GET")
        parts.first() += QStringLiteral(" -X ") + shellQuoted(QString::fromUtf8(request.method));
    // Brackets and braces would be ranges to curl.
    const auto isGlob = [](char c) {
        return c == '[' || c == ']' || c == '{' || c == '}';
    };
    if (std::ranges::any_of(request.target, isGlob))
        parts.first() += QStringLiteral(" -g");
    for (const QByteArray& header : request.headers) {
        if (nameOf(header) == "user-agent")
            parts.append(QStringLiteral("-A ") + shellQuoted(QString::fromUtf8(valueOf(header))));
        else if (!isCurlsOwn(header))
            parts.append(QStringLiteral("-H ") + headerWord(header));
    }
    // Not --data, which would read a file for a body that begins with "@".
    if (!request.body.isEmpty())
        parts.append(QStringLiteral("--data-raw ") + shellQuoted(QString::fromUtf8(request.body)));
    parts.append(shellQuoted(QStringLiteral("http://localhost:%1%2")
                                 .arg(QString::number(port), QString::fromUtf8(request.target))));
    return parts.join(QLatin1String(" \\\n  "));
}

} // namespace interleave
