#pragma once

namespace interleave {

/// Whether the desktop was asked for no animations, as far as it says so in a file: KDE in kdeglobals, GTK
/// and the desktops around it in settings.ini, both in the user's configuration. Unknown is no.
[[nodiscard]] bool isMotionReduced();

} // namespace interleave
