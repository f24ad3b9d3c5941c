#include "core/transactionwords/transactionexplanation.h"

#include "core/transactions/sqlliterals.h"
#include "core/transactionwords/anomalyevents.h"
#include "core/transactionwords/explainedevent.h"
#include "core/transactionwords/toldtables.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;

QStringList storyOf(const ExplainedEvent& of, Explanation& result)
{
    switch (of.event.kind) {
    case Kind::Waits:
        return explainedWait(of, result);
    case Kind::LeftOut:
        return explainedLeftOut(of, result);
    case Kind::RolledBack:
        return explainedEnd(of, result);
    case Kind::Answered:
        break;
    }
    if (of.event.isRefused())
        return explainedRefusal(of, result);
    if (of.event.action == TransactionAction::Begin)
        return explainedBegin(of, result);
    if (of.event.action != TransactionAction::Sql)
        return explainedEnd(of, result);
    return of.event.isRead() ? explainedRead(of, result) : explainedWrite(of, result);
}

/// "10", "3 rows": what a step returned in an order; empty where it was left out or refused.
QString toldIn(const SerialOutcome& order, int step)
{
    const RunOutcome::Told told = order.outcome.told.value(step);
    if (told.rows.size() == 1 && told.rows.first().size() == 1)
        return valueText(told.rows.first().first());
    return told.rows.isEmpty() && told.rowCount == 0
               ? QString()
               : Text::tr("%1 rows", nullptr, pluralOf(told.rowCount)).arg(QString::number(told.rowCount));
}

/// What the reads that an anomaly is about would have returned in each order; empty for one that is about
/// writes.
QString readsInOrders(const StoryView& view, const AnomalyEvents& anomaly)
{
    if (anomaly.point == 0 || !view.event(anomaly.point).isRead())
        return {};
    const QString& who = view.event(anomaly.point).session;
    QStringList orders;
    for (const SerialOutcome& each : view.story().judgement.serial) {
        QStringList told;
        for (const qint64 seq : anomaly.all) {
            if (view.event(seq).isRead() && view.event(seq).session == who)
                told.append(toldIn(each, view.event(seq).step));
        }
        if (told.contains(QString()))
            return {};
        orders.append(bold(listed(told, ListStyle::And)));
    }
    orders.removeDuplicates();
    const QString text = listed(orders, ListStyle::Or);
    return view.story().judgement.serial.size() == 1
               ? Text::tr("Run alone, %1 would have read %2.").arg(who.toHtmlEscaped(), text)
               : Text::tr("One after the other, %1 would have read %2.").arg(who.toHtmlEscaped(), text);
}

/// What every order comes to.
QString ordersSentence(const StoryView& view)
{
    constexpr qsizetype few = 2;
    const Judgement& judgement = view.story().judgement;
    const ToldOfTables told(view, true);
    const QStringList values = told.serialValues();
    const QString here = told.value(view.tablesAt(view.size()));
    if (const QString reads = readsInOrders(view, anomalyEvents(view)); !reads.isEmpty())
        return reads;
    if (judgement.serial.size() == few && values.size() == 1 && values.first() != here)
        return Text::tr("One after the other, in either order, %1 would be %2. It is %3.")
            .arg(told.name().toHtmlEscaped(), bold(values.first()), bold(here));
    if (judgement.serial.size() > few || judgement.outcomes.isEmpty())
        return Text::tr(
            "None of the %n orders of the transactions comes to that.",
            nullptr,
            pluralOf(judgement.serial.size()));
    return Text::tr("Run one after the other: %1", "what comes of it")
        .arg(judgement.outcomes.toHtmlEscaped());
}

/// What every order comes to, and why none explains the run; once it is over.
QStringList judgementSentences(const StoryView& view, qint64 point)
{
    const Judgement& judgement = view.story().judgement;
    QStringList story{ordersSentence(view)};
    // Of a dirty read the reason says what was said before, unless its source is not known.
    if (view.sourceOf(point).kind != ReadSource::Kind::Pending)
        story.append(judgement.because.toHtmlEscaped());
    return story;
}

/// What a query or another statement was answered, with what is not in the answer.
QString heardText(const ExplainedEvent& of)
{
    switch (of.event.kind) {
    case Kind::Waits:
        return Text::tr("waits for %1").arg(listed(of.event.waitsFor, ListStyle::And));
    case Kind::LeftOut:
    case Kind::RolledBack:
        return {};
    case Kind::Answered:
        break;
    }
    if (of.event.isRefused())
        return refusalText(of.event);
    if (of.event.action == TransactionAction::Sql && !of.event.isRead() && !isWrite(of.event))
        return Text::tr("done");
    const QString answer = of.event.isRead() ? of.view.toldText(of.event.seq) : answerText(of.event);
    const ReadSource source = of.view.sourceOf(of.event.seq);
    return source.kind == ReadSource::Kind::Pending
               ? Text::tr("%1, which %2 has not committed", "what a query returned")
                     .arg(answer, source.writer)
               : answer;
}

/// What the lesson would have sent, with the places of the values that it keeps.
QString leftOutText(const ExplainedEvent& of)
{
    const int step = of.event.step;
    const QList<LessonStep>& steps = of.view.story().lesson.steps;
    const bool isKnown = of.event.action == TransactionAction::Sql && step >= 1 && step <= steps.size();
    return isKnown ? steps.at(step - 1).sql.on(of.view.engine()).simplified()
                   : toName(of.event.action).toUpper();
}

Severity severityOf(const ExplainedEvent& of)
{
    Explanation explanation;
    (void)storyOf(of, explanation);
    return explanation.severity;
}

} // namespace

Explanation explainTransaction(const TransactionStory& story, qint64 seq, qint64 moment)
{
    if (seq < 1 || seq > story.journal.size())
        return {};
    const StoryView view(story);
    const ExplainedEvent of{view, story.journal.event(seq), std::min(moment, story.journal.size())};
    Explanation result;
    QStringList sentences = storyOf(of, result);
    const bool isOver = story.isOver(of.moment);
    const AnomalyEvents anomaly = isOver ? anomalyEvents(view) : AnomalyEvents();
    if (anomaly.point == seq) {
        result.severity = Severity::Lost;
        sentences += judgementSentences(view, seq);
        result.choices = whatPrevents(view);
    }
    if (anomaly.all.contains(seq) || anomaly.point == seq)
        result.textbook = textbookWords(view);
    sentences.removeAll(QString());
    result.story = sentences.join(QLatin1Char(' '));
    if (of.event.kind != Kind::LeftOut)
        result.ran = sqlWithValues(sentStatement(of.event), view.engine());
    result.heard = heardText(of);
    const bool isDeciding =
        of.event.isRefused() || result.severity == Severity::Lost || result.severity == Severity::Stale;
    if (isDeciding && !result.heard.isEmpty())
        result.deciding.append(of.event.isRefused() ? of.event.code : result.heard);
    return result;
}

QString wordsOn(const TransactionStory& story, qint64 seq)
{
    if (seq < 1 || seq > story.journal.size())
        return {};
    const int step = story.journal.event(seq).step;
    if (step < 1 || step > story.lesson.steps.size())
        return {};
    return story.lesson.steps.at(step - 1).say.on(story.journal.header().engine);
}

MessageText transactionMessage(const TransactionStory& story, qint64 seq)
{
    if (seq < 1 || seq > story.journal.size())
        return {};
    const StoryView view(story);
    const ExplainedEvent of{view, story.journal.event(seq), seq};
    MessageText text;
    text.severity = severityOf(of);
    const QString sql = sqlWithValues(sentStatement(of.event), view.engine());
    text.request =
        Text::tr("%1: %2", "a session, and what it sends")
            .arg(of.event.session, of.event.kind == Kind::LeftOut ? leftOutText(of) : sql.simplified());
    if (of.event.isEngineRollback())
        text.request = Text::tr("%1 sends nothing", "a session").arg(of.event.session);
    if (of.event.kind == Kind::LeftOut)
        text.answer = Text::tr("left out");
    else if (of.event.isEngineRollback())
        text.answer = engineRollbackText(view.header());
    else if (of.event.kind == Kind::RolledBack)
        text.answer = Text::tr("because a statement was refused");
    else
        text.answer = heardText(of);
    return text;
}

} // namespace interleave
