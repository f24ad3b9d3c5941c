#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace interleave {

/// The steps from \a first to \a last.
struct StepRange final
{
    int first = 0;
    int last = 0;

    bool operator==(const StepRange&) const = default;
};

/// A part of a drawing, and the steps in which it is shown: in order, and apart from each other.
struct StoryFragment final
{
    QString markup;
    std::vector<StepRange> shown;

    /// Whether \a step is among them.
    [[nodiscard]] bool isShownAt(int step) const;
    /// "0-2 5-5", as the page's script reads it.
    [[nodiscard]] QString rangesText() const;
};

/// One drawing for all steps: what is shown of it at a step are \a steps' fragments in their order, which is
/// that in which they are drawn over each other. A fragment that several steps have is there once, as far as
/// the order allows it. Fast where most fragments of a step differ from each other.
[[nodiscard]] std::vector<StoryFragment> mergedFragments(const std::vector<QStringList>& steps);

} // namespace interleave
