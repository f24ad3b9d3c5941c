#include "core/words/explanationlease.h"

#include "core/values/httpdate.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/verdictwords.h"

namespace interleave {

namespace {

QString boldToken(qint64 token)
{
    return Text::tr("<b>token %1</b>").arg(token);
}

QString quoted(const QString& record)
{
    return Text::tr("“%1”").arg(record.toHtmlEscaped());
}

/// "A waits for “lamp”, which B holds; B waits for “desk”, which A holds"
QString cycleText(const QList<WaitsFor>& cycle)
{
    QStringList links;
    for (const WaitsFor& link : cycle) {
        links.append(Text::tr("%1 waits for %2, which %3 holds")
                         .arg(link.client.toHtmlEscaped(), quoted(link.record), link.holder.toHtmlEscaped()));
    }
    return listed(links, ListStyle::Semicolons);
}

QString standing(const Lease& lease)
{
    return Text::tr("%1 holds it until %2.").arg(lease.owner.toHtmlEscaped(), timeOfDay(lease.until));
}

/// Why the lease was available.
QString whyGranted(const Event& event, const Snapshot& before)
{
    const LeaseState state = before.lease(event.record);
    if (!event.waited)
        return state.lastToken == 0 ? Text::tr("Nobody had held it before.") : Text::tr("Nobody held it.");
    const qsizetype others = state.waiting.size() - 1;
    const QString first =
        Text::tr("The lease is free now, and %1 was the first in line.").arg(event.client.toHtmlEscaped());
    if (others <= 0)
        return first;
    return first + QLatin1Char(' ') + Text::tr("%n others go on waiting.", nullptr, pluralOf(others));
}

void tellGranted(const Event& event, const Snapshot& before, Explanation& result)
{
    const QString client = event.client.toHtmlEscaped();
    const Lease& lease = *event.lease;
    const bool isMore = event.token == lease.token;
    result.title = isMore ? Text::tr("%1 got more time for its lease").arg(event.client)
                          : Text::tr("%1 has the lease").arg(event.client);
    if (isMore) {
        result.story =
            Text::tr("%1 holds the lease on %2, %3, and asked to keep it: it lasts until %4 now. The "
                     "token stays the same, because nobody else had it in between.")
                .arg(client, quoted(event.record), boldToken(lease.token), timeOfDay(lease.until));
        return;
    }
    QStringList story{
        whyGranted(event, before),
        Text::tr("%1 holds the lease on %2 until %3: only %1 may save meanwhile, and whatever becomes of %1, "
                 "then it is over.")
            .arg(client, quoted(event.record), timeOfDay(lease.until)),
        Text::tr(
            "With it comes %1, the fencing token: it grows with each grant, so that a save with an older "
            "one can be told apart.")
            .arg(boldToken(lease.token))};
    result.story = story.join(QLatin1Char(' '));
    result.textbook = Text::tr("Pessimistic locking with a lease: first lock, then read, change and save.");
}

void tellLocked(const Event& event, Explanation& result)
{
    const QString client = event.client.toHtmlEscaped();
    result.title = Text::tr("%1 did not get the lease").arg(event.client);
    QStringList story;
    if (event.waited) {
        story.append(Text::tr(
                         "%1 had said that it waits for %2 seconds at most, and that time is over.",
                         nullptr,
                         pluralOf(event.maxWait))
                         .arg(client, QString::number(event.maxWait)));
    } else {
        story.append(Text::tr("%1 asked for the lease on %2.").arg(client, quoted(event.record)));
    }
    if (event.lease)
        story.append(standing(*event.lease));
    if (!event.waited)
        story.append(Text::tr("%1 did not ask to wait, so it was told at once.").arg(client));
    result.story = story.join(QLatin1Char(' '));
    result.choices = {
        {Text::tr("Ask later"),
         event.lease ? Text::tr("the lease is over at %1 at the latest").arg(timeOfDay(event.lease->until))
                     : Text::tr("the lease will be over some time")},
        {Text::tr("Ask and wait"), Text::tr("with Prefer: wait=30 the answer comes when it is free")}};
}

void tellDeadlock(const Event& event, Explanation& result)
{
    result.title = Text::tr("%1 was not allowed to wait: deadlock").arg(event.client);
    result.story =
        Text::tr(
            "If it had waited, this would be so: %1. Everybody in that circle would wait for the next, and "
            "nobody could ever move. The server saw that and refused at once. %2 keeps the leases that it "
            "has, and can give them back.")
            .arg(cycleText(event.cycle), event.client.toHtmlEscaped());
    result.choices = {
        {Text::tr("Give back"), Text::tr("what it holds, so that the other can go on; then begin again")},
        {Text::tr("Keep an order"),
         Text::tr("if all ask for the records in the same order, no circle can form")}};
    result.textbook = Text::tr("Deadlock: a circle of waits, found in the waits-for graph.");
}

Explanation explainAcquire(const Event& event, const Snapshot& before)
{
    const QString client = event.client.toHtmlEscaped();
    Explanation result;
    result.severity = severityOf(event);
    switch (event.verdict) {
    case Verdict::Granted:
        tellGranted(event, before, result);
        break;
    case Verdict::Locked:
        tellLocked(event, result);
        break;
    case Verdict::Deadlock:
        tellDeadlock(event, result);
        break;
    case Verdict::Fenced:
        result.title = Text::tr("%1 got no more time").arg(event.client);
        result.story =
            Text::tr("%1 asked for more time with a lease that is over. It has to ask for a new one, "
                     "and to read again: another may have saved in between.")
                .arg(client);
        result.choices.append({Text::tr("Ask for a new lease"), Text::tr("then read again")});
        break;
    case Verdict::GaveUp:
        result.title = Text::tr("%1 waits no longer").arg(event.client);
        result.story =
            Text::tr("Its connection was closed while it waited, so its place in the line was given up. No "
                     "answer was sent to it.");
        result.choices.append({Text::tr("Ask again"), Text::tr("at the end of the line")});
        break;
    case Verdict::Busy:
        result.title = Text::tr("%1 has to ask again").arg(event.client);
        result.story = Text::tr("Another program held the database, so nobody was given the lease.");
        result.choices.append({Text::tr("Ask again"), Text::tr("nothing was changed")});
        break;
    case Verdict::Unknown:
        result.title = Text::tr("%1 was not answered").arg(event.client);
        result.story =
            Text::tr("No answer came: %1 may hold the lease or not. If it does, the lease is over by "
                     "itself after its time.")
                .arg(client);
        result.choices.append({Text::tr("Ask again"), Text::tr("a lost lease ends by itself")});
        break;
    case Verdict::Done:
    case Verdict::Unchanged:
    case Verdict::Saved:
    case Verdict::Stale:
    case Verdict::PreconditionMissing:
    case Verdict::Refused:
    case Verdict::Waiting:
    case Verdict::Expired:
        result.title = Text::tr("%1 did not get the lease").arg(event.client);
        result.story = Text::tr("The server answered %1.").arg(statusText(event.status));
    }
    return result;
}

/// By client: the records whose leases it waits for.
QHash<QString, QStringList> waitsIn(const Snapshot& state)
{
    QStringList ids;
    for (const Record& record : state.records())
        ids.append(record.id);
    ids.sort();
    QHash<QString, QStringList> waits;
    for (const QString& id : std::as_const(ids)) {
        for (const QString& client : state.lease(id).waiting)
            waits[client].append(id);
    }
    return waits;
}

Explanation explainWait(const Event& event, const Snapshot& before)
{
    const QString client = event.client.toHtmlEscaped();
    const LeaseState state = before.lease(event.record);
    Explanation result;
    result.severity = severityOf(event);
    result.title = Text::tr("%1 waits for the lease").arg(event.client);
    QStringList story{Text::tr(
                          "%1 asked for the lease on %2 and said that it would wait up to %3 seconds.",
                          nullptr,
                          pluralOf(event.maxWait))
                          .arg(client, quoted(event.record), QString::number(event.maxWait))};
    if (event.lease)
        story.append(standing(*event.lease));
    if (state.waiting.isEmpty())
        story.append(Text::tr("The server answers when the lease is free: first come, first served."));
    else
        story.append(Text::tr("Before it %1 waits: first come, first served.")
                         .arg(joined(state.waiting).toHtmlEscaped()));
    const QHash<QString, QStringList> waits = waitsIn(before);
    const QList<WaitsFor> cycle = cycleOfWaits(
        event.client,
        event.record,
        [&before](const QString& record) {
            const auto held = before.lease(record).held;
            return held ? held->owner : QString();
        },
        [&waits](const QString& waiting) { return waits.value(waiting); });
    if (!cycle.isEmpty()) {
        result.title = Text::tr("%1 waits: a deadlock").arg(event.client);
        story.append(Text::tr("Now this is so: %1. Nobody looks for such circles here, so they wait for each "
                              "other until a lease or somebody’s patience is over.")
                         .arg(cycleText(cycle)));
        result.textbook = Text::tr("Deadlock: a circle of waits that nobody breaks.");
    }
    result.story = story.join(QLatin1Char(' '));
    return result;
}

/// Who gets the lease next.
QString whoIsNext(const Event& event, const Snapshot& before)
{
    const QStringList waiting = before.lease(event.record).waiting;
    if (waiting.isEmpty())
        return Text::tr("Nobody waits for it.");
    return Text::tr("%1 has waited for it longest, and gets it.").arg(waiting.first().toHtmlEscaped());
}

void tellExpired(const Event& event, const Snapshot& before, Explanation& result)
{
    result.title = Text::tr("%1’s lease expired").arg(event.client);
    result.story = Text::tr("%1 had not given back its lease on %2, %3, and its time was over at %4. That is "
                            "what a lease is for: who forgets it, crashes or sleeps does not lock others out "
                            "for ever. Nobody told %1: it may well believe that it still holds it.")
                       .arg(
                           event.client.toHtmlEscaped(),
                           quoted(event.record),
                           boldToken(event.lease->token),
                           timeOfDay(event.lease->until)) +
                   QLatin1Char(' ') + whoIsNext(event, before);
    result.choices.append(
        {Text::tr("Ask for a new lease"), Text::tr("and read again: another may have saved meanwhile")});
    result.textbook = Text::tr("Lease: a lock that expires (Gray and Cheriton 1989).");
}

Explanation explainRelease(const Event& event, const Snapshot& before)
{
    const QString client = event.client.toHtmlEscaped();
    Explanation result;
    result.severity = severityOf(event);
    switch (event.verdict) {
    case Verdict::Done:
        result.title = Text::tr("%1 gave its lease back").arg(event.client);
        result.story = Text::tr("Who holds no lease cannot save, and others may have it.") +
                       QLatin1Char(' ') + whoIsNext(event, before);
        break;
    case Verdict::Expired:
        tellExpired(event, before, result);
        break;
    case Verdict::Locked:
        result.title = Text::tr("%1 cannot give back another’s lease").arg(event.client);
        result.story = Text::tr("The token is not of a lease of %1’s.").arg(client) +
                       (event.lease ? QLatin1Char(' ') + standing(*event.lease) : QString());
        break;
    case Verdict::Fenced:
        result.title = Text::tr("%1’s lease was over already").arg(event.client);
        result.story = Text::tr("%1 wanted to give it back, but its time was over, or it had been given back "
                                "before. Nothing was changed.")
                           .arg(client);
        break;
    case Verdict::PreconditionMissing:
        result.title = Text::tr("%1 did not say which lease").arg(event.client);
        result.story =
            Text::tr("A lease is given back with its Lock-Token, so that nobody gives back another’s "
                     "by mistake.");
        break;
    case Verdict::Unknown:
        result.title = Text::tr("%1 was not answered").arg(event.client);
        result.story = Text::tr("No answer came: the lease may be given back or not. It ends by itself.");
        break;
    case Verdict::Unchanged:
    case Verdict::Saved:
    case Verdict::Stale:
    case Verdict::Refused:
    case Verdict::Granted:
    case Verdict::Waiting:
    case Verdict::Deadlock:
    case Verdict::GaveUp:
    case Verdict::Busy:
        // Busy is not pending here: nobody has to try again, because the lease ends by itself.
        result.severity = Severity::Stale;
        result.title = Text::tr("%1 gave nothing back").arg(event.client);
        result.story = Text::tr("The server answered %1.").arg(statusText(event.status));
    }
    return result;
}

} // namespace

Explanation explainLease(const Event& event, const Snapshot& before)
{
    switch (event.action) {
    case Action::Release:
        return explainRelease(event, before);
    case Action::Wait:
        return explainWait(event, before);
    case Action::Read:
    case Action::Edit:
    case Action::Write:
    case Action::Increment:
    case Action::Acquire:
    case Action::Rule:
    case Action::AnswerLost:
    case Action::Clock:
        return explainAcquire(event, before);
    }
    Q_UNREACHABLE();
}

} // namespace interleave
