#include "core/words/explanationwrite.h"

#include "core/model/merge.h"
#include "core/values/httpdate.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/savedescription.h"
#include "core/words/verdictwords.h"

#include <algorithm>

#include <cmath>

namespace interleave {

namespace {

/// Names the reads in the order of the versions that they returned, and for the same version in the order of
/// the clients' first actions. What makes it a lost update is that the overwriting client read before the
/// other wrote.
QString textbookOf(const SaveDescription& save, const LostUpdate& lost)
{
    const QString& a = lost.author;
    const QString& b = save.event.client;
    const qint64 baseOfA = save.tree->at(lost.version).base;
    if (a == b)
        return Text::tr("Lost update (P4): %1 writes, then writes over it from an older copy.").arg(b);
    if (save.origin == SaveDescription::Origin::Blind)
        return Text::tr("Lost update (P4): %1 writes, %2 writes over it without reading.").arg(a, b);
    if (baseOfA == 0)
        return Text::tr("Lost update (P4): %2 reads, %1 writes, %2 writes over it.").arg(a, b);
    const auto& clients = save.before.clients();
    const bool aWasFirst =
        std::ranges::find(clients, a, &ClientState::name) < std::ranges::find(clients, b, &ClientState::name);
    if (baseOfA < save.base || (baseOfA == save.base && aWasFirst))
        return Text::tr("Lost update (P4): %1 reads, %2 reads, %1 writes, %2 writes over it.").arg(a, b);
    return Text::tr("Lost update (P4): %2 reads, %1 reads, %1 writes, %2 writes over it.").arg(a, b);
}

/// Why a date let the save through, from the dates of two versions: the save's base, and the version that it
/// should have seen.
QString whyDateSlipped(const SaveDescription& save, const LostUpdate& lost)
{
    const Version& unseen = save.tree->at(lost.version);
    if (save.origin != SaveDescription::Origin::Blind) {
        const Version& seen = save.tree->at(save.base);
        if (unseen.time / 1000 == seen.time / 1000) {
            return Text::tr("Both versions are of %1: an HTTP date counts whole seconds, so two saves within "
                            "one second look like one, and the second slipped past the check.")
                .arg(timeOfDay(unseen.time));
        }
        if (unseen.time < seen.time) {
            return Text::tr("The server’s clock had gone back: %1 is of %2, and the older %3 of %4. By the "
                            "dates nothing had changed since, so the server let it in.")
                .arg(
                    boldVersion(unseen.number),
                    timeOfDay(unseen.time),
                    boldVersion(seen.number),
                    timeOfDay(seen.time));
        }
    }
    return Text::tr("The date it sent was late enough, so the server let it in; the change was made on an "
                    "older copy.");
}

/// Why a save under a lease overwrote another's version: either the lease was over and nobody checked, or the
/// copy was older than the lease.
QString whyLeaseSlipped(const SaveDescription& save)
{
    const LeaseState state = save.before.lease(save.event.record);
    const qint64 token = save.event.token.value_or(0);
    const bool holdsIt = state.held && state.held->owner == save.event.client && state.held->token == token;
    if (holdsIt) {
        return Text::tr("It did hold the lease, but its copy was from before: a lease protects only what is "
                        "read while it is held.");
    }
    return Text::tr(
               "Its lease, token %1, was over by then, and the last one granted was token %2. The record "
               "did not compare fencing tokens, so the late save was let in.")
        .arg(QString::number(token), QString::number(state.lastToken));
}

void tellLoss(const SaveDescription& save, const QList<LostUpdate>& lost, Explanation& result)
{
    result.severity = Severity::Lost;
    result.title = lostTitle(save);
    QStringList story{save.saved(), overwrote(save, lost)};
    if (lost.size() == 1 && lost.first().fields.isEmpty())
        story.append(Text::tr("Both had saved the same, so the value alone does not show it."));
    story += collateral(save, lost);
    if (save.claim() == SaveDescription::Claim::AnyVersion)
        story.append(Text::tr("It asked only that the record exist, so the server let it in."));
    if (save.event.purpose == Purpose::Retry) {
        story.append(
            save.claim() == SaveDescription::Claim::Date
                ? Text::tr("It was the same save again, with no more than the date out of the "
                           "refusal: a lost update with extra steps.")
                : Text::tr("It was the same save again, with no more than the tag out of the refusal: "
                           "a lost update with extra steps."));
    } else if (save.claim() == SaveDescription::Claim::Version)
        story.append(Text::tr("The tag it sent was the newest, so the server let it in; the change was made "
                              "on an older copy."));
    if (save.event.purpose != Purpose::Retry && save.claim() == SaveDescription::Claim::Date)
        story.append(whyDateSlipped(save, lost.first()));
    if (save.event.purpose != Purpose::Retry && save.claim() == SaveDescription::Claim::Lease)
        story.append(whyLeaseSlipped(save));
    const std::vector<qint64> restored = save.tree->restored(*save.event.version, MostNamed + 1);
    for (std::size_t i = 0; i < std::min(restored.size(), MostNamed); ++i)
        story.append(
            Text::tr("With it %1 is back, which had been written over.").arg(boldVersion(restored[i])));
    if (restored.size() > MostNamed)
        story.append(Text::tr("So are older ones."));
    story.append(whoWasTold(save, lost));
    story.removeAll(QString());
    result.story = story.join(QLatin1Char(' '));
    result.textbook = textbookOf(save, lost.last());
}

QString whySaved(const SaveDescription& save)
{
    if (save.origin == SaveDescription::Origin::Blind)
        return Text::tr("Nobody else had saved a change, so none was lost.");
    if (save.claim() == SaveDescription::Claim::Date) {
        return Text::tr("The server compared the dates: nothing had been saved after %1.")
            .arg(timeOfDay(save.tree->at(save.base).time));
    }
    if (save.claim() == SaveDescription::Claim::Lease &&
        save.before.holdsLease(save.event.client, save.event.record)) {
        return Text::tr("%1 holds the lease, and its fencing token %2 is the newest: nobody else could save "
                        "meanwhile.")
            .arg(save.client, QString::number(save.event.token.value_or(0)));
    }
    if (save.claim() != SaveDescription::Claim::Version)
        return Text::tr("Nobody had saved in between, so nothing was lost. The server did not check.");
    return Text::tr("The server compared the versions: %1 was still the newest.").arg(boldVersion(save.base));
}

/// Somebody saw another's value and overwrote it on purpose: that is not a lost update.
void tellOverwrite(const SaveDescription& save, Explanation& result)
{
    const Version& over = save.tree->at(save.base);
    result.title = Text::tr("%1 wrote over %2’s version %3 knowingly")
                       .arg(save.event.client, over.author, QString::number(over.number));
    result.story = QStringList({save.saved(),
                                Text::tr("It had seen %1’s %2 and meant to replace it, so this is no lost "
                                         "update. %1 is not told.")
                                    .arg(over.author.toHtmlEscaped(), madeOf(*save.tree, over)),
                                whySaved(save)})
                       .join(QLatin1Char(' '));
}

void tellSaved(const SaveDescription& save, Explanation& result)
{
    const QList<LostUpdate> lost = lostUpdates(save.event, save.before.trees(), MostNamed);
    if (!lost.isEmpty()) {
        tellLoss(save, lost, result);
        return;
    }
    if (save.before.record(save.event.record) == nullptr) {
        result.title = Text::tr("%1 created the record").arg(save.event.client);
        result.story = Text::tr("There was no “%1” yet. It begins as %2, at %3.")
                           .arg(
                               save.event.record.toHtmlEscaped(),
                               formatted(save.event.after).toHtmlEscaped(),
                               boldVersion(*save.event.version));
        return;
    }
    const bool isMeant = save.event.purpose == Purpose::Overwrite &&
                         save.origin == SaveDescription::Origin::Read &&
                         !save.tree->at(save.base).author.isEmpty();
    if (isMeant) {
        tellOverwrite(save, result);
        return;
    }
    result.title =
        Text::tr("%1 saved version %2").arg(save.event.client, QString::number(*save.event.version));
    result.story = QStringList({save.saved(), whySaved(save)}).join(QLatin1Char(' '));
}

QString sinceThen(const SaveDescription& save)
{
    const Version& newest = save.tree->at(*save.event.version);
    const int saves = pluralOf(newest.number - save.base);
    const QString author = newest.author.toHtmlEscaped();
    if (saves > 1) {
        return Text::tr("Since then there had been %n saves; the last is %1’s %2, %3.", nullptr, saves)
            .arg(author, boldVersion(newest.number), madeOf(*save.tree, newest));
    }
    if (newest.base == 0)
        return Text::tr("Since then %1 had saved %2.").arg(author, boldVersion(newest.number));
    const ChangeDescription words = wordsFor(save.tree->at(newest.base).fields, newest.fields);
    const bool sameField = !words.field.isEmpty() && words.field == save.field;
    return Text::tr("Since then %1 had saved %2 as %3.")
        .arg(author, sameField ? words.value : madeOf(*save.tree, newest), boldVersion(newest.number));
}

/// Why the precondition was false.
QString whyStale(const SaveDescription& save)
{
    const Event& event = save.event;
    if (save.claim() == SaveDescription::Claim::Absence)
        return Text::tr("It asked that there be no such record yet, and there is one.");
    if (!event.version || save.tree == nullptr || !save.tree->contains(*event.version))
        return Text::tr("The record has changed since.");
    if (save.origin != SaveDescription::Origin::Blind && save.base < *event.version)
        return sinceThen(save);
    if (save.claim() == SaveDescription::Claim::Date) {
        return Text::tr("It asked that nothing had changed since %1, and %2 is of a later second.")
            .arg(save.claimed(), boldVersion(*event.version));
    }
    return Text::tr("It named %1 as what it had seen, and that is not the tag of %2.")
        .arg(save.claimed(), boldVersion(*event.version));
}

/// What the panel's three buttons would do now, with the numbers of this event.
QList<Choice> waysOn(const SaveDescription& save)
{
    const QString again = Text::tr("take v%1, make the change again").arg(*save.event.version);
    // An outside client has no buttons here.
    if (save.event.outside || save.tree == nullptr || !save.tree->contains(save.base))
        return {{Text::tr("Read again"), again}};
    const Merge merged = merge(save.tree->at(save.base).fields, save.event.after, save.event.before);
    const QList<MergeField> conflicting = merged.conflicting();
    if (merged.fields.isEmpty())
        return {{Text::tr("Reload"), again}};

    QString sum = conflicting.isEmpty() ? Text::tr("nothing collides, so both changes can stand")
                                        : Text::tr("choose where both changed the same field");
    QString replaced = Text::tr("replace v%1 on purpose").arg(*save.event.version);
    if (conflicting.size() == 1 && conflicting.first().both()) {
        const MergeField& field = conflicting.first();
        QString change = formatted(*field.change());
        if (!change.startsWith(QChar(0x2212)))
            change.prepend(QLatin1Char('+'));
        sum = Text::tr("%1 and %2’s %3 give %4")
                  .arg(toText(*field.theirs), save.event.client, change, toText(*field.both()));
        const QString author = save.before.author(save.event.record);
        if (!author.isEmpty())
            replaced = Text::tr("replace %1’s %2 on purpose").arg(author, toText(*field.theirs));
    }
    return {{Text::tr("Reload"), again}, {Text::tr("Merge"), sum}, {Text::tr("Overwrite"), replaced}};
}

void tellStale(const SaveDescription& save, Explanation& result)
{
    const QString compared = save.claim() == SaveDescription::Claim::Date
                                 ? Text::tr("The server compared the dates and wrote nothing.")
                                 : Text::tr("The server compared the versions and wrote nothing.");
    result.story = QStringList({save.tried(), whyStale(save), compared}).join(QLatin1Char(' '));
    if (save.event.version)
        result.choices = waysOn(save);
}

void tellLocked(const SaveDescription& save, Explanation& result)
{
    QStringList story{save.tried()};
    if (save.event.lease) {
        story.append(Text::tr("%1 holds the lease until %2, and only who holds it may save: the server wrote "
                              "nothing.")
                         .arg(save.event.lease->owner.toHtmlEscaped(), timeOfDay(save.event.lease->until)));
    } else {
        story.append(Text::tr("Another holds the lease, so the server wrote nothing."));
    }
    result.story = story.join(QLatin1Char(' '));
    result.choices.append(
        {Text::tr("Ask for the lease"), Text::tr("then read again, and save while it lasts")});
}

void tellFenced(const SaveDescription& save, Explanation& result)
{
    result.title = Text::tr("%1’s late save was refused").arg(save.event.client);
    const qint64 token = save.event.token.value_or(0);
    const LeaseState state = save.before.lease(save.event.record);
    const QString now =
        state.lastToken > token
            ? Text::tr("Since then the lease was granted again, with token %1.").arg(state.lastToken)
            : Text::tr("Nobody has had it since, but its time was over.");
    result.story = QStringList({save.tried(),
                                Text::tr("It still believed that it held the lease, token %1.").arg(token),
                                now,
                                Text::tr("The server compared the fencing token and wrote nothing.")})
                       .join(QLatin1Char(' '));
    result.textbook = Text::tr("Fencing: the resource refuses a token that is older than the newest.");
    if (save.event.version)
        result.choices = waysOn(save);
}

void tellPreconditionMissing(const SaveDescription& save, Explanation& result)
{
    const LockingRule::Missing& missing = ruleOf(save.event.locking).missing;
    result.story = QStringList({save.tried(), Text::tr(missing.story)}).join(QLatin1Char(' '));
    result.choices.append({Text::tr(missing.wayOn.name), Text::tr(missing.wayOn.how)});
}

void tellRefused(const SaveDescription& save, Explanation& result)
{
    result.story = Text::tr("The server answered %1 and wrote nothing.").arg(statusText(save.event.status));
}

void tellBusy(const SaveDescription& save, Explanation& result)
{
    result.title = Text::tr("%1’s save has to wait").arg(save.event.client);
    result.story =
        QStringList({save.tried(), Text::tr("Another program held the database, so nothing was written.")})
            .join(QLatin1Char(' '));
    result.choices.append({Text::tr("Save again"), Text::tr("nothing was written yet")});
}

void tellUnknown(const SaveDescription& save, Explanation& result)
{
    result.title = Text::tr("%1’s save was not answered").arg(save.event.client);
    result.story = QStringList({save.tried(),
                                Text::tr("No answer came: it may have been saved, or never have arrived.")})
                       .join(QLatin1Char(' '));
    result.choices.append({Text::tr("Read again"), Text::tr("see what the record holds now")});
}

} // namespace

Explanation explainWrite(const Event& event, const Snapshot& before)
{
    const SaveDescription save(event, before);
    Explanation result;
    result.severity = severityOf(event);
    result.title = Text::tr("%1’s save was refused").arg(event.client);
    switch (event.verdict) {
    case Verdict::Saved:
        tellSaved(save, result);
        break;
    case Verdict::Stale:
        tellStale(save, result);
        break;
    case Verdict::PreconditionMissing:
        tellPreconditionMissing(save, result);
        break;
    case Verdict::Locked:
        tellLocked(save, result);
        break;
    case Verdict::Fenced:
        tellFenced(save, result);
        break;
    case Verdict::Busy:
        tellBusy(save, result);
        break;
    case Verdict::Unknown:
        tellUnknown(save, result);
        break;
    case Verdict::Done:
    case Verdict::Unchanged:
    case Verdict::Refused:
    case Verdict::Granted:
    case Verdict::Waiting:
    case Verdict::Deadlock:
    case Verdict::Expired:
    case Verdict::GaveUp:
        tellRefused(save, result);
        break;
    }
    return result;
}

} // namespace interleave
