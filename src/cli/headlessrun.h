#pragma once

#include "cli/commandline.h"
#include "core/export/exporting.h"

#include <functional>
#include <memory>
#include <optional>

namespace interleave {

/// A stage on which a command's scenario was played up to its step, or its journal opened, with its own
/// server and database.
struct PlayedStage final
{
    std::unique_ptr<Stage> stage;
    /// The number of events that are shown.
    qint64 moment = 0;
    /// Why it could not be played; one sentence, empty when all is well.
    QString problem;
    /// Why only a part of the journal could be read; empty when all was.
    QString note;
    /// Replaces the story and the title of source(); empty for none.
    std::optional<QString> title = {};

    /// A journal was opened.
    bool isJournal = false;

    /// The number of events after the first \a step of the steps that were played.
    [[nodiscard]] qint64 momentAt(int step) const;
    [[nodiscard]] ExportSource source() const { return sourceAt(moment); }
    /// The same with the first \a shown events.
    [[nodiscard]] ExportSource sourceAt(qint64 shown) const;
};
/// Runs an event loop until it is done; needs a QCoreApplication. Calls \a meanwhile once while the server
/// starts.
[[nodiscard]] PlayedStage
playedStage(const WindowCommand& command, const std::function<void()>& meanwhile = {});

} // namespace interleave
