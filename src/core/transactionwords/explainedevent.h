#pragma once

#include "core/transactionwords/storyview.h"
#include "core/words/explanation.h"

namespace interleave {

// Internal to core/transactionwords: the explanations of the kinds of events. Each sets the title, the
// choices, the severity and the textbook's words, and returns the sentences of the story as rich text.

/// An event, and as much of what came after it as may be told.
struct ExplainedEvent final
{
    const StoryView& view;
    const TransactionEvent& event;
    qint64 moment;

    /// The session, escaped.
    [[nodiscard]] QString who() const { return event.session.toHtmlEscaped(); }
    /// "UPDATE"
    [[nodiscard]] QString verb() const { return verbOf(event); }
    [[nodiscard]] const TransactionSpan* span() const { return view.spanOf(event.seq); }
    /// The transaction has ended, as far as may be told.
    [[nodiscard]] bool isEnded(const TransactionSpan* of) const
    {
        return of != nullptr && !of->isOpenAt(moment);
    }
    [[nodiscard]] QString stepOf(qint64 seq) const { return QString::number(view.event(seq).step); }
    [[nodiscard]] QString level() const { return sessionLevel(view.header(), event.session); }
};

[[nodiscard]] QStringList explainedBegin(const ExplainedEvent& of, Explanation& result);
[[nodiscard]] QStringList explainedEnd(const ExplainedEvent& of, Explanation& result);
[[nodiscard]] QStringList explainedLeftOut(const ExplainedEvent& of, Explanation& result);
[[nodiscard]] QStringList explainedRead(const ExplainedEvent& of, Explanation& result);
[[nodiscard]] QStringList explainedWrite(const ExplainedEvent& of, Explanation& result);
[[nodiscard]] QStringList explainedWait(const ExplainedEvent& of, Explanation& result);
[[nodiscard]] QStringList explainedRefusal(const ExplainedEvent& of, Explanation& result);

/// "It had waited for A. A’s COMMIT in step 6 freed it."; nothing for what did not wait.
[[nodiscard]] QStringList waitedSentences(const ExplainedEvent& of);

/// What prevents the anomaly of a run that no order explains, on its engine.
[[nodiscard]] QList<Choice> whatPrevents(const StoryView& view);
/// What prevents a loss over several transactions.
[[nodiscard]] QList<Choice> whatPreventsLoss(const StaleWrite& loss);
/// "Lost update (P4): both read, A writes, and B writes over it."; empty where the anomaly has no name.
[[nodiscard]] QString textbookWords(const StoryView& view);

} // namespace interleave
