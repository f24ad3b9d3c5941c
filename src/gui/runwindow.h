#pragma once

#include "gui/theme/appearance.h"

#include <QSize>

#include <optional>

class QApplication;

namespace interleave {

class Stage;

struct WindowOptions final
{
    ThemeChoice theme = ThemeChoice::System;
    /// In percent; nothing to follow the window.
    std::optional<int> zoom;
    /// Empty for as large as the pictures, or what the screen has room for.
    QSize size;
    /// Without them also where the desktop asks for reduced motion.
    bool animations = true;
};

/// Shows the window, starts \a stage once it was painted, and runs until it is closed. Returns the exit code.
/// The scenario to begin with is loaded by the caller.
[[nodiscard]] int runWindow(QApplication& application, Stage& stage, const WindowOptions& options);

} // namespace interleave
