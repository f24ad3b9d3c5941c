#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "core/words/verdictwords.h"

namespace interleave {

namespace {

AnswerText foundText(const Answer& answer)
{
    if (answer.found)
        return {
            Severity::Good,
            statusText(answer.status),
            Text::tr("It was saved, as v%1.").arg(*answer.found),
            {}};
    return {Severity::Stale, statusText(answer.status), Text::tr("It was not saved."), {}};
}

/// What a card says when the verdict has no sentence of its own for this kind of request.
QString gotNothing(Request asked)
{
    switch (asked) {
    case Request::Read:
        return Text::tr("There is nothing to read.");
    case Request::Try:
        return Text::tr("Not saved.");
    case Request::Acquire:
        return Text::tr("No lease.");
    case Request::Release:
        return Text::tr("Nothing was given back.");
    }
    Q_UNREACHABLE();
}

AnswerText textOf(const Answer& answer)
{
    if (answer.purpose == Purpose::FindOut && answer.verdict == Verdict::Done)
        return foundText(answer);
    const VerdictWords& words = wordsOf(answer.verdict);
    const Request asked = requestOf(answer);
    if (!words.ends.testFlag(asked))
        return {Severity::Stale, QString::number(answer.status), gotNothing(asked), {}};
    const auto tell = asked == Request::Acquire   ? words.onAcquire
                      : asked == Request::Release ? words.onRelease
                                                  : words.onRecord;
    const CardSentence told = tell == nullptr ? CardSentence{gotNothing(asked)} : tell(answer);
    // A client that gave up waiting no longer expects anything.
    const bool isOver = answer.verdict == Verdict::GaveUp;
    return {
        isOver ? Severity::Neutral : words.severity, words.status(answer), told.sentence, {}, told.shortText};
}

} // namespace

AnswerText answerText(const ClientState& client)
{
    if (!client.answer)
        return {Severity::Neutral, {}, Text::tr("No request yet"), {}};
    AnswerText text = textOf(*client.answer);
    if (client.answer->number.step > 0) {
        const bool isOpen = client.answer->verdict == Verdict::Waiting || client.answer->isComing;
        text.origin = isOpen ? Text::tr("asked in step %1").arg(client.answer->number.text())
                             : Text::tr("answer to step %1").arg(client.answer->number.text());
        text.shortOrigin = Text::tr("step %1").arg(client.answer->number.text());
    }
    return text;
}

WhereClause whereClause(Locking locking, bool fencing)
{
    // Without fencing nothing asks for the lease when it comes to writing.
    const bool isUnasked = ruleOf(locking).holdsLeases && !fencing;
    const LockingRule& rule = ruleOf(isUnasked ? Locking::Off : locking);
    return {QString::fromLatin1(rule.where), QString::fromLatin1(rule.deciding)};
}

} // namespace interleave
