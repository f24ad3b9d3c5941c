#pragma once

#include <QString>

namespace interleave {

/// The program's version: `0.2.0`.
[[nodiscard]] QString programVersion();

/// The manual page interleave(1) in roff (man(7)), made of subcommands() and commandOption(), so that it
/// tells what `--help` tells. The same every time for one version.
[[nodiscard]] QString manualPage();

} // namespace interleave
