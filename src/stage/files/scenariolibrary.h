#pragma once

#include "core/scenario/scenario.h"

#include <QList>
#include <QString>

namespace interleave {

/// A scenario and its name on the command line: `lost-update`.
struct NamedScenario final
{
    QString name;
    Scenario scenario;
    /// For built-in ones, the heading in lists; empty for the introductory ones, and for files.
    QString group = {};
};

/// The built-in scenarios, in the order of a workshop.
[[nodiscard]] QList<NamedScenario> builtinScenarios();

/// Finds a built-in scenario by its name, or reads a file. The error is one sentence that names the file and
/// the position.
[[nodiscard]] Result<NamedScenario, QString> findScenario(const QString& nameOrFile);

} // namespace interleave
