#pragma once

#include <QString>

namespace interleave {

// The scripts of shellCompletion() (cli/syntax/completion.h).

/// Defines a function for bash(1) 4 or later, and nothing else is needed.
[[nodiscard]] QString bashCompletion();
/// A function for the completion system of zsh, zshcompsys(1): the file `_interleave`.
[[nodiscard]] QString zshCompletion();

} // namespace interleave
