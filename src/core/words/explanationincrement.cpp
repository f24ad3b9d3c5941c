#include "core/words/explanationincrement.h"

#include "core/values/httpdate.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/verdictwords.h"

namespace interleave {

namespace {

/// The changed fields of a state: `stock 7`.
QString partOf(const Fields& state, const Fields& amounts)
{
    QStringList phrases;
    for (const Field& amount : amounts) {
        if (const Value* value = state.find(amount.name))
            phrases.append(formatted(amount.name, *value));
    }
    return joined(phrases).toHtmlEscaped();
}

void tellSaved(const Event& event, const Snapshot& before, Explanation& result)
{
    const QString client = event.client.toHtmlEscaped();
    result.title =
        Text::tr("%1 saved version %2").arg(event.client, QString::number(event.version.value_or(0)));
    QStringList story{
        Text::tr("%1 did not send a value but what to add: %2. The server made %3 of %4 in one statement, so "
                 "nobody could come in between.")
            .arg(
                client,
                formattedAmounts(event.amounts).toHtmlEscaped(),
                partOf(event.after, event.amounts),
                partOf(event.before, event.amounts))};
    const auto seen = before.client(event.client).copyOf(event.record).held;
    const bool isOlder = seen && event.base && seen->version < *event.base;
    story.append(
        isOlder ? Text::tr("That %1’s copy was only %2 did no harm: what others had saved is kept.")
                      .arg(client, boldVersion(seen->version))
                : Text::tr("It needs no precondition and never loses a change."));
    story.append(Text::tr("That fits counters; free text cannot be added up."));
    result.story = story.join(QLatin1Char(' '));
}

} // namespace

Explanation explainIncrement(const Event& event, const Snapshot& before)
{
    const QString client = event.client.toHtmlEscaped();
    const QString asked = Text::tr("%1 asked to add to the record: %2.")
                              .arg(client, formattedAmounts(event.amounts).toHtmlEscaped());
    Explanation result;
    result.severity = severityOf(event);
    result.title = Text::tr("%1’s increment was refused").arg(event.client);
    switch (event.verdict) {
    case Verdict::Saved:
        tellSaved(event, before, result);
        break;
    case Verdict::Stale:
        result.story = asked + QLatin1Char(' ') +
                       Text::tr("It also named what it had seen, and that is not the newest any more, so the "
                                "server wrote nothing. An increment needs no such precondition.");
        result.choices.append({Text::tr("Send it again"), Text::tr("without a precondition")});
        break;
    case Verdict::Locked:
        result.story =
            asked + QLatin1Char(' ') +
            (event.lease ? Text::tr("%1 holds the lease until %2, and what it has read must stay as it "
                                    "is meanwhile: the server wrote nothing.")
                               .arg(event.lease->owner.toHtmlEscaped(), timeOfDay(event.lease->until))
                         : Text::tr("Another holds the lease, so the server wrote nothing."));
        result.choices.append({Text::tr("Send it again"), Text::tr("when the lease is free")});
        break;
    case Verdict::Busy:
        result.title = Text::tr("%1’s increment has to wait").arg(event.client);
        result.story =
            asked + QLatin1Char(' ') + Text::tr("Another program held the database, so nothing was written.");
        result.choices.append({Text::tr("Send it again"), Text::tr("nothing was written yet")});
        break;
    case Verdict::Unknown:
        result.title = Text::tr("%1’s increment was not answered").arg(event.client);
        result.story = asked + QLatin1Char(' ') +
                       Text::tr("No answer came: it may have been added, or never have arrived. To send it "
                                "again could add it twice.");
        result.choices.append({Text::tr("Read again"), Text::tr("see what the record holds now")});
        break;
    case Verdict::Done:
    case Verdict::Unchanged:
    case Verdict::PreconditionMissing:
    case Verdict::Refused:
    case Verdict::Granted:
    case Verdict::Waiting:
    case Verdict::Fenced:
    case Verdict::Deadlock:
    case Verdict::Expired:
    case Verdict::GaveUp:
        result.story =
            (event.amounts.isEmpty() ? QString() : asked + QLatin1Char(' ')) +
            Text::tr("The server answered %1 and wrote nothing: only a field that holds a whole number can "
                     "be added to, and only as far as it stays exact.")
                .arg(statusText(event.status));
    }
    return result;
}

} // namespace interleave
