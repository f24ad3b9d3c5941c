#pragma once

#include "core/scenario/headline.h"
#include "core/transactions/transactionstory.h"
#include "core/words/explanation.h"

#include <limits>

namespace interleave {

/// An event in plain words, with its own numbers: what happened, what it read and from whom, for whom it
/// waits, with which code it was refused; for the event that decided the run also the serial outcomes, and
/// the sentence why no order explains it, once the run is over. \c sent is empty, \c ran the statement with
/// its values, \c heard the answer. Tells nothing of what happens after the first \a moment events.
[[nodiscard]] Explanation explainTransaction(
    const TransactionStory& story, qint64 seq, qint64 moment = std::numeric_limits<qint64>::max());

/// The lesson's own words on the event's step; empty for none.
[[nodiscard]] QString wordsOn(const TransactionStory& story, qint64 seq);

/// The story, and what came of it after \a moment events; nothing before the end unless it is certain then,
/// such as a refusal.
[[nodiscard]] Headline transactionHeadline(const TransactionStory& story, qint64 moment);

/// The event that decided the run: of an anomaly the read or the write that it is about, else a refusal, a
/// deadlock, a wait, else the last. 0 for an empty journal.
[[nodiscard]] qint64 transactionTurningPoint(const TransactionStory& story);

/// One line of a list, for a screen reader and for the table of messages: "B: SELECT stock → 999, which A has
/// not committed".
[[nodiscard]] MessageText transactionMessage(const TransactionStory& story, qint64 seq);

} // namespace interleave
