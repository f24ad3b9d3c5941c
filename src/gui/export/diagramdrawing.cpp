#include "gui/export/diagramdrawing.h"

#include "core/transactionwords/transactionexplanation.h"
#include "core/transactionwords/transactionparts.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "gui/diagram/typesetter.h"
#include "gui/export/drawingparts.h"
#include "gui/export/headings.h"
#include "gui/export/reflow.h"
#include "gui/transactiondiagram/transactionlayout.h"

#include <algorithm>

namespace interleave {

namespace {

// At 100 %.
constexpr int LeastWidth = 1080;
constexpr int LaneWidth = 300;
/// Below the last line of a legend, and below a diagram without one.
constexpr qreal BelowLegend = 15;
constexpr qreal BelowDiagram = 16;

/// The rows of the step that is emphasised, as far as it has happened. One sentence where it has none, else
/// empty.
template<typename StepOf>
[[nodiscard]] QString highlight(DiagramPicture& picture, const DrawingOptions& options, StepOf stepOf)
{
    if (!options.highlight)
        return {};
    const auto isIts = [&](const PictureRow& row) {
        return stepOf(row.seq) == *options.highlight;
    };
    if (std::ranges::none_of(picture.rows, isIts))
        return Text::tr(
                   "Nothing happens in step %1, so there is nothing to emphasise. Leave --highlight out.")
            .arg(*options.highlight);
    for (PictureRow& row : picture.rows)
        row.selected = !row.future && isIts(row);
    for (PictureText& text : picture.texts) {
        const bool isSelected = std::ranges::any_of(
            picture.rows, [&text](const PictureRow& row) { return row.selected && row.seq == text.seq; });
        if (text.kind == TextKind::Step && isSelected)
            text.role = Role::Text;
    }
    return {};
}

Drawing
drawingUnder(const Headline& headline, DiagramPicture picture, const QString& title, const Theme& theme)
{
    Drawing drawing{picture.size, title, {}, {}};
    const TooWide tooWide = picture.isReflowed ? TooWide::Wrap : TooWide::Cut;
    const qreal taken = addHeadline(drawing, headline, theme, tooWide);
    drawing.size.rheight() += taken;
    drawing.parts.push_back({QPointF(0, taken), std::move(picture)});
    return drawing;
}

template<typename Layout>
DiagramFrame frameOf(const Layout& layout, qint64 moment, const Theme& theme, const DrawingOptions& options)
{
    return drawingFrame(
        needsOf(layout),
        theme,
        moment,
        drawingWidth(layout.laneCount(), LeastWidth, LaneWidth),
        layout.height(theme.zoom() / 100.0, true),
        options);
}

/// Diagrams beside each other, below what is said of them.
struct DrawingRow final
{
    qreal top = 0;
    qreal above = 0;
    qreal height = 0;
};

/// From top to bottom.
std::vector<DrawingRow> rowsOf(const Drawing& drawing)
{
    std::vector<DrawingRow> rows;
    qreal end = 0;
    for (const Drawing::Part& part : drawing.parts) {
        if (rows.empty() || part.at.y() > rows.back().top + rows.back().above)
            rows.push_back({end, part.at.y() - end, 0});
        rows.back().height = std::max(rows.back().height, part.picture.size.height());
        end = rows.back().top + rows.back().above + rows.back().height;
    }
    return rows;
}

void moveRow(Drawing& drawing, const DrawingRow& row, qreal top, qreal above)
{
    const qreal diagrams = row.top + row.above;
    for (CanvasWords& words : drawing.headings) {
        if (words.rect.top() >= row.top && words.rect.top() < diagrams)
            words.rect.translate(0, top - row.top);
    }
    for (Drawing::Part& part : drawing.parts) {
        if (part.at.y() == diagrams)
            part.at.setY(top + above);
    }
}

} // namespace

qreal drawingWidth(qsizetype lanes, int least, int lane)
{
    return std::max<qreal>(least, lane * static_cast<qreal>(lanes + 1));
}

DiagramFrame drawingFrame(
    const LaneNeeds& needs,
    const Theme& theme,
    qint64 moment,
    qreal width,
    qreal height,
    const DrawingOptions& options)
{
    if (options.width)
        return narrowFrame(needs, theme.zoom() / 100.0, moment, *options.width, height);
    DiagramFrame frame;
    frame.moment = moment;
    frame.scale = theme.zoom() / 100.0;
    frame.width = theme.px(width);
    frame.middles = DiagramLayout::spread(frame.width, needs.lanes);
    frame.heads = true;
    frame.height = height;
    return frame;
}

void finish(DiagramPicture& picture, const Theme& theme, const DrawingOptions& options)
{
    if (!options.legend)
        picture.legend.clear();
    typeset(picture, theme);
    if (!options.legend)
        picture.size.rheight() -= theme.px(DiagramLayout::LegendHeight - BelowDiagram);
    else if (picture.isReflowed && !picture.legend.empty())
        picture.size.setHeight(
            std::max(picture.size.height(), picture.legend.back().textRect.bottom() + theme.px(BelowLegend)));
}

Result<Drawing, QString>
drawingOf(const ExportSource& source, const Theme& theme, const DrawingOptions& options)
{
    const Journal journal = source.journal->copy(options.isWhole ? source.journal->size() : source.moment);
    DiagramLayout layout;
    layout.setJournal(&journal, source.panels, source.ownLanes);
    if (const QString problem = widthProblem(needsOf(layout), options); !problem.isEmpty())
        return problem;
    DiagramFrame frame = frameOf(layout, source.moment, theme, options);
    if (frame.isReflowed && !hasSpaceForCycles(layout, frame)) {
        layout.hideCycles();
        layout.setJournal(&journal, source.panels, source.ownLanes);
        frame = frameOf(layout, source.moment, theme, options);
    }
    DiagramPicture picture = layout.picture(frame);
    const QString problem = highlight(picture, options, [&journal](qint64 seq) {
        const Event& event = journal.event(seq);
        return event.step > 0 ? event.step : event.number.step;
    });
    if (!problem.isEmpty())
        return problem;
    finish(picture, theme, options);
    return drawingUnder(source.headline, std::move(picture), titleOf(layout), theme);
}

Result<Drawing, QString>
drawingOf(const TransactionStory& story, qint64 moment, const Theme& theme, const DrawingOptions& options)
{
    TransactionStory shown = story;
    if (!options.isWhole)
        shown.journal = story.journal.copy(moment);
    TransactionLayout layout;
    layout.setStory(&shown);
    if (const QString problem = widthProblem(needsOf(layout), options); !problem.isEmpty())
        return problem;
    DiagramPicture picture = layout.picture(frameOf(layout, moment, theme, options));
    const QString problem =
        highlight(picture, options, [&shown](qint64 seq) { return shown.journal.event(seq).step; });
    if (!problem.isEmpty())
        return problem;
    finish(picture, theme, options);
    const TransactionHeader& header = story.journal.header();
    const QString title = Text::tr("%1: transactions on %2, isolation level %3")
                              .arg(header.title, databaseTitle(header), header.level);
    return drawingUnder(transactionHeadline(story, moment), std::move(picture), title, theme);
}

void alignDrawings(std::vector<Drawing>& drawings)
{
    std::vector<DrawingRow> tallest;
    for (const Drawing& drawing : drawings) {
        const std::vector<DrawingRow> rows = rowsOf(drawing);
        tallest.resize(std::max(tallest.size(), rows.size()));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            tallest[i].above = std::max(tallest[i].above, rows[i].above);
            tallest[i].height = std::max(tallest[i].height, rows[i].height);
        }
    }
    for (Drawing& drawing : drawings) {
        const std::vector<DrawingRow> rows = rowsOf(drawing);
        qreal top = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            moveRow(drawing, rows[i], top, tallest[i].above);
            top += tallest[i].above + tallest[i].height;
        }
        drawing.size.setHeight(top);
    }
}

} // namespace interleave
