#pragma once

namespace interleave {

/// What the process keeps of its file descriptors for everything but the server's connections: its panels,
/// databases, files that are opened and saved, fonts.
inline constexpr int KeptDescriptors = 128;

/// How many descriptors this process may have at once (POSIX RLIMIT_NOFILE); a very large number where the
/// system knows no limit.
[[nodiscard]] int descriptorLimit();

/// How many connections a server may have where \a wanted are wanted and the process may have \a descriptors:
/// what is kept is left, or of very few descriptors half. At least one.
[[nodiscard]] int connectionsWithin(int wanted, int descriptors);

} // namespace interleave
