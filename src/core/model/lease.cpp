#include "core/model/lease.h"

#include <QSet>

#include <algorithm>
#include <vector>

namespace interleave {

namespace {

/// A client on the path of the search, and which of its waits have been followed.
struct Station final
{
    WaitsFor link;
    QStringList next;
    qsizetype followed = 0;
};

bool isUriCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7f && c != '<' && c != '>' && c != '"';
}

} // namespace

QList<WaitsFor> cycleOfWaits(
    const QString& client,
    const QString& record,
    const std::function<QString(const QString&)>& holderOf,
    const std::function<QStringList(const QString&)>& waitsOf)
{
    // A client that led nowhere once leads nowhere again, so ask each client once; the search is then linear
    // in the waits. Keep the path in a list and not on the stack, because a chain of waits may be long.
    QSet<QString> seen;
    std::vector<Station> way;
    std::optional<WaitsFor> link = WaitsFor{client, record, holderOf(record)};
    while (true) {
        if (link && link->holder == client && !client.isEmpty()) {
            QList<WaitsFor> cycle;
            for (const Station& station : way)
                cycle.append(station.link);
            return cycle << *link;
        }
        if (link && !link->holder.isEmpty() && !seen.contains(link->holder)) {
            seen.insert(link->holder);
            way.push_back({*link, waitsOf(link->holder)});
        }
        if (way.empty())
            return {};
        Station& last = way.back();
        if (last.followed < last.next.size()) {
            const QString& next = last.next.at(last.followed++);
            link = WaitsFor{last.link.holder, next, holderOf(next)};
        } else {
            way.pop_back();
            link.reset();
        }
    }
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
    // "<lease:03>" reads as 3 but is a different token.
    if (!ok || lockTokenFor(token, suffix) != value)
        return std::nullopt;
    return token;
}

} // namespace interleave
