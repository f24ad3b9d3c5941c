#pragma once

#include "core/model/lease.h"
#include "core/model/locking.h"
#include "core/values/fields.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace interleave {

/// What an event did.
enum class Action {
    Read,       ///< GET or HEAD
    Edit,       ///< a field was changed on a client's screen; nothing was sent
    Write,      ///< PUT
    Increment,  ///< PATCH: an amount was added to what is there
    Acquire,    ///< POST …/lease was answered
    Release,    ///< DELETE …/lease was answered, or the lease expired
    Wait,       ///< POST …/lease came and waits for its answer, which is an Acquire of the same request
    Rule,       ///< locking was changed
    AnswerLost, ///< a client never got the answer to its last request
    Clock       ///< the server's clock was moved, forward or back; nobody is told
};

/// A change that a client asks for, whatever becomes of it.
[[nodiscard]] constexpr bool isTry(Action action)
{
    return action == Action::Write || action == Action::Increment;
}

/// What a panel made a request or an edit for; no byte on the wire tells it.
enum class Purpose {
    Plain,
    Reload,    ///< to see what stands, and drop the draft for it
    Overwrite, ///< to write over another's version knowingly: a read that keeps the draft, then a save
    Retry,     ///< the same draft again, with no more than the tag out of the refusal
    Merge,     ///< to put the draft together with what stands, and save that
    FindOut,   ///< to learn whether a save was committed whose answer never came
    WithRead   ///< a lease that is taken on the way to a read, and given back after the save
};

/// How it ended.
enum class Verdict {
    Done,                ///< read, edited, rule changed, lease given back
    Unchanged,           ///< 304: the client's copy is still the present one (RFC 9110 §15.4.5)
    Saved,               ///< committed
    Stale,               ///< 412: the precondition was false, nothing was written
    PreconditionMissing, ///< 428: the rule demands a precondition and none came (RFC 6585 §3), nothing was
                         ///< written
    Refused,  ///< another 4xx to a panel's request: the record is missing, the body is no record …
    Granted,  ///< 201, or 200 for more time: the client holds the lease
    Waiting,  ///< no answer yet: another holds the lease
    Locked,   ///< 423: another holds the lease (RFC 4918 §11.3)
    Fenced,   ///< 412: the lease that was named is over; a write with its fencing token wrote nothing
    Deadlock, ///< 409: to wait would have closed a circle of waits
    Expired,  ///< the lease's time was over; nobody was told
    GaveUp,   ///< the client was gone before its wait was over
    Busy,     ///< 503: the database was locked, nothing was written
    Unknown   ///< no answer came; it may have been saved
};

/// True for a write that the server turned down and told the client so.
[[nodiscard]] constexpr bool isRefusal(Verdict verdict)
{
    return verdict == Verdict::Stale || verdict == Verdict::PreconditionMissing ||
           verdict == Verdict::Refused || verdict == Verdict::Locked || verdict == Verdict::Fenced ||
           verdict == Verdict::Busy;
}

/// A statement as the database ran it.
struct Statement final
{
    QString sql;
    /// In the order of the placeholders in \a sql.
    QList<Value> bound;
    /// Rows that were changed, or for a query returned; -1 when it failed.
    qint64 rows = 0;
    /// The part of \a sql that decides whether a write is let in; empty when there is none.
    QString deciding;

    bool operator==(const Statement&) const = default;
};
/// The statement with its values in the places of the placeholders, for reading; never executed.
[[nodiscard]] QString withValues(const Statement& statement);

/// A thing that really happened. A value; which members mean something depends on \a action.
struct Event final
{
    /// 1 for the first event of its journal; set by Journal::append().
    qint64 seq = 0;
    /// Its number among the messages, which is what people see as "step"; 0 when it is none (an edit, a
    /// rule, the clock). Set by Journal::append().
    qint64 message = 0;
    /// Milliseconds since the Unix epoch, by the server's clock; of a Clock, what it shows afterwards.
    qint64 time = 0;
    /// The lane: a panel's name, or an outside client's, which no panel has (outsiders.h); empty for what no
    /// client did (a Rule, a Clock).
    QString client;
    /// Not one of this process's panels.
    bool outside = false;
    /// The answer told the version and not the fields (HEAD, RFC 9110 §9.3.2).
    bool headersOnly = false;
    /// The server's number for the request; 0 when there was none.
    qint64 request = 0;

    Action action = Action::Read;
    Purpose purpose = Purpose::Plain;
    Verdict verdict = Verdict::Done;
    /// The HTTP status of the answer; 0 when there was none.
    int status = 0;
    /// The rule in force; for a Rule the new one.
    Locking locking = Locking::Off;

    QString record;
    /// The version on which a write was made (its base), for an increment the one that it was added to;
    /// nothing for a blind write. Where the sender left
    /// it open, Journal::append() fills it in from what the client had on its screen.
    std::optional<qint64> base;
    /// The record's version after the event: the version read, the new one, or after a refusal the one that
    /// stands.
    std::optional<qint64> version;
    /// The record before the event; for an Edit the edited field as it was.
    Fields before;
    /// What was read, what was saved, or after a refusal what would have been saved; for an Edit the edited
    /// field.
    Fields after;
    /// What an increment was to add, by field.
    Fields amounts;

    /// The lease that was granted, given back or has expired; after a refusal and while waiting the one that
    /// stands.
    std::optional<Lease> lease;
    /// The fencing token that the request named.
    std::optional<qint64> token;
    /// Of an Acquire or a Wait: for how many seconds the lease is wanted, and how many seconds the client
    /// waits for it at most.
    qint64 ttl = 0;
    qint64 maxWait = 0;
    /// Of a Clock: by how many seconds it was moved; less than 0 is back.
    qint64 seconds = 0;
    /// The answer was lost on the way, which a later Unheard event says; not written. Set by
    /// Journal::append().
    bool answerLost = false;
    /// Of an Acquire: the client had to wait for this answer. Its Wait has the same \a request.
    bool waited = false;
    /// Of a Deadlock: the circle that the wait would have closed, beginning with this client.
    QList<WaitsFor> cycle;

    /// The precondition as it was sent, such as `If-Match: "1"`; empty when none was.
    QByteArray condition;
    /// The entity tag in the answer, with its quotation marks; empty when there was none.
    QByteArray tag;
    /// Exact bytes; empty when they were not kept.
    QByteArray requestText;
    QByteArray responseText;
    QList<Statement> statements;

    bool operator==(const Event&) const = default;

    /// Drawn as an arrow and numbered: something went over the wire.
    [[nodiscard]] bool isMessage() const
    {
        return action == Action::Read || isTry() ||
               (isAboutLease() && verdict != Verdict::Expired && verdict != Verdict::GaveUp);
    }
    /// People look at it as a moment of its own. An edit only leads to what is sent.
    [[nodiscard]] bool isMoment() const { return action != Action::Edit; }
    /// It happened to everybody at once, and not between one client and the server.
    [[nodiscard]] bool isAcross() const
    {
        return action == Action::Rule || action == Action::Clock ||
               (isAboutLease() && verdict == Verdict::Expired);
    }
    [[nodiscard]] bool isAboutLease() const
    {
        return action == Action::Acquire || action == Action::Release || action == Action::Wait;
    }
    /// A 304 that compared dates (`If-Modified-Since`), and so proves the second only.
    [[nodiscard]] bool isUnchangedByDate() const;
    /// Nobody knows whether the request ever arrived.
    [[nodiscard]] bool isLost() const
    {
        return isMessage() && verdict == Verdict::Unknown && status == 0 && !answerLost;
    }
    [[nodiscard]] bool isTry() const { return interleave::isTry(action); }
    [[nodiscard]] bool isCommit() const { return isTry() && verdict == Verdict::Saved; }
};

/// A name that is a panel's whatever is shown: of an outside client that calls itself by a single letter, "A
/// (outside)"; any other name as it is.
[[nodiscard]] QString laneName(const QString& client, bool outside);

/// One line, without a line feed, as a journal file holds it.
[[nodiscard]] QByteArray toJsonLine(const Event& event);
/// The error is one sentence that names the member that is wrong.
[[nodiscard]] Result<Event, QString> eventFromJsonLine(const QByteArray& line);

/// Nothing but the headers was asked for.
[[nodiscard]] bool isHeadersOnly(const Event& event);

} // namespace interleave
