#pragma once

#include <QStringList>

namespace interleave {

/// The names of the window's pages on the command line, in the order of their tabs. The first page is the
/// default.
[[nodiscard]] QStringList pageNames();
/// The same, and `all-levels` for what the page of transactions shows beside a lesson.
[[nodiscard]] QStringList viewNames();
/// `all-levels`
[[nodiscard]] QString allLevelsView();

} // namespace interleave
