#include "core/transactions/refusalkind.h"
#include "core/transactionwords/anomalyevents.h"
#include "core/transactionwords/transactionexplanation.h"
#include "core/transactionwords/transactionledger.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;

struct Outcome final
{
    QStringList wordings = {};
    Severity severity = Severity::Neutral;
};

QString ordersText(qsizetype transactions)
{
    return transactions == 2
               ? Text::tr("no order of the two gives that")
               : Text::tr("no order of the %n transactions gives that", nullptr, pluralOf(transactions));
}

/// "Alice on_call 0, Bob on_call 0": what the run has changed, and no order of its transactions leaves so.
QString standsText(const StoryView& view)
{
    return view.changesPhrase(changesBetween(view.header().tables, view.tablesAt(view.size())));
}

QStringList dirtyReadWords(const StoryView& view, qint64 read)
{
    const QString reader = view.event(read).session;
    const QString value = view.shortToldText(read);
    const ReadSource source = view.sourceOf(read);
    const TransactionSpan* writer = source.write == 0 ? nullptr : view.spanOf(source.write);
    if (writer != nullptr && writer->how == TransactionSpan::End::Committed)
        return {
            Text::tr("%1 read %2, before %3 had committed anything").arg(reader, value, source.writer),
            Text::tr("%1 read what was not committed").arg(reader)};
    return {
        Text::tr("%1 read %2, and that was never committed").arg(reader, value),
        Text::tr("%1 read what was never committed").arg(reader)};
}

QStringList lostUpdateWords(const StoryView& view, const TransactionLedger& ledger)
{
    const auto loss = lossUntil(view, view.size());
    const QString lost = loss ? Text::tr("%1’s change is lost").arg(loss->by) : Text::tr("a change is lost");
    const QString untold = loss ? Text::tr("%1’s change is lost, and nobody was told").arg(loss->by)
                                : Text::tr("a change is lost, and nobody was told");
    if (ledger.serial.isEmpty() || ledger.serial == ledger.value)
        return {untold, lost};
    return {
        Text::tr("%1 is %2, not %3: %4", "a value's name, itself, what it should be, and why")
            .arg(ledger.valueName, ledger.value, ledger.serial, untold),
        Text::tr("%1 is %2, not %3: %4", "a value's name, itself, what it should be, and why")
            .arg(ledger.valueName, ledger.value, ledger.serial, lost),
        lost};
}

QStringList repeatedReadWords(const StoryView& view, qint64 read)
{
    const QString reader = view.event(read).session;
    const QString first = view.shortToldText(view.earlierRead(read));
    const QString second = view.shortToldText(read);
    return {
        Text::tr("%1 read %2 and then %3, in one transaction").arg(reader, first, second),
        Text::tr("%1 read %2 and then %3").arg(reader, first, second)};
}

QStringList readSkewWords(const StoryView& view, const AnomalyEvents& anomaly)
{
    const QString reader = view.event(anomaly.point).session;
    const QString first = view.toldText(anomaly.all.first());
    const QString second = view.toldText(anomaly.point);
    return {
        Text::tr("%1 read %2 and %3, which were never true together").arg(reader, first, second),
        Text::tr("%1 read what was never true together").arg(reader)};
}

/// Who only read, and what.
QStringList readerWords(const StoryView& view, const QString& orders)
{
    for (const TransactionSpan& span : view.spans()) {
        if (span.how != TransactionSpan::End::Committed || !view.changesOf(span, span.end).empty() ||
            !view.committedBy(span.end).empty())
            continue;
        QStringList told;
        for (const qint64 seq : span.events) {
            if (view.event(seq).isRead())
                told.append(view.toldText(seq));
        }
        if (!told.isEmpty())
            return {
                Text::tr("%1 read %2: %3", "a session, what it was told, and what is wrong with that")
                    .arg(span.session, listed(told, ListStyle::And), orders),
                orders};
    }
    return {orders};
}

Outcome wrongOutcome(const StoryView& view)
{
    const Judgement& judgement = view.story().judgement;
    const AnomalyEvents anomaly = anomalyEvents(view);
    const QString orders = ordersText(committedTransactions(view.journal()).size());
    const TransactionLedger ledger = transactionLedger(view.story(), view.size());
    QStringList words;
    const auto is = [&judgement](const char* title) {
        return judgement.anomaly == QLatin1String(title);
    };
    if (is("lost update"))
        words = lostUpdateWords(view, ledger);
    else if (is("read-only transaction anomaly"))
        words = readerWords(view, orders);
    else if (anomaly.point != 0 && is("dirty read"))
        words = dirtyReadWords(view, anomaly.point);
    else if (view.event(std::max<qint64>(anomaly.point, 1)).isRead() && view.earlierRead(anomaly.point) != 0)
        words = repeatedReadWords(view, anomaly.point);
    else if (anomaly.point != 0 && is("read skew"))
        words = readSkewWords(view, anomaly);
    else if (const QString stands = standsText(view); !stands.isEmpty())
        words = {Text::tr("%1: %2", "a value, and what is wrong with it").arg(stands, orders), orders};
    else
        words = {orders};
    return {words, Severity::Lost};
}

QStringList refusedWords(const StoryView& view, const TransactionEvent& refusal, qint64 moment)
{
    const QString who = refusal.session;
    const QString code = refusal.code;
    const QString brief = Text::tr("%1 was refused (%2)").arg(who, code);
    const RefusalKind kind = refusalKind(view.engine(), code);
    const bool again = ranAgain(view, refusal, moment);
    const TransactionTurn* turn = view.turnOf(refusal.seq);
    if (again && kind == RefusalKind::NoWait)
        return {
            turn != nullptr && !turn->waitedFor.isEmpty()
                ? Text::tr("%1 did not wait for ever (%2), tried again, and nothing was lost").arg(who, code)
                : Text::tr("%1 did not wait (%2), tried again, and nothing was lost").arg(who, code),
            brief};
    if (again)
        return {Text::tr("%1 was refused (%2), ran again, and nothing was lost").arg(who, code), brief};
    switch (kind) {
    case RefusalKind::Serialization:
    case RefusalKind::Busy:
    case RefusalKind::OldSnapshot:
    case RefusalKind::SharedCache:
        return {
            Text::tr("%1 was refused (%2) and has to run again: nothing is lost").arg(who, code),
            Text::tr("%1 was refused (%2) and has to run again").arg(who, code),
            brief};
    case RefusalKind::Deadlock:
        return {Text::tr("%1 was refused (%2), so that nobody waits for ever").arg(who, code), brief};
    case RefusalKind::NoWait:
        return {Text::tr("%1 was told (%2) instead of waiting on").arg(who, code), brief};
    case RefusalKind::Cancelled:
        return {Text::tr("%1’s statement was cancelled (%2)").arg(who, code), brief};
    case RefusalKind::Unique:
        return {Text::tr("%1 was refused (%2): there is such a row already").arg(who, code), brief};
    case RefusalKind::FailedBefore:
    case RefusalKind::Other:
        return {brief};
    }
    Q_UNREACHABLE();
}

/// An error that the session did not heed: what its COMMIT kept all the same.
Outcome unheededOutcome(const StoryView& view, const TransactionEvent& refusal, qint64 moment)
{
    const TransactionSpan* span = view.spanOf(refusal.seq);
    if (span == nullptr || span->isAutocommit() || span->end == 0 || span->end > moment)
        return {};
    const QString who = refusal.session;
    if (span->how == TransactionSpan::End::KeptNothing)
        return {
            {Text::tr("%1’s COMMIT kept nothing, and was no error: a statement before it had failed (%2)")
                 .arg(who, refusal.code),
             Text::tr("%1’s COMMIT kept nothing, and was no error").arg(who)},
            Severity::Stale};
    if (span->how == TransactionSpan::End::Committed)
        return {
            {Text::tr("%1 was refused (%2), and its COMMIT kept the rest").arg(who, refusal.code),
             Text::tr("%1’s COMMIT kept only a part").arg(who)},
            Severity::Stale};
    return {};
}

/// What is certain before the end, too.
Outcome certainOutcome(const StoryView& view, qint64 moment)
{
    if (const TransactionEvent* refusal = decidingRefusal(view, moment)) {
        const Outcome unheeded = unheededOutcome(view, *refusal, moment);
        return unheeded.wordings.isEmpty() ? Outcome{refusedWords(view, *refusal, moment), Severity::Stale}
                                           : unheeded;
    }
    for (qint64 seq = moment; seq >= 1; --seq) {
        const ReadSource source = view.sourceOf(seq);
        const TransactionSpan* writer = source.write == 0 ? nullptr : view.spanOf(source.write);
        const bool isTakenBack =
            writer != nullptr && !writer->isOpenAt(moment) && writer->how != TransactionSpan::End::Committed;
        if (source.kind == ReadSource::Kind::Pending && isTakenBack)
            return {
                dirtyReadWords(view, seq),
                view.story().judgement.verdict == SerialVerdict::NotExplained ? Severity::Lost
                                                                              : Severity::Stale};
    }
    return {};
}

QStringList lossWords(const StoryView& view, const StaleWrite& loss)
{
    const QString who = view.event(loss.write).session;
    const QString name = view.nameOf(loss.cell);
    return {
        Text::tr("%1 is %2, and %3’s %4 is gone: %5 had read %6 in an earlier transaction")
            .arg(name, loss.written, loss.by, loss.lost, who, loss.had),
        Text::tr("%1 is %2, and %3’s %4 is gone").arg(name, loss.written, loss.by, loss.lost)};
}

/// The same query returned the same before, in the same transaction.
bool isRepeated(const StoryView& view, qint64 read)
{
    const TransactionSpan* span = view.spanOf(read);
    return span != nullptr && std::ranges::any_of(span->events, [&](qint64 seq) {
               return seq < read && view.event(seq).isRead() &&
                      view.event(seq).statement == view.event(read).statement &&
                      view.event(seq).rows == view.event(read).rows;
           });
}

Outcome protectedOutcome(const StoryView& view, qint64 read)
{
    const QString who = view.event(read).session;
    const QString value = view.shortToldText(read);
    const ReadSource source = view.sourceOf(read);
    if (source.kind == ReadSource::Kind::Older) {
        const QString by = changedBetween(view, source.commit, read, who);
        const QString brief = Text::tr("%1 read from its snapshot").arg(who);
        if (by.isEmpty())
            return {{brief}, Severity::Good};
        return {
            {isRepeated(view, read)
                 ? Text::tr("%1 read %2 both times: its snapshot is from before %3’s COMMIT")
                       .arg(who, value, by)
                 : Text::tr("%1 read %2 from its snapshot, from before %3’s COMMIT")
                       .arg(who, view.toldText(read), by),
             brief},
            Severity::Good};
    }
    const QMap<QString, Changes> pending = view.pendingOfOthers(read);
    const QString brief = Text::tr("%1 read only what is committed").arg(who);
    if (pending.isEmpty())
        return {{brief}, Severity::Good};
    return {
        {Text::tr("%1 read %2, and not the %3 that %4 had not committed")
             .arg(who, value, changesText(pending.first(), view.cells()), pending.firstKey()),
         brief},
        Severity::Good};
}

Outcome goodOutcome(const StoryView& view)
{
    if (const qint64 seq = firstEvent(view, [&](qint64 each) { return isMissedWrite(view, each); }))
        return {
            {Text::tr("%1’s %2 found no row: it knows that somebody was faster, and nothing is lost")
                 .arg(view.event(seq).session, verbOf(view.event(seq))),
             Text::tr("%1’s %2 found no row, so it knows")
                 .arg(view.event(seq).session, verbOf(view.event(seq)))},
            Severity::Stale};
    if (const auto loss = lossUntil(view, view.size()))
        return {lossWords(view, *loss), Severity::Stale};
    const QString safe = Text::tr("nothing was lost");
    if (const qint64 seq =
            firstEvent(view, [&](qint64 each) { return view.event(each).kind == Kind::Waits; })) {
        const TransactionEvent& wait = view.event(seq);
        return {
            {Text::tr("%1 waited for %2, and nothing was lost")
                 .arg(wait.session, listed(wait.waitsFor, ListStyle::And)),
             safe},
            Severity::Good};
    }
    if (const qint64 seq = firstEvent(view, [&](qint64 each) { return isProtectedRead(view, each); }))
        return protectedOutcome(view, seq);
    return {{Text::tr("nothing went wrong")}, Severity::Good};
}

Outcome endOutcome(const StoryView& view)
{
    if (!view.story().problem.isEmpty())
        return {{view.story().problem}, Severity::Neutral};
    if (view.story().judgement.verdict == SerialVerdict::NotExplained)
        return wrongOutcome(view);
    const Outcome certain = certainOutcome(view, view.size());
    if (!certain.wordings.isEmpty())
        return certain;
    if (view.story().judgement.verdict == SerialVerdict::Explained)
        return goodOutcome(view);
    return view.story().judgement.reason.isEmpty()
               ? Outcome()
               : Outcome{{view.story().judgement.sentence()}, Severity::Neutral};
}

} // namespace

Headline transactionHeadline(const TransactionStory& story, qint64 moment)
{
    const StoryView view(story);
    if (moment == 0)
        return {view.header().story, {}, Severity::Neutral};
    const Outcome outcome = story.isOver(moment) ? endOutcome(view) : certainOutcome(view, moment);
    return {view.header().story, outcome.wordings, outcome.severity};
}

} // namespace interleave
