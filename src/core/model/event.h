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

/// A change that a client asks for, whether it succeeds or not.
[[nodiscard]] constexpr bool isTry(Action action)
{
    return action == Action::Write || action == Action::Increment;
}

/// Why a panel sent a request or made an edit; this is not visible on the wire.
enum class Purpose {
    Plain,
    Reload,    ///< to see the current version, and drop the draft for it
    Overwrite, ///< to overwrite another's version on purpose: a read that keeps the draft, then a save
    Retry,     ///< the same draft again, only with the tag from the refusal
    Merge,     ///< to merge the draft with the current version, and save the result
    FindOut,   ///< to find out whether a save without an answer was committed
    WithRead   ///< a lease that is taken before a read, and given back after the save
};

/// The result of an event.
enum class Verdict {
    Done,                ///< read, edited, rule changed, lease given back
    Unchanged,           ///< 304: the client's copy is current (RFC 9110 §15.4.5)
    Saved,               ///< committed
    Stale,               ///< 412: the precondition was false, nothing was written
    PreconditionMissing, ///< 428: the rule demands a precondition and none came (RFC 6585 §3), nothing was
                         ///< written
    Refused,  ///< another 4xx to a panel's request: the record is missing, the body is no record …
    Granted,  ///< 201, or 200 for more time: the client holds the lease
    Waiting,  ///< no answer yet: another holds the lease
    Locked,   ///< 423: another holds the lease (RFC 4918 §11.3)
    Fenced,   ///< 412: the named lease is over; a write with its fencing token wrote nothing
    Deadlock, ///< 409: waiting would have closed a cycle of waits
    Expired,  ///< the lease's time ran out; nobody was told
    GaveUp,   ///< the client left before its wait was over
    Busy,     ///< 503: the database was locked, nothing was written
    Unknown   ///< no answer came; it may have been saved
};

/// True for a write that the server refused and whose client was told so.
[[nodiscard]] constexpr bool isRefusal(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Stale:
    case Verdict::PreconditionMissing:
    case Verdict::Refused:
    case Verdict::Locked:
    case Verdict::Fenced:
    case Verdict::Busy:
        return true;
    case Verdict::Done:
    case Verdict::Unchanged:
    case Verdict::Saved:
    case Verdict::Granted:
    case Verdict::Waiting:
    case Verdict::Deadlock:
    case Verdict::Expired:
    case Verdict::GaveUp:
    case Verdict::Unknown:
        return false;
    }
    return false;
}

/// A statement as the database ran it.
struct Statement final
{
    QString sql;
    /// Values for the placeholders in \a sql, in their order.
    QList<Value> bound;
    /// Rows that were changed, or returned by a query; -1 when it failed.
    qint64 rows = 0;
    /// The part of \a sql that decides whether a write succeeds; empty when there is none.
    QString deciding;

    bool operator==(const Statement&) const = default;
};
/// The statement with its values in place of the placeholders, for reading; never executed.
[[nodiscard]] QString withValues(const Statement& statement);

/// The number by which people know an event: that of its step, and with several in a step a letter.
struct StepNumber final
{
    /// From 1; 0 for no number.
    qint64 step = 0;
    /// Which of the step's events it is, from 1.
    int part = 0;
    /// There are others in the step.
    bool isSplit = false;

    /// "8", "8b"; empty for no number.
    [[nodiscard]] QString text() const;

    bool operator==(const StepNumber&) const = default;
};

/// Something that happened. A value; \a action determines which members have a meaning.
struct Event final
{
    /// 1 for the first event of its journal; set by Journal::append().
    qint64 seq = 0;
    /// Its number among the messages; 0 when it is not a message (an edit, a rule, the clock). Set by
    /// Journal::append().
    qint64 message = 0;
    /// The scenario's step that it belongs to, from 1; 0 in free play.
    qint64 step = 0;
    /// The step under which people are shown it: the scenario's, and after it each message is a step. None
    /// for an edit, nor outside of a scenario's steps for what is no message. Set by Journal::append().
    StepNumber number = {};
    /// Milliseconds since the Unix epoch, by the server's clock; for a Clock, the time after it was moved.
    qint64 time = 0;
    /// The client's name, as on its lane: a panel's, or an outside client's, which never equals a panel's
    /// (outsiders.h); empty for an event without a client (a Rule, a Clock).
    QString client;
    /// The client is not one of this process's panels.
    bool outside = false;
    /// The answer had the version but not the fields (HEAD, RFC 9110 §9.3.2).
    bool headersOnly = false;
    /// The server's number for the request; 0 when there was none.
    qint64 request = 0;

    Action action = Action::Read;
    Purpose purpose = Purpose::Plain;
    Verdict verdict = Verdict::Done;
    /// The HTTP status of the answer; 0 when there was none.
    int status = 0;
    /// The rule at that time; for a Rule the new one.
    Locking locking = Locking::Off;

    QString record;
    /// The version that a write was based on, or that an increment was added to; nothing for a blind write.
    /// If the sender left it open, Journal::append() fills it in from the client's screen.
    std::optional<qint64> base;
    /// The record's version after the event: the version read, the new one, or after a refusal the current
    /// one.
    std::optional<qint64> version;
    /// The record before the event; for an Edit the old value of the edited field.
    Fields before;
    /// What was read, what was saved, or what a refused write would have saved; for an Edit the edited field.
    Fields after;
    /// The amounts that an increment was to add, by field.
    Fields amounts;

    /// The lease that was granted, given back or has expired; after a refusal and while waiting the current
    /// one.
    std::optional<Lease> lease;
    /// The fencing token that the request named.
    std::optional<qint64> token;
    /// For an Acquire or a Wait: the wanted duration of the lease, and how long the client waits for it at
    /// most, both in seconds.
    qint64 ttl = 0;
    qint64 maxWait = 0;
    /// For a Clock: by how many seconds it was moved; negative for back.
    qint64 seconds = 0;
    /// The answer was lost, as a later AnswerLost event says. Not written to files. Set by Journal::append().
    bool answerLost = false;
    /// For an Acquire: the client had to wait for this answer. Its Wait has the same \a request.
    bool waited = false;
    /// For a Deadlock: the cycle that the wait would have closed, beginning with this client.
    QList<WaitsFor> cycle;

    /// The precondition as it was sent, such as `If-Match: "1"`; empty when there was none.
    QByteArray condition;
    /// The entity tag in the answer, with its quotation marks; empty when there was none.
    QByteArray tag;
    /// Exact bytes; empty when they were not kept.
    QByteArray requestText;
    QByteArray responseText;
    QList<Statement> statements;

    bool operator==(const Event&) const = default;

    /// Something was sent over the wire. Drawn as an arrow and numbered.
    [[nodiscard]] bool isMessage() const
    {
        return action == Action::Read || isTry() ||
               (isAboutLease() && verdict != Verdict::Expired && verdict != Verdict::GaveUp);
    }
    /// The playback stops at this event. It does not stop at an edit, which only prepares a save.
    [[nodiscard]] bool isMoment() const { return action != Action::Edit; }
    /// It concerns everybody, not one client and the server.
    [[nodiscard]] bool isAcross() const
    {
        return action == Action::Rule || action == Action::Clock ||
               (isAboutLease() && verdict == Verdict::Expired);
    }
    [[nodiscard]] bool isAboutLease() const
    {
        return action == Action::Acquire || action == Action::Release || action == Action::Wait;
    }
    /// A 304 that compared dates (`If-Modified-Since`), which have a resolution of one second.
    [[nodiscard]] bool isUnchangedByDate() const;
    /// Nobody knows whether the request ever reached the server.
    [[nodiscard]] bool isLost() const
    {
        return isMessage() && verdict == Verdict::Unknown && status == 0 && !answerLost;
    }
    [[nodiscard]] bool isTry() const { return interleave::isTry(action); }
    [[nodiscard]] bool isCommit() const { return isTry() && verdict == Verdict::Saved; }
};

/// The name to show, so that it is never mistaken for a panel's: "A (outside)" for an outside client whose
/// name is a single letter; any other name unchanged.
[[nodiscard]] QString laneName(const QString& client, bool outside);

/// One line of a journal file, without a line feed.
[[nodiscard]] QByteArray toJsonLine(const Event& event);
/// The error is one sentence that names the invalid member.
[[nodiscard]] Result<Event, QString> eventFromJsonLine(const QByteArray& line);

/// Only the headers were requested.
[[nodiscard]] bool isHeadersOnly(const Event& event);

} // namespace interleave
