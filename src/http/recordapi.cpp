#include "http/recordapi.h"

#include "core/values/bounds.h"
#include "core/values/httpdate.h"
#include "core/values/json.h"
#include "core/values/recordid.h"
#include "core/values/text.h"
#include "http/connection/sender.h"
#include "http/recordexchange.h"

#include <QDateTime>
#include <QStringDecoder>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <limits>

namespace interleave {

namespace {

/// The methods known here; each address takes some of them.
constexpr std::array<QByteArrayView, 7> Methods{"GET", "HEAD", "PUT", "PATCH", "POST", "DELETE", "OPTIONS"};
constexpr qint64 AnyVersion = std::numeric_limits<qint64>::max();

/// Nothing when it is not a valid id: not UTF-8, too long, or with control characters.
std::optional<QString> recordId(const QByteArray& segment)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString id = decoder(segment);
    if (decoder.hasError() || segment.size() > LongestRecordId || !isRecordId(id))
        return std::nullopt;
    return id;
}

QByteArray allMethods()
{
    QByteArray text;
    for (const QByteArrayView method : Methods)
        text += (text.isEmpty() ? "" : ", ") + method.toByteArray();
    return text;
}

Refusal missing(const QString& id)
{
    return {404, Text::tr("There is no record “%1”. To create it, PUT it with If-None-Match: *.").arg(id)};
}

QByteArray versionJson(const StoredVersion& version)
{
    const QDateTime time = QDateTime::fromSecsSinceEpoch(version.modifiedAt).toUTC();
    return jsonObject(
        {{QByteArrayLiteral("version"), QByteArray::number(version.version)},
         {QByteArrayLiteral("changedBy"), version.author.isEmpty() ? "null" : jsonText(version.author)},
         {QByteArrayLiteral("modifiedAt"), jsonText(time.toString(Qt::ISODate))},
         {QByteArrayLiteral("fields"), version.fields.asPut()}});
}

/// The version that `?before=12` names, or AnyVersion for the whole history.
Result<qint64, Refusal> olderThan(const HttpRequest& request)
{
    const QUrlQuery query(QUrl::fromEncoded(request.target).query());
    if (!query.hasQueryItem(QStringLiteral("before")))
        return AnyVersion;
    bool isNumber = false;
    const qint64 before = query.queryItemValue(QStringLiteral("before")).toLongLong(&isNumber);
    if (!isNumber || before < 1)
        return Refusal{
            400,
            Text::tr("“before” is no version. Ask for older versions as the Link of an answer does, such as "
                     "?before=12.")};
    return before;
}

} // namespace

RecordApi::Exchange::Exchange(RecordSource& source, const HttpRequest& request, const Caller& caller)
    : m_source(source)
    , m_request(request)
    , m_caller(caller)
{
    m_event.time = caller.now;
    m_event.client = caller.name;
    m_event.outside = caller.outside;
    m_event.purpose = caller.purpose;
    m_event.locking = caller.locking;
    const bool isRead = request.method == "GET" || request.method == "HEAD";
    m_event.action = isRead ? Action::Read : request.method == "PATCH" ? Action::Increment : Action::Write;
    m_event.verdict = Verdict::Refused;
}

Reply RecordApi::Exchange::run()
{
    // RFC 9110 §9.1: an unknown method (501) differs from one that this address does not take (405).
    if (std::ranges::find(Methods, QByteArrayView(m_request.method)) == Methods.end())
        return refuseUnknownMethod();
    const auto target = parseTarget(m_request.method, m_request.target);
    if (!target)
        return refuse(target.error());
    if (const auto problem = problemWithSender(m_request, *target); problem && !m_caller.isGuest)
        return refuse(*problem);
    if (target->isServer)
        return options(allMethods());
    const QList<QByteArray>& path = target->segments;
    const bool isHistory = path.size() == 3 && path[2] == "versions";
    const bool isLease = path.size() == 3 && path[2] == "lease";
    if (path[0] != "records" || (path.size() != 2 && !isHistory && !isLease) || path[1].isEmpty())
        return refuse(
            {404,
             Text::tr(
                 "There is nothing here. Records are at /records/ and their name, such as /records/item.")});
    return runOn(path[1], isHistory ? Part::Versions : isLease ? Part::Lease : Part::Record);
}

Reply RecordApi::Exchange::runOn(const QByteArray& segment, Part part)
{
    const auto id = recordId(segment);
    if (!id)
        return refuse(
            {400,
             Text::tr("A record's name is UTF-8 of at most %1 bytes, without control characters.")
                 .arg(LongestRecordId)});
    m_event.record = *id;
    const bool isRead = m_event.action == Action::Read;
    if (m_request.method == "OPTIONS")
        return options(methodsOf(part));
    if (part == Part::Lease)
        return lease();
    if (part == Part::Versions)
        return isRead ? readVersions() : refuseMethod(part);
    if (isRead)
        return read();
    if (m_event.action == Action::Increment)
        return increment();
    return m_request.method == "PUT" ? write() : refuseMethod(part);
}

QByteArray RecordApi::Exchange::methodsOf(Part part)
{
    switch (part) {
    case Part::Record:
        return QByteArrayLiteral("GET, HEAD, PUT, PATCH, OPTIONS");
    case Part::Versions:
        return QByteArrayLiteral("GET, HEAD, OPTIONS");
    case Part::Lease:
        return QByteArrayLiteral("POST, DELETE, OPTIONS");
    }
    Q_UNREACHABLE();
}

Reply RecordApi::Exchange::refuseMethod(Part part)
{
    const QByteArray allowed = methodsOf(part);
    const QString detail = Text::tr("“%1” is not for this address. Use one of these: %2.")
                               .arg(QString::fromLatin1(m_request.method), QString::fromLatin1(allowed));
    return refuse({405, detail}, {}, {{QByteArrayLiteral("Allow"), allowed}});
}

Reply RecordApi::Exchange::refuseUnknownMethod()
{
    return refuse(
        {501,
         Text::tr("This server knows no method “%1”. Use one of these, in capitals: %2.")
             .arg(QString::fromLatin1(m_request.method), QString::fromLatin1(allMethods()))});
}

/// The methods that an address takes (RFC 9110 §9.3.7), and what a page of this machine may send to it. Not
/// reported as an action.
Reply RecordApi::Exchange::options(const QByteArray& methods)
{
    QList<Header> headers{{QByteArrayLiteral("Allow"), methods}};
    if (!m_caller.isGuest)
        headers.append(preflightFields(m_request, methods));
    Reply reply = answer(204, headers, {});
    reply.event.reset();
    return reply;
}

Reply RecordApi::Exchange::refuse(
    const Refusal& refusal, const QList<JsonMember>& extensions, const QList<Header>& more)
{
    Reply reply{problemResponse(refusal, extensions), std::nullopt};
    reply.response.headers = more + reply.response.headers;
    if (refusal.retryAfter > 0) {
        reply.response.headers.prepend(
            {QByteArrayLiteral("Retry-After"), QByteArray::number(refusal.retryAfter)});
    }
    finish(reply.response);
    m_event.status = refusal.status;
    reply.event = m_event;
    return reply;
}

/// For a missing record, or a database that failed.
Reply RecordApi::Exchange::refuse(StoreOutcome outcome, const QString& problem)
{
    if (outcome == StoreOutcome::Missing)
        return refuse(missing(m_event.record));
    // No Retry-After: waiting does not help until somebody puts the file back.
    if (outcome == StoreOutcome::Unkept)
        return refuse({503, problem});
    if (outcome != StoreOutcome::Busy)
        return refuse({500, problem});
    m_event.verdict = Verdict::Busy;
    return refuse({503, problem}, {}, {{QByteArrayLiteral("Retry-After"), QByteArrayLiteral("1")}});
}

Reply RecordApi::Exchange::answer(int status, const QList<Header>& headers, const QByteArray& body)
{
    Reply reply{{status, headers, body, {}}, std::nullopt};
    finish(reply.response);
    m_event.status = status;
    reply.event = m_event;
    return reply;
}

/// Panels are not browsers, so they need no browser fields.
void RecordApi::Exchange::finish(HttpResponse& response) const
{
    response.headers.append({QByteArrayLiteral("Date"), httpDate(m_caller.now / 1000)});
    if (m_caller.isGuest)
        response.headers.append(ownPageFields());
    else if (m_caller.outside)
        response.headers.append(browserFields(m_request));
}

QByteArray RecordApi::Exchange::tagOf(const Record& record) const
{
    return tagForVersion(record.version, m_caller.suffix).toHeader();
}

QList<Header> RecordApi::Exchange::validators(const Record& record) const
{
    return {
        {QByteArrayLiteral("ETag"), tagOf(record)},
        {QByteArrayLiteral("Last-Modified"), httpDate(record.modifiedAt)},
        {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-cache")}};
}

Reply RecordApi::Exchange::read()
{
    const auto conditions = conditionsOf(m_request, m_caller.now / 1000);
    if (!conditions)
        return refuse(conditions.error());
    m_event.condition = conditions->text;
    const StoreResult result = m_source.read(m_event.record);
    m_event.statements = result.statements;
    if (result.outcome != StoreOutcome::Saved || !result.record)
        return refuse(result.outcome, result.problem);
    const Record& record = *result.record;
    if (!conditions->isMatchedBy(record.version, m_caller.suffix))
        return refuse(
            {412,
             Text::tr("The record is no longer the one that If-Match names. Read it without If-Match.")});
    if (!conditions->isOldEnough(record.modifiedAt))
        return refuse(
            {412,
             Text::tr("The record has changed since the date in If-Unmodified-Since. Read it without.")});
    m_event.version = record.version;
    m_event.tag = tagOf(record);
    QList<Header> headers = validators(record);
    if (conditions->excludes(record.version, m_caller.suffix) ||
        conditions->isUnmodified(record.modifiedAt)) {
        m_event.verdict = Verdict::Unchanged;
        return answer(304, headers, {});
    }
    m_event.verdict = Verdict::Done;
    m_event.headersOnly = m_request.method == "HEAD";
    if (!m_event.headersOnly)
        m_event.after = record.fields;
    headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
    return answer(200, headers, record.fields.asPut());
}

Reply RecordApi::Exchange::readVersions()
{
    const auto before = olderThan(m_request);
    if (!before)
        return refuse(before.error());
    bool hasOlder = false;
    const auto stored =
        m_source.versions(m_event.record, &m_event.statements, {*before, bounds::HistoryAnswer}, &hasOlder);
    if (!stored)
        return refuse(stored.error().outcome, stored.error().problem);
    const std::vector<StoredVersion>& versions = *stored;
    if (versions.empty())
        return refuse(
            *before == AnyVersion
                ? missing(m_event.record)
                : Refusal{404, Text::tr("There is no version before that one. Ask without “before”.")});
    QList<Header> headers{
        {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-cache")},
        {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")}};
    // A history too large to hold at once comes in pages (RFC 8288).
    if (hasOlder)
        headers.append(
            {QByteArrayLiteral("Link"),
             "<?before=" + QByteArray::number(versions.front().version) + ">; rel=\"prev\""});
    QByteArray body = QByteArrayLiteral("[");
    for (const StoredVersion& version : versions)
        body += (body.size() > 1 ? ",\n " : "") + versionJson(version);
    Reply reply = answer(200, headers, body + ']');
    // A panel asks to find out what became of its save; from others it is not an action.
    if (m_caller.outside) {
        reply.event.reset();
        return reply;
    }
    const StoredVersion& newest = versions.back();
    reply.event->verdict = Verdict::Done;
    reply.event->version = newest.version;
    reply.event->after = newest.fields;
    return reply;
}

RecordApi::RecordApi(RecordSource& source)
    : m_source(&source)
{
}

Reply RecordApi::handle(const HttpRequest& request, const Caller& caller)
{
    return Exchange(*m_source, request, caller).run();
}

Reply RecordApi::grant(const HttpRequest& request, const Caller& caller, const LeaseWait& wait)
{
    return Exchange(*m_source, request, caller).grantAfter(wait);
}

Reply RecordApi::giveUp(const HttpRequest& request, const Caller& caller, const LeaseWait& wait)
{
    return Exchange(*m_source, request, caller).giveUpAfter(wait);
}

Reply RecordApi::refuse(const HttpRequest& request, const Caller& caller, const Refusal& refusal)
{
    return Exchange(*m_source, request, caller).refuse(refusal);
}

} // namespace interleave
