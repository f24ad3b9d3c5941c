#pragma once

#include "core/model/event.h"
#include "core/model/snapshot.h"
#include "core/words/request.h"
#include "core/words/severity.h"

#include <QStringList>

namespace interleave {

/// The longest name of a record or a field in a line with other words.
constexpr qsizetype MostName = 24;

/// What a client's card says about an answer. \a shortText is empty if the sentence is already short.
struct CardSentence final
{
    QString sentence;
    QString shortText = {};
};

/// What the excerpt of an exchange quotes from the answer, in addition to its status.
enum class Quoted {
    Headers,
    Record, ///< the headers and the body
    Problem ///< the members of the problem (RFC 9457) that describe the current state
};

/// Everything that is said and shown about a verdict, one row for each. The cards, the table of messages, the
/// diagram and the exports read it; explain() tells the same at length.
struct VerdictWords final
{
    Verdict verdict;
    /// Decides the colour and the sign.
    Severity severity;
    /// The requests that can end with this verdict. A file may hold others; then only the status is shown.
    Requests ends;
    /// The arrow of the request ends in a ✕ before it reaches the record.
    bool isTurnedDown = false;
    Quoted quoted = Quoted::Headers;

    /// How a card begins: "200 OK", "412", "No answer".
    QString (*status)(const Answer&);
    /// The sentence of a card. Null if the general sentence for a failed request of this kind is enough.
    CardSentence (*onRecord)(const Answer&) = nullptr;
    CardSentence (*onAcquire)(const Answer&) = nullptr;
    CardSentence (*onRelease)(const Answer&) = nullptr;
    /// The answer in a list and beside an arrow: `200 OK · ETag "2"`.
    QString (*line)(const Event&);
    /// The result on the server: "saved as v2", "the lease is free".
    QString (*outcome)(const Event&);
    /// What was compared before the request was refused, the longest wording first: "B read v1, it is at v2".
    /// Null if the answer says it.
    QStringList (*compared)(const Event&) = nullptr;
};

[[nodiscard]] const VerdictWords& wordsOf(Verdict verdict);

/// From the row of the event's verdict; Stale if its request cannot end with that verdict.
[[nodiscard]] Severity severityOf(const Event& event);
/// The answer in the list and beside the arrow.
[[nodiscard]] QString answerLine(const Event& event);
/// The result on the server, for the table of messages.
[[nodiscard]] QString outcomeLine(const Event& event);
/// What the server compared before it refused the request, the longest wording first; empty where the answer
/// says it.
[[nodiscard]] QStringList comparedWordings(const Event& event);
/// The header field that proves what a save was made on, under the event's rule.
[[nodiscard]] QString proofHeader(const Event& event);
/// A request that achieved nothing: its arrow ends in a ✕. One that waited did reach the server, and is
/// answered in its own row.
[[nodiscard]] bool isTurnedDown(const Event& event);

} // namespace interleave
