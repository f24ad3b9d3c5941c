#pragma once

#include "gui/transactiondiagram/transactionlayout.h"

#include <array>
#include <memory>

namespace interleave {

/// The diagrams of two runs of one lesson, row by row: each step begins at the same height on both sides, and
/// a shorter one is followed by empty space. Created again after each step. Vertical lengths are in px at 100
/// %; steps are counted from 0.
class TransactionSides final
{
public:
    static constexpr std::size_t SideCount = 2;
    /// For a step that shows nothing new on either side.
    static constexpr int EmptyHeight = 32;

    using Story = std::shared_ptr<const TransactionStory>;

    TransactionSides() = default;
    /// \a whole are the runs, null where there is none, and \a shown as much of them as the first \a steps of
    /// all steps are.
    TransactionSides(
        const std::array<Story, SideCount>& whole, std::array<Story, SideCount> shown, int steps, int all);

    /// Makes the rows as high as lets the whole be seen in \a height, with the steps to come.
    void fit(int height);
    [[nodiscard]] bool fits(int height, int messageHeight) const;

    [[nodiscard]] const TransactionLayout& side(std::size_t side) const { return m_sides[side]; }
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] int stepCount() const { return m_steps; }
    /// From the top of a diagram with heads; for stepCount() the bottom of the last step.
    [[nodiscard]] qreal stepTop(int step, qreal scale) const;
    /// -1 where there is none.
    [[nodiscard]] int stepAt(qreal y, qreal scale) const;
    [[nodiscard]] qreal height(qreal scale) const;
    /// Whether a step showed nothing on a side.
    [[nodiscard]] bool isEmpty(std::size_t side, int step) const;

private:
    /// What the rows of a step on one side take.
    struct Rows final
    {
        qint64 messages = 0;
        qint64 otherHeight = 0;

        [[nodiscard]] qint64 height(int messageHeight) const
        {
            return messages * messageHeight + otherHeight;
        }
    };
    using StepRows = std::array<Rows, SideCount>;

    [[nodiscard]] static qint64 endOf(const TransactionLayout& layout, int step);
    [[nodiscard]] static Rows rowsOf(const TransactionLayout& layout, int step);
    [[nodiscard]] static qint64 heightOf(const StepRows& rows, int messageHeight);
    void arrange();

    std::array<Story, SideCount> m_shown;
    std::array<TransactionLayout, SideCount> m_sides;
    int m_steps = 0;
    /// Of all steps, also of those to come.
    std::vector<StepRows> m_rows;
    /// The top of each step, then the bottom of the last.
    std::vector<int> m_tops{0};
};

} // namespace interleave
