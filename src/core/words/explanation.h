#pragma once

#include "core/model/event.h"
#include "core/model/snapshot.h"

#include <QList>
#include <QString>

namespace interleave {

/// What colour and sign a text gets; never the only way in which it is told.
enum class Severity {
    Neutral,
    Good,  ///< current, saved
    Stale, ///< stale, refused: protection, not a failure
    Lost,  ///< overwritten
    Pending
};

/// Something a client can do next, in two parts: "Reload", "take v2, make the change again".
struct Choice final
{
    QString name;
    QString effect;
};

/// An event in plain words, with its own numbers and names.
struct Explanation final
{
    Severity severity = Severity::Neutral;
    /// "B’s save was refused"
    QString title;
    /// What happened and why. Rich text: `<b>` is the only mark, values are escaped.
    QString story;
    /// What was sent, run and heard: the deciding lines only, plain text. Empty when nothing was, or it was
    /// not kept.
    QString sent;
    QString ran;
    QString heard;
    /// The parts of \a sent, \a ran and \a heard that decide, for highlighting.
    QStringList deciding;
    QList<Choice> choices;
    /// The textbook name in plain words; empty where there is none.
    QString textbook;
};

/// \a before is the state before the event; its trees must hold the event's version.
[[nodiscard]] Explanation explain(const Event& event, const Snapshot& before);

/// What a client's card says of the last answer: only what that client was told.
struct AnswerText final
{
    Severity severity = Severity::Neutral;
    /// "200 OK", "412"; empty before the first request.
    QString status;
    /// "Saved as v2.", "Not saved: record is at v2.", "No request yet"
    QString sentence;
    /// "answer to step 3"; empty before the first request.
    QString origin;
    /// The sentence in fewer words, for where buttons stand beside it; empty where it is short already.
    QString shortText = {};
    /// "step 3"
    QString shortOrigin = {};
};
[[nodiscard]] AnswerText answerText(const ClientState& client);

/// The observer's strip under a client's card: what only we see.
struct ObserverText final
{
    Severity severity = Severity::Neutral;
    QString sentence;
    /// The same in fewer words, for where the sentence has no room; empty where it is short already.
    QString shortText = {};
};
[[nodiscard]] ObserverText
observerText(const Snapshot& snapshot, const QString& client, const QString& record);

/// The `WHERE` clause that a rule means, in two parts; the second decides and may be empty. Without \a
/// fencing a lease is a promise among clients, which the record does not check.
struct WhereClause final
{
    QString common;
    QString deciding;
};
[[nodiscard]] WhereClause whereClause(Locking locking, bool fencing = true);

/// One line for a list: "A PUT stock 7 · If-Match "1" → 200 OK · ETag "2"".
struct MessageText final
{
    /// `PUT stock 7 · If-Match "1"`
    QString request;
    /// `200 OK · ETag "2"`
    QString answer;
    Severity severity = Severity::Neutral;
};
/// With \a namesRecord also which record a change is about, for where there are several.
[[nodiscard]] MessageText messageText(const Event& event, bool namesRecord = false);

} // namespace interleave
