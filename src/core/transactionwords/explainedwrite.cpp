#include "core/transactionwords/anomalyevents.h"
#include "core/transactionwords/explainedevent.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

/// Somebody else's level shows it all the same.
bool isSeenUncommitted(const ExplainedEvent& of)
{
    const QStringList names = sessionNames(of.view.journal());
    return std::ranges::any_of(names, [&of](const QString& name) {
        return name != of.event.session &&
               sessionLevel(of.view.header(), name) == QLatin1String("read uncommitted");
    });
}

QString pendingSentence(const ExplainedEvent& of)
{
    if (isSeenUncommitted(of))
        return Text::tr(
                   "It is not committed: whoever reads at read uncommitted may see it before %1’s COMMIT.")
            .arg(of.who());
    return Text::tr("Until %1’s COMMIT only %1 sees it.").arg(of.who());
}

/// What that means for others who write; empty where rows are added, which nobody else can name.
QString waitingSentence(const ExplainedEvent& of)
{
    if (of.view.engine() == QLatin1String("sqlite"))
        return Text::tr("Until then nobody else can write: SQLite lets one transaction write at a time.");
    return of.verb() == QLatin1String("INSERT")
               ? QString()
               : Text::tr("Who wants to write the same row has to wait until then.");
}

/// In a write skew: what the session had read, and who has changed that; once the run is over.
QStringList basisSentences(const ExplainedEvent& of)
{
    const bool isSkew = of.moment == of.view.size() &&
                        of.view.story().judgement.anomaly == QLatin1String("write skew") &&
                        anomalyEvents(of.view).point == of.event.seq;
    const TransactionSpan* span = of.span();
    if (!isSkew || span == nullptr)
        return {};
    qint64 read = 0;
    for (const qint64 seq : span->events)
        read = seq < of.event.seq && of.view.event(seq).isRead() ? seq : read;
    for (const qint64 commit : of.view.commits()) {
        if (read == 0 || commit < read || of.view.event(commit).session == of.event.session)
            continue;
        return {Text::tr("In step %1 it had read %2. %3 has changed what that rests on: %4.")
                    .arg(
                        of.stepOf(read),
                        bold(of.view.toldText(read)),
                        of.view.event(commit).session.toHtmlEscaped(),
                        bold(of.view.changesPhrase(of.view.committedBy(commit))))};
    }
    return {};
}

QStringList missedStory(const ExplainedEvent& of, Explanation& result)
{
    result.severity = Severity::Stale;
    result.title = Text::tr("%1’s %2 found no row").arg(of.event.session, of.verb());
    QStringList story{Text::tr("0 rows were changed: none has what its WHERE names.")};
    if (isMissedWrite(of.view, of.event.seq)) {
        qint64 commit = 0;
        for (const qint64 each : of.view.commits()) {
            if (each <= of.event.seq && of.view.event(each).session != of.event.session)
                commit = each;
        }
        const QString by = of.view.event(commit).session.toHtmlEscaped();
        story.append(Text::tr("%1 had read it before %2’s COMMIT in step %3, which changed it to %4.")
                         .arg(
                             of.who(),
                             by,
                             of.stepOf(commit),
                             bold(of.view.changesPhrase(of.view.committedBy(commit)))));
        story.append(Text::tr("So %1 knows that somebody was faster, and nothing is lost.").arg(of.who()));
        result.choices.append(
            {Text::tr("Read again"),
             Text::tr("roll back, and run the whole transaction with what stands now")});
        result.textbook = Text::tr("Optimistic locking: an UPDATE that names the version which was read, and "
                                   "changes no row if somebody was faster.");
    }
    return story;
}

QStringList staleStory(const ExplainedEvent& of, const StaleWrite& stale, Explanation& result)
{
    const QString by = stale.by.toHtmlEscaped();
    const bool isWrong = of.view.story().judgement.verdict == SerialVerdict::NotExplained;
    result.severity = isWrong ? Severity::Lost : Severity::Stale;
    result.title = Text::tr("%1 wrote over %2’s %3").arg(of.event.session, stale.by, stale.lost);
    const QString had =
        bold(Text::tr("%1 %2", "a value's name and itself").arg(of.view.nameOf(stale.cell), stale.had));
    QStringList story{
        stale.isInOneTransaction
            ? Text::tr("%1 had read %2 in step %3.").arg(of.who(), had, of.stepOf(stale.read))
            : Text::tr("%1 had read %2 in step %3, in an earlier transaction.")
                  .arg(of.who(), had, of.stepOf(stale.read))};
    story.append(Text::tr("In step %1 %2 committed %3, and %4’s %5 still comes from the %6.")
                     .arg(
                         of.stepOf(stale.commit),
                         by,
                         bold(stale.lost),
                         of.who(),
                         bold(stale.written),
                         stale.had.toHtmlEscaped()));
    const TransactionSpan* span = of.span();
    if (of.isEnded(span) && span->how == TransactionSpan::End::Committed) {
        story.append(Text::tr("So %1’s change is gone, and nobody is told.").arg(by));
    } else if (!of.isEnded(span)) {
        story.append(Text::tr("If %1 commits, %2’s change is gone, and nobody is told.").arg(of.who(), by));
    }
    if (!stale.isInOneTransaction) {
        story.append(Text::tr("No isolation level sees that: each transaction by itself is in order."));
        result.choices = whatPreventsLoss(stale);
    }
    return story;
}

} // namespace

QStringList explainedWrite(const ExplainedEvent& of, Explanation& result)
{
    QStringList story = waitedSentences(of);
    if (!isWrite(of.event) && of.view.changesOf(of.event.seq).empty()) {
        result.title = Text::tr("%1 ran %2").arg(of.event.session, of.verb());
        story.append(Text::tr("It changes no row."));
        return story;
    }
    if (isWrite(of.event) && of.event.rowCount == 0)
        return story + missedStory(of, result);
    const QString changed = of.view.changesPhrase(of.view.changesOf(of.event.seq));
    const QString rows =
        Text::tr("%1 rows", nullptr, pluralOf(of.event.rowCount)).arg(QString::number(of.event.rowCount));
    const QString what = changed.isEmpty() ? rows : changed;
    result.title = Text::tr("%1 wrote %2").arg(of.event.session, what);
    if (const auto stale = of.view.staleWrite(of.event.seq))
        return story + staleStory(of, *stale, result);
    const TransactionSpan* span = of.span();
    if (span != nullptr && span->isAutocommit()) {
        result.severity = Severity::Good;
        story.append(Text::tr("%1 wrote %2. It has no transaction open, so it was committed at once.")
                         .arg(of.who(), bold(what)));
        return story;
    }
    story.append(Text::tr("%1 wrote %2.").arg(of.who(), bold(what)));
    if (const QStringList basis = basisSentences(of); !basis.isEmpty())
        return story + basis;
    story.append(pendingSentence(of));
    story.append(waitingSentence(of));
    if (of.isEnded(span) && span->how == TransactionSpan::End::RolledBack)
        story.append(Text::tr("In step %1 it took that back.").arg(of.stepOf(span->end)));
    return story;
}

} // namespace interleave
