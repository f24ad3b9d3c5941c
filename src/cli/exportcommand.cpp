#include "cli/headlessrun.h"
#include "cli/terminal.h"

namespace interleave {

ExitCode writeExport(const ExportCommand& command)
{
    const PlayedStage played = playedStage(command.what);
    if (!played.note.isEmpty())
        message(played.note);
    if (!played.problem.isEmpty())
        return told({false, played.problem});
    const auto text = exportText(command.format, played.source());
    return told(text ? writeResult(command.file, *text) : Written{false, text.error()}, command.what.code());
}

} // namespace interleave
