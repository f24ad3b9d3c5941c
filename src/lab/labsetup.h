#pragma once

#include "core/model/locking.h"
#include "core/values/result.h"

#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace interleave {

/// What the server asks of a save. The four rules of locking, and beside them the way that needs none.
enum class LabRule {
    Off,       ///< nothing: the last save wins
    Version,   ///< the version that was read is the current one
    Timestamp, ///< nothing newer than what was read, in whole ticks: modified_at <= If-Unmodified-Since
    Lease,     ///< reading acquires, saving releases, everybody else waits in order of arrival
    Atomic     ///< the save is an increment: the server adds to what is there, so it needs no base
};
/// What each client does.
enum class LabProgram { ReadSave, ReadEditSave };
/// How often a client whose save was refused runs its whole program again.
enum class LabRetry { None, Once, Forever };
/// The clock, which matters to Timestamp alone. Everything that the clients do happens within one tick, so
/// that all versions that they write carry the same stamp; what is chosen is the stamp of the record at the
/// start. From the same tick, every stamp ever seen is the same and the check always lets a save in. From an
/// older one, it tells the start from what the clients wrote, and what they wrote not from each other: a
/// save based on the start is refused as soon as anybody has saved, one based on any later version is let in.
enum class LabTick { Same, Older };

/// What is asked: which orders there are, and what happens in them.
struct LabSetup final
{
    static constexpr int FewestClients = 2;
    static constexpr int MostClients = 4;

    int clients = 2;
    LabProgram program = LabProgram::ReadSave;
    LabRetry retry = LabRetry::None;
    LabTick tick = LabTick::Same;

    /// Steps in the program.
    [[nodiscard]] int length() const { return program == LabProgram::ReadSave ? 2 : 3; }
    /// Steps in an order.
    [[nodiscard]] int turns() const { return clients * length(); }

    bool operator==(const LabSetup&) const = default;
};

inline constexpr std::array<LabRule, 5> AllLabRules{
    LabRule::Off, LabRule::Version, LabRule::Timestamp, LabRule::Lease, LabRule::Atomic};

// As on the command line: `timestamp`, `read,edit,save`, `once`, `older`.
[[nodiscard]] QString toName(LabRule rule);
[[nodiscard]] QString toName(LabProgram program);
[[nodiscard]] QString toName(LabRetry retry);
[[nodiscard]] QString toName(LabTick tick);
/// For people: "Locking off", "Atomic add".
[[nodiscard]] QString toTitle(LabRule rule);

/// The server's rule under which the stage plays \a rule; nothing where it has none.
[[nodiscard]] std::optional<Locking> lockingOf(LabRule rule);

/// What was typed after the options of `interleave orders`; empty for what was not given.
struct LabSetupText final
{
    QString clients;
    QString program;
    QString retry;
    QString tick;
};
/// The error is one sentence that names the option.
[[nodiscard]] Result<LabSetup, QString> labSetupFromText(const LabSetupText& text);

/// With a comma between thousands: "369,600".
[[nodiscard]] QString labNumber(quint64 number);
/// "A", "B", "C", "D".
[[nodiscard]] QString labClient(int client);

} // namespace interleave
