#include "gui/export/comparisondrawing.h"

#include "core/model/ledger.h"
#include "core/transactionwords/transactionexplanation.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/outcome.h"
#include "gui/compare/sidepicture.h"
#include "gui/compare/transactioncompareview.h"
#include "gui/export/diagramdrawing.h"
#include "gui/export/diagramfile.h"
#include "gui/export/drawingparts.h"
#include "gui/export/headings.h"
#include "gui/export/reflow.h"
#include "gui/playback/comparison.h"
#include "gui/playback/transactioncomparison.h"

#include <algorithm>
#include <cmath>

namespace interleave {

namespace {

// At 100 %, for one of two diagrams side by side.
constexpr int LeastSideWidth = 900;
constexpr int SideLaneWidth = 260;
constexpr int SideGap = 24;
/// Narrower comparisons have one side below the other.
constexpr int LeastBeside = 700;
constexpr std::size_t SideCount = 2;

/// Puts two diagrams with captions together.
class SideBySide final
{
public:
    SideBySide(
        const std::array<LaneNeeds, SideCount>& needs, const Theme& theme, const DrawingOptions& options)
        : m_needs(needs)
        , m_theme(theme)
        , m_options(options)
    {
        if (!options.width)
            return;
        const int half = (*options.width - SideGap) / 2;
        m_isStacked = *options.width < LeastBeside || half < widest();
        if (!m_isStacked)
            m_options.width = half;
    }

    /// One sentence; empty where both sides have space.
    [[nodiscard]] QString problem() const
    {
        for (const LaneNeeds& needs : m_needs) {
            if (const QString problem = widthProblem(needs, m_options); !problem.isEmpty())
                return problem;
        }
        return {};
    }

    [[nodiscard]] DiagramFrame frame(std::size_t side, qint64 moment, qreal height) const
    {
        const qsizetype lanes = std::max(m_needs.front().lanes, m_needs.back().lanes);
        return drawingFrame(
            m_needs[side],
            m_theme,
            moment,
            drawingWidth(lanes, LeastSideWidth, SideLaneWidth),
            height,
            m_options);
    }

    /// A side's picture, which is not typeset yet, and its caption.
    void set(std::size_t side, DiagramPicture picture, const QString& caption)
    {
        finish(picture, m_theme, m_options);
        m_pictures[side] = std::move(picture);
        m_captions[side] = caption;
    }

    [[nodiscard]] Drawing together(const QString& title)
    {
        Drawing drawing;
        drawing.title = title;
        const TooWide tooWide = m_options.width ? TooWide::Wrap : TooWide::Cut;
        const qreal across = m_pictures.front().size.width();
        drawing.size.setWidth(m_isStacked ? across : 2 * across + m_theme.px(qreal(SideGap)));
        qreal top = addHeadline(drawing, {m_options.title, {}}, m_theme, tooWide);
        qreal captions = 0;
        for (std::size_t i = 0; i < SideCount; ++i) {
            const qreal left = m_isStacked || i == 0 ? 0 : across + m_theme.px(qreal(SideGap));
            const qreal caption = addCaption(drawing, m_captions[i], {left, top}, across, m_theme, tooWide);
            captions = std::max(captions, caption);
            drawing.parts.push_back({QPointF(left, top + caption), m_pictures[i]});
            if (m_isStacked)
                top += caption + m_pictures[i].size.height();
        }
        if (m_isStacked) {
            drawing.size.setHeight(top);
            return drawing;
        }
        // Captions may take different heights.
        for (Drawing::Part& part : drawing.parts) {
            part.at.setY(top + captions);
            drawing.size.setHeight(std::max(drawing.size.height(), part.at.y() + part.picture.size.height()));
        }
        return drawing;
    }

private:
    [[nodiscard]] int widest() const
    {
        return std::max(leastWidth(m_needs.front()), leastWidth(m_needs.back()));
    }

    std::array<LaneNeeds, SideCount> m_needs;
    const Theme& m_theme;
    /// With the width of one side.
    DrawingOptions m_options;
    bool m_isStacked = false;
    std::array<DiagramPicture, SideCount> m_pictures;
    std::array<QString, SideCount> m_captions;
};

/// The rule and its outcome, because a document has no outcome strip.
QString captionOf(const Comparison& comparison, const Snapshot& then, std::size_t side)
{
    const Ledger ledger = ledgerOf(then, comparison.recordId(side));
    const QString title = comparedSource(comparison, side).title;
    const QString value = valueText(ledger);
    if (value.isEmpty())
        return Text::tr("%1 · %2", "a comparison's side").arg(title, outcomeText(then).sentence);
    return Text::tr("%1 · %2 · %3 %4", "a comparison's side")
        .arg(title, outcomeText(then).sentence, placeText(ledger), value);
}

/// The place and the outcome.
QString captionOf(const TransactionComparison& comparison, std::size_t side)
{
    const Headline headline = transactionHeadline(*comparison.shownStory(side), comparison.moment(side));
    return dotted({placeTitle(comparison.place(side)), headline.outcome.value(0)});
}

} // namespace

Result<Drawing, QString>
drawingOf(const Comparison& comparison, const Theme& theme, const DrawingOptions& options)
{
    const int steps = options.isWhole ? comparison.reached() : comparison.position();
    std::array<std::unique_ptr<Journal>, SideCount> journals;
    std::array<ComparisonLayout::Side, SideCount> sides;
    for (std::size_t i = 0; i < SideCount; ++i) {
        const auto& ends = comparison.ends(i);
        const qint64 size = options.isWhole ? comparison.journal(i)->size() : comparison.moment(i);
        journals[i] = std::make_unique<Journal>(comparison.journal(i)->copy(size));
        sides[i] = {journals[i].get(), comparison.panels(i), std::vector(ends.begin(), ends.begin() + steps)};
    }
    const ComparisonLayout layout(sides);
    SideBySide both({needsOf(layout.side(0)), needsOf(layout.side(1))}, theme, options);
    if (const QString problem = both.problem(); !problem.isEmpty())
        return problem;
    for (std::size_t i = 0; i < SideCount; ++i) {
        const qint64 moment = comparison.moment(i);
        const DiagramFrame frame = both.frame(i, moment, layout.height(theme.zoom() / 100.0));
        DiagramPicture picture = sidePicture(layout, i, frame, *comparison.scenario(), comparison.position());
        numberSteps(picture, layout, frame, comparison.position(), options);
        both.set(i, std::move(picture), captionOf(comparison, journals[i]->at(moment), i));
    }
    return both.together(titleOf(layout.side(0)));
}

Result<Drawing, QString>
drawingOf(const TransactionComparison& comparison, const Theme& theme, const DrawingOptions& options)
{
    const int steps = options.isWhole ? comparison.stepCount() : comparison.position();
    std::array<TransactionSides::Story, SideCount> shown;
    for (std::size_t i = 0; i < SideCount; ++i) {
        auto story = std::make_shared<TransactionStory>(
            options.isWhole ? *comparison.story(i) : *comparison.shownStory(i));
        story->journal = story->journal.copy(comparison.momentAt(i, steps));
        shown[i] = std::move(story);
    }
    const TransactionSides layout(shown, shown, steps, steps);
    SideBySide both({needsOf(layout.side(0)), needsOf(layout.side(1))}, theme, options);
    if (const QString problem = both.problem(); !problem.isEmpty())
        return problem;
    for (std::size_t i = 0; i < SideCount; ++i) {
        const DiagramFrame frame = both.frame(i, comparison.moment(i), layout.height(theme.zoom() / 100.0));
        DiagramPicture picture =
            transactionSidePicture(layout, i, frame, comparison.lesson(), comparison.position());
        numberSteps(picture, layout, frame, comparison.position(), options);
        both.set(i, std::move(picture), captionOf(comparison, i));
    }
    return both.together(
        Text::tr("%1: %2 beside %3", "a lesson at two places")
            .arg(
                comparison.lesson().title, placeTitle(comparison.place(0)), placeTitle(comparison.place(1))));
}

} // namespace interleave
