#include "core/transactionwords/transactionguess.h"

#include "core/transactionwords/storyview.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;

/// The first event of a step that says what became of it; null for none.
const TransactionEvent* firstOf(const TransactionStory& story, int step)
{
    for (const TransactionEvent& event : story.journal.events()) {
        if (event.step == step && event.kind != Kind::RolledBack)
            return &event;
    }
    return nullptr;
}

QString said(TransactionGuess guess)
{
    switch (guess) {
    case TransactionGuess::GoesThrough:
        return Text::tr("You said it goes through.");
    case TransactionGuess::Waits:
        return Text::tr("You said it waits.");
    case TransactionGuess::Refused:
        return Text::tr("You said it is refused.");
    case TransactionGuess::ReadsUncommitted:
        return Text::tr("You said it reads what was never committed.");
    }
    Q_UNREACHABLE();
}

QString whatHappened(TransactionGuess truth, const TransactionStory& story, const TransactionEvent& event)
{
    const StoryView view(story);
    switch (truth) {
    case TransactionGuess::GoesThrough: {
        if (event.keptNothing)
            return Text::tr("It goes through, and keeps nothing.");
        if (event.isRead())
            return Text::tr("It goes through: %1 is told %2.", "a session, and what a query returned")
                .arg(event.session, view.toldText(event.seq));
        return isWrite(event) ? Text::tr("It goes through: %1 rows.", nullptr, pluralOf(event.rowCount))
                                    .arg(QString::number(event.rowCount))
                              : Text::tr("It goes through.");
    }
    case TransactionGuess::Waits:
        return Text::tr("It waits for %1.").arg(listed(event.waitsFor, ListStyle::And));
    case TransactionGuess::Refused:
        return Text::tr("It is refused with %1, and %2 is told.").arg(event.code, event.session);
    case TransactionGuess::ReadsUncommitted:
        return Text::tr("It reads %1, which %2 has not committed.")
            .arg(view.toldText(event.seq), view.sourceOf(event.seq).writer);
    }
    Q_UNREACHABLE();
}

} // namespace

QString toTitle(TransactionGuess guess)
{
    switch (guess) {
    case TransactionGuess::GoesThrough:
        return Text::tr("Goes through");
    case TransactionGuess::Waits:
        return Text::tr("Waits");
    case TransactionGuess::Refused:
        return Text::tr("Is refused");
    case TransactionGuess::ReadsUncommitted:
        return Text::tr("Reads what was never committed");
    }
    Q_UNREACHABLE();
}

std::optional<TransactionGuess> truthOf(const TransactionStory& story, int step)
{
    const TransactionEvent* event = firstOf(story, step);
    if (event == nullptr || event->kind == Kind::LeftOut)
        return std::nullopt;
    if (event->kind == Kind::Waits)
        return TransactionGuess::Waits;
    if (event->isRefused())
        return TransactionGuess::Refused;
    return story.facts.reads.value(event->seq).kind == ReadSource::Kind::Pending
               ? TransactionGuess::ReadsUncommitted
               : TransactionGuess::GoesThrough;
}

QString verdictOn(TransactionGuess guess, const TransactionStory& story, int step)
{
    const std::optional<TransactionGuess> truth = truthOf(story, step);
    if (!truth)
        return Text::tr("%1 It was left out.", "a guess").arg(said(guess));
    const QString what = whatHappened(*truth, story, *firstOf(story, step));
    return *truth == guess ? Text::tr("%1 Right. %2").arg(said(guess), what)
                           : QStringLiteral("%1 %2").arg(said(guess), what);
}

} // namespace interleave
