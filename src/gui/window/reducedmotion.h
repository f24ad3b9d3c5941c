#pragma once

namespace interleave {

/// Whether the user has switched off animations on the desktop, as far as a file says so: KDE in kdeglobals,
/// GTK and related desktops in settings.ini, both in the user's configuration folder. False if unknown.
[[nodiscard]] bool isMotionReduced();

} // namespace interleave
