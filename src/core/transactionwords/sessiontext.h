#pragma once

#include "core/transactions/transactionstory.h"
#include "core/words/explanation.h"

namespace interleave {

/// What stands on a session's card: what that session knows, and nothing else.
struct SessionText final
{
    Severity severity = Severity::Neutral;
    /// "no transaction open", "transaction open", "waits for B", "refused"; for the corner of a card.
    QString status;
    /// What it was last told by a query, and what it wrote since: "stock 10"; the newest first. Empty before
    /// the first query, and after a result of no rows that says nothing.
    QStringList sees = {};
    /// Its last answer: status "1 row", "10", "COMMIT", "40001"; a sentence such as "stock is 10", "could not
    /// serialize access due to concurrent update", "Taken back: 7."; origin "answer to step 4".
    AnswerText answer = {};
};
[[nodiscard]] SessionText sessionText(const TransactionStory& story, const QString& session, qint64 moment);
/// "waits for B"
[[nodiscard]] QString waitStatus(const QStringList& sessions);

/// The observer's strip under a session's card, what the session itself cannot know: "B believes 999, which
/// was never committed", "B’s stock 10 is old: A has committed 7", "A has not committed 7 yet". Empty where
/// there is nothing to say.
[[nodiscard]] ObserverText
sessionObserver(const TransactionStory& story, const QString& session, qint64 moment);

/// The database's card.
struct DatabaseText final
{
    /// The committed value that is shown large, and what it is: "10", "stock · committed".
    QString value;
    QString caption;
    /// "stock"
    QString shortCaption = {};
    /// The other committed values that the run is about: "chair 10".
    QStringList others = {};
    /// What is written and not committed, each with its session: {"A", "stock 7"}.
    struct Pending final
    {
        QString session;
        QString text;

        bool operator==(const Pending&) const = default;
    };
    QList<Pending> pending = {};
};
[[nodiscard]] DatabaseText databaseText(const TransactionStory& story, qint64 moment);

} // namespace interleave
