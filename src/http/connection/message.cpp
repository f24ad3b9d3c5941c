#include "http/connection/message.h"

#include "core/values/httpstatus.h"

#include <algorithm>

namespace interleave {

namespace {

bool isNamed(const Header& header, const QByteArray& name)
{
    return header.first.compare(name, Qt::CaseInsensitive) == 0;
}

void addField(QByteArray& text, const QByteArray& name, const QByteArray& value)
{
    text += name;
    text += ": ";
    text += value;
    text += "\r\n";
}

/// The status line and the response's own fields.
void addHead(QByteArray& text, const HttpResponse& response)
{
    text += "HTTP/1.1 ";
    text += QByteArray::number(response.status);
    text += ' ';
    text += reasonPhrase(response.status);
    text += "\r\n";
    for (const Header& header : response.headers)
        addField(text, header.first, header.second);
}

/// These have no body and no Content-Length (RFC 9110 §8.6).
bool hasNoContent(int status)
{
    return status == 204 || status == 304 || status < 200;
}

} // namespace

std::optional<QByteArray> headerOf(const QList<Header>& headers, const QByteArray& name)
{
    for (const Header& header : headers) {
        if (isNamed(header, name))
            return header.second;
    }
    return std::nullopt;
}

std::optional<QByteArray> HttpRequest::header(const QByteArray& name) const
{
    return headerOf(headers, name);
}

std::optional<QByteArray> HttpRequest::list(const QByteArray& name) const
{
    std::optional<QByteArray> result;
    for (const Header& header : headers) {
        if (isNamed(header, name))
            result = result ? *result + ", " + header.second : header.second;
    }
    return result;
}

qsizetype HttpRequest::count(const QByteArray& name) const
{
    return std::ranges::count_if(headers, [&name](const Header& header) { return isNamed(header, name); });
}

std::optional<QByteArray> HttpResponse::header(const QByteArray& name) const
{
    return headerOf(headers, name);
}

QList<QByteArray> splitList(const QByteArray& value, char separator)
{
    QList<QByteArray> elements;
    bool isQuoted = false;
    qsizetype start = 0;
    const auto add = [&](qsizetype end) {
        const QByteArray element = value.mid(start, end - start).trimmed();
        if (!element.isEmpty())
            elements.append(element);
        start = end + 1;
    };
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] == '"')
            isQuoted = !isQuoted;
        else if (isQuoted && value[i] == '\\')
            ++i;
        else if (!isQuoted && value[i] == separator)
            add(i);
    }
    add(value.size());
    return elements;
}

QByteArray unquoted(const QByteArray& value)
{
    if (value.size() < 2 || !value.startsWith('"') || !value.endsWith('"'))
        return value;
    QByteArray text;
    for (qsizetype i = 1; i < value.size() - 1; ++i) {
        if (value[i] == '\\' && i < value.size() - 2)
            ++i;
        text += value[i];
    }
    return text;
}

QByteArray bytesOf(const HttpResponse& response, const QByteArray& connection, bool withBody)
{
    QByteArray text;
    text.reserve(512 + (withBody ? response.body.size() : 0));
    addHead(text, response);
    if (!hasNoContent(response.status))
        addField(text, QByteArrayLiteral("Content-Length"), QByteArray::number(response.body.size()));
    if (!connection.isEmpty())
        addField(text, QByteArrayLiteral("Connection"), connection);
    text += "\r\n";
    if (withBody && !hasNoContent(response.status))
        text += response.body;
    return text;
}

QByteArray streamHeadOf(const HttpResponse& response, bool isChunked, bool closes)
{
    QByteArray text;
    text.reserve(512);
    addHead(text, response);
    if (isChunked)
        addField(text, QByteArrayLiteral("Transfer-Encoding"), QByteArrayLiteral("chunked"));
    if (closes)
        addField(text, QByteArrayLiteral("Connection"), QByteArrayLiteral("close"));
    text += "\r\n";
    return text;
}

} // namespace interleave
