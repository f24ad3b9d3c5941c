#pragma once

#include "core/transactionwords/storyview.h"

#include <QStringList>

namespace interleave {

/// What stands on the arrows of a run's events, the longest wording first, for whatever space there is. Valid
/// as long as the story.
class TransactionWordings final
{
public:
    explicit TransactionWordings(const StoryView& view);

    /// From the whole statement to its first word. What a statement is about is found by how it is written;
    /// where that is not understood, its beginning is shown.
    [[nodiscard]] QStringList requestOf(const TransactionEvent& event) const;
    [[nodiscard]] QStringList answerTo(const TransactionEvent& event) const;

private:
    [[nodiscard]] QStringList shortened(const QString& sql) const;
    [[nodiscard]] QString rowsNamedIn(const QString& text) const;
    [[nodiscard]] QStringList answerToRead(const TransactionEvent& event) const;
    [[nodiscard]] QStringList answerToEnd(const TransactionEvent& event) const;

    const StoryView& m_view;
    /// The rows of the tables by name, where the run is about several.
    QStringList m_rows;
};

} // namespace interleave
