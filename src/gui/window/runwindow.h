#pragma once

#include "core/model/locking.h"
#include "engine/databases/enginetable.h"
#include "gui/pages/page.h"
#include "gui/theme/appearance.h"
#include "gui/watching/filewatching.h"
#include "gui/window/preferences.h"

#include <QSize>

#include <optional>

class QApplication;

namespace interleave {

class Stage;

struct WindowOptions final
{
    /// Nothing for the remembered one; likewise below.
    std::optional<ThemeChoice> theme;
    /// In percent.
    std::optional<int> zoom;
    /// If none is remembered either: the size of the screenshots, or what fits on the screen.
    QSize size;
    /// Without animations if false, or if the desktop asks for reduced motion.
    bool animations = true;
    /// One of pageNames(); empty for the first.
    QString page = {};
    bool askFirst = false;
    /// The rules to compare, left and right, on the page for comparing.
    std::optional<std::pair<Locking, Locking>> compare = {};
    /// What the page of transactions shows at first: a lesson to run, or a run that is there.
    std::optional<TransactionsRequest> transactions = {};
    std::optional<TransactionStory> transactionRun = {};
    /// Where the lesson is compared instead, left and right.
    std::optional<std::pair<EngineLevel, EngineLevel>> comparedPlaces = {};
    /// The file that is shown, if it is one.
    std::optional<ShownFile> file = {};
    /// Servers of the user's for transactions, and the role on them that was named.
    EnginePlaces places = {};
    QString role = {};
};

/// Shows the window with \a options and \a preferences, in which the user's changes are saved; starts \a
/// stage after the first paint, and runs until the window is closed. Returns the exit code. The caller loads
/// the first scenario.
[[nodiscard]] int
runWindow(QApplication& application, Stage& stage, const WindowOptions& options, Preferences preferences);

} // namespace interleave
