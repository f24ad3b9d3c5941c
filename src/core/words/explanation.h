#pragma once

#include "core/model/event.h"
#include "core/model/snapshot.h"
#include "core/words/severity.h"

#include <QList>
#include <QString>

namespace interleave {

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
    /// What happened and why. Rich text: `<b>` is the only markup, values are escaped.
    QString story;
    /// Request, statement and answer: the deciding lines only, as plain text. Empty when there was none, or
    /// it was not kept.
    QString sent;
    QString ran;
    QString heard;
    /// The deciding parts of \a sent, \a ran and \a heard, for highlighting.
    QStringList deciding;
    QList<Choice> choices;
    /// The textbook term in plain words; empty when there is none.
    QString textbook;
};

/// \a before is the state before the event; its trees must hold the event's version.
[[nodiscard]] Explanation explain(const Event& event, const Snapshot& before);

/// The last answer on a client's card: only what that client was told.
struct AnswerText final
{
    Severity severity = Severity::Neutral;
    /// "200 OK", "412"; empty before the first request.
    QString status;
    /// "Saved as v2.", "Not saved: record is at v2.", "No request yet"
    QString sentence;
    /// "answer to step 3"; empty before the first request.
    QString origin;
    /// A shorter sentence, for when buttons are beside it; empty if it is short already.
    QString shortText = {};
    /// "step 3"
    QString shortOrigin = {};
};
[[nodiscard]] AnswerText answerText(const ClientState& client);

/// The observer's strip under a client's card: what the client itself cannot know.
struct ObserverText final
{
    Severity severity = Severity::Neutral;
    QString sentence;
    /// A shorter sentence for a narrow strip; empty if it is short already.
    QString shortText = {};
};
[[nodiscard]] ObserverText
observerText(const Snapshot& snapshot, const QString& client, const QString& record);

/// The `WHERE` clause of a rule, in two parts; the second is the deciding one and may be empty. Without \a
/// fencing the record does not check leases, so only the clients' cooperation protects it.
struct WhereClause final
{
    QString common;
    QString deciding;
};
[[nodiscard]] WhereClause whereClause(Locking locking, bool fencing = true);

/// One line of a list: "A PUT stock 7 · If-Match "1" → 200 OK · ETag "2"".
struct MessageText final
{
    /// `PUT stock 7 · If-Match "1"`
    QString request;
    /// `200 OK · ETag "2"`
    QString answer;
    Severity severity = Severity::Neutral;
};
/// \a namesRecord also says which record a change is about, for when there are several.
[[nodiscard]] MessageText messageText(const Event& event, bool namesRecord = false);

} // namespace interleave
