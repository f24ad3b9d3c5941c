#include "core/words/explanation.h"

#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/exchangeexcerpt.h"
#include "core/words/explanationclock.h"
#include "core/words/explanationconflict.h"
#include "core/words/explanationincrement.h"
#include "core/words/explanationlease.h"
#include "core/words/explanationwrite.h"

namespace interleave {

namespace {

/// The author of the version that was just read, as an apposition.
QString sourceOf(const Event& event, const Snapshot& before)
{
    const VersionTree* tree = before.tree(event.record);
    const QString author =
        tree != nullptr && tree->contains(*event.version) ? tree->at(*event.version).author : QString();
    if (author.isEmpty())
        return Text::tr("It is the record as it was at the start.");
    if (author == event.client)
        return Text::tr("It is what %1 itself saved.").arg(author.toHtmlEscaped());
    return Text::tr("It is what %1 saved.").arg(author.toHtmlEscaped());
}

Explanation explainFullRead(const Event& event, const Snapshot& before)
{
    const QString client = event.client.toHtmlEscaped();
    const Copy copy = before.client(event.client).copyOf(event.record);
    Explanation result;
    result.title = Text::tr("%1 read version %2").arg(event.client, QString::number(*event.version));
    QStringList story;
    story.append(Text::tr("%1’s copy is now %2, at %3.")
                     .arg(client, formatted(event.after).toHtmlEscaped(), boldVersion(*event.version)));
    if (copy.held && copy.held->version == *event.version) {
        story.append(Text::tr("Nothing had changed since %1 last had it.").arg(client));
    } else {
        story.append(sourceOf(event, before));
        if (copy.held)
            story.append(Text::tr("Before, %1 had %2.").arg(client, boldVersion(copy.held->version)));
    }
    if (copy.draft) {
        story.append(Text::tr("The unsaved change, %1, was dropped for it.")
                         .arg(formatted(copy.draft->fields).toHtmlEscaped()));
    }
    result.story = story.join(QLatin1Char(' '));
    return result;
}

/// A date has a resolution of one second (RFC 9110 §8.8.2.2): the client's copy may still be out of date.
Explanation explainUnchangedSince(const Event& event, const Snapshot& before)
{
    const QString client = event.client.toHtmlEscaped();
    Explanation result;
    result.severity = Severity::Neutral;
    result.title = Text::tr("Nothing has changed since %1’s date").arg(event.client);
    QStringList story{
        Text::tr("%1 asked for the record only if it had changed since a date. It had not, so the answer "
                 "carries no fields.")
            .arg(client),
        Text::tr("A date counts whole seconds, so what changed within that second goes unseen: a tag would "
                 "tell.")};
    const auto copy = before.client(event.client).copyOf(event.record);
    if (copy.held && event.version && copy.held->version != *event.version) {
        story.append(Text::tr("%1’s copy stays %2, and the record is at %3.")
                         .arg(client, boldVersion(copy.held->version), boldVersion(*event.version)));
    } else if (copy.held) {
        story.append(Text::tr("%1’s copy stays %2.").arg(client, boldVersion(copy.held->version)));
    }
    result.story = story.join(QLatin1Char(' '));
    return result;
}

Explanation explainRead(const Event& event, const Snapshot& before)
{
    const QString client = event.client.toHtmlEscaped();
    Explanation result;
    if (event.isUnchangedByDate()) {
        return explainUnchangedSince(event, before);
    } else if (event.verdict == Verdict::Unchanged) {
        result.severity = Severity::Good;
        result.title = Text::tr("%1’s copy is still the newest").arg(event.client);
        result.story = Text::tr("%1 asked for the record only if it had changed. It had not, so the answer "
                                "carries no fields.")
                           .arg(client);
    } else if (event.verdict == Verdict::Busy) {
        result.severity = Severity::Pending;
        result.title = Text::tr("%1’s read has to wait").arg(event.client);
        result.story = Text::tr("Another program held the database. %1 can read again.").arg(client);
        result.choices.append({Text::tr("Read again"), Text::tr("nothing was changed")});
    } else if (event.verdict == Verdict::Unknown) {
        result.severity = Severity::Pending;
        result.title = Text::tr("%1’s read was not answered").arg(event.client);
        result.story = Text::tr("No answer came. %1’s copy is what it was.").arg(client);
        result.choices.append({Text::tr("Read again"), Text::tr("reading changes nothing")});
    } else if (event.verdict != Verdict::Done || !event.version) {
        result.title = Text::tr("%1 read nothing").arg(event.client);
        result.story = Text::tr("The server answered %1.").arg(statusText(event.status));
    } else if (isHeadersOnly(event)) {
        result.title = Text::tr("%1 asked which version is the newest").arg(event.client);
        result.story = Text::tr("It is %1. Only headers were sent, so %2’s copy is what it was.")
                           .arg(boldVersion(*event.version), client);
    } else {
        return explainFullRead(event, before);
    }
    return result;
}

Explanation explainEdit(const Event& event, const Snapshot& before)
{
    const QString client = event.client.toHtmlEscaped();
    Explanation result;
    result.title = Text::tr("%1 changed %2").arg(event.client, formatted(event.after));
    if (event.after.size() == 1) {
        const Field& field = event.after.at(0);
        result.title = Text::tr("%1 changed %2 to %3")
                           .arg(event.client, formattedName(field.name), formatted(field.value));
    }
    QStringList story{Text::tr("Only %1’s own screen shows it: nothing was sent.").arg(client)};
    const Copy copy = before.client(event.client).copyOf(event.record);
    const Record* present = before.record(event.record);
    if (copy.held && present != nullptr && copy.held->version != present->version) {
        story.append(Text::tr("The copy it was typed on is %1, and the record is at %2 by now.")
                         .arg(boldVersion(copy.held->version), boldVersion(present->version)));
    }
    result.story = story.join(QLatin1Char(' '));
    result.severity = Severity::Pending;
    return result;
}

Explanation explainAction(const Event& event, const Snapshot& before)
{
    switch (event.action) {
    case Action::Read:
        if (event.answerLost)
            return explainReadAnswerLost(event);
        if (event.purpose == Purpose::FindOut && event.verdict == Verdict::Done && event.version)
            return explainFindOut(event, before);
        if (event.purpose == Purpose::Overwrite && event.verdict == Verdict::Done && event.version)
            return explainReadToOverwrite(event, before);
        return explainRead(event, before);
    case Action::Edit:
        return event.purpose == Purpose::Merge ? explainMerge(event, before) : explainEdit(event, before);
    case Action::Write:
        return explainWrite(event, before);
    case Action::Increment:
        return explainIncrement(event, before);
    case Action::Acquire:
    case Action::Release:
    case Action::Wait:
        return explainLease(event, before);
    case Action::Rule:
        return explainRule(event, before);
    case Action::Clock:
        return explainClock(event, before);
    case Action::AnswerLost:
        return explainAnswerLost(event, before);
    }
    Q_UNREACHABLE();
}

} // namespace

Explanation explain(const Event& event, const Snapshot& before)
{
    Explanation result = explainAction(event, before);
    Exchange exchange = exchangeOf(event);
    result.sent = std::move(exchange.sent);
    result.ran = std::move(exchange.ran);
    result.heard = std::move(exchange.heard);
    result.deciding = std::move(exchange.deciding);
    if (event.answerLost && event.action != Action::Wait)
        tellAnswerLost(event, result);
    return result;
}

} // namespace interleave
