#include "core/values/httpdate.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "core/words/explanationclock.h"
#include "core/words/refusal.h"
#include "core/words/verdictwords.h"

namespace interleave {

namespace {

/// What a save changes in the current record.
QString changeText(const Event& event)
{
    constexpr qsizetype most = 2;
    const QList<FieldChange> list = changes(event.before, event.after);
    QStringList parts;
    for (const FieldChange& change : list.first(qMin(list.size(), most)))
        parts.append(
            change.after ? formattedAsCode(change.name, *change.after)
                         : Text::tr("no %1").arg(shortened(change.name, MostName)));
    if (list.size() > most)
        parts.append(QStringLiteral("…"));
    const QString headline = headlineField(event.after);
    if (list.isEmpty() && event.after.find(headline) != nullptr)
        parts.append(formattedAsCode(headline, *event.after.find(headline)));
    return listed(parts);
}

/// `If-Match "1"`, `If-Unmodified-Since 09:00:00`, `no If-Match`
QString conditionText(const Event& event)
{
    if (event.token)
        return Text::tr("token %1", "a fencing token").arg(*event.token);
    // The whole date would leave no space for the time, which is the part that differs.
    static const QByteArray since("If-Unmodified-Since: ");
    if (event.condition.startsWith(since)) {
        if (const auto time = timeInDate(event.condition.mid(since.size()), event))
            return QStringLiteral("If-Unmodified-Since ") + *time;
    }
    // Of a request that nobody answered only its client's intention is known.
    if (event.condition.isEmpty() && event.action == Action::Write && event.verdict != Verdict::Unknown)
        return Text::tr("no %1", "a header field").arg(proofHeader(event));
    QByteArray condition = event.condition;
    if (const qsizetype colon = condition.indexOf(':'); colon >= 0)
        condition.remove(colon, 1);
    return shortened(QString::fromUtf8(condition).simplified(), 2 * MostName);
}

/// A failed read does no harm, so it is neutral; only without an answer the result is unknown.
MessageText readMessage(const Event& event)
{
    if (event.purpose == Purpose::FindOut && event.verdict == Verdict::Done) {
        return {
            QStringLiteral("GET %1/versions").arg(event.record),
            dotted(
                {statusText(event.status),
                 Text::tr("newest is version %1").arg(event.version.value_or(0)),
                 headlineAsCode(event.after)}),
            Severity::Neutral};
    }
    const QString method = isHeadersOnly(event) ? QStringLiteral("HEAD") : QStringLiteral("GET");
    return {
        dotted({QStringLiteral("%1 %2").arg(method, event.record), conditionText(event)}),
        answerLine(event),
        event.verdict == Verdict::Unknown ? severityOf(event) : Severity::Neutral};
}

MessageText tryMessage(const Event& event, const QString& what)
{
    return {dotted({what.trimmed(), conditionText(event)}), answerLine(event), severityOf(event)};
}

QString leaseRequest(const Event& event)
{
    // A lease expires without a request.
    if (event.verdict == Verdict::Expired && event.action == Action::Release)
        return {};
    if (event.waited && event.action != Action::Release)
        return Text::tr("waited for %1/lease").arg(event.record);
    const QString token = event.token ? Text::tr("token %1").arg(*event.token) : QString();
    if (event.action == Action::Release)
        return dotted({QStringLiteral("DELETE %1/lease").arg(event.record), token});
    return dotted(
        {QStringLiteral("POST %1/lease").arg(event.record),
         token,
         event.maxWait > 0 ? Text::tr("wait %1").arg(event.maxWait) : QString()});
}

/// What a client did on its own screen: it typed, or merged its change into a newer version.
QString editText(const Event& event, bool namesRecord)
{
    const QString record = shortened(event.record, MostName);
    if (event.purpose == Purpose::Merge) {
        const QString version = QString::number(event.version.value_or(0));
        return namesRecord ? Text::tr("merged into %1 v%2", "a record, its version").arg(record, version)
                           : Text::tr("merged into v%1").arg(version);
    }
    return namesRecord ? Text::tr("typed %1 %2", "a record, what was changed").arg(record, changeText(event))
                       : Text::tr("typed %1").arg(changeText(event));
}

MessageText textOfAll(const Event& event, bool namesRecord)
{
    const QString record = namesRecord ? shortened(event.record, MostName) + QLatin1Char(' ') : QString();
    switch (event.action) {
    case Action::Read:
        return readMessage(event);
    case Action::Write:
        return tryMessage(event, QStringLiteral("PUT %1%2").arg(record, changeText(event)));
    case Action::Increment:
        return tryMessage(event, QStringLiteral("PATCH %1%2").arg(record, formattedAmounts(event.amounts)));
    case Action::Edit:
        return {editText(event, namesRecord), {}, Severity::Pending};
    case Action::Acquire:
    case Action::Release:
    case Action::Wait:
        return {leaseRequest(event), answerLine(event), severityOf(event)};
    case Action::Rule:
        return {Text::tr("locking: %1").arg(toTitle(event.locking)), {}, Severity::Neutral};
    case Action::AnswerLost:
        return {{}, Text::tr("the answer was never heard"), Severity::Pending};
    case Action::Clock:
        return {clockText(event), Text::tr("now %1", "a time").arg(timeOfDay(event.time)), Severity::Neutral};
    }
    Q_UNREACHABLE();
}

} // namespace

MessageText messageText(const Event& event, bool namesRecord)
{
    MessageText text = textOfAll(event, namesRecord);
    // Another message says what the client waits for.
    if (event.answerLost && event.action != Action::Wait) {
        text.answer = dotted({Text::tr("never heard", "an answer"), text.answer});
        text.severity = Severity::Pending;
    }
    return text;
}

} // namespace interleave
