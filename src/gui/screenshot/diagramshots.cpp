#include "gui/screenshot/diagramshots.h"

#include "cli/headlessrun.h"
#include "cli/terminal.h"
#include "gui/export/comparisondrawing.h"
#include "gui/export/diagramdrawing.h"
#include "gui/playback/comparison.h"
#include "gui/playback/transactioncomparison.h"
#include "gui/screenshot/storyexport.h"

#include <numeric>
#include <utility>

namespace interleave {

namespace {

/// One drawing for each step. \a draw may refuse the width.
template<typename Draw>
Result<std::vector<Drawing>, NotDrawn> drawn(const std::vector<int>& steps, Draw draw)
{
    std::vector<Drawing> drawings;
    for (const int step : steps) {
        Result<Drawing, QString> drawing = draw(step);
        if (!drawing)
            return NotDrawn{drawing.error(), ExitCode::BadInput};
        drawings.push_back(std::move(drawing).value());
    }
    if (drawings.size() > 1)
        alignDrawings(drawings);
    return drawings;
}

} // namespace

std::vector<int> drawnSteps(const ShotCommand& shot)
{
    if (shot.frames.isEmpty())
        return {shot.what.step};
    std::vector<int> steps(static_cast<std::size_t>(shot.what.step) + 1);
    std::iota(steps.begin(), steps.end(), 0);
    return steps;
}

DiagramShots::DiagramShots(std::function<void()> loadFonts)
    : m_loadFonts(std::move(loadFonts))
{
}

Result<std::vector<Drawing>, NotDrawn> DiagramShots::take(const ShotCommand& shot, const Theme& theme)
{
    if (!shot.what.compare && !shot.what.isOfTransactions())
        return ofRequests(shot, theme);
    m_loadFonts();
    if (shot.what.compare)
        return ofRules(shot, theme);
    return shot.what.comparePlaces ? ofPlaces(shot, theme) : ofTransactions(shot, theme);
}

DiagramShots::Drawings DiagramShots::ofRequests(const ShotCommand& shot, const Theme& theme)
{
    const PlayedStage played = playedStage(shot.what, m_loadFonts);
    if (!played.note.isEmpty())
        message(played.note);
    if (!played.problem.isEmpty())
        return NotDrawn{played.problem};
    return drawn(drawnSteps(shot), [&](int step) {
        const qint64 moment = step == shot.what.step ? played.moment : played.momentAt(step);
        return drawingOf(played.sourceAt(moment), theme, shot.drawing);
    });
}

DiagramShots::Drawings DiagramShots::ofTransactions(const ShotCommand& shot, const Theme& theme)
{
    const auto shown = m_stories.run(shot.what);
    if (!shown)
        return NotDrawn{shown.error()};
    return drawn(drawnSteps(shot), [&](int step) {
        const qint64 moment = step == shot.what.step ? shown->moment : shown->story.journal.endOfStep(step);
        return drawingOf(shown->story, moment, theme, shot.drawing);
    });
}

DiagramShots::Drawings DiagramShots::ofRules(const ShotCommand& shot, const Theme& theme)
{
    Comparison both;
    if (const QString problem = playCompared(both, shot.what); !problem.isEmpty())
        return NotDrawn{problem};
    return drawn(drawnSteps(shot), [&](int step) {
        if (!shot.frames.isEmpty())
            both.show(step);
        return drawingOf(both, theme, shot.drawing);
    });
}

DiagramShots::Drawings DiagramShots::ofPlaces(const ShotCommand& shot, const Theme& theme)
{
    const EngineChoice& engines = shot.what.engines;
    TransactionComparison both({engines.postgresql, engines.mariadb}, engines.role);
    if (const QString problem = playCompared(both, shot.what); !problem.isEmpty())
        return NotDrawn{problem};
    return drawn(drawnSteps(shot), [&](int step) {
        if (!shot.frames.isEmpty())
            both.show(step);
        return drawingOf(both, theme, shot.drawing);
    });
}

} // namespace interleave
