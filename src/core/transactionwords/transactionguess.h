#pragma once

#include "core/transactions/transactionstory.h"

#include <array>

namespace interleave {

/// The possible answers to the question before a lesson's step.
enum class TransactionGuess { GoesThrough, Waits, Refused, ReadsUncommitted };
inline constexpr std::array AllTransactionGuesses{
    TransactionGuess::GoesThrough,
    TransactionGuess::Waits,
    TransactionGuess::Refused,
    TransactionGuess::ReadsUncommitted};

/// For a button: "Goes through", "Waits", "Is refused", "Reads what was never committed".
[[nodiscard]] QString toTitle(TransactionGuess guess);

/// What became of a step, counted from 1; nothing where it was left out. A step that waits and is refused
/// then waits.
[[nodiscard]] std::optional<TransactionGuess> truthOf(const TransactionStory& story, int step);
/// "You said it goes through. It waits for A."
[[nodiscard]] QString verdictOn(TransactionGuess guess, const TransactionStory& story, int step);

} // namespace interleave
