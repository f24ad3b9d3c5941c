#pragma once

#include "engine/databases/serverengine.h"

#include <functional>

namespace interleave {

/// An engine's description, before it is started.
struct EngineEntry final
{
    /// As on the command line.
    QString name;
    QString title;
    /// Engine::levels(), as far as it is known before the engine's version is.
    QStringList levels;
    /// The error is one sentence with what to do.
    std::function<Result<std::unique_ptr<Engine>, QString>()> start;
};

/// Servers of the user's own; empty for private ones.
struct EnginePlaces final
{
    /// See postgresqlSettings() and mariadbSettings() (engine/databases/serverguest.h).
    QString postgresql = {};
    QString mariadb = {};

    bool operator==(const EnginePlaces&) const = default;
};

/// All engines that this program knows, whether or not they are installed. \a start is for private servers.
[[nodiscard]] QList<EngineEntry> engineTable(const EnginePlaces& places = {}, const ServerStart& start = {});

} // namespace interleave
