#pragma once

#include "core/export/exporting.h"
#include "core/transactions/transactionstory.h"
#include "core/values/result.h"
#include "gui/export/storypage.h"

#include <optional>

namespace interleave {

class Comparison;
class TransactionComparison;

// What the pages of every kind of lesson show: each step of all that was played, in diagrams that leave the
// space of what is still to come. They open at the moment that is shown. Composing takes time in proportion
// to the square of the events, so that the error, one sentence, refuses a story of more than these.

constexpr int MostPageSteps = 100;
constexpr qint64 MostPageEvents = 250;

[[nodiscard]] Result<StoryContent, QString> storyContent(const ExportSource& source);
/// As far as \a story was run; \a moment is the number of events that are shown.
[[nodiscard]] Result<StoryContent, QString> storyContent(const TransactionStory& story, qint64 moment);
/// Both sides; they must have been played. \a title replaces the story; empty for none.
[[nodiscard]] Result<StoryContent, QString>
storyContent(const Comparison& comparison, const std::optional<QString>& title = {});
[[nodiscard]] Result<StoryContent, QString>
storyContent(const TransactionComparison& comparison, const std::optional<QString>& title = {});

/// How many events of \a journal had happened after each step, from before the first on. An event without a
/// number belongs to the step before it.
[[nodiscard]] std::vector<qint64> endsOfSteps(const Journal& journal);

/// storyContent() as a file.
template<typename... Source>
[[nodiscard]] Result<QByteArray, QString> storyHtml(const Source&... source)
{
    const auto content = storyContent(source...);
    return content ? Result<QByteArray, QString>(storyPage(*content)) : content.error();
}

} // namespace interleave
