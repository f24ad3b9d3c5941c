#pragma once

#include "core/scenario/scenario.h"
#include "stage/stage.h"

#include <memory>
#include <vector>

namespace interleave {

/// A scenario played to its end, without a window, on a server and a database of its own.
struct ScenarioRun final
{
    Scenario scenario;
    Locking rule = Locking::Off;
    /// Still running; its journal is the account of the run.
    std::unique_ptr<Stage> stage;
    /// Why it could not be played; one sentence, empty when it was.
    QString problem;

    [[nodiscard]] const Journal& journal() const { return stage->journal(); }
    /// The events of a step, from 0.
    [[nodiscard]] std::vector<const Event*> eventsOf(int step) const;
};
/// Spins an event loop until it is done; needs a QCoreApplication.
[[nodiscard]] ScenarioRun runScenario(const Scenario& scenario, Locking rule);

/// What the run's expectations name and did not come true: one sentence each, with the step. Empty when all
/// held.
[[nodiscard]] QStringList unmetExpectations(const ScenarioRun& run);

} // namespace interleave
