#pragma once

#include "gui/diagram/diagramlayout.h"

#include <algorithm>
#include <array>
#include <vector>

namespace interleave {

/// The diagrams of two runs of the same steps, row by row: each step begins at the same height on both sides,
/// and a shorter one is followed by empty space. Created again after each step. Vertical lengths are in px at
/// 100 %.
class ComparisonLayout final
{
public:
    /// For a step that does nothing on either side.
    static constexpr int EmptyHeight = 32;

    struct Side final
    {
        const Journal* journal = nullptr;
        QStringList panels;
        /// The number of events after each step.
        std::vector<qint64> ends;
    };

    ComparisonLayout() = default;
    /// The journals must outlive it; both sides must have finished the same number of steps.
    explicit ComparisonLayout(const std::array<Side, 2>& sides);

    [[nodiscard]] const DiagramLayout& side(std::size_t side) const { return m_sides[side]; }
    [[nodiscard]] int stepCount() const { return static_cast<int>(m_tops.size()) - 1; }
    /// From the top of a diagram with heads; for stepCount() the bottom of the last step.
    [[nodiscard]] qreal stepTop(int step, qreal scale) const;
    /// -1 where there is none.
    [[nodiscard]] int stepAt(qreal y, qreal scale) const;
    [[nodiscard]] qreal height(qreal scale) const
    {
        return std::max(m_sides.front().height(scale, true), m_sides.back().height(scale, true));
    }
    /// Whether a step, counted from 0, did nothing on a side.
    [[nodiscard]] bool isEmpty(std::size_t side, int step) const;

private:
    [[nodiscard]] qint64 endOf(std::size_t side, int step) const;

    std::array<DiagramLayout, 2> m_sides;
    std::array<std::vector<qint64>, 2> m_ends;
    /// The top of each step, then the bottom of the last.
    std::vector<int> m_tops{0};
};

} // namespace interleave
