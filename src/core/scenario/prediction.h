#pragma once

#include "core/model/event.h"
#include "core/model/versiontree.h"
#include "core/scenario/scenario.h"

#include <array>
#include <optional>
#include <vector>

namespace interleave {

/// The possible answers to the question before a step.
enum class Guess { Saved, Refused, Overwrites };
inline constexpr std::array AllGuesses{Guess::Saved, Guess::Refused, Guess::Overwrites};

/// For a button: "Saved", "Refused", "Overwrites somebody".
[[nodiscard]] QString toTitle(Guess guess);

/// Whether the user can guess the outcome of \a step: it asks a question under \a rule, and it tries a
/// change.
[[nodiscard]] bool canGuess(const Step& step, Locking rule);

/// The outcome of a step, from its events; nothing when nothing was tried, because nothing had been refused,
/// or when nobody knows the outcome.
[[nodiscard]] std::optional<Guess>
truthOf(const std::vector<const Event*>& events, const VersionTrees& trees);

/// "You said saved. It overwrote A’s v2, and nobody was told."
[[nodiscard]] QString
verdictOn(Guess guess, const std::vector<const Event*>& events, const VersionTrees& trees);

} // namespace interleave
