#pragma once

#include "cli/commandline.h"

namespace interleave {

class Comparison;
class TransactionComparison;
struct StoryContent;

/// Plays the scenario of \a command under both rules that it compares, as far as its step. Returns one
/// sentence if that is impossible, else empty.
[[nodiscard]] QString playCompared(Comparison& both, const WindowCommand& command);
/// The same for a lesson of transactions at both places.
[[nodiscard]] QString playCompared(TransactionComparison& both, const WindowCommand& command);

// Pages to step through, of all that can be played, which open at the step that was named. The fonts are
// loaded. The error is one sentence.

[[nodiscard]] Result<QByteArray, QString> pageOf(const WindowCommand& command);
[[nodiscard]] Result<QByteArray, QString> pageOf(const TransactionExportCommand& command);

/// Opens at \a step, also where nothing happened in it; without one, where \a content says.
[[nodiscard]] Result<QByteArray, QString>
pageAt(Result<StoryContent, QString> content, std::optional<int> step);

} // namespace interleave
