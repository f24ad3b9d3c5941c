#include "http/connection/sender.h"

#include "core/values/text.h"

namespace interleave {

namespace {

bool says(const HttpRequest& request, const QByteArray& name, QByteArrayView value)
{
    const auto sent = request.list(name);
    return sent && sent->compare(value, Qt::CaseInsensitive) == 0;
}

/// The `Origin` of a page of this machine. Two fields of that name are not a valid origin.
std::optional<QByteArray> ownOrigin(const HttpRequest& request)
{
    auto origin = request.list(QByteArrayLiteral("Origin"));
    return origin && isOwnOrigin(*origin) ? origin : std::nullopt;
}

/// A followed link: the answer becomes its own page, and the page with the link never sees it.
bool isFollowedLink(const HttpRequest& request)
{
    return says(request, QByteArrayLiteral("Sec-Fetch-Mode"), "navigate") &&
           says(request, QByteArrayLiteral("Sec-Fetch-Dest"), "document");
}

} // namespace

std::optional<Refusal> problemWithSender(const HttpRequest& request, const Target& target)
{
    const auto host = target.authority ? target.authority : request.header(QByteArrayLiteral("Host"));
    if (host && !namesThisServer(*host)) {
        return Refusal{
            421,
            Text::tr("“%1” is not a name of this server. Ask for localhost or 127.0.0.1.")
                .arg(QString::fromUtf8(*host))};
    }
    if (ownOrigin(request))
        return std::nullopt;
    if (const auto origin = request.list(QByteArrayLiteral("Origin"))) {
        return Refusal{
            403,
            Text::tr("A page from “%1” may not use this server. Use a page from http://localhost, or curl.")
                .arg(QString::fromUtf8(*origin))};
    }
    if (says(request, QByteArrayLiteral("Sec-Fetch-Site"), "cross-site") && !isFollowedLink(request)) {
        return Refusal{
            403,
            Text::tr("A page of another site may not use this server. Use a page from http://localhost, or "
                     "curl.")};
    }
    return std::nullopt;
}

QList<Header> ownPageFields()
{
    return {
        {QByteArrayLiteral("X-Content-Type-Options"), QByteArrayLiteral("nosniff")},
        {QByteArrayLiteral("Cross-Origin-Resource-Policy"), QByteArrayLiteral("same-origin")}};
}

QList<Header> browserFields(const HttpRequest& request)
{
    QList<Header> fields = ownPageFields();
    // Always sent, whether or not this answer differs: a cache must know that other origins get another one.
    fields.append({QByteArrayLiteral("Vary"), QByteArrayLiteral("Origin")});
    if (auto origin = ownOrigin(request)) {
        fields.append({QByteArrayLiteral("Access-Control-Allow-Origin"), *std::move(origin)});
        fields.append(
            {QByteArrayLiteral("Access-Control-Expose-Headers"),
             QByteArrayLiteral("ETag, Last-Modified, Lock-Token")});
    }
    return fields;
}

QList<Header> preflightFields(const HttpRequest& request, const QByteArray& methods)
{
    if (!ownOrigin(request) || request.count(QByteArrayLiteral("Access-Control-Request-Method")) == 0)
        return {};
    return {
        {QByteArrayLiteral("Access-Control-Allow-Methods"), methods},
        {QByteArrayLiteral("Access-Control-Allow-Headers"),
         QByteArrayLiteral("Content-Type, If-Match, If-None-Match, If-Unmodified-Since, Lock-Token, Prefer")},
        {QByteArrayLiteral("Access-Control-Max-Age"), QByteArrayLiteral("600")}};
}

} // namespace interleave
