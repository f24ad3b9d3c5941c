#pragma once

#include "cli/headlessrun.h"
#include "gui/screenshot/diagramshots.h"
#include "gui/screenshot/picturewriter.h"
#include "gui/theme/appearance.h"
#include "gui/window/mainwindow.h"

#include <functional>
#include <future>
#include <mutex>
#include <optional>

class QApplication;

namespace interleave {

/// Takes pictures one after the other. Reuses the theme, because applying it takes longer than the rest of
/// the window.
class PictureTaker final
{
public:
    /// Called with each picture of a command, and the step after which it is.
    using Taken = std::function<void(int step, Result<Picture, NotDrawn>)>;

    explicit PictureTaker(QApplication& application);
    ~PictureTaker();

    void take(const ShotCommand& shot, const Taken& taken);
    /// Deletes the previous window, which takes time too.
    void tidyUp();

private:
    void loadFonts();
    void applyAppearance(const WindowCommand& what);
    [[nodiscard]] Theme themeOf(const ShotCommand& shot);
    void takeDiagrams(const ShotCommand& shot, const Taken& taken);
    void takeRequests(const ShotCommand& shot, const Taken& taken);
    void takeTransactions(const ShotCommand& shot, const Taken& taken);
    void takePlaces(const ShotCommand& shot, const Taken& taken);
    void playNothing(const ShotCommand& shot);
    MainWindow& openWindow(const ShotCommand& shot);
    void takeBackwards(MainWindow& window, const ShotCommand& shot, const Taken& taken);

    QApplication& m_application;
    /// Loaded in parallel to playing the first one.
    std::shared_future<QList<NamedScenario>> m_scenarios;
    /// Loaded while the first server starts.
    std::once_flag m_fonts;
    std::optional<Appearance> m_appearance;
    std::optional<PlayedStage> m_played;
    DiagramShots m_diagrams;
    std::optional<MainWindow> m_window;
};

} // namespace interleave
