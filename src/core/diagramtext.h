#pragma once

#include "core/event.h"

namespace interleave {

/// The same request as a command for a POSIX shell, to the server on this machine's \a port. Where the exact
/// bytes were not kept, it is put together from what the event says. Empty for what sent nothing.
[[nodiscard]] QString curlCommand(const Event& event, quint16 port);

/// As one word of a POSIX shell, whatever it holds.
[[nodiscard]] QString shellQuoted(const QString& word);

} // namespace interleave
