#pragma once

namespace interleave {

/// File descriptors that the process keeps for everything but the server's connections: its panels,
/// databases, opened and saved files, fonts.
inline constexpr int KeptDescriptors = 128;

/// How many file descriptors this process may have (POSIX RLIMIT_NOFILE); a very large number where the
/// system sets no limit.
[[nodiscard]] int descriptorLimit();

/// Asks the system for \a wanted of them where it grants fewer unless asked (POSIX RLIMIT_NOFILE, soft
/// limit), as far as this process may ask. Never lowers the limit.
void raiseDescriptorLimit(int wanted);

/// How many of the \a wanted connections a server may have when the process may have \a descriptors: all but
/// KeptDescriptors, or half where there are very few. At least one.
[[nodiscard]] int connectionsWithin(int wanted, int descriptors);

} // namespace interleave
