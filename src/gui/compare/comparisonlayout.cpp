#include "gui/compare/comparisonlayout.h"

#include <algorithm>
#include <cmath>

namespace interleave {

ComparisonLayout::ComparisonLayout(const std::array<Side, 2>& sides)
{
    for (std::size_t i = 0; i < sides.size(); ++i) {
        m_sides[i].setJournal(sides[i].journal, sides[i].panels);
        m_ends[i] = sides[i].ends;
    }
    const auto steps = std::min(m_ends.front().size(), m_ends.back().size());
    for (int step = 0; step < static_cast<int>(steps); ++step) {
        std::array<int, 2> heights{};
        for (std::size_t i = 0; i < sides.size(); ++i) {
            for (qint64 seq = endOf(i, step - 1) + 1; seq <= endOf(i, step); ++seq)
                heights[i] += static_cast<int>(m_sides[i].rowHeight(seq, 1));
        }
        const int tallest = std::max(heights.front(), heights.back());
        const int height = tallest == 0 ? EmptyHeight : tallest;
        for (std::size_t i = 0; i < sides.size(); ++i)
            m_sides[i].padAfter(endOf(i, step), height - heights[i]);
        m_tops.push_back(m_tops.back() + height);
    }
}

qint64 ComparisonLayout::endOf(std::size_t side, int step) const
{
    return step < 0 ? 0 : m_ends[side][static_cast<std::size_t>(step)];
}

bool ComparisonLayout::isEmpty(std::size_t side, int step) const
{
    return endOf(side, step) == endOf(side, step - 1);
}

qreal ComparisonLayout::stepTop(int step, qreal scale) const
{
    const int above = DiagramLayout::HeadHeight + DiagramLayout::TopHeight;
    return (above + m_tops[static_cast<std::size_t>(step)]) * scale;
}

int ComparisonLayout::stepAt(qreal y, qreal scale) const
{
    const qreal row = y / scale - DiagramLayout::HeadHeight - DiagramLayout::TopHeight;
    const auto below = std::ranges::upper_bound(
        m_tops, row, std::ranges::less(), [](int top) { return static_cast<qreal>(top); });
    return below == m_tops.begin() || below == m_tops.end() ? -1
                                                            : static_cast<int>(below - m_tops.begin()) - 1;
}

} // namespace interleave
