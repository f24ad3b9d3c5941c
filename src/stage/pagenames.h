#pragma once

#include <QStringList>

namespace interleave {

/// The window's pages as the command line names them, in the order of their tabs. The first is shown unless
/// another is asked for.
[[nodiscard]] QStringList pageNames();

} // namespace interleave
