#pragma once

#include "core/model/event.h"
#include "core/model/versiontree.h"
#include "core/scenario/scenario.h"

#include <optional>
#include <vector>

namespace interleave {

/// What somebody who is asked before a step may answer.
enum class Guess { Saved, Refused, Overwrites };

/// For a button: "Saved", "Refused", "Overwrites somebody".
[[nodiscard]] QString toTitle(Guess guess);

/// Whether what becomes of \a step can be guessed: it asks something under \a rule, and it tries a change.
[[nodiscard]] bool canGuess(const Step& step, Locking rule);

/// What became of a step, from the events in which it ended; nothing where nothing was tried, because
/// nothing had been refused, or where nobody knows.
[[nodiscard]] std::optional<Guess>
truthOf(const std::vector<const Event*>& events, const VersionTrees& trees);

/// "You said saved. It overwrote A’s v2, and nobody was told."
[[nodiscard]] QString
verdictOn(Guess guess, const std::vector<const Event*>& events, const VersionTrees& trees);

} // namespace interleave
