#include "core/transactionwords/anomalyevents.h"
#include "core/transactionwords/sessionknowledge.h"
#include "core/transactionwords/sessiontext.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

/// "A", "A’s COMMIT or ROLLBACK": what a session waits for.
QString waitedFor(const QStringList& sessions)
{
    return sessions.size() == 1 ? Text::tr("%1’s COMMIT or ROLLBACK").arg(sessions.first())
                                : listed(sessions, ListStyle::And);
}

/// A session that went on with what another had not committed.
std::optional<ObserverText>
dirtyText(const StoryView& view, const QString& session, qint64 read, qint64 moment)
{
    const ReadSource source = read == 0 ? ReadSource() : view.sourceOf(read);
    if (source.kind != ReadSource::Kind::Pending)
        return std::nullopt;
    const QString value = view.shortToldText(read);
    const TransactionSpan* writer = view.spanOf(source.write);
    if (writer == nullptr || writer->isOpenAt(moment))
        return ObserverText{
            Severity::Lost,
            Text::tr("%1 believes %2, which %3 has not committed").arg(session, value, source.writer),
            Text::tr("%1 is not committed").arg(value)};
    if (writer->how != TransactionSpan::End::Committed)
        return ObserverText{
            Severity::Lost,
            Text::tr("%1 believes %2, which was never committed").arg(session, value),
            Text::tr("%1 was never committed").arg(value)};
    return std::nullopt;
}

/// A committed value that is no longer what the session was told.
std::optional<ObserverText>
oldText(const StoryView& view, const QString& session, const QList<ToldValue>& values, qint64 moment)
{
    for (const ToldValue& each : values) {
        if (!each.cell)
            continue;
        const QString now = cellText(view.committedAt(*each.cell, moment).value_or(Value()));
        if (now == each.value)
            continue;
        QString by;
        for (const qint64 commit : view.commits()) {
            if (commit <= moment && view.committedBy(commit).contains(*each.cell))
                by = view.event(commit).session;
        }
        if (by.isEmpty() || by == session)
            continue;
        return ObserverText{
            Severity::Stale,
            Text::tr("%1’s %2 is old: %3 has committed %4").arg(session, each.phrase(), by, now),
            Text::tr("its %1 is old").arg(each.phrase())};
    }
    return std::nullopt;
}

/// At the end of a run that no order explains: a session that is not told what another has changed.
std::optional<ObserverText> skewedText(const StoryView& view, const QString& session, qint64 moment)
{
    const Judgement& judgement = view.story().judgement;
    const bool isSkew = judgement.anomaly == QLatin1String("write skew");
    const bool isReader = judgement.anomaly == QLatin1String("read-only transaction anomaly");
    if (!view.story().isOver(moment) || judgement.verdict != SerialVerdict::NotExplained ||
        (!isSkew && !isReader))
        return std::nullopt;
    QString by;
    bool hasRead = false;
    bool hasChanged = false;
    for (const TransactionSpan& span : view.spans()) {
        if (span.how != TransactionSpan::End::Committed)
            continue;
        const bool isChange =
            std::ranges::any_of(span.events, [&view](qint64 seq) { return !view.committedBy(seq).empty(); });
        hasRead =
            hasRead || (span.session == session && std::ranges::any_of(span.events, [&view](qint64 seq) {
                            return view.event(seq).isRead();
                        }));
        hasChanged = hasChanged || (span.session == session && isChange);
        if (span.session != session && isChange)
            by = span.session;
    }
    if (isSkew && hasRead && hasChanged && !by.isEmpty())
        return ObserverText{
            Severity::Lost,
            Text::tr("%1 does not know: %2 changed what %1 had read").arg(session, by),
            Text::tr("does not know what %1 changed").arg(by)};
    if (isReader && hasRead && !hasChanged)
        return ObserverText{
            Severity::Lost,
            Text::tr("%1 does not know: what it read fits no order").arg(session),
            Text::tr("what it read fits no order")};
    return std::nullopt;
}

} // namespace

ObserverText sessionObserver(const TransactionStory& story, const QString& session, qint64 moment)
{
    const StoryView view(story);
    const SessionState state = story.journal.at(moment).session(session);
    if (!state.waitsFor.isEmpty())
        return {
            Severity::Pending,
            Text::tr("%1 waits for %2").arg(session, waitedFor(state.waitsFor)),
            Text::tr("waits for %1").arg(listed(state.waitsFor, ListStyle::And))};
    const SessionKnowledge knowledge(view, session, moment);
    if (const auto dirty = dirtyText(view, session, knowledge.lastRead(), moment))
        return *dirty;
    const TransactionEvent* last = state.last == 0 ? nullptr : &story.journal.event(state.last);
    if (last != nullptr && last->keptNothing)
        return {
            Severity::Stale,
            Text::tr("%1 does not know: its COMMIT kept nothing").arg(session),
            Text::tr("its COMMIT kept nothing")};
    const auto loss = lossUntil(view, moment);
    if (loss && loss->by == session)
        return {
            Severity::Lost,
            Text::tr("%1 does not know: its %2 is gone, %3 wrote over it")
                .arg(session, loss->lost, view.event(loss->write).session),
            Text::tr("does not know: its %1 is gone").arg(loss->lost)};
    if (const auto skewed = skewedText(view, session, moment))
        return *skewed;
    const Changes own = pendingAt(story, moment).value(session);
    if (!own.empty()) {
        const QString changed = changesText(own, view.cells());
        return {
            Severity::Pending,
            Text::tr("%1 has not committed %2 yet").arg(session, changed),
            Text::tr("%1 is not committed yet").arg(changed)};
    }
    if (const auto old = oldText(view, session, knowledge.values(), moment))
        return *old;
    const bool knowsPlaces =
        std::ranges::all_of(knowledge.values(), [](const ToldValue& each) { return each.cell.has_value(); });
    if (knowledge.values().isEmpty() || !knowsPlaces)
        return {};
    return {
        Severity::Good,
        Text::tr("what %1 sees is what is committed").arg(session),
        Text::tr("sees what is committed")};
}

} // namespace interleave
