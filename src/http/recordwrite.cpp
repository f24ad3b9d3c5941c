#include "core/values/httpdate.h"
#include "core/values/json.h"
#include "core/values/text.h"
#include "http/recordexchange.h"

#include <algorithm>

namespace interleave {

namespace {

QString detailOfPresent(const Record& record)
{
    return Text::tr("Nothing was written: “%1” is already there, at version %2. To change it, read it and "
                    "save with its ETag as If-Match.")
        .arg(record.id, QString::number(record.version));
}

QString detailOfOlderDate(const StoreResult& standing, qint64 date)
{
    const QString since = QString::fromLatin1(httpDate(date));
    const QString changed = QString::fromLatin1(httpDate(standing.record->modifiedAt));
    const QString found =
        standing.author.isEmpty()
            ? Text::tr(
                  "Nothing was written: your change is based on the record of %1, and it was changed on %2.")
                  .arg(since, changed)
            : Text::tr(
                  "Nothing was written: your change is based on the record of %1, and %3 changed it on %2.")
                  .arg(since, changed, standing.author);
    return found + QLatin1Char(' ') +
           Text::tr("Read it again, put your change on top, and save with the new Last-Modified as "
                    "If-Unmodified-Since.");
}

/// What was found in place of the version that a save named.
QString staleText(std::optional<qint64> yours, const QString& now, const QString& author)
{
    if (yours) {
        const QString base = QString::number(*yours);
        return author.isEmpty()
                   ? Text::tr("Nothing was written: your change is based on version %1, and the record is at "
                              "version %2.")
                         .arg(base, now)
                   : Text::tr("Nothing was written: your change is based on version %1, and the record is at "
                              "version %2, saved by %3.")
                         .arg(base, now, author);
    }
    return author.isEmpty()
               ? Text::tr(
                     "Nothing was written: your If-Match names no version that is current, and the record "
                     "is at version %1.")
                     .arg(now)
               : Text::tr(
                     "Nothing was written: your If-Match names no version that is current, and the record "
                     "is at version %1, saved by %2.")
                     .arg(now, author);
}

QString
detailOfStale(const StoreResult& standing, const Conditions& conditions, std::optional<qint64> yourVersion)
{
    if (conditions.ifUnmodifiedSince)
        return detailOfOlderDate(standing, *conditions.ifUnmodifiedSince);
    return staleText(yourVersion, QString::number(standing.record->version), standing.author) +
           QLatin1Char(' ') +
           Text::tr("Read it again, put your change on top, and save with the new ETag as If-Match.");
}

QString detailOfPreconditionMissing(Locking locking, const Conditions& conditions, const Record& record)
{
    const LockingRule& rule = ruleOf(locking);
    if (!rule.comparesDates || conditions.unreadableDate.isEmpty())
        return Text::tr(rule.missing.detail);
    return Text::tr("Nothing was written: “%1” in If-Unmodified-Since is no date that HTTP has. Read the "
                    "record, and save with its Last-Modified as it came, such as If-Unmodified-Since: %2.")
        .arg(QString::fromUtf8(conditions.unreadableDate), QString::fromLatin1(httpDate(record.modifiedAt)));
}

} // namespace

std::optional<Refusal> problemWithMedium(const HttpRequest& request)
{
    // RFC 9110 §9.3.4: saving a part as if it were the whole would truncate the record.
    if (request.header(QByteArrayLiteral("Content-Range")))
        return Refusal{
            400, Text::tr("A part of a record cannot be saved. Leave Content-Range out and send all of it.")};
    const auto coding = request.list(QByteArrayLiteral("Content-Encoding"));
    const bool isPlain = !coding || std::ranges::all_of(splitList(*coding), [](const QByteArray& name) {
        return name.compare("identity", Qt::CaseInsensitive) == 0;
    });
    if (!isPlain)
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

Reply RecordApi::Exchange::write()
{
    if (const auto problem = problemWithMedium(m_request))
        return refuse(*problem);
    const auto fields = fieldsAsPut(m_request.body);
    if (!fields)
        return refuse({fields.error().kind == JsonError::Kind::Syntax ? 400 : 422, fields.error().message});
    const auto conditions = conditionsOf(m_request, m_caller.now / 1000);
    if (!conditions)
        return refuse(conditions.error());
    m_event.condition = conditions->text;
    m_event.after = *fields;
    return writeIf(*fields, *conditions);
}

Reply RecordApi::Exchange::writeIf(const Fields& fields, const Conditions& conditions)
{
    if (ruleOf(m_caller.locking).holdsLeases && !conditions.creates())
        return writeUnderLease(fields, conditions);
    const bool lacksProof = !conditions.areProof(m_caller.locking);
    const bool namesUnwanted = conditions.ifNoneMatch && !conditions.creates();
    if (lacksProof || namesUnwanted) {
        const StoreResult standing = m_source.read(m_event.record);
        m_event.statements = standing.statements;
        if (standing.outcome != StoreOutcome::Saved || !standing.record)
            return refuse(standing.outcome, standing.problem);
        if (lacksProof)
            return demandProof(standing, conditions);
        if (conditions.excludes(standing.record->version, m_caller.suffix))
            return stale(standing, conditions);
    }
    const StoreResult result = m_source.write(
        m_event.record,
        fields,
        conditions.toPrecondition(m_caller.suffix),
        m_caller.name,
        m_caller.now / 1000);
    return settle(result, conditions);
}

Reply RecordApi::Exchange::settle(const StoreResult& result, const Conditions& conditions)
{
    m_event.statements += result.statements;
    if (!result.record || result.outcome == StoreOutcome::Missing)
        return refuse(result.outcome, result.problem);
    switch (result.outcome) {
    case StoreOutcome::Saved:
    case StoreOutcome::Created:
        return saved(result, conditions);
    case StoreOutcome::Stale:
        return stale(result, conditions);
    case StoreOutcome::Unfit:
        m_event.version = result.record->version;
        m_event.before = result.record->fields;
        return refuse({422, result.problem});
    default:
        m_event.version = result.record->version;
        m_event.before = result.record->fields;
        return refuse(result.outcome, result.problem);
    }
}

/// Answers 428 (RFC 6585 §3).
Reply RecordApi::Exchange::demandProof(const StoreResult& standing, const Conditions& conditions)
{
    m_event.verdict = Verdict::PreconditionMissing;
    m_event.version = standing.record->version;
    m_event.before = standing.record->fields;
    return refuse({428, detailOfPreconditionMissing(m_caller.locking, conditions, *standing.record)});
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
    // The save went through, so the tag that matched is that of the version it replaced.
    const bool isProven = m_caller.outside && conditions.ifMatch && !conditions.ifMatch->any;
    if (isProven || m_event.action == Action::Increment)
        m_event.base = record.version - 1;
    QList<Header> headers = validators(record);
    if (isNew) {
        headers.prepend(
            {QByteArrayLiteral("Location"), "/records/" + record.id.toUtf8().toPercentEncoding()});
    }
    headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
    return answer(isNew ? 201 : 200, headers, record.fields.asPut());
}

Reply RecordApi::Exchange::stale(const StoreResult& standing, const Conditions& conditions)
{
    const Record& record = *standing.record;
    const bool isUnwanted = conditions.excludes(record.version, m_caller.suffix);
    const auto yours = isUnwanted ? std::nullopt : conditions.onlyVersion(m_caller.suffix);
    m_event.verdict = Verdict::Stale;
    m_event.version = record.version;
    m_event.before = record.fields;
    m_event.tag = tagOf(record);
    if (m_caller.outside)
        m_event.base = yours;

    QList<JsonMember> extensions;
    if (yours)
        extensions.append({QByteArrayLiteral("yourVersion"), QByteArray::number(*yours)});
    extensions.append({QByteArrayLiteral("currentVersion"), QByteArray::number(record.version)});
    extensions.append({QByteArrayLiteral("current"), record.fields.asPut()});
    if (!standing.author.isEmpty())
        extensions.append({QByteArrayLiteral("changedBy"), jsonText(standing.author)});
    QList<Header> headers{{QByteArrayLiteral("ETag"), m_event.tag}};
    if (conditions.ifUnmodifiedSince)
        headers.append({QByteArrayLiteral("Last-Modified"), httpDate(record.modifiedAt)});
    const QString detail = isUnwanted ? detailOfPresent(record) : detailOfStale(standing, conditions, yours);
    return refuse({412, detail}, extensions, headers);
}

} // namespace interleave
