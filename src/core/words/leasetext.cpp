#include "core/words/leasetext.h"

#include "core/values/httpdate.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

namespace interleave {

namespace {

/// The length of a record's name among other words on a line.
constexpr qsizetype MostName = 24;

QString parts(QStringList list)
{
    list.removeAll(QString());
    return list.join(QStringLiteral(" · "));
}

QString holderOf(const std::optional<Lease>& lease)
{
    return lease ? lease->owner : Text::tr("another", "who holds a lease");
}

AnswerText acquireAnswer(const Answer& answer)
{
    const QString number = QString::number(answer.status);
    switch (answer.verdict) {
    case Verdict::Granted: {
        const QString until = answer.lease ? timeOfDay(answer.lease->until) : QString();
        return {
            Severity::Good,
            statusText(answer.status),
            answer.lease ? Text::tr("Lease granted, token %1, until %2.")
                               .arg(QString::number(answer.lease->token), until)
                         : Text::tr("Lease granted."),
            {},
            answer.lease ? Text::tr("Lease, token %1").arg(answer.lease->token) : QString()};
    }
    case Verdict::Locked:
        return {Severity::Stale, number, Text::tr("No lease: %1 holds it.").arg(holderOf(answer.lease)), {}};
    case Verdict::Deadlock:
        return {Severity::Stale, number, Text::tr("Not let to wait: a deadlock."), {}};
    case Verdict::Fenced:
        return {Severity::Stale, number, Text::tr("No more time: that lease is over."), {}};
    case Verdict::GaveUp:
        return {Severity::Neutral, Text::tr("No answer"), Text::tr("It waits no longer."), {}};
    case Verdict::Busy:
        return {Severity::Pending, number, Text::tr("No lease yet: try again."), {}};
    case Verdict::Unknown:
        return {Severity::Pending, Text::tr("No answer"), Text::tr("It may hold the lease."), {}};
    case Verdict::Done:
    case Verdict::Unchanged:
    case Verdict::Saved:
    case Verdict::Stale:
    case Verdict::PreconditionMissing:
    case Verdict::Refused:
    case Verdict::Waiting:
    case Verdict::Expired:
        return {Severity::Stale, number, Text::tr("No lease."), {}};
    }
    Q_UNREACHABLE();
}

AnswerText releaseAnswer(const Answer& answer)
{
    const QString number = QString::number(answer.status);
    switch (answer.verdict) {
    case Verdict::Done:
        return {Severity::Neutral, statusText(answer.status), Text::tr("Lease given back."), {}};
    case Verdict::Locked:
        return {
            Severity::Stale, number, Text::tr("Not its lease: %1 holds it.").arg(holderOf(answer.lease)), {}};
    case Verdict::Fenced:
        return {Severity::Stale, number, Text::tr("That lease was over already."), {}};
    case Verdict::Busy:
        return {Severity::Pending, number, Text::tr("Not given back yet: try again."), {}};
    case Verdict::Unknown:
        return {Severity::Pending, Text::tr("No answer"), Text::tr("The lease may be given back."), {}};
    case Verdict::Unchanged:
    case Verdict::Saved:
    case Verdict::Stale:
    case Verdict::PreconditionMissing:
    case Verdict::Refused:
    case Verdict::Granted:
    case Verdict::Waiting:
    case Verdict::Deadlock:
    case Verdict::Expired:
    case Verdict::GaveUp:
        return {Severity::Stale, number, Text::tr("Nothing was given back."), {}};
    }
    Q_UNREACHABLE();
}

QString namedToken(const Event& event)
{
    return event.token ? Text::tr("token %1").arg(*event.token) : QString();
}

MessageText acquireMessage(const Event& event)
{
    MessageText text;
    text.request = parts(
        {QStringLiteral("POST %1/lease").arg(event.record),
         namedToken(event),
         event.maxWait > 0 ? Text::tr("wait %1").arg(event.maxWait) : QString()});
    if (event.waited)
        text.request = Text::tr("waited for %1/lease").arg(event.record);
    const QString number = QString::number(event.status);
    switch (event.verdict) {
    case Verdict::Granted:
        text.answer = parts(
            {statusText(event.status),
             Text::tr("token %1").arg(event.lease->token),
             Text::tr("until %1").arg(timeOfDay(event.lease->until))});
        text.severity = Severity::Good;
        break;
    case Verdict::Waiting:
        text.answer = event.lease ? Text::tr("waits · %1 holds it").arg(event.lease->owner)
                                  : Text::tr("waits", "a client");
        text.severity = Severity::Pending;
        break;
    case Verdict::Locked:
        text.answer = parts({number, event.lease ? holderText(*event.lease) : QString()});
        text.severity = Severity::Stale;
        break;
    case Verdict::Deadlock:
        text.answer = parts({number, Text::tr("deadlock")});
        text.severity = Severity::Stale;
        break;
    case Verdict::Fenced:
        text.answer = parts({number, Text::tr("that lease is over")});
        text.severity = Severity::Stale;
        break;
    case Verdict::GaveUp:
        text.answer = Text::tr("%1 waits no longer").arg(event.client);
        text.severity = Severity::Pending;
        break;
    case Verdict::Busy:
        text.answer = parts({number, Text::tr("busy, try again")});
        text.severity = Severity::Pending;
        break;
    case Verdict::Unknown:
        text.answer = Text::tr("no answer");
        text.severity = Severity::Pending;
        break;
    case Verdict::Done:
    case Verdict::Unchanged:
    case Verdict::Saved:
    case Verdict::Stale:
    case Verdict::PreconditionMissing:
    case Verdict::Refused:
    case Verdict::Expired:
        text.answer = statusText(event.status);
        text.severity = Severity::Stale;
    }
    return text;
}

MessageText releaseMessage(const Event& event)
{
    MessageText text;
    if (event.verdict == Verdict::Expired) {
        const QString token = event.lease ? QString::number(event.lease->token) : QString();
        text.answer = Text::tr("the lease %1 of %2 on %3 expires: nobody is told")
                          .arg(token, event.client, shortened(event.record, MostName));
        text.severity = Severity::Pending;
        return text;
    }
    text.request = parts({QStringLiteral("DELETE %1/lease").arg(event.record), namedToken(event)});
    const QString number = QString::number(event.status);
    switch (event.verdict) {
    case Verdict::Done:
        text.answer = statusText(event.status);
        break;
    case Verdict::Locked:
        text.answer = parts({number, event.lease ? holderText(*event.lease) : QString()});
        text.severity = Severity::Stale;
        break;
    case Verdict::Fenced:
        text.answer = parts({number, Text::tr("that lease is over")});
        text.severity = Severity::Stale;
        break;
    case Verdict::PreconditionMissing:
        text.answer =
            parts({number, Text::tr("%1 is missing", "a header").arg(QStringLiteral("Lock-Token"))});
        text.severity = Severity::Stale;
        break;
    case Verdict::Busy:
        text.answer = parts({number, Text::tr("busy, try again")});
        text.severity = Severity::Pending;
        break;
    case Verdict::Unknown:
        text.answer = Text::tr("no answer");
        text.severity = Severity::Pending;
        break;
    case Verdict::Unchanged:
    case Verdict::Saved:
    case Verdict::Stale:
    case Verdict::Refused:
    case Verdict::Granted:
    case Verdict::Waiting:
    case Verdict::Deadlock:
    case Verdict::Expired:
    case Verdict::GaveUp:
        text.answer = statusText(event.status);
        text.severity = Severity::Stale;
    }
    return text;
}

} // namespace

QString holderText(const Lease& lease)
{
    return Text::tr("%1 holds it until %2").arg(lease.owner, timeOfDay(lease.until));
}

ObserverText leaseObserverText(const LeaseState& lease, const QString& client)
{
    const qsizetype place = lease.waiting.indexOf(client);
    if (place > 0)
        return {Severity::Pending, Text::tr("waits, %1 before it").arg(place)};
    if (place == 0 && lease.held)
        return {Severity::Pending, Text::tr("waits, next after %1").arg(lease.held->owner)};
    if (place == 0)
        return {Severity::Pending, Text::tr("waits, is next")};
    if (lease.held)
        return {
            Severity::Stale,
            Text::tr("%1 does not know: %2 has the lease").arg(client, lease.held->owner),
            Text::tr("does not know: %1 has it").arg(lease.held->owner)};
    return {
        Severity::Stale,
        Text::tr("%1 does not know: its lease is over").arg(client),
        Text::tr("does not know: lease over")};
}

AnswerText leaseAnswerText(const Answer& answer)
{
    if (answer.action == Action::Wait)
        return {
            Severity::Pending,
            Text::tr("Waiting", "a client"),
            answer.lease ? Text::tr("for %1’s lease", "waiting").arg(answer.lease->owner)
                         : Text::tr("for the lease", "waiting"),
            {}};
    return answer.action == Action::Release ? releaseAnswer(answer) : acquireAnswer(answer);
}

MessageText leaseMessageText(const Event& event)
{
    return event.action == Action::Release ? releaseMessage(event) : acquireMessage(event);
}

} // namespace interleave
