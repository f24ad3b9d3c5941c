#pragma once

#include <QStringList>

namespace interleave {

/// The names of the window's pages on the command line, in the order of their tabs. The first page is the
/// default.
[[nodiscard]] QStringList pageNames();

} // namespace interleave
