#include "gui/export/storycontent.h"

#include "core/model/ledger.h"
#include "core/transactionwords/transactionexplanation.h"
#include "core/transactionwords/transactionparts.h"
#include "gui/compare/sidepicture.h"
#include "gui/compare/transactioncompareview.h"
#include "gui/diagram/typesetter.h"
#include "gui/export/diagramdrawing.h"
#include "gui/export/drawingparts.h"
#include "gui/export/reflow.h"
#include "gui/playback/comparison.h"
#include "gui/playback/transactioncomparison.h"
#include "gui/transactiondiagram/transactionlayout.h"

#include <algorithm>

namespace interleave {

namespace {

// At 100 %. Narrower than a drawing, because a page of documentation is.
constexpr int LeastWidth = 860;
constexpr int LaneWidth = 240;
/// For a second lifeline at each lane.
constexpr int RecordWidth = 80;
/// For one of two diagrams side by side.
constexpr int LeastSideWidth = 620;
constexpr int SideLaneWidth = 190;

using Ends = std::vector<qint64>;

/// The story of a page that has no room for all; empty otherwise.
QString tooLong(std::size_t steps, qint64 events)
{
    if (steps <= MostPageSteps && events <= MostPageEvents)
        return {};
    return Text::tr(
               "A page steps through at most %1 steps with %2 events, and here are %3 with %4. Save it as a "
               "drawing (SVG), which has no such limit.")
        .arg(
            QString::number(MostPageSteps),
            QString::number(MostPageEvents),
            QString::number(steps),
            QString::number(events));
}

qint64 stepOf(const Event& event)
{
    return std::max<qint64>(event.number.step, event.step);
}

qint64 lastStep(const Journal& journal)
{
    qint64 last = 0;
    for (qint64 seq = 1; seq <= std::min(journal.size(), MostPageEvents + 1); ++seq)
        last = std::max(last, stepOf(journal.event(seq)));
    return last;
}

/// The step that was the last at \a moment, also where only a part of it had happened.
int stepAt(const Ends& ends, qint64 moment)
{
    const auto next = std::ranges::upper_bound(ends, moment);
    const bool isPart = *std::prev(next) < moment && next != ends.end();
    return static_cast<int>(next - ends.begin()) - (isPart ? 0 : 1);
}

DiagramFrame pageFrame(qsizetype lanes, qint64 moment, qreal width, qreal height)
{
    return drawingFrame({.lanes = lanes}, Theme::light(), moment, width, height, {});
}

/// Where the arrows and the marks of a step's events are.
void setPlace(PageMoment& moment, qint64 after, qint64 last)
{
    QRectF area;
    const auto add = [&](qint64 seq, const QPointF& from, const QPointF& to) {
        if (seq > after && seq <= last)
            area = area.united(QRectF(from, to).normalized().adjusted(-1, -1, 1, 1));
    };
    for (const PictureArrow& arrow : moment.picture.arrows)
        add(arrow.seq, arrow.from, arrow.to);
    for (const PictureMark& mark : moment.picture.marks)
        add(mark.seq, mark.middle, mark.middle);
    moment.left = area.left();
    moment.right = area.right();
}

/// From the first row of a step's events to the last.
StoryRow rowOf(const DiagramPicture& picture, const Ends& ends, std::size_t step)
{
    QRectF area;
    for (const PictureRow& row : picture.rows) {
        if (step > 0 && row.seq > ends[step - 1] && row.seq <= ends[step])
            area = area.united(row.rect);
    }
    return {area.top(), area.height()};
}

/// What people read of events \a after to \a last: of edits only where nothing else happened.
QList<Explanation> toldOf(const Journal& journal, qint64 after, qint64 last)
{
    QList<Explanation> told;
    for (const bool edits : {false, true}) {
        for (qint64 seq = after + 1; seq <= last && (!edits || told.isEmpty()); ++seq) {
            if (journal.event(seq).isMoment() != edits)
                told.append(explain(journal.event(seq), journal.at(seq - 1)));
        }
    }
    return told;
}

QList<Explanation> toldOf(const TransactionStory& story, qint64 after, qint64 last)
{
    QList<Explanation> told;
    for (qint64 seq = after + 1; seq <= last; ++seq)
        told.append(explainTransaction(story, seq, last));
    return told;
}

void setOutcome(PageMoment& moment, const Headline& headline)
{
    moment.outcome = headline.outcome.value(0);
    moment.severity = headline.severity;
}

QString wordsOfStep(const TransactionStory& story, qint64 after, qint64 last, int step)
{
    for (qint64 seq = after + 1; seq <= last; ++seq) {
        if (story.journal.event(seq).step == step)
            return wordsOn(story, seq);
    }
    return {};
}

/// After each of \a count steps, from before the first on.
template<typename Layout>
std::vector<StoryRow> rowsOf(const Layout& layout, int count)
{
    std::vector<StoryRow> rows(1);
    for (int step = 0; step < count; ++step)
        rows.push_back({layout.stepTop(step, 1), layout.stepTop(step + 1, 1) - layout.stepTop(step, 1)});
    return rows;
}

QString ruleHeading(Locking rule)
{
    return rule == Locking::Off ? Text::tr("Without locking") : Text::tr("Locking: %1").arg(toTitle(rule));
}

StorySide sideOf(const Comparison& comparison, const ComparisonLayout& layout, std::size_t side, qreal width)
{
    const Journal& journal = *comparison.journal(side);
    Ends ends{0};
    ends.insert(ends.end(), comparison.ends(side).begin(), comparison.ends(side).end());
    StorySide result{ruleHeading(journal.header().locking), titleOf(layout.side(side)), {}};
    for (std::size_t step = 0; step < ends.size(); ++step) {
        const DiagramFrame frame =
            pageFrame(layout.side(side).laneCount(), ends[step], width, layout.height(1));
        PageMoment moment;
        moment.picture = sidePicture(layout, side, frame, *comparison.scenario(), static_cast<int>(step));
        numberSteps(moment.picture, layout, frame);
        typeset(moment.picture, Theme::light());
        const Snapshot then = journal.at(ends[step]);
        setOutcome(moment, headlineOf({}, then, ledgerOf(then, comparison.recordId(side))));
        const qint64 after = step == 0 ? 0 : ends[step - 1];
        moment.told = toldOf(journal, after, ends[step]);
        setPlace(moment, after, ends[step]);
        result.moments.push_back(std::move(moment));
    }
    return result;
}

StorySide
sideOf(const TransactionComparison& comparison, const TransactionSides& layout, std::size_t side, qreal width)
{
    const TransactionStory& story = *comparison.shownStory(side);
    StorySide result{
        placeTitle(comparison.place(side)),
        Text::tr("%1: %2 beside %3", "a lesson at two places")
            .arg(comparison.lesson().title, placeTitle(comparison.place(0)), placeTitle(comparison.place(1))),
        {}};
    for (int step = 0; step <= comparison.reached(); ++step) {
        const qint64 end = comparison.momentAt(side, step);
        const DiagramFrame frame = pageFrame(layout.side(side).laneCount(), end, width, layout.height(1));
        PageMoment moment;
        moment.picture = transactionSidePicture(layout, side, frame, comparison.lesson(), step);
        numberSteps(moment.picture, layout, frame);
        typeset(moment.picture, Theme::light());
        setOutcome(moment, transactionHeadline(story, end));
        const qint64 after = step == 0 ? 0 : comparison.momentAt(side, step - 1);
        moment.told = toldOf(story, after, end);
        setPlace(moment, after, end);
        result.moments.push_back(std::move(moment));
    }
    return result;
}

qreal sideWidth(qsizetype lanes)
{
    return drawingWidth(lanes, LeastSideWidth, SideLaneWidth);
}

} // namespace

std::vector<qint64> endsOfSteps(const Journal& journal)
{
    Ends ends{0};
    for (qint64 seq = 1; seq <= journal.size(); ++seq) {
        const auto step = static_cast<std::size_t>(stepOf(journal.event(seq)));
        while (ends.size() <= step)
            ends.push_back(ends.back());
        ends.back() = seq;
    }
    return ends;
}

Result<StoryContent, QString> storyContent(const ExportSource& source)
{
    const Journal& journal = *source.journal;
    // Before anything is made for each step: one number may be very large.
    if (const QString problem = tooLong(static_cast<std::size_t>(lastStep(journal)), journal.size());
        !problem.isEmpty())
        return problem;
    const Ends ends = endsOfSteps(journal);
    DiagramLayout layout;
    layout.setJournal(&journal, source.panels, source.ownLanes);
    const qsizetype lanes = layout.laneCount();
    const qreal width = drawingWidth(lanes, LeastWidth, LaneWidth) +
                        RecordWidth * static_cast<qreal>(layout.recordCount() - 1);
    StoryContent content;
    content.story = source.headline.story;
    content.title = source.title.isEmpty() ? titleOf(layout) : source.title;
    content.opening = stepAt(ends, source.moment);
    StorySide side{{}, titleOf(layout), {}};
    for (std::size_t step = 0; step < ends.size(); ++step) {
        PageMoment moment;
        moment.picture = layout.picture(pageFrame(lanes, ends[step], width, layout.height(1, true)));
        typeset(moment.picture, Theme::light());
        const Snapshot then = journal.at(ends[step]);
        if (!content.story.isEmpty())
            setOutcome(moment, headlineOf({}, then, ledgerOf(then, source.record)));
        const qint64 after = step == 0 ? 0 : ends[step - 1];
        moment.told = toldOf(journal, after, ends[step]);
        setPlace(moment, after, ends[step]);
        content.rows.push_back(rowOf(moment.picture, ends, step));
        content.words.append(source.words.value(static_cast<int>(step)));
        side.moments.push_back(std::move(moment));
    }
    content.sides.push_back(std::move(side));
    return content;
}

Result<StoryContent, QString> storyContent(const TransactionStory& story, qint64 moment)
{
    TransactionLayout layout;
    layout.setStory(&story);
    Ends ends{0};
    for (int step = 1; step <= layout.stepCount(); ++step)
        ends.push_back(layout.endOfStep(step));
    if (const QString problem = tooLong(ends.size() - 1, story.journal.size()); !problem.isEmpty())
        return problem;
    const TransactionHeader& header = story.journal.header();
    const qsizetype lanes = layout.laneCount();
    const qreal width = drawingWidth(lanes, LeastWidth, LaneWidth);
    StoryContent content;
    content.story = transactionHeadline(story, moment).story;
    content.title = dotted({header.title, databaseTitle(header), header.level});
    content.opening = stepAt(ends, moment);
    StorySide side{
        {},
        Text::tr("%1: transactions on %2, isolation level %3")
            .arg(header.title, databaseTitle(header), header.level),
        {}};
    for (std::size_t step = 0; step < ends.size(); ++step) {
        const qint64 after = step == 0 ? 0 : ends[step - 1];
        PageMoment then;
        then.picture = layout.picture(pageFrame(lanes, ends[step], width, layout.height(1, true)));
        typeset(then.picture, Theme::light());
        if (!content.story.isEmpty())
            setOutcome(then, transactionHeadline(story, ends[step]));
        then.told = toldOf(story, after, ends[step]);
        setPlace(then, after, ends[step]);
        content.rows.push_back(rowOf(then.picture, ends, step));
        content.words.append(wordsOfStep(story, after, ends[step], static_cast<int>(step)));
        side.moments.push_back(std::move(then));
    }
    content.sides.push_back(std::move(side));
    return content;
}

Result<StoryContent, QString> storyContent(const Comparison& comparison, const std::optional<QString>& title)
{
    qint64 events = 0;
    std::array<ComparisonLayout::Side, Comparison::SideCount> sides;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        sides[i] = {comparison.journal(i), comparison.panels(i), comparison.ends(i)};
        events = std::max(events, comparison.journal(i)->size());
    }
    const ComparisonLayout layout(sides);
    if (const QString problem = tooLong(comparison.ends(0).size(), events); !problem.isEmpty())
        return problem;
    const qreal width = sideWidth(std::max(layout.side(0).laneCount(), layout.side(1).laneCount()));
    StoryContent content;
    if (const Scenario* scenario = comparison.scenario(); scenario != nullptr) {
        content.title = scenario->title;
        content.story = title.value_or(scenario->headline());
    }
    content.opening = comparison.position();
    for (std::size_t i = 0; i < sides.size(); ++i)
        content.sides.push_back(sideOf(comparison, layout, i, width));
    content.rows = rowsOf(layout, layout.stepCount());
    content.words.resize(static_cast<qsizetype>(content.rows.size()));
    return content;
}

Result<StoryContent, QString>
storyContent(const TransactionComparison& comparison, const std::optional<QString>& title)
{
    const std::array<TransactionSides::Story, TransactionSides::SideCount> stories{
        comparison.shownStory(0), comparison.shownStory(1)};
    const TransactionSides layout(stories, stories, comparison.reached(), comparison.reached());
    const qint64 events = std::max(stories[0]->journal.size(), stories[1]->journal.size());
    if (const QString problem = tooLong(static_cast<std::size_t>(comparison.reached()), events);
        !problem.isEmpty())
        return problem;
    const qreal width = sideWidth(std::max(layout.side(0).laneCount(), layout.side(1).laneCount()));
    const TransactionLesson& lesson = comparison.lesson();
    StoryContent content;
    content.title = lesson.title;
    content.story = title.value_or(lesson.story.isEmpty() ? lesson.title : lesson.story);
    content.opening = comparison.position();
    for (std::size_t i = 0; i < stories.size(); ++i)
        content.sides.push_back(sideOf(comparison, layout, i, width));
    content.rows = rowsOf(layout, layout.stepCount());
    content.words.resize(static_cast<qsizetype>(content.rows.size()));
    return content;
}

} // namespace interleave
