#include "core/transactionwords/anomalyevents.h"

#include "core/transactions/refusalkind.h"
#include "core/transactionwords/transactionexplanation.h"

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;

bool isChange(const StoryView& view, qint64 seq)
{
    const TransactionEvent& event = view.event(seq);
    return event.isAnswer() && event.succeeded &&
           (!view.changesOf(seq).empty() || (isWrite(event) && event.rowCount > 0));
}

/// The last change of a transaction that was committed.
qint64 lastChange(const StoryView& view)
{
    for (qint64 seq = view.size(); seq >= 1; --seq) {
        if (committedSpanOf(view, seq) != nullptr && isChange(view, seq))
            return seq;
    }
    return 0;
}

AnomalyEvents dirtyRead(const StoryView& view)
{
    const auto isDirty = [&view](qint64 seq) {
        return view.sourceOf(seq).kind == ReadSource::Kind::Pending;
    };
    qint64 read =
        firstEvent(view, [&](qint64 seq) { return isDirty(seq) && committedSpanOf(view, seq) != nullptr; });
    if (read == 0)
        read = firstEvent(view, isDirty);
    // Without facts, a read while another has something open.
    if (read == 0)
        read = firstEvent(view, [&](qint64 seq) {
            return view.event(seq).isRead() && committedSpanOf(view, seq) != nullptr &&
                   std::ranges::any_of(view.spans(), [&](const TransactionSpan& span) {
                       return span.session != view.event(seq).session && !span.events.isEmpty() &&
                              span.events.first() < seq && span.isOpenAt(seq);
                   });
        });
    AnomalyEvents result{read, {read}};
    const ReadSource source = view.sourceOf(read);
    const TransactionSpan* writer = source.write == 0 ? nullptr : view.spanOf(source.write);
    if (writer != nullptr)
        result.all = writer->end == 0 ? QList<qint64>{source.write, read}
                                      : QList<qint64>{source.write, read, writer->end};
    return result;
}

AnomalyEvents lostUpdate(const StoryView& view)
{
    if (const auto loss = lossUntil(view, view.size()))
        return {loss->write, {loss->read, loss->commit, loss->write}};
    const qint64 write = lastChange(view);
    return {write, {write}};
}

AnomalyEvents repeatedRead(const StoryView& view)
{
    const qint64 read = firstEvent(view, [&](qint64 seq) {
        return committedSpanOf(view, seq) != nullptr && view.earlierRead(seq) != 0;
    });
    if (read == 0)
        return {};
    const qint64 earlier = view.earlierRead(read);
    AnomalyEvents result{read, {earlier}};
    for (const qint64 commit : view.commits()) {
        if (commit > earlier && commit < read && view.event(commit).session != view.event(read).session)
            result.all.append(commit);
    }
    result.all.append(read);
    return result;
}

/// The later of two reads of a transaction with another's COMMIT in between.
AnomalyEvents readSkew(const StoryView& view)
{
    for (const TransactionSpan& span : view.spans()) {
        if (span.how != TransactionSpan::End::Committed)
            continue;
        qint64 before = 0;
        for (const qint64 seq : span.events) {
            if (!view.event(seq).isRead())
                continue;
            if (before != 0 && !changedBetween(view, before, seq, span.session).isEmpty()) {
                AnomalyEvents result{seq, {before}};
                for (const qint64 commit : view.commits()) {
                    if (commit > before && commit < seq)
                        result.all.append(commit);
                }
                result.all.append(seq);
                return result;
            }
            before = seq;
        }
    }
    return {};
}

/// All that the committed transactions read and wrote.
AnomalyEvents skew(const StoryView& view)
{
    AnomalyEvents result{lastChange(view), {}};
    for (qint64 seq = 1; seq <= view.size(); ++seq) {
        if (committedSpanOf(view, seq) != nullptr && (view.event(seq).isRead() || isChange(view, seq)))
            result.all.append(seq);
    }
    return result;
}

} // namespace

const TransactionSpan* committedSpanOf(const StoryView& view, qint64 seq)
{
    const TransactionSpan* span = view.spanOf(seq);
    return span != nullptr && span->how == TransactionSpan::End::Committed ? span : nullptr;
}

QString changedBetween(const StoryView& view, qint64 from, qint64 to, const QString& exceptBy)
{
    for (const qint64 commit : view.commits()) {
        if (commit > from && commit < to && view.event(commit).session != exceptBy)
            return view.event(commit).session;
    }
    return {};
}

std::optional<StaleWrite> lossUntil(const StoryView& view, qint64 moment)
{
    for (qint64 seq = 1; seq <= std::min(moment, view.size()); ++seq) {
        const TransactionSpan* span = committedSpanOf(view, seq);
        if (span == nullptr || span->end > moment)
            continue;
        if (const auto stale = view.staleWrite(seq))
            return stale;
    }
    return std::nullopt;
}

bool isMissedWrite(const StoryView& view, qint64 seq)
{
    const TransactionEvent& event = view.event(seq);
    if (!event.isAnswer() || !event.succeeded || !isWrite(event) || event.rowCount > 0)
        return false;
    const TransactionSpan* span = view.spanOf(seq);
    if (span == nullptr)
        return false;
    for (qint64 read = seq - 1; read >= 1; --read) {
        if (view.event(read).session == event.session && view.event(read).isRead())
            return !changedBetween(view, read, seq + 1, event.session).isEmpty();
    }
    return false;
}

bool isProtectedRead(const StoryView& view, qint64 seq)
{
    if (!view.event(seq).isRead())
        return false;
    const ReadSource::Kind kind = view.sourceOf(seq).kind;
    if (kind == ReadSource::Kind::Older)
        return true;
    if (kind != ReadSource::Kind::Current)
        return false;
    const QList<ToldValue> told = view.toldBy(seq);
    const auto pending = view.pendingOfOthers(seq);
    for (const Changes& changes : pending) {
        for (const ToldValue& each : told) {
            if (each.cell && changes.contains(*each.cell))
                return true;
        }
    }
    return false;
}

AnomalyEvents anomalyEvents(const StoryView& view)
{
    const Judgement& judgement = view.story().judgement;
    if (judgement.verdict != SerialVerdict::NotExplained)
        return {};
    const QString& anomaly = judgement.anomaly;
    if (anomaly == QLatin1String("dirty read"))
        return dirtyRead(view);
    if (anomaly == QLatin1String("lost update"))
        return lostUpdate(view);
    if (anomaly == QLatin1String("non-repeatable read") || anomaly == QLatin1String("phantom"))
        return repeatedRead(view);
    return anomaly == QLatin1String("read skew") ? readSkew(view) : skew(view);
}

bool ranAgain(const StoryView& view, const TransactionEvent& refusal, qint64 moment)
{
    return std::ranges::any_of(view.spans(), [&](const TransactionSpan& span) {
        return span.session == refusal.session && span.how == TransactionSpan::End::Committed &&
               !span.events.isEmpty() && span.events.first() > refusal.seq && span.end <= moment;
    });
}

/// first.
const TransactionEvent* decidingRefusal(const StoryView& view, qint64 moment)
{
    const TransactionEvent* found = nullptr;
    for (qint64 seq = 1; seq <= moment; ++seq) {
        const TransactionEvent& event = view.event(seq);
        const bool isFollowing =
            event.isRefused() && refusalKind(view.engine(), event.code) == RefusalKind::FailedBefore;
        if (!event.isRefused() || (isFollowing && found != nullptr))
            continue;
        if (found == nullptr || (ranAgain(view, *found, moment) && !ranAgain(view, event, moment)))
            found = &event;
    }
    return found;
}

qint64 transactionTurningPoint(const TransactionStory& story)
{
    const StoryView view(story);
    if (const qint64 point = anomalyEvents(view).point; point != 0)
        return point;
    const auto loss = lossUntil(view, view.size());
    const auto isKeptNothing = [&view](qint64 seq) {
        return view.event(seq).keptNothing;
    };
    const TransactionEvent* refusal = decidingRefusal(view, view.size());
    const auto isMissed = [&view](qint64 seq) {
        return isMissedWrite(view, seq);
    };
    const auto isLoss = [&loss](qint64 seq) {
        return loss && loss->write == seq;
    };
    const auto isWait = [&view](qint64 seq) {
        return view.event(seq).kind == Kind::Waits;
    };
    const auto isProtected = [&view](qint64 seq) {
        return isProtectedRead(view, seq);
    };
    qint64 found = firstEvent(view, isKeptNothing);
    found = found != 0 || refusal == nullptr ? found : refusal->seq;
    found = found != 0 ? found : firstEvent(view, isMissed);
    found = found != 0 ? found : firstEvent(view, isLoss);
    found = found != 0 ? found : firstEvent(view, isWait);
    found = found != 0 ? found : firstEvent(view, isProtected);
    return found != 0 ? found : view.size();
}

} // namespace interleave
