// One value of a header field, a word of a body, or a name that somebody typed, given to all that read such
// values: entity tags, lists, dates, preferences, targets, names. What is written again reads as the same.

#include "fuzz/fuzz.h"

#include "core/model/increment.h"
#include "core/model/lease.h"
#include "core/model/outsiders.h"
#include "core/values/bounds.h"
#include "core/values/decimal.h"
#include "core/values/entitytag.h"
#include "core/values/httpdate.h"
#include "core/values/json.h"
#include "http/conditions.h"
#include "http/connection/target.h"
#include "http/prefer.h"
#include "http/room/roomnames.h"
#include "http/room/roompath.h"

#include <algorithm>

using namespace interleave;
using namespace Qt::StringLiterals;
using fuzz::require;

namespace {

constexpr qint64 Now = 1'750'000'000;

QByteArray written(const TagCondition& condition)
{
    if (condition.any)
        return "*";
    QByteArray text;
    for (const EntityTag& tag : condition.tags)
        text += (text.isEmpty() ? "" : ", ") + tag.toHeader();
    return text;
}

void checkTags(const QByteArray& value)
{
    const auto condition = parseTagCondition(value);
    if (!condition)
        return;
    require(condition->any == condition->tags.empty(), "a list of tags has tags, or is an asterisk");
    require(parseTagCondition(written(*condition)) == condition, "tags written again are the same tags");
    for (const EntityTag& tag : condition->tags) {
        require(!tag.opaque.contains('"'), "a tag has no quotation mark in it");
        for (const QByteArray& suffix : {QByteArray(), QByteArray("r1")}) {
            if (const auto version = versionOfTag(tag, suffix))
                require(tagForVersion(*version, suffix) == tag, "a tag proves a version that has it");
        }
    }
    // In two fields they are one list (RFC 9110 §5.3).
    if (!condition->any) {
        const auto twice = parseTagCondition(value + ", " + value);
        require(twice && twice->tags.size() == 2 * condition->tags.size(), "two fields are one list");
    }
}

void checkLists(const QByteArray& value)
{
    for (const char separator : {',', ';'}) {
        const QList<QByteArray> elements = splitList(value, separator);
        for (const QByteArray& element : elements)
            require(!element.isEmpty() && element == element.trimmed(), "an element has no blanks around it");
        require(
            splitList(elements.join(separator), separator) == elements,
            "a list written again is the same list");
    }
    require(unquoted(value).size() <= value.size(), "without quotation marks it is no longer");
}

void checkFields(const QByteArray& value)
{
    HttpRequest request;
    request.method = "GET";
    request.target = "/records/item";
    for (const char* name :
         {"If-Match", "If-None-Match", "If-Unmodified-Since", "If-Modified-Since", "Prefer"})
        request.headers.append({name, value});
    request.headers.append({"Authorization", "Bearer " + value});
    if (const auto conditions = conditionsOf(request, Now)) {
        require(conditions->ifMatch && conditions->ifNoneMatch, "both conditions were read");
        const auto only = conditions->onlyVersion({});
        require(!only || conditions->isMatchedBy(*only, {}), "the only version that is named matches");
    } else {
        require(!parseTagCondition(value), "tags that can be read are not refused");
    }
    const qint64 wait = waitPreference(request);
    require(wait >= 0 && wait <= LongestLeaseWait, "a wait is within its limit");
    require(secretOf(request) == value.trimmed(), "a secret is what follows the scheme");
    static_cast<void>(namesThisServer(value));
    require(!isOwnOrigin(value) || namesThisServer(value.mid(7)), "an own origin names this server");
    if (const auto target = parseTarget(QByteArrayLiteral("GET"), value))
        require(!target->segments.isEmpty(), "a target has a path");
    if (const auto seconds = secondsOfHttpDate(value, Now))
        require(
            secondsOfHttpDate(httpDate(*seconds), Now) == seconds, "a date written again is the same date");
}

void checkBodies(const QByteArray& value)
{
    if (const auto fields = fieldsFromJson(value)) {
        require(fields->size() <= Fields::MostFields, "a record keeps within its limit");
        const auto again = fieldsFromJson(fields->toJson());
        require(again && *again == *fields, "fields written again are the same fields");
        for (const Field& field : *fields) {
            const auto typed = valueFromText(toText(field.value), field.value, field.name);
            require(typed && *typed == field.value, "a value typed as it is shown is the same value");
        }
    } else {
        fuzz::requireSentence(fields.error().message, "why a body is refused is a sentence");
    }
    if (const auto fields = fieldsAsPut(value))
        fuzz::requireEqual(fields->asPut(), value, "a body is given back as it was put");
    if (const auto amounts = incrementFromJson(value)) {
        const auto again = incrementFromJson(incrementToJson(*amounts));
        require(again && *again == *amounts, "amounts written again are the same amounts");
    }
}

void checkNames(const QByteArray& value)
{
    const QString typed = QString::fromUtf8(value);
    const QString name = cleanName(typed);
    require(name.size() <= LongestRoomName, "a name keeps within its limit");
    require(cleanName(name) == name, "a clean name is clean");
    require(name == name.trimmed() && name.isValidUtf16(), "a name is text without blanks around it");
    int taken = 0;
    const QString free = uniqueName(name, [&](const QString& other) { return other == name || ++taken < 2; });
    require(free.size() <= LongestRoomName && free != name, "a name with a number keeps within the limit");
    require(nameKey(name) == nameKey(name), "a name is like itself");
    const QString outside = outsideName(value, {u"A"_s, u"guest"_s});
    require(!outside.isEmpty() && outside != u"A"_s, "an outside client has a name that no panel has");
    if (const auto amount = amountFromText(typed))
        require(
            amountFromText(amountText(*amount)).value() == *amount,
            "an amount typed as it is shown is the same");
}

QByteArray fieldOf(QByteArray value)
{
    std::ranges::replace_if(value, fuzz::isControl, ' ');
    return value;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray value = fuzz::bytesOf(data, size);
    const QByteArray field = fieldOf(value);
    checkTags(field);
    checkLists(field);
    checkFields(field);
    checkBodies(value);
    checkNames(value);
    return 0;
}
