#include "gui/compare/transactionsides.h"

#include <algorithm>
#include <utility>

namespace interleave {

TransactionSides::TransactionSides(
    const std::array<Story, SideCount>& whole, std::array<Story, SideCount> shown, int steps, int all)
    : m_shown(std::move(shown))
    , m_steps(steps)
{
    std::array<TransactionLayout, SideCount> wholes;
    for (std::size_t i = 0; i < SideCount; ++i) {
        wholes[i].setStory(whole[i].get());
        m_sides[i].setStory(m_shown[i].get());
    }
    for (int step = 0; step < all; ++step)
        m_rows.push_back({rowsOf(wholes.front(), step), rowsOf(wholes.back(), step)});
    arrange();
}

qint64 TransactionSides::endOf(const TransactionLayout& layout, int step)
{
    return layout.story() == nullptr ? 0 : layout.endOfStep(step + 1);
}

TransactionSides::Rows TransactionSides::rowsOf(const TransactionLayout& layout, int step)
{
    Rows rows;
    for (qint64 seq = endOf(layout, step - 1) + 1; seq <= endOf(layout, step); ++seq) {
        const bool isMessage = layout.row(seq) == TransactionLayout::Row::Exchange;
        rows.messages += isMessage ? 1 : 0;
        rows.otherHeight += isMessage ? 0 : static_cast<qint64>(layout.rowHeight(seq, 1));
    }
    return rows;
}

qint64 TransactionSides::heightOf(const StepRows& rows, int messageHeight)
{
    const qint64 tallest = std::max(rows.front().height(messageHeight), rows.back().height(messageHeight));
    return tallest == 0 ? EmptyHeight : tallest;
}

bool TransactionSides::isEmpty() const
{
    return std::ranges::all_of(
        m_sides, [](const TransactionLayout& side) { return side.story() == nullptr; });
}

bool TransactionSides::fits(int height, int messageHeight) const
{
    auto sum = static_cast<qint64>(TransactionLayout().height(1, true));
    for (const StepRows& rows : m_rows)
        sum += heightOf(rows, messageHeight);
    return sum <= height;
}

void TransactionSides::fit(int height)
{
    int chosen = DiagramLayout::MessageHeight;
    while (chosen > DiagramLayout::LeastMessageHeight && !fits(height, chosen))
        --chosen;
    if (chosen == m_sides.front().messageHeight())
        return;
    for (TransactionLayout& side : m_sides)
        side.setMessageHeight(chosen);
    arrange();
}

/// Makes both sides of a step as high as the taller one. They must not be padded yet.
void TransactionSides::arrange()
{
    const int messageHeight = m_sides.front().messageHeight();
    m_tops = {0};
    for (int step = 0; step < m_steps; ++step) {
        const StepRows& rows = m_rows[static_cast<std::size_t>(step)];
        const qint64 height = heightOf(rows, messageHeight);
        for (std::size_t i = 0; i < SideCount; ++i)
            m_sides[i].padAfter(
                endOf(m_sides[i], step), static_cast<int>(height - rows[i].height(messageHeight)));
        m_tops.push_back(m_tops.back() + static_cast<int>(height));
    }
}

bool TransactionSides::isEmpty(std::size_t side, int step) const
{
    return endOf(m_sides[side], step) == endOf(m_sides[side], step - 1);
}

qreal TransactionSides::stepTop(int step, qreal scale) const
{
    const int above = DiagramLayout::HeadHeight + DiagramLayout::TopHeight;
    return (above + m_tops[static_cast<std::size_t>(step)]) * scale;
}

int TransactionSides::stepAt(qreal y, qreal scale) const
{
    const qreal row = y / scale - DiagramLayout::HeadHeight - DiagramLayout::TopHeight;
    const auto below = std::ranges::upper_bound(
        m_tops, row, std::ranges::less(), [](int top) { return static_cast<qreal>(top); });
    return below == m_tops.begin() || below == m_tops.end() ? -1
                                                            : static_cast<int>(below - m_tops.begin()) - 1;
}

qreal TransactionSides::height(qreal scale) const
{
    return std::max(m_sides.front().height(scale, true), m_sides.back().height(scale, true));
}

} // namespace interleave
