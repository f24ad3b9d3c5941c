#pragma once

#include "core/model/locking.h"
#include "gui/theme/appearance.h"
#include "gui/window/preferences.h"

#include <QSize>

#include <optional>

class QApplication;

namespace interleave {

class Stage;

struct WindowOptions final
{
    /// Nothing for what is remembered; likewise below.
    std::optional<ThemeChoice> theme;
    /// In percent.
    std::optional<int> zoom;
    /// When nothing is remembered either: as large as the pictures, or what the screen has room for.
    QSize size;
    /// Without them also where the desktop asks for reduced motion.
    bool animations = true;
    /// One of pageNames(); empty for the first.
    QString page = {};
    bool askFirst = false;
    /// The rules to compare, left and right, on the page of that name.
    std::optional<std::pair<Locking, Locking>> compare = {};
};

/// Shows the window as \a options say and else as \a preferences remember it, which also learn what the user
/// changes; starts \a stage once it was painted, and runs until it is closed. Returns the exit code.
/// The scenario to begin with is loaded by the caller.
[[nodiscard]] int
runWindow(QApplication& application, Stage& stage, const WindowOptions& options, Preferences preferences);

} // namespace interleave
