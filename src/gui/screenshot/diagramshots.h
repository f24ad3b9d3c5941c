#pragma once

#include "cli/commandline.h"
#include "gui/diagram/diagramsvg.h"
#include "gui/screenshot/transactiondrawing.h"

#include <functional>
#include <vector>

namespace interleave {

/// Why something was not drawn: one sentence.
struct NotDrawn final
{
    QString why;
    ExitCode code = ExitCode::CannotDo;
};

/// The steps after which a command draws: all, or the one that it shows.
[[nodiscard]] std::vector<int> drawnSteps(const ShotCommand& shot);

/// The diagrams that a command draws, one for each of drawnSteps(); several are of one size. Blocks. Tells on
/// standard error what could not be read of a journal.
class DiagramShots final
{
public:
    /// \a loadFonts is called before something is drawn, while a server starts.
    explicit DiagramShots(std::function<void()> loadFonts);

    [[nodiscard]] Result<std::vector<Drawing>, NotDrawn> take(const ShotCommand& shot, const Theme& theme);
    [[nodiscard]] StoryRunner& stories() { return m_stories; }

private:
    using Drawings = Result<std::vector<Drawing>, NotDrawn>;

    [[nodiscard]] Drawings ofRequests(const ShotCommand& shot, const Theme& theme);
    [[nodiscard]] Drawings ofTransactions(const ShotCommand& shot, const Theme& theme);
    [[nodiscard]] static Drawings ofRules(const ShotCommand& shot, const Theme& theme);
    [[nodiscard]] static Drawings ofPlaces(const ShotCommand& shot, const Theme& theme);

    std::function<void()> m_loadFonts;
    StoryRunner m_stories;
};

} // namespace interleave
