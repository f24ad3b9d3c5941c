#include "core/transactions/refusalkind.h"
#include "core/transactionwords/anomalyevents.h"
#include "core/transactionwords/explainedevent.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;

/// The last COMMIT of another since the refused transaction began; 0 for none.
qint64 lastCommitOfOthers(const ExplainedEvent& of)
{
    const TransactionSpan* span = of.span();
    qint64 found = 0;
    for (const qint64 commit : of.view.commits()) {
        if (commit < of.event.seq && of.view.event(commit).session != of.event.session && span != nullptr &&
            commit > span->events.first())
            found = commit;
    }
    return found;
}

/// Whether a row that the statement names was changed by that commit, or the statement waited for its
/// session: then it is about that row, and else about what was read.
bool isAboutRow(const ExplainedEvent& of, qint64 commit)
{
    if (commit == 0 || of.event.action != TransactionAction::Sql || of.verb() == QLatin1String("INSERT"))
        return false;
    const TransactionTurn* turn = of.view.turnOf(of.event.seq);
    if (of.level() != QLatin1String("serializable") ||
        (turn != nullptr && turn->waitedFor.contains(of.view.event(commit).session)))
        return true;
    const QSet<QString> literals = literalsOf(of.event.statement);
    const Changes changes = of.view.committedBy(commit);
    return std::ranges::any_of(
        changes, [&literals](const auto& change) { return literals.contains(change.first.row); });
}

/// What the session had read of that which a COMMIT then changed; empty for nothing.
QString readBefore(const ExplainedEvent& of, qint64 commit)
{
    for (const auto& [cell, value] : of.view.committedBy(commit)) {
        const qint64 read = of.view.lastReadOf(cell, of.event.session, commit);
        if (read == 0 || of.view.spanOf(read) != of.span())
            continue;
        const QList<ToldValue> told = of.view.toldBy(read);
        return Text::tr("%1 had read %2 in step %3.")
            .arg(
                of.who(),
                bold(std::ranges::find(told, std::optional(cell), &ToldValue::cell)->phrase()),
                of.stepOf(read));
    }
    return {};
}

QStringList serializationStory(const ExplainedEvent& of)
{
    const qint64 commit = lastCommitOfOthers(of);
    const QString engine = of.view.header().engineTitle.toHtmlEscaped();
    const QString code = bold(of.event.code);
    const QString verb =
        of.event.action == TransactionAction::Sql ? of.verb() : toName(of.event.action).toUpper();
    if (commit == 0)
        return {Text::tr("%1 refused %2’s %3 with %4: no order of the transactions would explain it.")
                    .arg(engine, of.who(), verb, code)};
    const QString other = of.view.event(commit).session.toHtmlEscaped();
    if (isAboutRow(of, commit))
        return QStringList{readBefore(of, commit)} +
               QStringList{
                   Text::tr("In step %1 %2 committed %3, after %4’s snapshot was taken.")
                       .arg(
                           of.stepOf(commit),
                           other,
                           bold(of.view.changesPhrase(of.view.committedBy(commit))),
                           of.who()),
                   isWrite(of.event)
                       ? Text::tr("To write over what it has not seen would lose %1’s change, so %2 refused "
                                  "%3’s %4 "
                                  "with %5.")
                             .arg(other, engine, of.who(), verb, code)
                       : Text::tr(
                             "What it would lock is no longer what it sees, so %1 refused %2’s %3 with %4.")
                             .arg(engine, of.who(), verb, code)};
    return {
        Text::tr(
            "%1 committed in step %2. Each of the two read what the other one changed, so no order of them "
            "would explain both.")
            .arg(other, of.stepOf(commit)),
        Text::tr("%1 let %2 pass and refused %3 with %4.").arg(engine, other, of.who(), code)};
}

/// Who waited for the refused one at that moment, or whom it waited for.
QString partnerOf(const ExplainedEvent& of)
{
    const TransactionTurn* turn = of.view.turnOf(of.event.seq);
    if (turn != nullptr && !turn->waitedFor.isEmpty())
        return turn->waitedFor.first();
    for (qint64 seq = of.event.seq - 1; seq >= 1; --seq) {
        const TransactionEvent& event = of.view.event(seq);
        if (event.kind == Kind::Waits && event.waitsFor.contains(of.event.session))
            return event.session;
    }
    return {};
}

QStringList deadlockStory(const ExplainedEvent& of, Explanation& result)
{
    result.textbook = Text::tr("Deadlock: each waits for another in a circle, so nobody could ever go on.");
    const QString partner = partnerOf(of).toHtmlEscaped();
    const QString code = bold(of.event.code);
    if (partner.isEmpty())
        return {
            Text::tr(
                "Transactions waited for each other in a circle. The database refused %1 with %2, so that "
                "the others can go on.")
                .arg(of.who(), code)};
    return {
        Text::tr("%1’s %2 needs what %3 has locked, and %3 waits for what %1 has locked: neither could ever "
                 "go on.")
            .arg(of.who(), of.verb(), partner),
        Text::tr("The database found the circle and refused %1 with %2, so that %3 can go on.")
            .arg(of.who(), code, partner)};
}

QStringList noWaitStory(const ExplainedEvent& of)
{
    const TransactionTurn* turn = of.view.turnOf(of.event.seq);
    const QString code = bold(of.event.code);
    if (turn != nullptr && !turn->waitedFor.isEmpty())
        return {Text::tr("%1 waited for %2 as long as it was allowed to. Then it was refused with %3.")
                    .arg(of.who(), listed(turn->waitedFor, ListStyle::And).toHtmlEscaped(), code)};
    return {
        Text::tr("Another session has locked what %1’s %2 needs. %1 did not want to wait for that, so it was "
                 "refused with %3 at once.")
            .arg(of.who(), of.verb(), code)};
}

QStringList sqliteStory(const ExplainedEvent& of, RefusalKind kind)
{
    const QString code = bold(of.event.code);
    const qint64 commit = lastCommitOfOthers(of);
    if (kind == RefusalKind::OldSnapshot && commit != 0)
        return {
            readBefore(of, commit),
            Text::tr("In step %1 %2 committed %3, after %4’s snapshot was taken.")
                .arg(
                    of.stepOf(commit),
                    of.view.event(commit).session.toHtmlEscaped(),
                    bold(of.view.changesPhrase(of.view.committedBy(commit))),
                    of.who()),
            Text::tr("Who sees an old state may not write, because what was committed since could be lost. "
                     "So SQLite "
                     "refused %1’s %2 with %3.")
                .arg(of.who(), of.verb(), code)};
    if (kind == RefusalKind::OldSnapshot)
        return {
            Text::tr(
                "%1 reads an old snapshot, and who sees an old state may not write. SQLite refused it with "
                "%2.")
                .arg(of.who(), code)};
    const QMap<QString, Changes> pending = of.view.pendingOfOthers(of.event.seq);
    const bool isOfWriters = kind == RefusalKind::Busy && of.event.action == TransactionAction::Sql;
    if (pending.isEmpty() || !isOfWriters)
        return {
            Text::tr(
                "Another transaction is in the way, and waiting would not help. SQLite refused it with %1.")
                .arg(code)};
    return {
        Text::tr("%1 has written %2 and not committed, and SQLite lets one transaction write at a time.")
            .arg(pending.firstKey().toHtmlEscaped(), bold(of.view.changesPhrase(pending.first()))),
        Text::tr(
            "%1 has read before: once the other commits, what it sees is old. So waiting would not help, and "
            "SQLite refused it with %2 at once.")
            .arg(of.who(), code)};
}

QStringList uniqueStory(const ExplainedEvent& of)
{
    const QSet<QString> literals = literalsOf(of.event.statement);
    QStringList story = waitedSentences(of);
    for (const qint64 commit : of.view.commits()) {
        const Changes changes = of.view.committedBy(commit);
        const bool isIt = std::ranges::any_of(
            changes, [&literals](const auto& change) { return literals.contains(toText(change.second)); });
        if (commit > of.event.seq || of.view.event(commit).session == of.event.session || !isIt)
            continue;
        story.append(
            Text::tr("%1 committed %2 in step %3, and the table allows that only once: refused with %4.")
                .arg(
                    of.view.event(commit).session.toHtmlEscaped(),
                    bold(of.view.changesPhrase(changes)),
                    of.stepOf(commit),
                    bold(of.event.code)));
        return story;
    }
    story.append(Text::tr("There is such a row already, and the table allows it only once: refused with %1.")
                     .arg(bold(of.event.code)));
    return story;
}

/// What is left of the transaction.
QString remainder(const ExplainedEvent& of, RefusalKind kind)
{
    const TransactionSpan* span = of.span();
    if (span == nullptr || span->isAutocommit())
        return Text::tr("Nothing was changed.");
    const bool hasRead =
        std::ranges::any_of(span->events, [&of](qint64 seq) { return of.view.event(seq).isRead(); });
    if (isToRunAgain(kind))
        return hasRead ? Text::tr("Nothing of %1’s transaction is kept: all of it has to be run again, the "
                                  "reads as well.")
                             .arg(of.who())
                       : Text::tr("Nothing of %1’s transaction is kept: all of it has to be run again.")
                             .arg(of.who());
    if (endsTransaction(of.view.engine(), of.event.code))
        return Text::tr(
            "With that the whole transaction has failed: until it ends the engine accepts nothing else.");
    return Text::tr(
        "Only this statement is undone. The transaction is still open, and a COMMIT would keep the rest.");
}

QList<Choice> choicesFor(const ExplainedEvent& of, RefusalKind kind)
{
    const Choice again{
        Text::tr("Run it again"), Text::tr("the whole transaction, from BEGIN on: what it had read is old")};
    switch (kind) {
    case RefusalKind::Serialization:
        return {again};
    case RefusalKind::Deadlock:
        return {
            {Text::tr("Run it again"), Text::tr("the whole transaction, from BEGIN on")},
            {Text::tr("One order of rows"),
             Text::tr("who takes rows in the same order cannot wait in a circle")}};
    case RefusalKind::Busy:
    case RefusalKind::OldSnapshot:
    case RefusalKind::SharedCache:
        return {
            again,
            {Text::tr("BEGIN IMMEDIATE"),
             Text::tr("asks for the lock for writing first, and waits instead")}};
    case RefusalKind::NoWait: {
        QList<Choice> choices{{Text::tr("Try again later"), Text::tr("nothing was changed")}};
        if (of.verb() == QLatin1String("SELECT"))
            choices.append(
                {Text::tr("SKIP LOCKED"), Text::tr("take another row, one that nobody has locked")});
        return choices;
    }
    case RefusalKind::Unique:
        return {{Text::tr("Take another value"), Text::tr("or tell the user that this one is taken")}};
    case RefusalKind::FailedBefore:
        return {{Text::tr("Roll back"), Text::tr("nothing else is accepted in this transaction")}};
    case RefusalKind::Cancelled:
    case RefusalKind::Other:
        return {};
    }
    Q_UNREACHABLE();
}

QStringList storyOf(const ExplainedEvent& of, RefusalKind kind, Explanation& result)
{
    switch (kind) {
    case RefusalKind::Serialization:
        return serializationStory(of);
    case RefusalKind::Deadlock:
        return deadlockStory(of, result);
    case RefusalKind::NoWait:
        return noWaitStory(of);
    case RefusalKind::Cancelled:
        return waitedSentences(of) +
               QStringList{
                   Text::tr("The statement was cancelled before it was done (%1).").arg(bold(of.event.code))};
    case RefusalKind::Busy:
    case RefusalKind::OldSnapshot:
    case RefusalKind::SharedCache:
        return sqliteStory(of, kind);
    case RefusalKind::Unique:
        return uniqueStory(of);
    case RefusalKind::FailedBefore:
        return {
            Text::tr(
                "A statement before it had failed, and with it the whole transaction: %1 answers everything "
                "but ROLLBACK with %2.")
                .arg(of.view.header().engineTitle.toHtmlEscaped(), bold(of.event.code))};
    case RefusalKind::Other:
        return {Text::tr("%1 refused it: %2.")
                    .arg(of.view.header().engineTitle.toHtmlEscaped(), bold(refusalText(of.event)))};
    }
    Q_UNREACHABLE();
}

} // namespace

QStringList explainedRefusal(const ExplainedEvent& of, Explanation& result)
{
    const RefusalKind kind = refusalKind(of.view.engine(), of.event.code);
    result.severity = Severity::Stale;
    result.title = kind == RefusalKind::Cancelled
                       ? Text::tr("%1’s statement was cancelled").arg(of.event.session)
                       : Text::tr("%1 was refused").arg(of.event.session);
    result.choices = choicesFor(of, kind);
    QStringList story = storyOf(of, kind, result);
    if (kind != RefusalKind::FailedBefore)
        story.append(remainder(of, kind));
    return story;
}

} // namespace interleave
