#pragma once

#include "core/model/locking.h"
#include "core/values/result.h"

#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace interleave {

/// What the server asks of a save. The four rules of locking, and beside them the way that needs none.
enum class ScheduleRule {
    Off,       ///< nothing: the last save wins
    Version,   ///< the version that was read is the current one
    Timestamp, ///< nothing newer than what was read, in whole ticks: modified_at <= If-Unmodified-Since
    Lease,     ///< reading acquires, saving releases, everybody else waits in order of arrival
    Atomic     ///< the save is an increment: the server adds to what is there, so it needs no base
};
/// What each client does.
enum class ScheduleProgram { ReadSave, ReadEditSave };
/// How often a client whose save was refused runs its whole program again.
enum class ScheduleRetry { None, Once, Forever };
/// The clock, which matters to Timestamp alone. Everything that the clients do happens within one tick, so
/// that all versions that they write carry the same stamp; what is chosen is the stamp of the record at the
/// start. From the same tick, every stamp ever seen is the same and the check always lets a save in. From an
/// older one, it tells the start from what the clients wrote, and what they wrote not from each other: a
/// save based on the start is refused as soon as anybody has saved, one based on any later version is let in.
enum class ScheduleTick { Same, Older };

/// What is asked: which orders there are, and what happens in them.
struct ScheduleSetup final
{
    static constexpr int FewestClients = 2;
    static constexpr int MostClients = 4;

    int clients = 2;
    ScheduleProgram program = ScheduleProgram::ReadSave;
    ScheduleRetry retry = ScheduleRetry::None;
    ScheduleTick tick = ScheduleTick::Same;

    /// Steps in the program.
    [[nodiscard]] int length() const { return program == ScheduleProgram::ReadSave ? 2 : 3; }
    /// Steps in an order.
    [[nodiscard]] int turns() const { return clients * length(); }

    bool operator==(const ScheduleSetup&) const = default;
};

inline constexpr std::array<ScheduleRule, 5> AllScheduleRules{
    ScheduleRule::Off,
    ScheduleRule::Version,
    ScheduleRule::Timestamp,
    ScheduleRule::Lease,
    ScheduleRule::Atomic};

// As on the command line: `timestamp`, `read,edit,save`, `once`, `older`.
[[nodiscard]] QString toName(ScheduleRule rule);
[[nodiscard]] QString toName(ScheduleProgram program);
[[nodiscard]] QString toName(ScheduleRetry retry);
[[nodiscard]] QString toName(ScheduleTick tick);
/// For people: "Locking off", "Atomic add".
[[nodiscard]] QString toTitle(ScheduleRule rule);

/// The server's rule under which the stage plays \a rule; nothing where it has none.
[[nodiscard]] std::optional<Locking> lockingOf(ScheduleRule rule);

/// What was typed after the options of `interleave orders`; empty for what was not given.
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
