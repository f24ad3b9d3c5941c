#include "core/words/refusal.h"

#include "core/model/tagruns.h"
#include "core/values/entitytag.h"
#include "core/values/excerpt.h"
#include "core/values/httpdate.h"
#include "core/values/jsontree.h"
#include "core/values/text.h"

namespace interleave {

QString refusalDetail(const QByteArray& responseText)
{
    const qsizetype end = responseText.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    const auto tree = parseTree(responseText.mid(end + 4));
    if (!tree || !tree->is_object())
        return {};
    const auto detail = tree->find("detail");
    return detail == tree->end() || !detail->is_string()
               ? QString()
               : excerpt(QString::fromStdString(detail->get<std::string>()));
}

QByteArray headerIn(const QByteArray& message, const QByteArray& name)
{
    const QList<QByteArray> lines = message.left(message.indexOf("\r\n\r\n")).split('\n');
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).trimmed().toLower() == name)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

std::optional<qint64> versionNamed(const Event& event)
{
    static const QByteArray match("If-Match: ");
    const auto condition = parseTagCondition(event.condition.mid(match.size()));
    if (!event.condition.startsWith(match) || !condition || condition->any || condition->tags.size() != 1)
        return std::nullopt;
    const auto suffix = suffixIn(event);
    return versionOfTag(condition->tags.at(0), suffix ? *suffix : QByteArray());
}

QStringList comparedStale(const Event& event)
{
    static const QByteArray since("If-Unmodified-Since: ");
    if (event.condition.startsWith(since)) {
        const auto read = timeInDate(event.condition.mid(since.size()), event);
        const auto now = answeredTime(event);
        if (!read || !now)
            return {};
        return {
            Text::tr("%1 read %2, it is of %3", "a client and two times").arg(event.client, *read, *now),
            Text::tr("%1, now %2", "two times").arg(*read, *now)};
    }
    const auto named = versionNamed(event);
    if (!named || !event.version || *named == *event.version)
        return {};
    const QString demanded = QString::number(*named);
    const QString now = QString::number(*event.version);
    // An outside client may know its tag from anywhere, and a blind retry names what the refusal told.
    const bool isRead = event.base == named && !event.outside;
    const QString whole = isRead
                              ? Text::tr("%1 read v%2, the record is at v%3", "a client and two versions")
                              : Text::tr("%1 named v%2, the record is at v%3", "a client and two versions");
    const QString shorter = isRead ? Text::tr("%1 read v%2, it is at v%3", "a client and two versions")
                                   : Text::tr("%1 named v%2, it is at v%3", "a client and two versions");
    return {
        whole.arg(event.client, demanded, now),
        shorter.arg(event.client, demanded, now),
        Text::tr("v%1, now v%2", "two versions").arg(demanded, now)};
}

QStringList comparedTokens(const Event& event)
{
    if (!event.token || !event.lease || event.lease->token == *event.token)
        return {};
    const QString named = QString::number(*event.token);
    const QString newest = QString::number(event.lease->token);
    return {
        Text::tr("%1’s token is %2, the newest is %3", "fencing tokens").arg(event.client, named, newest),
        Text::tr("token %1, newest %2", "fencing tokens").arg(named, newest)};
}

QStringList comparedWaits(const Event& event)
{
    QStringList circle;
    for (const WaitsFor& edge : event.cycle)
        circle.append(edge.client);
    if (circle.isEmpty())
        return {};
    if (circle.size() == 2)
        return {
            Text::tr("%1 would wait for %2, and %2 waits for %1", "clients").arg(circle.at(0), circle.at(1)),
            Text::tr("each would wait for the other")};
    circle.append(circle.at(0));
    return {
        Text::tr("a circle of waits: %1", "clients with arrows between them")
            .arg(circle.join(QStringLiteral(" → "))),
        circle.join(QStringLiteral(" → "))};
}

std::optional<QString> timeInDate(const QByteArray& date, const Event& event)
{
    const auto seconds = secondsOfHttpDate(date, event.time / 1000);
    return seconds ? std::optional(timeOfDay(*seconds * 1000)) : std::nullopt;
}

std::optional<QString> answeredTime(const Event& event)
{
    return timeInDate(headerIn(event.responseText, "last-modified"), event);
}

} // namespace interleave
