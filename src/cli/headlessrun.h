#pragma once

#include "cli/commandline.h"
#include "core/export/exporting.h"

#include <functional>
#include <memory>

namespace interleave {

/// A stage on which a command's scenario was played as far as it says, or its journal opened, on a server and
/// a database of its own.
struct PlayedStage final
{
    std::unique_ptr<Stage> stage;
    /// The number of events that are shown.
    qint64 moment = 0;
    /// Why it could not be played; one sentence, empty when it was.
    QString problem;
    /// What was wrong with a journal of which only a part could be read; empty when nothing was.
    QString note;

    [[nodiscard]] ExportSource source() const;
};
/// Spins an event loop until it is done; needs a QCoreApplication. \a meanwhile is called once, while the
/// server starts.
[[nodiscard]] PlayedStage
playedStage(const WindowCommand& command, const std::function<void()>& meanwhile = {});

} // namespace interleave
