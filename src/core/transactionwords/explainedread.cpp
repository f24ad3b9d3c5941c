#include "core/transactions/refusalkind.h"
#include "core/transactionwords/anomalyevents.h"
#include "core/transactionwords/explainedevent.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

using Kind = ReadSource::Kind;

/// "10" where that is clear, else "stock 10"; bold.
QString value(const ExplainedEvent& of, qint64 read)
{
    return bold(of.view.shortToldText(read));
}

/// What became of what was read before it was committed.
QString laterOf(const ExplainedEvent& of, const QString& writer, const TransactionSpan& span)
{
    const QString told = value(of, of.event.seq);
    if (!of.isEnded(&span))
        return Text::tr("%1 may still take it back.").arg(writer);
    if (span.how != TransactionSpan::End::Committed) {
        for (const ToldValue& each : of.view.toldBy(of.event.seq)) {
            const auto stands = each.cell ? of.view.committedAt(*each.cell, span.end) : std::nullopt;
            if (stands)
                return Text::
                    tr("Then %1 rolled back: %2 was %3 all along, and %4 went on with a %5 that never was.")
                        .arg(writer, each.name.toHtmlEscaped(), bold(valueText(*stands)), of.who(), told);
        }
        return Text::tr("Then %1 rolled back, and %2 went on with what never was.").arg(writer, of.who());
    }
    for (const ToldValue& each : of.view.toldBy(of.event.seq)) {
        const auto stands = each.cell ? of.view.committedAt(*each.cell, span.end) : std::nullopt;
        if (stands && valueText(*stands) != each.value)
            return Text::tr("Then %1 committed %2 instead: %3 was never committed.")
                .arg(writer, bold(valueText(*stands)), told);
    }
    return Text::tr("%1 committed it only later, in step %2.").arg(writer, of.stepOf(span.end));
}

QStringList dirtyStory(const ExplainedEvent& of, const ReadSource& source, Explanation& result)
{
    const QString writer = source.writer.toHtmlEscaped();
    const TransactionSpan* span = of.view.spanOf(source.write);
    const bool wasTakenBack = of.isEnded(span) && span->how != TransactionSpan::End::Committed;
    result.severity = Severity::Lost;
    result.title = wasTakenBack
                       ? Text::tr("%1 read what was never there").arg(of.event.session)
                       : Text::tr("%1 read what %2 has not committed").arg(of.event.session, source.writer);
    const Changes changes = of.view.changesOf(source.write);
    QStringList story;
    story.append(
        Text::tr("%1 had written %2 and not committed.").arg(writer, bold(of.view.changesPhrase(changes))));
    story.append(Text::tr("%1’s %2 read %3 all the same: at %4 it also sees what is not committed.")
                     .arg(of.who(), of.verb(), value(of, of.event.seq), of.level()));
    if (span != nullptr)
        story.append(laterOf(of, writer, *span));
    return story;
}

/// The session whose commit a snapshot does not show, and that event.
qint64 hiddenCommit(const ExplainedEvent& of, const ReadSource& source)
{
    for (const qint64 commit : of.view.commits()) {
        if (commit > source.commit && commit < of.event.seq &&
            of.view.event(commit).session != of.event.session)
            return commit;
    }
    return 0;
}

QStringList olderStory(const ExplainedEvent& of, const ReadSource& source, Explanation& result)
{
    result.severity = Severity::Stale;
    result.title = Text::tr("%1 read from its snapshot").arg(of.event.session);
    const qint64 commit = hiddenCommit(of, source);
    const QString told = bold(of.view.toldText(of.event.seq));
    QStringList story;
    if (commit == 0) {
        story.append(Text::tr("%1 was told %2, as it was when its snapshot was taken.").arg(of.who(), told));
        return story;
    }
    const QString other = of.view.event(commit).session.toHtmlEscaped();
    story.append(Text::tr("%1 was told %2. That is its snapshot, from before %3’s COMMIT in step %4.")
                     .arg(of.who(), told, other, of.stepOf(commit)));
    for (const ToldValue& each : of.view.toldBy(of.event.seq)) {
        const auto now = each.cell ? of.view.committedAt(*each.cell, of.event.seq) : std::nullopt;
        if (now && valueText(*now) != each.value) {
            story.append(Text::tr("By now %1 is committed.").arg(bold(each.name + u' ' + valueText(*now))));
            break;
        }
    }
    story.append(Text::tr("So all that one transaction reads is of one moment."));
    return story;
}

/// Who has changed what was read, and not committed it.
QStringList unseenSentences(const ExplainedEvent& of, Explanation& result)
{
    const QMap<QString, Changes> pending = of.view.pendingOfOthers(of.event.seq);
    const QList<ToldValue> told = of.view.toldBy(of.event.seq);
    for (auto it = pending.constBegin(); it != pending.constEnd(); ++it) {
        const bool isAboutIt = std::ranges::any_of(
            told, [&it](const ToldValue& each) { return each.cell && it->contains(*each.cell); });
        if (!isAboutIt)
            continue;
        result.severity = Severity::Good;
        return {Text::tr("%1 has written %2 and not committed: %3 does not see it.")
                    .arg(it.key().toHtmlEscaped(), bold(of.view.changesPhrase(*it)), of.who())};
    }
    return {};
}

/// The same query told something else before, in the same transaction.
QStringList againSentences(const ExplainedEvent& of, Explanation& result)
{
    const qint64 earlier = of.view.earlierRead(of.event.seq);
    if (earlier == 0)
        return {};
    result.severity = Severity::Lost;
    result.title = Text::tr("%1 read twice and was told two things").arg(of.event.session);
    const QString by = changedBetween(of.view, earlier, of.event.seq, of.event.session);
    QStringList story{Text::tr("In step %1 the same query of the same transaction told it %2.")
                          .arg(of.stepOf(earlier), value(of, earlier))};
    if (of.view.sourceOf(earlier).kind == Kind::Pending)
        story.append(Text::tr("That had not been committed."));
    else if (!by.isEmpty())
        story.append(
            Text::tr("%1 committed in between, and at %2 each statement sees what is committed by then.")
                .arg(by.toHtmlEscaped(), of.level()));
    return story;
}

/// The last commit until that state which changed a value that was told; 0 for the start, nothing where it is
/// not known which values were told.
std::optional<qint64> writerOf(const ExplainedEvent& of, qint64 state)
{
    const QList<ToldValue> told = of.view.toldBy(of.event.seq);
    const bool isKnown = !told.isEmpty() && std::ranges::all_of(told, [](const ToldValue& each) {
        return each.cell.has_value();
    });
    if (!isKnown)
        return state == 0 ? std::optional<qint64>(0) : std::nullopt;
    qint64 found = 0;
    for (const qint64 commit : of.view.commits()) {
        const Changes changes = of.view.committedBy(commit);
        const bool isIt = std::ranges::any_of(
            told, [&changes](const ToldValue& each) { return changes.contains(*each.cell); });
        if (commit <= state && isIt)
            found = commit;
    }
    return found;
}

QString fromWhere(const ExplainedEvent& of, const ReadSource& source)
{
    if (source.kind != Kind::Current)
        return {};
    const TransactionSpan* span = of.span();
    if (span != nullptr && !of.view.changesOf(*span, of.event.seq).empty())
        return Text::tr("That is what is committed, with what %1 itself has changed.").arg(of.who());
    const std::optional<qint64> commit = writerOf(of, source.commit);
    if (!commit)
        return Text::tr("That is what was committed by then.");
    if (*commit == 0)
        return Text::tr("That is what was committed at the start.");
    const QString by = of.view.event(*commit).session;
    if (by == of.event.session)
        return Text::tr("That is what %1 itself committed in step %2.").arg(of.who(), of.stepOf(*commit));
    return Text::tr("That is what %1 committed in step %2.").arg(by.toHtmlEscaped(), of.stepOf(*commit));
}

/// The other half of two reads that were never true together.
QStringList skewSentences(const ExplainedEvent& of, Explanation& result)
{
    const AnomalyEvents anomaly = anomalyEvents(of.view);
    const bool isSkew =
        anomaly.point == of.event.seq && of.view.story().judgement.anomaly == QLatin1String("read skew");
    if (!isSkew || of.moment < of.view.size())
        return {};
    const qint64 first = anomaly.all.first();
    result.severity = Severity::Lost;
    result.title = Text::tr("%1 read two halves that do not fit").arg(of.event.session);
    return {Text::tr("In step %1 it had read %2, from before %3’s COMMIT: the two were never true together.")
                .arg(
                    of.stepOf(first),
                    bold(of.view.toldText(first)),
                    changedBetween(of.view, first, of.event.seq, of.event.session).toHtmlEscaped())};
}

} // namespace

QStringList explainedRead(const ExplainedEvent& of, Explanation& result)
{
    const ReadSource source = of.view.sourceOf(of.event.seq);
    QStringList story = waitedSentences(of);
    if (source.kind == Kind::Pending)
        return story + dirtyStory(of, source, result);
    if (source.kind == Kind::Older)
        return story + olderStory(of, source, result);
    result.title = of.event.rowCount == 0
                       ? Text::tr("%1 found no row").arg(of.event.session)
                       : Text::tr("%1 read %2").arg(of.event.session, of.view.toldText(of.event.seq));
    story.append(
        of.event.rowCount == 0
            ? Text::tr("No row has what %1’s query asks for.").arg(of.who())
            : Text::tr("%1 was told %2.").arg(of.who(), bold(of.view.toldText(of.event.seq))));
    const QStringList again = againSentences(of, result);
    const QStringList skew = again.isEmpty() ? skewSentences(of, result) : QStringList();
    story += again;
    if (again.isEmpty())
        story.append(fromWhere(of, source));
    story += skew;
    story += unseenSentences(of, result);
    const bool locks = sentStatement(of.event).sql.contains(QLatin1String("FOR UPDATE"), Qt::CaseInsensitive);
    if (locks && of.event.rowCount > 0)
        story.append(
            Text::tr("FOR UPDATE also locks the row: who wants to write it, or to read it FOR UPDATE, "
                     "waits until %1 ends its transaction.")
                .arg(of.who()));
    return story;
}

} // namespace interleave
