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

/// Sends a save without `If-Match`, whatever the rule and the client's copy would give.
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
    /// Fields edited right before the save; may be empty.
    Fields set;
    /// A literal field value, or no field at all; nothing for the default.
    std::optional<std::variant<IfMatchNone, QByteArray>> ifMatch;
    /// Saves without having read.
    bool blind = false;
    /// The answer is lost after the commit.
    bool cut = false;
    /// Numbers to add, by field: to the values on the client's screen when the save is sent, so that they
    /// mean the same whatever came before. Must not contain a field of \a set. Not zero, and not for a blind
    /// save.
    Fields change = {};

    bool operator==(const SaveStep&) const = default;
};
/// The server adds to the current value.
struct IncrementStep final
{
    /// The amounts, whole numbers by field.
    Fields add;

    bool operator==(const IncrementStep&) const = default;
};
/// A read that drops the draft.
struct ReloadStep final
{
    bool operator==(const ReloadStep&) const = default;
};
// Responses to a refusal. If the save was not refused, these three do nothing.
/// Reads, then overwrites the current version on purpose.
struct OverwriteStep final
{
    bool operator==(const OverwriteStep&) const = default;
};
/// The same draft again, with nothing but the tag from the refusal.
struct BlindRetryStep final
{
    bool operator==(const BlindRetryStep&) const = default;
};
/// Merges the draft with the current version, and saves the result.
struct MergeStep final
{
    /// The choices for fields that both changed; theirs is the default.
    QMap<QString, Take> take;

    bool operator==(const MergeStep&) const = default;
};
/// Finds out whether a save without an answer was committed.
struct FindOutStep final
{
    bool operator==(const FindOutStep&) const = default;
};
/// Asks for the record's lease; extends it if the client has it. Does nothing under another rule.
struct AcquireStep final
{
    /// Seconds.
    qint64 ttl = UsualTtl;
    /// How many seconds to wait for it at most; 0 to be refused at once.
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
/// Moves the server's clock, possibly back.
struct ClockStep final
{
    qint64 seconds = 0;

    bool operator==(const ClockStep&) const = default;
};
/// Changes the server's rule.
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

/// A text of a scenario: the same for all rules, or one for each rule.
struct Words final
{
    /// Used if there is none by rule.
    QString text;
    QMap<Locking, QString> byRule;

    Words() = default;
    /// Implicit, because most words are a single text.
    Words(const QString& one)
        : text(one)
    {
    }

    [[nodiscard]] bool isByRule() const { return !byRule.isEmpty(); }
    [[nodiscard]] bool isEmpty() const { return text.isEmpty() && byRule.isEmpty(); }
    /// The text that applies under \a rule; empty when there is none.
    [[nodiscard]] QString under(Locking rule) const { return isByRule() ? byRule.value(rule) : text; }

    bool operator==(const Words&) const = default;
};

/// The expected result of a step under one rule.
struct StepExpectation final
{
    std::optional<int> status;
    /// The clients whose versions this save overwrites.
    std::optional<QStringList> lost;

    bool operator==(const StepExpectation&) const = default;
};

struct Step final
{
    /// Empty for steps without a client (wait, clock, locking).
    QString client;
    QString record;
    StepAction action;
    /// The scenario's explanation, shown with the step.
    Words say;
    /// A question before the step; the playback stops here.
    Words ask;
    QMap<Locking, StepExpectation> expect;

    bool operator==(const Step&) const = default;
};

/// How a file describes a kind of step.
struct StepKind final
{
    /// The value of `do`.
    const char* name;
    /// The members that such a step may have, in the order in which a message lists them.
    QList<const char*> members;
    /// Whether it may save something.
    bool isTry = false;
    /// An action of that kind with default values.
    StepAction action;

    [[nodiscard]] bool has(const char* member) const;
};
using StepKinds = std::array<StepKind, std::variant_size_v<StepAction>>;
/// In the order of StepAction.
[[nodiscard]] const StepKinds& stepKinds();
[[nodiscard]] const StepKind& kindOf(const StepAction& action);

/// Adds to \a line the members for \a action: its name, and values that differ from their defaults.
void addTo(JsonLine& line, const StepAction& action);

/// "A reads", "B saves stock 8", "B saves stock less 2": for buttons and lists. With \a namesRecord "A reads
/// (desk)".
[[nodiscard]] QString describe(const Step& step, bool namesRecord = false);

} // namespace interleave
