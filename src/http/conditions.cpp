#include "http/conditions.h"

#include "core/values/httpdate.h"
#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

/// False when the field is there and cannot be read.
bool readCondition(
    const HttpRequest& request,
    const QByteArray& name,
    std::optional<TagCondition>& condition,
    QByteArray& text)
{
    const auto value = request.list(name);
    if (!value)
        return true;
    if (!text.isEmpty())
        text += ", ";
    text += name + ": " + *value;
    condition = parseTagCondition(*value);
    return condition.has_value();
}

void addLine(Conditions& conditions, const QByteArray& name, const QByteArray& value)
{
    if (!conditions.text.isEmpty())
        conditions.text += ", ";
    conditions.text += name + ": " + value;
}

void readDate(const HttpRequest& request, qint64 now, Conditions& conditions)
{
    static const QByteArray name("If-Unmodified-Since");
    const auto value = request.list(name);
    if (!value || conditions.ifMatch)
        return;
    conditions.ifUnmodifiedSince = secondsOfHttpDate(*value, now);
    if (conditions.ifUnmodifiedSince)
        addLine(conditions, name, *value);
    else
        conditions.unreadableDate = *value;
}

/// Reads `If-Modified-Since` (RFC 9110 §13.2.2, step 4).
void readCopysDate(const HttpRequest& request, qint64 now, Conditions& conditions)
{
    static const QByteArray name("If-Modified-Since");
    const bool isRead = request.method == "GET" || request.method == "HEAD";
    const auto value = request.list(name);
    if (!value || !isRead || conditions.ifNoneMatch)
        return;
    conditions.ifModifiedSince = secondsOfHttpDate(*value, now);
    if (conditions.ifModifiedSince)
        addLine(conditions, name, *value);
}

} // namespace

bool Conditions::areProof(Locking locking) const
{
    switch (ruleOf(locking).proof) {
    case Proof::None:
        return true;
    case Proof::Version:
        return ifMatch || creates();
    case Proof::Date:
        return ifMatch || creates() || ifUnmodifiedSince;
    case Proof::Lease:
        return creates();
    }
    Q_UNREACHABLE();
}

bool Conditions::isMatchedBy(qint64 version, const QByteArray& suffix) const
{
    if (!ifMatch || ifMatch->any)
        return true;
    const EntityTag present = tagForVersion(version, suffix);
    return std::ranges::find(ifMatch->tags, present) != ifMatch->tags.end();
}

bool Conditions::excludes(qint64 version, const QByteArray& suffix) const
{
    if (!ifNoneMatch || ifNoneMatch->any)
        return ifNoneMatch.has_value();
    const EntityTag present = tagForVersion(version, suffix);
    return std::ranges::find(ifNoneMatch->tags, present.opaque, &EntityTag::opaque) !=
           ifNoneMatch->tags.end();
}

std::optional<qint64> Conditions::onlyVersion(const QByteArray& suffix) const
{
    if (!ifMatch || ifMatch->tags.size() != 1)
        return std::nullopt;
    return versionOfTag(ifMatch->tags.front(), suffix);
}

Precondition Conditions::toPrecondition(const QByteArray& suffix) const
{
    // `If-Match` and `If-None-Match: *` together can never hold.
    if (creates())
        return ifMatch ? Precondition(VersionIn()) : Precondition(MustBeAbsent());
    if (ifUnmodifiedSince)
        return UnmodifiedSince{*ifUnmodifiedSince};
    if (!ifMatch)
        return Unconditional();
    if (ifMatch->any)
        return MustExist();
    VersionIn demanded;
    for (const EntityTag& tag : ifMatch->tags) {
        if (const auto version = versionOfTag(tag, suffix))
            demanded.versions.push_back(*version);
    }
    return demanded;
}

Result<Conditions, Refusal> conditionsOf(const HttpRequest& request, qint64 now)
{
    Conditions conditions;
    if (!readCondition(request, QByteArrayLiteral("If-Match"), conditions.ifMatch, conditions.text))
        return Refusal{
            400,
            Text::tr("If-Match holds no list of entity tags. Send the ETag as it came, with its quotation "
                     "marks, such as If-Match: \"1\".")};
    if (!readCondition(request, QByteArrayLiteral("If-None-Match"), conditions.ifNoneMatch, conditions.text))
        return Refusal{
            400,
            Text::tr("If-None-Match holds no list of entity tags. Send * or an ETag as it came, with its "
                     "quotation marks.")};
    readDate(request, now, conditions);
    readCopysDate(request, now, conditions);
    return conditions;
}

} // namespace interleave
