#include "core/scenario/prediction.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

QString said(Guess guess)
{
    switch (guess) {
    case Guess::Saved:
        return Text::tr("You said saved.");
    case Guess::Refused:
        return Text::tr("You said refused.");
    case Guess::Overwrites:
        return Text::tr("You said that it overwrites somebody.");
    }
    Q_UNREACHABLE();
}

/// The last try of the step; an overwriting step reads first.
const Event* lastTry(const std::vector<const Event*>& events)
{
    const auto found =
        std::find_if(events.rbegin(), events.rend(), [](const Event* event) { return event->isTry(); });
    return found == events.rend() ? nullptr : *found;
}

QList<LostUpdate> lostIn(const std::vector<const Event*>& events, const VersionTrees& trees)
{
    QList<LostUpdate> all;
    for (const Event* event : events)
        all += lostUpdates(*event, trees);
    return all;
}

QString overwrote(const QList<LostUpdate>& lost)
{
    QString whose;
    for (const LostUpdate& update : lost) {
        const QString version = Text::tr("%1’s v%2").arg(update.author, QString::number(update.version));
        whose = whose.isEmpty() ? version : listed({whose, version}, ListStyle::And);
    }
    return Text::tr("It overwrote %1, and nobody was told.").arg(whose);
}

} // namespace

QString toTitle(Guess guess)
{
    switch (guess) {
    case Guess::Saved:
        return Text::tr("Saved");
    case Guess::Refused:
        return Text::tr("Refused");
    case Guess::Overwrites:
        return Text::tr("Overwrites somebody");
    }
    Q_UNREACHABLE();
}

bool canGuess(const Step& step, Locking rule)
{
    const bool isTry =
        std::holds_alternative<SaveStep>(step.action) || std::holds_alternative<IncrementStep>(step.action) ||
        std::holds_alternative<OverwriteStep>(step.action) ||
        std::holds_alternative<BlindRetryStep>(step.action) || std::holds_alternative<MergeStep>(step.action);
    return isTry && !questionUnder(rule, step).isEmpty();
}

std::optional<Guess> truthOf(const std::vector<const Event*>& events, const VersionTrees& trees)
{
    const Event* event = lastTry(events);
    if (event == nullptr)
        return std::nullopt;
    if (!lostIn(events, trees).isEmpty())
        return Guess::Overwrites;
    if (event->isCommit())
        return Guess::Saved;
    return isRefusal(event->verdict) ? std::optional(Guess::Refused) : std::nullopt;
}

QString verdictOn(Guess guess, const std::vector<const Event*>& events, const VersionTrees& trees)
{
    const Event* event = lastTry(events);
    if (event == nullptr)
        return Text::tr("%1 Nothing was sent: nothing had been refused.").arg(said(guess));
    const auto truth = truthOf(events, trees);
    if (!truth)
        return Text::tr("%1 It was never answered.").arg(said(guess));
    QString what;
    switch (*truth) {
    case Guess::Saved:
        what = Text::tr("It was saved as v%1, and nothing was lost.").arg(event->version.value_or(0));
        break;
    case Guess::Refused:
        what = Text::tr("It was refused with %1, and %2 was told.")
                   .arg(QString::number(event->status), event->client);
        break;
    case Guess::Overwrites:
        what = overwrote(lostIn(events, trees));
        break;
    }
    return *truth == guess ? Text::tr("%1 Right. %2").arg(said(guess), what)
                           : QStringLiteral("%1 %2").arg(said(guess), what);
}

} // namespace interleave
