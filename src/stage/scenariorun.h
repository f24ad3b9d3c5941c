#pragma once

#include "core/scenario/scenario.h"
#include "stage/stage.h"

#include <memory>
#include <vector>

namespace interleave {

/// A scenario played to its end without a window, with its own server and database.
struct ScenarioRun final
{
    Scenario scenario;
    Locking rule = Locking::Off;
    /// Still running; its journal records the run.
    std::unique_ptr<Stage> stage;
    /// Why it could not be played; one sentence, empty when all is well.
    QString problem;

    [[nodiscard]] const Journal& journal() const { return stage->journal(); }
    /// The events of a step, counted from 0.
    [[nodiscard]] std::vector<const Event*> eventsOf(int step) const;
};
/// Runs an event loop until it is done; needs a QCoreApplication.
[[nodiscard]] ScenarioRun runScenario(const Scenario& scenario, Locking rule);

/// The expectations that the run did not meet: one sentence each, with the step. Empty when all were met.
[[nodiscard]] QStringList unmetExpectations(const ScenarioRun& run);

} // namespace interleave
