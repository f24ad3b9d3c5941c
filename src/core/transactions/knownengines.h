#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace interleave {

/// What is known of a database system without starting it.
struct KnownEngine final
{
    /// As on the command line and in files: `sqlite`.
    QString name;
    /// As people write it: "SQLite".
    QString title;
    /// The isolation levels, from the weakest on.
    QStringList levels;
    /// The level of a connection that sets none.
    QString usualLevel;
};

/// Where transactions are run: an engine's name, and one of its levels.
struct EngineLevel final
{
    QString engine = {};
    QString level = {};

    bool operator==(const EngineLevel&) const = default;
};

/// All that this program knows, in the order in which they are listed.
[[nodiscard]] const QList<KnownEngine>& knownEngines();
/// Null for an unknown name. Valid for ever.
[[nodiscard]] const KnownEngine* knownEngine(const QString& name);
[[nodiscard]] QStringList knownEngineNames();
/// One sentence for an unknown name; empty for a known one.
[[nodiscard]] QString problemWithEngine(const QString& name);

/// After how long PostgreSQL looks for a deadlock that the session with this \a index (from 0, in the order in
/// which they connect) waits in, in milliseconds. Each has half the time of the one before, so that the last one
/// is always the one that finds it and is refused.
[[nodiscard]] constexpr int deadlockTimeoutMs(qsizetype index)
{
    constexpr int longest = 400;
    return index > 8 ? 1 : longest >> index;
}

} // namespace interleave
