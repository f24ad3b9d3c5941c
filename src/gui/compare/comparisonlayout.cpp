#include "gui/compare/comparisonlayout.h"

#include "core/words/verdictwords.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace interleave {

ComparisonLayout::ComparisonLayout(const std::array<Side, 2>& sides, std::vector<StepRows> coming)
    : m_coming(std::move(coming))
{
    for (std::size_t i = 0; i < sides.size(); ++i) {
        m_sides[i].hideCycles();
        m_sides[i].setJournal(sides[i].journal, sides[i].panels);
        m_ends[i] = sides[i].ends;
    }
    const auto steps = std::min(m_ends.front().size(), m_ends.back().size());
    for (int step = 0; step < static_cast<int>(steps); ++step)
        m_rows.push_back({rowsOf(0, step), rowsOf(1, step)});
    arrange();
}

int ComparisonLayout::detailHeight(std::size_t side, qint64 seq) const
{
    const DiagramLayout& layout = m_sides[side];
    if (layout.room().isFolded(seq))
        return 0;
    const Event& event = layout.journal()->event(seq);
    return event.isTry() || isTurnedDown(event) ? DetailHeight : 0;
}

ComparisonLayout::Rows ComparisonLayout::rowsOf(std::size_t side, int step) const
{
    const DiagramLayout& layout = m_sides[side];
    Rows rows;
    for (qint64 seq = endOf(side, step - 1) + 1; seq <= endOf(side, step); ++seq) {
        const auto height = static_cast<int>(layout.rowHeight(seq, 1));
        const bool isMessage = height == layout.messageHeight();
        rows.messages += isMessage ? 1 : 0;
        rows.otherHeight += (isMessage ? 0 : height) + detailHeight(side, seq);
    }
    return rows;
}

qint64 ComparisonLayout::heightOf(const StepRows& rows, int messageHeight)
{
    const qint64 tallest = std::max(rows.front().height(messageHeight), rows.back().height(messageHeight));
    return tallest == 0 ? EmptyHeight : tallest;
}

bool ComparisonLayout::fits(int height, int messageHeight) const
{
    auto sum = static_cast<qint64>(DiagramLayout().height(1, true));
    for (const std::vector<StepRows>* steps : {&m_rows, &m_coming}) {
        for (const StepRows& rows : *steps)
            sum += heightOf(rows, messageHeight);
    }
    return sum <= height;
}

void ComparisonLayout::fit(int height)
{
    int chosen = MostMessageHeight;
    while (chosen > DiagramLayout::LeastMessageHeight && !fits(height, chosen))
        --chosen;
    if (chosen == messageHeight())
        return;
    for (DiagramLayout& side : m_sides)
        side.setMessageHeight(chosen);
    arrange();
}

/// Makes both sides of a step as high as the taller one. They must not be padded yet.
void ComparisonLayout::arrange()
{
    m_tops = {0};
    for (int step = 0; step < static_cast<int>(m_rows.size()); ++step) {
        const StepRows& rows = m_rows[static_cast<std::size_t>(step)];
        const auto height = static_cast<int>(heightOf(rows, messageHeight()));
        for (std::size_t i = 0; i < m_sides.size(); ++i) {
            for (qint64 seq = endOf(i, step - 1) + 1; seq <= endOf(i, step); ++seq) {
                if (const int detail = detailHeight(i, seq); detail > 0)
                    m_sides[i].padAfter(seq, detail);
            }
            m_sides[i].padAfter(endOf(i, step), height - static_cast<int>(rows[i].height(messageHeight())));
        }
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
