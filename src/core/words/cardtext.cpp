#include "core/values/entitytag.h"
#include "core/values/httpdate.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "core/words/explanationclock.h"
#include "core/words/leasetext.h"

namespace interleave {

namespace {

constexpr qsizetype MostValue = 24;

AnswerText foundText(const Answer& answer)
{
    if (answer.found)
        return {
            Severity::Good,
            statusText(answer.status),
            Text::tr("It was saved, as v%1.").arg(*answer.found),
            {}};
    return {Severity::Stale, statusText(answer.status), Text::tr("It was not saved."), {}};
}

/// For a client without an answer, or without one yet.
AnswerText silenceText(const Answer& answer)
{
    const QString status = answer.isComing ? Text::tr("No answer yet") : Text::tr("No answer");
    const Action asked = answer.action == Action::AnswerLost ? answer.asked : answer.action;
    switch (asked) {
    case Action::Write:
    case Action::Increment:
        return {Severity::Pending, status, Text::tr("It may have been saved."), {}, Text::tr("Maybe saved.")};
    case Action::Acquire:
    case Action::Wait:
        return {Severity::Pending, status, Text::tr("It may hold the lease."), {}};
    case Action::Release:
        return {Severity::Pending, status, Text::tr("The lease may be given back."), {}};
    case Action::Read:
    case Action::Edit:
    case Action::Rule:
    case Action::AnswerLost:
    case Action::Clock:
        return {Severity::Pending, status, Text::tr("Nothing was read."), {}};
    }
    Q_UNREACHABLE();
}

AnswerText textOf(const Answer& answer)
{
    if (answer.verdict == Verdict::Unknown)
        return silenceText(answer);
    if (answer.purpose == Purpose::FindOut && answer.verdict == Verdict::Done)
        return foundText(answer);
    const bool isAboutLease =
        answer.action == Action::Acquire || answer.action == Action::Release || answer.action == Action::Wait;
    if (isAboutLease)
        return leaseAnswerText(answer);
    const QString version = QString::number(answer.version.value_or(0));
    const QString number = QString::number(answer.status);
    switch (answer.verdict) {
    case Verdict::Done:
        if (!answer.dropped.isEmpty()) {
            return {
                Severity::Neutral,
                statusText(answer.status),
                Text::tr("Read v%1. Dropped: %2").arg(version, formatted(answer.dropped)),
                {}};
        }
        return {Severity::Neutral, statusText(answer.status), Text::tr("Read v%1.").arg(version), {}};
    case Verdict::Unchanged:
        return {
            Severity::Neutral,
            number,
            answer.isByDate ? Text::tr("Not changed since that second.")
                            : Text::tr("Not changed: this copy is the newest."),
            {}};
    case Verdict::Saved:
        return {Severity::Good, statusText(answer.status), Text::tr("Saved as v%1.").arg(version), {}};
    case Verdict::Stale:
        return {
            Severity::Stale,
            number,
            answer.version ? Text::tr("Not saved: record is at v%1.").arg(version)
                           : Text::tr("Not saved: the record has changed."),
            {},
            answer.version ? Text::tr("Not saved: now v%1").arg(version) : QString()};
    case Verdict::PreconditionMissing:
        return {Severity::Stale, number, Text::tr(ruleOf(answer.locking).missing.outcome), {}};
    case Verdict::Locked:
        return {
            Severity::Stale,
            number,
            answer.lease ? Text::tr("Not saved: %1 holds the lease.").arg(answer.lease->owner)
                         : Text::tr("Not saved: another holds the lease."),
            {}};
    case Verdict::Fenced:
        return {
            Severity::Stale,
            number,
            Text::tr("Not saved: its lease is over."),
            {},
            Text::tr("Not saved: lease over")};
    case Verdict::Granted:
    case Verdict::Waiting:
    case Verdict::Deadlock:
    case Verdict::Expired:
    case Verdict::GaveUp:
    case Verdict::Refused:
        return {
            Severity::Stale,
            number,
            isTry(answer.action) ? Text::tr("Not saved.") : Text::tr("There is nothing to read."),
            {}};
    case Verdict::Busy:
        return {
            Severity::Pending,
            number,
            isTry(answer.action) ? Text::tr("Not saved yet: try again.")
                                 : Text::tr("Not read yet: try again."),
            {}};
    case Verdict::Unknown:
        break;
    }
    return silenceText(answer);
}

/// For a label in the mono face: as JSON, shortened.
QString asCode(const QString& name, const Value& value)
{
    const auto* text = std::get_if<QString>(&value);
    // Convert no more of a long text than can be shown.
    const bool isLong = text != nullptr && text->size() > MostValue;
    const QByteArray json = toJson(isLong ? Value(shortened(*text, MostValue)) : value);
    return QStringLiteral("%1 %2").arg(
        shortened(name, MostValue), shortened(QString::fromUtf8(json), MostValue));
}

/// What a save changes in the current record.
QString changeText(const Event& event)
{
    constexpr qsizetype most = 2;
    const QList<FieldChange> list = changes(event.before, event.after);
    QStringList parts;
    for (const FieldChange& change : list.first(qMin(list.size(), most)))
        parts.append(
            change.after ? asCode(change.name, *change.after)
                         : Text::tr("no %1").arg(shortened(change.name, MostValue)));
    if (list.size() > most)
        parts.append(QStringLiteral("…"));
    const QString headline = headlineField(event.after);
    if (list.isEmpty() && event.after.find(headline) != nullptr)
        parts.append(asCode(headline, *event.after.find(headline)));
    return parts.join(QLatin1String(", "));
}

QString parts(QStringList list)
{
    list.removeAll(QString());
    return list.join(QStringLiteral(" · "));
}

/// `If-Match "1"`, `If-Unmodified-Since 09:00:00`
QString conditionText(const Event& event)
{
    if (event.token)
        return Text::tr("token %1", "a fencing token").arg(*event.token);
    // The whole date would leave no space for the time, which is the part that differs.
    static const QByteArray since("If-Unmodified-Since: ");
    if (event.condition.startsWith(since)) {
        if (const auto seconds = secondsOfHttpDate(event.condition.mid(since.size()), event.time / 1000))
            return QStringLiteral("If-Unmodified-Since ") + timeOfDay(*seconds * 1000);
    }
    QByteArray condition = event.condition;
    if (const qsizetype colon = condition.indexOf(':'); colon >= 0)
        condition.remove(colon, 1);
    return shortened(QString::fromUtf8(condition).simplified(), 2 * MostValue);
}

QString tagText(const Event& event)
{
    return event.tag.isEmpty() ? QString() : QStringLiteral("ETag ") + QString::fromUtf8(event.tag);
}

QString headlineText(const Fields& fields)
{
    const QString headline = headlineField(fields);
    const Value* value = fields.find(headline);
    return value == nullptr ? QString() : asCode(headline, *value);
}

MessageText readMessage(const Event& event)
{
    if (event.purpose == Purpose::FindOut && event.verdict == Verdict::Done) {
        return {
            QStringLiteral("GET %1/versions").arg(event.record),
            parts(
                {statusText(event.status),
                 Text::tr("newest is version %1").arg(event.version.value_or(0)),
                 headlineText(event.after)}),
            Severity::Neutral};
    }
    const QString method = isHeadersOnly(event) ? QStringLiteral("HEAD") : QStringLiteral("GET");
    MessageText text;
    text.request = parts({QStringLiteral("%1 %2").arg(method, event.record), conditionText(event)});
    switch (event.verdict) {
    case Verdict::Unchanged:
        text.answer = parts({QString::number(event.status), Text::tr("not changed")});
        break;
    case Verdict::Unknown:
        text.answer = Text::tr("no answer");
        text.severity = Severity::Pending;
        break;
    case Verdict::Done:
    case Verdict::Saved:
    case Verdict::Stale:
    case Verdict::PreconditionMissing:
    case Verdict::Refused:
    case Verdict::Granted:
    case Verdict::Waiting:
    case Verdict::Locked:
    case Verdict::Fenced:
    case Verdict::Deadlock:
    case Verdict::Expired:
    case Verdict::GaveUp:
    case Verdict::Busy:
        text.answer = parts({statusText(event.status), tagText(event), headlineText(event.after)});
    }
    return text;
}

MessageText tryMessage(const Event& event, const QString& what)
{
    MessageText text;
    text.request = parts({what.trimmed(), conditionText(event)});
    switch (event.verdict) {
    case Verdict::Saved:
        text.answer = parts(
            {statusText(event.status),
             tagText(event),
             event.action == Action::Increment ? headlineText(event.after) : QString()});
        text.severity = Severity::Good;
        break;
    case Verdict::Stale: {
        const QString tag = event.tag.isEmpty() ? Text::tr("v%1").arg(event.version.value_or(0))
                                                : QString::fromUtf8(event.tag);
        text.answer = parts({QString::number(event.status), Text::tr("record is now %1").arg(tag)});
        text.severity = Severity::Stale;
        break;
    }
    case Verdict::PreconditionMissing:
        text.answer = parts(
            {QString::number(event.status),
             Text::tr("%1 is missing", "a header").arg(QString::fromLatin1(ruleOf(event.locking).header))});
        text.severity = Severity::Stale;
        break;
    case Verdict::Locked:
        text.answer =
            parts({QString::number(event.status), event.lease ? holderText(*event.lease) : QString()});
        text.severity = Severity::Stale;
        break;
    case Verdict::Fenced:
        text.answer = parts({QString::number(event.status), Text::tr("that lease is over")});
        text.severity = Severity::Stale;
        break;
    case Verdict::Busy:
        text.answer = parts({QString::number(event.status), Text::tr("busy, try again")});
        text.severity = Severity::Pending;
        break;
    case Verdict::Unknown:
        text.answer = Text::tr("no answer");
        text.severity = Severity::Pending;
        break;
    case Verdict::Done:
    case Verdict::Unchanged:
    case Verdict::Refused:
    case Verdict::Granted:
    case Verdict::Waiting:
    case Verdict::Deadlock:
    case Verdict::Expired:
    case Verdict::GaveUp:
        text.answer = statusText(event.status);
        text.severity = Severity::Stale;
        break;
    }
    return text;
}

MessageText textOfAll(const Event& event, bool namesRecord)
{
    const QString record = namesRecord ? shortened(event.record, MostValue) + QLatin1Char(' ') : QString();
    switch (event.action) {
    case Action::Read:
        return readMessage(event);
    case Action::Write:
        return tryMessage(event, QStringLiteral("PUT %1%2").arg(record, changeText(event)));
    case Action::Increment:
        return tryMessage(event, QStringLiteral("PATCH %1%2").arg(record, formattedAmounts(event.amounts)));
    case Action::Edit:
        if (event.purpose == Purpose::Merge)
            return {
                Text::tr("merged into %1v%2", "a record's name and a blank, or nothing")
                    .arg(record, QString::number(event.version.value_or(0))),
                {},
                Severity::Pending};
        return {
            Text::tr("typed %1%2", "a record's name and a blank, or nothing").arg(record, changeText(event)),
            {},
            Severity::Pending};
    case Action::Acquire:
    case Action::Release:
    case Action::Wait:
        return leaseMessageText(event);
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

AnswerText answerText(const ClientState& client)
{
    if (!client.answer)
        return {Severity::Neutral, {}, Text::tr("No request yet"), {}};
    AnswerText text = textOf(*client.answer);
    if (client.answer->message > 0) {
        const bool isOpen = client.answer->verdict == Verdict::Waiting || client.answer->isComing;
        text.origin = isOpen ? Text::tr("asked in step %1").arg(client.answer->message)
                             : Text::tr("answer to step %1").arg(client.answer->message);
        text.shortOrigin = Text::tr("step %1").arg(client.answer->message);
    }
    return text;
}

WhereClause whereClause(Locking locking, bool fencing)
{
    // Without fencing nothing asks for the lease when it comes to writing.
    const bool isUnasked = ruleOf(locking).holdsLeases && !fencing;
    const LockingRule& rule = ruleOf(isUnasked ? Locking::Off : locking);
    return {QString::fromLatin1(rule.where), QString::fromLatin1(rule.deciding)};
}

MessageText messageText(const Event& event, bool namesRecord)
{
    MessageText text = textOfAll(event, namesRecord);
    // Another message says what the client waits for.
    if (event.answerLost && event.action != Action::Wait) {
        text.answer = parts({Text::tr("never heard", "an answer"), text.answer});
        text.severity = Severity::Pending;
    }
    return text;
}

} // namespace interleave
