#pragma once

#include "core/model/locking.h"
#include "core/values/result.h"

#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace interleave {

/// What the server checks on a save: the rules of locking, each with its own number, and atomic increments,
/// which need none. Only rules that the code names have an enumerator here, so don't switch over them: ask
/// ruleOf() what a rule does.
enum class ScheduleRule {
    Off = static_cast<int>(Locking::Off),
    /// The version that was read is the current one.
    Version = static_cast<int>(Locking::Version),
    /// Nothing is newer than what was read, in whole ticks: modified_at <= If-Unmodified-Since.
    Timestamp = static_cast<int>(Locking::Timestamp),
    /// Reading acquires, saving releases, everybody else waits in order of arrival.
    Lease = static_cast<int>(Locking::Lease),
    /// The save is an increment: the server adds to the current value, so it needs no base and no rule.
    Atomic = static_cast<int>(AllLocking.size())
};
/// What each client does.
enum class ScheduleProgram { ReadSave, ReadEditSave };
/// How often a client repeats its whole program after its save was refused.
enum class ScheduleRetry { None, Once, Forever };
/// The clock, which only matters to Timestamp. Everything that the clients do happens within one tick, so
/// that all their versions have the same stamp; this chooses the stamp of the initial record. From the same
/// tick, all stamps are equal and the check lets every save in. From an older one, it distinguishes the
/// initial version from the clients' versions, but not those from each other: a save based on the initial
/// version is refused as soon as anybody has saved, one based on any later version is let in.
enum class ScheduleTick { Same, Older };

/// The options: which orders there are, and what happens in them.
struct ScheduleSetup final
{
    static constexpr int FewestClients = 2;
    static constexpr int MostClients = 4;

    int clients = 2;
    ScheduleProgram program = ScheduleProgram::ReadSave;
    ScheduleRetry retry = ScheduleRetry::None;
    ScheduleTick tick = ScheduleTick::Same;

    /// The number of steps in the program.
    [[nodiscard]] int length() const { return program == ScheduleProgram::ReadSave ? 2 : 3; }
    /// The number of steps in an order.
    [[nodiscard]] int turns() const { return clients * length(); }

    bool operator==(const ScheduleSetup&) const = default;
};

inline constexpr auto AllScheduleRules = [] {
    std::array<ScheduleRule, AllLocking.size() + 1> all{};
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<ScheduleRule>(i);
    return all;
}();

// Names on the command line: `timestamp`, `read,edit,save`, `once`, `older`.
[[nodiscard]] QString toName(ScheduleRule rule);
[[nodiscard]] QString toName(ScheduleProgram program);
[[nodiscard]] QString toName(ScheduleRetry retry);
[[nodiscard]] QString toName(ScheduleTick tick);
/// For people: "Locking off", "Atomic add".
[[nodiscard]] QString toTitle(ScheduleRule rule);

/// The server's rule for playing \a rule on the stage; nothing if it has none.
[[nodiscard]] std::optional<Locking> lockingOf(ScheduleRule rule);
/// What that demands; of Atomic what locking off does.
[[nodiscard]] const LockingRule& ruleOf(ScheduleRule rule);

/// The typed options of `interleave orders`; empty for those left out.
struct ScheduleSetupText final
{
    QString clients;
    QString program;
    QString retry;
    QString tick;
};
/// The error is one sentence that names the option.
[[nodiscard]] Result<ScheduleSetup, QString> scheduleSetupFromText(const ScheduleSetupText& text);

/// With a comma between thousands: "369,600".
[[nodiscard]] QString grouped(quint64 number);
/// "A", "B", "C", "D".
[[nodiscard]] QString scheduleClient(int client);

} // namespace interleave
