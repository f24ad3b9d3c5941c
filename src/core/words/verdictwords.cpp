#include "core/words/verdictwords.h"

#include "core/values/httpdate.h"
#include "core/values/rows.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/refusal.h"

#include <array>

namespace interleave {

namespace {

constexpr Requests AnyChange = Request::Try | Request::Acquire | Request::Release;
constexpr Requests AnyRequest = Request::Read | AnyChange;

// --- the status on a card ---

QString inFull(const Answer& answer)
{
    return statusText(answer.status);
}

QString asNumber(const Answer& answer)
{
    return QString::number(answer.status);
}

QString noAnswer(const Answer&)
{
    return Text::tr("No answer");
}

// --- the line of an answer ---

QString numbered(const Event& event, const QString& words)
{
    return dotted({QString::number(event.status), words});
}

/// What a client gets to prove its version with: the date where dates are compared, else the tag.
QString tagText(const Event& event)
{
    const auto time = ruleOf(event.locking).comparesDates ? answeredTime(event) : std::nullopt;
    if (time)
        return QStringLiteral("Last-Modified ") + *time;
    return event.tag.isEmpty() ? QString() : QStringLiteral("ETag ") + QString::fromUtf8(event.tag);
}

/// For a read also the tag and the headline field that it returned.
QString contentLine(const Event& event)
{
    if (event.action != Action::Read)
        return statusText(event.status);
    return dotted({statusText(event.status), tagText(event), headlineAsCode(event.after)});
}

// --- what became of it on the server ---

QString refused(const Event& event)
{
    return event.isTry() ? Text::tr("refused, nothing written") : Text::tr("refused, nothing changed");
}

QString holderOf(const std::optional<Lease>& lease)
{
    return lease ? lease->owner : Text::tr("another", "who holds a lease");
}

/// In the order of the enumerators.
constexpr std::array verdictWords{
    VerdictWords{
        .verdict = Verdict::Done,
        .severity = Severity::Neutral,
        .ends = Request::Read | Request::Release,
        .status = inFull,
        .onRecord =
            [](const Answer& answer) {
                const QString version = QString::number(answer.version.value_or(0));
                if (answer.dropped.isEmpty())
                    return CardSentence{Text::tr("Read v%1.").arg(version)};
                return CardSentence{
                    Text::tr("Read v%1. Dropped: %2").arg(version, formatted(answer.dropped))};
            },
        .onRelease = [](const Answer&) { return CardSentence{Text::tr("Lease given back.")}; },
        .line = contentLine,
        .outcome =
            [](const Event&) {
                return Text::tr("the lease is free");
            }},
    VerdictWords{
        .verdict = Verdict::Unchanged,
        .severity = Severity::Neutral,
        .ends = Request::Read,
        .status = asNumber,
        .onRecord =
            [](const Answer& answer) {
                return CardSentence{
                    answer.isByDate ? Text::tr("Not changed since that second.")
                                    : Text::tr("Not changed: this copy is the newest.")};
            },
        .line = [](const Event& event) { return numbered(event, Text::tr("not changed")); },
        .outcome =
            [](const Event&) {
                return QString();
            }},
    VerdictWords{
        .verdict = Verdict::Saved,
        .severity = Severity::Good,
        .ends = Request::Try,
        .status = inFull,
        .onRecord =
            [](const Answer& answer) {
                return CardSentence{Text::tr("Saved as v%1.").arg(answer.version.value_or(0))};
            },
        .line =
            [](const Event& event) {
                // The request of a write shows the saved value; an increment learns it from the answer.
                const bool isIncrement = event.action == Action::Increment;
                const QString result = isIncrement ? headlineAsCode(event.after) : QString();
                return dotted({statusText(event.status), tagText(event), result});
            },
        .outcome =
            [](const Event& event) {
                return Text::tr("saved as v%1").arg(event.version.value_or(0));
            }},
    VerdictWords{
        .verdict = Verdict::Stale,
        .severity = Severity::Stale,
        .ends = Request::Try,
        .isTurnedDown = true,
        .quoted = Quoted::Problem,
        .status = asNumber,
        .onRecord =
            [](const Answer& answer) {
                if (!answer.version)
                    return CardSentence{Text::tr("Not saved: the record has changed.")};
                return CardSentence{
                    Text::tr("Not saved: record is at v%1.").arg(*answer.version),
                    Text::tr("Not saved: now v%1").arg(*answer.version)};
            },
        .line =
            [](const Event& event) {
                const auto time = answeredTime(event);
                const QString now = time                  ? *time
                                    : event.tag.isEmpty() ? Text::tr("v%1").arg(event.version.value_or(0))
                                                          : QString::fromUtf8(event.tag);
                return numbered(
                    event,
                    dotted({Text::tr("nothing written"), Text::tr("now %1", "a tag or a time").arg(now)}));
            },
        .outcome = refused,
        .compared = comparedStale},
    VerdictWords{
        .verdict = Verdict::PreconditionMissing,
        .severity = Severity::Stale,
        .ends = Request::Try | Request::Release,
        .isTurnedDown = true,
        .status = asNumber,
        .onRecord =
            [](const Answer& answer) {
                return CardSentence{Text::tr(ruleOf(answer.locking).missing.outcome)};
            },
        .line =
            [](const Event& event) {
                return numbered(event, Text::tr("%1 is missing", "a header").arg(proofHeader(event)));
            },
        .outcome = refused},
    VerdictWords{
        .verdict = Verdict::Refused,
        .severity = Severity::Stale,
        .ends = AnyRequest,
        .isTurnedDown = true,
        .status = asNumber,
        .line = contentLine,
        .outcome = refused},
    VerdictWords{
        .verdict = Verdict::Granted,
        .severity = Severity::Good,
        .ends = Request::Acquire,
        .quoted = Quoted::Record,
        .status = inFull,
        .onAcquire =
            [](const Answer& answer) {
                if (!answer.lease)
                    return CardSentence{Text::tr("Lease granted.")};
                const QString token = QString::number(answer.lease->token);
                return CardSentence{
                    Text::tr("Lease granted, token %1, until %2.").arg(token, timeOfDay(answer.lease->until)),
                    Text::tr("Lease, token %1").arg(token)};
            },
        .line =
            [](const Event& event) {
                if (!event.lease)
                    return statusText(event.status);
                return dotted(
                    {statusText(event.status),
                     Text::tr("token %1").arg(event.lease->token),
                     Text::tr("until %1").arg(timeOfDay(event.lease->until))});
            },
        .outcome =
            [](const Event& event) {
                return Text::tr("%1 holds the lease").arg(event.client);
            }},
    VerdictWords{
        .verdict = Verdict::Waiting,
        .severity = Severity::Pending,
        .ends = Request::Acquire,
        .status = [](const Answer&) { return Text::tr("Waiting", "a client"); },
        .onAcquire =
            [](const Answer& answer) {
                return CardSentence{
                    answer.lease ? Text::tr("for %1’s lease", "waiting").arg(answer.lease->owner)
                                 : Text::tr("for the lease", "waiting")};
            },
        .line =
            [](const Event& event) {
                return event.lease ? Text::tr("waits · %1 holds it").arg(event.lease->owner)
                                   : Text::tr("waits", "a client");
            },
        .outcome =
            [](const Event&) {
                return Text::tr("nothing yet");
            }},
    VerdictWords{
        .verdict = Verdict::Locked,
        .severity = Severity::Stale,
        .ends = AnyChange,
        .isTurnedDown = true,
        .quoted = Quoted::Problem,
        .status = asNumber,
        .onRecord =
            [](const Answer& answer) {
                return CardSentence{
                    answer.lease ? Text::tr("Not saved: %1 holds the lease.").arg(answer.lease->owner)
                                 : Text::tr("Not saved: another holds the lease.")};
            },
        .onAcquire =
            [](const Answer& answer) {
                return CardSentence{Text::tr("No lease: %1 holds it.").arg(holderOf(answer.lease))};
            },
        .onRelease =
            [](const Answer& answer) {
                return CardSentence{Text::tr("Not its lease: %1 holds it.").arg(holderOf(answer.lease))};
            },
        .line =
            [](const Event& event) {
                const auto& lease = event.lease;
                return numbered(
                    event,
                    lease ? Text::tr("%1 holds it until %2").arg(lease->owner, timeOfDay(lease->until))
                          : QString());
            },
        .outcome = refused},
    VerdictWords{
        .verdict = Verdict::Fenced,
        .severity = Severity::Stale,
        .ends = AnyChange,
        .isTurnedDown = true,
        .quoted = Quoted::Problem,
        .status = asNumber,
        .onRecord =
            [](const Answer&) {
                return CardSentence{
                    Text::tr("Not saved: its lease is over."), Text::tr("Not saved: lease over")};
            },
        .onAcquire =
            [](const Answer&) { return CardSentence{Text::tr("No more time: that lease is over.")}; },
        .onRelease = [](const Answer&) { return CardSentence{Text::tr("That lease was over already.")}; },
        .line = [](const Event& event) { return numbered(event, Text::tr("that lease is over")); },
        .outcome = refused,
        .compared = comparedTokens},
    VerdictWords{
        .verdict = Verdict::Deadlock,
        .severity = Severity::Stale,
        .ends = Request::Acquire,
        .isTurnedDown = true,
        .status = asNumber,
        .onAcquire = [](const Answer&) { return CardSentence{Text::tr("Not let to wait: a deadlock.")}; },
        .line = [](const Event& event) { return numbered(event, Text::tr("deadlock")); },
        .outcome = refused,
        .compared = comparedWaits},
    VerdictWords{
        .verdict = Verdict::Expired,
        .severity = Severity::Pending,
        .ends = Request::Release,
        .status = asNumber,
        .line =
            [](const Event& event) {
                const QString token = event.lease ? QString::number(event.lease->token) : QString();
                return Text::tr("the lease %1 of %2 on %3 expires: nobody is told")
                    .arg(token, event.client, shortened(event.record, MostName));
            },
        .outcome =
            [](const Event& event) {
                return Text::tr("free again, %1 was not told").arg(event.client);
            }},
    VerdictWords{
        .verdict = Verdict::GaveUp,
        .severity = Severity::Pending,
        .ends = Request::Acquire,
        .status = noAnswer,
        .onAcquire = [](const Answer&) { return CardSentence{Text::tr("It waits no longer.")}; },
        .line = [](const Event& event) { return Text::tr("%1 waits no longer").arg(event.client); },
        .outcome =
            [](const Event&) {
                return Text::tr("out of the line");
            }},
    VerdictWords{
        .verdict = Verdict::Busy,
        .severity = Severity::Pending,
        .ends = AnyRequest,
        .isTurnedDown = true,
        .status = asNumber,
        .onRecord =
            [](const Answer& answer) {
                return CardSentence{
                    isTry(answer.action) ? Text::tr("Not saved yet: try again.")
                                         : Text::tr("Not read yet: try again.")};
            },
        .onAcquire = [](const Answer&) { return CardSentence{Text::tr("No lease yet: try again.")}; },
        .onRelease = [](const Answer&) { return CardSentence{Text::tr("Not given back yet: try again.")}; },
        .line =
            [](const Event& event) {
                return event.action == Action::Read ? contentLine(event)
                                                    : numbered(event, Text::tr("busy, try again"));
            },
        .outcome = refused},
    VerdictWords{
        .verdict = Verdict::Unknown,
        .severity = Severity::Pending,
        .ends = AnyRequest,
        .status =
            [](const Answer& answer) {
                return answer.isComing ? Text::tr("No answer yet") : noAnswer(answer);
            },
        .onRecord =
            [](const Answer& answer) {
                return requestOf(answer) == Request::Try
                           ? CardSentence{Text::tr("It may have been saved."), Text::tr("Maybe saved.")}
                           : CardSentence{Text::tr("Nothing was read.")};
            },
        .onAcquire = [](const Answer&) { return CardSentence{Text::tr("It may hold the lease.")}; },
        .onRelease = [](const Answer&) { return CardSentence{Text::tr("The lease may be given back.")}; },
        .line = [](const Event&) { return Text::tr("no answer"); },
        .outcome =
            [](const Event&) {
                return Text::tr("nobody knows yet");
            }},
};

static_assert(isComplete(verdictWords, &VerdictWords::verdict, Verdict::Unknown));

bool canEndSo(const Event& event)
{
    return wordsOf(event.verdict).ends.testFlag(requestOf(event.action));
}

} // namespace

const VerdictWords& wordsOf(Verdict verdict)
{
    return verdictWords[static_cast<std::size_t>(verdict)];
}

Severity severityOf(const Event& event)
{
    return canEndSo(event) ? wordsOf(event.verdict).severity : Severity::Stale;
}

QString answerLine(const Event& event)
{
    return canEndSo(event) ? wordsOf(event.verdict).line(event) : contentLine(event);
}

QString outcomeLine(const Event& event)
{
    return canEndSo(event) ? wordsOf(event.verdict).outcome(event) : refused(event);
}

QStringList comparedWordings(const Event& event)
{
    const auto compared = wordsOf(event.verdict).compared;
    return compared != nullptr && canEndSo(event) ? compared(event) : QStringList();
}

QString proofHeader(const Event& event)
{
    return QString::fromLatin1(ruleOf(event.isAboutLease() ? Locking::Lease : event.locking).header);
}

bool isTurnedDown(const Event& event)
{
    return wordsOf(event.verdict).isTurnedDown && (event.isTry() || event.isAboutLease()) && !event.waited;
}

} // namespace interleave
