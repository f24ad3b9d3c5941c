#include "core/words/explanationclock.h"

#include "core/values/httpdate.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

namespace interleave {

namespace {

/// The absolute value of any 64-bit number, including the smallest.
quint64 sizeOf(qint64 seconds)
{
    return seconds < 0 ? 0 - static_cast<quint64>(seconds) : static_cast<quint64>(seconds);
}

qint64 timeBefore(const Event& event)
{
    return static_cast<qint64>(
        static_cast<quint64>(event.time) - static_cast<quint64>(event.seconds) * 1000u);
}

/// What the new time means for the lease on one record; empty when nobody holds it.
QString leaseStory(const Record& record, const Event& event, const Snapshot& before, bool& isOver)
{
    const std::optional<Lease> held = before.lease(record.id).held;
    if (!held)
        return {};
    const QString owner = held->owner.toHtmlEscaped();
    const QString id = record.id.toHtmlEscaped();
    if (held->until <= event.time) {
        isOver = true;
        return Text::tr("%1’s lease on “%2” was to last until %3, so it is over now.")
            .arg(owner, id, timeOfDay(held->until));
    }
    return event.seconds < 0 ? Text::tr("%1’s lease on “%2” still ends at %3, which is further away now.")
                                   .arg(owner, id, timeOfDay(held->until))
                             : Text::tr("%1 goes on holding the lease on “%2”, until %3.")
                                   .arg(owner, id, timeOfDay(held->until));
}

/// Under dates: the record's date is later than that of a save made now.
QString dateStory(const Record& record, const Event& event)
{
    if (record.modifiedAt <= event.time / 1000)
        return {};
    return Text::tr(
               "“%1” stands at %2 of %3, which is later than the clock shows: what is saved now carries "
               "an earlier date than what it replaces. A save that was made on an old copy can then pass, "
               "because by the dates nothing has changed since.")
        .arg(record.id.toHtmlEscaped(), boldVersion(record.version), timeOfDay(record.modifiedAt * 1000));
}

void tellByDate(const Event& event, const Snapshot& before, QStringList& story, Explanation& result)
{
    const qsizetype told = story.size();
    for (const Record& record : before.records()) {
        if (const QString dates = dateStory(record, event); !dates.isEmpty())
            story.append(dates);
    }
    if (story.size() == told) {
        story.append(
            event.seconds < 0
                ? Text::tr("What stands was saved before that, so the dates still tell the order.")
                : Text::tr("What is saved now carries this later date."));
        return;
    }
    result.severity = Severity::Pending;
    result.choices = {
        {Text::tr("Read again"), Text::tr("only who has read the newest version knows what it writes over")},
        {Text::tr("Lock by version"), Text::tr("a number that only grows does not look at the clock")}};
    result.textbook = Text::tr("A clock gives no order of events: it can be set, and it can run fast or slow "
                               "(Lamport 1978).");
}

void tellByLease(const Event& event, const Snapshot& before, QStringList& story, Explanation& result)
{
    bool isOver = false;
    for (const Record& record : before.records()) {
        if (const QString lease = leaseStory(record, event, before, isOver); !lease.isEmpty())
            story.append(lease);
    }
    if (!isOver)
        return;
    result.severity = Severity::Pending;
    result.choices.append(
        {Text::tr("Ask for the lease"),
         Text::tr("and read again: what was read under an old one may be old")});
}

} // namespace

QString clockText(const Event& event)
{
    if (event.seconds == 0)
        return Text::tr("the clock stays where it is");
    return event.seconds < 0 ? Text::tr("the clock goes %1 s back").arg(sizeOf(event.seconds))
                             : Text::tr("the clock goes %1 s forward").arg(sizeOf(event.seconds));
}

Explanation explainClock(const Event& event, const Snapshot& before)
{
    Explanation result;
    result.title = clockText(event);
    result.title[0] = result.title.at(0).toUpper();
    QStringList story{
        Text::tr("The server’s clock goes from %1 to %2. Nothing was sent: no client is told, and their "
                 "copies stay as they were.")
            .arg(timeOfDay(timeBefore(event)), timeOfDay(event.time))};
    const LockingRule& rule = ruleOf(event.locking);
    if (rule.clock != nullptr)
        story.append(Text::tr(rule.clock));
    if (rule.comparesDates)
        tellByDate(event, before, story, result);
    if (rule.holdsLeases)
        tellByLease(event, before, story, result);
    result.story = story.join(QLatin1Char(' '));
    if (result.choices.isEmpty())
        result.choices.append({Text::tr("Go on"), Text::tr("what they have read is what it was")});
    return result;
}

Explanation explainRule(const Event& event, const Snapshot& before)
{
    const LockingRule::Beginning& beginning = ruleOf(event.locking).beginning;
    Explanation result;
    result.title = Text::tr(beginning.title);
    QStringList story{Text::tr(beginning.story)};
    result.choices.append({Text::tr(beginning.wayOn.name), Text::tr(beginning.wayOn.how)});
    for (const Record& record : before.records()) {
        if (const auto held = before.lease(record.id).held)
            story.append(Text::tr("%1’s lease on “%2” ends with the old rule.")
                             .arg(held->owner.toHtmlEscaped(), record.id.toHtmlEscaped()));
    }
    result.choices.append(
        {Text::tr("Find out"), Text::tr("by the answer to the next save: nobody is told of the change")});
    result.story = story.join(QLatin1Char(' '));
    return result;
}

} // namespace interleave
