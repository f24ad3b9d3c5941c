#pragma once

#include "core/model/lease.h"
#include "core/model/locking.h"
#include "core/model/merge.h"
#include "core/values/fields.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <variant>

namespace interleave {

class JsonLine;

/// What a save sends as `If-Match` instead of what the rule and the client's copy would give.
struct IfMatchNone final
{
    bool operator==(const IfMatchNone&) const = default;
};

struct ReadStep final
{
    bool operator==(const ReadStep&) const = default;
};
struct EditStep final
{
    Fields set;

    bool operator==(const EditStep&) const = default;
};
struct SaveStep final
{
    /// Edited right before the save; may be empty.
    Fields set;
    /// A literal field value, or none at all; nothing for the usual.
    std::optional<std::variant<IfMatchNone, QByteArray>> ifMatch;
    /// Saving without having read.
    bool blind = false;
    /// The answer is lost after the commit.
    bool cut = false;
    /// Numbers, by field: added to what is on the client's screen when the save is sent, so that they mean
    /// the same whatever came before. No field of \a set. Not zero, and not for a blind save.
    Fields change = {};

    bool operator==(const SaveStep&) const = default;
};
/// The server adds to what is there.
struct IncrementStep final
{
    /// Whole numbers, by field.
    Fields add;

    bool operator==(const IncrementStep&) const = default;
};
/// A read that drops the draft.
struct ReloadStep final
{
    bool operator==(const ReloadStep&) const = default;
};
// What answers a refusal. Where the rule let the save in, there is none, and these three do nothing.
/// Reads and then writes over what stands, knowingly.
struct OverwriteStep final
{
    bool operator==(const OverwriteStep&) const = default;
};
/// The same draft again, with no more than the tag out of the refusal.
struct BlindRetryStep final
{
    bool operator==(const BlindRetryStep&) const = default;
};
/// The draft put together with what stands, and saved.
struct MergeStep final
{
    /// For fields that both changed; theirs where nothing is said.
    QMap<QString, Take> take;

    bool operator==(const MergeStep&) const = default;
};
/// Looks for a save whose answer never came.
struct FindOutStep final
{
    bool operator==(const FindOutStep&) const = default;
};
/// Asks for the record's lease; more time for it when the client has it. Under another rule it does nothing.
struct AcquireStep final
{
    /// Seconds.
    qint64 ttl = UsualTtl;
    /// For how many seconds to wait for it; 0 to be told at once.
    qint64 wait = 0;

    bool operator==(const AcquireStep&) const = default;
};
/// Gives the lease back.
struct ReleaseStep final
{
    bool operator==(const ReleaseStep&) const = default;
};
/// The time passes.
struct WaitStep final
{
    qint64 seconds = 0;

    bool operator==(const WaitStep&) const = default;
};
/// The server's clock is moved, also back.
struct ClockStep final
{
    qint64 seconds = 0;

    bool operator==(const ClockStep&) const = default;
};
/// The server changes its rule.
struct LockingStep final
{
    Locking locking = Locking::Off;

    bool operator==(const LockingStep&) const = default;
};
using StepAction = std::variant<
    ReadStep,
    EditStep,
    SaveStep,
    IncrementStep,
    ReloadStep,
    MergeStep,
    OverwriteStep,
    BlindRetryStep,
    FindOutStep,
    AcquireStep,
    ReleaseStep,
    WaitStep,
    ClockStep,
    LockingStep>;

/// Words of a scenario: one text, or for each rule its own.
struct Words final
{
    /// When there is none by rule.
    QString text;
    QMap<Locking, QString> byRule;

    Words() = default;
    /// Not explicit: a text alone is what most words are.
    Words(const QString& one)
        : text(one)
    {
    }

    [[nodiscard]] bool isByRule() const { return !byRule.isEmpty(); }
    [[nodiscard]] bool isEmpty() const { return text.isEmpty() && byRule.isEmpty(); }
    /// The text, or what is said under \a rule; empty where nothing is.
    [[nodiscard]] QString under(Locking rule) const { return isByRule() ? byRule.value(rule) : text; }

    bool operator==(const Words&) const = default;
};

/// What a step should end in, under one rule.
struct StepExpectation final
{
    std::optional<int> status;
    /// The clients whose versions leave the line with this save.
    std::optional<QStringList> lost;

    bool operator==(const StepExpectation&) const = default;
};

struct Step final
{
    /// Empty for steps that no client does (wait, clock, locking).
    QString client;
    QString record;
    StepAction action;
    /// The scenario's own words, shown with the step.
    Words say;
    /// A question before the step; playing waits here.
    Words ask;
    QMap<Locking, StepExpectation> expect;

    bool operator==(const Step&) const = default;
};

/// How a kind of step stands in a file.
struct StepKind final
{
    /// Under `do`.
    const char* name;
    /// The members that such a step may have, in the order in which a message lists them.
    QList<const char*> members;
    /// It may save something.
    bool isTry = false;
    /// Of that kind, with nothing said of it.
    StepAction action;

    [[nodiscard]] bool has(const char* member) const;
};
using StepKinds = std::array<StepKind, std::variant_size_v<StepAction>>;
/// In the order of StepAction.
[[nodiscard]] const StepKinds& stepKinds();
[[nodiscard]] const StepKind& kindOf(const StepAction& action);

/// Adds to \a line what a file says of \a action: its name, and what differs from the usual.
void addTo(JsonLine& line, const StepAction& action);

/// "A reads", "B saves stock 8", "B saves stock less 2": for buttons and lists. With \a namesRecord "A reads
/// (desk)".
[[nodiscard]] QString describe(const Step& step, bool namesRecord = false);

} // namespace interleave
