#pragma once

#include "core/scenario/scenario.h"

#include <QList>
#include <QString>

namespace interleave {

/// A scenario and the name by which the command line calls it: `lost-update`.
struct NamedScenario final
{
    QString name;
    Scenario scenario;
    /// Of the built-in ones, what a list puts it under; empty for those to begin with, and for files.
    QString group = {};
};

/// The built-in ones, in the order in which a workshop goes through them.
[[nodiscard]] QList<NamedScenario> builtinScenarios();

/// A built-in scenario by its name, or a file. The error is one sentence that names the file and the place.
[[nodiscard]] Result<NamedScenario, QString> findScenario(const QString& nameOrFile);

} // namespace interleave
