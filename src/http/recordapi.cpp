#include "http/recordapi.h"

#include "core/json.h"
#include "http/conditions.h"
#include "http/problem.h"
#include "http/target.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringDecoder>

#include <algorithm>

namespace interleave {

namespace {

constexpr qsizetype LongestId = 200;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::RecordApi)
};

/// Nothing when it cannot be one: no UTF-8, too long, or with control characters.
std::optional<QString> recordId(const QByteArray& segment)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString id = decoder(segment);
    const bool isPrintable =
        std::ranges::none_of(id, [](QChar c) { return c.category() == QChar::Other_Control; });
    if (decoder.hasError() || segment.size() > LongestId || !isPrintable)
        return std::nullopt;
    return id;
}

/// A web page of another site, or a name that this server does not have (DESIGN §6).
std::optional<Refusal> problemWithSender(const HttpRequest& request, const Target& target)
{
    const auto host = target.authority ? target.authority : request.header(QByteArrayLiteral("Host"));
    if (host && !namesThisServer(*host)) {
        return Refusal{
            421,
            Text::tr("“%1” is not a name of this server. Ask for localhost or 127.0.0.1.")
                .arg(QString::fromUtf8(*host))};
    }
    const auto origin = request.header(QByteArrayLiteral("Origin"));
    if (origin && !isOwnOrigin(*origin)) {
        return Refusal{
            403,
            Text::tr("A page from “%1” may not use this server. Use a page from http://localhost, or curl.")
                .arg(QString::fromUtf8(*origin))};
    }
    return std::nullopt;
}

/// What a body must be before it is looked into.
std::optional<Refusal> problemWithMedium(const HttpRequest& request)
{
    // RFC 9110 §9.3.4: to take a part for the whole would truncate the record.
    if (request.header(QByteArrayLiteral("Content-Range")))
        return Refusal{
            400, Text::tr("A part of a record cannot be saved. Leave Content-Range out and send all of it.")};
    const auto coding = request.header(QByteArrayLiteral("Content-Encoding"));
    if (coding && coding->compare("identity", Qt::CaseInsensitive) != 0)
        return Refusal{415, Text::tr("This server reads no compressed bodies. Send the JSON as it is.")};
    const auto type = request.header(QByteArrayLiteral("Content-Type"));
    if (!type)
        return std::nullopt;
    const QByteArray media = type->left(type->indexOf(';') < 0 ? type->size() : type->indexOf(';')).trimmed();
    if (media.compare("application/json", Qt::CaseInsensitive) == 0)
        return std::nullopt;
    return Refusal{
        415,
        Text::tr(
            "A record is JSON, and this says it is “%1”. Say Content-Type: application/json; with curl, add "
            "-H 'Content-Type: application/json'.")
            .arg(QString::fromUtf8(media))};
}

Refusal missing(const QString& id)
{
    return {404, Text::tr("There is no record “%1”. To create it, PUT it with If-None-Match: *.").arg(id)};
}

QByteArray versionJson(const StoredVersion& version)
{
    const QDateTime time = QDateTime::fromSecsSinceEpoch(version.modifiedAt, Qt::UTC);
    return jsonObject(
        {{QByteArrayLiteral("version"), QByteArray::number(version.version)},
         {QByteArrayLiteral("changedBy"), version.author.isEmpty() ? "null" : jsonText(version.author)},
         {QByteArrayLiteral("modifiedAt"), jsonText(time.toString(Qt::ISODate))},
         {QByteArrayLiteral("fields"), version.fields.toJson()}});
}

} // namespace

/// One request on its way to its answer.
class RecordApi::Exchange final
{
public:
    Exchange(RecordSource& source, const HttpRequest& request, const Caller& caller);

    Reply run();
    Reply
    refuse(const Refusal& refusal, const QList<JsonMember>& extensions = {}, const QList<Header>& more = {});

private:
    Reply runOn(const QByteArray& segment, bool history);
    Reply refuseMethod(const QByteArray& allowed);
    Reply refuse(StoreOutcome outcome, const QString& problem);
    Reply read();
    Reply readVersions();
    Reply write();
    Reply writeIf(const Fields& fields, const Conditions& conditions);
    Reply demandProof(const StoreResult& standing);
    Reply saved(const StoreResult& result, const Conditions& conditions);
    Reply stale(const StoreResult& standing, const Conditions& conditions);
    Reply answer(int status, const QList<Header>& headers, const QByteArray& body);

    [[nodiscard]] QByteArray tagOf(const Record& record) const;
    [[nodiscard]] QList<Header> validators(const Record& record) const;

    RecordSource& m_source;
    const HttpRequest& m_request;
    const Caller& m_caller;
    Event m_event;
};

RecordApi::Exchange::Exchange(RecordSource& source, const HttpRequest& request, const Caller& caller)
    : m_source(source)
    , m_request(request)
    , m_caller(caller)
{
    m_event.time = caller.now;
    m_event.client = caller.name;
    m_event.outside = caller.outside;
    m_event.locking = caller.locking;
    const bool isRead = request.method == "GET" || request.method == "HEAD";
    m_event.action = isRead ? Action::Read : Action::Write;
    m_event.verdict = Verdict::Refused;
}

Reply RecordApi::Exchange::run()
{
    const auto target = parseTarget(m_request.target);
    if (!target)
        return refuse(target.error());
    if (const auto problem = problemWithSender(m_request, *target))
        return refuse(*problem);
    const QList<QByteArray>& path = target->segments;
    const bool isHistory = path.size() == 3 && path[2] == "versions";
    if (path[0] != "records" || (path.size() != 2 && !isHistory) || path[1].isEmpty())
        return refuse(
            {404,
             Text::tr(
                 "There is nothing here. Records are at /records/ and their name, such as /records/item.")});
    return runOn(path[1], isHistory);
}

Reply RecordApi::Exchange::runOn(const QByteArray& segment, bool history)
{
    const auto id = recordId(segment);
    if (!id)
        return refuse(
            {400,
             Text::tr("A record's name is UTF-8 of at most %1 bytes, without control characters.")
                 .arg(LongestId)});
    m_event.record = *id;
    const bool isRead = m_event.action == Action::Read;
    if (history)
        return isRead ? readVersions() : refuseMethod(QByteArrayLiteral("GET, HEAD"));
    if (isRead)
        return read();
    return m_request.method == "PUT" ? write() : refuseMethod(QByteArrayLiteral("GET, HEAD, PUT"));
}

Reply RecordApi::Exchange::refuseMethod(const QByteArray& allowed)
{
    const QString detail = Text::tr("“%1” is not for this address. Use one of these: %2.")
                               .arg(QString::fromLatin1(m_request.method), QString::fromLatin1(allowed));
    return refuse({405, detail}, {}, {{QByteArrayLiteral("Allow"), allowed}});
}

Reply RecordApi::Exchange::refuse(
    const Refusal& refusal, const QList<JsonMember>& extensions, const QList<Header>& more)
{
    Reply reply{problemResponse(refusal, extensions), std::nullopt};
    reply.response.headers = more + reply.response.headers;
    reply.response.headers.append({QByteArrayLiteral("Date"), httpDate(m_caller.now / 1000)});
    m_event.status = refusal.status;
    reply.event = m_event;
    return reply;
}

/// For a record that is not there, or a database that cannot.
Reply RecordApi::Exchange::refuse(StoreOutcome outcome, const QString& problem)
{
    if (outcome == StoreOutcome::Missing)
        return refuse(missing(m_event.record));
    if (outcome != StoreOutcome::Busy)
        return refuse({500, problem});
    m_event.verdict = Verdict::Busy;
    return refuse({503, problem}, {}, {{QByteArrayLiteral("Retry-After"), QByteArrayLiteral("1")}});
}

Reply RecordApi::Exchange::answer(int status, const QList<Header>& headers, const QByteArray& body)
{
    Reply reply{{status, headers, body, {}}, std::nullopt};
    reply.response.headers.append({QByteArrayLiteral("Date"), httpDate(m_caller.now / 1000)});
    m_event.status = status;
    reply.event = m_event;
    return reply;
}

QByteArray RecordApi::Exchange::tagOf(const Record& record) const
{
    return tagForVersion(record.version, m_caller.rewinds).toHeader();
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
    const auto conditions = conditionsOf(m_request);
    if (!conditions)
        return refuse(conditions.error());
    m_event.condition = conditions->text;
    const StoreResult result = m_source.read(m_event.record);
    m_event.statements = result.statements;
    if (result.outcome != StoreOutcome::Saved || !result.record)
        return refuse(result.outcome, result.problem);
    const Record& record = *result.record;
    if (!conditions->isMatchedBy(record.version, m_caller.rewinds))
        return refuse(
            {412,
             Text::tr("The record is no longer the one that If-Match names. Read it without If-Match.")});
    m_event.version = record.version;
    m_event.tag = tagOf(record);
    QList<Header> headers = validators(record);
    if (conditions->excludes(record.version, m_caller.rewinds)) {
        m_event.verdict = Verdict::Unchanged;
        return answer(304, headers, {});
    }
    m_event.verdict = Verdict::Done;
    m_event.headersOnly = m_request.method == "HEAD";
    if (!m_event.headersOnly)
        m_event.after = record.fields;
    headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
    return answer(200, headers, record.fields.toJson());
}

Reply RecordApi::Exchange::readVersions()
{
    const std::vector<StoredVersion> versions = m_source.versions(m_event.record);
    if (versions.empty())
        return refuse(missing(m_event.record));
    QByteArray body = QByteArrayLiteral("[");
    for (const StoredVersion& version : versions)
        body += (body.size() > 1 ? ",\n " : "") + versionJson(version);
    Reply reply = answer(
        200,
        {{QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-cache")},
         {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")}},
        body + ']');
    reply.event.reset();
    return reply;
}

Reply RecordApi::Exchange::write()
{
    if (const auto problem = problemWithMedium(m_request))
        return refuse(*problem);
    auto fields = fieldsFromJson(m_request.body);
    if (!fields)
        return refuse({fields.error().kind == JsonError::Kind::Syntax ? 400 : 422, fields.error().message});
    const auto conditions = conditionsOf(m_request);
    if (!conditions)
        return refuse(conditions.error());
    m_event.condition = conditions->text;
    m_event.after = *fields;
    return writeIf(*fields, *conditions);
}

Reply RecordApi::Exchange::writeIf(const Fields& fields, const Conditions& conditions)
{
    const bool lacksProof = m_caller.locking == Locking::Version && !conditions.areProof();
    const bool namesUnwanted = conditions.ifNoneMatch && !conditions.creates();
    if (lacksProof || namesUnwanted) {
        const StoreResult standing = m_source.read(m_event.record);
        m_event.statements = standing.statements;
        if (standing.outcome != StoreOutcome::Saved || !standing.record)
            return refuse(standing.outcome, standing.problem);
        if (lacksProof)
            return demandProof(standing);
        if (conditions.excludes(standing.record->version, m_caller.rewinds))
            return stale(standing, conditions);
    }
    const StoreResult result = m_source.write(
        m_event.record,
        fields,
        conditions.toPrecondition(m_caller.rewinds),
        m_caller.name,
        m_caller.now / 1000);
    m_event.statements += result.statements;
    if (!result.record || result.outcome == StoreOutcome::Missing)
        return refuse(result.outcome, result.problem);
    switch (result.outcome) {
    case StoreOutcome::Saved:
    case StoreOutcome::Created:
        return saved(result, conditions);
    case StoreOutcome::Stale:
        return stale(result, conditions);
    default:
        m_event.version = result.record->version;
        m_event.before = result.record->fields;
        return refuse(result.outcome, result.problem);
    }
}

/// RFC 6585 §3.
Reply RecordApi::Exchange::demandProof(const StoreResult& standing)
{
    m_event.verdict = Verdict::Unproven;
    m_event.version = standing.record->version;
    m_event.before = standing.record->fields;
    return refuse(
        {428,
         Text::tr("Nothing was written: with locking on, a save must say which version it changes. Read the "
                  "record, and save with its ETag as If-Match, such as If-Match: \"1\".")});
}

Reply RecordApi::Exchange::saved(const StoreResult& result, const Conditions& conditions)
{
    const Record& record = *result.record;
    const bool isNew = result.outcome == StoreOutcome::Created;
    m_event.verdict = Verdict::Saved;
    m_event.version = record.version;
    m_event.before = result.before;
    m_event.after = record.fields;
    m_event.tag = tagOf(record);
    // That it was let in shows which tag of a list matched: the one of the version that it replaced.
    if (m_caller.outside && conditions.ifMatch && !conditions.ifMatch->any)
        m_event.base = record.version - 1;
    QList<Header> headers = validators(record);
    if (isNew) {
        headers.prepend(
            {QByteArrayLiteral("Location"), "/records/" + record.id.toUtf8().toPercentEncoding()});
    }
    headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
    return answer(isNew ? 201 : 200, headers, record.fields.toJson());
}

Reply RecordApi::Exchange::stale(const StoreResult& standing, const Conditions& conditions)
{
    const Record& record = *standing.record;
    const auto yours = conditions.ifNoneMatch ? std::nullopt : conditions.onlyVersion(m_caller.rewinds);
    m_event.verdict = Verdict::Stale;
    m_event.version = record.version;
    m_event.before = record.fields;
    m_event.tag = tagOf(record);
    if (m_caller.outside)
        m_event.base = yours;

    QString detail;
    if (conditions.ifNoneMatch) {
        detail =
            Text::tr("Nothing was written: “%1” is already there, at version %2. To change it, read it and "
                     "save with its ETag as If-Match.")
                .arg(record.id)
                .arg(record.version);
    } else {
        const QString now = standing.author.isEmpty()
                                ? Text::tr("the record is at version %1").arg(record.version)
                                : Text::tr("the record is at version %1, saved by %2")
                                      .arg(QString::number(record.version), standing.author);
        const QString found =
            yours ? Text::tr("your change is based on version %1, and %2").arg(QString::number(*yours), now)
                  : Text::tr("your If-Match names no version that is current, and %1").arg(now);
        detail =
            Text::tr("Nothing was written: %1. Read it again, put your change on top, and save with the new "
                     "ETag as If-Match.")
                .arg(found);
    }
    QList<JsonMember> extensions;
    if (yours)
        extensions.append({QByteArrayLiteral("yourVersion"), QByteArray::number(*yours)});
    extensions.append({QByteArrayLiteral("currentVersion"), QByteArray::number(record.version)});
    extensions.append({QByteArrayLiteral("current"), record.fields.toJson()});
    if (!standing.author.isEmpty())
        extensions.append({QByteArrayLiteral("changedBy"), jsonText(standing.author)});
    return refuse({412, detail}, extensions, {{QByteArrayLiteral("ETag"), m_event.tag}});
}

RecordApi::RecordApi(RecordSource& source)
    : m_source(source)
{
}

Reply RecordApi::handle(const HttpRequest& request, const Caller& caller)
{
    return Exchange(m_source, request, caller).run();
}

Reply RecordApi::refuse(const HttpRequest& request, const Caller& caller, const Refusal& refusal)
{
    return Exchange(m_source, request, caller).refuse(refusal);
}

} // namespace interleave
