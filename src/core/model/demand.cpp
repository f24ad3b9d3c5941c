#include "core/model/demand.h"

#include "core/values/entitytag.h"
#include "core/values/httpdate.h"

#include <algorithm>
#include <array>

namespace interleave {

namespace {

constexpr QByteArrayView IfMatch = "If-Match";
constexpr QByteArrayView IfNoneMatch = "If-None-Match";
constexpr QByteArrayView IfUnmodifiedSince = "If-Unmodified-Since";
constexpr QByteArrayView IfModifiedSince = "If-Modified-Since";
constexpr QByteArrayView LockToken = "Lock-Token";

bool isField(const QByteArray& text, QByteArrayView name)
{
    return text.startsWith(name) && text.mid(name.size(), 1) == ":";
}

/// The position of the next field of an Event::condition at or after \a from; its length when there is none.
/// Skips quoted strings, because a tag may contain text that looks like a field.
qsizetype nextField(const QByteArray& condition, qsizetype from)
{
    static constexpr std::array names{IfMatch, IfNoneMatch, IfUnmodifiedSince, IfModifiedSince, LockToken};
    bool isQuoted = false;
    for (qsizetype i = from; i < condition.size(); ++i) {
        if (condition[i] == '"')
            isQuoted = !isQuoted;
        if (isQuoted || condition[i] != ',')
            continue;
        const QByteArray rest = condition.mid(i + 1).trimmed();
        if (std::ranges::any_of(names, [&rest](QByteArrayView name) { return isField(rest, name); }))
            return i;
    }
    return condition.size();
}

TagDemand tagsOf(const QByteArray& value, const QByteArray& suffix)
{
    TagDemand demand;
    const auto condition = parseTagCondition(value);
    if (!condition)
        return demand;
    demand.any = condition->any;
    for (const EntityTag& tag : condition->tags) {
        if (const auto version = versionOfTag(tag, suffix))
            demand.versions.push_back(*version);
    }
    std::ranges::sort(demand.versions);
    demand.versions.erase(std::unique(demand.versions.begin(), demand.versions.end()), demand.versions.end());
    return demand;
}

} // namespace

Demand leaseDemand(const Snapshot& now, const QString& client, const QString& record)
{
    Demand demand;
    if (!ruleOf(now.locking()).holdsLeases)
        return demand;
    // The lease as the client was told of it; it may be over by now.
    if (const auto lease = now.client(client).leaseOf(record))
        demand.token = lease->token;
    return demand;
}

Demand usualDemand(
    const Snapshot& now,
    const QString& client,
    const QString& record,
    Purpose purpose,
    std::optional<qint64> base)
{
    Demand demand = leaseDemand(now, client, record);
    const auto conflict = now.client(client).copyOf(record).conflict;
    if (!base && purpose == Purpose::Retry && conflict)
        base = conflict->version;
    if (!base)
        base = now.baseOf(client, record);
    if (!base)
        return demand;
    switch (ruleOf(now.locking()).proof) {
    case Proof::None:
        break;
    case Proof::Version:
        demand.ifMatch = TagDemand{false, {*base}};
        break;
    case Proof::Date:
        if (const VersionTree* tree = now.tree(record); tree != nullptr && tree->contains(*base))
            demand.unmodifiedSince = tree->at(*base).time / 1000;
        break;
    case Proof::Lease:
        // The merge was made with that version, and the client took the lease later, so the version must be
        // proved too.
        if (purpose == Purpose::Merge)
            demand.ifMatch = TagDemand{false, {*base}};
        break;
    }
    return demand;
}

QList<std::pair<QByteArray, QByteArray>> headersOf(const Demand& demand, const QByteArray& suffix)
{
    QList<std::pair<QByteArray, QByteArray>> headers;
    if (demand.token)
        headers.append({LockToken.toByteArray(), lockTokenFor(*demand.token, suffix)});
    if (demand.ifMatch) {
        QByteArrayList tags;
        for (const qint64 version : demand.ifMatch->versions)
            tags.append(tagForVersion(version, suffix).toHeader());
        headers.append({IfMatch.toByteArray(), demand.ifMatch->any ? QByteArray("*") : tags.join(", ")});
    }
    if (demand.unmodifiedSince)
        headers.append({IfUnmodifiedSince.toByteArray(), httpDate(*demand.unmodifiedSince)});
    return headers;
}

std::optional<QByteArray> fieldIn(const QByteArray& condition, QByteArrayView name)
{
    for (qsizetype start = 0; start < condition.size();) {
        const qsizetype end = nextField(condition, start);
        const QByteArray field = condition.mid(start, end - start).trimmed();
        if (isField(field, name))
            return field.mid(name.size() + 1).trimmed();
        start = end + 1;
    }
    return std::nullopt;
}

Demand demandOf(const QByteArray& condition, const QByteArray& suffix, qint64 now)
{
    Demand demand;
    if (const auto value = fieldIn(condition, IfMatch))
        demand.ifMatch = tagsOf(*value, suffix);
    demand.ifNoneMatch = fieldIn(condition, IfNoneMatch).has_value();
    if (const auto value = fieldIn(condition, IfUnmodifiedSince))
        demand.unmodifiedSince = secondsOfHttpDate(*value, now);
    if (const auto value = fieldIn(condition, LockToken))
        demand.token = tokenOfLock(*value, suffix).value_or(0);
    return demand;
}

QByteArray inRun(const QByteArray& ifMatch, const QByteArray& suffix)
{
    const auto condition = parseTagCondition(ifMatch);
    if (!condition || condition->any || suffix.isEmpty())
        return ifMatch;
    QByteArrayList tags;
    for (const EntityTag& tag : condition->tags) {
        const bool isOfVersion = versionOfTag({tag.opaque, false}).has_value();
        tags.append(EntityTag{isOfVersion ? tag.opaque + suffix : tag.opaque, tag.weak}.toHeader());
    }
    return tags.join(", ");
}

} // namespace interleave
