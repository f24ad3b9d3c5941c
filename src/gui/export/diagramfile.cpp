#include "gui/export/diagramfile.h"

#include "core/model/ledger.h"
#include "core/transactionwords/transactionexplanation.h"
#include "core/transactionwords/transactionparts.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/outcome.h"
#include "gui/compare/sidepicture.h"
#include "gui/compare/transactioncompareview.h"
#include "gui/diagram/diagramgeometry.h"
#include "gui/diagram/typesetter.h"
#include "gui/export/drawingparts.h"
#include "gui/playback/comparison.h"
#include "gui/playback/transactioncomparison.h"
#include "gui/transactiondiagram/transactionlayout.h"

#include <QFontMetricsF>

#include <algorithm>

namespace interleave {

namespace {

// At 100 %.
constexpr int LeastWidth = 1080;
constexpr int LaneWidth = 300;
/// For one of two diagrams side by side.
constexpr int LeastSideWidth = 900;
constexpr int SideLaneWidth = 260;
constexpr int SideGap = 24;
constexpr int CaptionHeight = 44;

Drawing drawingOf(const ExportSource& source, const Theme& theme)
{
    // Leave out the events after the shown moment.
    const Journal journal = source.journal->copy(source.moment);
    DiagramLayout layout;
    layout.setJournal(&journal, source.panels);
    const DiagramFrame frame = drawingFrame(
        layout.laneCount(),
        theme,
        source.moment,
        drawingWidth(layout.laneCount(), LeastWidth, LaneWidth),
        layout.height(theme.zoom() / 100.0, true));
    DiagramPicture picture = layout.picture(frame);
    typeset(picture, theme);
    return drawingUnder(source.headline, std::move(picture), titleOf(layout), theme);
}

Drawing drawingOf(const TransactionStory& story, qint64 moment, const Theme& theme)
{
    TransactionStory shown = story;
    shown.journal = story.journal.copy(moment);
    TransactionLayout layout;
    layout.setStory(&shown);
    const DiagramFrame frame = drawingFrame(
        layout.laneCount(),
        theme,
        moment,
        drawingWidth(layout.laneCount(), LeastWidth, LaneWidth),
        layout.height(theme.zoom() / 100.0, true));
    DiagramPicture picture = layout.picture(frame);
    typeset(picture, theme);
    const TransactionHeader& header = story.journal.header();
    const QString title = Text::tr("%1: transactions on %2, isolation level %3")
                              .arg(header.title, databaseTitle(header), header.level);
    return drawingUnder(transactionHeadline(story, moment), std::move(picture), title, theme);
}

/// Adds a side of a comparison, which is not typeset yet, below its caption.
void addSide(
    Drawing& drawing, std::size_t side, DiagramPicture picture, const QString& caption, const Theme& theme)
{
    typeset(picture, theme);
    const qreal left = static_cast<qreal>(side) * (picture.size.width() + theme.px(qreal(SideGap)));
    const QPointF at(left, theme.px(static_cast<qreal>(CaptionHeight)));
    const QRectF place(
        left + theme.px(20.0), theme.px(8.0), picture.size.width() - theme.px(40.0), theme.px(28.0));
    const QString words =
        QFontMetricsF(theme.font(TextStyle::CardTitle)).elidedText(caption, Qt::ElideRight, place.width());
    drawing.headings.push_back({place, TextStyle::CardTitle, Paint::ink(Role::Text), words, false});
    drawing.size = QSizeF(left + picture.size.width(), at.y() + picture.size.height());
    drawing.parts.push_back({at, std::move(picture)});
}

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

Drawing drawingOf(const Comparison& comparison, const Theme& theme)
{
    const std::array<Journal, Comparison::SideCount> journals{
        comparison.journal(0)->copy(comparison.moment(0)), comparison.journal(1)->copy(comparison.moment(1))};
    std::array<ComparisonLayout::Side, Comparison::SideCount> sides;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const auto& ends = comparison.ends(i);
        sides[i] = {
            &journals[i],
            comparison.panels(i),
            std::vector(ends.begin(), ends.begin() + comparison.position())};
    }
    const ComparisonLayout layout(sides);
    const qreal scale = theme.zoom() / 100.0;
    const qreal width = std::max(
        drawingWidth(layout.side(0).laneCount(), LeastSideWidth, SideLaneWidth),
        drawingWidth(layout.side(1).laneCount(), LeastSideWidth, SideLaneWidth));
    const qreal height = layout.height(scale);

    Drawing drawing;
    drawing.title = titleOf(layout.side(0));
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const DiagramFrame frame =
            drawingFrame(layout.side(i).laneCount(), theme, comparison.moment(i), width, height);
        DiagramPicture picture = sidePicture(layout, i, frame, *comparison.scenario(), comparison.position());
        numberSteps(picture, layout, frame);
        addSide(drawing, i, std::move(picture), captionOf(comparison, journals[i].latest(), i), theme);
    }
    return drawing;
}

/// The place and the outcome.
QString captionOf(const TransactionComparison& comparison, std::size_t side)
{
    const Headline headline = transactionHeadline(*comparison.shownStory(side), comparison.moment(side));
    return dotted({placeTitle(comparison.place(side)), headline.outcome.value(0)});
}

Drawing drawingOf(const TransactionComparison& comparison, const Theme& theme)
{
    std::array<TransactionSides::Story, TransactionSides::SideCount> shown;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        auto story = std::make_shared<TransactionStory>(*comparison.shownStory(i));
        story->journal = story->journal.copy(comparison.moment(i));
        shown[i] = std::move(story);
    }
    const TransactionSides layout(shown, shown, comparison.position(), comparison.position());
    const qsizetype lanes = std::max(layout.side(0).laneCount(), layout.side(1).laneCount());
    const qreal width = drawingWidth(lanes, LeastSideWidth, SideLaneWidth);
    const qreal height = layout.height(theme.zoom() / 100.0);

    Drawing drawing;
    drawing.title =
        Text::tr("%1: %2 beside %3", "a lesson at two places")
            .arg(comparison.lesson().title, placeTitle(comparison.place(0)), placeTitle(comparison.place(1)));
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const DiagramFrame frame =
            drawingFrame(layout.side(i).laneCount(), theme, comparison.moment(i), width, height);
        DiagramPicture picture =
            transactionSidePicture(layout, i, frame, comparison.lesson(), comparison.position());
        numberSteps(picture, layout, frame);
        addSide(drawing, i, std::move(picture), captionOf(comparison, i), theme);
    }
    return drawing;
}

} // namespace

QByteArray diagramSvg(const ExportSource& source)
{
    return svgOf(drawingOf(source, Theme::light()));
}

Result<QImage, QString> diagramImage(const ExportSource& source, const Theme& theme, int scale)
{
    return imageOf(drawingOf(source, theme), theme, scale);
}

QByteArray diagramSvg(const TransactionStory& story, qint64 moment)
{
    return svgOf(drawingOf(story, moment, Theme::light()));
}

Result<QImage, QString>
diagramImage(const TransactionStory& story, qint64 moment, const Theme& theme, int scale)
{
    return imageOf(drawingOf(story, moment, theme), theme, scale);
}

QByteArray comparisonSvg(const Comparison& comparison)
{
    return svgOf(drawingOf(comparison, Theme::light()));
}

Result<QImage, QString> comparisonImage(const Comparison& comparison, const Theme& theme, int scale)
{
    return imageOf(drawingOf(comparison, theme), theme, scale);
}

QByteArray comparisonSvg(const TransactionComparison& comparison)
{
    return svgOf(drawingOf(comparison, Theme::light()));
}

Result<QImage, QString>
comparisonImage(const TransactionComparison& comparison, const Theme& theme, int scale)
{
    return imageOf(drawingOf(comparison, theme), theme, scale);
}

ExportSource comparedSource(const Comparison& comparison, std::size_t side)
{
    return {
        comparison.journal(side),
        comparison.moment(side),
        comparison.panels(side),
        exportTitle(comparison.scenario()->title, comparison.recordId(side), comparison.rule(side))};
}

} // namespace interleave
