#include "core/lease.h"

#include <algorithm>

namespace interleave {

namespace {

/// From \a record on: what its holder waits for, and so on, until one of them is held by \a client.
QList<WaitsFor> pathBack(
    const QString& client,
    const WaitsFor& link,
    QStringList seen,
    const std::function<QString(const QString&)>& holderOf,
    const std::function<QStringList(const QString&)>& waitsOf)
{
    if (link.holder.isEmpty() || seen.contains(link.holder))
        return {};
    if (link.holder == client)
        return {link};
    seen.append(link.holder);
    for (const QString& next : waitsOf(link.holder)) {
        const QList<WaitsFor> rest =
            pathBack(client, {link.holder, next, holderOf(next)}, seen, holderOf, waitsOf);
        if (!rest.isEmpty())
            return QList<WaitsFor>{link} + rest;
    }
    return {};
}

bool isUriCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7f && c != '<' && c != '>' && c != '"';
}

} // namespace

QList<WaitsFor> circleOfWaits(
    const QString& client,
    const QString& record,
    const std::function<QString(const QString&)>& holderOf,
    const std::function<QStringList(const QString&)>& waitsOf)
{
    return pathBack(client, {client, record, holderOf(record)}, {}, holderOf, waitsOf);
}

QByteArray lockTokenFor(qint64 token, const QByteArray& suffix)
{
    return "<lease:" + QByteArray::number(token) + suffix + '>';
}

bool isLockToken(const QByteArray& value)
{
    if (value.size() < 3 || !value.startsWith('<') || !value.endsWith('>'))
        return false;
    const QByteArray uri = value.mid(1, value.size() - 2);
    // RFC 3986 §4.3: an absolute URI begins with a scheme.
    const qsizetype colon = uri.indexOf(':');
    return colon > 0 && std::ranges::all_of(uri, isUriCharacter);
}

std::optional<qint64> tokenOfLock(const QByteArray& value, const QByteArray& suffix)
{
    static const QByteArray start("<lease:");
    if (!value.startsWith(start))
        return std::nullopt;
    const qsizetype end =
        std::ranges::find_if(
            value.begin() + start.size(), value.end(), [](char c) { return c < '0' || c > '9'; }) -
        value.begin();
    bool ok = false;
    const qint64 token = value.mid(start.size(), end - start.size()).toLongLong(&ok);
    // "<lease:03>" reads as 3 but is another token.
    if (!ok || lockTokenFor(token, suffix) != value)
        return std::nullopt;
    return token;
}

} // namespace interleave
