#pragma once

#include "cli/commandline.h"

#include <QString>

#include <optional>
#include <string>

namespace interleave {

// Characters in pictures that the bundled fonts may lack. Only for these are the machine's fonts needed,
// which take time to look through.

/// Those in \a text, each once, without controls. Also those that are written as JSON's \c \\uXXXX.
[[nodiscard]] std::u32string beyondBundledFonts(const QString& text);
/// Those in what a command shows. Nothing if that cannot be known before it is shown: what came through a
/// pipe, and what a database has. Reads the command's file, if there is one.
[[nodiscard]] std::optional<std::u32string> beyondBundledFonts(const WindowCommand& what);

/// Tells which of them no font has, bundled or not. Needs an application object.
void tellMissingGlyphs(const std::u32string& characters);

} // namespace interleave
