#include "gui/compare/compareview.h"

#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "core/words/savedescription.h"
#include "gui/compare/sidepicture.h"
#include "gui/playback/comparison.h"
#include "gui/playback/storyrows.h"

#include <array>

namespace interleave {

CompareView::CompareView(Comparison& comparison, QWidget* parent)
    : SideBySideView(parent)
    , m_comparison(comparison)
{
    connect(&m_comparison, &Comparison::changed, this, &CompareView::refresh);
    refresh();
}

void CompareView::refresh()
{
    std::array<ComparisonLayout::Side, Comparison::SideCount> sides;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        if (m_comparison.journal(i) == nullptr)
            return;
        sides[i] = {m_comparison.journal(i), m_comparison.panels(i), m_comparison.ends(i)};
    }
    m_layout = ComparisonLayout(sides, coming());
    showLayouts();
}

/// The steps that are not played yet, so that the rows have their height from the first.
std::vector<ComparisonLayout::StepRows> CompareView::coming() const
{
    std::vector<ComparisonLayout::StepRows> result;
    const Scenario* scenario = m_comparison.scenario();
    if (scenario == nullptr)
        return result;
    std::array<std::vector<StoryRows>, 2> sides;
    for (std::size_t side = 0; side < sides.size(); ++side)
        sides[side] = storyRows(scenario->steps, m_comparison.journal(side)->header().locking);
    for (auto step = static_cast<std::size_t>(m_comparison.reached()); step < sides.front().size(); ++step) {
        ComparisonLayout::StepRows both;
        for (std::size_t side = 0; side < both.size(); ++side) {
            const StoryRows& rows = sides[side][step];
            both[side] = {
                rows.messages,
                rows.edits * DiagramLayout::EditHeight + rows.lines * DiagramLayout::LineHeight +
                    rows.saves * ComparisonLayout::DetailHeight};
        }
        result.push_back(both);
    }
    return result;
}

qint64 CompareView::currentItem() const
{
    return m_comparison.position();
}

qint64 CompareView::moment(std::size_t side) const
{
    return m_comparison.moment(side);
}

DiagramPicture CompareView::compose(std::size_t side, const DiagramFrame& frame, bool isWhole) const
{
    return isWhole ? sidePicture(m_layout, side, frame, *m_comparison.scenario(), m_comparison.position())
                   : m_layout.side(side).picture(frame);
}

void CompareView::choose(qint64 step)
{
    m_comparison.show(static_cast<int>(step));
}

// --- in words ---

QString CompareView::describeSide(std::size_t side, qint64 step) const
{
    const Journal& journal = *m_comparison.journal(side);
    const std::vector<qint64>& ends = m_comparison.ends(side);
    const auto at = static_cast<std::size_t>(step - 1);
    QStringList parts;
    for (qint64 seq = (at == 0 ? 0 : ends[at - 1]) + 1; seq <= ends[at]; ++seq) {
        const Event& event = journal.event(seq);
        if (!event.isMoment())
            continue;
        const MessageText text = messageText(event, m_layout.side(side).namesRecords());
        parts.append(event.isMessage() || text.request.isEmpty() ? text.answer : text.request);
        parts.append(spokenNotes(event, journal.trees()));
    }
    return parts.isEmpty() ? tr("nothing to do") : listed(parts);
}

QString CompareView::describe(qint64 step) const
{
    QStringList sides;
    for (std::size_t i = 0; i < SideCount; ++i)
        sides.append(QStringLiteral("%1: %2").arg(toTitle(m_comparison.rule(i)), describeSide(i, step)));
    return tr("Step %1, %2. %3")
        .arg(
            QString::number(step),
            interleave::describe(m_comparison.scenario()->steps.at(step - 1)),
            sides.join(QStringLiteral(". ")));
}

} // namespace interleave
