#include "core/transactions/isolationlevels.h"
#include "core/transactions/refusalkind.h"
#include "core/transactionwords/anomalyevents.h"
#include "core/transactionwords/explainedevent.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

/// The first statement of a transaction that was refused; 0 for none.
qint64 refusedIn(const ExplainedEvent& of)
{
    const TransactionSpan* span = of.span();
    if (span == nullptr)
        return 0;
    for (const qint64 seq : span->events) {
        if (seq <= of.event.seq && of.view.event(seq).isRefused())
            return seq;
    }
    return 0;
}

/// Who was freed by the end of a transaction.
QStringList freedBy(const ExplainedEvent& of)
{
    QStringList freed;
    for (const TransactionTurn& turn : transactionTurns(of.view.journal())) {
        if (turn.release != nullptr && turn.release->seq == of.event.seq && turn.answer->seq <= of.moment)
            freed.append(turn.answer->session.toHtmlEscaped());
    }
    return freed;
}

/// Those who go on with what they have read, and what that was.
QStringList unawareSentences(const ExplainedEvent& of, const Changes& changes)
{
    for (const QString& name : sessionNames(of.view.journal())) {
        if (name == of.event.session)
            continue;
        for (const auto& [cell, value] : changes) {
            const qint64 read = of.view.lastReadOf(cell, name, of.event.seq);
            const TransactionSpan* span = read == 0 ? nullptr : of.view.spanOf(read);
            if (span == nullptr)
                continue;
            const QList<ToldValue> told = of.view.toldBy(read);
            const auto had = std::ranges::find(told, std::optional(cell), &ToldValue::cell);
            if (had == told.end() || had->value == cellText(value))
                continue;
            const bool goesOn = span->isOpenAt(of.event.seq) &&
                                isSnapshotLevel(of.view.engine(), sessionLevel(of.view.header(), name));
            return {
                goesOn ? Text::tr(
                             "%1, which has read %2, is not told, and goes on with its snapshot from before.")
                             .arg(name.toHtmlEscaped(), bold(had->phrase()))
                       : Text::tr("%1, which has read %2, is not told.")
                             .arg(name.toHtmlEscaped(), bold(had->phrase()))};
        }
    }
    return {};
}

QStringList freedSentences(const ExplainedEvent& of)
{
    const QStringList freed = freedBy(of);
    if (freed.isEmpty())
        return {};
    return {Text::tr("That also ends the wait of %1.").arg(listed(freed, ListStyle::And))};
}

QStringList keptNothingStory(const ExplainedEvent& of, Explanation& result)
{
    result.severity = Severity::Stale;
    result.title = Text::tr("%1’s COMMIT kept nothing").arg(of.event.session);
    result.choices.append(
        {Text::tr("Look at errors"),
         Text::tr("roll back where a statement is refused, and run all of it again")});
    const qint64 refused = refusedIn(of);
    QStringList story{Text::tr("COMMIT was answered without an error, and nothing was kept.")};
    if (refused != 0)
        story.append(Text::tr("The statement of step %1 had failed (%2). %3 then keeps nothing of the whole "
                              "transaction, and its COMMIT does what ROLLBACK does.")
                         .arg(
                             of.stepOf(refused),
                             of.view.event(refused).code.toHtmlEscaped(),
                             of.view.header().engineTitle.toHtmlEscaped()));
    return story;
}

QStringList commitStory(const ExplainedEvent& of, Explanation& result)
{
    const Changes changes = of.view.committedBy(of.event.seq);
    const QString changed = of.view.changesPhrase(changes);
    result.title = Text::tr("%1 committed").arg(of.event.session);
    if (changes.empty())
        return QStringList{Text::tr("%1’s transaction is over. It had changed nothing.").arg(of.who())} +
               freedSentences(of);
    result.severity = Severity::Good;
    result.title = Text::tr("%1 committed %2").arg(of.event.session, changed);
    QStringList story{Text::tr("%1 committed %2. From now on that counts, and who begins to read sees it.")
                          .arg(of.who(), bold(changed))};
    const qint64 refused = refusedIn(of);
    if (refused != 0) {
        result.severity = Severity::Stale;
        story.append(
            Text::tr("The statement of step %1 was refused (%2) and is not in it. COMMIT kept the rest.")
                .arg(of.stepOf(refused), of.view.event(refused).code.toHtmlEscaped()));
    }
    const auto loss = lossUntil(of.view, std::min(of.moment, of.view.size()));
    if (loss && committedSpanOf(of.view, loss->write) == of.span()) {
        const bool isWrong = of.view.story().judgement.verdict == SerialVerdict::NotExplained;
        result.severity = isWrong ? Severity::Lost : Severity::Stale;
        story.append(Text::tr("%1’s %2 is gone with that, and nobody is told.")
                         .arg(loss->by.toHtmlEscaped(), bold(loss->lost)));
    } else {
        story += unawareSentences(of, changes);
    }
    return story + freedSentences(of);
}

QStringList rollbackStory(const ExplainedEvent& of, Explanation& result)
{
    const TransactionSpan* span = of.span();
    // Some engines have taken it back with the refusal.
    const qint64 refused = refusedIn(of);
    const qint64 last =
        of.event.kind == TransactionEvent::Kind::RolledBack && refused != 0 ? refused : of.event.seq;
    const Changes changes = span == nullptr ? Changes() : of.view.changesOf(*span, last - 1);
    result.title = of.event.isEngineRollback() ? Text::tr("%1 was rolled back").arg(of.event.session)
                                               : Text::tr("%1 rolled back").arg(of.event.session);
    QStringList story;
    if (of.event.isEngineRollback())
        story.append(
            Text::tr("With its refusal %1 has ended %2’s transaction itself: nothing was sent for that.")
                .arg(of.view.header().engineTitle.toHtmlEscaped(), of.who()));
    else if (of.event.kind == TransactionEvent::Kind::RolledBack)
        story.append(
            Text::tr("Because a statement was refused, %1’s program ends the transaction.").arg(of.who()));
    story.append(
        changes.empty() ? Text::tr("There was nothing to take back.")
                        : Text::tr("What it had written, %1, is taken back, as if it had never been.")
                              .arg(bold(of.view.changesPhrase(changes))));
    for (qint64 seq = 1; seq < of.event.seq; ++seq) {
        const ReadSource source = of.view.sourceOf(seq);
        if (source.kind == ReadSource::Kind::Pending && of.view.spanOf(source.write) == span &&
            span != nullptr) {
            result.severity = Severity::Lost;
            story.append(
                Text::tr("%1 has read it, and is not told.").arg(of.view.event(seq).session.toHtmlEscaped()));
            break;
        }
    }
    return story + freedSentences(of);
}

QString escaped(const QStringList& names, ListStyle style = ListStyle::And)
{
    return listed(names, style).toHtmlEscaped();
}

/// What freed a statement: an end of one that it waited for. Empty where that is not known.
QString releaseSentence(const TransactionTurn& turn)
{
    const TransactionEvent* release = turn.release;
    if (release == nullptr)
        return {};
    const QString other = release->session.toHtmlEscaped();
    const QString step = QString::number(release->step);
    if (release->kind == TransactionEvent::Kind::RolledBack || release->isRefused())
        return Text::tr("%1 was refused and rolled back, and that freed it.").arg(other);
    if (!isEnd(release->action))
        return {};
    return release->action == TransactionAction::Commit
               ? Text::tr("%1’s COMMIT in step %2 freed it.").arg(other, step)
               : Text::tr("%1’s ROLLBACK in step %2 freed it.").arg(other, step);
}

QString reason(const ExplainedEvent& of)
{
    const QString who = of.who();
    const QString others = escaped(of.event.waitsFor);
    if (of.event.action == TransactionAction::Begin)
        return Text::tr("%1’s BEGIN asks for the one lock for writing, and %2 has it.").arg(who, others);
    const QString verb =
        of.event.action == TransactionAction::Sql ? of.verb() : toName(of.event.action).toUpper();
    const QMap<QString, Changes> pending = of.view.pendingOfOthers(of.event.seq);
    for (const QString& other : of.event.waitsFor) {
        if (!pending.contains(other))
            continue;
        const QString changed = bold(of.view.changesPhrase(pending.value(other)));
        if (of.view.engine() == QLatin1String("sqlite") && isWrite(of.event))
            return Text::tr(
                       "%1 has written %2 and not committed. SQLite lets one transaction write at a time, so "
                       "%3’s %4 gets no answer yet.")
                .arg(other.toHtmlEscaped(), changed, who, verb);
        return Text::tr(
                   "%1 has written %2 and not committed. It has locked what %3’s %4 needs, so that gets no "
                   "answer yet.")
            .arg(other.toHtmlEscaped(), changed, who, verb);
    }
    return Text::tr("%1 has locked what %2’s %3 needs, so that gets no answer yet.").arg(others, who, verb);
}

QStringList circleStory(const ExplainedEvent& of, const QStringList& circle, Explanation& result)
{
    result.title =
        Text::tr("%1 and %2 wait for each other").arg(of.event.session, of.event.waitsFor.value(0));
    result.textbook = Text::tr("Deadlock: each waits for another in a circle, so nobody could ever go on.");
    result.choices.append(
        {Text::tr("One order of rows"),
         Text::tr("who takes rows in the same order cannot wait in a circle")});
    QStringList waits;
    for (qsizetype i = 0; i < circle.size(); ++i)
        waits.append(Text::tr("%1 waits for %2")
                         .arg(circle.at(i), circle.at((i + 1) % circle.size()))
                         .toHtmlEscaped());
    const QString all = listed(waits, ListStyle::And);
    QStringList story{
        circle.size() == 2 ? Text::tr("%1: neither could ever go on.", "who waits for whom").arg(all)
                           : Text::tr("%1: none of them could ever go on.", "who waits for whom").arg(all)};
    for (qint64 seq = of.event.seq + 1; seq <= std::min(of.moment, of.view.size()); ++seq) {
        const TransactionEvent& event = of.view.event(seq);
        if (event.isRefused() && refusalKind(of.view.engine(), event.code) == RefusalKind::Deadlock) {
            QStringList others = circle;
            others.removeAll(event.session);
            story.append(
                Text::tr("The database found the circle and refused %1 (%2), so that %3 can go on.")
                    .arg(event.session.toHtmlEscaped(), event.code.toHtmlEscaped(), escaped(others)));
            return story;
        }
    }
    story.append(Text::tr("The database looks for such circles, and will refuse one of them."));
    return story;
}

} // namespace

QStringList explainedBegin(const ExplainedEvent& of, Explanation& result)
{
    const QString level = of.level();
    result.title = Text::tr("%1 begins a transaction").arg(of.event.session);
    QStringList story = waitedSentences(of);
    const QString meaning = levelMeaning(of.view.engine(), level);
    story.append(
        meaning.isEmpty()
            ? Text::tr("What %1 does from now on counts together, at its COMMIT, or not at all.")
                  .arg(of.who())
            : Text::tr("What %1 does from now on counts together, at its COMMIT, or not at all. At %2 %3.")
                  .arg(of.who(), bold(level), meaning.toHtmlEscaped()));
    return story;
}

QStringList explainedEnd(const ExplainedEvent& of, Explanation& result)
{
    if (of.event.keptNothing)
        return keptNothingStory(of, result);
    if (of.event.action == TransactionAction::Commit)
        return waitedSentences(of) + commitStory(of, result);
    return rollbackStory(of, result);
}

QStringList explainedLeftOut(const ExplainedEvent& of, Explanation& result)
{
    result.title = Text::tr("%1 left this out").arg(of.event.session);
    const int step = of.event.step;
    const auto& steps = of.view.story().lesson.steps;
    const QString condition =
        step >= 1 && step <= steps.size() ? steps.at(step - 1).what.condition : QString();
    qint64 refused = 0;
    for (qint64 seq = of.event.seq - 1; seq >= 1 && refused == 0; --seq) {
        const TransactionEvent& earlier = of.view.event(seq);
        if (earlier.session != of.event.session)
            continue;
        if (earlier.isRefused())
            refused = seq;
        else if (earlier.isAnswer())
            break;
    }
    if (refused != 0)
        return {Text::tr("Its transaction was refused in step %1 and rolled back, so there is nothing left "
                         "to do in it.")
                    .arg(of.stepOf(refused))};
    if (condition.isEmpty())
        return {Text::tr("Its transaction was not begun.")};
    return {Text::tr("It does this only if %1, and that does not hold.").arg(bold(condition))};
}

QStringList waitedSentences(const ExplainedEvent& of)
{
    const TransactionTurn* turn = of.view.turnOf(of.event.seq);
    if (turn == nullptr || turn->waitedFor.isEmpty() || turn->answer == nullptr)
        return {};
    QStringList story{Text::tr("It had waited for %1.").arg(escaped(turn->waitedFor))};
    if (!of.event.isRefused())
        story.append(releaseSentence(*turn));
    return story;
}

QStringList explainedWait(const ExplainedEvent& of, Explanation& result)
{
    result.severity = Severity::Pending;
    result.title =
        Text::tr("%1 waits for %2").arg(of.event.session, listed(of.event.waitsFor, ListStyle::And));
    const QStringList circle = of.view.circleAt(of.event.seq);
    QStringList story{reason(of)};
    if (circle.contains(of.event.session) && circle.size() > 1)
        return story + circleStory(of, circle, result);
    story.append(Text::tr("It is answered when %1 commits or rolls back.")
                     .arg(escaped(of.event.waitsFor, ListStyle::Or)));
    const TransactionTurn* turn = of.view.turnOf(of.event.seq);
    const bool isAnswered = turn != nullptr && turn->answer != nullptr && turn->answer->seq <= of.moment;
    if (isAnswered && turn->answer->succeeded)
        story.append(releaseSentence(*turn));
    else if (isAnswered)
        story.append(Text::tr("In the end it was refused (%1).").arg(turn->answer->code.toHtmlEscaped()));
    result.choices = {
        {Text::tr("Wait"),
         Text::tr("nothing is lost, and it takes as long as %1 likes")
             .arg(listed(of.event.waitsFor, ListStyle::Or))},
        {Text::tr("Cancel it"),
         Text::tr("the statement is refused, and %1 can roll back").arg(of.event.session)}};
    return story;
}

} // namespace interleave
