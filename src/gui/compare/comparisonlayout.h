#pragma once

#include "gui/diagram/diagramlayout.h"

#include <algorithm>
#include <array>
#include <vector>

namespace interleave {

/// The diagrams of two runs of the same steps, row by row: each step begins at the same height on both sides,
/// and a shorter one is followed by empty space. Below a message that changes something, or is refused, there
/// is space for a second line. Created again after each step. Vertical lengths are in px at 100 %.
class ComparisonLayout final
{
public:
    /// For a step that does nothing on either side.
    static constexpr int EmptyHeight = 32;
    /// Of the second line.
    static constexpr int DetailHeight = 20;
    /// The height of a message's row where there is plenty of space.
    static constexpr int MostMessageHeight = 84;

    struct Side final
    {
        const Journal* journal = nullptr;
        QStringList panels;
        /// The number of events after each step.
        std::vector<qint64> ends;
    };
    /// The rows of a step on one side.
    struct Rows final
    {
        qint64 messages = 0;
        /// Of the other rows and of the second lines.
        qint64 otherHeight = 0;

        [[nodiscard]] qint64 height(int messageHeight) const
        {
            return messages * messageHeight + otherHeight;
        }
    };
    using StepRows = std::array<Rows, 2>;

    ComparisonLayout() = default;
    /// The journals must outlive it; both sides must have finished the same number of steps. \a coming are
    /// the steps that they have not, roughly.
    explicit ComparisonLayout(const std::array<Side, 2>& sides, std::vector<StepRows> coming = {});

    /// Makes the messages' rows as high as lets the whole be seen in \a height, with the steps to come; from
    /// DiagramLayout::LeastMessageHeight to MostMessageHeight.
    void fit(int height);
    /// Whether the whole can be seen in \a height then, with the steps to come.
    [[nodiscard]] bool fits(int height, int messageHeight) const;
    [[nodiscard]] int messageHeight() const { return m_sides.front().messageHeight(); }

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
    /// Of the second line below a message; 0 where there is none.
    [[nodiscard]] int detailHeight(std::size_t side, qint64 seq) const;

private:
    [[nodiscard]] qint64 endOf(std::size_t side, int step) const;
    [[nodiscard]] Rows rowsOf(std::size_t side, int step) const;
    [[nodiscard]] static qint64 heightOf(const StepRows& rows, int messageHeight);
    void arrange();

    std::array<DiagramLayout, 2> m_sides;
    std::array<std::vector<qint64>, 2> m_ends;
    std::vector<StepRows> m_rows;
    std::vector<StepRows> m_coming;
    /// The top of each step, then the bottom of the last.
    std::vector<int> m_tops{0};
};

} // namespace interleave
