#include "core/values/httpdate.h"
#include "core/values/json.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "http/prefer.h"
#include "http/recordexchange.h"

#include <QDateTime>

#include <algorithm>

namespace interleave {

namespace {

/// A waiting request is kept in memory, and many may wait.
constexpr qsizetype LargestBody = 4096;

QByteArray isoTime(qint64 ms)
{
    return jsonText(QDateTime::fromMSecsSinceEpoch(ms).toUTC().toString(Qt::ISODate));
}

Result<qint64, Refusal> ttlOf(const HttpRequest& request)
{
    if (request.body.size() > LargestBody) {
        return Refusal{
            413,
            Text::tr(
                "A lease’s request has at most %n bytes: it takes \"ttl\", or no body at all.",
                nullptr,
                pluralOf(LargestBody))};
    }
    if (request.body.trimmed().isEmpty())
        return UsualTtl;
    if (const auto problem = problemWithMedium(request))
        return *problem;
    const auto fields = fieldsFromJson(request.body);
    if (!fields)
        return Refusal{fields.error().kind == JsonError::Kind::Syntax ? 400 : 422, fields.error().message};
    for (const Field& field : *fields) {
        if (field.name != QLatin1String("ttl")) {
            return Refusal{
                422,
                Text::tr("“%1” is not known here. A lease takes \"ttl\", its time to live in seconds, or no "
                         "body at all.")
                    .arg(field.name)};
        }
        const auto* seconds = std::get_if<qint64>(&field.value);
        if (seconds == nullptr || *seconds < 1 || *seconds > LongestTtl) {
            return Refusal{
                422,
                Text::tr("“ttl” is %1. Give whole seconds from 1 to %2, or leave it out for %3.")
                    .arg(
                        QString::fromUtf8(toJson(field.value)),
                        QString::number(LongestTtl),
                        QString::number(UsualTtl))};
        }
        return *seconds;
    }
    return UsualTtl;
}

QString cycleText(const QList<WaitsFor>& cycle)
{
    QStringList links;
    for (const WaitsFor& link : cycle)
        links.append(
            Text::tr("%1 waits for “%2”, which %3 holds").arg(link.client, link.record, link.holder));
    return listed(links, ListStyle::Semicolons);
}

} // namespace

Reply RecordApi::Exchange::lease()
{
    const bool isAcquire = m_request.method == "POST";
    if (!isAcquire && m_request.method != "DELETE")
        return refuseMethod(Part::Lease);
    m_event.action = isAcquire ? Action::Acquire : Action::Release;
    if (!ruleOf(m_caller.locking).holdsLeases) {
        return refuse(
            {409,
             Text::tr("A lease counts only while the server's locking is “lease”, and it is “%1”. Switch it "
                      "to “lease” first, or save without one.")
                 .arg(toName(m_caller.locking))});
    }
    if (!readLockToken())
        return refuseLockToken();
    return isAcquire ? acquire() : release();
}

bool RecordApi::Exchange::readLockToken()
{
    const auto value = m_request.list(QByteArrayLiteral("Lock-Token"));
    if (!value)
        return true;
    m_lockToken = value->trimmed();
    if (!isLockToken(m_lockToken))
        return false;
    m_event.token = tokenOfLock(m_lockToken, m_caller.suffix);
    const QByteArray line = "Lock-Token: " + m_lockToken;
    m_event.condition = m_event.condition.isEmpty() ? line : line + ", " + m_event.condition;
    return true;
}

Reply RecordApi::Exchange::refuseLockToken()
{
    return refuse(
        {400,
         Text::tr("Lock-Token holds no URI in angle brackets. Send it as it came with the lease, such as "
                  "Lock-Token: <lease:1>.")});
}

Reply RecordApi::Exchange::refuse(const LeaseResult& result)
{
    switch (result.outcome) {
    case LeaseOutcome::Missing:
        return refuse(StoreOutcome::Missing, {});
    case LeaseOutcome::Busy:
        return refuse(StoreOutcome::Busy, result.problem);
    case LeaseOutcome::Unkept:
        return refuse(StoreOutcome::Unkept, result.problem);
    default:
        return refuse(StoreOutcome::Failed, result.problem);
    }
}

Reply RecordApi::Exchange::acquire()
{
    const auto ttl = ttlOf(m_request);
    if (!ttl)
        return refuse(ttl.error());
    m_event.ttl = *ttl;
    if (!m_lockToken.isEmpty())
        return renew(*ttl);
    LeaseWait wait;
    wait.record = m_event.record;
    wait.ttl = *ttl;
    wait.maxWait = waitPreference(m_request);
    wait.deadline = m_caller.now + wait.maxWait * 1000;
    m_event.maxWait = wait.maxWait;
    return acquireFor(wait);
}

Reply RecordApi::Exchange::acquireFor(const LeaseWait& wait)
{
    const LeaseResult result =
        m_source.acquire(m_event.record, m_caller.name, m_caller.now, m_caller.now + wait.ttl * 1000);
    m_event.statements += result.statements;
    if (result.outcome == LeaseOutcome::Done)
        return granted(result, wait.ttl, true);
    if (result.outcome != LeaseOutcome::Refused)
        return refuse(result);
    const bool own = result.lease && result.lease->owner == m_caller.name;
    if (wait.maxWait <= 0 && own)
        return alreadyHeld(result);
    if (wait.maxWait <= 0)
        return locked(
            result,
            {Text::tr("You did not get the lease: %1 holds it until %2 (UTC)."),
             Text::tr("You did not get the lease: another holds it.")});
    m_event.lease = result.lease;
    if (m_caller.cycleOf) {
        const QList<WaitsFor> cycle = m_caller.cycleOf(m_caller.name, m_event.record);
        if (!cycle.isEmpty())
            return deadlocked(cycle);
    }
    m_event.action = Action::Wait;
    m_event.verdict = Verdict::Waiting;
    Reply reply;
    reply.event = m_event;
    reply.wait = wait;
    return reply;
}

void RecordApi::Exchange::resume(const LeaseWait& wait)
{
    m_event.action = Action::Acquire;
    m_event.record = wait.record;
    m_event.ttl = wait.ttl;
    m_event.maxWait = wait.maxWait;
    m_event.waited = true;
}

Reply RecordApi::Exchange::grantAfter(const LeaseWait& wait)
{
    resume(wait);
    const LeaseResult result =
        m_source.acquire(wait.record, m_caller.name, m_caller.now, m_caller.now + wait.ttl * 1000);
    m_event.statements = result.statements;
    if (result.outcome == LeaseOutcome::Done)
        return granted(result, wait.ttl, true);
    if (result.outcome != LeaseOutcome::Refused)
        return refuse(result);
    Reply reply;
    reply.wait = wait;
    return reply;
}

Reply RecordApi::Exchange::giveUpAfter(const LeaseWait& wait)
{
    resume(wait);
    const LeaseResult standing = m_source.lease(wait.record, m_caller.now);
    m_event.statements = standing.statements;
    const int seconds = pluralOf(wait.maxWait);
    return locked(
        standing,
        {Text::tr(
             "You waited for %n seconds and did not get the lease: %1 holds it until %2 (UTC).",
             nullptr,
             seconds),
         Text::tr(
             "You waited for %n seconds and did not get the lease: another holds it.", nullptr, seconds)});
}

Reply RecordApi::Exchange::granted(const LeaseResult& result, qint64 ttl, bool isNew)
{
    const Lease& lease = *result.lease;
    const QByteArray lockToken = lockTokenFor(lease.token, m_caller.suffix);
    m_event.verdict = Verdict::Granted;
    m_event.lease = lease;
    QList<Header> headers{
        {QByteArrayLiteral("Lock-Token"), lockToken},
        {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store")},
        {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")}};
    if (m_event.maxWait > 0) {
        headers.append(
            {QByteArrayLiteral("Preference-Applied"), "wait=" + QByteArray::number(m_event.maxWait)});
    }
    return answer(
        isNew ? 201 : 200,
        headers,
        jsonObject(
            {{QByteArrayLiteral("token"), QByteArray::number(lease.token)},
             {QByteArrayLiteral("lockToken"), jsonText(QString::fromLatin1(lockToken))},
             {QByteArrayLiteral("owner"), jsonText(lease.owner)},
             {QByteArrayLiteral("ttl"), QByteArray::number(ttl)},
             {QByteArrayLiteral("until"), isoTime(lease.until)}}));
}

Reply RecordApi::Exchange::renew(qint64 ttl)
{
    const qint64 token = m_event.token.value_or(0);
    const LeaseResult result =
        m_source.renew(m_event.record, m_caller.name, token, m_caller.now, m_caller.now + ttl * 1000);
    m_event.statements = result.statements;
    if (result.outcome == LeaseOutcome::Done)
        return granted(result, ttl, false);
    if (result.outcome != LeaseOutcome::Refused)
        return refuse(result);
    return refuseToken(
        result,
        {Text::tr("The lease was not made longer: that lease is %1's."),
         Text::tr("The lease was not made longer: that lease is over: it has expired, or was given back."),
         Text::tr("The lease was not made longer: this record never had a lease with that token.")});
}

Reply RecordApi::Exchange::release()
{
    if (m_lockToken.isEmpty()) {
        m_event.verdict = Verdict::PreconditionMissing;
        return refuse(
            {428,
             Text::tr("Nothing was given back: say which lease, with the Lock-Token that came with it, such "
                      "as Lock-Token: <lease:1>.")});
    }
    const qint64 token = m_event.token.value_or(0);
    const LeaseResult result = m_source.release(m_event.record, m_caller.name, token, m_caller.now);
    m_event.statements = result.statements;
    if (result.outcome == LeaseOutcome::Done) {
        m_event.verdict = Verdict::Done;
        return answer(204, {{QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store")}}, {});
    }
    if (result.outcome != LeaseOutcome::Refused)
        return refuse(result);
    return refuseToken(
        result,
        {Text::tr("Nothing was given back: that lease is %1's."),
         Text::tr("Nothing was given back: that lease is over: it has expired, or was given back."),
         Text::tr("Nothing was given back: this record never had a lease with that token.")});
}

Reply RecordApi::Exchange::locked(const LeaseResult& standing, const LockedText& text)
{
    m_event.verdict = Verdict::Locked;
    m_event.lease = standing.lease;
    QList<JsonMember> extensions;
    QString who = text.byAnother;
    if (standing.lease) {
        who = text.byHolder.arg(standing.lease->owner, timeOfDay(standing.lease->until));
        extensions = {
            {QByteArrayLiteral("holder"), jsonText(standing.lease->owner)},
            {QByteArrayLiteral("until"), isoTime(standing.lease->until)}};
    }
    QList<Header> headers;
    if (m_event.maxWait > 0) {
        headers.append(
            {QByteArrayLiteral("Preference-Applied"), "wait=" + QByteArray::number(m_event.maxWait)});
    }
    const QString advice =
        Text::tr("Ask again later, or ask with Prefer: wait=30, and the answer comes when it is free.");
    return refuse({423, who + QLatin1Char(' ') + advice}, extensions, headers);
}

Reply RecordApi::Exchange::refuseToken(const LeaseResult& standing, const TokenText& text)
{
    m_event.lease = standing.lease;
    const qint64 token = m_event.token.value_or(0);
    const bool isAnothers =
        standing.lease && standing.lease->owner != m_caller.name && standing.lease->token == token;
    if (isAnothers) {
        m_event.verdict = Verdict::Locked;
        return refuse(
            {423,
             text.ofAnother.arg(standing.lease->owner) + QLatin1Char(' ') +
                 Text::tr("Use the token of your own.")},
            {{QByteArrayLiteral("holder"), jsonText(standing.lease->owner)},
             {QByteArrayLiteral("until"), isoTime(standing.lease->until)}});
    }
    m_event.verdict = Verdict::Fenced;
    const bool isKnown = token >= 1 && token <= standing.lastToken;
    const QString advice = Text::tr("Ask for a new lease, and read the record again.");
    return refuse({412, (isKnown ? text.isOver : text.neverWas) + QLatin1Char(' ') + advice});
}

/// Without a token, a client's own lease is refused like another's: two programs may have the same name.
Reply RecordApi::Exchange::alreadyHeld(const LeaseResult& standing)
{
    m_event.verdict = Verdict::Locked;
    m_event.lease = standing.lease;
    return refuse(
        {423,
         Text::tr("You hold the lease already, until %1 (UTC). To keep it longer, send its Lock-Token; two "
                  "clients "
                  "need two names, as with curl -A.")
             .arg(timeOfDay(standing.lease->until))},
        {{QByteArrayLiteral("holder"), jsonText(standing.lease->owner)},
         {QByteArrayLiteral("until"), isoTime(standing.lease->until)}});
}

Reply RecordApi::Exchange::deadlocked(const QList<WaitsFor>& cycle)
{
    m_event.verdict = Verdict::Deadlock;
    m_event.cycle = cycle;
    QByteArray links = QByteArrayLiteral("[");
    for (const WaitsFor& link : cycle) {
        links += (links.size() > 1 ? ", " : "") + jsonObject(
                                                      {{QByteArrayLiteral("client"), jsonText(link.client)},
                                                       {QByteArrayLiteral("waitsFor"), jsonText(link.record)},
                                                       {QByteArrayLiteral("heldBy"), jsonText(link.holder)}});
    }
    const QString detail =
        cycle.size() == 1
            ? Text::tr("You would wait for yourself: %1. To keep the lease longer, send its Lock-Token; two "
                       "clients need two names, as with curl -A.")
                  .arg(cycleText(cycle))
            : Text::tr(
                  "Waiting would be a deadlock: %1. You keep the leases that you have. Give one back, so "
                  "that another can go on, and begin again.")
                  .arg(cycleText(cycle));
    return refuse({409, detail}, {{QByteArrayLiteral("circle"), links + ']'}});
}

} // namespace interleave
