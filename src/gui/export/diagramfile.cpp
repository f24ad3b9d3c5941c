#include "gui/export/diagramfile.h"

#include "core/model/ledger.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/outcome.h"
#include "gui/compare/sidepicture.h"
#include "gui/diagram/diagramgeometry.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/diagramsvg.h"
#include "gui/diagram/paintercanvas.h"
#include "gui/diagram/typesetter.h"
#include "gui/playback/comparison.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

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

qreal widthOf(const DiagramLayout& layout, int least, int lane)
{
    return std::max<qreal>(least, lane * static_cast<qreal>(layout.laneCount() + 1));
}

DiagramFrame
frameOf(const DiagramLayout& layout, const Theme& theme, qint64 moment, qreal width, qreal height)
{
    DiagramFrame frame;
    frame.moment = moment;
    frame.scale = theme.zoom() / 100.0;
    frame.width = theme.px(width);
    frame.middles = DiagramLayout::spread(frame.width, layout.laneCount());
    frame.heads = true;
    frame.height = height;
    return frame;
}

QString titleOf(const DiagramLayout& layout)
{
    return Text::tr("%1: who read and wrote what, and what was lost").arg(listed(layout.records()));
}

/// Adds the story at the left and what came of it at the right, or below it if they do not fit beside each
/// other. Returns the height that they take.
qreal addHeadline(Drawing& drawing, const Headline& headline, const Theme& theme)
{
    if (headline.story.isEmpty())
        return 0;
    const qreal side = theme.px(20.0);
    const qreal line = theme.px(28.0);
    const qreal whole = drawing.size.width() - 2 * side;
    const QFontMetricsF titles(theme.font(TextStyle::CardTitle));
    const qreal top = theme.px(12.0);
    drawing.headings.push_back(
        {QRectF(side, top, whole, line),
         TextStyle::CardTitle,
         Paint::ink(Role::Text),
         titles.elidedText(headline.story, Qt::ElideRight, whole),
         false});
    if (headline.outcome.isEmpty())
        return top + line;
    const QFontMetricsF labels(theme.font(TextStyle::Strong));
    const qreal sign = theme.px(16.0);
    const qreal gap = theme.px(6.0);
    const QString& outcome = headline.outcome.at(0);
    const qreal width = std::ceil(labels.horizontalAdvance(outcome)) + sign + gap;
    const bool beside = std::ceil(titles.horizontalAdvance(headline.story)) + theme.px(24.0) + width <= whole;
    const QRectF area(beside ? side + whole - width : side, beside ? top : top + line, width, line);
    const Paint ink = Paint::ink(roleOf(headline.severity));
    drawing.sign = Drawing::Sign{
        QRectF(area.left(), area.center().y() - sign / 2, sign, sign), signOf(headline.severity), ink};
    drawing.headings.push_back({area.adjusted(sign + gap, 0, 0, 0), TextStyle::Strong, ink, outcome, false});
    return area.bottom();
}

Drawing drawingOf(const ExportSource& source, const Theme& theme)
{
    // Leave out the events after the shown moment.
    const Journal journal = source.journal->copy(source.moment);
    DiagramLayout layout;
    layout.setJournal(&journal, source.panels);
    const DiagramFrame frame = frameOf(
        layout,
        theme,
        source.moment,
        widthOf(layout, LeastWidth, LaneWidth),
        layout.height(theme.zoom() / 100.0, true));
    DiagramPicture picture = layout.picture(frame);
    typeset(picture, theme);
    Drawing drawing{QSizeF(frame.width, frame.height), titleOf(layout), {}, {}};
    const qreal taken = addHeadline(drawing, source.headline, theme);
    drawing.size.rheight() += taken;
    drawing.parts.push_back({QPointF(0, taken), std::move(picture)});
    return drawing;
}

/// Numbers the rows by the scenario's steps, which both sides share, instead of by each side's messages.
void numberSteps(DiagramPicture& picture, const ComparisonLayout& layout, const DiagramFrame& frame)
{
    std::erase_if(picture.texts, [](const PictureText& text) { return text.kind == TextKind::Step; });
    for (int step = 0; step < layout.stepCount(); ++step) {
        const qreal top = layout.stepTop(step, frame.scale);
        PictureText number;
        number.kind = TextKind::Step;
        number.role = Role::Quiet;
        number.wordings = {QString::number(step + 1)};
        number.space =
            QRectF(0, top, frame.scale * frame.gutter, layout.stepTop(step + 1, frame.scale) - top);
        picture.texts.push_back(number);
    }
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
        widthOf(layout.side(0), LeastSideWidth, SideLaneWidth),
        widthOf(layout.side(1), LeastSideWidth, SideLaneWidth));
    const qreal height = layout.height(scale);

    Drawing drawing;
    drawing.size =
        QSizeF(theme.px(2 * width + SideGap), height + theme.px(static_cast<qreal>(CaptionHeight)));
    drawing.title = titleOf(layout.side(0));
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const DiagramFrame frame = frameOf(layout.side(i), theme, comparison.moment(i), width, height);
        DiagramPicture picture = sidePicture(layout, i, frame, *comparison.scenario(), comparison.position());
        numberSteps(picture, layout, frame);
        typeset(picture, theme);
        const QPointF at(
            theme.px(static_cast<qreal>(i) * (width + SideGap)), theme.px(static_cast<qreal>(CaptionHeight)));
        const QRectF caption(
            at.x() + theme.px(20.0), theme.px(8.0), frame.width - theme.px(40.0), theme.px(28.0));
        const QString words =
            QFontMetricsF(theme.font(TextStyle::CardTitle))
                .elidedText(captionOf(comparison, journals[i].latest(), i), Qt::ElideRight, caption.width());
        drawing.headings.push_back({caption, TextStyle::CardTitle, Paint::ink(Role::Text), words, false});
        drawing.parts.push_back({at, std::move(picture)});
    }
    return drawing;
}

QByteArray svgOf(const Drawing& drawing)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeSvg(buffer, drawing);
    return buffer.data();
}

Result<QImage, QString> imageOf(const Drawing& drawing, const Theme& theme, int scale)
{
    const double width = std::round(drawing.size.width()) * scale;
    const double height = std::round(drawing.size.height()) * scale;
    if (std::max(width, height) > MostSide || width * height > double(MostPixels))
        return Text::tr(
                   "As a picture this diagram would have %1 × %2 pixels, which is too much: at most %3 in "
                   "one direction, and %4 million altogether. Save it as a drawing (SVG), which has no such "
                   "limit, or show an earlier moment.")
            .arg(
                QString::number(width, 'f', 0),
                QString::number(height, 'f', 0),
                QString::number(MostSide),
                QString::number(MostPixels / 1'000'000));
    QImage image(QSize(static_cast<int>(width), static_cast<int>(height)), QImage::Format_RGB32);
    if (image.isNull())
        return Text::tr(
                   "There is not enough memory for a picture of %1 × %2 pixels. Save it as a drawing (SVG).")
            .arg(QString::number(width, 'f', 0), QString::number(height, 'f', 0));
    image.setDevicePixelRatio(scale);
    image.fill(theme.window());
    QPainter painter(&image);
    PainterCanvas canvas(painter, theme);
    paintHeadings(canvas, drawing);
    for (const Drawing::Part& part : drawing.parts) {
        painter.save();
        painter.translate(part.at);
        DiagramPainter(painter, theme).paint(part.picture);
        painter.restore();
    }
    return image;
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

QByteArray comparisonSvg(const Comparison& comparison)
{
    return svgOf(drawingOf(comparison, Theme::light()));
}

Result<QImage, QString> comparisonImage(const Comparison& comparison, const Theme& theme, int scale)
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
