#include "stage/playedstage.h"
#include "stage/savedfile.h"

#include <cstdio>

namespace interleave {

namespace {

void message(const QString& line)
{
    std::fputs(qPrintable(line + QLatin1Char('\n')), stderr);
}

} // namespace

ExitCode writeExport(const ExportCommand& command)
{
    const PlayedStage played = playedStage(command.what);
    if (!played.note.isEmpty())
        message(played.note);
    QString problem = played.problem;
    if (problem.isEmpty()) {
        const auto text = exportText(command.format, played.source());
        problem = text ? saveFile(command.file, *text) : text.error();
    }
    if (problem.isEmpty())
        return ExitCode::Done;
    message(problem);
    return ExitCode::CannotDo;
}

} // namespace interleave
