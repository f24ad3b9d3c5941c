#pragma once

#include <QString>

#include <optional>

namespace interleave {

/// How a diagram is drawn for a document.
struct DrawingOptions final
{
    static constexpr int LeastWidth = 320;
    static constexpr int MostWidth = 2000;

    /// In px at 100 %; nothing for as wide as the lanes need.
    std::optional<int> width = {};
    bool legend = true;
    /// The step, from 1, whose rows are emphasised if it has happened.
    std::optional<int> highlight = {};
    /// Over a comparison, which has no story of its own.
    QString title = {};
    /// Shows what has not happened as "not yet", instead of leaving it out.
    bool isWhole = false;

    bool operator==(const DrawingOptions&) const = default;
};

} // namespace interleave
